//! The manifest: what the index is about, and the counts that bound its decoding.

use bincode::{BorrowDecode, Encode};

use super::{IndexFile, OpenError, Section, encode};
use crate::list::List as _;

/// The fixed part of a [`Manifest`].
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
struct ManifestRow<'a> {
    title: &'a str,
    writer: &'a str,
    content: u64,
    text_bytes: u32,
    texts: u32,
    tokens: u32,
}

/// What the index is about, and the counts that bound its decoding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The corpus' title.
    pub title: String,
    /// BCP 47 tags of the pages' languages; [`super::PageRow::lang`] is a number in this list.
    pub langs: Vec<String>,
    /// Names of metadata fields; [`super::PageRow::fields`] are numbers in this list.
    pub fields: Vec<String>,
    /// Bytes of all texts together, checked before and after decoding.
    pub text_bytes: u32,
    /// Number of texts.
    pub texts: u32,
    /// Number of words in all texts.
    pub tokens: u32,
    /// A hash of everything that can be found or read: the same corpus has the same hash.
    pub content: u64,
    /// Options of the build that change answers, as `name=value`; `base` is the site's root as seen from the module.
    pub options: Vec<String>,
    /// The version that wrote the index.
    pub writer: String,
}

impl IndexFile<'_> {
    /// The manifest.
    pub fn manifest(&self) -> Result<Manifest, OpenError> {
        let strings = |section: Section| -> Result<Vec<String>, OpenError> {
            Ok(self.rows::<&str>(section)?.into_iter().map(str::to_owned).list())
        };
        let [row] = self.rows::<ManifestRow<'_>>(Section::Manifest)?[..] else {
            return Err(OpenError::Corrupt { section: Section::Manifest.name(), what: "it must have one row" });
        };
        Ok(Manifest {
            title: row.title.to_owned(),
            langs: strings(Section::Languages)?,
            fields: strings(Section::Fields)?,
            text_bytes: row.text_bytes,
            texts: row.texts,
            tokens: row.tokens,
            content: row.content,
            options: strings(Section::Options)?,
            writer: row.writer.to_owned(),
        })
    }
}

impl Manifest {
    /// Its sections.
    #[must_use]
    pub fn sections(&self) -> Vec<(Section, Vec<u8>)> {
        let row = ManifestRow {
            title: &self.title,
            writer: &self.writer,
            content: self.content,
            text_bytes: self.text_bytes,
            texts: self.texts,
            tokens: self.tokens,
        };
        vec![
            (Section::Manifest, encode([row])),
            (Section::Languages, encode(&self.langs)),
            (Section::Fields, encode(&self.fields)),
            (Section::Options, encode(&self.options)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::assemble;

    #[test]
    fn a_manifest_comes_back() {
        let manifest = Manifest {
            title: "Seeds".into(),
            langs: vec!["zh".into(), "ko".into()],
            text_bytes: 70_000,
            content: u64::MAX - 1,
            writer: "1".into(),
            ..Manifest::default()
        };
        let file = assemble(&manifest.sections());
        assert_eq!(IndexFile::open(&file).unwrap().manifest().unwrap(), manifest);
    }

    #[test]
    fn a_manifest_without_its_row_is_refused() {
        let file = assemble(&[(Section::Languages, encode(["zh"]))]);
        assert!(IndexFile::open(&file).unwrap().manifest().is_err());
    }
}
