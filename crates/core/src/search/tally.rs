//! What each page and each passage has of one query term.

use super::hits::{Hit, Kind, by_text};
use crate::Index;
use crate::index::{Field, PageId, PassageId, Weights};

/// What one text, passage or page has of one query term.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally {
    /// The worth of its hits, weighted by field.
    frequency: f32,
    /// The same, with the owner's weight of each text.
    owner_frequency: f32,
    /// The best way in which the term matches.
    pub best: Kind,
    /// Matches that a reader of the page sees: metadata is not on it.
    pub count: u32,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.frequency += other.frequency;
        self.owner_frequency += other.owner_frequency;
        self.best = self.best.min(other.best);
        self.count += other.count;
    }

    /// The term's part of the BM25F score, before its own weight.
    pub(super) fn value(self, length: f32, weights: &Weights) -> f32 {
        let norm = weights.saturation * (1.0 - weights.length + weights.length * length);
        // Exactly 1 unless the owner says otherwise.
        let owner = if self.frequency > 0.0 { self.owner_frequency / self.frequency } else { 1.0 };
        owner * self.best.worth() * (weights.presence + self.frequency / (self.frequency + norm))
    }
}

/// The tallies of one query term, pages and passages ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Tallies {
    pub pages: Vec<(PageId, Tally)>,
    pub passages: Vec<(PassageId, Tally)>,
}

impl Tallies {
    /// Counts ascending hits.
    pub(super) fn new(index: &Index, hits: &[Hit], weights: &Weights) -> Tallies {
        let mut tallies = Tallies::default();
        by_text(index, hits, |text, hits| {
            let place = index.place(text);
            let weight = match place.field {
                Field::Title | Field::Alias => weights.title,
                Field::Heading => weights.heading,
                Field::Meta => weights.meta,
                Field::Body | Field::Plain => 1.0,
            };
            let frequency = hits.iter().fold(0.0, |sum, hit| sum + weight * hit.kind.worth());
            let tally = Tally {
                frequency,
                owner_frequency: frequency * index.text_weight(text),
                best: hits.iter().map(|hit| hit.kind).min().unwrap_or(Kind::Typo),
                count: if place.field.is_meta() { 0 } else { hits.len() as u32 },
            };
            add(&mut tallies.pages, place.page, tally);
            if matches!(place.field, Field::Heading | Field::Body) {
                add(&mut tallies.passages, place.passage, tally);
            }
        });
        tallies
    }

    /// Counts the matches of pages as other tallies do.
    pub(super) fn count_as(&mut self, other: &Tallies) {
        for (page, tally) in &mut self.pages {
            let at = other.pages.partition_point(|row| row.0 < *page);
            tally.count = other.pages.get(at).filter(|row| row.0 == *page).map_or(0, |row| row.1.count);
        }
    }
}

/// Adds to the last row if it is the same one, else a row.
fn add<T: PartialEq>(rows: &mut Vec<(T, Tally)>, of: T, tally: Tally) {
    match rows.last_mut() {
        Some(last) if last.0 == of => last.1.add(tally),
        _ => rows.push((of, tally)),
    }
}
