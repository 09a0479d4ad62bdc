//! What a search returns: data and ranges, never markup.

use core::ops::Range;

use serde::{Serialize, Serializer};

use super::hits::Kind;
use crate::index::{Field, PageId, PassageId};

/// A range of a text to be marked, in bytes.
pub type Mark = Range<usize>;

/// How an answer is less than what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Relaxation {
    /// All words are on the page, but in no single passage.
    Page,
    /// Only some of the words are.
    Some,
    /// Another word was searched for, a few letters or characters away.
    Typo,
    /// A word with this pinyin was searched for.
    Pinyin,
}

impl Relaxation {
    /// The name for people and programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Relaxation::Page => "page",
            Relaxation::Some => "some",
            Relaxation::Typo => "typo",
            Relaxation::Pinyin => "pinyin",
        }
    }
}

/// How an answer is less than what was asked, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Relaxed {
    /// How.
    pub kind: Relaxation,
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
    /// Number of pages found; [`Answer::pages`] are some of them.
    pub total: usize,
    /// Number of matches on all those pages; none if some of them are not read yet.
    pub count: Option<usize>,
    /// [`Answer::total`] may be too large: a string may be on fewer of the pages that are not read yet.
    pub at_most: bool,
    /// The pages, best first.
    pub pages: Vec<PageHit>,
    /// How the answer is less than what was asked, if it is.
    pub relaxed: Vec<Relaxed>,
    /// Words of the query that the corpus doesn't contain.
    pub missing: Vec<String>,
    /// The excluded parts of the query, as they were typed.
    pub excluded: Vec<String>,
    /// Words of the corpus that are similar to a missing one, and begin as it does.
    pub suggestions: Vec<String>,
    /// For each field that was asked for its values and the number of pages found with each, largest first.
    pub facets: Vec<(String, Vec<(String, u32)>)>,
}

/// A page found.
#[derive(Clone, Debug, Default)]
pub struct PageHit {
    /// The page.
    pub page: PageId,
    /// Its rank.
    pub score: f32,
    /// Number of matches on it. Those in its metadata count if there are no others.
    pub count: usize,
    /// The factor of its score, if it has one: the weight `changelog` for a changelog, release notes or an upgrade guide where the query
    /// asks for no version, the weight `links` for a list of links.
    pub lowered: Option<f32>,
    /// Ranges of its title that answer the query.
    pub title_marks: Vec<Mark>,
    /// For each of its metadata values, in the order of [`crate::Index::page_meta`], the ranges that answer the query.
    pub meta_marks: Vec<Vec<Mark>>,
    /// Its best passages, best first.
    pub passages: Vec<PassageHit>,
    /// Number of its passages that match. [`PageHit::passages`] are some of them.
    pub matching: usize,
    /// Fragments of a split index whose passages are among its best and are not read yet.
    pub unread: Vec<u32>,
    /// It may contain an excluded string in a fragment that is not read yet.
    pub is_doubtful: bool,
    /// Why it was found, if that was asked.
    pub why: Vec<Why>,
}

/// A term of the query that a page has, and how it counts.
#[derive(Clone, Debug, Serialize)]
pub struct Why {
    /// The term.
    pub word: String,
    /// The best way in which the page has it.
    pub kind: Kind,
    /// Where.
    pub fields: Vec<Field>,
    /// How often.
    pub count: u32,
    /// How telling the term is in this corpus.
    #[serde(serialize_with = "rounded")]
    pub weight: f32,
    /// The owner's weight of its places: their mean.
    #[serde(serialize_with = "rounded")]
    pub emphasis: f32,
}

/// A passage found.
#[derive(Clone, Debug)]
pub struct PassageHit {
    /// The passage.
    pub passage: PassageId,
    /// Its rank.
    pub score: f32,
    /// Ranges of its nearest heading that answer the query.
    pub heading_marks: Vec<Mark>,
    /// An excerpt of its text.
    pub text: String,
    /// Ranges of the excerpt that answer the query, ascending, not overlapping.
    pub marks: Vec<Mark>,
}

/// A score to the fourth decimal place: the same digits wherever it is written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
pub(super) fn rounded<S: Serializer>(score: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*score) * 10_000.0).round() / 10_000.0)
}
