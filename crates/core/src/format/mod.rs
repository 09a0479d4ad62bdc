//! The pack: what the indexer writes and the engine opens.
//!
//! ```text
//!  0        4        5                 13
//! +--------+--------+-----------------+----------------------------------------+
//! | FNDL   | version| checksum        | body: sections end to end, in bincode: |
//! | 4 bytes| 1 byte | 8 bytes, LE     | id: u8, length: u64, LE, bytes         |
//! +--------+--------+-----------------+----------------------------------------+
//! ```
//! The checksum (FNV-1a, 64 bits) is over the body. Sections a reader does not know are passed over; all but the counts, the outline and
//! the two of the text may be absent. Every byte is treated as hostile: counts are bounded by what is left of the input before
//! anything is allocated. Ids ascend. Pages and passages are rows of numbers, seven bits a byte; lexicon and stream are coded as `codec`
//! says.

mod encoding;
mod error;
mod sections;

use encoding::Part;
pub use error::PackError;
pub use sections::{Manifest, PageRow, PassageRow, Section};

/// The first bytes of every pack.
pub const MAGIC: [u8; 4] = *b"FNDL";
/// The format that this code writes.
pub const VERSION: u8 = 2;
/// The oldest format that this code reads.
pub const OLDEST: u8 = 2;
/// Bytes before the body.
const HEAD: usize = 13;

/// The sections of a pack, still as bytes.
#[derive(Debug, Clone, Default)]
pub struct Pack<'a> {
    sections: Vec<Part<'a>>,
}

impl<'a> Pack<'a> {
    /// Checks magic, version and checksum, and finds the sections.
    pub fn open(bytes: &'a [u8]) -> Result<Pack<'a>, PackError> {
        let head = bytes.get(..HEAD).ok_or(PackError::NotAPack)?;
        if head.get(..4) != Some(&MAGIC) {
            return Err(PackError::NotAPack);
        }
        let version = head.get(4).copied().unwrap_or(0);
        if version < OLDEST {
            return Err(PackError::TooOld { version });
        }
        if version > VERSION {
            return Err(PackError::TooNew { version });
        }
        let body = bytes.get(HEAD..).unwrap_or_default();
        if head.get(5..HEAD) != Some(&checksum(body).to_le_bytes()) {
            return Err(PackError::Damaged);
        }
        Ok(Pack { sections: encoding::read(body)? })
    }

    /// The bytes of a section; empty when it is absent.
    #[must_use]
    pub fn section(&self, section: Section) -> &'a [u8] {
        encoding::find(&self.sections, section as u8)
    }

    /// Ids and bytes of all sections, known or not.
    pub fn sections(&self) -> impl Iterator<Item = (u8, &'a [u8])> {
        self.sections.iter().map(|s| (s.id, s.bytes))
    }

    /// Sections that are text.
    pub fn texts(&self, sections: &[Section]) -> Result<Vec<&'a str>, PackError> {
        let mut texts = Vec::new();
        for section in sections {
            let what = "a part that is no text";
            let text = core::str::from_utf8(self.section(*section));
            texts.push(text.map_err(|_| PackError::Corrupt { section: "container", what })?);
        }
        Ok(texts)
    }

    /// The manifest.
    pub fn manifest(&self) -> Result<Manifest, PackError> {
        Manifest::read(self)
    }
}

/// Puts sections together to a pack. They come in ascending order of their ids; empty ones are left out.
pub fn assemble(sections: &[(Section, Vec<u8>)]) -> Result<Vec<u8>, PackError> {
    let parts: Vec<(u8, &[u8])> = sections.iter().map(|(section, bytes)| (*section as u8, bytes.as_slice())).collect();
    let body = encoding::write(&parts)?;
    let mut pack = Vec::with_capacity(HEAD + body.len());
    pack.extend_from_slice(&MAGIC);
    pack.push(VERSION);
    pack.extend_from_slice(&checksum(&body).to_le_bytes());
    pack.extend_from_slice(&body);
    Ok(pack)
}

/// FNV-1a, 64 bits: two lines of code, and it finds what a network or a disk can do to a file.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        let manifest = Manifest { title: "Seeds".into(), ..Manifest::default() };
        assemble(&[manifest.sections(), vec![(Section::Rules, b"ing3".to_vec())]].concat()).unwrap()
    }

    #[test]
    fn a_pack_gives_back_its_sections() {
        let bytes = sample();
        let pack = Pack::open(&bytes).unwrap();
        assert_eq!(pack.manifest().unwrap().title, "Seeds");
        assert!(pack.section(Section::Pages).is_empty());
        assert_eq!(pack.texts(&[Section::Rules, Section::Synonyms]).unwrap(), ["ing3", ""]);
        let name = Section::name(pack.sections().last().unwrap().0);
        assert_eq!((name, Section::name(Section::Stream as u8), Section::name(200)), ("rules", "stream", "unknown"));
    }

    #[test]
    fn every_truncation_and_every_flipped_bit_is_an_error() {
        let bytes = sample();
        for n in 0..bytes.len() {
            assert!(Pack::open(&bytes[..n]).is_err(), "cut at {n}");
        }
        for bit in (0..bytes.len() * 8).step_by(if cfg!(miri) { 9 } else { 1 }) {
            let mut broken = bytes.clone();
            broken[bit / 8] ^= 1 << (bit % 8);
            assert!(Pack::open(&broken).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn other_versions_are_named() {
        let mut bytes = sample();
        bytes[4] = 9;
        assert!(matches!(Pack::open(&bytes), Err(PackError::TooNew { version: 9 })));
        bytes[4] = 0;
        assert!(matches!(Pack::open(&bytes), Err(PackError::TooOld { version: 0 })));
        assert!(matches!(Pack::open(b"<!doctype html>"), Err(PackError::NotAPack)));
    }
}
