//! cli
pub mod engine;
pub mod serve;
