//! JSON Lines: one `{"id","url","title","text","lang"}` a line; all but `text` may be absent, and other members are metadata.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::load::utf8;
use super::outcome::Outcome;
use crate::Error;
use crate::model::{Block, Page, TextFile};

#[derive(Deserialize)]
struct Document {
    id: Option<String>,
    url: Option<String>,
    #[serde(default)]
    title: String,
    text: String,
    #[serde(default)]
    lang: String,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

/// The documents of a file.
#[derive(Default)]
pub(super) struct Documents {
    pub pages: Vec<Page>,
    /// Some of them say their addresses.
    pub has_urls: bool,
    /// The first line that says neither address nor id.
    pub first_without_url: Option<usize>,
}

/// Reads the documents of a file.
pub(super) fn documents(path: &Path) -> Result<Documents, Error> {
    let text = utf8(path)?;
    let mut documents = Documents::default();
    let mut ids = BTreeSet::new();
    for (i, line) in text.lines().enumerate() {
        let line_error = |what: String| Error::Line { path: path.to_owned(), line: i + 1, what };
        let Some(read) = self::line(line, i + 1).map_err(line_error)? else { continue };
        documents.has_urls |= read.has_url;
        if read.has_no_address {
            documents.first_without_url = documents.first_without_url.or(Some(i + 1));
        }
        if !ids.insert(read.page.id.clone()) {
            return Err(line_error(repeated(&read.page.id)));
        }
        documents.pages.push(read.page);
    }
    Ok(documents)
}

/// A line as it was read.
pub(super) struct Line {
    pub page: Page,
    /// It states an address.
    pub has_url: bool,
    /// It states neither an address nor an id.
    pub has_no_address: bool,
}

/// Reads a line, unless it is blank.
pub(super) fn line(line: &str, number: usize) -> Result<Option<Line>, String> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let document: Document = serde_json::from_str(line).map_err(|e| {
        let what = json_fault(&e);
        format!("{what}. Expected an object like {{\"id\": …, \"url\": …, \"title\": …, \"text\": …}}")
    })?;
    let has_url = document.url.is_some();
    let has_no_address = !has_url && document.id.is_none();
    let url = document.url.or_else(|| document.id.as_ref().map(|id| format!("{id}.html"))).unwrap_or_default();
    let id = document.id.unwrap_or_else(|| if url.is_empty() { number.to_string() } else { url.clone() });
    let blocks = document.text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    let page = Page {
        id,
        url,
        title: document.title,
        lang: document.lang,
        meta: document.rest.into_iter().filter_map(|(key, value)| Some((key, values(value)?))).collect(),
        blocks: blocks.map(|p| Block::Paragraph(p.to_owned())).collect(),
        ..Page::default()
    };
    Ok(Some(Line { page, has_url, has_no_address }))
}

/// The error of a line whose id is on an earlier line.
pub(super) fn repeated(id: &str) -> String {
    format!("the id “{id}” is on an earlier line, too. Give each line its own id")
}

/// The error of a line without an address among lines that have one.
pub(super) const NO_ADDRESS: &str = "the line has neither `url` nor `id`, but other lines have addresses. Add a `url`, so that a result leads somewhere";

/// What is `line_error` with a line. Its number is the file's to know: to who reads it by itself, every line is the first.
#[must_use]
pub fn json_fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    if error.column() == 0 { what.to_owned() } else { format!("{what} (column {})", error.column()) }
}

/// The documents of a file among others: what is `line_error` with it is told, and the rest goes on.
pub(super) fn read(path: &Path) -> Outcome {
    match documents(path) {
        Ok(Documents { pages, .. }) => Outcome::Pages(TextFile { pages, ..TextFile::default() }),
        Err(Error::Line { line, what, .. }) => Outcome::Unreadable(format!("line {line}: {what}")),
        Err(error) => Outcome::Unreadable(error.to_string()),
    }
}

/// A metadata value as texts; objects and nulls are none.
fn values(value: Value) -> Option<Vec<String>> {
    match value {
        Value::String(s) => Some(vec![s]),
        Value::Number(n) => Some(vec![n.to_string()]),
        Value::Bool(b) => Some(vec![b.to_string()]),
        Value::Array(list) => Some(list.into_iter().filter_map(values).flatten().collect()),
        Value::Null | Value::Object(_) => None,
    }
}
