//! Groonga: tables, columns and indexes, a command a line as the path of a URL. Tried with Groonga 13.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use findling_indexer::simplifications;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::json;

use crate::export::facts::Facts;
use crate::export::fields::Kind;

/// All characters but letters, digits and the four marks that no URL escapes.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// Full width is half width, katakana is hiragana, and case doesn't matter.
const NORMALIZER: &str = "NormalizerNFKC150(\"unify_kana\", true, \"unify_kana_case\", true, \
    \"unify_hyphen_and_prolonged_sound_mark\", true, \"unify_middle_dot\", true)";
/// Words of scripts with spaces; pairs of characters of the others, across blanks, which find every substring.
const TOKENIZER: &str = "TokenBigramIgnoreBlank";

/// The schema, words with the same meaning, and variant characters.
pub(super) fn files(facts: &Facts) -> Vec<(String, String)> {
    let mut files =
        vec![("schema.txt".to_owned(), schema(facts)), ("indexes.txt".to_owned(), indexes(facts, &columns(facts)))];
    let synonyms = synonyms(facts);
    if !synonyms.is_empty() {
        files.push(("synonyms.jsonl".to_owned(), synonyms));
    }
    if facts.has_variants {
        let line = |(complex, simple): &(char, char)| {
            format!("{}\n", json!({ "_key": complex.to_string(), "base": simple.to_string() }))
        };
        files.push(("variants.jsonl".to_owned(), simplifications().iter().map(line).collect()));
    }
    files
}

/// Commands, a line each.
#[derive(Debug, Default)]
struct Commands(String);

impl Commands {
    fn add(&mut self, name: &str, arguments: &[(&str, &str)]) {
        let arguments: Vec<String> =
            arguments.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, ESCAPED))).collect();
        let _ = writeln!(self.0, "{name}?{}", arguments.join("&"));
    }

    fn table(&mut self, name: &str, flags: &str, more: &[(&str, &str)]) {
        self.add("table_create", &[&[("name", name), ("flags", flags), ("key_type", "ShortText")], more].concat());
    }

    fn column(&mut self, table: &str, name: &str, flags: &str, kind: &str) {
        self.add("column_create", &[("table", table), ("name", name), ("flags", flags), ("type", kind)]);
    }

    fn index(&mut self, table: &str, name: &str, flags: &str) {
        let arguments = [("table", table), ("name", name), ("flags", flags), ("type", "Passages"), ("source", name)];
        self.add("column_create", &arguments);
    }
}

/// The columns of the metadata fields.
fn columns(facts: &Facts) -> Vec<String> {
    facts.fields.iter().map(|field| field.path(facts.target)).collect()
}

/// Tables and columns.
fn schema(facts: &Facts) -> String {
    let mut commands = Commands::default();
    commands.table("Pages", "TABLE_HASH_KEY", &[]);
    commands.table("Passages", "TABLE_HASH_KEY", &[]);
    let mut normalizers = String::new();
    if facts.has_variants {
        commands.table("Variants", "TABLE_PAT_KEY", &[]);
        commands.column("Variants", "base", "COLUMN_SCALAR", "ShortText");
        // It comes first: the tokenizer needs the character types that the last normalizer reports.
        normalizers.push_str("NormalizerTable(\"normalized\", \"Variants.base\"), ");
    }
    normalizers.push_str(NORMALIZER);
    commands.table("Terms", "TABLE_PAT_KEY", &[("default_tokenizer", TOKENIZER), ("normalizers", &normalizers)]);
    commands.table("Values", "TABLE_PAT_KEY", &[]);
    commands.table("Synonyms", "TABLE_PAT_KEY", &[("normalizer", NORMALIZER)]);
    commands.column("Synonyms", "words", "COLUMN_VECTOR", "ShortText");
    let columns = columns(facts);
    // Facets count pages, and filters choose passages: both tables have the columns of a page.
    for table in ["Pages", "Passages"] {
        for (name, kind) in
            [("lang", "Values"), ("author", "ShortText"), ("date", "ShortText"), ("year", "Values"), ("load", "Values")]
        {
            commands.column(table, name, "COLUMN_SCALAR", kind);
        }
        for name in &columns {
            commands.column(table, name, "COLUMN_VECTOR", "Values");
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
        commands.column("Passages", name, "COLUMN_SCALAR", kind);
    }
    commands.column("Passages", "headings", "COLUMN_VECTOR", "ShortText");
    if facts.has_pinyin {
        commands.table("Pinyin", "TABLE_PAT_KEY", &[("default_tokenizer", "TokenDelimit")]);
        commands.column("Passages", "pinyin", "COLUMN_SCALAR", "LongText");
    }
    commands.0
}

/// Indexes. They are made after the first load, which takes a fraction of the time of adding to them.
fn indexes(facts: &Facts, columns: &[String]) -> String {
    let mut commands = Commands::default();
    commands.index("Terms", "title", "COLUMN_INDEX|WITH_POSITION");
    commands.index("Terms", "headings", "COLUMN_INDEX|WITH_POSITION|WITH_SECTION");
    commands.index("Terms", "text", "COLUMN_INDEX|WITH_POSITION");
    if facts.has_pinyin {
        commands.index("Pinyin", "pinyin", "COLUMN_INDEX");
    }
    commands.index("Pages", "page", "COLUMN_INDEX");
    for name in ["lang", "year", "load"] {
        commands.index("Values", name, "COLUMN_INDEX");
    }
    let filtered = facts.fields.iter().zip(columns).filter(|(field, _)| field.facet || field.kind == Kind::Number);
    for (_, name) in filtered {
        commands.index("Values", name, "COLUMN_INDEX");
    }
    commands.0
}

/// For each word the words that mean the same, for `query_expander=Synonyms.words`.
fn synonyms(facts: &Facts) -> String {
    let mut words: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for group in facts.synonyms.iter().chain(&facts.forms) {
        for word in group {
            words.entry(word).or_default().extend(group.iter().map(String::as_str));
        }
    }
    // An expanded word is a query, so it is quoted as one.
    let quoted = |word: &&str| format!("\"{}\"", word.replace('\\', "\\\\").replace('"', "\\\""));
    let line = |(word, others): (&str, BTreeSet<&str>)| {
        format!("{}\n", json!({ "_key": word, "words": others.iter().map(quoted).collect::<Vec<_>>() }))
    };
    words.into_iter().map(line).collect()
}
