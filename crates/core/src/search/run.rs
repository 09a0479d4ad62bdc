//! The search itself: the stages in their order.

use core::cmp::Ordering;

use super::answer::{Answer, Options, PageHit, PassageHit, Relaxed};
use super::hits::{Matched, within};
use super::rank::{Score, Scores, rank};
use super::{excerpt, expand, refine};
use crate::Index;
use crate::index::{Field, PageId, PassageId, TextId};
use crate::query::{Plan, parse, plan};
use crate::sort;

/// So many of the best by the sum are looked at more closely, or as many as are asked for.
const CLOSER: usize = 48;
/// Of a query with more words than this, a page may lack some and still be shown below those that have all.
const FEW: usize = 4;
/// What a page must have of the best page's words to be shown at all, by their weight.
const ENOUGH: f32 = 0.5;

impl Index {
    /// Answers a query.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        let parsed = parse(query, |name| self.manifest().fields.iter().any(|f| f == name));
        let plan = plan(self, &parsed);
        let mut answer = Answer { query: query.to_owned(), ..Answer::default() };
        let mut units = expand::matched(self, &plan);
        answer.missing = units.iter().filter(|u| u.hits.is_empty()).map(|u| u.form.clone()).collect();
        units.retain(|u| !u.hits.is_empty());
        units.truncate(64);
        let scores = rank(self, &mut units, &options.weights);
        let excluded = excluded(self, &plan);
        let mut found = select(self, &units, &scores, &excluded, options);
        answer.total = found.len();
        answer.count = found.iter().map(|f| count(self, &units, f.page)).sum();
        label(&units, &scores, &found, &mut answer);

        let closer = found.len().min(CLOSER.max(options.offset.saturating_add(options.limit)));
        if let Some(best) = found.get_mut(..closer) {
            for f in best.iter_mut() {
                f.score += refine::bonus(self, &units, f.page, &options.weights);
            }
            sort(best);
        }
        let shown = found.iter().skip(options.offset).take(options.limit);
        answer.pages = shown.map(|f| page_hit(self, &units, &scores, f, options)).collect();
        answer
    }
}

/// A page that will be shown, if it is among the best.
#[derive(Clone, Copy, Debug)]
struct Found {
    page: PageId,
    /// All words of the query are on it.
    full: bool,
    /// All as they were typed.
    exact: bool,
    score: f32,
}

impl Found {
    /// Best first: all words before some, as typed before otherwise, then the score, then the corpus' order.
    fn order(&self, other: &Found) -> Ordering {
        let tier = |f: &Found| (f.full, f.full && f.exact);
        tier(other)
            .cmp(&tier(self))
            .then_with(|| other.score.total_cmp(&self.score))
            .then_with(|| self.page.cmp(&other.page))
    }
}

fn sort(found: &mut [Found]) {
    let order = sort::order(found.len(), &|a, b| found[a].order(&found[b]) == Ordering::Less);
    let sorted: Vec<Found> = order.into_iter().map(|i| found[i]).collect();
    found.copy_from_slice(&sorted);
}

/// The pages with what is excluded, ascending.
fn excluded(index: &Index, plan: &Plan) -> Vec<PageId> {
    let mut pages = Vec::new();
    for phrase in plan.phrases.iter().filter(|p| p.not) {
        let hits = expand::in_a_row(index, phrase);
        pages.extend(hits.iter().map(|h| index.place(index.text_of(h.token)).page));
    }
    sort::by_key(&mut pages, |p| u64::from(p.0));
    pages.dedup();
    pages
}

/// Whether a mask has all groups.
fn is_full(units: &[Matched], has: u64) -> bool {
    units.iter().all(|u| {
        units.iter().enumerate().any(|(i, other)| other.group == u.group && has & (1 << i) != 0)
    })
}

fn coverage(units: &[Matched], has: u64) -> f32 {
    units.iter().enumerate().filter(|(i, _)| has & (1 << i) != 0).map(|(_, u)| u.weight).sum()
}

/// Chooses the pages that answer the query, best first by the sums.
fn select(index: &Index, units: &[Matched], scores: &Scores, excluded: &[PageId], options: &Options) -> Vec<Found> {
    let share = options.weights.passage;
    let mut found: Vec<(Found, f32)> = Vec::new();
    for page in &scores.found {
        let (Some(score), Some(row)) = (scores.pages.get(page.0 as usize), index.pages().get(page.0 as usize)) else {
            continue;
        };
        if excluded.binary_search(page).is_ok() {
            continue;
        }
        let passages = scores.passages.get(row.passages.start as usize..row.passages.end as usize).unwrap_or_default();
        let best = passages.iter().map(|s| s.sum).fold(0.0, f32::max);
        let few = units.len() < FEW;
        let full = few && is_full(units, score.has);
        let exact = is_full(units, score.exact);
        let sum = score.sum * (1.0 - share) + best * share;
        found.push((Found { page: *page, full, exact, score: sum }, coverage(units, score.has)));
    }
    let best = found.iter().map(|f| f.1).fold(0.0, f32::max);
    let any_full = found.iter().any(|f| f.0.full);
    found.retain(|f| if any_full { f.0.full } else { f.1 >= best * ENOUGH });
    let mut found: Vec<Found> = found.into_iter().map(|f| f.0).collect();
    sort(&mut found);
    found
}

/// Says how the answer is less than what was asked.
fn label(units: &[Matched], scores: &Scores, found: &[Found], answer: &mut Answer) {
    for unit in units {
        if let Some((kind, to)) = &unit.instead {
            let kind = if *kind == super::Kind::Reading { "reading" } else { "typo" };
            answer.relaxed.push(Relaxed { kind, from: unit.form.clone(), to: to.clone() });
        }
    }
    if units.len() + answer.missing.len() < 2 {
        return;
    }
    let full = |s: &Score| answer.missing.is_empty() && is_full(units, s.has);
    let kind = if scores.passages.iter().any(full) {
        return;
    } else if found.iter().filter_map(|f| scores.pages.get(f.page.0 as usize)).any(full) {
        "page"
    } else {
        "some"
    };
    let have = found.first().and_then(|f| scores.pages.get(f.page.0 as usize)).map_or(0, |s| s.has);
    let to: Vec<&str> =
        units.iter().enumerate().filter(|(i, _)| have & (1 << i) != 0).map(|(_, u)| u.form.as_str()).collect();
    if !to.is_empty() {
        answer.relaxed.push(Relaxed { kind, from: answer.query.clone(), to: to.join(" ") });
    }
}

/// How many places on a page answer the query, as one would count them there.
fn count(index: &Index, units: &[Matched], page: PageId) -> usize {
    let tokens = index.tokens_of_page(page);
    let seen = |h: &&super::Hit| index.place(index.text_of(h.token)).field != Field::Meta;
    units.iter().map(|u| within(&u.hits, tokens.clone()).iter().filter(seen).count()).sum()
}

fn page_hit(index: &Index, units: &[Matched], scores: &Scores, found: &Found, options: &Options) -> PageHit {
    let Some(row) = index.pages().get(found.page.0 as usize) else {
        return PageHit { page: found.page, score: 0.0, count: 0, title_marks: Vec::new(), passages: Vec::new() };
    };
    let mut best: Vec<(PassageId, f32)> = row
        .passages
        .clone()
        .map(|p| (PassageId(p), scores.passages.get(p as usize).map_or(0.0, |s| s.sum)))
        .filter(|p| p.1 > 0.0)
        .collect();
    sort::by_key(&mut best, |p| sort::falling(p.1));
    best.truncate(options.passages.max(1));
    if best.is_empty() && !row.passages.is_empty() {
        best.push((PassageId(row.passages.start), 0.0));
    }
    let passages = best
        .into_iter()
        .filter_map(|(id, score)| {
            let body = index.passages().get(id.0 as usize)?.body;
            let (text, marks) = excerpt::cut(index.text(body), &marks(index, units, body), options.excerpt);
            Some(PassageHit { passage: id, score, text, marks })
        })
        .collect();
    PageHit {
        page: found.page,
        score: found.score,
        count: count(index, units, found.page),
        title_marks: marks(index, units, row.title).into_iter().map(|m| m.0).collect(),
        passages,
    }
}

/// The ranges of a text that answer the query, ascending and apart, each with the unit's number and weight.
pub(super) fn marks(index: &Index, units: &[Matched], text: TextId) -> Vec<(core::ops::Range<usize>, u32, f32)> {
    let tokens = index.tokens_of(text);
    let base = index.bytes_of(text).start;
    let mut marks: Vec<(core::ops::Range<usize>, u32, f32)> = Vec::new();
    for (i, unit) in units.iter().enumerate() {
        for hit in within(&unit.hits, tokens.clone()) {
            let bytes = hit.bytes(index);
            marks.push((bytes.start - base..bytes.end - base, i as u32, unit.weight));
        }
    }
    let longest_first = |m: &(core::ops::Range<usize>, u32, f32)| (m.0.start as u64) << 32 | (u32::MAX as usize - m.0.end) as u64;
    let keys: Vec<u64> = marks.iter().map(longest_first).collect();
    let order = sort::order(keys.len(), &|a, b| keys[a] < keys[b]);
    let mut marks: Vec<_> = order.into_iter().map(|i| marks[i].clone()).collect();
    let mut end = 0;
    marks.retain(|m| {
        let keep = m.0.start >= end;
        if keep {
            end = m.0.end;
        }
        keep
    });
    marks
}
