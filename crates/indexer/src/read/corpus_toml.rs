//! `corpus.toml`: metadata from the owner. It overrides the metadata found in the texts.
//!
//! ```toml
//! title = "Policy papers"
//!
//! [files."000.txt"]
//! title = "G20 and the pandemic"
//! authors = ["Wu Guoding"]
//! date = "2020-04-03"
//! lang = "zh-Hans"
//! source = "workercn.cn"
//! ```
//! Metadata of a file applies to every page read from it, except `title`, which is the title of the first page. If a file has
//! several articles, `[files."000.txt".pages.000-2]` sets the metadata of one, by its id.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use super::load::utf8;
use crate::Error;
use crate::model::Page;

/// Name of the file. It is in the same folder as the texts.
pub(super) const FILE: &str = "corpus.toml";

/// The parsed file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CorpusToml {
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    files: BTreeMap<String, File>,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    title: Option<String>,
    lang: Option<String>,
    #[serde(default)]
    pages: BTreeMap<String, Article>,
    #[serde(flatten)]
    meta: BTreeMap<String, Values>,
}

#[derive(Debug, Default, Deserialize)]
struct Article {
    title: Option<String>,
    lang: Option<String>,
    #[serde(flatten)]
    meta: BTreeMap<String, Values>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Values {
    One(String),
    Many(Vec<String>),
}

impl CorpusToml {
    pub(super) fn read(path: &Path) -> Result<CorpusToml, Error> {
        if !path.exists() {
            return Ok(CorpusToml::default());
        }
        let text = utf8(path)?;
        toml::from_str(&text).map_err(|e| {
            let line = e.span().map_or(1, |s| text.bytes().take(s.start).filter(|b| *b == b'\n').count() + 1);
            Error::Line { path: path.to_owned(), line, what: e.message().to_owned() }
        })
    }

    /// Sets the metadata of the pages that were read from a file.
    pub(super) fn apply(&self, file: &str, pages: &mut [Page]) {
        let Some(metadata) = self.files.get(file) else { return };
        for (i, page) in pages.iter_mut().enumerate() {
            set(page, metadata.title.as_ref().filter(|_| i == 0), metadata.lang.as_ref(), &metadata.meta);
            if let Some(article) = metadata.pages.get(&page.id) {
                set(page, article.title.as_ref(), article.lang.as_ref(), &article.meta);
            }
        }
    }

    /// Metadata about files or articles that are not there are most likely misspelled.
    pub(super) fn check(&self, path: &Path, files: &[(String, Range<usize>)]) -> Result<(), Error> {
        match self.files.keys().find(|name| !files.iter().any(|f| f.0 == **name)) {
            None => Ok(()),
            Some(name) => Err(Error::Line {
                path: path.to_owned(),
                line: 1,
                what: format!("[files.\"{name}\"]: the folder has no such text. Check the name"),
            }),
        }
    }
}

fn set(page: &mut Page, title: Option<&String>, lang: Option<&String>, meta: &BTreeMap<String, Values>) {
    if let Some(title) = title {
        page.title.clone_from(title);
    }
    if let Some(lang) = lang {
        page.lang.clone_from(lang);
    }
    for (key, values) in meta {
        let values = match values {
            Values::One(one) => vec![one.clone()],
            Values::Many(many) => many.clone(),
        };
        page.meta.insert(key.clone(), values);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example in this module's documentation.
    fn example() -> String {
        let lines = include_str!("corpus_toml.rs").lines().skip_while(|line| *line != "//! ```toml").skip(1);
        lines
            .take_while(|line| *line != "//! ```")
            .map(|line| line.trim_start_matches("//!").trim())
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[test]
    fn the_documented_example_sets_title_language_and_metadata() {
        let metadata: CorpusToml = toml::from_str(&example()).unwrap();
        assert_eq!(metadata.title, "Policy papers");
        let page = |id: &str| Page { id: id.to_owned(), title: "as read".to_owned(), ..Page::default() };
        let mut pages = [page("000"), page("000-2")];
        metadata.apply("000.txt", &mut pages);
        assert_eq!((pages[0].title.as_str(), pages[0].lang.as_str()), ("G20 and the pandemic", "zh-Hans"));
        assert_eq!((pages[1].title.as_str(), pages[1].lang.as_str()), ("as read", "zh-Hans"));
        for page in &pages {
            assert_eq!(page.meta["authors"], ["Wu Guoding"]);
            assert_eq!(
                (&page.meta["date"], &page.meta["source"]),
                (&vec!["2020-04-03".to_owned()], &vec!["workercn.cn".to_owned()])
            );
        }
    }

    #[test]
    fn one_article_of_a_file_can_have_its_own_metadata() {
        let text =
            "[files.\"a.txt\"]\ndate = \"2020\"\n[files.\"a.txt\".pages.a-2]\ntitle = \"Second\"\ndate = \"2021\"\n";
        let metadata: CorpusToml = toml::from_str(text).unwrap();
        let mut pages = ["a", "a-2"].map(|id| Page { id: id.to_owned(), ..Page::default() });
        metadata.apply("a.txt", &mut pages);
        assert_eq!((pages[0].title.as_str(), &pages[0].meta["date"]), ("", &vec!["2020".to_owned()]));
        assert_eq!((pages[1].title.as_str(), &pages[1].meta["date"]), ("Second", &vec!["2021".to_owned()]));
    }
}
