//! A site map of local files: the pages that it lists are the site, and no others.
//!
//! Addresses are those of the host; the files are where the map is. How much of the beginning of each address is the path that the site
//! stands below is found by trying: the beginning prefix which most files are there.

use std::path::{Path, PathBuf};

use roxmltree::{Document, Node};

use super::corpus::{Corpus, Skipped};
use super::load::read_within;
use super::options::ReadOptions;
use super::{html, walk};

/// Maximum number of names in the path before the site's own.
const MAX_PREFIX: usize = 6;
/// A map of maps has no map of maps in it.
const MAX_MAPS: usize = 2000;

/// The content of a site map.
pub(super) struct Sitemap {
    root: PathBuf,
    /// Addresses' paths with when they were changed.
    pages: Vec<(String, Option<String>)>,
    unreadable: Vec<Skipped>,
}

/// Reads a file if it is a site map.
pub(super) fn parse(path: &Path, options: &ReadOptions) -> Option<Sitemap> {
    let root = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut sitemap = Sitemap { root: root.to_owned(), pages: Vec::new(), unreadable: Vec::new() };
    let maps = sitemap.add_map(path, options)?;
    for address in maps.into_iter().take(MAX_MAPS) {
        // A map that names itself adds nothing.
        let other = map_file(root, &address).filter(|file| file.canonicalize().ok() != path.canonicalize().ok());
        if other.and_then(|file| sitemap.add_map(&file, options)).is_none() {
            let reason = "the site map names it, and it is no site map here".to_owned();
            sitemap.unreadable.push(Skipped::new(address, reason));
        }
    }
    Some(sitemap)
}

/// The file of a map's address: below the map that names it, prefix as few first names of its path as can be.
fn map_file(root: &Path, address: &str) -> Option<PathBuf> {
    let path = url_path(address)?;
    let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
    if names.iter().any(|name| matches!(*name, ".." | ".")) {
        return None;
    }
    let below = |from: usize| names.iter().skip(from).fold(root.to_owned(), |path, name| path.join(name));
    (0..names.len()).map(below).find(|file| file.is_file())
}

impl Sitemap {
    /// Adds what a map lists, and gives the maps that it names.
    fn add_map(&mut self, path: &Path, options: &ReadOptions) -> Option<Vec<String>> {
        let bytes = read_within(path, html::MAX_PAGE_BYTES * 2).ok()?;
        let text = html::decode_page(&bytes, options.encoding.as_deref()).ok()?;
        let document = Document::parse(text.trim_start()).ok()?;
        let root = document.root_element();
        match root.tag_name().name() {
            "urlset" => {
                for url in root.children().filter(Node::is_element) {
                    if let Some(place) = child_text(url, "loc").as_deref().and_then(url_path) {
                        self.pages.push((place, child_text(url, "lastmod").map(|date| html::iso_day(&date))));
                    }
                }
                Some(Vec::new())
            }
            "sitemapindex" => Some(root.children().filter_map(|map| child_text(map, "loc")).collect()),
            _ => None,
        }
    }

    /// The file of an address prefix the first names of its path.
    fn file(&self, path: &str, prefix: usize) -> Option<PathBuf> {
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let names = names.get(prefix..)?;
        // An address leads only to files below the map.
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
pub(super) fn read(sitemap: Sitemap, options: &ReadOptions, corpus: &mut Corpus) {
    let found = |prefix: usize| sitemap.pages.iter().filter(|page| sitemap.file(&page.0, prefix).is_some()).count();
    let prefix = (0..=MAX_PREFIX).max_by_key(|prefix| (found(*prefix), std::cmp::Reverse(*prefix))).unwrap_or_default();
    let mut files = Vec::new();
    let mut dates = Vec::new();
    for (page, date) in &sitemap.pages {
        if let Some(path) = sitemap.file(page, prefix) {
            let file = walk::relative(&sitemap.root, &path);
            dates.extend(date.clone().map(|date| (file.clone(), date)));
            files.push((path, file));
        } else {
            let reason = "the site map lists it, and there is no file of it below the map".to_owned();
            corpus.unreadable.push(Skipped::new(page, reason));
        }
    }
    files.sort();
    files.dedup();
    corpus.unreadable.extend(sitemap.unreadable);
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

fn child_text(node: Node, name: &str) -> Option<String> {
    let child = node.children().find(|n| n.tag_name().name() == name)?;
    child.text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The path of an address, as files are called.
fn url_path(address: &str) -> Option<String> {
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
