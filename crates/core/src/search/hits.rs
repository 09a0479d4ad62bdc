//! Where a word of the query stands in the texts.

use core::ops::Range;

use super::rank::Tally;
use crate::Index;
use crate::index::{PageId, PassageId, TextId};
use crate::lean::list;
use crate::sort;

/// How a word of the text answers a word of the query, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Kind {
    /// The same word.
    Exact,
    /// The same number or word, written otherwise: 13 and 十三.
    Variant,
    /// Part of a longer word, or across two, in a script without spaces.
    Part,
    /// Another form of the word.
    Inflected,
    /// A word that begins so.
    Prefix,
    /// A word that the owner said means the same.
    Synonym,
    /// A word that is read so.
    Reading,
    /// A word that is nearly so.
    Typo,
}

impl Kind {
    /// The name that people and programs read.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Exact => "exact",
            Kind::Variant => "variant",
            Kind::Part => "part",
            Kind::Inflected => "inflected",
            Kind::Prefix => "prefix",
            Kind::Synonym => "synonym",
            Kind::Reading => "reading",
            Kind::Typo => "typo",
        }
    }
}

/// A place in the texts that answers a word of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its first token.
    pub token: u32,
    /// How many tokens it spans.
    pub tokens: u16,
    /// How it answers.
    pub kind: Kind,
    /// Bytes of the first token that do not belong to it.
    pub skip: u16,
    /// Bytes of the last token that belong to it; all of it when zero.
    pub keep: u16,
}

impl Hit {
    /// A hit that is a whole token.
    #[must_use]
    pub fn whole(token: u32, kind: Kind) -> Hit {
        Hit { token, tokens: 1, kind, skip: 0, keep: 0 }
    }

    /// Its last token.
    pub(super) fn last_token(&self) -> u32 {
        self.token + u32::from(self.tokens.max(1)) - 1
    }

    /// A number that grows with where it begins. No word has more than 255 bytes.
    fn place(&self) -> u64 {
        u64::from(self.token) << 8 | u64::from(self.skip)
    }

    /// The same of where it ends: what begins there or behind shares no byte with it.
    fn end(&self) -> u64 {
        let keep = if self.keep == 0 { 1 << 8 } else { self.keep };
        (u64::from(self.last_token()) << 8) + u64::from(keep)
    }

    /// Its bytes among all texts.
    #[must_use]
    pub fn bytes(&self, index: &Index) -> Range<usize> {
        let first = index.token_bytes(self.token);
        let last = index.token_bytes(self.last_token());
        let end = if self.keep == 0 { last.end } else { last.start + usize::from(self.keep) };
        first.start + usize::from(self.skip)..end
    }
}

/// A unit of the query with every place that answers it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matched {
    /// As the query has it, folded.
    pub form: String,
    /// Where: ascending by token.
    pub hits: Vec<Hit>,
    /// Alternatives share a group; a page that has one of a group has the group.
    pub group: u32,
    /// Limited to this field.
    pub field: Option<String>,
    /// What was found in its stead, when it is a correction or a reading.
    pub instead: Option<(Kind, String)>,
    /// Words that are nearly it, when it is nowhere and they were asked for.
    pub nearest: Option<Vec<String>>,
    /// How telling it is: falls with the share of passages that have it.
    pub weight: f32,
    /// The string of the query that it is alone the answer to, whether that could still grow, and the field; empty for a part of one.
    pub key: String,
    /// What each page has of it, ascending.
    pub pages: Vec<(PageId, Tally)>,
    /// What each passage has of it, ascending.
    pub passages: Vec<(PassageId, Tally)>,
}

impl Matched {
    /// Nothing yet of a unit.
    pub(super) fn of(form: &str, group: u32, field: Option<&str>) -> Matched {
        Matched { form: form.to_owned(), group, field: field.map(str::to_owned), ..Matched::default() }
    }
}

/// Puts hits in order, and keeps of those that overlap the first, as a reader counts them.
pub(super) fn order(hits: &mut Vec<Hit>) {
    // A number that grows with where a hit begins, in as few digits as these need.
    let width = 16 - hits.iter().map(|hit| hit.skip).max().unwrap_or(0).leading_zeros();
    let keys = list(hits.iter().map(|hit| u64::from(hit.token) << width | u64::from(hit.skip)));
    let mut sorted: Vec<Hit> = Vec::with_capacity(hits.len());
    for i in sort::by_keys(&keys) {
        let hit = hits[i];
        let apart = |last: &Hit| hit.place() >= last.end();
        if sorted.last().is_none_or(apart) {
            sorted.push(hit);
        }
    }
    *hits = sorted;
}

/// Joins ascending hits with more of them; of two at the same byte of a token the better stays.
pub(super) fn merge(hits: &mut Vec<Hit>, more: &[Hit]) {
    if more.is_empty() {
        return;
    }
    let mut both = Vec::with_capacity(hits.len() + more.len());
    let mut rest = hits.as_slice();
    for hit in more {
        let mut far = 8;
        while rest.get(far).is_some_and(|h| h.token < hit.token) {
            far *= 2;
        }
        let mut at = before(rest.get(..far).unwrap_or(rest), hit.token);
        while rest.get(at).is_some_and(|h| h.place() < hit.place()) {
            at += 1;
        }
        let (before, after) = rest.split_at(at);
        both.extend_from_slice(before);
        let twin = after.first().filter(|twin| twin.place() == hit.place());
        both.push(twin.filter(|twin| twin.kind <= hit.kind).copied().unwrap_or(*hit));
        rest = &after[usize::from(twin.is_some())..];
    }
    both.extend_from_slice(rest);
    *hits = both;
}

/// How many of ascending hits begin before a token. Every page found asks this: the library's search is faster than `lean`'s.
pub(super) fn before(hits: &[Hit], token: u32) -> usize {
    hits.partition_point(|h| h.token < token)
}

/// The part of ascending hits that lies in these tokens.
pub(super) fn within(hits: &[Hit], tokens: Range<u32>) -> &[Hit] {
    let from = before(hits, tokens.start);
    let rest = hits.get(from..).unwrap_or_default();
    let to = before(rest, tokens.end);
    rest.get(..to).unwrap_or_default()
}

/// Goes through ascending hits text by text.
pub(super) fn by_text<'a>(index: &Index, hits: &'a [Hit], mut visit: impl FnMut(TextId, &'a [Hit])) {
    let mut rest = hits;
    let mut text = TextId(0);
    while let Some(hit) = rest.first() {
        text = index.text_from(text, hit.token);
        let end = index.tokens_of(text).end.max(hit.token + 1);
        // Who asks looks at each of them anyway.
        let mut n = 1;
        while let Some(hit) = rest.get(n)
            && hit.token < end
        {
            n += 1;
        }
        let Some((these, after)) = rest.split_at_checked(n) else { return };
        visit(text, these);
        rest = after;
    }
}
