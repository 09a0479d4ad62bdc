//! An answer with everything that a caller shows of it: the one shape in which it leaves the engine, for JavaScript and for the command's
//! JSON alike.
//!
//! Counts and offsets have 32 bits: the code that turns 64 into a JavaScript number or an error takes 0.3 KB of the module behind brotli.

use core::ops::Range;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::answer::{Answer, Mark, PageHit, PassageHit, Relaxed, Why, rounded};
use crate::Index;
use crate::list::List as _;

/// How ranges are counted where the answer goes: from a text and ranges of its bytes.
pub type Offsets = fn(&str, &[Mark]) -> Vec<(u32, u32)>;
/// Ranges of a text.
type Ranges = Vec<(u32, u32)>;

/// Ranges in bytes, as Rust counts them.
#[must_use]
pub fn bytes(_text: &str, marks: &[Mark]) -> Vec<(u32, u32)> {
    marks.iter().map(|Range { start, end }| (*start as u32, *end as u32)).list()
}

/// Ranges in units of UTF-16, as JavaScript counts them. The marks are ascending and don't overlap.
#[must_use]
pub fn utf16(text: &str, marks: &[Mark]) -> Vec<(u32, u32)> {
    let (mut at, mut units) = (0, 0);
    let mut to_unit = |end: usize| {
        units += text.get(at..end).map_or(0, |passed| passed.encode_utf16().count() as u32);
        at = end;
        units
    };
    marks.iter().map(|mark| (to_unit(mark.start), to_unit(mark.end))).list()
}

/// An answer to a query.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Results<'a> {
    query: &'a str,
    total: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
    #[serde(skip_serializing_if = "is_false")]
    at_most: bool,
    pages: Vec<PageResult<'a>>,
    relaxed: &'a [Relaxed],
    missing: &'a [String],
    excluded: &'a [String],
    suggestions: &'a [String],
    #[serde(serialize_with = "map")]
    facets: &'a [(String, Vec<(String, u32)>)],
}

/// A page found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PageResult<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    title_marks: Ranges,
    lang: &'a str,
    #[serde(serialize_with = "rounded")]
    score: f32,
    count: u32,
    lowered: bool,
    passages: Vec<PassageResult<'a>>,
    matching: u32,
    #[serde(serialize_with = "map")]
    meta: Vec<(&'a str, Vec<&'a str>)>,
    /// Fields with a match, and the ranges of each of their values.
    #[serde(serialize_with = "map")]
    meta_marks: Vec<(&'a str, Vec<Ranges>)>,
    why: &'a [Why],
}

/// A passage found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PassageResult<'a> {
    url: String,
    heading: &'a str,
    heading_marks: Ranges,
    path: Vec<&'a str>,
    text: &'a str,
    marks: Ranges,
    #[serde(serialize_with = "rounded")]
    score: f32,
}

/// What an index is about.
#[derive(Debug, Serialize)]
pub struct About<'a> {
    title: &'a str,
    langs: &'a [String],
    fields: &'a [String],
    pages: u32,
    passages: u32,
    content: String,
    base: &'a str,
    examples: Vec<&'a str>,
    writer: &'a str,
}

/// An answer with everything that a page shows of it.
#[must_use]
pub fn results<'a>(index: &'a Index, answer: &'a Answer, offsets: Offsets) -> Results<'a> {
    Results {
        query: &answer.query,
        total: answer.total as u32,
        count: answer.count.map(|count| count as u32),
        at_most: answer.at_most,
        pages: answer.pages.iter().map(|hit| page(index, hit, offsets)).list(),
        relaxed: &answer.relaxed,
        missing: &answer.missing,
        excluded: &answer.excluded,
        suggestions: &answer.suggestions,
        facets: &answer.facets,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

/// What an index is about.
#[must_use]
pub fn about(index: &Index) -> About<'_> {
    let manifest = index.manifest();
    let base = manifest.options.iter().find_map(|option| option.strip_prefix("base="));
    About {
        title: &manifest.title,
        langs: &manifest.langs,
        fields: &manifest.fields,
        pages: index.totals().pages,
        passages: index.totals().passages,
        content: format!("{:016x}", manifest.content),
        base: base.unwrap_or(""),
        examples: manifest.options.iter().filter_map(|option| option.strip_prefix("example=")).list(),
        writer: &manifest.writer,
    }
}

fn page<'a>(index: &'a Index, hit: &'a PageHit, offsets: Offsets) -> PageResult<'a> {
    let title = index.page_title(hit.page);
    // Values of one field are neighbours.
    let mut meta: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut meta_marks: Vec<(&str, Vec<Ranges>)> = Vec::new();
    for (i, (name, value)) in index.page_meta(hit.page).enumerate() {
        let marks = offsets(value, hit.meta_marks.get(i).map_or(&[], Vec::as_slice));
        match (meta.last_mut(), meta_marks.last_mut()) {
            (Some((last, values)), Some((_, of_values))) if *last == name => {
                values.push(value);
                of_values.push(marks);
            }
            _ => {
                meta.push((name, vec![value]));
                meta_marks.push((name, vec![marks]));
            }
        }
    }
    meta_marks.retain(|(_, values)| values.iter().any(|marks| !marks.is_empty()));
    PageResult {
        id: index.page_id(hit.page),
        url: index.page_url(hit.page),
        title,
        title_marks: offsets(title, &hit.title_marks),
        lang: index.page_lang(hit.page),
        score: hit.score,
        count: hit.count as u32,
        lowered: hit.lowered.is_some(),
        passages: hit.passages.iter().map(|hit| passage(index, hit, offsets)).list(),
        matching: hit.matching as u32,
        meta,
        meta_marks,
        why: &hit.why,
    }
}

fn passage<'a>(index: &'a Index, hit: &'a PassageHit, offsets: Offsets) -> PassageResult<'a> {
    let heading = index.passage_heading(hit.passage);
    PassageResult {
        url: index.passage_url(hit.passage),
        heading,
        heading_marks: offsets(heading, &hit.heading_marks),
        path: index.path(hit.passage).into_iter().map(|text| index.text(text)).list(),
        text: &hit.text,
        marks: offsets(&hit.text, &hit.marks),
        score: hit.score,
    }
}

/// Pairs as an object, in their order.
fn map<S: Serializer, K: Serialize, V: Serialize>(pairs: &[(K, V)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for (name, value) in pairs {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_in_utf16_units() {
        let text = "a𝒳国家b";
        assert_eq!(utf16(text, &[1..5, 5..8, 11..12]), [(1, 3), (3, 4), (5, 6)]);
    }

    #[test]
    fn pairs_become_an_object_and_scores_are_rounded() {
        #[derive(Serialize)]
        struct Row {
            #[serde(serialize_with = "map")]
            pairs: Vec<(&'static str, u32)>,
            #[serde(serialize_with = "rounded")]
            score: f32,
        }
        let row = Row { pairs: vec![("b", 1), ("a", 2)], score: 12.345_678 };
        assert_eq!(serde_json::to_string(&row).unwrap(), r#"{"pairs":{"b":1,"a":2},"score":12.3457}"#);
    }
}
