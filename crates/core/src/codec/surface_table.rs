//! The surface table: words in order, each by what it shares with the word before, its other letters, and its frequency class. Then, for
//! each word of a primer, its class if the texts have it.

use super::byte_model::ByteModel;
use super::frequency_tree::FrequencyTrees;
use super::primer::Primer;
use super::range_coder::{Coder, Decoder};
use super::{CLASSES, LARGEST, LONGEST, is_word};
use crate::text::{StringTable, is_unspaced};

/// Most bytes that a word can share with the word before.
const SHARED: usize = 63;
/// Contexts: what is shared, after what was shared before; the class of a word, by its length; that of the capitalised word, by the word's;
/// that of a primer's word, by its class there.
const CONTEXTS: usize = 64 + 16 + 64 + CLASSES;

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

/// What a coder of words learnt.
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
        self.model.trees.code(&mut self.coder, 64 + 16 + 64 + class_there as usize, class)
    }

    /// What it learnt.
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

/// A space before the segment is not coded.
pub(super) const SPACE_BEFORE: u32 = 1;
/// A space after it is not coded.
pub(super) const SPACE_AFTER: u32 = 2;
/// It is a word.
pub(super) const WORD: u32 = 4;

/// A segment: a surface form or a merge, and where it last occurred in the decoded texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    /// Its surface form, if it did not occur yet.
    pub entry: u32,
    pub text: u32,
    pub text_end: u32,
    pub token: u32,
    pub token_end: u32,
    /// [`SPACE_BEFORE`], [`SPACE_AFTER`] and [`WORD`].
    pub flags: u32,
}

/// The decoded surface table.
#[derive(Debug, Default)]
pub(super) struct Surfaces {
    pub entries: StringTable,
    /// The segments of each frequency class, with the merges as they are declared.
    pub classes: Vec<Vec<Segment>>,
}

impl Surfaces {
    fn add(&mut self, entry: &str, class: u32) {
        let number = self.entries.push(entry);
        let mut flags = 0;
        if is_word(entry) {
            let spaced = |c: Option<char>, flag: u32| if c.is_some_and(is_unspaced) { 0 } else { flag };
            flags = WORD | spaced(entry.chars().next(), SPACE_BEFORE) | spaced(entry.chars().next_back(), SPACE_AFTER);
        }
        self.add_segment(Segment { entry: number, text: 0, text_end: 0, token: 0, token_end: 0, flags }, class);
    }

    /// Gives a segment the next number in its class.
    pub(super) fn add_segment(&mut self, segment: Segment, class: u32) {
        let class = class as usize;
        if self.classes.len() <= class {
            self.classes.resize_with(class + 1, Vec::new);
        }
        self.classes[class].push(segment);
    }
}

/// Reads the surface forms, which are UTF-8 and have no more bytes than all texts together.
pub(super) fn read(section: &[u8], bytes: u32, primer: &Primer) -> Option<Surfaces> {
    let mut surfaces = Surfaces::default();
    let (size, rest) = section.split_first().unwrap_or((&0, &[]));
    let model = primer.model.clone().unwrap_or_else(|| WordModel::new(u32::from(*size)));
    let mut words = WordCoder::new(Decoder::new(rest), model);
    let add = |word: &str, class| surfaces.add(word, class);
    read_words(&mut words, bytes, add)?;
    for (word, class_there) in primer.words.iter().zip(&primer.classes) {
        if let Some(class) = words.of_primer(u32::from(*class_there), 0).checked_sub(1) {
            surfaces.add(word, class);
        }
    }
    Some(surfaces)
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

#[cfg(test)]
mod tests {
    use super::super::range_coder::Encoder;
    use super::*;

    fn encode(words: &[(&str, u32, u32)]) -> Vec<u8> {
        let mut coder = WordCoder::new(Encoder::default(), WordModel::new(10));
        let mut before = Word::default();
        for (text, class, capital) in words {
            let word = Word { text: text.as_bytes().to_vec(), class: *class, capital: *capital };
            before = coder.word(&before, &word);
            assert_eq!(before, word);
        }
        coder.word(&before, &Word::default());
        [vec![10], coder.coder.finish()].concat()
    }

    #[test]
    fn words_come_back_with_their_classes_and_capitals() {
        let section = encode(&[("", 0, 0), ("lens", 3, 2), ("lenses", 4, 0), ("全球", 1, 0), ("全球化", 5, 0)]);
        let surfaces = read(&section, 100, &Primer::default()).unwrap();
        let entries: Vec<&str> = surfaces.entries.iter().collect();
        assert_eq!(entries, ["", "lens", "Lens", "lenses", "全球", "全球化"]);
        let class =
            |class: usize| surfaces.classes[class].iter().map(|s| entries[s.entry as usize]).collect::<Vec<_>>();
        assert_eq!((class(3), class(1), class(5)), (vec!["lens"], vec!["Lens", "全球"], vec!["全球化"]));
        let flags = |class: usize| surfaces.classes[class].last().unwrap().flags;
        assert_eq!((flags(0), flags(4), flags(5)), (0, WORD | SPACE_BEFORE | SPACE_AFTER, WORD));
    }

    #[test]
    fn more_bytes_than_the_texts_have_are_refused() {
        let section = encode(&[("", 0, 0), ("governance", 3, 0)]);
        assert!(read(&section, 10, &Primer::default()).is_some());
        assert!(read(&section, 9, &Primer::default()).is_none());
        assert!(read(&section[..4], 10, &Primer::default()).is_none());
    }
}
