//! The texts as numbers of surface forms, and back.
//!
//! ```text
//! surface table  1 byte, two to the power of which is the number of contexts of the byte model; each word: how many bytes it shares with
//!                the word before, its other bytes and 0, its frequency class, and the class of the same word with a capital; the first
//!                word is the empty gap, the last one is empty; then, in a block of a split index, one more than the frequency class of each
//!                word of the primer, or 0
//! text stream    for each text its segments; a segment is
//!                  a frequency class, and which surface form or merge of that class
//!                  or how far back it last occurred
//!                  or that the last segments are a merge from now on: of which class, and how many segments
//!                  or that the text ends
//! ```
//! All of it is symbols of a [`range_coder`], by a [`frequency_tree`] or a [`byte_model`]. A segment is a word, a gap, or a **merge**: a
//! sequence of segments that occurs often. Between two words the gap that their scripts expect is not coded: a space, or nothing if either
//! is of a script without spaces. Any other gap is a segment, and the empty gap is a surface form too.
//!
//! A merge is declared after its segments where they first occur, and is from then on a range of decoded text: to read it again is to copy
//! text and tokens, however many segments it has. Decoding never panics and allocates no more than the caller's limits.

pub mod byte_model;
mod decode;
mod decoded;
pub mod frequency_tree;
mod gaps;
pub mod leaf;
mod limits;
pub mod numbers;
pub mod primer;
pub mod range_coder;
pub mod surface_table;
pub mod text_stream;
pub mod word_coder;

pub use decode::decode;
pub use decoded::{Counts, Decoded, Token};
pub use gaps::{expected_gap, is_word};
pub use limits::{CLASSES, DENSEST, LARGEST, LONGEST};
