//! The engine of Findling: opens a pack and answers queries with text and ranges, never with markup.
//!
//! The crate holds no language: no dictionary, no stemmer, no stop words. What a language needs was found out by the
//! indexer and rides in the pack. It does no I/O, reads no clock, starts no thread and holds no `unsafe`; Unicode's tables
//! come from the [`Host`], which in a browser is the browser.
//!
//! * [`text`] folds and cuts text: the one analysis that the index, a query and the marks on a page go through.
//! * [`pack`] is the format: a container of named sections and their types.
//! * [`index`] is a pack opened: the text, its lexicon, and the postings derived from it.
//! * [`query`] turns what a visitor typed into units to look for.
//! * [`search`] finds passages, ranks them, groups them by page and cuts excerpts.
//!
//! # Quirks
//! * Offsets are bytes of UTF-8 inside this crate; only the bindings know of UTF-16.
//! * A query counts its 64 rarest words at most; the rest of a longer one is not looked at.
#![forbid(unsafe_code)]

pub mod codec;
pub mod index;
mod json;
mod lean;
pub mod pack;
pub mod query;
pub mod search;
mod sort;
pub mod text;

pub use index::Index;
pub use json::Json;
pub use pack::PackError;
pub use search::{Answer, Options};
pub use text::Host;
