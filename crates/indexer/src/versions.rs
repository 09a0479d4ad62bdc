//! Which pages are older versions of others: `/1.0/install` beside `/2.0/install`, `/en/3.4/a` beside `/en/stable/a`, `/book/2018-edition/a`
//! beside `/book/a`.
//!
//! A folder with a number is not enough: a good share of its pages must exist in a newer version too.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// Minimum number of pages that a version shares with newer ones.
const MIN_SHARED: usize = 3;
/// Minimum share of a version's pages that newer ones have too, in percent.
const MIN_SHARED_PERCENT: usize = 30;
/// Most digits of a folder that is nothing but a number: years have more.
const MAX_DIGITS: usize = 3;

/// The version in a folder's name. The greatest is the current one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Version {
    /// Not released yet: `next`, `dev`, `main`.
    Unreleased,
    /// `1.2`, `v3`, `2018-edition`. A name that is a bare number may be something else.
    Number { numbers: Vec<u32>, bare: bool },
    /// `latest`: with `stable` beside it, it is not released.
    Latest,
    /// `stable`, `current`.
    Stable,
}

/// A page in a version's folder.
struct Place<'a> {
    before: &'a str,
    after: &'a str,
    version: Version,
    /// The number of the version (`1.2`), or its name, in bytes of the address.
    name: Range<usize>,
}

/// For each address the bytes that name its version, if there is a newer version of the page.
pub(crate) fn older(urls: &[&str]) -> Vec<Option<Range<usize>>> {
    let places: Vec<Option<Place>> = urls.iter().map(|url| place(url)).collect();
    let mut versions: HashMap<(&str, &str), Vec<&Version>> = HashMap::new();
    for place in places.iter().flatten() {
        versions.entry((place.before, place.after)).or_default().push(&place.version);
    }
    let plain: HashSet<&str> =
        urls.iter().zip(&places).filter(|(_, place)| place.is_none()).map(|(url, _)| *url).collect();
    let has_newer = |place: &Place| {
        let is_bare = matches!(place.version, Version::Number { bare: true, .. });
        let siblings = versions.get(&(place.before, place.after)).map_or(&[][..], Vec::as_slice);
        // A bare number is a version only beside `stable` or the like: it may be a page of a list.
        let newer = siblings
            .iter()
            .any(|other| **other > place.version && (!is_bare || !matches!(other, Version::Number { .. })));
        newer || !is_bare && plain.contains(format!("{}{}", place.before, place.after).as_str())
    };
    // For each version of each place: its pages, and those that have a newer version.
    let mut shares: BTreeMap<(&str, &Version), (usize, usize)> = BTreeMap::new();
    let newer: Vec<bool> = places.iter().map(|place| place.as_ref().is_some_and(has_newer)).collect();
    let mut numbered: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, newer) in places.iter().zip(&newer) {
        let Some(place) = place else { continue };
        let share = shares.entry((place.before, &place.version)).or_default();
        share.0 += 1;
        share.1 += usize::from(*newer);
        *numbered.entry(place.before).or_default() += usize::from(matches!(place.version, Version::Number { .. }));
    }
    let is_version = |place: &Place| {
        let (pages, both) = shares.get(&(place.before, &place.version)).copied().unwrap_or_default();
        both >= MIN_SHARED
            && both * 100 >= pages * MIN_SHARED_PERCENT
            && numbered.get(place.before).is_some_and(|n| *n > 0)
    };
    let of = |(place, newer): (&Option<Place>, bool)| {
        place.as_ref().filter(|place| newer && is_version(place)).map(|place| place.name.clone())
    };
    places.iter().zip(newer).map(of).collect()
}

/// Finds the first folder of an address that is named like a version.
fn place(url: &str) -> Option<Place<'_>> {
    let path = url.find("://").map_or(0, |at| at + 3);
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let mut start = path;
    while let Some(length) = url.get(start..end)?.find('/') {
        let name = start..start + length;
        if let Some(version) = version(&url[name.clone()]).filter(|_| start > path || path == 0) {
            let after = &url[start + length + 1..end];
            let number = number(&url[name.clone()]);
            let name = start + number.start..start + number.end;
            return Some(Place { before: &url[..start], after, version, name });
        }
        start += length + 1;
    }
    None
}

/// Reads the name of a folder.
fn version(name: &str) -> Option<Version> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "stable" | "current" => return Some(Version::Stable),
        "latest" => return Some(Version::Latest),
        "next" | "dev" | "devel" | "main" | "master" | "nightly" | "edge" | "unreleased" => {
            return Some(Version::Unreleased);
        }
        _ => {}
    }
    if let Some(edition) = name.strip_suffix("-edition") {
        let ordinals = ["first", "second", "third", "fourth", "fifth", "sixth"];
        let ordinal = ordinals.iter().position(|ordinal| *ordinal == edition).map(|at| at as u32 + 1);
        let number = ordinal.or_else(|| edition.parse().ok())?;
        return Some(Version::Number { numbers: vec![number], bare: false });
    }
    let prefixes = ["version-", "release-", "v-", "v"];
    let number = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(&name);
    let number = number.split_once('-').filter(|(_, end)| is_prerelease(end)).map_or(number, |(number, _)| number);
    let number = number.strip_suffix(".x").unwrap_or(number);
    let bare = number.len() == name.len() && !number.contains('.');
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !number.split('.').all(is_number) || bare && (number.len() > MAX_DIGITS || number.starts_with('0')) {
        return None;
    }
    let numbers = number.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u32>>>()?;
    Some(Version::Number { numbers, bare })
}

/// The number in the name of a folder, or the whole name if it has none. An edition is named by its number or its ordinal.
fn number(name: &str) -> Range<usize> {
    let start = name.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
    let rest = name.get(start..).unwrap_or_default();
    let end = if rest.starts_with(|c: char| c.is_ascii_digit()) {
        rest.find(|c: char| !c.is_ascii_digit() && c != '.')
    } else {
        rest.find("-edition")
    };
    let number = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    start..start + number.trim_end_matches('.').len()
}

fn is_prerelease(end: &str) -> bool {
    ["alpha", "beta", "rc", "pre", "preview", "lts"].iter().any(|name| end.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The older pages of a site that has these folders, each with the same pages.
    fn names(folders: &[&str], pages: usize) -> Vec<String> {
        let urls: Vec<String> =
            folders.iter().flat_map(|folder| (0..pages).map(move |n| format!("{folder}page{n}.html"))).collect();
        let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
        let older = older(&urls);
        let mut names: Vec<String> =
            urls.iter().zip(older).filter_map(|(url, name)| Some(url[name?].to_owned())).collect();
        names.dedup();
        names
    }

    #[test]
    fn all_but_the_current_version_are_older() {
        for (folders, older) in [
            (&["1.0/", "2.0/", "10.0/"][..], &["1.0", "2.0"][..]),
            (&["", "v1/", "v2.3/"], &["1", "2.3"]),
            (&["book/", "book/2018-edition/", "book/second-edition/"], &["2018", "second"]),
            (&["en/stable/", "en/latest/", "en/3.4/", "de/3.4/"], &["latest", "3.4"]),
            (&["https://a.org/docs/", "https://a.org/docs/next/", "https://a.org/docs/0.9.3/"], &["next", "0.9.3"]),
            (&["/docs/current/", "/docs/16/", "/docs/9.6/"], &["16", "9.6"]),
            (&["2.0/", "2.0-rc1/", "1.x/"], &["1"]),
        ] {
            assert_eq!(names(folders, 4), older, "{folders:?}");
        }
    }

    #[test]
    fn folders_that_only_look_like_versions_are_not() {
        for folders in [
            &["2023/", "2024/"][..],
            &["page/", "page/2/", "page/3/"],
            &["2023/01/", "2023/02/"],
            &["latest/", ""],
            &["1.0/a/", "2.0/b/"],
            &["chapter1/", "chapter2/"],
        ] {
            assert_eq!(names(folders, 4), [""; 0], "{folders:?}");
        }
        assert_eq!(names(&["1.0/", "2.0/"], MIN_SHARED - 1), [""; 0], "too few pages");
        let urls = ["1.0/a", "1.0/b", "1.0/c", "2.0/a", "2.0/b", "2.0/c"];
        let many: Vec<String> = (0..20).map(|n| format!("1.0/own{n}")).collect();
        let all: Vec<&str> = urls.into_iter().chain(many.iter().map(String::as_str)).collect();
        assert!(older(&all).iter().all(Option::is_none), "too small a share");
        assert_eq!(older(&urls).iter().flatten().count(), 3);
    }
}
