//! The lexicon, written.

use std::collections::HashMap;

use findling_core::codec::surface_table::{Speller, Word};
use findling_core::codec::{CLASSES, LARGEST};

use super::phrases::{NONE, Phrased, uses};
use super::writer;

/// What is known of each symbol: entries and phrases.
#[derive(Debug)]
pub(super) struct Words {
    entries: usize,
    lexicon: Vec<Word>,
    /// How often each stands, where a phrase counts as one thing wherever it stands but first.
    pub uses: Vec<u32>,
    /// The number of each in its class, once it has one.
    pub places: Vec<u32>,
    /// How many each class has.
    pub sizes: [u32; CLASSES],
}

/// Things of about the same use: once to four times have a class each, then there are two to each doubling.
fn class(uses: u32) -> u32 {
    let uses = uses.max(1);
    let octave = uses.ilog2();
    let class = if octave < 2 { uses - 1 } else { octave * 2 - 1 + (uses >> (octave - 1) & 1) };
    class.min(CLASSES as u32 - 1)
}

/// The word that this one is with a small letter.
fn small(entry: &str) -> Option<String> {
    let first = entry.chars().next().filter(char::is_ascii_uppercase)?;
    Some(entry.replacen(first, &first.to_lowercase().to_string(), 1))
}

impl Words {
    pub(super) fn new(entries: &[&str], phrased: &Phrased) -> Words {
        let parts = phrased.pairs.iter().flat_map(|pair| [&pair.0, &pair.1]);
        let uses = uses(phrased.row.iter().chain(parts), entries.len() + phrased.pairs.len());
        let mut words = Words {
            entries: entries.len(),
            lexicon: Vec::new(),
            places: vec![NONE; uses.len()],
            uses,
            sizes: [0; CLASSES],
        };
        words.arrange(entries);
        words
    }

    /// Entries in order, those with a capital behind those without.
    fn arrange(&mut self, entries: &[&str]) {
        let numbers: HashMap<&str, usize> = entries.iter().enumerate().map(|(at, entry)| (*entry, at)).collect();
        let mut capitals: HashMap<usize, usize> = HashMap::new();
        let mut spelled: Vec<usize> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            match small(entry).and_then(|small| numbers.get(small.as_str())) {
                Some(small) => drop(capitals.insert(*small, at)),
                None => spelled.push(at),
            }
        }
        spelled.sort_unstable_by_key(|at| entries.get(*at));
        for at in spelled {
            let class = self.enter(at);
            let capital = capitals.get(&at).map_or(0, |at| self.enter(*at) + 1);
            let text = entries.get(at).map_or_else(Vec::new, |entry| entry.as_bytes().to_vec());
            self.lexicon.push(Word { text, class, capital });
        }
    }

    /// Puts a symbol into its class, as the reader does when it meets it.
    pub(super) fn enter(&mut self, symbol: usize) -> u32 {
        let class = self.class(symbol as u32);
        if let (Some(place), Some(size)) = (self.places.get_mut(symbol), self.sizes.get_mut(class as usize)) {
            *place = *size;
            *size += 1;
        }
        class
    }

    /// The class of a symbol. A phrase is read out where it first stands.
    pub(super) fn class(&self, symbol: u32) -> u32 {
        let uses = self.uses.get(symbol as usize).copied().unwrap_or(0);
        class(if (symbol as usize) < self.entries { uses } else { uses.saturating_sub(1) })
    }

    /// How many symbols are no phrases.
    pub(super) fn entries(&self) -> usize {
        self.entries
    }

    /// The section.
    pub(super) fn write(&mut self) -> Vec<u8> {
        let letters: usize = self.lexicon.iter().map(|word| word.text.len()).sum();
        let size = (letters.max(16).ilog2() + 2).min(LARGEST);
        let lexicon = std::mem::take(&mut self.lexicon);
        writer::section(size, |bits| {
            let mut speller = Speller::new(bits, size);
            let mut before = Word::default();
            for said in lexicon.into_iter().chain([Word::default()]) {
                speller.word(&before, &said);
                before = said;
            }
            speller.bits
        })
    }
}
