//! Minifies a module with oxc: comments and spaces go, and names that only the module itself uses become short. Expressions stay as
//! they are written; oxc's compressor would save 1 % more behind brotli. The spaces of style sheets go, too.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The module, minified; or the first syntax error.
pub(crate) fn minify(source: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let source = &without_spaces(source);
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

/// The script with its style sheets on one line each. A style sheet begins after a line that ends with a backtick, and ends before a line that
/// begins with one.
fn without_spaces(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut inside = false;
    for line in source.lines() {
        inside &= !line.starts_with('`');
        if !inside {
            out.push_str(line);
            out.push('\n');
        } else if !line.starts_with("/*") {
            let tight = [(" { ", "{"), (" {", "{"), ("; ", ";"), (" }", "}"), (": ", ":"), (", ", ",")];
            out.push_str(&tight.iter().fold(line.trim().to_owned(), |line, (loose, tight)| line.replace(loose, tight)));
        }
        inside |= line.ends_with("(`") || line.ends_with("= `");
    }
    out
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
    fn style_sheets_lose_their_spaces() {
        let source = "sheet.replaceSync(`\n/* A reason. */\n.a, .b {\n  color: red; margin: 0 1px;\n}\n.c { top: calc(1px - 2px) }\n`);\n";
        assert_eq!(
            minify(source).unwrap(),
            "sheet.replaceSync(`.a,.b{color:red;margin:0 1px;}.c{top:calc(1px - 2px)}`);"
        );
    }

    #[test]
    fn a_syntax_error_is_reported() {
        assert!(minify("const = 1").is_err());
    }
}
