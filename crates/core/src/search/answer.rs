//! What a search returns: data and ranges, never markup.

use core::ops::Range;

use super::Weights;
use crate::index::{PageId, PassageId};

/// What a caller may ask besides the query.
#[derive(Clone, Debug)]
pub struct Options {
    /// At most so many pages.
    pub limit: usize,
    /// After so many.
    pub offset: usize,
    /// At most so many passages a page.
    pub passages: usize,
    /// Characters of an excerpt.
    pub excerpt: usize,
    /// Only pages with such metadata; the field `lang` is the page's language, and `year` the year of its `date`.
    pub filters: Vec<(String, Filter)>,
    /// By a field of the metadata, then ` desc` to turn it round, instead of by rank.
    pub sort: Option<String>,
    /// Fields whose values are counted over all pages found.
    pub facets: Vec<String>,
    /// Say why each page was found.
    pub explain: bool,
    /// The weights of ranking; without any those of the index ([`crate::Index::weights`]).
    pub weights: Option<Weights>,
}

/// What the values of a field must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// One of these.
    Any(Vec<String>),
    /// None of these.
    None(Vec<String>),
    /// From the first to the second, both included; numbers as numbers, dates and words as they sort.
    Range(Option<String>, Option<String>),
}

impl Default for Options {
    fn default() -> Self {
        Options {
            limit: 10,
            offset: 0,
            passages: 3,
            excerpt: 160,
            filters: Vec::new(),
            sort: None,
            facets: Vec::new(),
            explain: false,
            weights: None,
        }
    }
}

/// A range of a text to be marked, in bytes.
pub type Mark = Range<usize>;

/// How an answer is less than what was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relaxed {
    /// `page`: the words are on the page but in no one passage; `some`: only some of the words are; `typo`, `reading`:
    /// another word was looked for.
    pub kind: &'static str,
    /// What was asked.
    pub from: String,
    /// What the answer has.
    pub to: String,
}

/// The answer to a query.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The query as it was given.
    pub query: String,
    /// Pages found, of which [`Answer::pages`] are some.
    pub total: usize,
    /// Places found on all those pages.
    pub count: usize,
    /// The pages, best first.
    pub pages: Vec<PageHit>,
    /// How the answer is less than what was asked, if it is.
    pub relaxed: Vec<Relaxed>,
    /// Words of the query that are nowhere in the corpus.
    pub missing: Vec<String>,
    /// Words of the corpus that are near to a missing one.
    pub suggestions: Vec<String>,
    /// For each field that was asked for, its values with how many pages found have them, most first.
    pub facets: Vec<(String, Vec<(String, usize)>)>,
}

/// A page found.
#[derive(Clone, Debug, Default)]
pub struct PageHit {
    /// The page.
    pub page: PageId,
    /// What it was ranked by.
    pub score: f32,
    /// Places found on it.
    pub count: usize,
    /// Ranges of its title that answer the query.
    pub title_marks: Vec<Mark>,
    /// Its best passages, best first.
    pub passages: Vec<PassageHit>,
    /// Why it was found, if that was asked.
    pub why: Vec<Why>,
}

/// A word of the query that a page has.
#[derive(Clone, Debug)]
pub struct Why {
    /// The word.
    pub word: String,
    /// The best way in which the page has it: `exact`, `variant`, `part`, `inflected`, `prefix`, `synonym`, `reading`, `typo`.
    pub kind: &'static str,
    /// Where: `title`, `heading`, `text`, `meta`.
    pub fields: Vec<&'static str>,
    /// How often.
    pub count: usize,
    /// How telling the word is in this corpus.
    pub weight: f32,
    /// How many times one of these places counts, as the owner says: the mean of them, and one where nothing is said.
    pub emphasis: f32,
}

/// A passage found.
#[derive(Clone, Debug)]
pub struct PassageHit {
    /// The passage.
    pub passage: PassageId,
    /// What it was ranked by.
    pub score: f32,
    /// An excerpt of its text.
    pub text: String,
    /// Ranges of the excerpt that answer the query, ascending, apart.
    pub marks: Vec<Mark>,
}
