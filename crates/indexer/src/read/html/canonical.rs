//! Pages that say themselves that they are copies of another page of the site.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;

/// The pages whose canonical address is another page's that is here too, each with that page's address.
pub(super) fn declared_copies(drafts: &[Draft]) -> BTreeMap<usize, String> {
    let urls: BTreeSet<&str> = drafts.iter().map(|d| d.url.as_str()).collect();
    // Where the site stands at its host is what most addresses have before the page's own.
    let mut bases: BTreeMap<&str, usize> = BTreeMap::new();
    for draft in drafts {
        let path = draft.canonical.as_deref().and_then(path);
        for own in spellings(&draft.url) {
            if let Some(base) = path.and_then(|p| p.strip_suffix(own.as_str())).filter(|base| base.ends_with('/')) {
                *bases.entry(base).or_default() += 1;
            }
        }
    }
    let base = bases.into_iter().max_by_key(|(base, count)| (*count, base.len())).map_or("/", |(base, _)| base);
    let mut copies = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let Some(rest) = draft.canonical.as_deref().and_then(path).and_then(|p| p.strip_prefix(base)) else { continue };
        if spellings(&draft.url).iter().any(|own| own == rest) {
            continue;
        }
        if let Some(other) = urls.iter().find(|url| spellings(url).iter().any(|form| form == rest)) {
            copies.insert(at, (*other).to_owned());
        }
    }
    // A template that writes the same address on every page means nothing by it.
    if copies.len() * 2 > drafts.len() { BTreeMap::new() } else { copies }
}

/// The path of an address.
fn path(url: &str) -> Option<&str> {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.get(rest.find('/')?..)?,
        None => url,
    };
    let end = path.find(['?', '#']).unwrap_or(path.len());
    path.get(..end).filter(|p| p.starts_with('/'))
}

/// The ways in which a page's address may be written.
fn spellings(url: &str) -> Vec<String> {
    let url = url.strip_prefix("./").unwrap_or(url);
    match url.strip_suffix(".html") {
        Some(stem) => vec![url.to_owned(), stem.to_owned(), format!("{stem}/")],
        None if url.is_empty() => vec![String::new(), "index.html".to_owned()],
        None => vec![url.to_owned(), format!("{url}index.html"), url.trim_end_matches('/').to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(pages: &[(&str, &str)]) -> Vec<Draft> {
        let draft = |(url, canonical): &(&str, &str)| Draft {
            url: (*url).to_owned(),
            canonical: Some((*canonical).to_owned()).filter(|c| !c.is_empty()),
            ..Draft::default()
        };
        pages.iter().map(draft).collect()
    }

    #[test]
    fn a_page_that_names_another_as_its_original_is_a_copy() {
        let drafts = site(&[
            ("./", "https://e.org/docs/"),
            ("a/", "https://e.org/docs/a"),
            ("b.html", "https://e.org/docs/b.html"),
            ("c/", "https://e.org/docs/c/"),
            ("old/b.html", "https://e.org/docs/b.html"),
            ("old/a/", "https://e.org/docs/a/?x#y"),
            ("d/", "https://elsewhere.org/d/"),
        ]);
        assert_eq!(declared_copies(&drafts), BTreeMap::from([(4, "b.html".to_owned()), (5, "a/".to_owned())]));
    }

    #[test]
    fn one_address_on_every_page_means_nothing() {
        assert!(declared_copies(&site(&[("./", "/"), ("a/", "/"), ("b/", "/")])).is_empty());
    }
}
