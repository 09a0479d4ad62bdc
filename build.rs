//! Compiles the corpus into the pack that the module carries.
fn main() {}
