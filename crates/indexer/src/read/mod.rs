//! Sources to pages: a folder of text files, a finished HTML site, or a file of JSON Lines.

mod facts;
mod html;
mod jsonl;
mod names;
mod txt;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::model::{Dropped, Page};

/// What a source holds.
#[derive(Debug, Default)]
pub struct Corpus {
    /// Its name.
    pub title: String,
    /// Its pages, in a fixed order.
    pub pages: Vec<Page>,
    /// The files of a folder, each with the pages that were read from it.
    pub files: Vec<(String, Range<usize>)>,
    /// What stands in a file and in no page, with the file.
    pub dropped: Vec<(String, Dropped)>,
    /// Files that could not be read as texts.
    pub skipped: Vec<Skipped>,
    /// Pages of a site that are passed over because they should not be found, or have nothing of their own.
    pub passed: Vec<Skipped>,
    /// What stood on most pages of a site and was left out, with how many pages have it.
    pub recurring: Vec<(String, usize)>,
    /// What the pages' addresses are relative to, as seen from the module; empty where that is the module itself.
    pub base: String,
    /// The pages have addresses that the corpus' owner serves; otherwise reading pages are made for them.
    pub hosted: bool,
    facts: facts::Facts,
    names: names::Names,
}

/// A file that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file, below the corpus' folder.
    pub file: String,
    /// Why, and what to do.
    pub reason: String,
}

/// How a source is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The encoding of text files, by its name on the web, where it is known better than it can be detected.
    pub encoding: Option<String>,
}

/// The file beside the texts that states facts about them.
pub const FACTS: &str = "corpus.toml";

/// Reads a source: a folder with `.txt` files or the pages of a site (nested ones too), or a `.jsonl` file.
pub fn read(source: &Path) -> Result<Corpus, Error> {
    read_with(source, &ReadOptions::default())
}

/// Reads a source in a certain way.
pub fn read_with(source: &Path, options: &ReadOptions) -> Result<Corpus, Error> {
    let meta = fs::metadata(source).map_err(Error::io(source))?;
    let mut corpus = if meta.is_dir() {
        folder(source, options)?
    } else {
        match source.extension().map(std::ffi::OsStr::to_ascii_lowercase).as_deref().and_then(|e| e.to_str()) {
            Some("jsonl") => jsonl::read(source)?,
            Some("txt") => {
                let mut corpus = Corpus::default();
                txt::read(source.parent().unwrap_or(Path::new("")), source, options, &mut corpus)?;
                corpus
            }
            _ => return Err(Error::Kind { path: source.to_owned() }),
        }
    };
    if corpus.pages.is_empty() {
        return Err(match corpus.skipped.into_iter().chain(corpus.passed).next() {
            Some(skipped) => Error::NotText { path: source.join(skipped.file), reason: skipped.reason },
            None => Error::Empty { path: source.to_owned() },
        });
    }
    if corpus.title.is_empty() {
        corpus.title = source.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    }
    Ok(corpus)
}

fn folder(root: &Path, options: &ReadOptions) -> Result<Corpus, Error> {
    let facts = facts::Facts::read(&root.join(FACTS))?;
    let mut corpus = Corpus { title: facts.title.clone(), facts, ..Corpus::default() };
    let files = files(root)?;
    // Where there are pages, the rest (robots.txt, downloads) is there for them.
    if files.iter().any(|path| html::is_page(path)) {
        html::read(root, &files, options, &mut corpus);
        corpus.facts.check(&root.join(FACTS), &corpus.files)?;
        return Ok(corpus);
    }
    for path in files {
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt")) {
            txt::read(root, &path, options, &mut corpus)?;
        }
    }
    corpus.facts.check(&root.join(FACTS), &corpus.files)?;
    Ok(corpus)
}

/// The path below the root, with slashes on every system.
fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Every file below a folder that a corpus may be made of, sorted by path; hidden ones and links to folders are passed over.
pub fn files(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::io(&folder))? {
            let entry = entry.map_err(Error::io(&folder))?;
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let kind = entry.file_type().map_err(Error::io(&path))?;
            if kind.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A file's text; where it is not UTF-8, the place is told.
pub(crate) fn utf8(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(Error::io(path))?;
    String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        let line = e.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1;
        Error::NotUtf8 { path: path.to_owned(), at, line }
    })
}
