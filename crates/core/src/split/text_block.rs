//! A text block: some fragments in a row, as a small index of their texts.

use crate::codec::primer::Primer;
use crate::codec::{self, Counts, numbers};
use crate::format::{IndexFile, Manifest, OpenError, Section, TextBlockRow};
use crate::index::{PageTable, Texts};

/// The texts of some fragments.
pub(super) struct TextBlock {
    /// The pages of these texts are fragments.
    pub texts: Texts,
    /// The words of the page of each fragment.
    pub page_words: Vec<u32>,
}

impl TextBlock {
    /// Reads the bytes of a text block of so many fragments.
    pub(super) fn read(
        file: &IndexFile<'_>,
        manifest: &Manifest,
        fragments: u32,
        primer: &Primer,
    ) -> Result<TextBlock, OpenError> {
        let corrupt = |what| OpenError::Corrupt { section: Section::TextBlock.name(), what };
        let [row] = file.rows::<TextBlockRow>(Section::TextBlock)?[..] else {
            return Err(corrupt("it must have one row"));
        };
        let counts = Counts { bytes: row.text_bytes, texts: row.texts, tokens: row.tokens };
        let decoded =
            codec::decode(file.section(Section::SurfaceTable), file.section(Section::TextStream), counts, primer)?;
        let table = PageTable::read(file, &Manifest { texts: row.texts, ..manifest.clone() })?;
        let words = numbers::read(file.section(Section::PageWords), &[fragments]);
        let page_words = words.and_then(|lists| lists.into_iter().next());
        let page_words = page_words.ok_or(corrupt("it does not count the words of its pages"))?;
        if table.pages.len() != fragments as usize {
            return Err(corrupt("it has another number of fragments than the root counts"));
        }
        let texts = Texts { decoded, table, weights: file.section(Section::TextWeights).to_vec() };
        Ok(TextBlock { texts, page_words })
    }
}
