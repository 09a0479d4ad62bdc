//! The search itself: the stages in their order.

use super::answer::{Answer, Options, Relaxed};
use super::filter::Filters;
use super::hits::Matched;
use super::rank::{Score, Scores, rank};
use super::{expand, page_hit, rerank};
use crate::Index;
use crate::index::PageId;
use crate::lean::{join, keep, larger, list};
use crate::query::{parse, plan};
use crate::sort;

/// So many of the best by the sum are looked at more closely, or as many as are asked for.
const CLOSER: usize = 48;
/// Of a query with more words than this, a page may lack some and still be shown below those that have all.
pub(super) const FEW: usize = 4;
/// What a page must have of the best page's words to be shown at all, by their weight.
const ENOUGH: f32 = 0.5;

impl Index {
    /// Answers a query.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        let parsed = parse(query, &|name| self.manifest().fields.iter().any(|f| f == name));
        let plan = plan(self, &parsed);
        let mut answer = Answer { query: query.to_owned(), ..Answer::default() };
        // What is kept was counted by the index's weights, and found whatever accents were typed.
        let usual = options.weights.is_none() && plan.typed.is_empty();
        let kept = if usual { self.kept.take() } else { Vec::new() };
        let (mut units, mut missing) = (Vec::new(), Vec::new());
        for unit in expand::matched(self, &plan, kept) {
            if unit.hits.is_empty() { &mut missing } else { &mut units }.push(unit);
        }
        answer.missing = list(missing.iter().map(|u| u.form.clone()));
        for unit in missing.iter_mut().take(4) {
            for word in expand::nearest(self, unit) {
                answer.suggestions.push(word.clone());
            }
        }
        units.truncate(64);
        let weights = options.weights.unwrap_or(self.weights());
        let scores = rank(self, &mut units, &weights);
        let filters = Filters::new(self, &plan, options);
        let groups = groups(&units);
        let found = select(self, &units, &groups, &scores, &filters, weights.passage);
        answer.total = found.len();
        answer.count = found.iter().filter_map(|f| scores.pages.get(f.page.0 as usize)).map(|s| s.count).sum();
        let pages = pages_of(&found);
        answer.facets = filters.facets(&pages);
        let closer = CLOSER.max(options.offset.saturating_add(options.limit));
        // Another order of all leaves equals as they are here.
        let wanted = if options.sort.is_some() { found.len() } else { closer };
        let mut best = sort::best(&found, wanted, Found::order);
        label(&units, &groups, &scores, (&found, best.first()), plan.cut, &mut answer);

        for f in best.iter_mut().take(closer) {
            f.score += rerank::bonus(self, &units, f.page, &weights);
        }
        sort::by_key(&mut best, Found::order);
        if let Some(order) = &options.sort {
            let pages = pages_of(&best);
            best = list(filters.sorted(&pages, order).iter().map(|i| best[*i]));
        }
        let pages = best.iter().skip(options.offset).take(options.limit);
        answer.pages = list(pages.map(|f| page_hit::page_hit(self, &units, &scores, (f.page, f.score), options)));
        if usual {
            units.append(&mut missing);
            self.kept.replace(units);
        }
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
    /// Grows from the best: all words before some, as typed before otherwise, then the score, then the corpus' order.
    fn order(&self) -> u64 {
        let tier = 3 - u64::from(self.full) * 2 - u64::from(self.full && self.exact);
        tier << 62 | sort::falling(self.score) << 30 | u64::from(self.page.0)
    }
}

fn pages_of(found: &[Found]) -> Vec<PageId> {
    list(found.iter().map(|f| f.page))
}

/// For each group, the bits of its units.
fn groups(units: &[Matched]) -> Vec<u64> {
    let mut groups = Vec::new();
    let mut before = None;
    for (i, unit) in units.iter().enumerate() {
        if before.replace(unit.group) != Some(unit.group) {
            groups.push(0);
        }
        if let Some(bits) = groups.last_mut() {
            *bits |= 1 << i;
        }
    }
    groups
}

/// Whether a mask has all groups.
fn is_full(groups: &[u64], has: u64) -> bool {
    groups.iter().all(|bits| has & bits != 0)
}

fn coverage(units: &[Matched], has: u64) -> f32 {
    units.iter().enumerate().filter(|(i, _)| has & (1 << i) != 0).map(|(_, u)| u.weight).sum()
}

/// Chooses the pages that answer the query.
fn select(
    index: &Index,
    units: &[Matched],
    groups: &[u64],
    scores: &Scores,
    filters: &Filters<'_>,
    share: f32,
) -> Vec<Found> {
    if units.is_empty() {
        let found = |page: &PageId| Found { page: *page, full: true, exact: true, score: 0.0 };
        return list(filters.everything().iter().map(found));
    }
    let mut found: Vec<(Found, f32)> = Vec::new();
    for page in &scores.found {
        let (Some(score), Some(row)) = (scores.pages.get(page.0 as usize), index.pages().get(page.0 as usize)) else {
            continue;
        };
        if !filters.pass(*page) {
            continue;
        }
        let passages = scores.passages.get(row.passages.start as usize..row.passages.end as usize).unwrap_or_default();
        let best = passages.iter().map(|s| s.sum).fold(0.0, larger);
        let few = units.len() < FEW;
        let full = few && is_full(groups, score.has);
        let exact = is_full(groups, score.exact);
        let sum = score.sum * (1.0 - share) + best * share;
        found.push((Found { page: *page, full, exact, score: sum }, coverage(units, score.has)));
    }
    let best = found.iter().map(|f| f.1).fold(0.0, larger);
    let any_full = found.iter().any(|f| f.0.full);
    keep(&mut found, |f| if any_full { f.0.full } else { f.1 >= best * ENOUGH });
    list(found.iter().map(|f| f.0))
}

/// Says how the answer is less than what was asked.
fn label(
    units: &[Matched],
    groups: &[u64],
    scores: &Scores,
    (found, first): (&[Found], Option<&Found>),
    cut: bool,
    answer: &mut Answer,
) {
    for unit in units {
        if let Some((kind, to)) = &unit.instead {
            let kind = if *kind == super::Kind::Reading { "reading" } else { "typo" };
            answer.relaxed.push(Relaxed { kind, from: unit.form.clone(), to: to.clone() });
        }
    }
    if units.len() + answer.missing.len() < 2 {
        return;
    }
    let full = |s: &Score| answer.missing.is_empty() && is_full(groups, s.has);
    let kind = if cut {
        "some"
    } else if scores.passages.iter().any(full) {
        return;
    } else if found.iter().filter_map(|f| scores.pages.get(f.page.0 as usize)).any(full) {
        "page"
    } else {
        "some"
    };
    let have = first.and_then(|f| scores.pages.get(f.page.0 as usize)).map_or(0, |s| s.has);
    let to = list(units.iter().enumerate().filter(|(i, _)| have & (1 << i) != 0).map(|(_, u)| u.form.as_str()));
    if !to.is_empty() {
        answer.relaxed.push(Relaxed { kind, from: answer.query.clone(), to: join(&to, ' ') });
    }
}
