//! Feeds: RSS, Atom and JSON Feed, each entry a page at the address that the entry links to.

mod entry;
mod json;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::corpus::Corpus;
use super::html;
use super::load::{extension, read_within};
use super::options::ReadOptions;
use super::outcome::Outcome;
use crate::model::{Block, Page, TextFile};
use crate::text::lang;
use entry::{Channel, Entry};

/// A feed, or the reason why it can't be read.
pub(super) struct Feed(Result<Channel, String>);

/// Reads a file if it is a feed.
pub(super) fn read(path: &Path, options: &ReadOptions) -> Option<Feed> {
    let text = match read_within(path, html::MAX_PAGE_BYTES)
        .and_then(|bytes| html::decode_page(&bytes, options.encoding.as_deref()))
    {
        Ok(text) => text,
        Err(reason) => return Some(Feed(Err(reason))),
    };
    let read = if extension(path) == "json" { json::read(&text) } else { xml::read(&text) };
    read.map(Feed)
}

impl Feed {
    /// The entries as pages.
    pub(super) fn pages(self, file: &str) -> Vec<Page> {
        self.0.map(|read| pages(file, read)).unwrap_or_default()
    }

    /// Puts the entries into a corpus.
    pub(super) fn add_to(self, file: &str, corpus: &mut Corpus) {
        let one = match self.0 {
            Ok(read) => {
                if corpus.title.is_empty() {
                    corpus.title.clone_from(&read.title);
                }
                Outcome::Pages(TextFile { pages: pages(file, read), ..TextFile::default() })
            }
            Err(reason) => Outcome::Unreadable(reason),
        };
        corpus.add(file, one, false);
    }
}

/// The entries as pages, each once.
fn pages(file: &str, read: Channel) -> Vec<Page> {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut seen = BTreeSet::new();
    let mut pages = Vec::new();
    for (at, entry) in read.entries.into_iter().enumerate() {
        let id = [&entry.url, &entry.id].into_iter().find(|id| !id.is_empty()).cloned();
        let id = id.unwrap_or_else(|| format!("{stem}-{}", at + 1));
        if !seen.insert(id.clone()) {
            continue;
        }
        pages.push(page(id, entry, &read.lang));
    }
    pages
}

fn page(id: String, entry: Entry, lang: &str) -> Page {
    let content = html::fragment(&format!("<!doctype html><article data-findling-body>{}</article>", entry.content));
    let title = [entry.title, content.title.unwrap_or_default()].into_iter().find(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| first_words(&content.blocks));
    let said = [entry.lang.as_str(), lang].into_iter().find(|lang| !lang.is_empty());
    let lang = said.map_or_else(|| lang::detect(&title, &content.blocks), |lang| lang.replace('_', "-"));
    let metadata = [("authors", entry.authors), ("date", vec![entry.date]), ("tags", entry.tags)];
    let meta: BTreeMap<String, Vec<String>> = metadata
        .into_iter()
        .map(|(key, values)| (key.to_owned(), values.into_iter().filter(|v| !v.is_empty()).collect::<Vec<_>>()))
        .filter(|(_, values)| !values.is_empty())
        .collect();
    Page {
        id,
        url: entry.url,
        title,
        lang,
        meta,
        blocks: content.blocks,
        anchors: Some(BTreeMap::new()),
        ..Page::default()
    }
}

/// A short entry, as people write them by the dozen a day, is called by its beginning.
fn first_words(blocks: &[Block]) -> String {
    let text = blocks.first().map(Block::text).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests;
