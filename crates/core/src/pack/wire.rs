//! The one room that names bincode, so that it can be replaced in an afternoon.
//!
//! What is read here are numbers and borrowed slices alone: nothing is allocated by a length that the input claims.

use bincode::config;
pub(super) use bincode::{BorrowDecode, Encode};

use super::PackError;

/// The bytes of one value.
pub(super) fn write<T: Encode>(value: &T) -> Result<Vec<u8>, PackError> {
    bincode::encode_to_vec(value, config::standard())
        .map_err(|_| PackError::Corrupt { section: "writer", what: "a value that can't be encoded" })
}

/// Values end to end, to the last byte.
pub(super) fn rows<'a, T: BorrowDecode<'a, ()>>(
    mut bytes: &'a [u8],
    section: &'static str,
) -> Result<Vec<T>, PackError> {
    let mut rows = Vec::new();
    while !bytes.is_empty() {
        match bincode::borrow_decode_from_slice(bytes, config::standard()) {
            Ok((row, used)) if used > 0 => {
                rows.push(row);
                bytes = bytes.get(used..).unwrap_or_default();
            }
            _ => return Err(PackError::Corrupt { section, what: "a value out of range, or one that ends too early" }),
        }
    }
    Ok(rows)
}

/// One value, and nothing behind it.
pub(super) fn one<'a, T: BorrowDecode<'a, ()>>(bytes: &'a [u8], section: &'static str) -> Result<T, PackError> {
    let mut rows = rows(bytes, section)?;
    match (rows.pop(), rows.is_empty()) {
        (Some(value), true) => Ok(value),
        _ => Err(PackError::Corrupt { section, what: "bytes missing or left over" }),
    }
}
