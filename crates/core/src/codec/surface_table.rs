//! The surface table: words in order, with their frequency classes. Then, for each word of a primer, its class if the texts have it.

use super::is_word;
use super::primer::Primer;
use super::range_coder::Decoder;
use super::word_coder::{WordCoder, WordModel, read_words};
use crate::text::{StringTable, is_unspaced};

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

/// Reads the surface forms. They are UTF-8, and those of the section itself have no more bytes than all texts together.
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

#[cfg(test)]
mod tests {
    use super::super::range_coder::Encoder;
    use super::super::word_coder::Word;
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
