//! Reads the head of an article: title, subtitle, series, authors, date, source. Also the facts at its end.
//!
//! Takes a line as a fact only by its sign or its place; what stays unclear is left to the text.

use std::collections::BTreeMap;

use super::articles::{is_body, is_other_script, is_title_like};
use super::facts::{self, Author, Fact};
use super::line_kind::Kind;
use super::paras::Para;
use crate::model::{Dropped, Why};

/// Facts gathered for a page.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub title: Option<String>,
    pub meta: BTreeMap<String, Vec<String>>,
    pub authors: Vec<Author>,
    pub dropped: Vec<Dropped>,
}

impl Facts {
    /// Adds a value; false if it is there already.
    pub(crate) fn add(&mut self, key: &str, value: String) -> bool {
        let values = self.meta.entry(key.to_owned()).or_default();
        let new = !value.is_empty() && !values.contains(&value);
        if new {
            values.push(value);
        }
        new
    }

    /// Lists a paragraph whose words are not kept as they stood.
    pub(crate) fn list(&mut self, para: &Para) {
        self.dropped.push(Dropped {
            line: usize::try_from(para.line).unwrap_or(usize::MAX),
            text: para.text.clone(),
            why: Why::Metadata,
        });
    }

    /// Adds a value in the paragraph's own words, which are listed only if they stand there already.
    fn fact(&mut self, key: &str, para: &Para, value: String) {
        if !self.add(key, value) {
            self.list(para);
        }
    }

    pub(crate) fn author(&mut self, author: Author) {
        match self.authors.iter_mut().find(|a| a.name == author.name) {
            Some(known) if known.affiliation.is_empty() => known.affiliation = author.affiliation,
            Some(_) => {}
            None => self.authors.push(author),
        }
    }

    /// Takes a paragraph that states a fact by its sign; false if it is none.
    pub(crate) fn take(&mut self, para: &Para) -> bool {
        match para.kind {
            Kind::Byline => {
                for author in facts::authors(&para.text).unwrap_or_default() {
                    self.author(author);
                }
            }
            Kind::Affiliation => {
                if let Some(named) = facts::authors(&para.text).filter(|a| a.iter().any(|a| !a.affiliation.is_empty()))
                {
                    for author in named {
                        self.author(author);
                    }
                } else if let Some(author) = self.authors.last_mut() {
                    author.affiliation = facts::affiliation(&para.text);
                } else {
                    return false;
                }
            }
            Kind::Date => {
                self.add("date", facts::date_line(&para.text).unwrap_or_else(|| para.text.clone()));
            }
            Kind::Source => {
                self.add("source", facts::source(&para.text));
            }
            Kind::Issue => {
                self.add("issue", para.text.clone());
            }
            Kind::Header(key) => self.header(para, key),
            _ => return false,
        }
        self.list(para);
        true
    }

    fn header(&mut self, para: &Para, key: usize) {
        let (name, value) = para.text.split_at_checked(key).unwrap_or((&para.text, ""));
        let value = value.trim_start_matches([':', '：']).trim().to_owned();
        match facts::header_fact(name) {
            Some(Fact::Author) => self.author(facts::sender(&value)),
            Some(Fact::To) => {
                self.add("to", value);
            }
            Some(Fact::Date) => {
                let date = facts::date(&value).unwrap_or(value);
                self.add("date", date);
            }
            Some(Fact::Title) if self.title.is_none() && !value.is_empty() => self.title = Some(value),
            _ => {}
        }
    }

    /// Reads the head; returns where the text proper begins.
    pub(crate) fn head(&mut self, paras: &[Para]) -> usize {
        let mut at = 0;
        let mut titles: Vec<usize> = Vec::new();
        let mut fact_after = 0;
        while let Some(para) = paras.get(at) {
            let is_title = is_title_like(para)
                && !(para.rows == 1 && !para.short && titles.is_empty() && paras.len() > 1 && !para.seam && at > 0);
            if self.take(para) {
                fact_after = at;
            } else if self.title.is_none() && (para.kind == Kind::Hash(1) || para.underlined) {
                self.title = Some(para.text.clone());
            } else if is_title && titles.len() < 6 {
                titles.push(at);
            } else {
                break;
            }
            at += 1;
        }
        if !paras.get(at..).unwrap_or_default().iter().any(|p| is_body(p) || !matches!(p.kind, Kind::Text))
            && self.title.is_none()
            && paras.get(at).is_none()
        {
            // Nothing but short lines: they are the text.
            return titles.first().copied().unwrap_or(at);
        }
        self.titles(paras, &titles, fact_after).unwrap_or(at)
    }

    /// Tells title, series, subtitle and names apart; the place of the first line that is a heading of the text, if any.
    fn titles(&mut self, paras: &[Para], titles: &[usize], fact_after: usize) -> Option<usize> {
        let measure = paras.iter().map(|p| p.extent).filter(|&e| e <= 160).max().unwrap_or(0);
        let mut centred = false;
        for &at in titles {
            let para = paras.get(at)?;
            let next = paras.get(at + 1);
            // The name of a periodical or a series stands right above the number of its issue.
            if self.title.is_none() && next.is_some_and(|n| n.kind == Kind::Issue) {
                self.fact("source", para, para.text.clone());
                continue;
            }
            // Whom a notice is for.
            if ["各位", "様", "様へ", "さまへ", "御中", "殿", "：", ":"].iter().any(|end| para.text.ends_with(end))
            {
                self.fact("to", para, para.text.clone());
                continue;
            }
            // It begins right of the middle, so it is not centred but set to the right: who signs, not what it is about.
            if para.indent >= 12 && u16::from(para.indent) * 2 > measure {
                self.author(Author { name: para.text.clone(), affiliation: String::new() });
                self.list(para);
                continue;
            }
            let Some(title) = self.title.clone() else {
                self.title = Some(para.text.clone());
                centred = para.indent >= 8;
                continue;
            };
            let dashed = para.text.starts_with(['—', '–', '―']);
            if dashed || centred && para.indent >= 8 || is_other_script(&title, &para.text) || at < fact_after {
                let named = facts::authors(&para.text).filter(|_| at < fact_after && !dashed);
                match named {
                    Some(named) => {
                        for author in named {
                            self.author(author);
                        }
                        self.list(para);
                    }
                    None => self.fact("subtitle", para, para.text.trim_start_matches(['—', '–', '―', ' ']).to_owned()),
                }
            } else {
                return Some(at);
            }
        }
        None
    }

    /// The lists of the metadata, complete.
    pub(crate) fn finish(&mut self) {
        if !self.authors.is_empty() {
            let authors = std::mem::take(&mut self.authors);
            let affiliations: Vec<String> = authors.iter().map(|a| a.affiliation.clone()).collect();
            if affiliations.iter().any(|a| !a.is_empty()) {
                self.meta.insert("affiliations".to_owned(), affiliations);
            }
            self.meta.insert("authors".to_owned(), authors.into_iter().map(|a| a.name).collect());
        }
        self.meta.retain(|_, values| !values.is_empty());
    }
}
