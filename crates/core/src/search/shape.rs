//! An answer with everything that a caller shows of it, in the shape in which it leaves the engine: as JavaScript objects
//! in a browser, as JSON from the command line.

use super::answer::{Answer, Mark, PageHit, PassageHit, Why};
use crate::Index;
use crate::lean::list;
use crate::value::Value;

/// How ranges are counted where the answer goes: from a text and ranges of its bytes.
pub type Offsets = fn(&str, &[Mark]) -> Vec<(usize, usize)>;

/// Ranges counted in bytes, as Rust does.
#[must_use]
pub fn bytes(_text: &str, marks: &[Mark]) -> Vec<(usize, usize)> {
    list(marks.iter().map(|m| (m.start, m.end)))
}

/// Ranges as a list of pairs.
#[must_use]
pub fn ranges<'a>(ranges: &[(usize, usize)]) -> Value<'a> {
    let mut out = Vec::new();
    for (start, end) in ranges {
        out.push(Value::List(vec![Value::Count(*start), Value::Count(*end)]));
    }
    Value::List(out)
}

/// An answer with everything that a page shows of it.
#[must_use]
pub fn results<'a>(index: &'a Index, answer: &'a Answer, offsets: Offsets) -> Value<'a> {
    let mut pages = Vec::new();
    for hit in &answer.pages {
        pages.push(page(index, hit, offsets));
    }
    let mut relaxed = Vec::new();
    for row in &answer.relaxed {
        relaxed.push(Value::Map(vec![
            ("kind", Value::Text(row.kind)),
            ("from", Value::Text(&row.from)),
            ("to", Value::Text(&row.to)),
        ]));
    }
    let mut facets = Vec::new();
    for (field, values) in &answer.facets {
        let mut rows = Vec::new();
        for (value, count) in values {
            rows.push(Value::List(vec![Value::Text(value), Value::Count(*count)]));
        }
        facets.push((field.as_str(), Value::List(rows)));
    }
    Value::Map(vec![
        ("query", Value::Text(&answer.query)),
        ("total", Value::Count(answer.total)),
        ("count", Value::Count(answer.count)),
        ("pages", Value::List(pages)),
        ("relaxed", Value::List(relaxed)),
        ("missing", Value::texts(&answer.missing)),
        ("suggestions", Value::texts(&answer.suggestions)),
        ("facets", Value::Map(facets)),
    ])
}

fn page<'a>(index: &'a Index, hit: &'a PageHit, offsets: Offsets) -> Value<'a> {
    let title = index.page_title(hit.page);
    let mut passages = Vec::new();
    for passage in &hit.passages {
        passages.push(self::passage(index, passage, offsets));
    }
    let mut meta: Vec<(&str, Value<'_>)> = Vec::new();
    for (name, value) in index.page_meta(hit.page) {
        match meta.last_mut() {
            Some((last, Value::List(values))) if *last == name => values.push(Value::Text(value)),
            _ => meta.push((name, Value::List(vec![Value::Text(value)]))),
        }
    }
    let mut why = Vec::new();
    for reason in &hit.why {
        why.push(self::why(reason));
    }
    Value::Map(vec![
        ("id", Value::Text(index.page_id(hit.page))),
        ("url", Value::Text(index.page_url(hit.page))),
        ("title", Value::Text(title)),
        ("titleMarks", ranges(&offsets(title, &hit.title_marks))),
        ("lang", Value::Text(index.page_lang(hit.page))),
        ("score", Value::Score(hit.score)),
        ("count", Value::Count(hit.count)),
        ("passages", Value::List(passages)),
        ("meta", Value::Map(meta)),
        ("why", Value::List(why)),
    ])
}

fn passage<'a>(index: &'a Index, hit: &'a PassageHit, offsets: Offsets) -> Value<'a> {
    let mut path = Vec::new();
    for text in index.path(hit.passage) {
        path.push(Value::Text(index.text(text)));
    }
    Value::Map(vec![
        ("url", Value::Own(index.passage_url(hit.passage))),
        ("heading", Value::Text(index.passage_heading(hit.passage))),
        ("path", Value::List(path)),
        ("text", Value::Text(&hit.text)),
        ("marks", ranges(&offsets(&hit.text, &hit.marks))),
        ("score", Value::Score(hit.score)),
    ])
}

fn why(why: &Why) -> Value<'_> {
    let mut fields = Vec::new();
    for field in &why.fields {
        fields.push(Value::Text(field));
    }
    Value::Map(vec![
        ("word", Value::Text(&why.word)),
        ("kind", Value::Text(why.kind)),
        ("fields", Value::List(fields)),
        ("count", Value::Count(why.count)),
        ("weight", Value::Score(why.weight)),
    ])
}
