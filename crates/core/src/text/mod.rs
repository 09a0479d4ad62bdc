//! The one analysis: folding, character classes, cutting into pieces, numbers.
//!
//! The indexer, the query and the marks on a page all come through here, so that they can never disagree. Nothing in this
//! room knows a language; what a script needs is a question of character classes alone.

mod chars;
mod fold;
mod letters;
mod numbers;
mod pieces;
mod slug;
mod strings;

pub use chars::{Class, class, is_unspaced};
pub(crate) use fold::is_settled;
pub use fold::{Folder, Host, Variants, write_variants};
pub use numbers::{arabic_forms, han_forms, read_number, write_number};
pub use pieces::{Piece, Pieces, pieces, strings};
pub use slug::slug;
pub use strings::Strings;
