//! A primer: words that many texts have, stored once for all blocks of a split index.
//!
//! The surface table of a block begins with the model that the primer's words taught. One symbol for each of these words codes whether the
//! block's texts have it.

use super::range_coder::Decoder;
use super::word_coder::{WordCoder, WordModel, read_words};
use crate::text::StringTable;

/// Words, and the model of a coder that coded them. The default has none, as the texts of a whole index have.
#[derive(Debug, Default)]
pub struct Primer {
    /// The words.
    pub words: StringTable,
    /// The frequency class of each.
    pub classes: Vec<u8>,
    /// The model after the last word.
    pub model: Option<WordModel>,
}

impl Primer {
    /// Reads the words: a surface table of at most so many bytes of text.
    #[must_use]
    pub fn read(section: &[u8], bytes: u32) -> Option<Primer> {
        let Some((size, rest)) = section.split_first() else { return Some(Primer::default()) };
        let mut coder = WordCoder::new(Decoder::new(rest), WordModel::new(u32::from(*size)));
        let mut primer = Primer::default();
        read_words(&mut coder, bytes, |word, class| {
            primer.words.push(word);
            primer.classes.push(class as u8);
        })?;
        primer.model = Some(coder.into_model());
        Some(primer)
    }
}
