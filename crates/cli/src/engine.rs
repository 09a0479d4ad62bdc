//! The prebuilt engine that the command carries, so that making a searchable module takes no Rust toolchain.

/// The module, without a pack: it has no section `findling`.
pub const WASM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/findling.wasm"));

/// The ES module that loads it.
pub const GLUE_JS: &str = include_str!(concat!(env!("OUT_DIR"), "/findling.js"));

/// The types of that ES module.
pub const GLUE_DTS: &str = include_str!(concat!(env!("OUT_DIR"), "/findling.d.ts"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_is_a_module_that_carries_no_pack() {
        assert!(WASM.starts_with(b"\0asm\x01\0\0\0"));
        assert!(!WASM.windows(9).any(|window| window == b"\x08findling"));
    }

    #[test]
    fn the_glue_loads_a_module_from_the_address_it_is_given_only() {
        assert!(GLUE_JS.contains("WebAssembly.instantiateStreaming"));
        assert!(!GLUE_JS.contains("import.meta.url"));
    }
}
