//! Where a query term occurs in the texts.

use core::ops::Range;

use serde::Serialize;

use crate::Index;
use crate::index::TextId;
use crate::order::sort_by_number;

/// How a word of the text matches a word of the query, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The same word.
    Exact,
    /// The same number or word, written otherwise: 13 and 十三.
    Variant,
    /// Part of a longer word, or across two, in a script without spaces.
    Part,
    /// Another form of the word.
    Inflected,
    /// A word that starts with it.
    Prefix,
    /// A synonym that the owner named, or a name that the texts equate with it.
    Synonym,
    /// A word with this pinyin.
    Pinyin,
    /// A word a few letters or characters away.
    Typo,
}

impl Kind {
    /// Every kind, best first.
    pub const ALL: [Kind; 8] = [
        Kind::Exact,
        Kind::Variant,
        Kind::Part,
        Kind::Inflected,
        Kind::Prefix,
        Kind::Synonym,
        Kind::Pinyin,
        Kind::Typo,
    ];

    /// The name for people and programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Kind::Exact => "exact",
            Kind::Variant => "variant",
            Kind::Part => "part",
            Kind::Inflected => "inflected",
            Kind::Prefix => "prefix",
            Kind::Synonym => "synonym",
            Kind::Pinyin => "pinyin",
            Kind::Typo => "typo",
        }
    }

    /// What a match counts, against an exact one. All others count less, so that a term with other matches alone never reaches what
    /// one exact match gives.
    #[must_use]
    pub fn worth(self) -> f32 {
        match self {
            Kind::Exact => 1.0,
            Kind::Variant => 0.9,
            Kind::Part => 0.7,
            Kind::Inflected => 0.6,
            Kind::Prefix | Kind::Synonym => 0.5,
            Kind::Pinyin => 0.4,
            Kind::Typo => 0.3,
        }
    }
}

/// A place in the texts that matches a query term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its first token.
    pub token: u32,
    /// Number of tokens.
    pub tokens: u16,
    /// How it matches.
    pub kind: Kind,
    /// Bytes of the first token before it.
    pub skip: u16,
    /// Bytes of the last token up to its end; 0 for the whole token.
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

    /// A number that grows with where it begins. No token is longer than 255 bytes.
    pub(super) fn start(&self) -> u64 {
        start_of(self.token) | u64::from(self.skip)
    }

    /// The same of where it ends: a hit that starts there or later shares no byte with it.
    fn end(&self) -> u64 {
        let keep = if self.keep == 0 { 1 << 8 } else { self.keep };
        start_of(self.last_token()) + u64::from(keep)
    }

    /// Its bytes among all texts.
    #[must_use]
    pub fn bytes(&self, index: &Index) -> Range<usize> {
        let first = index.token_bytes(self.token);
        let last = index.token_bytes(self.last_token());
        let end = if self.keep == 0 { last.end } else { last.start + usize::from(self.keep) };
        first.start + usize::from(self.skip)..end
    }

    /// Its text, as it is written.
    pub(super) fn surface<'a>(&self, index: &'a Index) -> &'a str {
        index.all_text().get(self.bytes(index)).unwrap_or("")
    }
}

/// Sorts hits and drops those that overlap an earlier one, as a reader counts them. Returns whether none was dropped.
pub(super) fn sort(hits: &mut Vec<Hit>) -> bool {
    sort_by_number(hits, Hit::start);
    let before = hits.len();
    let mut end = 0;
    hits.retain(|hit| {
        let apart = hit.start() >= end;
        if apart {
            end = hit.end();
        }
        apart
    });
    hits.len() == before
}

/// Adds ascending hits to others; of two hits at the same place the better kind stays.
pub(super) fn merge(hits: &mut Vec<Hit>, more: &[Hit]) {
    if more.is_empty() {
        return;
    }
    let mut merged = Vec::with_capacity(hits.len() + more.len());
    let mut rest = hits.as_slice();
    for hit in more {
        let (earlier, after) = rest.split_at(before(rest, hit.start()));
        merged.extend_from_slice(earlier);
        let twin = after.first().filter(|twin| twin.start() == hit.start());
        merged.push(twin.filter(|twin| twin.kind <= hit.kind).copied().unwrap_or(*hit));
        rest = &after[usize::from(twin.is_some())..];
    }
    merged.extend_from_slice(rest);
    *hits = merged;
}

/// The number of ascending hits that start before this. It gallops: a few hits are merged into very many by copying what is between.
pub(super) fn before(hits: &[Hit], start: u64) -> usize {
    let mut step = 1;
    while hits.get(step - 1).is_some_and(|hit| hit.start() < start) {
        step *= 2;
    }
    let low = step / 2;
    low + hits[low..hits.len().min(step)].partition_point(|hit| hit.start() < start)
}

/// The number that [`Hit::start`] has for the first byte of a token.
pub(super) fn start_of(token: u32) -> u64 {
    u64::from(token) << 8
}

/// The part of ascending hits in a range of tokens.
pub(super) fn within(hits: &[Hit], tokens: Range<u32>) -> &[Hit] {
    let rest = &hits[hits.partition_point(|hit| hit.token < tokens.start)..];
    &rest[..before(rest, start_of(tokens.end))]
}

/// Visits ascending hits text by text.
pub(super) fn by_text<'a>(index: &Index, hits: &'a [Hit], mut visit: impl FnMut(TextId, &'a [Hit])) {
    let mut rest = hits;
    let mut text = TextId(0);
    while let Some(hit) = rest.first() {
        text = index.text_from(text, hit.token);
        let end = index.tokens_of(text).end.max(hit.token + 1);
        let count = rest.iter().take_while(|hit| hit.token < end).count();
        let (these, after) = rest.split_at(count);
        visit(text, these);
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(token: u32, skip: u16, tokens: u16, keep: u16, kind: Kind) -> Hit {
        Hit { token, tokens, kind, skip, keep }
    }

    #[test]
    fn a_worse_kind_never_counts_more() {
        assert!(Kind::ALL.is_sorted_by(|a, b| a < b && a.worth() >= b.worth()));
    }

    #[test]
    fn sorting_drops_what_overlaps_an_earlier_hit() {
        let mut hits = vec![
            hit(9, 0, 1, 0, Kind::Exact),
            hit(2, 3, 1, 6, Kind::Part),
            hit(2, 6, 1, 9, Kind::Part),
            hit(2, 5, 1, 8, Kind::Part),
            hit(8, 0, 2, 0, Kind::Exact),
        ];
        assert!(!sort(&mut hits));
        assert_eq!(hits.iter().map(|h| (h.token, h.skip)).collect::<Vec<_>>(), [(2, 3), (2, 6), (8, 0)]);
        assert!(sort(&mut hits), "nothing is left to drop");
    }

    #[test]
    fn merging_keeps_the_better_of_two_at_one_place() {
        let all = |tokens: &[u32], kind| tokens.iter().map(|t| Hit::whole(*t, kind)).collect::<Vec<_>>();
        for many in [0, 3, 100] {
            let mut hits = all(&(10..10 + many).collect::<Vec<_>>(), Kind::Prefix);
            merge(&mut hits, &all(&[2, 12, 500], Kind::Exact));
            merge(&mut hits, &all(&[2, 12], Kind::Typo));
            assert!(hits.is_sorted_by(|a, b| a.token < b.token));
            let exact: Vec<u32> = hits.iter().filter(|h| h.kind == Kind::Exact).map(|h| h.token).collect();
            assert_eq!(exact, [2, 12, 500]);
        }
    }

    #[test]
    fn hits_within_tokens_are_those_a_scan_finds() {
        let hits: Vec<Hit> = (0..200).step_by(3).map(|token| Hit::whole(token, Kind::Exact)).collect();
        for (from, to) in [(0, 0), (0, 1), (1, 3), (3, 100), (50, 400), (300, 400)] {
            let scan: Vec<Hit> = hits.iter().filter(|h| (from..to).contains(&h.token)).copied().collect();
            assert_eq!(within(&hits, from..to), scan);
        }
    }
}
