//! A passage as a line of `records.jsonl`.

use std::collections::BTreeMap;

use findling_core::format::PageKind;
use findling_core::index::Weights;
use findling_indexer::segment::Segmenter;
use findling_indexer::{Emphasis, Page, cut, pinyin_words};
use serde::Serialize;

use super::fields::{Field, day, plain};
use super::target::Target;

/// A passage, with the metadata of its page.
#[derive(Debug, Serialize)]
struct Record<'a> {
    /// The key: `id`, or `_key` in Groonga.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(rename = "_key", skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    page: &'a str,
    lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<&'a BTreeMap<String, Vec<String>>>,
    /// Fields as columns of their own.
    #[serde(flatten)]
    columns: &'a BTreeMap<String, Vec<String>>,
    /// The columns before it belong to the page. `import.sh` of Groonga cuts here.
    order: usize,
    #[serde(skip_serializing_if = "str::is_empty")]
    anchor: &'a str,
    title: String,
    headings: Vec<String>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pinyin: Option<String>,
    weight: f64,
}

/// Writes records.
#[derive(Debug)]
pub(crate) struct RecordWriter<'a> {
    pub target: Target,
    pub fields: &'a [Field],
    pub weights: Weights,
    /// Chinese words get a column with their pinyin.
    pub has_pinyin: bool,
}

/// Lines of records.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    pub text: Vec<u8>,
    pub passages: usize,
}

impl RecordWriter<'_> {
    /// Adds the passages of a page.
    pub(crate) fn add(
        &self,
        lines: &mut Lines,
        page: &Page,
        number: usize,
        kind: PageKind,
        segmenter: &Segmenter,
    ) -> serde_json::Result<()> {
        let factor = match kind {
            PageKind::Usual => 1.0,
            PageKind::Changelog { .. } => self.weights.changelog,
            PageKind::Links => self.weights.links,
            PageKind::Older { .. } => self.weights.older,
            PageKind::Translation => self.weights.translation,
        };
        let author = page.meta.get("authors").filter(|names| !names.is_empty()).map(|names| text(&names.join(", ")));
        let date = page.meta.get("date").and_then(|values| values.first()).and_then(|date| day(date));
        let fields = self.fields_of(page);
        let none = BTreeMap::new();
        let is_flat = self.target == Target::Groonga;
        for (order, passage) in cut(page).iter().enumerate() {
            let key = format!("{number}-{order}");
            let (id, key) = if is_flat { (None, Some(key)) } else { (Some(key), None) };
            let emphasis = passage.emphasis.get(passage.path.len()).copied().unwrap_or(Emphasis::ONCE);
            let record = Record {
                id,
                key,
                page: &page.url,
                anchor: &passage.anchor,
                title: text(&page.title),
                headings: passage.path.iter().map(|heading| text(heading)).collect(),
                text: text(&passage.text),
                lang: &page.lang,
                order,
                author: author.as_deref(),
                date: date.as_deref(),
                year: date.as_ref().and_then(|date| date.get(..4)),
                fields: (!is_flat).then_some(&fields),
                columns: if is_flat { &fields } else { &none },
                pinyin: self.pinyin(page, &passage.path, &passage.text, segmenter),
                weight: hundredths(f64::from(factor) * f64::from(emphasis) / f64::from(Emphasis::ONCE)),
            };
            serde_json::to_writer(&mut lines.text, &record)?;
            lines.text.push(b'\n');
            lines.passages += 1;
        }
        Ok(())
    }

    /// The metadata of a page, by the name that the engine has for it.
    fn fields_of(&self, page: &Page) -> BTreeMap<String, Vec<String>> {
        let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, values) in &page.meta {
            let name = plain(name);
            let Ok(at) = self.fields.binary_search_by(|field| field.name.cmp(&name)) else { continue };
            let column = match self.target {
                Target::Groonga => self.fields[at].path(self.target),
                Target::Jsonl => name,
                _ => self.fields[at].column.clone(),
            };
            fields.entry(column).or_default().extend(values.iter().map(|value| text(value)));
        }
        fields
    }

    fn pinyin(&self, page: &Page, headings: &[String], body: &str, segmenter: &Segmenter) -> Option<String> {
        if !self.has_pinyin || page.lang.starts_with("ja") {
            return None;
        }
        let all = [page.title.as_str()].into_iter().chain(headings.iter().map(String::as_str)).chain([body]);
        let mut words: Vec<String> = all.flat_map(|text| pinyin_words(segmenter, text, &page.lang)).collect();
        words.sort_unstable();
        words.dedup();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

/// A text without the null byte, which no engine stores. The index has a space there, too.
fn text(text: &str) -> String {
    text.replace('\0', " ")
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
