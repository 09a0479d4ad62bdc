//! The prebuilt engine that the command contains, so that a build needs no Rust toolchain.

/// The module without an index: it has no section `findling`.
pub const WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/findling.wasm"));

/// The ES module that loads it.
pub const GLUE_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/findling.js"));

/// The types of that ES module.
pub const GLUE_DTS: &str = include_str!(concat!(env!("OUT_DIR"), "/findling.d.ts"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_a_module_without_an_index() {
        assert!(WASM.starts_with(b"\0asm\x01\0\0\0"));
        assert!(!WASM.windows(9).any(|window| window == b"\x08findling"));
    }

    #[test]
    fn the_glue_has_no_default_address() {
        assert!(GLUE_JS.contains("WebAssembly.instantiateStreaming"));
        assert!(!GLUE_JS.contains("import.meta.url"));
    }
}
