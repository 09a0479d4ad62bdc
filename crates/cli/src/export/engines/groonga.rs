//! Groonga: tables, columns and indexes, a command a line as the path of a URL. Tried with Groonga 13.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::export::facts::Facts;
use crate::export::fields::Kind;

/// Letters, digits and the other characters that no URL escapes.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// Full width is half width, katakana is hiragana, accents don't matter.
const NORMALIZER: &str = "NormalizerNFKC150(\"unify_kana\", true, \"unify_kana_case\", true, \"unify_hyphen_and_prolonged_sound_mark\", true, \"unify_middle_dot\", true)";
/// Words of scripts with spaces; pairs of characters of the others, which find every substring.
const TOKENIZER: &str = "TokenNgram(\"unify_alphabet\", true, \"unify_digit\", true, \"unify_symbol\", true)";

/// The schema, and the synonyms.
pub(super) fn files(facts: &Facts) -> Vec<(String, String)> {
    let mut files = vec![("schema.txt".to_owned(), schema(facts))];
    if !facts.synonyms.is_empty() {
        files.push(("synonyms.jsonl".to_owned(), synonyms(facts)));
    }
    files
}

/// A line for each command.
fn schema(facts: &Facts) -> String {
    let mut lines = String::new();
    let mut command = |name: &str, arguments: &[(&str, &str)]| {
        let arguments: Vec<String> =
            arguments.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, ESCAPED))).collect();
        let _ = writeln!(lines, "{name}?{}", arguments.join("&"));
    };
    let mut table = |name: &str, flags: &str, more: &[(&str, &str)]| {
        let arguments = [&[("name", name), ("flags", flags), ("key_type", "ShortText")], more].concat();
        command("table_create", &arguments);
    };
    table("Pages", "TABLE_HASH_KEY", &[]);
    table("Passages", "TABLE_HASH_KEY", &[]);
    table("Terms", "TABLE_PAT_KEY", &[("default_tokenizer", TOKENIZER), ("normalizer", NORMALIZER)]);
    table("Values", "TABLE_PAT_KEY", &[]);
    if facts.has_pinyin {
        table("Pinyin", "TABLE_PAT_KEY", &[("default_tokenizer", "TokenDelimit")]);
    }
    if !facts.synonyms.is_empty() {
        table("Synonyms", "TABLE_PAT_KEY", &[("normalizer", NORMALIZER)]);
    }
    let mut column = |table: &str, name: &str, flags: &str, kind: &str| {
        command("column_create", &[("table", table), ("name", name), ("flags", flags), ("type", kind)]);
    };
    // Facets count pages, and filters choose passages: both tables have the columns of a page.
    for table in ["Pages", "Passages"] {
        for (name, kind) in
            [("lang", "Values"), ("author", "ShortText"), ("date", "ShortText"), ("year", "Values"), ("load", "Values")]
        {
            column(table, name, "COLUMN_SCALAR", kind);
        }
        for field in &facts.fields {
            column(table, &format!("field_{}", field.column), "COLUMN_VECTOR", "Values");
        }
    }
    for (name, kind) in [
        ("page", "Pages"),
        ("order", "UInt32"),
        ("anchor", "ShortText"),
        ("title", "ShortText"),
        ("text", "LongText"),
        ("weight", "Float"),
    ] {
        column("Passages", name, "COLUMN_SCALAR", kind);
    }
    column("Passages", "headings", "COLUMN_VECTOR", "ShortText");
    if facts.has_pinyin {
        column("Passages", "pinyin", "COLUMN_SCALAR", "LongText");
    }
    if !facts.synonyms.is_empty() {
        column("Synonyms", "words", "COLUMN_VECTOR", "ShortText");
    }
    let mut index = |table: &str, name: &str, flags: &str, source: &str| {
        let arguments = [("table", table), ("name", name), ("flags", flags), ("type", "Passages"), ("source", source)];
        command("column_create", &arguments);
    };
    index("Terms", "title", "COLUMN_INDEX|WITH_POSITION", "title");
    index("Terms", "headings", "COLUMN_INDEX|WITH_POSITION|WITH_SECTION", "headings");
    index("Terms", "text", "COLUMN_INDEX|WITH_POSITION", "text");
    if facts.has_pinyin {
        index("Pinyin", "pinyin", "COLUMN_INDEX", "pinyin");
    }
    index("Pages", "passages", "COLUMN_INDEX", "page");
    for name in ["lang", "year", "load"] {
        index("Values", name, "COLUMN_INDEX", name);
    }
    for field in facts.fields.iter().filter(|field| field.facet || field.kind == Kind::Number) {
        let name = format!("field_{}", field.column);
        index("Values", &name, "COLUMN_INDEX", &name);
    }
    lines
}

/// For each word the words that mean the same, for `query_expander=Synonyms.words`.
fn synonyms(facts: &Facts) -> String {
    let mut lines = String::new();
    for group in &facts.synonyms {
        for word in group {
            let words: Vec<String> =
                group.iter().map(|word| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""))).collect();
            let _ = writeln!(lines, "{}", json!({ "_key": word, "words": words }));
        }
    }
    lines
}
