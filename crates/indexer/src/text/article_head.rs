//! Reads the head of an article: title, subtitle, series, authors, date, source. Also reads metadata at its end.
//!
//! A line counts as metadata only by its label or its position. Everything else stays in the text.

use std::collections::BTreeMap;

use super::articles::{is_body, is_other_script, is_title_like};
use super::bylines::{self, Author};
use super::line_kind::LineKind;
use super::metadata::{self, HeaderField};
use super::paragraph::Paragraph;
use crate::model::{Dropped, Why};

/// Metadata gathered for a page.
#[derive(Debug, Default)]
pub(crate) struct ArticleMetadata {
    pub title: Option<String>,
    pub meta: BTreeMap<String, Vec<String>>,
    pub authors: Vec<Author>,
    pub dropped: Vec<Dropped>,
}

impl ArticleMetadata {
    /// Adds a value. Returns false if it is already there.
    pub(crate) fn add(&mut self, key: &str, value: String) -> bool {
        let values = self.meta.entry(key.to_owned()).or_default();
        let new = !value.is_empty() && !values.contains(&value);
        if new {
            values.push(value);
        }
        new
    }

    /// Reports a paragraph as dropped: its words are not stored as they are in the text.
    pub(crate) fn report_dropped(&mut self, paragraph: &Paragraph) {
        self.dropped.push(Dropped {
            line: usize::try_from(paragraph.line).unwrap_or(usize::MAX),
            text: paragraph.text.clone(),
            why: Why::Metadata,
        });
    }

    /// Adds a value in the paragraph's own words. Reports the paragraph as dropped only if the value is already there.
    fn add_or_report(&mut self, key: &str, paragraph: &Paragraph, value: String) {
        if !self.add(key, value) {
            self.report_dropped(paragraph);
        }
    }

    pub(crate) fn add_author(&mut self, author: Author) {
        match self.authors.iter_mut().find(|a| a.name == author.name) {
            Some(known) if known.affiliation.is_empty() => known.affiliation = author.affiliation,
            Some(_) => {}
            None => self.authors.push(author),
        }
    }

    /// Takes the metadata of a paragraph that has a label or a known form. Returns false if it has none.
    pub(crate) fn take_metadata(&mut self, paragraph: &Paragraph) -> bool {
        match paragraph.kind {
            LineKind::Byline => {
                for author in bylines::authors(&paragraph.text).unwrap_or_default() {
                    self.add_author(author);
                }
            }
            LineKind::Affiliation => {
                if let Some(named) =
                    bylines::authors(&paragraph.text).filter(|a| a.iter().any(|a| !a.affiliation.is_empty()))
                {
                    for author in named {
                        self.add_author(author);
                    }
                } else if let Some(author) = self.authors.last_mut() {
                    author.affiliation = bylines::affiliation(&paragraph.text);
                } else {
                    return false;
                }
            }
            LineKind::Date => {
                self.add("date", metadata::date_line(&paragraph.text).unwrap_or_else(|| paragraph.text.clone()));
            }
            LineKind::Source => {
                self.add("source", metadata::source(&paragraph.text));
            }
            LineKind::Issue => {
                self.add("issue", paragraph.text.clone());
            }
            LineKind::Header(key) => self.header(paragraph, key),
            _ => return false,
        }
        self.report_dropped(paragraph);
        true
    }

    fn header(&mut self, paragraph: &Paragraph, key: usize) {
        let (name, value) = paragraph.text.split_at_checked(key).unwrap_or((&paragraph.text, ""));
        let value = value.trim_start_matches([':', '：']).trim().to_owned();
        match metadata::header_field(name) {
            Some(HeaderField::Author) => self.add_author(bylines::sender(&value)),
            Some(HeaderField::To) => {
                self.add("to", value);
            }
            Some(HeaderField::Date) => {
                let date = metadata::date(&value).unwrap_or(value);
                self.add("date", date);
            }
            Some(HeaderField::Title) if self.title.is_none() && !value.is_empty() => self.title = Some(value),
            _ => {}
        }
    }

    /// Reads the head. Returns the index of the first paragraph of the body.
    pub(crate) fn read_head(&mut self, paragraphs: &[Paragraph]) -> usize {
        let mut at = 0;
        let mut titles: Vec<usize> = Vec::new();
        let mut metadata_after = 0;
        while let Some(paragraph) = paragraphs.get(at) {
            let is_title = is_title_like(paragraph)
                && !(paragraph.line_count == 1
                    && !paragraph.ends_early
                    && titles.is_empty()
                    && paragraphs.len() > 1
                    && !paragraph.page_break
                    && at > 0);
            if self.take_metadata(paragraph) {
                metadata_after = at;
            } else if self.title.is_none() && (paragraph.kind == LineKind::Hash(1) || paragraph.underlined) {
                self.title = Some(paragraph.text.clone());
            } else if is_title && titles.len() < 6 {
                titles.push(at);
            } else {
                break;
            }
            at += 1;
        }
        if !paragraphs.get(at..).unwrap_or_default().iter().any(|p| is_body(p) || !matches!(p.kind, LineKind::Text))
            && self.title.is_none()
            && paragraphs.get(at).is_none()
        {
            // The article has only short lines: they are its text.
            return titles.first().copied().unwrap_or(at);
        }
        self.assign_titles(paragraphs, &titles, metadata_after).unwrap_or(at)
    }

    /// Separates title, series, subtitle and names. Returns the index of the first line that is a heading of the body, if any.
    fn assign_titles(&mut self, paragraphs: &[Paragraph], titles: &[usize], metadata_after: usize) -> Option<usize> {
        let measure = paragraphs.iter().map(|p| p.right_edge).filter(|&e| e <= 160).max().unwrap_or(0);
        let mut centred = false;
        for &at in titles {
            let paragraph = paragraphs.get(at)?;
            let next = paragraphs.get(at + 1);
            // The name of a periodical or series is directly above its issue number.
            if self.title.is_none() && next.is_some_and(|n| n.kind == LineKind::Issue) {
                self.add_or_report("source", paragraph, paragraph.text.clone());
                continue;
            }
            // The recipient of a notice or letter.
            if ["各位", "様", "様へ", "さまへ", "御中", "殿", "：", ":"].iter().any(|end| paragraph.text.ends_with(end))
            {
                self.add_or_report("to", paragraph, paragraph.text.clone());
                continue;
            }
            // The line begins right of the middle: it is right-aligned, not centred, so it is a signature and not a title.
            if paragraph.indent >= 12 && u16::from(paragraph.indent) * 2 > measure {
                self.add_author(Author { name: paragraph.text.clone(), affiliation: String::new() });
                self.report_dropped(paragraph);
                continue;
            }
            let Some(title) = self.title.clone() else {
                self.title = Some(paragraph.text.clone());
                centred = paragraph.indent >= 8;
                continue;
            };
            let dashed = paragraph.text.starts_with(['—', '–', '―']);
            if dashed
                || centred && paragraph.indent >= 8
                || is_other_script(&title, &paragraph.text)
                || at < metadata_after
            {
                let named = bylines::authors(&paragraph.text).filter(|_| at < metadata_after && !dashed);
                match named {
                    Some(named) => {
                        for author in named {
                            self.add_author(author);
                        }
                        self.report_dropped(paragraph);
                    }
                    None => self.add_or_report(
                        "subtitle",
                        paragraph,
                        paragraph.text.trim_start_matches(['—', '–', '―', ' ']).to_owned(),
                    ),
                }
            } else {
                return Some(at);
            }
        }
        None
    }

    /// Completes the metadata: moves the authors into it and removes empty lists.
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
