//! `provider.json`: the description of the engine, which the page reads.

use serde_json::{Value, json};

use super::facts::Facts;
use super::fields::{Field, Kind};
use super::target::Target;

/// The description.
pub(crate) fn provider(facts: &Facts, pages: usize, passages: usize) -> Value {
    let target = facts.target;
    let can = target.capabilities();
    let mut fields: Vec<Value> = facts.fields.iter().map(|field| entry(target, field)).collect();
    let mut own = |name: &str, column: &str, kind: Kind, facet: bool, sort: bool| {
        if fields.iter().all(|field| field["name"] != name) {
            fields.push(json!({ "name": name, "column": column, "kind": kind.name(), "facet": facet, "sort": sort }));
        }
    };
    if target != Target::Jsonl {
        own("lang", "lang", Kind::Text, facts.langs.len() > 1, false);
        let title = if target == Target::Opensearch { "title.raw" } else { "title" };
        // Quickwit sorts by numbers and dates only.
        own("title", title, Kind::Text, false, target != Target::Quickwit);
        if facts.has_dates {
            own("year", "year", Kind::Text, true, false);
            own("date", "date", Kind::Date, false, true);
        }
    }
    let has_synonyms = target == Target::Groonga && !(facts.synonyms.is_empty() && facts.forms.is_empty());
    json!({
        "provider": target.provider(),
        "endpoint": facts.endpoint,
        "index": target.index(),
        "key": "",
        "title": facts.title,
        "langs": facts.langs,
        "fields": fields,
        "pages": pages,
        "passages": passages,
        // Groonga expands words by a table. It is asked only if the table has some.
        "synonyms": has_synonyms,
        "capabilities": {
            "counts": if can.exact_counts { "exact" } else { "about" },
            "typos": can.typos,
            "prefix": can.prefix,
            "substring": can.substring && facts.has_unspaced(),
            "pinyin": facts.has_pinyin && target != Target::Jsonl,
            "facets": can.facets,
            "sort": can.sort,
            "suggestions": false,
        },
    })
}

/// A metadata field.
fn entry(target: Target, field: &Field) -> Value {
    let column = field.path(target);
    let is_date = field.name == "date" && field.kind == Kind::Date && target != Target::Jsonl;
    let column = match (target, field.kind) {
        _ if is_date => "date".to_owned(),
        (Target::Opensearch, Kind::Number) => format!("{column}.number"),
        _ => column,
    };
    // A list can't be sorted by in every engine.
    let sort = is_date || field.kind == Kind::Number && matches!(target, Target::Opensearch | Target::Meilisearch);
    json!({ "name": field.name, "column": column, "kind": field.kind.name(), "facet": field.facet && target != Target::Jsonl, "sort": sort })
}
