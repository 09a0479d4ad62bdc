//! Ids and addresses of articles that were read from text files: no two alike in a corpus, whatever the files are called.
//!
//! An address is a path that every system can write, that a link can name as it stands, and that is never the search page's own.

use std::collections::BTreeSet;

use crate::model::Page;

/// The search page, which is in the same folder as the reader pages. In lower case: some file systems ignore case.
const SEARCH_PAGE: &str = "index";

/// The ids and addresses in use.
#[derive(Debug)]
pub(super) struct Addresses {
    ids: BTreeSet<String>,
    /// In lower case, without `.html`.
    addresses: BTreeSet<String>,
}

impl Default for Addresses {
    fn default() -> Self {
        Addresses { ids: BTreeSet::new(), addresses: BTreeSet::from([SEARCH_PAGE.to_owned()]) }
    }
}

impl Addresses {
    /// Assigns unused ids and addresses to the pages of a file. A page keeps its own if nobody else uses it.
    pub(super) fn assign(&mut self, pages: &mut [Page]) {
        for page in pages {
            page.id = free(&page.id, |id| self.ids.insert(id.to_owned()));
            let address = free(&plain(&page.id), |address| self.addresses.insert(address.to_lowercase()));
            page.url = format!("{address}.html");
        }
    }
}

/// The name, or the first of `name-2`, `name-3`, ... that is free.
fn free(name: &str, mut take: impl FnMut(&str) -> bool) -> String {
    let mut found = name.to_owned();
    let mut number = 1;
    while !take(&found) {
        number += 1;
        found = format!("{name}-{number}");
    }
    found
}

/// Longest name in a path, in bytes. Most file systems allow 255; the rest is for a number and an ending.
const LONGEST: usize = 200;

/// Replaces characters that are special in a URL or forbidden in file names, and drops `..`, so that no address leaves the folder.
fn plain(id: &str) -> String {
    let safe = |c: char| !c.is_control() && !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\\' | '#' | '%');
    let name = |part: &str| -> String {
        let mut end = part.len().min(LONGEST);
        while !part.is_char_boundary(end) {
            end -= 1;
        }
        part.get(..end).unwrap_or_default().chars().map(|c| if safe(c) { c } else { '-' }).collect()
    };
    let names: Vec<String> = id.split('/').filter(|part| !matches!(*part, "" | "." | "..")).map(name).collect();
    if names.is_empty() { "page".to_owned() } else { names.join("/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(ids: &[&str]) -> Vec<(String, String)> {
        let mut pages: Vec<Page> = ids.iter().map(|id| Page { id: (*id).to_owned(), ..Page::default() }).collect();
        Addresses::default().assign(&mut pages);
        pages.into_iter().map(|page| (page.id, page.url)).collect()
    }

    fn pair(id: &str, url: &str) -> (String, String) {
        (id.to_owned(), url.to_owned())
    }

    #[test]
    fn an_article_named_index_does_not_replace_the_search_page() {
        assert_eq!(
            named(&["index", "Index", "notes/index"]),
            [pair("index", "index-2.html"), pair("Index", "Index-3.html"), pair("notes/index", "notes/index.html")]
        );
    }

    #[test]
    fn ids_stay_unique_when_a_file_is_named_like_another_files_second_article() {
        assert_eq!(
            named(&["a", "a-2", "a-2"]),
            [pair("a", "a.html"), pair("a-2", "a-2.html"), pair("a-2-2", "a-2-2.html")]
        );
    }

    #[test]
    fn addresses_stay_in_the_folder_and_are_not_too_long() {
        assert_eq!(
            named(&["../../etc/passwd", "/root", "..", &format!("a/{}", "长".repeat(100))])
                .into_iter()
                .map(|n| n.1)
                .collect::<Vec<_>>(),
            ["etc/passwd.html", "root.html", "page.html", &format!("a/{}.html", "长".repeat(66))]
        );
    }

    #[test]
    fn addresses_need_no_escaping_in_links_and_file_names() {
        assert_eq!(
            named(&["50% of: #1?", "文 件"]),
            [pair("50% of: #1?", "50- of- -1-.html"), pair("文 件", "文 件.html")]
        );
    }
}
