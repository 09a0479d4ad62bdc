//! `corpus.toml`: facts about the texts that stand in no text, or that an owner knows better.
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
//! A fact for a file holds for every page read from it, but `title`, which is the first page's. Where a file holds several
//! articles, `[files."000.txt".pages.000-2]` states the facts of one, by its id.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use super::utf8;
use crate::Error;
use crate::model::Page;

/// The facts of a corpus.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
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

impl Facts {
    pub(super) fn read(path: &Path) -> Result<Facts, Error> {
        if !path.exists() {
            return Ok(Facts::default());
        }
        let text = utf8(path)?;
        toml::from_str(&text).map_err(|e| {
            let line = e.span().map_or(1, |s| text.bytes().take(s.start).filter(|b| *b == b'\n').count() + 1);
            Error::Line { path: path.to_owned(), line, what: e.message().to_owned() }
        })
    }

    /// Sets the facts of the pages that were read from a file.
    pub(super) fn apply(&self, file: &str, pages: &mut [Page]) {
        let Some(facts) = self.files.get(file) else { return };
        for (i, page) in pages.iter_mut().enumerate() {
            set(page, facts.title.as_ref().filter(|_| i == 0), facts.lang.as_ref(), &facts.meta);
            if let Some(article) = facts.pages.get(&page.id) {
                set(page, article.title.as_ref(), article.lang.as_ref(), &article.meta);
            }
        }
    }

    /// Facts about files or articles that are not there are most likely misspelled.
    pub(super) fn check(&self, path: &Path, files: &[(String, Range<usize>)]) -> Result<(), Error> {
        match self.files.keys().find(|name| !files.iter().any(|f| f.0 == **name)) {
            None => Ok(()),
            Some(name) => Err(Error::Line {
                path: path.to_owned(),
                line: 1,
                what: format!("[files.\"{name}\"]: there is no such text in the folder. Is the name misspelled?"),
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
