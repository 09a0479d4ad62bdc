//! The surface table, encoded.

use std::collections::HashMap;

use findling_core::codec::primer::Primer;
use findling_core::codec::range_coder::Encoder;
use findling_core::codec::word_coder::{Word, WordCoder, WordModel};
use findling_core::codec::{CLASSES, LARGEST};

use super::merges::{Merged, NONE, uses};

/// Size of the byte model that begins with a primer. It goes on with the words of a block.
const PRIMER_SIZE: u32 = 16;

/// What is known of each symbol: surface forms, then merges.
#[derive(Debug)]
pub(super) struct Surfaces {
    entries: usize,
    words: Vec<Word>,
    /// One more than the class of each word of the primer, or 0.
    of_primer: Vec<u32>,
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
    pub(super) fn new(entries: &[&str], merged: &Merged, primer: &Primer) -> Surfaces {
        let parts = merged.pairs.iter().flat_map(|pair| [&pair.0, &pair.1]);
        let uses = uses(merged.row.iter().chain(parts), entries.len() + merged.pairs.len());
        let mut surfaces = Surfaces {
            entries: entries.len(),
            words: Vec::new(),
            of_primer: Vec::new(),
            numbers: vec![NONE; uses.len()],
            uses,
            sizes: [0; CLASSES],
        };
        surfaces.sort(entries, primer);
        surfaces
    }

    /// Sorts the surface forms, each capitalised word after the same word without a capital, and words of the primer after all others.
    fn sort(&mut self, entries: &[&str], primer: &Primer) {
        let mut numbers: HashMap<&str, usize> = entries.iter().enumerate().map(|(at, entry)| (*entry, at)).collect();
        // The empty gap is the first surface form of every table.
        let in_primer: Vec<Option<usize>> =
            primer.words.iter().map(|word| numbers.remove(word).filter(|at| *at > 0)).collect();
        let is_own = |at: &usize| numbers.contains_key(entries[*at]) || *at == 0;
        let mut capitals: HashMap<usize, usize> = HashMap::new();
        let mut spelled: Vec<usize> = Vec::new();
        for (at, entry) in entries.iter().enumerate().filter(|(at, _)| is_own(at)) {
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
        for at in in_primer {
            let class = at.map_or(0, |at| self.number(at) + 1);
            self.of_primer.push(class);
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
    pub(super) fn encode(&mut self, primer: &Primer) -> Vec<u8> {
        let (mut section, model) = match &primer.model {
            Some(model) => (vec![0], model.clone()),
            None => new_model(&self.words),
        };
        let mut coder = WordCoder::new(Encoder::default(), model);
        encode_words(&mut coder, &std::mem::take(&mut self.words));
        for (class, class_there) in self.of_primer.iter().zip(&primer.classes) {
            coder.of_primer(u32::from(*class_there), *class);
        }
        section.extend(coder.coder.finish());
        section
    }
}

/// A model for words, and its size as the first byte of a section.
fn new_model(words: &[Word]) -> (Vec<u8>, WordModel) {
    let bytes: usize = words.iter().map(|word| word.text.len()).sum();
    let size = (bytes.max(16).ilog2() + 2).min(LARGEST);
    (vec![size as u8], WordModel::new(size))
}

fn encode_words(coder: &mut WordCoder<Encoder>, words: &[Word]) {
    let mut before = &Word::default();
    for word in words.iter().chain([&Word::default()]) {
        coder.word(before, word);
        before = word;
    }
}

/// The words of a primer, ascending, each with its class there: the surface table of a split index's root.
pub(crate) fn encode_primer(words: &[(&str, u32)]) -> Vec<u8> {
    let first = [Word::default()].into_iter();
    let words = words.iter().map(|(text, class)| Word { text: text.as_bytes().to_vec(), class: *class, capital: 0 });
    let words: Vec<Word> = first.chain(words).collect();
    let (mut section, model) = (vec![PRIMER_SIZE as u8], WordModel::new(PRIMER_SIZE));
    let mut coder = WordCoder::new(Encoder::default(), model);
    encode_words(&mut coder, &words);
    section.extend(coder.coder.finish());
    section
}
