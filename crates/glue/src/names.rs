//! Short names for what the module imports: nobody reads them, and every visitor loads them twice, in the module and in the JavaScript
//! that binds it. What they said, that both are of one build, the name of what all of them come from says for all.
use wasmparser::{Parser, Payload, TypeRef};

use crate::sections::{self, IMPORTS, write_length};
use crate::{GlueError, Module};

/// The module and its JavaScript with a letter for each import, from a source whose name tells which they are: a module and JavaScript
/// that know other imports don't link. A name that the JavaScript does not have exactly once stays.
pub(crate) fn shorten(module: Module) -> Result<Module, GlueError> {
    let imports = imports(&module.wasm)?;
    let mut js = module.js;
    let mut names: Vec<(String, String)> = Vec::new();
    for import in &imports {
        for name in [&import.module, &import.name] {
            if names.iter().all(|known| known.0 != *name) {
                let short = if name == &import.module { told(&imports) } else { short(names.len()) };
                let only = js.matches(name.as_str()).count() == 1;
                if only {
                    js = js.replacen(name.as_str(), &short, 1);
                }
                names.push((name.clone(), if only { short } else { name.clone() }));
            }
        }
    }
    let mut section = Vec::new();
    write_length(&mut section, imports.len());
    for import in &imports {
        for name in [&import.module, &import.name] {
            let new = names.iter().find(|known| known.0 == *name).map_or(name, |known| &known.1);
            write_length(&mut section, new.len());
            section.extend(new.bytes());
        }
        section.push(FUNCTION);
        write_length(&mut section, import.signature as usize);
    }
    let wasm = sections::rewrite(&module.wasm, |number, _| (number == IMPORTS).then(|| section.clone()))?;
    Ok(Module { wasm, js, ..module })
}

/// An import of this kind is a function.
const FUNCTION: u8 = 0;

struct Import {
    module: String,
    name: String,
    /// The number of its type.
    signature: u32,
}

fn imports(wasm: &[u8]) -> Result<Vec<Import>, GlueError> {
    let malformed = |error: wasmparser::BinaryReaderError| GlueError::Malformed(error.offset());
    let mut imports = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::ImportSection(section) = payload.map_err(malformed)? else { continue };
        for import in section.into_imports() {
            let import = import.map_err(malformed)?;
            let TypeRef::Func(signature) = import.ty else { return Err(GlueError::Unknown) };
            imports.push(Import { module: import.module.to_owned(), name: import.name.to_owned(), signature });
        }
    }
    Ok(imports)
}

/// What tells these imports from others. wasm-bindgen's names have the functions' signatures in them.
fn told(imports: &[Import]) -> String {
    let mut hash = 0x811c_9dc5u32;
    for byte in imports.iter().flat_map(|import| import.name.bytes().chain([0])) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("{hash:08x}")
}

/// a to z, then aa to zz: names that need no quotes as keys of an object.
fn short(number: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    let mut name = String::new();
    if number >= 26 {
        name.push(letter(number / 26 - 1));
    }
    name.push(letter(number));
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sections::tests::{module, section};

    fn bound(js: &str, imports: &[(&str, &str)]) -> Module {
        let mut content = vec![u8::try_from(imports.len()).unwrap()];
        for (from, name) in imports {
            for text in [from, name] {
                content.push(u8::try_from(text.len()).unwrap());
                content.extend(text.bytes());
            }
            content.extend([FUNCTION, 0]);
        }
        let wasm = module(&[section(1, &[1, 0x60, 0, 0]), section(IMPORTS, &content)]);
        Module { wasm, js: js.to_owned(), dts: String::new() }
    }

    /// The names of what is imported.
    fn names(module: &Module) -> Vec<(String, String)> {
        imports(&module.wasm).unwrap().into_iter().map(|import| (import.module, import.name)).collect()
    }

    #[test]
    fn both_sides_get_the_same_letters() {
        let js = r#"const i = { __parse_1: () => 0, __get_2: () => 1 }; return { "./bound.js": i };"#;
        let short = shorten(bound(js, &[("./bound.js", "__parse_1"), ("./bound.js", "__get_2")])).unwrap();
        let names = names(&short);
        let from = &names[0].0;
        assert_eq!(names, [(from.clone(), "b".to_owned()), (from.clone(), "c".to_owned())]);
        assert_eq!(short.js, format!(r#"const i = {{ b: () => 0, c: () => 1 }}; return {{ "{from}": i }};"#));
    }

    #[test]
    fn other_imports_are_from_elsewhere() {
        let of = |name: &str| names(&shorten(bound(r#""./bound.js""#, &[("./bound.js", name)])).unwrap())[0].0.clone();
        assert_eq!(of("__parse_1"), of("__parse_1"));
        assert_ne!(of("__parse_1"), of("__parse_2"));
    }

    #[test]
    fn a_name_that_stands_elsewhere_too_stays() {
        let short = shorten(bound("({ log() {}, other: log })", &[("env", "log")])).unwrap();
        assert_eq!(short.js, "({ log() {}, other: log })");
        assert_eq!(names(&short), [("env".to_owned(), "log".to_owned())]);
    }

    #[test]
    fn names_differ() {
        let all: std::collections::BTreeSet<String> = (0..700).map(short).collect();
        assert_eq!(all.len(), 700);
        assert_eq!((short(25), short(26)), ("z".to_owned(), "aa".to_owned()));
    }
}
