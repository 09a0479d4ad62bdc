//! Calls wasm-bindgen's library, whose version must be that of the macro in the module.
use wasm_bindgen_cli_support::Bindgen;

use crate::error::GlueError;
use crate::module::Module;

/// The only custom section that a page reads: the index of the corpus.
const KEPT: &str = "findling";

/// Makes the module and the script that loads it. The script is the same whatever exports the module leaves out.
pub(crate) fn bind(wasm: Vec<u8>, left_out: &[&str]) -> Result<Module, GlueError> {
    let mut output = generate(wasm).map_err(GlueError::Bind)?;
    let (js, dts) = (output.js().to_owned(), output.ts().unwrap_or_default().to_owned());
    let module = output.wasm_mut();
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
