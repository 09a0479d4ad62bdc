//! BM25F over titles, headings, passages and metadata, of pages and of passages at once.

use super::hits::{self, Hit, Kind, start_of};
use super::matches::{TermMatches, TermRole};
use super::tally::Tally;
use crate::Index;
use crate::index::{PageId, Weights};

/// What each page and passage has of the query.
#[derive(Debug, Default)]
pub(super) struct Scores {
    /// By page.
    pub pages: Vec<Score>,
    /// By passage.
    pub passages: Vec<Score>,
    /// Pages with any hit, each once.
    pub found: Vec<PageId>,
}

/// What one page or passage has of the query.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    /// The sum over the query terms.
    pub sum: f32,
    /// A bit for each term that it has.
    pub has: u64,
    /// A bit for each term that it has as it was typed.
    pub exact: u64,
    /// It has a string of several words as a whole.
    pub whole: bool,
    /// Matches of the query, as a reader of the page counts them.
    pub count: u32,
}

impl Score {
    /// Adds a term's part; its bit is 0 if it is no content word.
    fn add(&mut self, bit: u64, tally: Tally, value: f32) {
        self.sum += value;
        if bit == 0 {
            return;
        }
        self.has |= bit;
        self.count += tally.count;
        if tally.best <= Kind::Part {
            self.exact |= bit;
        }
    }
}

/// The weight of a string as a whole, beside that of its words.
const WHOLE: f32 = 0.5;
/// The weight of a function word against a content word.
const FUNCTION: f32 = 0.3;
/// The weight of a single character that is left over.
const REST: f32 = 0.7;

/// Scores everything that has a content word, and sets each term's weight. Content words come first.
#[expect(clippy::inline_always, reason = "the module for whole indexes has one caller, and keeps its size")]
#[inline(always)]
pub(super) fn rank(index: &Index, terms: &mut [TermMatches], weights: &Weights) -> Scores {
    let (pages, passages) = (index.pages(), index.passages());
    let mut scores = Scores {
        pages: vec![Score::default(); pages.len()],
        passages: vec![Score::default(); passages.len()],
        found: Vec::new(),
    };
    let totals = index.totals();
    let words = totals.words.max(1) as f32;
    let page_average = words / totals.pages.max(1) as f32;
    let passage_average = words / totals.passages.max(1) as f32;
    for (i, term) in terms.iter_mut().enumerate() {
        let tallies = &term.matches.tallies;
        term.weight = telling(tallies.pages.len(), totals.pages, tallies.passages.len(), totals.passages);
        term.weight *= match term.role {
            TermRole::Content { .. } => 1.0,
            TermRole::Whole => WHOLE,
            TermRole::Function => FUNCTION,
            TermRole::Rest => REST,
        };
        let bit = if term.is_content() { 1u64 << i.min(63) } else { 0 };
        for (page, tally) in &tallies.pages {
            let score = &mut scores.pages[page.0 as usize];
            if score.has == 0 {
                if bit == 0 {
                    continue;
                }
                scores.found.push(*page);
            }
            let length = pages[page.0 as usize].words as f32 / page_average;
            score.add(bit, *tally, term.weight * tally.value(length, weights));
            score.whole |= term.role == TermRole::Whole;
        }
        for (passage, tally) in &tallies.passages {
            let words = index.passage_words(&passages[passage.0 as usize]);
            let value = term.weight * tally.value(words / passage_average, weights);
            scores.passages[passage.0 as usize].add(bit, *tally, value);
        }
    }
    for pair in terms.windows(2).filter(|pair| pair[0].is_content() && pair[1].is_content()) {
        count_as_one(index, pair[0].hits(), pair[1].hits(), &mut scores);
        count_as_one(index, pair[1].hits(), pair[0].hits(), &mut scores);
    }
    scores
}

/// Counts words of the query that stand side by side as one match, as a reader sees them.
fn count_as_one(index: &Index, before: &[Hit], after: &[Hit], scores: &mut Scores) {
    let (mut before, mut after) = (before, after);
    while let Some(hit) = before.first() {
        let token = hit.last_token() + 1;
        after = &after[hits::before(after, start_of(token))..];
        let Some(next) = after.first() else { return };
        // The last hit that begins before the next one is the only one that it may follow.
        let passed = hits::before(before, next.start());
        if passed > 1 {
            before = &before[passed - 1..];
            continue;
        }
        before = &before[1..];
        if hit.keep == 0 && next.token == token && next.skip == 0 && index.adjoin(token - 1) {
            let text = index.text_of(token);
            let place = index.place(text);
            if text == index.text_of(hit.token) && !place.field.is_meta() {
                let count = &mut scores.pages[place.page.0 as usize].count;
                *count = count.saturating_sub(1);
            }
        }
    }
}

/// How telling a term is: its inverse document frequency, half by pages and half by passages, so that a word in every passage of a single
/// page still distinguishes that page.
fn telling(pages: usize, all_pages: u32, passages: usize, all_passages: u32) -> f32 {
    let idf = |n: usize, all: u32| {
        let (n, all) = (n.min(all as usize) as f32, all as f32);
        ln(1.0 + (all - n + 0.5) / (n + 0.5))
    };
    f32::midpoint(idf(pages, all_pages), idf(passages, all_passages))
}

/// The natural logarithm to six digits, from additions, multiplications and divisions alone: the same bits on every machine, which the
/// libraries' logarithms do not promise.
fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let exponent = ((bits >> 23) as f32) - 127.0;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    // ln(m) for 1 <= m < 2 as 2 artanh((m - 1) / (m + 1)), whose argument stays under a third.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    let series = t * (2.0 + t2 * (2.0 / 3.0 + t2 * (2.0 / 5.0 + t2 * (2.0 / 7.0 + t2 * (2.0 / 9.0)))));
    exponent * core::f32::consts::LN_2 + series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_five_digits() {
        for i in 1..2000 {
            let x = i as f32 * 0.37;
            assert!((ln(x) - x.ln()).abs() < 1e-5 * (1.0 + x.ln().abs()), "{x}");
        }
    }

    #[test]
    fn rare_terms_tell_more() {
        assert!(telling(1, 100, 1, 1000) > telling(1, 100, 10, 1000));
        assert!(telling(1, 100, 10, 1000) > telling(50, 100, 400, 1000));
        assert!(telling(100, 100, 1000, 1000) > 0.0);
    }
}
