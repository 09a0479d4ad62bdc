//! Sources to pages: a folder of text and Markdown files, a finished HTML site, or a file of JSON Lines.

mod facts;
mod html;
mod jsonl;
mod markdown;
mod names;
mod txt;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::model::{Dropped, Page};
pub use markdown::Generator;

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
    /// The folder is the site as it is served, so that its search can be put into it.
    pub finished: bool,
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
    /// The generator by whose rules the pages of a Markdown tree have their addresses, where it can't be found out.
    pub urls: Option<Generator>,
}

/// The file beside the texts that states facts about them.
pub const FACTS: &str = "corpus.toml";

/// Reads a source: a folder with `.txt` and Markdown files or the pages of a site (nested ones too), or a `.jsonl` file.
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
            Some("md" | "markdown" | "mdx") => {
                let mut corpus = Corpus::default();
                let folder = source.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let tree = markdown::Tree::of(folder, options);
                corpus.hosted = tree.hosted();
                tree.read(folder, source, options, &mut corpus)?;
                corpus
            }
            Some("txt") => {
                let mut corpus = Corpus::default();
                txt::read(source.parent().unwrap_or(Path::new("")), source, options, &mut corpus)?;
                corpus
            }
            _ if html::is_page(source) => {
                let mut corpus = Corpus::default();
                html::read(source.parent().unwrap_or(Path::new("")), &[source.to_owned()], options, &mut corpus);
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
    let tree = files.iter().any(|path| markdown::is_page(path)).then(|| markdown::Tree::of(root, options));
    // Where a site's sources are, what was made of them is somewhere below too, at addresses that are none.
    let sources = tree.as_ref().is_some_and(|tree| files.iter().any(|path| tree.holds(path)));
    // Where there are pages, the rest (robots.txt, downloads) is there for them.
    if !sources && files.iter().any(|path| html::is_page(path)) {
        corpus.finished = true;
        html::read(root, &files, options, &mut corpus);
        corpus.facts.check(&root.join(FACTS), &corpus.files)?;
        return Ok(corpus);
    }
    corpus.hosted = tree.as_ref().is_some_and(markdown::Tree::hosted);
    for path in files {
        if let Some(tree) = tree.as_ref().filter(|_| markdown::is_page(&path)) {
            tree.read(root, &path, options, &mut corpus)?;
        } else if corpus.hosted {
            // Beside the pages that a generator makes, other texts have no address.
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt")) {
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
            // What a package manager fetched is nobody's text.
            let name = entry.file_name();
            if name.to_string_lossy().starts_with('.') || name == "node_modules" {
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
