//! The one room that names bincode, so that it can be replaced in an afternoon.
//!
//! What is read here are borrowed slices alone: nothing is allocated by a length that the input claims.

use bincode::config::{self, Config};
use bincode::{BorrowDecode, Encode};

use super::PackError;

/// Bytes with a number that says what they are: a section of the pack, or a part of one.
#[derive(Clone, Copy, Debug, Encode, BorrowDecode)]
pub(super) struct Part<'a> {
    pub id: u8,
    pub bytes: &'a [u8],
}

/// Lengths are written in full: the code that reads shorter ones is many times what they would save.
fn format() -> impl Config {
    config::standard().with_fixed_int_encoding()
}

/// The bytes of parts end to end; empty ones are left out.
pub(super) fn write(parts: &[(u8, &[u8])]) -> Result<Vec<u8>, PackError> {
    let mut out = Vec::new();
    for (id, bytes) in parts.iter().filter(|p| !p.1.is_empty()) {
        let part = bincode::encode_to_vec(Part { id: *id, bytes }, format());
        out.extend(part.map_err(|_| PackError::Corrupt { section: "writer", what: "a part that can't be encoded" })?);
    }
    Ok(out)
}

/// Parts end to end, to the last byte.
pub(super) fn read(mut bytes: &[u8]) -> Result<Vec<Part<'_>>, PackError> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    while !bytes.is_empty() {
        let part: Option<(Part<'_>, usize)> = bincode::borrow_decode_from_slice(bytes, format()).ok();
        match part {
            Some((part, used)) if used > 0 && parts.last().is_none_or(|last| last.id < part.id) => {
                parts.push(part);
                bytes = bytes.get(used..).unwrap_or_default();
            }
            _ => {
                let what = "a part that ends too early or is out of order";
                return Err(PackError::Corrupt { section: "container", what });
            }
        }
    }
    Ok(parts)
}

/// The bytes of a part; none when it is absent.
pub(super) fn find<'a>(parts: &[Part<'a>], id: u8) -> &'a [u8] {
    parts.iter().find(|p| p.id == id).map_or(&[], |p| p.bytes)
}
