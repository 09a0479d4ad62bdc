//! The command `findling`.
fn main() {}
