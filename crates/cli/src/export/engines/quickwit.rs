//! Quickwit: the configuration of the index. Written from the documentation of Quickwit 0.8.

use serde_json::{Value, json};

use crate::export::facts::Facts;

/// The configuration.
pub(super) fn index(facts: &Facts) -> Value {
    // Cuts Chinese into single characters, and everything else into words.
    let tokenizer = if facts.has_unspaced() { "chinese_compatible" } else { "default" };
    let is_english = facts.primary_langs().into_iter().eq(["en"]);
    let tokenizer = if is_english { "en_stem" } else { tokenizer };
    let text = |name: &str, kind: &str| json!({ "name": name, "type": kind, "tokenizer": tokenizer, "record": "position", "fieldnorms": true, "stored": true });
    let exact = |name: &str| json!({ "name": name, "type": "text", "tokenizer": "raw", "fast": true, "stored": true });
    let field_mappings = vec![
        exact("id"),
        exact("page"),
        json!({ "name": "anchor", "type": "text", "indexed": false, "stored": true }),
        text("title", "text"),
        text("headings", "array<text>"),
        text("text", "text"),
        exact("lang"),
        json!({ "name": "order", "type": "u64", "indexed": false, "fast": true, "stored": true }),
        exact("author"),
        json!({ "name": "date", "type": "datetime", "input_formats": ["%Y-%m-%d"], "output_format": "%Y-%m-%d", "fast": true, "fast_precision": "seconds", "stored": true }),
        exact("year"),
        json!({ "name": "pinyin", "type": "text", "tokenizer": "default", "record": "basic", "stored": false }),
        json!({ "name": "weight", "type": "f64", "indexed": false, "fast": true, "stored": true }),
        json!({ "name": "fields", "type": "json", "tokenizer": "raw", "fast": true, "stored": true }),
    ];
    json!({
        "version": "0.8",
        "index_id": facts.target.index(),
        "doc_mapping": { "mode": "lenient", "field_mappings": field_mappings },
        "search_settings": { "default_search_fields": ["title", "headings", "text"] },
        "indexing_settings": { "commit_timeout_secs": 10 },
    })
}
