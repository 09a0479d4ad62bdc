//! The surface table, encoded.

use std::collections::HashMap;

use findling_core::codec::range_coder::Encoder;
use findling_core::codec::surface_table::{Word, WordCoder};
use findling_core::codec::{CLASSES, LARGEST};

use super::merges::{Merged, NONE, uses};

/// What is known of each symbol: surface forms, then merges.
#[derive(Debug)]
pub(super) struct Surfaces {
    entries: usize,
    words: Vec<Word>,
    /// How often each symbol occurs. A merge is one symbol everywhere but at its first place.
    pub uses: Vec<u32>,
    /// The number of each symbol in its class, once it has one.
    pub numbers: Vec<u32>,
    /// Number of symbols in each class.
    pub sizes: [u32; CLASSES],
}

/// The class of symbols that occur about so often: one to four times have a class each, then there are two classes per doubling.
fn class(uses: u32) -> u32 {
    let uses = uses.max(1);
    let octave = uses.ilog2();
    let class = if octave < 2 { uses - 1 } else { octave * 2 - 1 + (uses >> (octave - 1) & 1) };
    class.min(CLASSES as u32 - 1)
}

/// A capitalised word without its capital.
fn uncapitalised(entry: &str) -> Option<String> {
    let first = entry.chars().next().filter(char::is_ascii_uppercase)?;
    Some(entry.replacen(first, &first.to_lowercase().to_string(), 1))
}

impl Surfaces {
    pub(super) fn new(entries: &[&str], merged: &Merged) -> Surfaces {
        let parts = merged.pairs.iter().flat_map(|pair| [&pair.0, &pair.1]);
        let uses = uses(merged.row.iter().chain(parts), entries.len() + merged.pairs.len());
        let mut surfaces = Surfaces {
            entries: entries.len(),
            words: Vec::new(),
            numbers: vec![NONE; uses.len()],
            uses,
            sizes: [0; CLASSES],
        };
        surfaces.sort(entries);
        surfaces
    }

    /// Sorts the surface forms, each capitalised word after the same word without a capital.
    fn sort(&mut self, entries: &[&str]) {
        let numbers: HashMap<&str, usize> = entries.iter().enumerate().map(|(at, entry)| (*entry, at)).collect();
        let mut capitals: HashMap<usize, usize> = HashMap::new();
        let mut spelled: Vec<usize> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            match uncapitalised(entry).and_then(|word| numbers.get(word.as_str())) {
                Some(word) => drop(capitals.insert(*word, at)),
                None => spelled.push(at),
            }
        }
        spelled.sort_unstable_by_key(|at| entries[*at]);
        for at in spelled {
            let class = self.number(at);
            let capital = capitals.get(&at).map_or(0, |at| self.number(*at) + 1);
            self.words.push(Word { text: entries[at].as_bytes().to_vec(), class, capital });
        }
    }

    /// Gives a symbol the next number in its class, as the decoder does when it reads it. Returns the class.
    pub(super) fn number(&mut self, symbol: usize) -> u32 {
        let class = self.class(symbol as u32);
        let size = &mut self.sizes[class as usize];
        self.numbers[symbol] = *size;
        *size += 1;
        class
    }

    /// The class of a symbol. A merge is coded by its parts at its first place.
    pub(super) fn class(&self, symbol: u32) -> u32 {
        let uses = self.uses[symbol as usize];
        class(if (symbol as usize) < self.entries { uses } else { uses.saturating_sub(1) })
    }

    /// Number of surface forms.
    pub(super) fn entries(&self) -> usize {
        self.entries
    }

    /// The section.
    pub(super) fn encode(&mut self) -> Vec<u8> {
        let bytes: usize = self.words.iter().map(|word| word.text.len()).sum();
        let size = (bytes.max(16).ilog2() + 2).min(LARGEST);
        let mut coder = WordCoder::new(Encoder::default(), size);
        let mut before = Word::default();
        for word in std::mem::take(&mut self.words).into_iter().chain([Word::default()]) {
            coder.word(&before, &word);
            before = word;
        }
        [vec![size as u8], coder.coder.finish()].concat()
    }
}
