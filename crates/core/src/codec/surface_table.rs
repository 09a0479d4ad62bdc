//! The lexicon: words in order, each by what it shares with the one before, its letters, and how usual it is.

use super::range_coder::{Bits, Habits, Letters, Reader};
use super::{LARGEST, LONGEST, is_word};
use crate::text::{Strings, is_unspaced};

/// More than this is not said to be shared with the word before.
const SHARED: usize = 63;
/// What is counted: what is shared after what was, the class of a word by its length, that of one with a capital by the word's.
const HABITS: usize = 64 + 16 + 64;

/// A word as the lexicon says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Its bytes.
    pub text: Vec<u8>,
    /// The class of its use.
    pub class: u32,
    /// One more than the class of the same word with a capital, which is the next entry; zero where that stands nowhere.
    pub capital: u32,
}

/// What says the lexicon.
#[derive(Debug)]
pub struct Speller<B> {
    /// Where it goes or comes from.
    pub bits: B,
    letters: Letters,
    habits: Habits,
    shared: usize,
}

impl<B: Bits> Speller<B> {
    /// Knows nothing yet.
    pub fn new(bits: B, size: u32) -> Speller<B> {
        Speller { bits, letters: Letters::new(size), habits: Habits::new(HABITS), shared: 0 }
    }

    /// Says a word after another, or reads it: what is given is passed over then, and what was found comes back.
    pub fn word(&mut self, before: &Word, given: &Word) -> Word {
        let common = before.text.iter().zip(&given.text).take_while(|(a, b)| a == b).take(SHARED).count();
        let shared = self.habits.after(&mut self.bits, self.shared, common as u32) as usize;
        self.shared = shared;
        let mut text = before.text.get(..shared).unwrap_or(&before.text).to_vec();
        // The first byte is not that of the word before, but comes after it.
        let mut beyond = 1 << 24 | before.text.get(text.len()).map_or(0, |byte| u32::from(*byte) << 16);
        while text.len() < LONGEST {
            let given = given.text.get(text.len()).copied().unwrap_or(0);
            let back =
                |n: usize| text.len().checked_sub(n).and_then(|at| text.get(at)).map_or(0, |byte| u32::from(*byte));
            let two = back(1) << 8 | back(2);
            // Behind the first byte of a character, or behind the second of one of three.
            let inside = two & 0xc000 == 0xc000 || two & 0xe0 == 0xe0;
            let byte = self.letters.next(&mut self.bits, beyond | two, 1 << 25 | beyond, inside, given);
            if byte == 0 {
                break;
            }
            text.push(byte);
            beyond = 0;
        }
        let mut class = |place: usize, given: u32| self.habits.after(&mut self.bits, 64 + place, given);
        let usual = class(text.len().min(15), given.class);
        let may_have_capital = text.first().is_some_and(u8::is_ascii_lowercase);
        let capital = if may_have_capital { class(16 + usual as usize, given.capital) } else { 0 };
        Word { text, class: usual, capital }
    }
}

/// What is known of a piece: whether a space goes without saying before it, and behind it; whether it is a word.
pub(super) const BEFORE: u32 = 1;
pub(super) const BEHIND: u32 = 2;
pub(super) const WORD: u32 = 4;

/// A piece or a phrase: which it is, and where it stands in what was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Which entry it is, if it stands nowhere yet.
    pub entry: u32,
    pub text: u32,
    pub text_end: u32,
    pub token: u32,
    pub token_end: u32,
    pub kind: u32,
}

/// The lexicon read.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub entries: Strings,
    /// The entries by class, and what comes to be said by a number as they are.
    pub classes: Vec<Vec<Piece>>,
}

impl Words {
    fn add(&mut self, entry: &[u8], class: u32) -> Option<()> {
        let entry = core::str::from_utf8(entry).ok()?;
        let number = self.entries.push(entry);
        let mut kind = 0;
        if is_word(entry) {
            let spaced = |c: Option<char>, kind: u32| if c.is_some_and(is_unspaced) { 0 } else { kind };
            kind = WORD | spaced(entry.chars().next(), BEFORE) | spaced(entry.chars().next_back(), BEHIND);
        }
        self.add_piece(Piece { entry: number, text: 0, text_end: 0, token: 0, token_end: 0, kind }, class);
        Some(())
    }

    /// Gives a piece its number in its class.
    pub(super) fn add_piece(&mut self, piece: Piece, class: u32) {
        while self.classes.len() <= class as usize {
            self.classes.push(Vec::new());
        }
        self.classes[class as usize].push(piece);
    }
}

/// Reads the entries, which are texts and have no more bytes than all texts together. The first is the empty gap, and what is empty after it
/// is the end.
pub(super) fn read(section: &[u8], bytes: u32) -> Option<Words> {
    let mut words = Words::default();
    let (size, rest) = section.split_first().unwrap_or((&0, &[]));
    let mut speller = Speller::new(Reader::new(rest), u32::from(*size).min(LARGEST));
    let mut before = Word::default();
    let mut read = 0;
    loop {
        before = speller.word(&before, &Word::default());
        if before.text.is_empty() && !words.entries.is_empty() {
            return Some(words);
        }
        words.add(&before.text, before.class)?;
        if let Some(class) = before.capital.checked_sub(1) {
            let mut capital = before.text.clone();
            capital[0] = capital[0].to_ascii_uppercase();
            words.add(&capital, class)?;
        }
        read += before.text.len();
        if speller.bits.is_over() || read > bytes as usize {
            return None;
        }
    }
}
