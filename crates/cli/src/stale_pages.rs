//! Removes reader pages of earlier builds whose documents no longer exist.
//!
//! A file is removed only if the earlier index has its address and it has the form of a reader page: an owner's files are never touched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path};

use findling_core::Index;
use findling_core::format::IndexFile;
use findling_core::index::PageId;
use findling_core::split::SplitIndex;
use findling_indexer::NativeHost;
use findling_indexer::reader_pages::is_reading_page;

use crate::blocks;
use crate::module::{SECTION, section};

/// The addresses of pages in the index of a folder's search, whose module is `module`. Empty for the search of a site.
pub(crate) fn before(out: &Path, module: &str) -> Vec<String> {
    let bytes = fs::read(out.join(module)).unwrap_or_default();
    let Some(file) = section(&bytes, SECTION) else { return Vec::new() };
    // The index of a site has a base address. Reader pages are next to their search.
    let of_a_site = |file: &IndexFile<'_>| {
        file.manifest().is_ok_and(|manifest| manifest.options.iter().any(|option| option.starts_with("base=")))
    };
    if IndexFile::open(file).is_ok_and(|file| of_a_site(&file)) {
        return Vec::new();
    }
    let opened = if SplitIndex::is_root(file) {
        blocks::whole(file, out).ok()
    } else {
        Index::open(file, Box::new(NativeHost)).ok()
    };
    let Some(index) = opened else { return Vec::new() };
    (0..index.pages().len() as u32).map(|page| index.page_url(PageId(page)).to_owned()).collect()
}

/// Removes the pages that were not written again, and folders that become empty. A file that can't be removed does no harm.
pub(crate) fn sweep(out: &Path, before: &[String], now: &BTreeSet<String>) {
    for address in before.iter().filter(|address| !now.contains(*address)) {
        let below = Path::new(address);
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            continue;
        }
        let path = out.join(below);
        if !fs::read_to_string(&path).is_ok_and(|text| is_reading_page(&text)) || fs::remove_file(&path).is_err() {
            continue;
        }
        for folder in path.ancestors().skip(1).take_while(|folder| *folder != out) {
            // Fails if the folder is not empty.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}
