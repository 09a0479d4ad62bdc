//! The only module that names bincode, so that it can be replaced in an afternoon.
//!
//! A section is a list of rows, each a derived type, end to end. Everything decoded here borrows from the input, so bincode never
//! allocates: a length that goes beyond the bytes left is an error before anything is set aside for it. The list itself grows row by
//! row, and every row takes at least a byte.

use bincode::config::{self, Configuration};
use bincode::de::read::{Reader, SliceReader};
use bincode::de::{Decoder, DecoderImpl};
use bincode::{BorrowDecode, Encode};

use super::OpenError;
use crate::list::List as _;

/// Integers take as few bytes as they need.
const CONFIG: Configuration = config::standard();

/// The bytes of rows, end to end.
#[must_use]
#[expect(clippy::expect_used, reason = "writing numbers and bytes to a vector can't fail")]
#[expect(clippy::missing_panics_doc, reason = "it does not panic")]
pub fn encode<T: Encode>(rows: impl IntoIterator<Item = T>) -> Vec<u8> {
    rows.into_iter().flat_map(|row| bincode::encode_to_vec(row, CONFIG).expect("rows are numbers and bytes")).list()
}

/// All rows of a section.
pub fn decode<'a, T: BorrowDecode<'a, ()>>(section: &'static str, bytes: &'a [u8]) -> Result<Vec<T>, OpenError> {
    let mut decoder = DecoderImpl::new(SliceReader::new(bytes), CONFIG, ());
    let mut rows = Vec::new();
    while decoder.reader().peek_read(1).is_some() {
        let row = T::borrow_decode(&mut decoder);
        rows.push(row.map_err(|_| OpenError::Corrupt { section, what: "a row is cut off or malformed" })?);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq, Encode, BorrowDecode)]
    struct Row<'a> {
        number: u32,
        name: &'a str,
        bytes: &'a [u8],
    }

    #[test]
    fn rows_come_back_in_order() {
        let rows = [Row { number: 3, name: "全球", bytes: &[1, 2] }, Row { number: u32::MAX, name: "", bytes: &[] }];
        assert_eq!(decode::<Row<'_>>("rows", &encode(rows.clone())).unwrap(), rows);
        assert_eq!(decode::<Row<'_>>("rows", &[]).unwrap(), []);
    }

    #[test]
    fn a_length_beyond_the_input_is_an_error() {
        // A string of 2^64 - 1 bytes, and one of 2^30.
        for hostile in [&[0, 253, 255, 255, 255, 255, 255, 255, 255, 255][..], &[0, 252, 0, 0, 0, 64, b'a']] {
            let error = decode::<Row<'_>>("rows", hostile).unwrap_err();
            assert_eq!(error, OpenError::Corrupt { section: "rows", what: "a row is cut off or malformed" });
        }
    }
}
