//! The prebuilt engines that the command contains, so that a build needs no Rust toolchain.

/// The module without an index: it has no section `findling`.
pub const WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/findling.wasm"));

/// The same module with the code that split indexes need.
pub const SPLIT_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/findling-split.wasm"));

/// The same module with the code that shows the records of another engine.
pub const PROVIDER_WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/findling-provider.wasm"));

/// The ES module that loads any of them.
pub const GLUE_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/findling.js"));

/// The types of that ES module.
pub const GLUE_DTS: &str = include_str!(concat!(env!("OUT_DIR"), "/findling.d.ts"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engines_are_modules_without_an_index() {
        for module in [WASM, SPLIT_WASM, PROVIDER_WASM] {
            assert!(module.starts_with(b"\0asm\x01\0\0\0"));
            assert!(!module.windows(9).any(|window| window == b"\x08findling"));
        }
    }

    #[test]
    fn the_glue_has_no_default_address() {
        assert!(GLUE_JS.contains("WebAssembly.instantiateStreaming"));
        assert!(!GLUE_JS.contains("import.meta.url"));
    }
}
