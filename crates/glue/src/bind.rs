//! Calls wasm-bindgen's library, whose version must be that of the macro in the module.
use std::collections::BTreeSet;

use wasm_bindgen_cli_support::Bindgen;

use crate::error::GlueError;
use crate::module::Module;

/// The only custom section that a page reads: the index of the corpus.
const KEPT: &str = "findling";

/// Number of digits of a hash that wasm-bindgen appends to the name of an import, and the number that stays. A hash doesn't compress: in the
/// script and in the module, 30 of them are 0.4 KB behind brotli. Files of different builds still don't fit together.
const HASH: usize = 16;
const SHORT: usize = 4;

/// Makes the module and the script that loads it. The script is the same whatever exports the module leaves out.
pub(crate) fn bind(wasm: Vec<u8>, left_out: &[&str]) -> Result<Module, GlueError> {
    let mut output = generate(wasm).map_err(GlueError::Bind)?;
    let (mut js, dts) = (output.js().to_owned(), output.ts().unwrap_or_default().to_owned());
    let module = output.wasm_mut();
    let mut names = BTreeSet::new();
    for import in module.imports.iter_mut() {
        let name = shortened(&import.name);
        if !names.insert(name.clone()) {
            return Err(GlueError::Bind(format!("two imports are called {name}")));
        }
        js = js.replace(&import.name, &name);
        import.name = name;
    }
    let custom: Vec<_> =
        module.customs.iter().filter(|section| section.1.name() != KEPT).map(|section| section.0).collect();
    for section in custom {
        module.customs.delete(section);
    }
    for name in left_out {
        // An export that was renamed would stay.
        module.exports.remove(name).map_err(|error| GlueError::Bind(format!("{error:#}")))?;
    }
    Ok(Module { wasm: module.emit_wasm(), js, dts })
}

/// The name of an import, with the last digits of its hash alone.
fn shortened(name: &str) -> String {
    match name.rsplit_once('_') {
        Some((start, hash)) if hash.len() == HASH && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) => {
            format!("{start}_{}", &hash[HASH - SHORT..])
        }
        _ => name.to_owned(),
    }
}

/// Runs wasm-bindgen. An error is returned as text with its causes.
fn generate(wasm: Vec<u8>) -> Result<wasm_bindgen_cli_support::Output, String> {
    let mut bindgen = Bindgen::new();
    let configured = bindgen.web(true).map_err(|error| format!("{error:#}"))?;
    configured
        .input_bytes("findling", wasm)
        .typescript(true)
        // The page passes the module's address. Bundlers would fetch the module from a default address.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .map_err(|error| format!("{error:#}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashes_are_shortened() {
        assert_eq!(shortened("__wbg_get_2080c49015e35254"), "__wbg_get_5254");
        assert_eq!(shortened("__wbindgen_generic_0000000000000002"), "__wbindgen_generic_0002");
        assert_eq!(shortened("__wbindgen_init_externref_table"), "__wbindgen_init_externref_table");
    }
}
