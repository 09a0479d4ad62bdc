//! Shows pages that another engine found and ranked: all pages of an index, in its order, with our marks and excerpts.

use super::answer::{Answer, Relaxation, Relaxed};
use super::excerpt;
use super::options::Options;
use super::page_hit::page_hit;
use super::pipeline::{Matched, groups, is_full, matched, replaced, terms_in};
use super::rank::rank;
use super::session::Session;
use crate::Index;
use crate::index::PageId;
use crate::list::List as _;

impl Session {
    /// Every page of an index, in the order of the index, as a search shows it. A passage without a match is shown with its first sentences.
    ///
    /// The answer is relaxed if the first page lacks words. Nothing is said about words that are missing: the corpus has more texts than the
    /// index.
    #[must_use]
    pub fn present(&mut self, index: &Index, query: &str, options: &Options) -> Answer {
        let weights = options.weights.unwrap_or(*index.weights());
        self.begin(index, &weights);
        let mut answer = Answer { query: query.to_owned(), ..Answer::default() };
        let Matched { plan, mut terms, content } = matched(index, self, &mut answer);
        answer.suggestions.clear();
        let scores = rank(index, &mut terms, &weights);
        answer.relaxed = replaced(&terms[..content]);
        let has = scores.pages.first().map_or(0, |score| score.has);
        let has_all = answer.missing.is_empty() && is_full(&groups(&terms[..content]), has);
        let to = terms_in(&terms[..content], has).map(|term| term.form.as_str()).list().join(" ");
        if content + answer.missing.len() > 1 && !has_all && !to.is_empty() {
            answer.relaxed.push(Relaxed { kind: Relaxation::Some, from: query.to_owned(), to });
        }
        answer.missing.clear();
        let pages = 0..index.pages().len() as u32;
        answer.total = pages.len();
        let mut page = |number: u32| {
            let page = (PageId(number), scores.pages[number as usize].sum, None);
            let mut hit = page_hit(index, &terms, &scores, page, plan.asks(), options, self);
            for passage in hit.passages.iter_mut().filter(|passage| passage.marks.is_empty()) {
                let body = index.passages()[passage.passage.0 as usize].body();
                let opening =
                    excerpt::opening(index.text(body), self.parts(index, body, options.excerpt), options.excerpt);
                (passage.text, _) = excerpt::cut(index.text(body), &[], &opening);
            }
            hit
        };
        answer.pages = pages.map(&mut page).list();
        self.end(index);
        answer
    }
}
