//! Ids and addresses of articles that were read from text files: no two alike in a corpus, whatever the files are called.
//!
//! An address is a path that every system can write, that a link can name as it stands, and that is never the search page's own.

use std::collections::BTreeSet;

use crate::model::Page;

/// The search page, beside which the reading pages are written; in lower case, as some systems take no notice of case.
const SEARCH_PAGE: &str = "index";

/// What is taken.
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
    /// Gives the pages of a file ids and addresses that are free: the ones they have, wherever those are.
    pub(super) fn assign(&mut self, pages: &mut [Page]) {
        for page in pages {
            page.id = free(&page.id, |id| self.ids.insert(id.to_owned()));
            let address = free(&plain(&page.id), |address| self.addresses.insert(address.to_lowercase()));
            page.url = format!("{address}.html");
        }
    }
}

/// The name, or the first of `name-2`, `name-3`, ... that can be taken.
fn free(name: &str, mut take: impl FnMut(&str) -> bool) -> String {
    let mut found = name.to_owned();
    let mut number = 1;
    while !take(&found) {
        number += 1;
        found = format!("{name}-{number}");
    }
    found
}

/// Addresses of a path are no longer than every system takes, in bytes.
const LONGEST: usize = 200;

/// Without what means something in an address or is forbidden in a file's name somewhere, and never out of the folder.
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
    fn an_article_named_index_leaves_the_search_page_alone() {
        assert_eq!(
            named(&["index", "Index", "notes/index"]),
            [pair("index", "index-2.html"), pair("Index", "Index-3.html"), pair("notes/index", "notes/index.html")]
        );
    }

    #[test]
    fn the_second_article_of_one_file_and_another_file_of_that_name_are_two() {
        assert_eq!(
            named(&["a", "a-2", "a-2"]),
            [pair("a", "a.html"), pair("a-2", "a-2.html"), pair("a-2-2", "a-2-2.html")]
        );
    }

    #[test]
    fn no_address_leads_out_of_the_folder_or_is_too_long() {
        assert_eq!(
            named(&["../../etc/passwd", "/root", "..", &format!("a/{}", "长".repeat(100))])
                .into_iter()
                .map(|n| n.1)
                .collect::<Vec<_>>(),
            ["etc/passwd.html", "root.html", "page.html", &format!("a/{}.html", "长".repeat(66))]
        );
    }

    #[test]
    fn an_address_can_be_linked_and_written_as_it_stands() {
        assert_eq!(
            named(&["50% of: #1?", "文 件"]),
            [pair("50% of: #1?", "50- of- -1-.html"), pair("文 件", "文 件.html")]
        );
    }
}
