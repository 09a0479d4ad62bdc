//! Words in order, each by what it shares with the word before, its other letters, and its frequency class.

use super::byte_model::ByteModel;
use super::frequency_tree::FrequencyTrees;
use super::range_coder::{Coder, Decoder};
use super::{CLASSES, LARGEST, LONGEST};

/// Most bytes that a word can share with the word before.
const SHARED: usize = 63;
/// Contexts: what is shared, after what was shared before; the class of a word, by its length; that of the capitalised word, by the word's;
/// that of a primer's word, by its class there.
const CONTEXTS: usize = OF_PRIMER + CLASSES;
/// First context of the primer's words.
const OF_PRIMER: usize = 64 + 16 + 64;

/// A word of the surface table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Its bytes.
    pub text: Vec<u8>,
    /// Its frequency class.
    pub class: u32,
    /// One more than the class of the same word with a capital, which is the next surface form; 0 if there is none.
    pub capital: u32,
}

/// Codes one word after another.
#[derive(Debug)]
pub struct WordCoder<C> {
    /// One end of the coder.
    pub coder: C,
    model: WordModel,
    shared: usize,
}

/// The adaptive models of a [`WordCoder`].
#[derive(Clone, Debug)]
pub struct WordModel {
    bytes: ByteModel,
    trees: FrequencyTrees,
}

impl WordModel {
    /// A model that has seen nothing; `size` is that of the byte model.
    #[must_use]
    pub fn new(size: u32) -> WordModel {
        WordModel { bytes: ByteModel::new(size.min(LARGEST)), trees: FrequencyTrees::new(CONTEXTS) }
    }
}

impl<C: Coder> WordCoder<C> {
    /// A coder that begins with a model.
    pub fn new(coder: C, model: WordModel) -> WordCoder<C> {
        WordCoder { coder, model, shared: 0 }
    }

    /// Codes whether the texts have a word of a primer: one more than its class, or 0.
    pub fn of_primer(&mut self, class_there: u32, class: u32) -> u32 {
        self.model.trees.code(&mut self.coder, OF_PRIMER + class_there as usize, class)
    }

    /// The models after the last word.
    pub fn into_model(self) -> WordModel {
        self.model
    }

    /// Codes the word after `before`.
    pub fn word(&mut self, before: &Word, word: &Word) -> Word {
        let common = before.text.iter().zip(&word.text).take_while(|(a, b)| a == b).take(SHARED).count();
        let shared = self.model.trees.code(&mut self.coder, self.shared, common as u32) as usize;
        self.shared = shared;
        let mut text = before.text.get(..shared).unwrap_or(&before.text).to_vec();
        // The first new byte comes after the one in its place in the word before, and is not equal to it.
        let mut beyond = 1 << 24 | before.text.get(text.len()).map_or(0, |byte| u32::from(*byte) << 16);
        while text.len() < LONGEST {
            let byte = word.text.get(text.len()).copied().unwrap_or(0);
            let back = |n: usize| text.len().checked_sub(n).map_or(0, |at| u32::from(text[at]));
            let two = back(1) << 8 | back(2);
            // After the first byte of a character, or after the second of three.
            let inside = two & 0xc000 == 0xc000 || two & 0xe0 == 0xe0;
            let byte = self.model.bytes.code(&mut self.coder, beyond | two, 1 << 25 | beyond, inside, byte);
            if byte == 0 {
                break;
            }
            text.push(byte);
            beyond = 0;
        }
        let mut code = |context: usize, class: u32| self.model.trees.code(&mut self.coder, 64 + context, class);
        let class = code(text.len().min(15), word.class);
        let may_have_capital = text.first().is_some_and(u8::is_ascii_lowercase);
        let capital = if may_have_capital { code(16 + class as usize, word.capital) } else { 0 };
        Word { text, class, capital }
    }
}

/// Reads words up to an empty one, which is not the first, and adds each with its class.
pub(super) fn read_words(words: &mut WordCoder<Decoder<'_>>, bytes: u32, mut add: impl FnMut(&str, u32)) -> Option<()> {
    let mut before = Word::default();
    let mut read = 0;
    for number in 0.. {
        before = words.word(&before, &Word::default());
        if before.text.is_empty() && number > 0 {
            break;
        }
        let word = core::str::from_utf8(&before.text).ok()?;
        add(word, before.class);
        if let Some(class) = before.capital.checked_sub(1) {
            let mut capital = word.to_owned();
            capital[..1].make_ascii_uppercase();
            add(&capital, class);
        }
        read += before.text.len();
        if words.coder.is_past_end() || read > bytes as usize {
            return None;
        }
    }
    Some(())
}
