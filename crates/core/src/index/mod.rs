//! An open index: its texts, its terms, and the postings derived from them.
//!
//! An open index never changes. Everything that search asks of it goes through the functions here, which answer from memory.

mod builder;
mod function_words;
mod ids;
mod inflection;
mod inner_words;
mod keyboard;
pub mod keys;
mod lookups;
mod names;
mod open;
mod open_index;
mod page;
mod page_table;
mod pages;
mod pinyin;
mod postings;
mod synonyms;
mod tables;
mod term_dictionary;
mod texts;
mod weights;

pub(crate) use builder::Texts;
pub use function_words::FunctionWords;
pub use ids::{PageId, PassageId, TextId};
pub use inflection::Inflection;
pub use inner_words::words_in_name;
pub(crate) use keyboard::Keyboard;
pub use lookups::{Lookups, Row};
pub(crate) use open_index::Totals;
pub use open_index::{CHARACTERS, Index};
pub(crate) use page::{Anchor, Heading, Sketch};
pub use page::{Page, Passage, id_of_url};
pub(crate) use page_table::PageTable;
pub use pinyin::Pinyin;
pub use synonyms::Synonym;
pub(crate) use tables::Tables;
pub use term_dictionary::TermDictionary;
pub use texts::{ALIAS, Field, Place};
pub use weights::Weights;
