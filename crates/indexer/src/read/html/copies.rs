//! Copies: pages that a site has in several folders under the same name, with nearly the same text. `core/option` beside `std/option`.
//!
//! The site itself shows which folder it means: the one that most of its other pages link to.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::dom::{DOCUMENT, Tree};
use super::draft::Draft;
use super::links::{Target, folders};
use super::text_key::{hash_of, shared_texts};
use crate::percent::decoded;

/// Minimum number of copies that two folders share: one or two may be alike by chance.
const MIN_SHARED: usize = 3;
/// Minimum share of a copy's own text that the other page has too, in percent.
const MIN_SAME_PERCENT: usize = 80;
/// Maximum number of pages that have a text of their own. A text on more pages comes from a template.
const MAX_OWNERS: usize = 12;
/// Maximum number of folders that have a page of one name. More have a page such as `index.html`.
const MAX_GROUP: usize = 12;
/// Maximum number of folders of an address that are looked at.
const MAX_DEPTH: usize = 8;
/// Maximum number of linked folders that are kept of a page. More come from a menu.
const MAX_LINKED: usize = 64;

/// The folders that a page links to, outside of its own, as hashes: the first folder of each target that the page is not in, and the one below
/// it.
pub(super) fn linked_folders(tree: &Tree, file: &str) -> Vec<u64> {
    let linked = linked_paths(tree, file);
    linked.iter().map(hash_of).take(MAX_LINKED).collect()
}

fn linked_paths(tree: &Tree, file: &str) -> BTreeSet<String> {
    let own: Vec<&str> = folders(file).collect();
    let mut linked = BTreeSet::new();
    tree.for_each(DOCUMENT, |node| {
        if let Some(link) = tree.attribute(node, "href").filter(|_| tree.is_link(node)) {
            let target = Target::of(&own, link).map(|target| target.folders).unwrap_or_default();
            let common = own.iter().zip(&target).take_while(|(own, target)| own == target).count();
            for end in common + 1..=target.len().min(common + 2) {
                linked.insert(decoded(&target[..end].join("/")));
            }
        }
        true
    });
    linked
}

/// A page, and one folder of its address. Two pages are compared if their addresses differ in this folder alone.
struct Place {
    /// A hash of the address without the folder.
    rest: u64,
    page: usize,
    /// The folder's name, in bytes of the address.
    name: Range<usize>,
}

/// A folder that has copies: the number of pages of other folders that link to it, and of its own. More of them come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Standing {
    linking: usize,
    pages: usize,
}

/// For each page that is a copy of one in a preferred folder: its own folder's name, in bytes of its address. Older versions are not compared:
/// they are known already.
pub(super) fn copies(drafts: &[Draft], is_older: impl Fn(usize) -> bool) -> Vec<Option<Range<usize>>> {
    let compared = drafts.iter().enumerate().filter(|(page, _)| !is_older(*page));
    let mut places: Vec<Place> = compared.flat_map(|(page, draft)| places(page, &draft.url)).collect();
    places.sort_unstable_by_key(|place| (place.rest, place.page));
    let groups: Vec<&[Place]> =
        places.chunk_by(|a, b| a.rest == b.rest).filter(|group| (2..=MAX_GROUP).contains(&group.len())).collect();
    if groups.is_empty() {
        return vec![None; drafts.len()];
    }
    let common = shared_texts(drafts.iter().map(|draft| &draft.texts[..]), MAX_OWNERS + 1);
    // Pairs of places of which the first page's text is on the second page, by their folders.
    let mut pairs: BTreeMap<(&str, &str), Vec<&Place>> = BTreeMap::new();
    for group in groups {
        let texts: Vec<_> = group.iter().map(|place| own_texts(drafts.get(place.page), &common)).collect();
        let places = || group.iter().zip(&texts);
        for (one, texts) in places() {
            for (other, _) in places().filter(|(other, others)| other.page != one.page && is_copy(texts, others)) {
                pairs.entry((folder(drafts, one), folder(drafts, other))).or_default().push(one);
            }
        }
    }
    let both = |pair: (&str, &str)| pairs.get(&(pair.1, pair.0)).map_or(0, Vec::len);
    let shared: BTreeSet<(&str, &str)> = pairs
        .iter()
        .filter(|(pair, copies)| copies.len().max(both(**pair)) >= MIN_SHARED)
        .flat_map(|((one, other), _)| [(*one, *other), (*other, *one)])
        .collect();
    let standings = standings(drafts, &shared);
    let standing = |folder: &str| standings.get(folder).copied().unwrap_or_default();
    let mut copies = vec![None; drafts.len()];
    for ((one, other), places) in pairs.iter().filter(|(pair, _)| shared.contains(*pair)) {
        // Of two equal folders, the first by name is preferred.
        if (standing(one), *other) < (standing(other), *one) {
            for copy in places {
                copies[copy.page] = Some(copy.name.clone());
            }
        }
    }
    copies
}

/// The folders of an address, each as a place.
fn places(page: usize, url: &str) -> impl Iterator<Item = Place> {
    let ends = url.match_indices('/').map(|(at, _)| at).take(MAX_DEPTH);
    ends.scan(0, move |start, end| {
        let name = std::mem::replace(start, end + 1)..end;
        Some(Place { rest: hash_of(&(&url[..name.start], &url[end..])), page, name })
    })
}

/// The path of the folder of a place.
fn folder<'a>(drafts: &'a [Draft], place: &Place) -> &'a str {
    drafts.get(place.page).and_then(|draft| draft.url.get(..place.name.end)).unwrap_or_default()
}

/// A page's own texts, by hash, each with its length.
fn own_texts(draft: Option<&Draft>, common: &BTreeMap<u64, usize>) -> BTreeMap<u64, usize> {
    let texts = draft.map_or(&[][..], |draft| &draft.texts);
    texts.iter().filter(|text| !common.contains_key(&text.hash)).map(|text| (text.hash, text.bytes as usize)).collect()
}

/// Whether nearly all of a page's own texts are among those of another page.
fn is_copy(texts: &BTreeMap<u64, usize>, others: &BTreeMap<u64, usize>) -> bool {
    let all: usize = texts.values().sum();
    let same: usize = texts.iter().filter(|(hash, _)| others.contains_key(hash)).map(|(_, bytes)| bytes).sum();
    all > 0 && same * 100 >= all * MIN_SAME_PERCENT
}

/// The standing of each folder that shares copies. Links of folders with copies of its pages don't count.
fn standings<'a>(drafts: &'a [Draft], shared: &BTreeSet<(&'a str, &'a str)>) -> BTreeMap<&'a str, Standing> {
    let mut standings: BTreeMap<&str, Standing> =
        shared.iter().map(|(folder, _)| (*folder, Standing::default())).collect();
    let by_hash: BTreeMap<u64, &str> = standings.keys().map(|folder| (hash_of(&decoded(folder)), *folder)).collect();
    for draft in drafts {
        let around: Vec<&str> = draft.url.match_indices('/').map(|(at, _)| &draft.url[..at]).collect();
        for folder in &around {
            if let Some(standing) = standings.get_mut(folder) {
                standing.pages += 1;
            }
        }
        let linked = draft.linked_folders.iter().filter_map(|hash| by_hash.get(hash));
        for folder in linked {
            let is_copy = around.iter().any(|own| own == folder || shared.contains(&(*folder, *own)));
            if let Some(standing) = standings.get_mut(folder).filter(|_| !is_copy) {
                standing.linking += 1;
            }
        }
    }
    standings
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;
    use crate::model::Block;

    fn draft(url: &str, texts: &[String], links: &str) -> Draft {
        let blocks = texts.iter().map(|text| Block::Paragraph(text.clone())).collect();
        let linked_folders = linked_folders(&parse(links).0, url);
        Draft { url: url.to_owned(), blocks, linked_folders, ..Draft::default() }.with_text_keys()
    }

    /// The address and the folder of each copy on a site with these folders, each with the same pages, and a guide that has these links.
    fn found(folders: &[&str], pages: usize, links: &str) -> Vec<(String, String)> {
        let item = |folder: &str, n: usize| {
            let same = format!("The item number {n} is described here, in the same words in every folder.");
            draft(&format!("{folder}item{n}.html"), &[same, format!("use {folder}")], "")
        };
        let mut drafts: Vec<Draft> =
            folders.iter().flat_map(|folder| (0..pages).map(move |n| item(folder, n))).collect();
        drafts.push(draft("guide/start.html", &["A guide.".to_owned()], links));
        let copies = copies(&drafts, |_| false);
        let name =
            |(draft, name): (&Draft, Option<Range<usize>>)| Some((draft.url.clone(), draft.url[name?].to_owned()));
        drafts.iter().zip(copies).filter_map(name).collect()
    }

    #[test]
    fn the_folder_that_other_pages_link_to_is_preferred() {
        let copies = found(&["core/", "std/"], 3, "<a href=../std/item1.html>item</a>");
        assert_eq!(copies.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["core"; 3]);
        let copies = found(&["core/", "std/"], 3, "<a href=/core/item1.html>item</a>");
        assert_eq!(copies.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["std"; 3]);
        let copies = found(&["api/b/", "api/a/", "api/c/"], 3, "<a href=../api/c/>item</a>");
        assert_eq!(copies.iter().filter(|(_, name)| name == "c").count(), 0);
        assert_eq!(copies.len(), 6);
        let copies = found(&["b/", "a/"], 3, "<a href=https://example.org/b/>elsewhere</a>");
        assert!(copies.iter().all(|(_, name)| name == "b"), "without links, the first by name: {copies:?}");
    }

    #[test]
    fn few_copies_and_pages_with_texts_of_their_own_are_left_alone() {
        assert_eq!(found(&["core/", "std/"], MIN_SHARED - 1, ""), []);
        let own = |folder: &str, n: usize| {
            let text = format!("The page {n} of {folder}, which has a text of its own.");
            draft(&format!("{folder}item{n}.html"), &[text, format!("The text that both have {n}.")], "")
        };
        let drafts: Vec<Draft> = (0..9).flat_map(|n| [own("a/", n), own("b/", n)]).collect();
        assert!(copies(&drafts, |_| false).iter().all(Option::is_none));
        let many: Vec<String> = (0..=MAX_GROUP).map(|n| format!("folder{n}/")).collect();
        assert_eq!(found(&many.iter().map(String::as_str).collect::<Vec<_>>(), 3, ""), []);
    }

    #[test]
    fn texts_of_a_template_make_no_copies() {
        let page = |folder: &str, n: usize| {
            let template = "A method that every iterator has, with a long description.".to_owned();
            draft(&format!("{folder}item{n}.html"), &[template, format!("{folder} {n}")], "")
        };
        let drafts: Vec<Draft> = (0..9).flat_map(|n| [page("map/", n), page("set/", n)]).collect();
        assert!(copies(&drafts, |_| false).iter().all(Option::is_none));
    }

    #[test]
    fn the_newest_of_versions_is_no_copy() {
        let texts =
            |n: usize| vec![format!("The item number {n} is described here, in the same words in both versions.")];
        let drafts: Vec<Draft> = ["v1", "v2"]
            .iter()
            .flat_map(|version| (0..4).map(move |n| (version, n)))
            .map(|(version, n)| draft(&format!("{version}/item{n}.html"), &texts(n), ""))
            .collect();
        assert!(copies(&drafts, |page| page < 4).iter().all(Option::is_none));
        assert_eq!(copies(&drafts, |_| false).iter().flatten().count(), 4);
    }

    #[test]
    fn escaped_and_plain_addresses_name_the_same_folder() {
        let copies = found(&["one/", "中文/"], 3, "<a href=../%E4%B8%AD%E6%96%87/item1.html>item</a>");
        assert_eq!(copies.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["one"; 3]);
        let copies = found(&["a%20b/", "a/"], 3, "<a href='../a b/item1.html'>item</a>");
        assert_eq!(copies.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>(), ["a"; 3]);
    }

    #[test]
    fn links_name_the_folders_that_a_page_is_not_in() {
        let links = "<a href=../std/vec/index.html#a>a</a><a href=b.html>b</a><a href=sub/c.html>c</a><a href=//host/d/>d</a>\
            <a href=mailto:a@b/c>e</a><a href='/docs/deep/down/f.html?q=/x/'>f</a><a href=../../../../up/>g</a>";
        let linked: Vec<String> = linked_paths(&parse(links).0, "docs/guide/start.html").into_iter().collect();
        assert_eq!(linked, ["docs/deep", "docs/deep/down", "docs/guide/sub", "docs/std", "docs/std/vec", "up"]);
    }
}
