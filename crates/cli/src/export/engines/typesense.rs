//! Typesense: the schema of the collection and its synonyms. Written from the documentation of Typesense 30.

use serde_json::{Value, json};

use crate::export::facts::Facts;
use crate::export::fields::Kind;
use crate::export::pretty::pretty;

/// The schema and the synonyms.
pub(super) fn files(facts: &Facts) -> Vec<(String, String)> {
    let mut files = vec![("schema.json".to_owned(), pretty(&schema(facts)))];
    if !facts.synonyms.is_empty() {
        let item = |(number, group): (usize, &Vec<String>)| json!({ "id": number.to_string(), "synonyms": group });
        let items: Vec<Value> = facts.synonyms.iter().enumerate().map(item).collect();
        files.push(("synonyms.json".to_owned(), pretty(&json!({ "items": items }))));
    }
    files
}

fn schema(facts: &Facts) -> Value {
    // A collection has one tokenizer for a field. That of an unspaced language cuts the others at their spaces, too.
    let langs = facts.primary_langs();
    let tokenizer = ["zh", "ja", "ko", "th"].into_iter().find(|lang| langs.contains(lang));
    let stems = tokenizer.is_none() && langs.contains("en");
    let text = |name: &str, kind: &str| {
        let mut field = json!({ "name": name, "type": kind });
        if let Some(lang) = tokenizer {
            field["locale"] = json!(lang);
        }
        if stems {
            field["stem"] = json!(true);
        }
        field
    };
    let exact = |name: &str| json!({ "name": name, "type": "string", "facet": true, "optional": true });
    let mut title = text("title", "string");
    title["sort"] = json!(true);
    let mut date = exact("date");
    date["sort"] = json!(true);
    let mut fields = vec![
        json!({ "name": "page", "type": "string", "facet": true }),
        json!({ "name": "anchor", "type": "string", "index": false, "optional": true }),
        title,
        text("headings", "string[]"),
        text("text", "string"),
        exact("lang"),
        json!({ "name": "order", "type": "int32" }),
        exact("author"),
        date,
        exact("year"),
        json!({ "name": "pinyin", "type": "string", "optional": true }),
        json!({ "name": "weight", "type": "float" }),
        exact("load"),
        json!({ "name": "fields", "type": "object", "optional": true }),
    ];
    for field in &facts.fields {
        let name = field.path(facts.target);
        let facet = field.facet || field.kind == Kind::Number;
        fields.push(json!({ "name": name, "type": "string[]", "facet": facet, "optional": true }));
    }
    let mut schema = json!({
        "name": facts.target.index(),
        "enable_nested_fields": true,
        "token_separators": ["-", "/", "_"],
        "fields": fields,
        "default_sorting_field": "weight",
    });
    if !facts.synonyms.is_empty() {
        schema["synonym_sets"] = json!([facts.target.index()]);
    }
    schema
}
