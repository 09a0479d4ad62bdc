//! The texts of an index in the making, and which text is what.

use super::{Field, Heading, Page, PageId, PageTable, PassageId, Place, TextId};
use crate::codec::Decoded;
use crate::format::PageKind;

/// The weight of a text that counts once, in tenths.
const USUAL_WEIGHT: u8 = 10;

/// The texts of an index, and which text is what.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub decoded: Decoded,
    pub table: PageTable,
    /// See [`crate::format::Section::TextWeights`].
    pub weights: Vec<u8>,
}

impl Texts {
    /// No texts, to which some are added.
    pub(crate) fn empty() -> Texts {
        let mut texts = Texts::default();
        texts.decoded.bounds.push(0);
        texts.decoded.token_bounds.push(0);
        texts
    }

    /// Begins a page without texts. The next text is its title.
    pub(crate) fn begin_page(&mut self, is_read: bool) {
        let (next, passages) = (TextId(self.table.places.len() as u32), self.table.passages.len() as u32);
        self.table.pages.push(Page {
            number: self.table.pages.len() as u32,
            title: next,
            name: None,
            id: None,
            url: next,
            lang: 0,
            meta: Vec::new(),
            passages: passages..passages,
            kind: PageKind::Usual,
            words: 0,
            is_read,
        });
    }

    /// The last page, or the first if there is none yet.
    pub(crate) fn page(&self) -> PageId {
        PageId((self.table.pages.len() as u32).saturating_sub(1))
    }

    /// Ends a text of the last page: everything that was added since the text before.
    pub(crate) fn end_text(&mut self, field: Field) -> TextId {
        let page = self.page();
        let Texts { decoded, table, .. } = self;
        decoded.bounds.push(decoded.text.len() as u32);
        decoded.token_bounds.push(decoded.tokens.len() as u32);
        table.places.push(Place { field, page, passage: PassageId(table.passages.len() as u32) });
        TextId(table.places.len() as u32 - 1)
    }

    /// Sets the weight of a text, in tenths. Texts before it that have none count once.
    pub(crate) fn set_weight(&mut self, text: TextId, tenths: u8) {
        self.weights.resize(text.0 as usize, USUAL_WEIGHT);
        self.weights.push(tenths);
    }

    /// How many of the headings over the passage before are over a passage with these ones.
    pub(crate) fn headings_kept<'a>(&self, over: &[u32], path: impl Iterator<Item = &'a str>) -> usize {
        let heading = |number: u32| self.decoded.text_of(self.table.headings[number as usize].text.0);
        over.iter().zip(path).take_while(|(over, text)| heading(**over) == *text).count()
    }

    /// Adds a heading below those that are over the next passage.
    pub(crate) fn add_heading(&mut self, over: &mut Vec<u32>, text: TextId) {
        self.table.headings.push(Heading { text, parent: over.last().copied() });
        over.push(self.table.headings.len() as u32 - 1);
    }
}
