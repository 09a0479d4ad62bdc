//! A query term with every place that matches it.

use std::sync::{Arc, OnceLock};

use super::hits::{Hit, Kind};
use super::tally::Tallies;
use crate::Index;
use crate::index::Weights;

/// Everything that matches a query term. It doesn't change, so that queries can share it.
#[derive(Debug, Default)]
pub(super) struct Matches {
    /// Ascending by place.
    pub hits: Vec<Hit>,
    pub tallies: Tallies,
    /// The word that was searched for instead: a correction, or a word with this pinyin.
    pub instead: Option<(Kind, String)>,
    /// See [`super::substring::Occurrences::complete`].
    pub complete: bool,
    /// See [`Matches::surfaces`].
    surfaces: OnceLock<Vec<String>>,
}

impl Matches {
    pub(super) fn new(index: &Index, weights: &Weights, hits: Vec<Hit>) -> Matches {
        let tallies = Tallies::new(index, &hits, weights);
        Matches { hits, tallies, ..Matches::default() }
    }

    /// The same, found instead of what was typed.
    pub(super) fn found_as(self, instead: Option<(Kind, String)>) -> Matches {
        Matches { instead, ..self }
    }

    /// The different ways in which its exact hits are written, with accents and variants as they are.
    pub(super) fn surfaces(&self, index: &Index) -> &[String] {
        self.surfaces.get_or_init(|| {
            let mut surfaces: Vec<&str> = Vec::new();
            for hit in self.hits.iter().filter(|hit| hit.kind == Kind::Exact) {
                let surface = hit.surface(index);
                if !surfaces.contains(&surface) {
                    surfaces.push(surface);
                }
            }
            let mut plain: Vec<String> = Vec::new();
            for surface in surfaces.into_iter().map(|surface| index.folder().plain(surface)) {
                if !plain.contains(&surface) {
                    plain.push(surface);
                }
            }
            plain
        })
    }
}

/// The part of a query term in finding and ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TermRole {
    /// A page must have it to have all of the query.
    Content {
        /// Alternatives share a group: a page that has one of them has the group.
        group: u32,
    },
    /// A string of several words as a whole: it ranks pages that have the words.
    Whole,
    /// A function word, which says little.
    Function,
    /// A single character that segmentation left between longer words.
    Rest,
}

/// A query term and its matches.
#[derive(Clone, Debug)]
pub(super) struct TermMatches {
    /// The term as the query has it, folded.
    pub form: String,
    /// Its part in finding and ranking.
    pub role: TermRole,
    /// How telling the term is: the fewer pages and passages match, the more. Set by `rank`.
    pub weight: f32,
    pub matches: Arc<Matches>,
}

impl TermMatches {
    /// Whether it is looked for, and not only ranks what was found.
    pub(super) fn is_content(&self) -> bool {
        matches!(self.role, TermRole::Content { .. })
    }

    pub(super) fn hits(&self) -> &[Hit] {
        &self.matches.hits
    }
}
