//! The result of a build.

/// A module and the files a page needs to load it.
#[derive(Clone, Debug)]
pub struct Module {
    /// The module. Its only custom section is `findling`.
    pub wasm: Vec<u8>,
    /// The ES module that loads it.
    pub js: String,
    /// The types of that ES module.
    pub dts: String,
}
