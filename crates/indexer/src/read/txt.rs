//! Text files, in whatever encoding they come.

use std::path::Path;

use super::{Corpus, ReadOptions, Skipped, relative};
use crate::Error;
use crate::text::{TextOptions, decode, read as read_text};

/// Reads a file into the corpus. A file that is no text is noted there, and the rest goes on.
pub(super) fn read(root: &Path, path: &Path, options: &ReadOptions, corpus: &mut Corpus) -> Result<(), Error> {
    let bytes = std::fs::read(path).map_err(Error::io(path))?;
    let file = relative(root, path);
    let decoded = match decode::decode(&bytes, options.encoding.as_deref()) {
        Ok(decoded) => decoded,
        Err(reason) => {
            corpus.skipped.push(Skipped { file, reason: reason.to_string() });
            return Ok(());
        }
    };
    let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).to_owned();
    let mut read = read_text(&decoded.text, &TextOptions { stem, lang: None });
    corpus.names.give(&mut read.pages);
    corpus.facts.apply(&file, &mut read.pages);
    corpus.dropped.extend(read.dropped.into_iter().map(|d| (file.clone(), d)));
    corpus.files.push((file, corpus.pages.len()..corpus.pages.len() + read.pages.len()));
    corpus.pages.append(&mut read.pages);
    Ok(())
}
