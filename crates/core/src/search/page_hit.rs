//! What is shown of a page that was found: its passages, its marks, why it was found.

use core::ops::Range;

use super::answer::{Options, PageHit, PassageHit, Why};
use super::excerpt;
use super::hits::{Matched, within};
use super::rank::Scores;
use crate::Index;
use crate::index::{PageId, PassageId, TextId};
use crate::lean::list;
use crate::sort;

pub(super) fn page_hit(
    index: &Index,
    units: &[Matched],
    scores: &Scores,
    (page, score): (PageId, f32),
    options: &Options,
) -> PageHit {
    let Some(row) = index.pages().get(page.0 as usize) else {
        return PageHit { page, ..PageHit::default() };
    };
    let sum = |p: u32| scores.passages.get(p as usize).map_or(0.0, |s| s.sum);
    let mut best = list(row.passages.clone().map(|p| (PassageId(p), sum(p))).filter(|p| p.1 > 0.0));
    sort::by_key(&mut best, |p| sort::falling(p.1));
    best.truncate(options.passages.max(1));
    if best.is_empty() && !row.passages.is_empty() {
        best.push((PassageId(row.passages.start), 0.0));
    }
    let mut passages = Vec::new();
    for (passage, score) in best {
        if let Some(row) = index.passages().get(passage.0 as usize) {
            let marks = marks(index, units, row.body);
            let (text, marks) = excerpt::cut(index.text(row.body), &marks, options.excerpt);
            passages.push(PassageHit { passage, score, text, marks });
        }
    }
    PageHit {
        page,
        score,
        count: scores.pages.get(page.0 as usize).map_or(0, |s| s.count),
        title_marks: list(marks(index, units, row.title).iter().map(|m| m.0.clone())),
        passages,
        why: if options.explain { why(index, units, page) } else { Vec::new() },
    }
}

/// Each word of the query that the page has, and how.
fn why(index: &Index, units: &[Matched], page: PageId) -> Vec<Why> {
    let tokens = index.tokens_of_page(page);
    let row = |unit: &Matched| {
        let hits = within(&unit.hits, tokens.clone());
        let kind = hits.iter().map(|h| h.kind).min()?;
        let mut fields: Vec<&'static str> = Vec::new();
        let mut times = 0.0;
        for hit in hits {
            let text = index.text_of(hit.token);
            times += index.emphasis(text);
            let name = index.place(text).field.name();
            if !fields.contains(&name) {
                fields.push(name);
            }
        }
        let (word, count) = (unit.form.clone(), hits.len());
        Some(Why { word, kind: kind.name(), fields, count, weight: unit.weight, emphasis: times / count as f32 })
    };
    list(units.iter().filter_map(row))
}

/// The ranges of a text that answer the query, ascending and apart, each with the unit's number and weight.
fn marks(index: &Index, units: &[Matched], text: TextId) -> Vec<(Range<usize>, u32, f32)> {
    let tokens = index.tokens_of(text);
    let base = index.bytes_of(text).start;
    let mut marks: Vec<(Range<usize>, u32, f32)> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        for hit in within(&unit.hits, tokens.clone()) {
            let bytes = hit.bytes(index);
            marks.push((bytes.start - base..bytes.end - base, i as u32, unit.weight));
        }
    }
    let longest_first = |m: &(Range<usize>, u32, f32)| (m.0.start as u64) << 32 | (u32::MAX as usize - m.0.end) as u64;
    let keys = list(marks.iter().map(longest_first));
    let mut apart = Vec::with_capacity(marks.len());
    let mut end = 0;
    for i in sort::by_keys(&keys) {
        if marks[i].0.start >= end {
            end = marks[i].0.end;
            apart.push(marks[i].clone());
        }
    }
    apart
}
