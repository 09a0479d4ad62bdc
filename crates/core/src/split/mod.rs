//! A split index: a root, leaves with postings and blocks of texts, of which a search reads what it needs.
//!
//! A search runs on an ordinary [`Index`](crate::Index) that is assembled of what was read. Fragments of pages whose texts are not read are there as
//! **sketches**: texts made of the words that the leaves list for them. So one engine matches and ranks both. The index notes what was
//! looked up in it: those leaves are needed next, and then the texts of the pages that come first.

mod asked;
mod assembly;
mod root;
mod sketch;
mod split_index;
mod text_block;

pub use split_index::{BlockId, SplitIndex, Step, check_of};
