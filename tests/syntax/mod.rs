//! Reads JavaScript modules and TypeScript declarations with oxc, as far as the tests of the declarations need them: exports, classes, functions,
//! object literals and types.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a file that can't be read is a failure of the test")]

mod module;
mod parameters;
mod types;

pub(crate) use module::{Class, Export, Module};
pub(crate) use parameters::Parameters;
pub(crate) use types::{Field, Type};
