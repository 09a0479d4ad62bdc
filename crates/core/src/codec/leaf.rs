//! A leaf of a split index: keys in order, each with its postings.
//!
//! ```text
//! leaf      entries; a key without bytes ends it
//! entry     how many bytes the key shares with the key before, its other bytes and 0; number of postings; the postings
//! posting   steps from the fragment before; in which fields the fragment has the key; how often in each of them; the passages whose headings
//!           have it, and those whose texts have it; the words of the shortest title or heading that has it, and of the shortest of these texts
//! ```
//! All of it is symbols of a [`range_coder`](super::range_coder). A number is the power of two below it, and the rest of its bits.

use super::DENSEST;
use super::byte_model::ByteModel;
use super::frequency_tree::FrequencyTrees;
use super::range_coder::{Coder, Decoder, Encoder, uniform};
use crate::list::List as _;

/// Most bytes of a key, and of what it shares with the key before.
pub const LONGEST_KEY: usize = 1 << 10;
/// Most bytes that a key can share with the key before.
const SHARED: usize = 63;
/// Size of the byte model, as a power of two.
const SIZE: u32 = 12;
/// Contexts: those of the shared bytes, by the number of bytes shared before, come first. The others follow.
const CONTEXTS: usize = LENGTH + 1;
const POSTINGS: usize = SHARED + 1;
const STEP: usize = POSTINGS + 1;
/// Contexts of steps: longer lists have shorter steps.
const STEPS: usize = 20;
const IN_FIELDS: usize = STEP + STEPS;
const COUNT: usize = IN_FIELDS + 1;
/// The words of a title. Those of a heading are next.
const NAME_WORDS: usize = COUNT + FIELDS;
/// The number of passages, in headings and in texts.
const PASSAGES: usize = NAME_WORDS + 2;
const FIRST_HEADING: usize = PASSAGES + 1;
const FIRST_BODY: usize = FIRST_HEADING + 1;
/// The distance of a passage from the one before, in headings and in texts.
const NEXT_PASSAGE: usize = FIRST_BODY + 1;
/// The words of the shortest text.
const LENGTH: usize = NEXT_PASSAGE + 1;
/// Fields that are counted.
const FIELDS: usize = 4;

/// The occurrences of a key in a fragment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The number of the fragment.
    pub fragment: u32,
    /// How often the title, headings, metadata and passages have the key.
    pub counts: [u32; FIELDS],
    /// A bit for each of the fragment's passages that has it in a heading.
    pub headings: u32,
    /// The same for those that have it in their texts.
    pub bodies: u32,
    /// About how many words the shortest of these texts has, as a power of two.
    pub length: u32,
    /// Words of the shortest title or heading that has it, or 0 if none has.
    pub name_words: u32,
}

impl Posting {
    /// Adds an occurrence in a title or a heading of so many words.
    pub fn add_name(&mut self, words: u32) {
        self.name_words = if self.name_words == 0 { words } else { self.name_words.min(words) };
    }

    /// Adds occurrences in the texts of some passages.
    pub fn add_bodies(&mut self, bodies: u32, length: u32) {
        self.length = if self.bodies == 0 { length } else { self.length.min(length) };
        self.bodies |= bodies;
    }

    /// Adds those of another key in the same fragment.
    pub fn merge(&mut self, other: &Posting) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
        if other.name_words > 0 {
            self.add_name(other.name_words);
        }
        self.headings |= other.headings;
        if other.bodies > 0 {
            self.add_bodies(other.bodies, other.length);
        }
    }
}

/// A key and its postings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeafEntry {
    /// The key.
    pub key: String,
    /// Ascending by fragment.
    pub postings: Vec<Posting>,
}

/// Codes one entry after another.
#[derive(Debug)]
pub struct LeafCoder<C> {
    /// One end of the coder.
    pub coder: C,
    bytes: ByteModel,
    trees: FrequencyTrees,
    shared: usize,
    /// Number of postings that may still come.
    left: usize,
}

impl<C: Coder> LeafCoder<C> {
    /// A coder that has seen nothing, for at most so many postings.
    pub fn new(coder: C, postings: usize) -> LeafCoder<C> {
        let (bytes, trees) = (ByteModel::new(SIZE), FrequencyTrees::new(CONTEXTS));
        LeafCoder { coder, bytes, trees, shared: 0, left: postings }
    }

    /// Codes the key after `before`, without its postings.
    fn key(&mut self, before: &[u8], key: &[u8]) -> Vec<u8> {
        let common = before.iter().zip(key).take_while(|(a, b)| a == b).take(SHARED).count();
        let shared = self.trees.code(&mut self.coder, self.shared, common as u32) as usize;
        self.shared = shared;
        let mut text = before.get(..shared).unwrap_or(before).to_vec();
        while text.len() < LONGEST_KEY {
            let byte = key.get(text.len()).copied().unwrap_or(0);
            let back = |n: usize| text.len().checked_sub(n).map_or(0, |at| u32::from(text[at]));
            let two = back(1) << 8 | back(2);
            let inside = two & 0xc000 == 0xc000 || two & 0xe0 == 0xe0;
            let byte = self.bytes.code(&mut self.coder, two, back(1) | 1 << 16, inside, byte);
            if byte == 0 {
                break;
            }
            text.push(byte);
        }
        text
    }

    /// Codes a number.
    fn number(&mut self, context: usize, number: u32) -> u32 {
        let number = number.saturating_add(1);
        let power = self.trees.code(&mut self.coder, context, number.max(1).ilog2()).min(31);
        let low = if power == 0 {
            0
        } else {
            uniform(&mut self.coder, 1 << power, number - (1 << power.min(number.ilog2())))
        };
        (1u32 << power | low) - 1
    }

    /// Codes the passages with `count` occurrences of a key, as bits. `first` is the context of the first passage.
    fn passages(&mut self, first: usize, count: u32, given: u32) -> u32 {
        // A single match is in a single passage.
        let many =
            if count < 2 { count } else { self.number(PASSAGES, given.count_ones().wrapping_sub(1)).saturating_add(1) };
        let (mut passages, mut next) = (0u32, 0);
        for at in 0..many.min(u32::BITS) {
            let context = if at == 0 { first } else { NEXT_PASSAGE };
            let left = given.checked_shr(next).unwrap_or(0);
            next += self.trees.code(&mut self.coder, context, left.trailing_zeros().min(u32::BITS - 1));
            passages |= 1 << next.min(u32::BITS - 1);
            next += 1;
        }
        passages
    }

    /// Codes an entry after the key before it. A decoder is given an empty one.
    pub fn entry(&mut self, before: &str, entry: &LeafEntry) -> Option<LeafEntry> {
        let key = String::from_utf8(self.key(before.as_bytes(), entry.key.as_bytes())).ok()?;
        if key.is_empty() {
            return Some(LeafEntry::default());
        }
        let count = self.number(POSTINGS, entry.postings.len() as u32);
        self.left = self.left.checked_sub(count as usize)?;
        let step_context = STEP + (count.max(1).ilog2() as usize).min(STEPS - 1);
        let mut postings = Vec::new();
        let mut next = 0u32;
        for at in 0..count as usize {
            let given = entry.postings.get(at).copied().unwrap_or_default();
            let fragment = next.checked_add(self.number(step_context, given.fragment.wrapping_sub(next)))?;
            next = fragment.checked_add(1)?;
            let fields = given.counts.iter().rev().fold(0, |bits, count| bits << 1 | u32::from(*count > 0));
            let fields = self.trees.code(&mut self.coder, IN_FIELDS, fields);
            let mut counts = [0; FIELDS];
            for (field, count) in counts.iter_mut().enumerate().filter(|(field, _)| fields & (1 << field) != 0) {
                *count = self.number(COUNT + field, given.counts[field].wrapping_sub(1)).saturating_add(1);
            }
            let headings = self.passages(FIRST_HEADING, counts[1], given.headings);
            let bodies = self.passages(FIRST_BODY, counts[3], given.bodies);
            let name_words = match counts {
                [0, 0, ..] => 0,
                [titles, ..] => {
                    let context = NAME_WORDS + usize::from(titles == 0);
                    self.number(context, given.name_words.wrapping_sub(1)).saturating_add(1)
                }
            };
            let length = if bodies == 0 { 0 } else { self.trees.code(&mut self.coder, LENGTH, given.length).min(31) };
            postings.push(Posting { fragment, counts, headings, bodies, length, name_words });
        }
        Some(LeafEntry { key, postings })
    }
}

/// Reads a leaf. No posting is of a fragment beyond `fragments`.
#[must_use]
pub fn read(bytes: &[u8], fragments: u32) -> Option<Vec<LeafEntry>> {
    let mut leaf = LeafCoder::new(Decoder::new(bytes), (bytes.len() + 8) * DENSEST);
    let mut entries: Vec<LeafEntry> = Vec::new();
    loop {
        let before = entries.last().map_or("", |entry| &entry.key);
        let entry = leaf.entry(before, &LeafEntry::default())?;
        let in_range = entry.postings.last().is_none_or(|last| last.fragment < fragments);
        if leaf.coder.is_past_end() || !in_range {
            return None;
        }
        if entry.key.is_empty() {
            return Some(entries);
        }
        if entry.key.as_str() <= before {
            return None;
        }
        entries.push(entry);
    }
}

/// The bytes of a leaf.
#[must_use]
pub fn write(entries: &[LeafEntry]) -> Vec<u8> {
    let mut leaf = LeafCoder::new(Encoder::default(), usize::MAX);
    let keys = entries.iter().map(|entry| entry.key.as_str()).list();
    for (at, entry) in entries.iter().enumerate() {
        let coded = leaf.entry(at.checked_sub(1).map_or("", |before| keys[before]), entry);
        debug_assert!(coded.is_some_and(|coded| coded.key == entry.key), "a key is too long: {}", entry.key);
    }
    leaf.entry(keys.last().unwrap_or(&""), &LeafEntry::default());
    let mut bytes = leaf.coder.finish();
    let postings = entries.iter().map(|entry| entry.postings.len()).list().into_iter().sum::<usize>();
    bytes.resize(bytes.len().max(postings / DENSEST), 0);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(fragment: u32, counts: [u32; 4], bodies: u32) -> Posting {
        let headings = if counts[1] > 0 { 1 << 31 } else { 0 };
        Posting {
            fragment,
            counts,
            name_words: 3 * (counts[0] + counts[1]),
            headings,
            bodies,
            length: bodies.count_ones(),
        }
    }

    #[test]
    fn entries_come_back() {
        let entries = vec![
            LeafEntry { key: "\u{3}snel".to_owned(), postings: Vec::new() },
            LeafEntry {
                key: "lens".to_owned(),
                postings: vec![posting(0, [1, 0, 0, 2], 0b1001), posting(7, [0, 1, 0, 0], 0)],
            },
            LeafEntry {
                key: "lens\u{2}".to_owned(),
                postings: vec![posting(99_999, [0, 0, 3, 400], 1 << 31 | 0x1_0100)],
            },
            LeafEntry {
                key: "全球".to_owned(),
                postings: (0..300).map(|i| posting(i * 3, [0, 0, 0, 1], 1 << (i % 32))).collect(),
            },
        ];
        let bytes = write(&entries);
        assert_eq!(read(&bytes, 100_000).as_ref(), Some(&entries));
        assert_eq!(read(&bytes, 99_999), None, "a fragment out of range");
        assert_eq!(read(&write(&[]), 1), Some(Vec::new()));
    }

    #[test]
    fn any_bytes_are_read_or_refused() {
        for seed in 0..2000u32 {
            let bytes: Vec<u8> =
                (0..60).map(|i| (seed.wrapping_add(i * 77).wrapping_mul(0x9e37_79b1) >> 19) as u8).collect();
            let _ = read(&bytes, 50).is_some_and(|entries| {
                assert!(entries.iter().all(|entry| entry.postings.iter().all(|posting| posting.fragment < 50)));
                true
            });
        }
    }
}
