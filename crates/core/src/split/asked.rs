//! The search for a query in a split index: what it has needed so far.

use crate::index::Lookups;
use crate::search::PageHit;
use crate::{Index, Options};

/// Factor for the score of an unread page. Its sketch may score lower than its texts will, so it is read if it is this close to the pages that
/// are read.
const UNREAD: f32 = 1.03;
/// The least share of their estimates that other pages are expected to keep.
const LEAST_KEPT: f32 = 0.8;

/// How far the search for a query came.
#[derive(Debug, Default)]
pub(super) struct Asked {
    pub query: String,
    pub options: Options,
    /// How often texts were needed for these options.
    pub rounds: usize,
    pub lookups: Lookups,
    /// Blocks that fail to load.
    pub lost: Vec<u32>,
    /// The text blocks with pages that came first.
    pub blocks: Vec<u32>,
    /// The numbers of pages that came first, and the scores of their sketches.
    estimates: Vec<(u32, f32)>,
    /// The highest share of its estimate that a page had when it was read, if one was.
    kept: Option<f32>,
}

impl Asked {
    /// The search for a query that begins.
    pub(super) fn new(query: &str) -> Asked {
        Asked { query: query.to_owned(), ..Asked::default() }
    }

    /// The factor for the scores of sketches.
    pub(super) fn unread_factor(&self) -> f32 {
        UNREAD * self.kept.unwrap_or(1.0).clamp(LEAST_KEPT, 1.0)
    }

    /// Learns from the pages of an answer how much of the estimates by sketches is kept when texts are read.
    pub(super) fn compare(&mut self, index: &Index, pages: &[PageHit]) {
        let factor = self.unread_factor();
        for hit in pages {
            let page = &index.pages()[hit.page.0 as usize];
            let at = self.estimates.iter().position(|estimate| estimate.0 == page.number);
            match (at, page.is_read) {
                (Some(at), true) if hit.unread.is_empty() => {
                    let share = hit.score / self.estimates[at].1;
                    self.kept = Some(self.kept.map_or(share, |kept| kept.max(share)));
                }
                (None, false) => self.estimates.push((page.number, hit.score / factor)),
                _ => {}
            }
        }
    }
}
