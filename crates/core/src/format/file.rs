//! The container: header, checksum, and sections as bytes.

use bincode::{BorrowDecode, Encode};

use super::{OpenError, Section, decode, encode};

/// The first bytes of every index file.
pub const MAGIC: [u8; 4] = *b"FNDL";
/// The format that this code writes.
pub const VERSION: u8 = 3;
/// The oldest format that this code reads.
pub const OLDEST: u8 = 3;
/// Length of the header before the body, in bytes.
const HEADER: usize = 13;

/// A section in the body.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
struct SectionRow<'a> {
    id: u8,
    bytes: &'a [u8],
}

/// An index file whose header was checked; its sections are still bytes.
#[derive(Debug, Clone, Default)]
pub struct IndexFile<'a> {
    sections: Vec<SectionRow<'a>>,
    checksum: u64,
}

impl<'a> IndexFile<'a> {
    /// Checks magic, version and checksum, and finds the sections.
    pub fn open(bytes: &'a [u8]) -> Result<IndexFile<'a>, OpenError> {
        let (header, body) = bytes.split_first_chunk::<HEADER>().ok_or(OpenError::NotAnIndex)?;
        let [m, a, g, c, version, sum @ ..] = *header;
        if [m, a, g, c] != MAGIC {
            return Err(OpenError::NotAnIndex);
        }
        if version < OLDEST {
            return Err(OpenError::TooOld { version });
        }
        if version > VERSION {
            return Err(OpenError::TooNew { version });
        }
        let checksum = checksum(body);
        if sum != checksum.to_le_bytes() {
            return Err(OpenError::Damaged);
        }
        let sections: Vec<SectionRow<'a>> = decode("container", body)?;
        if !sections.is_sorted_by(|a, b| a.id < b.id) {
            return Err(OpenError::Corrupt { section: "container", what: "sections are out of order" });
        }
        Ok(IndexFile { sections, checksum })
    }

    /// The bytes of a section; empty if it is absent.
    #[must_use]
    pub fn section(&self, section: Section) -> &'a [u8] {
        self.sections.iter().find(|row| row.id == section as u8).map_or(&[], |row| row.bytes)
    }

    /// The rows of a section.
    pub fn rows<T: BorrowDecode<'a, ()>>(&self, section: Section) -> Result<Vec<T>, OpenError> {
        decode(section.name(), self.section(section))
    }

    /// Ids and bytes of all sections, known or not.
    pub fn sections(&self) -> impl Iterator<Item = (u8, &'a [u8])> {
        self.sections.iter().map(|row| (row.id, row.bytes))
    }

    /// The checksum of everything but the header: equal only for equal files.
    #[must_use]
    pub fn checksum(&self) -> u64 {
        self.checksum
    }
}

/// Puts sections together to an index file. They come by ascending id; empty ones are left out.
#[must_use]
pub fn assemble(sections: &[(Section, Vec<u8>)]) -> Vec<u8> {
    let present = sections.iter().filter(|(_, bytes)| !bytes.is_empty());
    let body = encode(present.map(|(section, bytes)| SectionRow { id: *section as u8, bytes }));
    let mut file = Vec::with_capacity(HEADER + body.len());
    file.extend_from_slice(&MAGIC);
    file.push(VERSION);
    file.extend_from_slice(&checksum(&body).to_le_bytes());
    file.extend_from_slice(&body);
    file
}

/// FNV-1a, 64 bits: two lines of code that detect what a network or a disk can do to a file.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Manifest;

    fn sample() -> Vec<u8> {
        let manifest = Manifest { title: "Seeds".into(), ..Manifest::default() };
        assemble(&[manifest.sections(), vec![(Section::Synonyms, encode(["car\tautomobile"]))]].concat())
    }

    #[test]
    fn a_file_gives_back_its_sections() {
        let bytes = sample();
        let file = IndexFile::open(&bytes).unwrap();
        assert_eq!(file.manifest().unwrap().title, "Seeds");
        assert!(file.section(Section::Pages).is_empty());
        assert_eq!(file.rows::<&str>(Section::Synonyms).unwrap(), ["car\tautomobile"]);
        assert!(file.rows::<&str>(Section::Syllables).unwrap().is_empty());
    }

    #[test]
    fn every_truncation_and_every_flipped_bit_is_an_error() {
        let bytes = sample();
        for n in 0..bytes.len() {
            assert!(IndexFile::open(&bytes[..n]).is_err(), "cut at {n}");
        }
        for bit in (0..bytes.len() * 8).step_by(if cfg!(miri) { 9 } else { 1 }) {
            let mut broken = bytes.clone();
            broken[bit / 8] ^= 1 << (bit % 8);
            assert!(IndexFile::open(&broken).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn other_versions_are_named() {
        let mut bytes = sample();
        bytes[4] = 9;
        assert!(matches!(IndexFile::open(&bytes), Err(OpenError::TooNew { version: 9 })));
        bytes[4] = 2;
        assert!(matches!(IndexFile::open(&bytes), Err(OpenError::TooOld { version: 2 })));
        assert!(matches!(IndexFile::open(b"<!doctype html>"), Err(OpenError::NotAnIndex)));
    }

    #[test]
    fn sections_out_of_order_are_refused() {
        let rows = [SectionRow { id: 2, bytes: b"a" }, SectionRow { id: 1, bytes: b"b" }];
        let body = encode(rows);
        let file = [&MAGIC[..], &[VERSION], &checksum(&body).to_le_bytes(), &body].concat();
        assert!(matches!(IndexFile::open(&file), Err(OpenError::Corrupt { section: "container", .. })));
    }
}
