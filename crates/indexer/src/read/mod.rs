//! Sources to pages: a finished HTML site, a folder of documents of any kind, a file of JSON Lines, a feed, a site map.
//!
//! A file that can't be read is named with the reason, and the rest goes on.

mod facts;
mod feed;
mod folder;
mod glob;
mod html;
mod jsonl;
mod markdown;
mod names;
mod sitemap;
mod txt;
mod walk;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Dropped, Page, TextFile};
use crate::{Error, Kept};
pub use glob::Glob;
pub(crate) use html::Drafted;
pub use jsonl::json_fault;
pub use markdown::Generator;
pub use walk::files;

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
    /// The folder that the files are below.
    pub root: PathBuf,
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
    /// What a folder is, where it does not show it.
    pub kind: Option<Kind>,
    /// Only such files of a folder; all where there is none. Of a site also those that are no pages.
    pub include: Vec<Glob>,
    /// No such files of a folder.
    pub exclude: Vec<Glob>,
    /// What earlier readings in this process have kept, and this one adds to.
    pub kept: Option<Arc<Kept>>,
}

/// What a folder may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A site as it is served: its pages are found, at the addresses that they have.
    Site,
    /// Documents of any kind: each gets a reading page.
    Documents,
}

/// What became of a file.
#[derive(Clone, Debug)]
pub(crate) enum One {
    /// It was read.
    Pages(TextFile),
    /// It can't be.
    Skipped(String),
    /// It can, and is not to be found.
    Passed(String),
}

impl One {
    fn page(page: Page) -> One {
        One::Pages(TextFile { pages: vec![page], ..TextFile::default() })
    }
}

impl Corpus {
    /// Takes in what became of a file. Pages get addresses of ours, unless they have some `already`.
    fn add(&mut self, file: &str, one: One, already: bool) {
        let mut read = match one {
            One::Pages(read) => read,
            One::Skipped(reason) => return self.skipped.push(Skipped { file: file.to_owned(), reason }),
            One::Passed(reason) => return self.passed.push(Skipped { file: file.to_owned(), reason }),
        };
        let urls: Vec<String> = read.pages.iter().map(|page| page.url.clone()).collect();
        self.names.give(&mut read.pages);
        for (page, url) in read.pages.iter_mut().zip(urls) {
            if already || url.contains("://") {
                page.url = url;
            }
        }
        self.facts.apply(file, &mut read.pages);
        self.dropped.extend(read.dropped.into_iter().map(|d| (file.to_owned(), d)));
        self.files.push((file.to_owned(), self.pages.len()..self.pages.len() + read.pages.len()));
        self.pages.append(&mut read.pages);
    }
}

/// The file beside the texts that states facts about them.
pub const FACTS: &str = "corpus.toml";

/// Reads a source: a folder with the pages of a site or with documents (nested ones too), or a single file of a kind that is known.
pub fn read(source: &Path) -> Result<Corpus, Error> {
    read_with(source, &ReadOptions::default())
}

/// Reads a source in a certain way.
pub fn read_with(source: &Path, options: &ReadOptions) -> Result<Corpus, Error> {
    let meta = fs::metadata(source).map_err(Error::io(source))?;
    let mut corpus = if meta.is_dir() { folder::read(source, options)? } else { single(source, options)? };
    if corpus.pages.is_empty() {
        return Err(match corpus.skipped.into_iter().chain(corpus.passed).next() {
            Some(skipped) => Error::NotText { path: corpus.root.join(skipped.file), reason: skipped.reason },
            None if options.include.is_empty() && options.exclude.is_empty() => {
                Error::Empty { path: source.to_owned() }
            }
            None => Error::Excluded { path: source.to_owned() },
        });
    }
    if corpus.title.is_empty() {
        corpus.title = called(source, meta.is_dir());
    }
    Ok(corpus)
}

/// What a source is called where nothing in it says so. The folder that one is in (`.`) has a name as well.
fn called(source: &Path, folder: bool) -> String {
    let real = source.file_name().is_none().then(|| source.canonicalize().ok()).flatten();
    let path = real.as_deref().unwrap_or(source);
    let name = if folder { path.file_name() } else { path.file_stem() };
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads one file as a corpus.
fn single(source: &Path, options: &ReadOptions) -> Result<Corpus, Error> {
    let root = source.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut corpus = Corpus { root: root.to_owned(), ..Corpus::default() };
    let file = walk::relative(root, source);
    match extension(source).as_str() {
        "jsonl" | "ndjson" => {
            let rows = jsonl::rows(source)?;
            // Where no document says an address, they are read on pages of ours.
            corpus.hosted = rows.addressed;
            if rows.addressed {
                if let Some(line) = rows.nameless {
                    let what = "it says neither `url` nor `id`, so a result would lead nowhere, while other lines say their addresses; give it a `url`";
                    return Err(Error::Line { path: source.to_owned(), line, what: what.to_owned() });
                }
                corpus.pages = rows.pages;
            } else {
                corpus.add(&file, One::Pages(TextFile { pages: rows.pages, ..TextFile::default() }), false);
            }
        }
        "md" | "markdown" | "mdx" => {
            let tree = markdown::Tree::of(root, options);
            corpus.hosted = tree.hosted();
            corpus.add(&file, tree.read(source, &file, options), corpus.hosted);
        }
        "txt" => corpus.add(&file, txt::read(source, &file, options), false),
        "xml" | "rss" | "atom" | "json" => match sitemap::listed(source, options) {
            Some(listed) => sitemap::read(listed, options, &mut corpus),
            None => match feed::read(source, options) {
                Some(feed) => feed.join(&file, &mut corpus),
                None => return Err(Error::Kind { path: source.to_owned() }),
            },
        },
        _ if html::is_page(source) => {
            corpus.hosted = true;
            html::read(&[(source.to_owned(), file)], options, &mut corpus);
        }
        _ => return Err(Error::Kind { path: source.to_owned() }),
    }
    Ok(corpus)
}

/// How a file's name ends, in small letters.
fn extension(path: &Path) -> String {
    path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase()
}

/// A file's bytes, unless it is larger than anybody reads.
fn read_within(path: &Path, largest: usize) -> Result<Vec<u8>, String> {
    let size = fs::metadata(path).map_err(|e| e.to_string())?.len();
    if size > largest as u64 {
        return Err(format!("larger than {} MB", largest >> 20));
    }
    fs::read(path).map_err(|e| e.to_string())
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
