//! Minifies a module with oxc: comments and spaces go, and names that only the module itself uses become short. Expressions stay as
//! they are written; oxc's compressor would save 1 % more behind brotli.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The module, minified; or the first syntax error.
pub(crate) fn minify(source: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, source, SourceType::mjs()).parse();
    if let Some(diagnostic) = parsed.diagnostics.into_iter().next() {
        return Err(diagnostic.to_string());
    }
    let mangled = Mangler::new().build(&parsed.program);
    let printer = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(Some(mangled.scoping))
        .with_private_member_mappings(Some(mangled.class_private_mappings));
    Ok(printer.build(&parsed.program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_properties_and_strings_keep_their_names() {
        let source = "// a comment\nconst longName = { property: \"text\" };\nexport function exported(argument) { return longName.property + argument; }\n";
        let small = minify(source).unwrap();
        for kept in ["exported", "property", "text"] {
            assert!(small.contains(kept), "{kept}: {small}");
        }
        for gone in ["comment", "longName", "argument"] {
            assert!(!small.contains(gone), "{gone}: {small}");
        }
    }

    #[test]
    fn brackets_in_strings_patterns_and_templates_are_text() {
        let source = "export const a = [/[/}]`/g, `}${\"{`\"}//`, \"/*\"];\n";
        let small = minify(source).unwrap();
        assert!(small.contains("/[/}]`/g"), "{small}");
        assert_eq!(minify(&small).as_ref(), Ok(&small));
    }

    #[test]
    fn a_syntax_error_is_reported() {
        assert!(minify("const = 1").is_err());
    }
}
