//! The search itself: the stages in their order.

use core::ops::Range;

use super::answer::{Answer, Relaxation, Relaxed};
use super::filter::Filters;
use super::hits::Kind;
use super::matches::{TermMatches, TermRole};
use super::options::Options;
use super::rank::{Score, Scores, rank};
use super::rerank::{FEW_TERMS, bonus};
use super::session::Session;
use super::{expand, lowered, page_hit, words};
use crate::Index;
use crate::index::{PageId, Weights};
use crate::list::List as _;
use crate::order::{falling, sort_by_number};
use crate::query::{MAX_TERMS, Plan, parse, plan};

/// Number of pages that are reranked among each other.
const RERANKED: usize = 48;
/// The same for a partial index. Its sketches may rank before pages that are better after reranking.
const RERANKED_SKETCHES: usize = 3 * RERANKED;
/// Share of the best page's terms, by weight, that a page must have to be shown.
const ENOUGH: f32 = 0.5;
/// Most missing words that similar words are suggested for.
const CORRECTED: usize = 4;

impl Index {
    /// Answers a single query. A [`Session`] answers one letter after another faster.
    #[must_use]
    pub fn search(&self, query: &str, options: &Options) -> Answer {
        Session::default().search(self, query, options)
    }
}

impl Session {
    /// Answers a query.
    #[must_use]
    pub fn search(&mut self, index: &Index, query: &str, options: &Options) -> Answer {
        let weights = options.weights.unwrap_or(*index.weights());
        self.begin(index, &weights);
        let mut answer = Answer { query: query.to_owned(), ..Answer::default() };
        let Matched { plan, mut terms, content } = matched(index, self, &mut answer);
        let scores = rank(index, &mut terms, &weights);
        let filters = Filters::new(index, &plan, options);
        let content = &terms[..content];
        let groups = groups(content);
        let words = terms.iter().filter(|term| term.role != TermRole::Whole).count();
        let mut found = select(index, content, words < FEW_TERMS, &groups, &scores, &filters, weights.passage);
        if plan.strings.len() == 1 && terms.iter().any(|term| term.role == TermRole::Whole) {
            for found in &mut found {
                // The string itself is the best answer, and what has its words follows.
                found.exact = scores.pages[found.page.0 as usize].whole;
                found.full |= found.exact;
            }
        }
        if !content.is_empty() {
            lower(index, content, &plan, &weights, &mut found);
        }
        answer.total = found.len();
        let is_read = |found: &Found| index.pages()[found.page.0 as usize].is_read;
        let count = |found: &Found| page_hit::count(index, content, &scores, found.page);
        answer.count = found.iter().all(is_read).then(|| found.iter().map(count).sum());
        answer.facets = filters.facets(&found.iter().map(|found| found.page).list());
        answer.relaxed = relaxed(content, &groups, &scores, &found, plan.cut, &answer);

        found.retain(|found| may_be_shown(index, found));
        let shown = options.offset..options.offset.saturating_add(options.limit);
        best_first(index, &terms, &weights, &mut found, &shown, options.sort.is_some());
        if let Some(order) = &options.sort {
            filters.sort(&mut found, |found| found.page, order);
        }
        let asks = plan.asks();
        let page = |found: &Found| {
            let ranked = (found.page, found.score, found.lowered);
            let mut hit = page_hit::page_hit(index, &terms, &scores, ranked, asks, options, self);
            let before = hit.unread.len();
            hit.unread.extend(filters.doubts(found.page));
            hit.is_doubtful = hit.unread.len() > before;
            hit
        };
        answer.pages = found.iter().skip(shown.start).take(shown.len()).map(page).list();
        self.end(index);
        answer
    }
}

/// The terms of a query that the index has.
pub(super) struct Matched {
    pub plan: Plan,
    /// Content words first.
    pub terms: Vec<TermMatches>,
    /// Number of content words.
    pub content: usize,
}

/// Matches the query of an answer, which gets the words that are missing.
#[expect(clippy::inline_always, reason = "the module for whole indexes has one caller, and keeps its size")]
#[inline(always)]
pub(super) fn matched(index: &Index, session: &mut Session, answer: &mut Answer) -> Matched {
    let parsed = parse(&answer.query, &|name| index.manifest().fields.iter().any(|field| field == name));
    let plan = plan(index, &parsed);
    answer.excluded.clone_from(&plan.excluded);
    let (mut terms, mut others) = (Vec::new(), Vec::new());
    for term in expand::expand(index, &plan, session) {
        match (term.is_content(), term.hits().is_empty()) {
            (true, false) => terms.push(term),
            (true, true) => answer.missing.push(term.form),
            (false, false) => others.push(term),
            (false, true) => {}
        }
    }
    terms.truncate(MAX_TERMS);
    let content = terms.len();
    terms.extend(others);
    for form in answer.missing.iter().take(CORRECTED) {
        answer.suggestions.extend(words::suggestions(index, form, session));
    }
    Matched { plan, terms, content }
}

/// A page that may be shown.
#[derive(Clone, Copy, Debug)]
struct Found {
    page: PageId,
    /// It has all terms.
    full: bool,
    /// One of its passages has all terms.
    in_passage: bool,
    /// It has all of them as they were typed.
    exact: bool,
    /// The weight of its terms.
    coverage: f32,
    score: f32,
    /// See [`super::PageHit::lowered`].
    lowered: Option<f32>,
}

impl Found {
    /// Grows from the best: pages with all terms first, then those with all as typed, then by score, then in the corpus' order.
    fn order(&self) -> u64 {
        let tier = 2 - u64::from(self.full) - u64::from(self.full && self.exact);
        tier << 62 | falling(self.score) << 30 | u64::from(self.page.0)
    }
}

/// Multiplies the scores of changelogs, lists of links, older versions and translations by their weights. Such a page keeps its score if it is asked for, or if no other page
/// has as many of the query's words, or all of them in one passage as it has.
fn lower(index: &Index, terms: &[TermMatches], plan: &Plan, weights: &Weights, found: &mut [Found]) {
    let asks_version = lowered::asks_version(plan);
    let (mut most, mut in_passage) = (0.0f32, false);
    for found in found.iter_mut() {
        found.lowered = lowered::factor(index, found.page, plan, asks_version, weights);
        if found.lowered.is_none() {
            most = most.max(found.coverage);
            in_passage |= found.in_passage;
        }
    }
    for found in found {
        let alone = found.coverage > most || found.in_passage && !in_passage;
        found.lowered = found.lowered.filter(|_| !alone && !lowered::is_asked_for(index, terms, found.page));
        found.score *= found.lowered.unwrap_or(1.0);
    }
}

/// Sorts at least the pages that are shown to the front, with a closer look at the best ones: batch by batch, so that the order is the same for
/// any limit. `all` are sorted if another order follows, which leaves equal pages in this one.
fn best_first(
    index: &Index,
    terms: &[TermMatches],
    weights: &Weights,
    found: &mut Vec<Found>,
    shown: &Range<usize>,
    all: bool,
) {
    sort_by_number(found, Found::order);
    let reranked = if index.is_partial() { RERANKED_SKETCHES } else { RERANKED };
    let end = if all { reranked } else { shown.end.max(1).checked_next_multiple_of(reranked).unwrap_or(shown.end) };
    if !all {
        found.truncate(end);
    }
    let end = end.min(found.len());
    for batch in found[..end].chunks_mut(reranked) {
        for found in &mut *batch {
            found.score += found.lowered.unwrap_or(1.0) * bonus(index, terms, found.page, weights);
        }
        sort_by_number(batch, Found::order);
    }
}

/// For each group, the bits of its terms. A phrase may be an alternative of a word that comes long before it.
pub(super) fn groups(terms: &[TermMatches]) -> Vec<u64> {
    let mut groups = Vec::new();
    for (i, term) in terms.iter().enumerate() {
        let bits = terms.iter().rev().fold(0, |bits, other| bits << 1 | u64::from(other.role == term.role));
        if bits.trailing_zeros() as usize == i {
            groups.push(bits);
        }
    }
    groups
}

/// Whether a mask has a term of each group.
pub(super) fn is_full(groups: &[u64], has: u64) -> bool {
    groups.iter().all(|bits| has & bits != 0)
}

/// The terms in a mask.
pub(super) fn terms_in(terms: &[TermMatches], mask: u64) -> impl Iterator<Item = &TermMatches> {
    terms.iter().enumerate().filter(move |(i, _)| mask & (1 << i) != 0).map(|(_, term)| term)
}

/// Whether a page may be shown in this state of a partial index.
fn may_be_shown(index: &Index, found: &Found) -> bool {
    index.unread_factor() > 0.0 || index.pages()[found.page.0 as usize].is_read
}

/// Chooses the pages that answer the query.
fn select(
    index: &Index,
    terms: &[TermMatches],
    few: bool,
    groups: &[u64],
    scores: &Scores,
    filters: &Filters<'_>,
    passage_share: f32,
) -> Vec<Found> {
    if terms.is_empty() {
        let found =
            |page| Found { page, full: true, in_passage: true, exact: true, coverage: 0.0, score: 0.0, lowered: None };
        return filters.all_pages().into_iter().map(found).list();
    }
    let found = |page: PageId| {
        let score = &scores.pages[page.0 as usize];
        let row = &index.pages()[page.0 as usize];
        let passages = &row.passages;
        let passages = &scores.passages[passages.start as usize..passages.end as usize];
        let best = passages.iter().map(|score| score.sum).fold(0.0, f32::max);
        Found {
            page,
            full: few && is_full(groups, score.has),
            in_passage: passages.iter().any(|score| is_full(groups, score.has)),
            exact: is_full(groups, score.exact),
            coverage: terms_in(terms, score.has).map(|term| term.weight).sum(),
            score: (score.sum * (1.0 - passage_share) + best * passage_share)
                * if row.is_read { 1.0 } else { index.unread_factor() },
            lowered: None,
        }
    };
    // A page without a quoted phrase, or one of its alternatives, is never shown.
    let is_quoted = |bits: u64| {
        let first = &terms[bits.trailing_zeros() as usize];
        matches!(first.role, TermRole::Content { group } if group >= MAX_TERMS as u32)
    };
    let has_quoted = |has: u64| groups.iter().all(|bits| has & bits != 0 || !is_quoted(*bits));
    let mut found: Vec<Found> = scores
        .found
        .iter()
        .filter(|page| has_quoted(scores.pages[page.0 as usize].has) && filters.pass(**page))
        .map(|page| found(*page))
        .list();
    let shown = found.iter().filter(|found| may_be_shown(index, found));
    let (best, any_full) =
        shown.fold((0.0f32, false), |(best, full), found| (best.max(found.coverage), full | found.full));
    found.retain(|found| if any_full { found.full } else { found.coverage >= best * ENOUGH });
    found
}

/// The words that were searched for instead of those that were typed.
pub(super) fn replaced(terms: &[TermMatches]) -> Vec<Relaxed> {
    let instead = |term: &TermMatches| {
        let (kind, to) = term.matches.instead.as_ref()?;
        let kind = if *kind == Kind::Pinyin { Relaxation::Pinyin } else { Relaxation::Typo };
        Some(Relaxed { kind, from: term.form.clone(), to: to.clone() })
    };
    terms.iter().filter_map(instead).list()
}

/// How the answer is less than what was asked.
fn relaxed(
    terms: &[TermMatches],
    groups: &[u64],
    scores: &Scores,
    found: &[Found],
    cut: bool,
    answer: &Answer,
) -> Vec<Relaxed> {
    let mut relaxed = replaced(terms);
    if terms.len() + answer.missing.len() < 2 {
        return relaxed;
    }
    let full = |score: &Score| answer.missing.is_empty() && is_full(groups, score.has);
    let kind = if cut {
        Relaxation::Some
    } else if scores.passages.iter().any(full) {
        return relaxed;
    } else if found.iter().any(|found| full(&scores.pages[found.page.0 as usize])) {
        Relaxation::Page
    } else {
        Relaxation::Some
    };
    let first = found.iter().min_by_key(|found| found.order());
    let has = first.map_or(0, |found| scores.pages[found.page.0 as usize].has);
    let to: Vec<&str> = terms_in(terms, has).map(|term| term.form.as_str()).list();
    if !to.is_empty() {
        relaxed.push(Relaxed { kind, from: answer.query.clone(), to: to.join(" ") });
    }
    relaxed
}
