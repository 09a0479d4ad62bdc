//! A site map of local files: the pages that it lists are the site, and no others.
//!
//! Addresses are those of the host; the files are where the map is. How much of the beginning of each address is the path that the site
//! stands below is found by trying: the beginning without which most files are there.

use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};

use super::corpus::{Corpus, Skipped};
use super::load::read_within;
use super::options::ReadOptions;
use super::{html, walk};

/// So many names of a path may stand before the site's own.
const DEEPEST: usize = 6;
/// A map of maps has no map of maps in it.
const MAPS: usize = 2000;

/// What a map says.
pub(super) struct Listed {
    root: PathBuf,
    /// Addresses' paths with when they were changed.
    pages: Vec<(String, Option<String>)>,
    skipped: Vec<Skipped>,
}

/// Reads a file if it is a site map.
pub(super) fn listed(path: &Path, options: &ReadOptions) -> Option<Listed> {
    let root = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut listed = Listed { root: root.to_owned(), pages: Vec::new(), skipped: Vec::new() };
    let maps = listed.map(path, options)?;
    for address in maps.into_iter().take(MAPS) {
        // A map that names itself says nothing more.
        let other = file_of(root, &address).filter(|file| file.canonicalize().ok() != path.canonicalize().ok());
        if other.and_then(|file| listed.map(&file, options)).is_none() {
            let reason = "the site map names it, and it is no site map here".to_owned();
            listed.skipped.push(Skipped { file: address, reason });
        }
    }
    Some(listed)
}

/// The file of a map's address: below the map that names it, without as few first names of its path as can be.
fn file_of(root: &Path, address: &str) -> Option<PathBuf> {
    let path = path_of(address)?;
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    if names.iter().any(|name| matches!(*name, ".." | ".")) {
        return None;
    }
    let below = |from: usize| names.iter().skip(from).fold(root.to_owned(), |path, name| path.join(name));
    (0..names.len()).map(below).find(|file| file.is_file())
}

impl Listed {
    /// Adds what a map lists, and gives the maps that it names.
    fn map(&mut self, path: &Path, options: &ReadOptions) -> Option<Vec<String>> {
        let bytes = read_within(path, html::LARGEST * 2).ok()?;
        let text = html::text(&bytes, options.encoding.as_deref()).ok()?;
        let document = Document::parse(text.trim_start()).ok()?;
        let root = document.root_element();
        match root.tag_name().name() {
            "urlset" => {
                for url in root.children().filter(Node::is_element) {
                    if let Some(place) = said(url, "loc").as_deref().and_then(path_of) {
                        self.pages.push((place, said(url, "lastmod").map(|date| html::day(&date))));
                    }
                }
                Some(Vec::new())
            }
            "sitemapindex" => Some(root.children().filter_map(|map| said(map, "loc")).collect()),
            _ => None,
        }
    }

    /// The file of an address without the first names of its path.
    fn file(&self, path: &str, without: usize) -> Option<PathBuf> {
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let names = names.get(without..)?;
        // An address leads nowhere but below the map.
        if names.iter().any(|name| matches!(*name, ".." | ".")) {
            return None;
        }
        let below = names.iter().fold(self.root.clone(), |path, name| path.join(name));
        let with_ending = || {
            let mut name = below.clone().into_os_string();
            name.push(".html");
            PathBuf::from(name)
        };
        [below.join("index.html"), below.clone(), with_ending()].into_iter().find(|f| html::is_page(f) && f.is_file())
    }
}

/// Reads the pages of a map into the corpus.
pub(super) fn read(listed: Listed, options: &ReadOptions, corpus: &mut Corpus) {
    let found = |without: usize| listed.pages.iter().filter(|page| listed.file(&page.0, without).is_some()).count();
    let without =
        (0..=DEEPEST).max_by_key(|without| (found(*without), std::cmp::Reverse(*without))).unwrap_or_default();
    let mut files = Vec::new();
    let mut dates = Vec::new();
    for (page, date) in &listed.pages {
        if let Some(path) = listed.file(page, without) {
            let file = walk::relative(&listed.root, &path);
            dates.extend(date.clone().map(|date| (file.clone(), date)));
            files.push((path, file));
        } else {
            let reason = "the site map lists it, and there is no file of it below the map".to_owned();
            corpus.skipped.push(Skipped { file: page.clone(), reason });
        }
    }
    files.sort();
    files.dedup();
    corpus.skipped.extend(listed.skipped);
    (corpus.hosted, corpus.finished) = (true, true);
    html::read(&files, options, corpus);
    dates.sort();
    for (file, range) in &corpus.files {
        if let Ok(at) = dates.binary_search_by(|date| date.0.cmp(file)) {
            for page in corpus.pages.get_mut(range.clone()).unwrap_or_default() {
                page.meta.entry("date".to_owned()).or_insert_with(|| vec![dates[at].1.clone()]);
            }
        }
    }
}

fn said(node: Node, name: &str) -> Option<String> {
    let child = node.children().find(|n| n.tag_name().name() == name)?;
    child.text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The path of an address, as files are called.
fn path_of(address: &str) -> Option<String> {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |at| rest.get(at..).unwrap_or_default()),
        None => address,
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let coded = after
            .get(..2)
            .filter(|two| two.iter().all(u8::is_ascii_hexdigit))
            .and_then(|two| std::str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        if let (b'%', Some(byte)) = (first, coded) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}
