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
struct Row {
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
pub(super) struct Rows {
    pub pages: Vec<Page>,
    /// Some of them say their addresses.
    pub addressed: bool,
    /// The first line that says neither address nor id.
    pub nameless: Option<usize>,
}

/// Reads the documents of a file.
pub(super) fn rows(path: &Path) -> Result<Rows, Error> {
    let text = utf8(path)?;
    let mut rows = Rows::default();
    let mut ids = BTreeSet::new();
    for (i, line) in text.lines().enumerate() {
        let wrong = |what: String| Error::Line { path: path.to_owned(), line: i + 1, what };
        if line.trim().is_empty() {
            continue;
        }
        let row: Row = serde_json::from_str(line).map_err(|e| {
            let what = json_fault(&e);
            wrong(format!("{what}. Expected an object like {{\"id\": …, \"url\": …, \"title\": …, \"text\": …}}"))
        })?;
        rows.addressed |= row.url.is_some();
        if row.url.is_none() && row.id.is_none() {
            rows.nameless = rows.nameless.or(Some(i + 1));
        }
        let url = row.url.or_else(|| row.id.as_ref().map(|id| format!("{id}.html"))).unwrap_or_default();
        let id = row.id.unwrap_or_else(|| if url.is_empty() { (i + 1).to_string() } else { url.clone() });
        if !ids.insert(id.clone()) {
            return Err(wrong(format!("the id “{id}” stands on an earlier line already; ids must differ")));
        }
        let blocks = row.text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
        rows.pages.push(Page {
            id,
            url,
            title: row.title,
            lang: row.lang,
            meta: row.rest.into_iter().filter_map(|(key, value)| Some((key, values(value)?))).collect(),
            blocks: blocks.map(|p| Block::Paragraph(p.to_owned())).collect(),
            ..Page::default()
        });
    }
    Ok(rows)
}

/// What is wrong with a line. Its number is the file's to know: to who reads it by itself, every line is the first.
#[must_use]
pub fn json_fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or(&text);
    if error.column() == 0 { what.to_owned() } else { format!("{what} (column {})", error.column()) }
}

/// The documents of a file among others: what is wrong with it is told, and the rest goes on.
pub(super) fn read(path: &Path) -> Outcome {
    match rows(path) {
        Ok(Rows { pages, .. }) => Outcome::Pages(TextFile { pages, ..TextFile::default() }),
        Err(Error::Line { line, what, .. }) => Outcome::Skipped(format!("line {line}: {what}")),
        Err(error) => Outcome::Skipped(error.to_string()),
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
