//! An answer with everything that a caller shows of it, in the shape in which it leaves the engine: as JavaScript objects
//! in a browser, as JSON from the command line.

use serde::{Serialize, Serializer};

use super::answer::{Answer, Mark, PageHit, PassageHit, Relaxed, Why};
use crate::Index;
use crate::lean::list;

/// Pairs that leave the engine as the members of an object, in their order.
#[derive(Debug)]
struct Map<'a, V>(Vec<(&'a str, V)>);

impl<V: Serialize> Serialize for Map<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// How ranges are counted where the answer goes: from a text and ranges of its bytes.
pub type Offsets = fn(&str, &[Mark]) -> Vec<(usize, usize)>;

/// Ranges counted in bytes, as Rust does.
#[must_use]
pub fn bytes(_text: &str, marks: &[Mark]) -> Vec<(usize, usize)> {
    marks.iter().map(|m| (m.start, m.end)).collect()
}

/// The answer to a query.
#[derive(Debug, Serialize)]
pub struct Results<'a> {
    query: &'a str,
    total: usize,
    count: usize,
    pages: Vec<Page<'a>>,
    relaxed: Vec<Relaxation<'a>>,
    missing: &'a [String],
    suggestions: &'a [String],
    facets: Map<'a, &'a [(String, usize)]>,
}

#[derive(Debug, Serialize)]
struct Page<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    #[serde(rename = "titleMarks")]
    title_marks: Vec<(usize, usize)>,
    lang: &'a str,
    score: f32,
    count: usize,
    passages: Vec<Passage<'a>>,
    meta: Map<'a, Vec<&'a str>>,
    why: &'a [Why],
}

#[derive(Debug, Serialize)]
struct Passage<'a> {
    url: String,
    heading: &'a str,
    path: Vec<&'a str>,
    text: &'a str,
    marks: Vec<(usize, usize)>,
    score: f32,
}

#[derive(Debug, Serialize)]
struct Relaxation<'a> {
    kind: &'a str,
    from: &'a str,
    to: &'a str,
}

impl<'a> Results<'a> {
    /// An answer with everything that a page shows of it.
    #[must_use]
    pub fn new(index: &'a Index, answer: &'a Answer, offsets: Offsets) -> Results<'a> {
        Results {
            query: &answer.query,
            total: answer.total,
            count: answer.count,
            pages: list(answer.pages.iter().map(|p| Page::new(index, p, offsets))),
            relaxed: list(answer.relaxed.iter().map(|Relaxed { kind, from, to }| Relaxation { kind, from, to })),
            missing: &answer.missing,
            suggestions: &answer.suggestions,
            facets: Map(list(answer.facets.iter().map(|(name, values)| (name.as_str(), values.as_slice())))),
        }
    }
}

impl<'a> Page<'a> {
    fn new(index: &'a Index, hit: &'a PageHit, offsets: Offsets) -> Page<'a> {
        let title = index.page_title(hit.page);
        let mut meta: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, value) in index.page_meta(hit.page) {
            match meta.last_mut() {
                Some(last) if last.0 == name => last.1.push(value),
                _ => meta.push((name, vec![value])),
            }
        }
        Page {
            id: index.page_id(hit.page),
            url: index.page_url(hit.page),
            title,
            title_marks: offsets(title, &hit.title_marks),
            lang: index.page_lang(hit.page),
            score: hit.score,
            count: hit.count,
            passages: list(hit.passages.iter().map(|p| Passage::new(index, p, offsets))),
            meta: Map(meta),
            why: &hit.why,
        }
    }
}

impl<'a> Passage<'a> {
    fn new(index: &'a Index, hit: &'a PassageHit, offsets: Offsets) -> Passage<'a> {
        Passage {
            url: index.passage_url(hit.passage),
            heading: index.passage_heading(hit.passage),
            path: list(index.path(hit.passage).iter().map(|t| index.text(*t))),
            text: &hit.text,
            marks: offsets(&hit.text, &hit.marks),
            score: hit.score,
        }
    }
}
