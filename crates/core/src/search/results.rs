//! An answer with everything that a caller shows of it, as the JSON in which it leaves the engine: for JavaScript objects in a browser,
//! for other programs from the command line.

use super::answer::{Answer, Mark, PageHit, PassageHit, Why};
use crate::Index;
use crate::json::Json;
use crate::lean::list;

/// How ranges are counted where the answer goes: from a text and ranges of its bytes.
pub type Offsets = fn(&str, &[Mark]) -> Vec<(usize, usize)>;

/// Ranges counted in bytes, as Rust does.
#[must_use]
pub fn bytes(_text: &str, marks: &[Mark]) -> Vec<(usize, usize)> {
    list(marks.iter().map(|m| (m.start, m.end)))
}

/// An answer with everything that a page shows of it, as JSON.
#[must_use]
pub fn results(index: &Index, answer: &Answer, offsets: Offsets) -> String {
    let mut json = Json::default();
    json.open('{');
    json.name("query").text(&answer.query);
    json.name("total").count(answer.total);
    json.name("count").count(answer.count);
    json.name("pages").open('[');
    for hit in &answer.pages {
        page(index, hit, offsets, &mut json);
    }
    json.close(']');
    json.name("relaxed").open('[');
    for row in &answer.relaxed {
        json.open('{');
        json.name("kind").text(row.kind);
        json.name("from").text(&row.from);
        json.name("to").text(&row.to);
        json.close('}');
    }
    json.close(']');
    json.name("missing").texts(&answer.missing);
    json.name("suggestions").texts(&answer.suggestions);
    json.name("facets").open('{');
    for (field, values) in &answer.facets {
        json.name(field).open('[');
        for (value, count) in values {
            json.open('[');
            json.text(value);
            json.count(*count);
            json.close(']');
        }
        json.close(']');
    }
    json.close('}');
    json.close('}');
    json.finish()
}

/// Writes ranges, each as a list of its two ends.
pub fn ranges(ranges: &[(usize, usize)], json: &mut Json) {
    json.open('[');
    for (start, end) in ranges {
        json.open('[');
        json.count(*start);
        json.count(*end);
        json.close(']');
    }
    json.close(']');
}

fn page(index: &Index, hit: &PageHit, offsets: Offsets, json: &mut Json) {
    let title = index.page_title(hit.page);
    json.open('{');
    json.name("id").text(index.page_id(hit.page));
    json.name("url").text(index.page_url(hit.page));
    json.name("title").text(title);
    ranges(&offsets(title, &hit.title_marks), json.name("titleMarks"));
    json.name("lang").text(index.page_lang(hit.page));
    json.name("score").score(hit.score);
    json.name("count").count(hit.count);
    json.name("passages").open('[');
    for hit in &hit.passages {
        passage(index, hit, offsets, json);
    }
    json.close(']');
    json.name("meta").open('{');
    let mut last = "";
    for (name, value) in index.page_meta(hit.page) {
        // Values of one field stand together.
        if name != last {
            if !last.is_empty() {
                json.close(']');
            }
            json.name(name).open('[');
            last = name;
        }
        json.text(value);
    }
    if !last.is_empty() {
        json.close(']');
    }
    json.close('}');
    json.name("why").open('[');
    for reason in &hit.why {
        why(reason, json);
    }
    json.close(']');
    json.close('}');
}

fn passage(index: &Index, hit: &PassageHit, offsets: Offsets, json: &mut Json) {
    json.open('{');
    json.name("url").text(&index.passage_url(hit.passage));
    json.name("heading").text(index.passage_heading(hit.passage));
    json.name("path").texts(&list(index.path(hit.passage).iter().map(|text| index.text(*text))));
    json.name("text").text(&hit.text);
    ranges(&offsets(&hit.text, &hit.marks), json.name("marks"));
    json.name("score").score(hit.score);
    json.close('}');
}

fn why(why: &Why, json: &mut Json) {
    json.open('{');
    json.name("word").text(&why.word);
    json.name("kind").text(why.kind);
    json.name("fields").texts(&why.fields);
    json.name("count").count(why.count);
    json.name("weight").score(why.weight);
    json.name("emphasis").score(why.emphasis);
    json.close('}');
}
