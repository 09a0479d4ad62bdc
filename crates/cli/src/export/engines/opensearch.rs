//! `OpenSearch`: the body of the request that creates the index. Written from the documentation of `OpenSearch` 3.

use findling_indexer::simplifications;
use serde_json::{Map, Value, json};

use crate::export::facts::Facts;
use crate::export::fields::Kind;

/// Stemmers by language.
const STEMMERS: &[(&str, &str)] = &[
    ("ar", "arabic"),
    ("da", "danish"),
    ("de", "light_german"),
    ("el", "greek"),
    ("en", "english"),
    ("es", "light_spanish"),
    ("fi", "finnish"),
    ("fr", "light_french"),
    ("hi", "hindi"),
    ("hu", "hungarian"),
    ("it", "light_italian"),
    ("nl", "dutch"),
    ("no", "norwegian"),
    ("pt", "light_portuguese"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sv", "swedish"),
    ("tr", "turkish"),
];

/// Settings and mappings.
pub(super) fn index(facts: &Facts) -> Value {
    let mut filters = Map::new();
    let langs = facts.primary_langs();
    let stemmers: Vec<&(&str, &str)> = STEMMERS.iter().filter(|(lang, _)| langs.contains(lang)).collect();
    for (lang, stemmer) in &stemmers {
        filters.insert(format!("stem_{lang}"), json!({ "type": "stemmer", "language": stemmer }));
    }
    let mut usual = vec!["cjk_width", "lowercase", "asciifolding"];
    if !stemmers.is_empty() {
        // Each word is indexed as it is, and as the stem of each language of the corpus.
        let names: Vec<String> = stemmers.iter().map(|(lang, _)| format!("stem_{lang}")).collect();
        filters
            .insert("stems".to_owned(), json!({ "type": "multiplexer", "filters": names, "preserve_original": true }));
        usual.push("stems");
        usual.push("remove_duplicates");
    }
    filters.insert("bigrams".to_owned(), json!({ "type": "cjk_bigram", "output_unigrams": true }));
    let mut at_search = usual.clone();
    if !facts.synonyms.is_empty() {
        let groups: Vec<String> = facts
            .synonyms
            .iter()
            .map(|group| group.iter().map(|word| escaped(word)).collect::<Vec<_>>().join(", "))
            .collect();
        filters.insert("synonyms".to_owned(), json!({ "type": "synonym_graph", "lenient": true, "synonyms": groups }));
        at_search.insert(3, "synonyms");
    }
    let char_filters: &[&str] = if facts.has_variants { &["simplified"] } else { &[] };
    let analyzer = |filters: &[&str]| json!({ "type": "custom", "char_filter": char_filters, "tokenizer": "standard", "filter": filters });
    let mut char_filter_definitions = Map::new();
    if facts.has_variants {
        let pair = |(complex, simple): &(char, char)| format!("{complex}=>{simple}");
        let pairs: Vec<String> = simplifications().iter().map(pair).collect();
        char_filter_definitions.insert("simplified".to_owned(), json!({ "type": "mapping", "mappings": pairs }));
    }
    let text = |more: Value| {
        let mut text = json!({ "type": "text", "analyzer": "findling", "search_analyzer": "findling_search" });
        let mut fields = Map::new();
        if facts.has_unspaced() {
            fields.insert("cjk".to_owned(), json!({ "type": "text", "analyzer": "findling_cjk" }));
        }
        fields.extend(more.as_object().cloned().unwrap_or_default());
        text["fields"] = Value::Object(fields);
        text
    };
    let keyword = || json!({ "type": "keyword", "ignore_above": 8191 });
    let mut fields = Map::new();
    for field in &facts.fields {
        let mut property = json!({ "type": "keyword", "ignore_above": 1024 });
        if field.kind == Kind::Number {
            property["fields"] = json!({ "number": { "type": "double", "ignore_malformed": true } });
        }
        fields.insert(field.column.clone(), property);
    }
    json!({
        "settings": { "index": { "number_of_replicas": 0 }, "analysis": {
            "char_filter": char_filter_definitions,
            "filter": filters,
            "analyzer": {
                "findling": analyzer(&usual),
                "findling_search": analyzer(&at_search),
                "findling_cjk": analyzer(&["cjk_width", "lowercase", "bigrams"]),
            },
        } },
        "mappings": { "dynamic": false, "properties": {
            "id": keyword(),
            "page": keyword(),
            "anchor": { "type": "keyword", "index": false, "doc_values": false },
            "title": text(json!({ "raw": { "type": "keyword", "ignore_above": 1024 } })),
            "headings": text(json!({})),
            "text": text(json!({})),
            "lang": keyword(),
            "order": { "type": "integer" },
            "author": keyword(),
            "date": { "type": "date", "format": "yyyy-MM-dd" },
            "year": keyword(),
            "pinyin": { "type": "text", "analyzer": "whitespace" },
            "weight": { "type": "float" },
            "load": keyword(),
            "fields": { "properties": fields },
        } },
    })
}

/// A word in the format of Solr's synonyms, in which a comma separates words.
fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace(',', "\\,").replace("=>", "\\=>")
}
