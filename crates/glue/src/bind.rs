//! From cargo's module to the one a page loads: wasm-bindgen, called as a library of the very version of the macro.
use wasm_bindgen_cli_support::Bindgen;

use crate::{GlueError, Module};

pub(crate) fn bind(wasm: Vec<u8>) -> Result<Module, GlueError> {
    let mut output = generate(wasm).map_err(GlueError::Bind)?;
    Ok(Module {
        js: output.js().to_owned(),
        dts: output.ts().unwrap_or_default().to_owned(),
        wasm: output.wasm_mut().emit_wasm(),
    })
}

/// The error comes out as text with its causes, so that wasm-bindgen's error type stays in this function.
fn generate(wasm: Vec<u8>) -> Result<wasm_bindgen_cli_support::Output, String> {
    let mut bindgen = Bindgen::new();
    let configured = bindgen.web(true).map_err(|error| format!("{error:#}"))?;
    configured
        .input_bytes("findling", wasm)
        .typescript(true)
        // The page says where the module is: a default address would be guessed, and fetched, by bundlers.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .map_err(|error| format!("{error:#}"))
}
