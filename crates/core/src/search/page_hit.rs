//! What is shown of a page that was found: its passages, its marks, why it was found.

use super::answer::{Mark, PageHit, PassageHit, Why};
use super::excerpt::{self, Choice, Wish};
use super::hits::{Kind, within};
use super::matches::{TermMatches, TermRole};
use super::options::Options;
use super::rank::Scores;
use super::session::Session;
use super::signs;
use super::window::TermMark;
use crate::Index;
use crate::format::Asks;
use crate::index::{Field, PageId, PassageId, TextId};
use crate::list::List as _;
use crate::order::{falling, sort_by_number};

/// Number of passages, beyond those shown, whose excerpts compete.
const MORE: usize = 5;

/// Factor for the score of an unread passage, so that it is read if it may be one of the best. Its sketch may score lower than its text.
const UNREAD: f32 = 1.25;

/// The share of an excerpt's value that is added to its passage's score.
const EXCERPT: f32 = 0.2;

#[expect(clippy::inline_always, reason = "the module for whole indexes has one caller, and keeps its size")]
#[inline(always)]
pub(super) fn page_hit(
    index: &Index,
    terms: &[TermMatches],
    scores: &Scores,
    (page, score, lowered): (PageId, f32, Option<f32>),
    asks: Asks,
    options: &Options,
    session: &mut Session,
) -> PageHit {
    let row = &index.pages()[page.0 as usize];
    let is_sketch = |passage: u32| index.passages()[passage as usize].sketch.is_some();
    let value = |passage: u32| scores.passages[passage as usize].sum * if is_sketch(passage) { UNREAD } else { 1.0 };
    let passages = row.passages.clone().map(|passage| (passage, value(passage)));
    let mut best: Vec<(u32, f32)> = passages.filter(|passage| passage.1 > 0.0).list();
    sort_by_number(&mut best, |passage| falling(passage.1));
    let matching = best.len();
    let wanted = options.passages.max(1);
    let sketch_of = |passage: &(u32, f32)| index.passages()[passage.0 as usize].sketch.map(|sketch| sketch.fragment);
    let unread = best.iter().take(wanted).filter_map(sketch_of).list();
    if !row.is_read {
        return PageHit { page, score, unread, ..PageHit::default() };
    }
    best.retain(|passage| sketch_of(passage).is_none());
    best.truncate(wanted + MORE);
    if best.is_empty() {
        let first = row.passages.clone().map(|passage| (passage, 0.0)).find(|passage| sketch_of(passage).is_none());
        best.extend(first);
    }
    let passage = |(passage, score): (u32, f32)| {
        let body = index.passages()[passage as usize].body;
        let evidence = ranges(index, terms, body, true, &|term| term.role != TermRole::Function);
        let wish = Wish { length: options.excerpt, asks };
        let parts = session.parts(index, body, wish.length);
        let choice = excerpt::choose(index.text(body), parts, &evidence, wish);
        (passage, score + choice.value * EXCERPT * index.text_weight(body), choice)
    };
    let mut passages = best.into_iter().map(passage).list();
    sort_by_number(&mut passages, |passage| falling(passage.1));
    let shown = |(passage, score, choice): &(u32, f32, Choice)| {
        let body = index.passages()[*passage as usize].body;
        let (text, marks) = excerpt::cut(index.text(body), &marks(index, terms, body), choice);
        let heading = index.heading_of(PassageId(*passage));
        let heading_marks = heading.map_or_else(Vec::new, |heading| self::marks(index, terms, heading));
        PassageHit { passage: PassageId(*passage), score: *score, heading_marks, text, marks }
    };
    let passages = passages.iter().take(wanted).map(shown).list();
    PageHit {
        page,
        score,
        count: count(index, terms, scores, page),
        lowered,
        title_marks: marks(index, terms, row.title),
        meta_marks: row.meta.iter().map(|(_, text)| marks(index, terms, *text)).list(),
        passages,
        matching,
        unread,
        is_doubtful: false,
        why: if options.explain { why(index, terms, page) } else { Vec::new() },
    }
}

/// Number of matches on a page. A reader of the page doesn't see its metadata, whose matches count only if there are no others.
pub(super) fn count(index: &Index, terms: &[TermMatches], scores: &Scores, page: PageId) -> usize {
    let count = scores.pages[page.0 as usize].count as usize;
    if count > 0 {
        return count;
    }
    let content = terms.iter().filter(|term| term.is_content());
    content.map(|term| within(term.hits(), index.tokens_of_page(page)).len()).sum()
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
        let (word, count) = (term.form.clone(), hits.len() as u32);
        Some(Why { word, kind, fields, count, weight: term.weight, emphasis: weights / count as f32 })
    };
    terms.iter().filter(|term| term.is_content()).filter_map(reason).list()
}

/// The ranges of a text that match terms, ascending, the longer ones first.
/// `as_typed`: without the synonyms of a term that the text has itself.
fn ranges(
    index: &Index,
    terms: &[TermMatches],
    text: TextId,
    as_typed: bool,
    such: &dyn Fn(&TermMatches) -> bool,
) -> Vec<TermMark> {
    let tokens = index.tokens_of(text);
    let base = index.bytes_of(text).start;
    let mut marks: Vec<TermMark> = Vec::new();
    for (number, term) in terms.iter().enumerate().filter(|(_, term)| such(term)) {
        let hits = within(term.hits(), tokens.clone());
        let only_typed = as_typed && hits.iter().any(|hit| hit.kind < Kind::Synonym);
        let (before, after) = signs::of_form(&term.form);
        marks.extend(hits.iter().filter(|hit| !only_typed || hit.kind < Kind::Synonym).map(|hit| {
            let bytes = hit.bytes(index);
            let range = signs::widen(index.text(text), bytes.start - base..bytes.end - base, before, after);
            TermMark { range, term: number, weight: term.weight }
        }));
    }
    sort_by_number(&mut marks, |mark| (mark.range.start as u64) << 32 | (u32::MAX as usize - mark.range.end) as u64);
    marks
}

/// The ranges of a text to be marked: those of content words, without those that overlap an earlier or longer one.
fn marks(index: &Index, terms: &[TermMatches], text: TextId) -> Vec<Mark> {
    let mut end = 0;
    let mut marks = Vec::new();
    for mark in ranges(index, terms, text, false, &TermMatches::is_content) {
        if mark.range.start >= end {
            end = mark.range.end;
            marks.push(mark.range);
        }
    }
    marks
}
