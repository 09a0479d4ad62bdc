//! Removes reader pages of earlier builds whose documents no longer exist.
//!
//! A file is removed only if the earlier index has its address and it has the form of a reader page: an owner's files are never touched.
//! The page of an export has no addresses: all reader pages below its folder are its own, except those of another search.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use findling_core::Index;
use findling_core::format::IndexFile;
use findling_core::index::PageId;
use findling_core::split::SplitIndex;
use findling_indexer::NativeHost;
use findling_indexer::reader_pages::is_reading_page;

use crate::blocks;
use crate::module::{SECTION, section};
use crate::publish::ENTRY;

/// The addresses of the reader pages that belong to the search of a folder, whose module is `module`. Empty for the search of a site, and for an
/// index that is not changed: its pages are all written again. The index of an export has no pages, so its folder is searched for them.
pub(crate) fn before(out: &Path, module: &str, is_changed: bool) -> Vec<String> {
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
        is_changed.then(|| blocks::whole(file, out).ok()).flatten()
    } else {
        Index::open(file, Box::new(NativeHost)).ok()
    };
    let Some(index) = opened else { return Vec::new() };
    if index.pages().is_empty() {
        return html_files(out);
    }
    if !is_changed {
        return Vec::new();
    }
    (0..index.pages().len() as u32).map(|page| index.page_url(PageId(page)).to_owned()).collect()
}

/// The addresses of all HTML files below a folder, of which [`sweep`] removes reader pages alone. A folder below it with a search of its own is
/// passed over.
fn html_files(out: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![PathBuf::new()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(out.join(&folder)).into_iter().flatten().flatten() {
            let (below, path) = (folder.join(entry.file_name()), entry.path());
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            // A link may lead out of the folder.
            let Some(kind) = entry.file_type().ok().filter(|_| !is_hidden) else { continue };
            if kind.is_dir() && !path.join(ENTRY).exists() {
                open.push(below);
            } else if kind.is_file() && below.extension().is_some_and(|extension| extension == "html") {
                let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
                found.push(parts.collect::<Vec<_>>().join("/"));
            }
        }
    }
    found
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
