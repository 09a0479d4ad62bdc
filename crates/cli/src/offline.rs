//! `findling build --offline`: a service worker that caches the search and the visited pages, for use without a network.
//!
//! A worker serves the folders below its own, so it is written into the site's root. It names the files of its build.

use std::path::Path;

use findling_core::format::checksum;
use findling_indexer::read::Corpus;
use serde_json::json;

use crate::assets::{OFFLINE_JS, OFFLINE_WORKER_JS};
use crate::location::Location;
use crate::publish::{ENTRY, Published};
use crate::{Failure, blocks, output};

/// The file name of the worker in the site's root.
pub(crate) const WORKER: &str = "findling-offline.js";
/// The script that registers the worker.
const OFFLINE: &str = "offline.js";
/// Files that pages never request.
const OTHERS: &[&str] = &["findling.d.ts", "client.js", "module.js"];

/// The blocks of a split index that are cached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Blocks {
    /// Those that a search fetches.
    Used,
    /// All, when the worker is installed.
    All,
}

/// Adds the script that registers the worker. Our pages import it; an owner adds it to other pages.
pub(crate) fn add(place: &Location, published: &mut Published, ours: bool) {
    let root = if place.base.is_empty() { "./" } else { &place.base };
    // A minifier may write a text between backticks.
    let script = OFFLINE_JS.replace("\"../\"", &format!("\"{root}\"")).replace("`../`", &format!("\"{root}\""));
    published.files.insert(OFFLINE.to_owned(), script.into_bytes());
    for name in ["page.js", "reading.js"].iter().filter(|_| ours) {
        if let Some(script) = published.files.get_mut(*name) {
            script.splice(0..0, format!("import\"./{OFFLINE}\";").into_bytes());
        }
    }
}

/// Writes the worker for a search.
pub(crate) fn write(
    root: &Path,
    place: &Location,
    published: &Published,
    corpus: &Corpus,
    blocks: Blocks,
) -> Result<(), Failure> {
    // Our own pages are all cached; an owner's pages when they are visited.
    let ours = |url: &&str| !corpus.hosted && !url.contains("://");
    let mut pages: Vec<&str> = corpus.pages.iter().map(|page| page.url.as_str()).filter(ours).collect();
    pages.extend((!pages.is_empty()).then_some("reading.css"));
    output::write_one(&root.join(WORKER), worker(place, published, &pages, blocks).as_bytes())
}

fn worker(place: &Location, published: &Published, pages: &[&str], blocks: Blocks) -> String {
    // Without a network, no search engine answers.
    let is_remote = |name: &str| {
        ["/provider.js", "/remote.js"].iter().any(|file| name.ends_with(file)) || name.contains("/providers/")
    };
    let is_cached =
        |name: &&str| !OTHERS.contains(name) && !is_remote(name) && (blocks == Blocks::All || !blocks::is_path(name));
    let mut files: Vec<&str> = published.files.keys().map(String::as_str).filter(is_cached).collect();
    files.extend(pages);
    let contents: Vec<u8> = published.files.values().flat_map(|content| checksum(content).to_le_bytes()).collect();
    let folder = if place.path.is_empty() { "./".to_owned() } else { format!("{}/", place.path) };
    let search = json!({ "build": format!("{:016x}", checksum(&contents)), "folder": folder, "files": files });
    format!("const SEARCH = {search};\n{OFFLINE_WORKER_JS}")
}

/// The third line that the owner pastes.
pub(crate) fn line(place: &Location) -> String {
    place.lines().lines().next().unwrap_or_default().replace(ENTRY, OFFLINE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Site;

    #[test]
    fn the_worker_names_the_files_of_its_build() {
        let place = Location { path: "assets/search".to_owned(), base: "../../".to_owned() };
        let published = |pack: &[u8]| Published::of(&Site::around(pack.to_vec()));
        let (one, two) = (published(b"one"), published(b"two"));
        let mut other = published(b"one");
        add(&place, &mut other, true);
        let script = |name: &str| String::from_utf8_lossy(&other.files[name]).into_owned();
        assert!(
            script("offline.js").contains("\"../../\"") && script("page.js").starts_with("import\"./offline.js\";")
        );
        let text = worker(&place, &one, &[], Blocks::Used);
        assert!(
            text.contains(&one.module) && text.contains("\"assets/search/\"") && text.contains("worker.js"),
            "{text}"
        );
        assert!(!text.contains("findling.d.ts") && text != worker(&place, &two, &[], Blocks::Used));
        let mut split = published(b"one");
        split.files.insert("blocks/w0.0000ff.bin".to_owned(), Vec::new());
        let names_block = |blocks| worker(&place, &split, &[], blocks).contains("blocks/w0.0000ff.bin");
        assert!(!names_block(Blocks::Used) && names_block(Blocks::All));
        assert_eq!(line(&place), "<script type=\"module\" src=\"/assets/search/offline.js\"></script>");
    }
}
