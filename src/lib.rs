//! The wasm module: thin bindings over `findling-core`.
