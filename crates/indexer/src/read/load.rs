//! Loads files: bytes up to a limit, and UTF-8 text.

use std::fs;
use std::path::Path;

use crate::Error;

/// The file's extension in lower case.
pub(super) fn extension(path: &Path) -> String {
    path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// Reads a file of at most `largest` bytes.
pub(super) fn read_within(path: &Path, largest: usize) -> Result<Vec<u8>, String> {
    let size = fs::metadata(path).map_err(|e| e.to_string())?.len();
    if size > largest as u64 {
        return Err(format!("larger than {} MB", largest >> 20));
    }
    fs::read(path).map_err(|e| e.to_string())
}

/// Reads a UTF-8 file. The error names the first invalid byte and its line.
pub(crate) fn utf8(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(Error::io(path))?;
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = e.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
        Error::NotUtf8 { path: path.to_owned(), at, line }
    })
}
