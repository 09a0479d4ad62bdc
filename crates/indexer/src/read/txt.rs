//! Text files, in whatever encoding they come.

use std::path::Path;

use super::{One, ReadOptions, read_within};
use crate::text::{TextOptions, decode, read as read_text};

/// A text larger than this is taken for something else: a dump, a log.
const LARGEST: usize = 128 << 20;

/// Reads a file.
pub(super) fn read(path: &Path, file: &str, options: &ReadOptions) -> One {
    let decoded = read_within(path, LARGEST)
        .and_then(|bytes| decode::decode(&bytes, options.encoding.as_deref()).map_err(|reason| reason.to_string()));
    match decoded {
        Ok(decoded) => {
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
            One::Pages(read_text(&decoded.text, &TextOptions { stem, lang: None }))
        }
        Err(reason) => One::Skipped(reason),
    }
}
