//! Names of a page that other pages use: the texts of their links to it. The link text `sqlite3_prepare_v2` may lead to a page with the
//! title "Compiling An SQL Statement".

use std::collections::{BTreeMap, BTreeSet, HashMap};

use findling_core::index::ALIAS;

use super::draft::Draft;
use super::links::address_of;
use super::text_key::hash_of;
use crate::model::Page;

/// Minimum number of pages that link to a page with a text.
const MIN_PAGES: usize = 2;
/// Minimum share of the links with a text that lead to the page, in percent. The others may lead to a page that has the text as its title.
const MIN_SHARE_PERCENT: usize = 80;
/// Maximum number of names of a page.
const MAX_NAMES: usize = 8;

/// The names of each page that other pages use, the most frequent first. A text on `most` pages comes from a template.
pub(super) fn names(drafts: &[Draft], most: usize) -> Vec<Vec<String>> {
    let pages: HashMap<u64, usize> =
        drafts.iter().enumerate().map(|(page, draft)| (address_of(&draft.file), page)).collect();
    // A copy has the names of the page that it is a copy of.
    let is_copy = |page: &usize| drafts.get(*page).is_some_and(|draft| draft.copied_in.is_some());
    // The number of pages with each text: of each page that it leads to, and of all. Texts are compared by a hash of their letters.
    let mut counts: BTreeMap<(u64, usize), (usize, &str)> = BTreeMap::new();
    let mut totals: HashMap<u64, usize> = HashMap::new();
    for draft in drafts {
        let links = draft.naming_links.iter().filter(|link| !pages.get(&link.target).is_some_and(is_copy));
        let of_page: BTreeMap<(u64, u64), &str> =
            links.map(|link| ((hash_of(&letters(&link.text)), link.target), &*link.text)).collect();
        for ((letters, target), text) in of_page {
            *totals.entry(letters).or_default() += 1;
            if let Some(page) = pages.get(&target) {
                counts.entry((letters, *page)).or_insert((0, text)).0 += 1;
            }
        }
    }
    let mut names: Vec<Vec<(usize, &str)>> = vec![Vec::new(); drafts.len()];
    for ((letters, page), (count, text)) in counts {
        let all = totals.get(&letters).copied().unwrap_or_default();
        if (MIN_PAGES..most).contains(&count) && count * 100 >= all * MIN_SHARE_PERCENT {
            names[page].push((count, text));
        }
    }
    let best = |mut names: Vec<(usize, &str)>| {
        names.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        names.into_iter().take(MAX_NAMES).map(|(_, name)| name.to_owned()).collect()
    };
    names.into_iter().map(best).collect()
}

/// Adds names to a page, except those that it has: its title, and names that its owner wrote.
pub(super) fn add_names(page: &mut Page, mut names: Vec<String>) {
    let known = page.meta.get(ALIAS).into_iter().flatten().chain([&page.title]);
    let known: BTreeSet<String> = known.map(|name| letters(name)).collect();
    names.retain(|name| !known.contains(&letters(name)));
    if !names.is_empty() {
        page.meta.entry(ALIAS.to_owned()).or_default().extend(names);
    }
}

/// The letters and digits of a text, in lower case: what two spellings of a name share.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::super::dom::DOCUMENT;
    use super::super::links::naming_links;
    use super::super::parse::parse;
    use super::*;

    fn draft(file: &str, html: &str) -> Draft {
        let naming_links = naming_links(&parse(html).0, &[DOCUMENT], file);
        Draft { file: file.to_owned(), naming_links, ..Draft::default() }
    }

    /// The names of the first of these pages, which other pages link to with this markup.
    fn names_of_first(title: &str, links: &[&str]) -> Vec<String> {
        let mut drafts = vec![draft("ref/prepare.html", "")];
        drafts.extend(links.iter().enumerate().map(|(i, html)| draft(&format!("guide/{i}.html"), html)));
        // Few of all pages have these links.
        drafts.extend((0..20).map(|i| draft(&format!("more/{i}.html"), "")));
        let mut page = Page { title: title.to_owned(), ..Page::default() };
        add_names(&mut page, names(&drafts, 12).swap_remove(0));
        page.meta.remove(ALIAS).unwrap_or_default()
    }

    #[test]
    fn a_page_has_the_names_that_several_pages_call_it() {
        let link = "<p>See <a href=../ref/prepare.html><code>db_prepare()</code></a>.";
        assert_eq!(names_of_first("Compiling a statement", &[link, link]), ["db_prepare"]);
        assert!(names_of_first("Compiling a statement", &[link]).is_empty(), "one page says little");
        assert!(names_of_first("DB prepare", &[link, link]).is_empty(), "its title is the name");
        let written = ["<a href=/ref/prepare>db_prepare</a>", "<a href='../ref/prepare.html?x'>DB_prepare</a>"];
        assert_eq!(names_of_first("Compiling a statement", &written), ["db_prepare"], "links are written in many ways");
    }

    #[test]
    fn names_that_the_owner_wrote_are_kept() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let mut page = Page { title: "Lists".to_owned(), ..Page::default() };
        page.meta.insert(ALIAS.to_owned(), names(&["ArrayList"]));
        add_names(&mut page, names(&["array list", "linked list"]));
        assert_eq!(page.meta[ALIAS], ["ArrayList", "linked list"]);
    }

    #[test]
    fn texts_that_name_no_page_are_left_out() {
        let links = |html: &str| names_of_first("Compiling", &[html, html, html]);
        let elsewhere = "<a href=../ref/prepare.html>here</a> <a href=../more/1.html>here</a>";
        assert!(links(elsewhere).is_empty(), "a text that leads to several pages");
        assert!(links("<a href=../ref/prepare.html#step>one step</a>").is_empty(), "a section");
        assert!(links("<nav><a href=../ref/prepare.html>db_prepare</a></nav>").is_empty(), "a menu");
        assert!(
            links("<a href=../ref/prepare.html>in the page about statements and more</a>").is_empty(),
            "a sentence"
        );
        assert!(links("<a href=../ref/prepare.html>1.2</a> <a href=../ref/prepare.html>x</a>").is_empty(), "no word");
    }

    #[test]
    fn texts_on_most_pages_come_from_a_template() {
        let mut drafts = vec![draft("start.html", "")];
        drafts.extend((0..9).map(|i| draft(&format!("{i}.html"), "<a href=start.html>Front door</a>")));
        assert!(names(&drafts, 6).iter().all(Vec::is_empty));
    }
}
