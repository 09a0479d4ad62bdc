//! The one analysis: folding, character classes, segments, numbers.
//!
//! The indexer, the query and the marks on a page all come through here, so that they can never disagree. Nothing in this
//! room knows a language; what a script needs is a question of character classes alone.

mod char_class;
mod fold;
mod hangul;
mod letter_case;
mod letters;
mod numbers;
mod segments;
mod slug;
mod string_table;

pub use char_class::{Class, class, is_unspaced};
pub(crate) use fold::is_settled;
pub use fold::{Folder, Host, Variants};
pub(crate) use hangul::{is_consonant, is_syllable, letters};
pub(crate) use letter_case::{is_capital, is_small};
pub use numbers::{arabic_forms, han_forms};
pub(crate) use segments::char_bounds;
pub use segments::{Segment, Segments, segments, strings};
pub use slug::slug;
pub use string_table::StringTable;
