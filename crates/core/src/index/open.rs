//! From the bytes of an index file to an open index.
//!
//! Nothing here takes more than linear time in the size of the texts, and a sort of the terms.

use std::sync::Arc;

use super::builder::Texts;
use super::inner_words::inner_words;
use super::lookups::Notes;
use super::page_table::PageTable;
use super::postings::Postings;
use super::tables::Tables;
use super::{Field, Index, Place, TermDictionary, Totals};
use crate::codec::primer::Primer;
use crate::codec::{self, Counts};
use crate::format::{IndexFile, OpenError, Section};
use crate::list::List as _;
use crate::text::Host;

impl Index {
    /// Opens the bytes of an index file, which are not needed afterwards.
    pub fn open(bytes: &[u8], host: Box<dyn Host>) -> Result<Index, OpenError> {
        let file = IndexFile::open(bytes)?;
        let manifest = file.manifest()?;
        let counts = Counts { bytes: manifest.text_bytes, texts: manifest.texts, tokens: manifest.tokens };
        let decoded = codec::decode(
            file.section(Section::SurfaceTable),
            file.section(Section::TextStream),
            counts,
            &Primer::default(),
        )?;
        if decoded.text.len() != manifest.text_bytes as usize || decoded.tokens.len() != manifest.tokens as usize {
            let section = Section::TextStream.name();
            return Err(OpenError::Corrupt { section, what: "it does not match the manifest's counts" });
        }
        let table = PageTable::read(&file, &manifest)?;
        let texts = Texts { decoded, table, weights: file.section(Section::TextWeights).to_vec() };
        let tables = Tables::read(&file, manifest, host)?;
        Index::whole(file.checksum(), Arc::new(tables), texts)
    }

    /// The index of all texts of a corpus.
    pub(crate) fn whole(checksum: u64, tables: Arc<Tables>, mut texts: Texts) -> Result<Index, OpenError> {
        let Texts { decoded, table, .. } = &mut texts;
        for (place, bounds) in table.places.iter().zip(decoded.token_bounds.windows(2)) {
            if place.field != Field::Plain {
                table.pages[place.page.0 as usize].words += bounds[1] - bounds[0];
            }
        }
        let (pages, passages) = (table.pages.len() as u32, table.passages.len() as u32);
        let totals = Totals { pages, passages, words: decoded.tokens.len() as u32 };
        Index::of(checksum, tables, texts, totals, Notes::default())
    }

    /// The index of some texts of a corpus. It notes what is looked up in it.
    pub(crate) fn partial(
        checksum: u64,
        tables: Arc<Tables>,
        texts: Texts,
        totals: Totals,
        unread_factor: f32,
    ) -> Result<Index, OpenError> {
        let index = Index::of(checksum, tables, texts, totals, Notes::taken())?;
        Ok(Index { unread_factor, ..index })
    }

    /// The index of texts of a corpus, with everything that is derived from them.
    fn of(checksum: u64, tables: Arc<Tables>, texts: Texts, totals: Totals, notes: Notes) -> Result<Index, OpenError> {
        let Texts { decoded, table, weights } = texts;
        let (mut terms, entry_terms) = TermDictionary::new(&decoded.entries, &tables.folder())?;
        terms.notes = notes;
        let is_searched =
            |(place, bounds): (&Place, &[u32])| (place.field != Field::Plain).then(|| bounds[0]..bounds[1]);
        let searched = table.places.iter().zip(decoded.token_bounds.windows(2)).filter_map(is_searched).list();
        let postings = Postings::new(&decoded.tokens, &entry_terms, terms.len(), &searched);
        Ok(Index {
            checksum,
            tables,
            totals,
            inner_words: inner_words(&decoded.entries),
            text: decoded.text,
            bounds: decoded.bounds,
            places: table.places,
            text_weights: weights,
            pages: table.pages,
            passages: table.passages,
            headings: table.headings,
            entries: decoded.entries,
            entry_terms,
            terms,
            tokens: decoded.tokens,
            token_bounds: decoded.token_bounds,
            postings,
            unread_factor: 1.0,
        })
    }
}
