//! The one room that names bincode, so that it can be replaced in an afternoon.
//!
//! Reading allocates no more than a small multiple of the input: bincode wants its limit as a constant, so there is a ladder.

use bincode::{BorrowDecode, config, error::DecodeError};
pub(super) use bincode::{Decode, Encode};

use super::PackError;

pub(super) fn write<T: Encode>(value: &T) -> Result<Vec<u8>, PackError> {
    bincode::encode_to_vec(value, config::standard())
        .map_err(|_| PackError::Corrupt { section: "writer", what: "a value that can't be encoded" })
}

pub(super) fn read<'de, T: BorrowDecode<'de, ()>>(bytes: &'de [u8], section: &'static str) -> Result<T, PackError> {
    let result = match bytes.len() {
        0..0x1000 => bincode::borrow_decode_from_slice(bytes, config::standard().with_limit::<0x4_0000>()),
        0x1000..0x8_0000 => bincode::borrow_decode_from_slice(bytes, config::standard().with_limit::<0x200_0000>()),
        _ => bincode::borrow_decode_from_slice(bytes, config::standard().with_limit::<0x4000_0000>()),
    };
    match result {
        Ok((value, used)) if used == bytes.len() => Ok(value),
        Ok(_) => Err(PackError::Corrupt { section, what: "bytes left over" }),
        Err(DecodeError::UnexpectedEnd { .. }) => Err(PackError::Corrupt { section, what: "it ends too early" }),
        Err(DecodeError::LimitExceeded) => Err(PackError::Corrupt { section, what: "a length beyond its size" }),
        Err(_) => Err(PackError::Corrupt { section, what: "a value out of range" }),
    }
}
