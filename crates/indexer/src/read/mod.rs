//! Sources to pages: a finished HTML site, a folder of documents of any kind, a file of JSON Lines, a feed, a site map.
//!
//! A file that can't be read is named with the reason, and the rest goes on.

mod addresses;
mod corpus;
mod corpus_toml;
mod declared;
mod feed;
mod file_kinds;
mod folder;
mod glob;
pub(crate) mod html;
mod jsonl;
mod jsonl_stream;
mod left_out;
mod load;
mod markdown;
mod options;
pub(crate) mod outcome;
mod selector;
mod sitemap;
mod stream;
mod txt;
mod walk;

use std::fs;
use std::path::Path;

use crate::Error;
use crate::model::TextFile;
pub use corpus::{Corpus, Skipped};
pub use declared::Languages;
pub use glob::Glob;
pub use jsonl::json_fault;
pub use left_out::{LeftOut, RuleCount};
use load::extension;
pub use markdown::generator::Generator;
pub use options::{Kind, ReadOptions};
use outcome::Outcome;
pub use selector::Selector;
pub use stream::PageStream;
pub use walk::files;

/// Reads a source: a folder with the pages of a site or with documents (nested ones too), or a single file of a kind that is known.
pub fn read(source: &Path) -> Result<Corpus, Error> {
    read_with(source, &ReadOptions::default())
}

/// Reads a source in a certain way.
pub fn read_with(source: &Path, options: &ReadOptions) -> Result<Corpus, Error> {
    let meta = fs::metadata(source).map_err(Error::io(source))?;
    let mut corpus = if meta.is_dir() { folder::read(source, options)? } else { read_single(source, options)? };
    declare_languages(&mut corpus, source, options);
    if corpus.pages.is_empty() {
        return Err(match corpus.unreadable.into_iter().chain(corpus.not_searchable).next() {
            Some(skipped) => Error::NotText { path: corpus.root.join(skipped.file), reason: skipped.reason },
            None if options.include.is_empty() && options.exclude.is_empty() => {
                Error::Empty { path: source.to_owned() }
            }
            None => Error::Excluded { path: source.to_owned() },
        });
    }
    if corpus.title.is_empty() {
        corpus.title = name_of(source, meta.is_dir());
    }
    Ok(corpus)
}

/// Gives the pages the languages that the owner declares for their files.
fn declare_languages(corpus: &mut Corpus, source: &Path, options: &ReadOptions) {
    let whole = [(name_of(source, true), 0..corpus.pages.len())];
    // The lines of one file are listed by no file.
    let files = if corpus.files.is_empty() { &whole[..] } else { &corpus.files };
    for (file, range) in files {
        if let Some(language) = options.languages.of(file) {
            for page in corpus.pages.get_mut(range.clone()).unwrap_or_default() {
                language.clone_into(&mut page.lang);
            }
        }
    }
}

/// The title of a source that states none: the name of its folder, also for `.`.
fn name_of(source: &Path, folder: bool) -> String {
    let real = source.file_name().is_none().then(|| source.canonicalize().ok()).flatten();
    let path = real.as_deref().unwrap_or(source);
    let name = if folder { path.file_name() } else { path.file_stem() };
    name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Reads one file as a corpus.
fn read_single(source: &Path, options: &ReadOptions) -> Result<Corpus, Error> {
    let root = source.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut corpus = Corpus { root: root.to_owned(), light: options.light, ..Corpus::default() };
    let file = walk::relative(root, source);
    match extension(source).as_str() {
        "jsonl" | "ndjson" => {
            let documents = jsonl::documents(source)?;
            // If no document has an address, all get reader pages.
            corpus.hosted = documents.has_urls;
            if documents.has_urls {
                if let Some(line) = documents.first_without_url {
                    return Err(Error::Line { path: source.to_owned(), line, what: jsonl::NO_ADDRESS.to_owned() });
                }
                corpus.pages = documents.pages;
            } else {
                corpus.add(&file, Outcome::Pages(TextFile { pages: documents.pages, ..TextFile::default() }), false);
            }
        }
        "md" | "markdown" | "mdx" => {
            let tree = markdown::Tree::of(root, options);
            corpus.hosted = tree.hosted();
            corpus.add(&file, tree.read(source, &file, options), corpus.hosted);
        }
        "txt" => corpus.add(&file, txt::read(source, &file, options), false),
        "xml" | "rss" | "atom" | "json" => match sitemap::parse(source, options) {
            Some(sitemap) => sitemap::read(sitemap, options, &mut corpus),
            None => match feed::read(source, options) {
                Some(feed) => feed.add_to(&file, &mut corpus),
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
