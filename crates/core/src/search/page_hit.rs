//! What is shown of a page that was found: its passages, its marks, why it was found.

use super::answer::{PageHit, PassageHit, Why};
use super::excerpt::{self, TermMark};
use super::hits::within;
use super::matches::TermMatches;
use super::options::Options;
use super::rank::Scores;
use crate::Index;
use crate::index::{Field, PageId, PassageId, TextId};
use crate::list::List as _;
use crate::order::{falling, sort_by_number};

pub(super) fn page_hit(
    index: &Index,
    terms: &[TermMatches],
    scores: &Scores,
    (page, score): (PageId, f32),
    options: &Options,
) -> PageHit {
    let row = &index.pages()[page.0 as usize];
    let passages = row.passages.clone().map(|passage| (passage, scores.passages[passage as usize].sum));
    let mut best: Vec<(u32, f32)> = passages.filter(|passage| passage.1 > 0.0).list();
    sort_by_number(&mut best, |passage| falling(passage.1));
    best.truncate(options.passages.max(1));
    if best.is_empty() && !row.passages.is_empty() {
        best.push((row.passages.start, 0.0));
    }
    let passage = |(passage, score): (u32, f32)| {
        let body = index.passages()[passage as usize].body;
        let (text, marks) = excerpt::cut(index.text(body), &marks(index, terms, body), options.excerpt);
        PassageHit { passage: PassageId(passage), score, text, marks }
    };
    PageHit {
        page,
        score,
        count: scores.pages[page.0 as usize].count as usize,
        title_marks: marks(index, terms, row.title).into_iter().map(|mark| mark.range).list(),
        passages: best.into_iter().map(passage).list(),
        why: if options.explain { why(index, terms, page) } else { Vec::new() },
    }
}

/// Each term of the query that the page has, and how.
fn why(index: &Index, terms: &[TermMatches], page: PageId) -> Vec<Why> {
    let tokens = index.tokens_of_page(page);
    let reason = |term: &TermMatches| {
        let hits = within(term.hits(), tokens.clone());
        let kind = hits.iter().map(|hit| hit.kind).min()?;
        let mut fields: Vec<Field> = Vec::new();
        let mut weights = 0.0;
        for hit in hits {
            let text = index.text_of(hit.token);
            weights += index.text_weight(text);
            let field = index.place(text).field;
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        let (word, count) = (term.form.clone(), hits.len());
        Some(Why { word, kind, fields, count, weight: term.weight, emphasis: weights / count as f32 })
    };
    terms.iter().filter_map(reason).list()
}

/// The ranges of a text that match the query, ascending and without those that overlap an earlier or longer one.
fn marks(index: &Index, terms: &[TermMatches], text: TextId) -> Vec<TermMark> {
    let tokens = index.tokens_of(text);
    let base = index.bytes_of(text).start;
    let mut marks: Vec<TermMark> = Vec::new();
    for (number, term) in terms.iter().enumerate() {
        marks.extend(within(term.hits(), tokens.clone()).iter().map(|hit| {
            let bytes = hit.bytes(index);
            TermMark { range: bytes.start - base..bytes.end - base, term: number, weight: term.weight }
        }));
    }
    sort_by_number(&mut marks, |mark| (mark.range.start as u64) << 32 | (u32::MAX as usize - mark.range.end) as u64);
    let mut end = 0;
    marks.retain(|mark| {
        let apart = mark.range.start >= end;
        if apart {
            end = mark.range.end;
        }
        apart
    });
    marks
}
