//! Text files, in whatever encoding they come.

use std::path::Path;

use super::load::read_within;
use super::options::ReadOptions;
use super::outcome::Outcome;
use crate::text::{TextOptions, decode, read as read_text};

/// A text larger than this is taken for something else: a dump, a log.
const MAX_BYTES: usize = 128 << 20;

/// Reads a file.
pub(super) fn read(path: &Path, file: &str, options: &ReadOptions) -> Outcome {
    let bytes = match read_within(path, MAX_BYTES) {
        Ok(bytes) => bytes,
        Err(reason) => return Outcome::Unreadable(reason),
    };
    let encoding = options.encoding.as_deref();
    match &options.cache {
        Some(cache) => cache.document(&(file, encoding, &bytes), || text(file, &bytes, encoding)),
        None => text(file, &bytes, encoding),
    }
}

fn text(file: &str, bytes: &[u8], encoding: Option<&str>) -> Outcome {
    match decode::decode(bytes, encoding) {
        Ok(decoded) => {
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
            Outcome::Pages(read_text(&decoded.text, &TextOptions { stem, lang: None }))
        }
        Err(reason) => Outcome::Unreadable(reason.to_string()),
    }
}
