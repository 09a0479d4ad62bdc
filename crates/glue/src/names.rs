//! Short names for what the module imports and exports: nobody reads them, and every visitor loads them twice, in the module and in the
//! JavaScript that binds it. What they said, that both are of one build, the name of what all imports come from says for all.
use wasmparser::{Parser, Payload, TypeRef};

use crate::exports::{Export, FUNCTION, MEMORY};
use crate::sections::{self, EXPORTS, IMPORTS, write_length};
use crate::{GlueError, Module};

/// The module and its JavaScript with letters for imports and exports, from a source whose name tells which they are: a module and
/// JavaScript that know others don't link. A name that the JavaScript uses in another way stays; what it does not use is not exported.
pub(crate) fn shorten(module: Module) -> Result<Module, GlueError> {
    let mut border = Border::read(&module.wasm)?;
    let told = border.told();
    let mut js = module.js;
    let mut dts = module.dts;
    let mut names: Vec<(String, String)> = Vec::new();
    for import in &mut border.imports {
        for (name, is_source) in [(&mut import.module, true), (&mut import.name, false)] {
            if names.iter().all(|known| known.0 != *name) {
                let short = if is_source { told.clone() } else { short(names.len()) };
                let only = js.matches(name.as_str()).count() == 1;
                if only {
                    js = js.replacen(name.as_str(), &short, 1);
                }
                names.push((name.clone(), if only { short } else { name.clone() }));
            }
            if let Some(known) = names.iter().find(|known| known.0 == *name) {
                name.clone_from(&known.1);
            }
        }
    }
    border.exports.retain(|export| js.contains(&export.name));
    // Memory is what who measures asks for, by its name.
    for (number, export) in border.exports.iter_mut().enumerate().filter(|(_, export)| export.kind != MEMORY) {
        let (name, new) = (export.name.clone(), short(number));
        if let Some(renamed) = renamed(&js, &name, &new) {
            js = renamed;
            dts = dts.replace(&format!("readonly {name}:"), &format!("readonly {new}:"));
            export.name = new;
        }
    }
    Ok(Module { wasm: border.write(&module.wasm)?, js, dts })
}

/// JavaScript that calls an export by another name; nothing where the name stands alone, or as the beginning of another.
fn renamed(js: &str, name: &str, new: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = js;
    while let Some(at) = rest.find(name) {
        let (before, after) = (&rest[..at], &rest[at + name.len()..]);
        if !before.ends_with("wasm.") || after.starts_with(|c: char| c.is_ascii_alphanumeric() || "_$".contains(c)) {
            return None;
        }
        out.push_str(before);
        out.push_str(new);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// What a module and its JavaScript know of each other.
struct Border {
    imports: Vec<Import>,
    exports: Vec<Export>,
}

impl Border {
    fn read(wasm: &[u8]) -> Result<Border, GlueError> {
        let malformed = |error: wasmparser::BinaryReaderError| GlueError::Malformed(error.offset());
        let mut border = Border { imports: Vec::new(), exports: Vec::new() };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.map_err(malformed)? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.map_err(malformed)?;
                        let TypeRef::Func(signature) = import.ty else { return Err(GlueError::Unknown) };
                        let (module, name) = (import.module.to_owned(), import.name.to_owned());
                        border.imports.push(Import { module, name, signature });
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = Export::read(&export.map_err(malformed)?);
                        border.exports.push(export.ok_or(GlueError::Unknown)?);
                    }
                }
                _ => {}
            }
        }
        Ok(border)
    }

    /// What tells these names from others. wasm-bindgen's have the functions' signatures in them.
    fn told(&self) -> String {
        let mut hash = 0x811c_9dc5u32;
        let names = self.imports.iter().map(|i| &i.name).chain(self.exports.iter().map(|e| &e.name));
        for byte in names.flat_map(|name| name.bytes().chain([0])) {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
        format!("{hash:08x}")
    }

    fn write(&self, wasm: &[u8]) -> Result<Vec<u8>, GlueError> {
        let text = |out: &mut Vec<u8>, text: &str| {
            write_length(out, text.len());
            out.extend(text.bytes());
        };
        let mut imports = Vec::new();
        write_length(&mut imports, self.imports.len());
        for import in &self.imports {
            text(&mut imports, &import.module);
            text(&mut imports, &import.name);
            imports.push(FUNCTION);
            write_length(&mut imports, import.signature as usize);
        }
        let mut exports = Vec::new();
        write_length(&mut exports, self.exports.len());
        for export in &self.exports {
            export.write(&mut exports, export.number);
        }
        sections::rewrite(wasm, |number, _| match number {
            IMPORTS => Some(imports.clone()),
            EXPORTS => Some(exports.clone()),
            _ => None,
        })
    }
}

struct Import {
    module: String,
    name: String,
    /// The number of its type.
    signature: u32,
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
        let imports = Border::read(&module.wasm).unwrap().imports;
        imports.into_iter().map(|import| (import.module, import.name)).collect()
    }

    #[test]
    fn exports_that_are_called_get_letters_and_the_others_go() {
        let content = |names: &[&str]| {
            let each = names.iter().map(|name| [&[name.len() as u8], name.as_bytes(), &[3, 0]].concat());
            [vec![names.len() as u8], each.flatten().collect()].concat()
        };
        let module = Module {
            wasm: module(&[section(EXPORTS, &content(&["call", "calls", "memory", "unused"]))]),
            js: "wasm.calls(wasm.call()); wasm.memory; let memory".to_owned(),
            dts: "readonly calls: () => void; readonly memory: Memory;".to_owned(),
        };
        let short = shorten(module).unwrap();
        assert_eq!(short.js, "wasm.b(wasm.call()); wasm.memory; let memory");
        assert_eq!(short.dts, "readonly b: () => void; readonly memory: Memory;");
        let exports = Border::read(&short.wasm).unwrap().exports;
        assert_eq!(exports.iter().map(|e| e.name.as_str()).collect::<Vec<_>>(), ["call", "b", "memory"]);
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
