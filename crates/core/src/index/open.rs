//! From the bytes of an index file to an open index.
//!
//! Nothing here takes more than linear time in the size of the texts, and a sort of the terms.

use std::sync::OnceLock;

use super::inner_words::inner_words;
use super::open_index::PinyinRows;
use super::page_table::PageTable;
use super::postings::Postings;
use super::{Field, FunctionWords, Index, Inflection, Keyboard, TermDictionary, Weights, synonyms};
use crate::codec::{self, Counts, Decoded};
use crate::format::{IndexFile, OpenError, Section, VariantRow};
use crate::list::List as _;
use crate::text::{Folder, Host, Variants};

impl Index {
    /// Opens the bytes of an index file, which are not needed afterwards.
    pub fn open(bytes: &[u8], host: Box<dyn Host>) -> Result<Index, OpenError> {
        let file = IndexFile::open(bytes)?;
        let manifest = file.manifest()?;
        let counts = Counts { bytes: manifest.text_bytes, texts: manifest.texts, tokens: manifest.tokens };
        let decoded = codec::decode(file.section(Section::SurfaceTable), file.section(Section::TextStream), counts)?;
        if decoded.text.len() != manifest.text_bytes as usize || decoded.tokens.len() != manifest.tokens as usize {
            let section = Section::TextStream.name();
            return Err(OpenError::Corrupt { section, what: "it does not match the manifest's counts" });
        }
        let PageTable { places, mut pages, passages, headings } = PageTable::read(&file, &manifest)?;
        let Decoded { text, bounds, entries, tokens, token_bounds } = decoded;

        let variants = Variants::read(&file.rows::<VariantRow>(Section::Variants)?)?;
        let folder = Folder { host: host.as_ref(), variants: &variants };
        let mut groups = Vec::new();
        synonyms::add(&mut groups, &file.rows::<&str>(Section::Synonyms)?, false, &folder);
        synonyms::add(&mut groups, &file.rows::<&str>(Section::Abbreviations)?, true, &folder);
        let function_words = FunctionWords::read(&file.rows(Section::FunctionWords)?, &folder);
        let (terms, entry_terms) = TermDictionary::new(&entries, &folder)?;

        let mut searched = Vec::new();
        for (place, bounds) in
            places.iter().zip(token_bounds.windows(2)).filter(|(place, _)| place.field != Field::Plain)
        {
            searched.push(bounds[0]..bounds[1]);
            pages[place.page.0 as usize].words += bounds[1] - bounds[0];
        }
        let postings = Postings::new(&tokens, &entry_terms, terms.len(), &searched);
        Ok(Index {
            checksum: file.checksum(),
            weights: Weights::from_options(&manifest.options),
            inflection: Inflection::read(&file.rows(Section::Inflection)?)?,
            pinyin_rows: PinyinRows {
                syllables: file.rows::<&str>(Section::Syllables)?.into_iter().map(str::to_owned).list(),
                runs: file.rows(Section::PinyinRuns)?,
                exceptions: file.rows(Section::PinyinExceptions)?,
            },
            pinyin: OnceLock::new(),
            keyboard: Keyboard(file.section(Section::Keyboard).to_vec()),
            synonyms: groups,
            function_words,
            text_weights: file.section(Section::TextWeights).to_vec(),
            inner_words: inner_words(&entries),
            host,
            manifest,
            variants,
            text,
            bounds,
            places,
            pages,
            passages,
            headings,
            entries,
            entry_terms,
            terms,
            tokens,
            token_bounds,
            postings,
        })
    }
}
