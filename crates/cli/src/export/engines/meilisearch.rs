//! Meilisearch: the settings of the index. Written from the documentation of Meilisearch 1.15.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::export::facts::Facts;
use crate::export::fields::Kind;

/// The settings.
pub(super) fn settings(facts: &Facts) -> Value {
    let mut filterable: Vec<String> = ["page", "lang", "year", "date", "author", "load"].map(str::to_owned).to_vec();
    filterable.extend(facts.fields.iter().filter(|field| field.facet).map(|field| field.path(facts.target)));
    let mut sortable: Vec<String> = ["date", "title", "order"].map(str::to_owned).to_vec();
    sortable
        .extend(facts.fields.iter().filter(|field| field.kind == Kind::Number).map(|field| field.path(facts.target)));
    let mut synonyms: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for group in &facts.synonyms {
        for word in group {
            synonyms.entry(word).or_default().extend(group.iter().filter(|other| *other != word).map(String::as_str));
        }
    }
    let langs: Vec<&str> = facts.primary_langs().into_iter().filter_map(iso_639_3).collect();
    let mut settings = json!({
        // An attribute that comes first counts more.
        "searchableAttributes": ["title", "headings", "text", "pinyin"],
        "filterableAttributes": filterable,
        "sortableAttributes": sortable,
        "rankingRules": ["words", "typo", "proximity", "attribute", "sort", "exactness", "weight:desc"],
        "synonyms": synonyms,
        "typoTolerance": { "minWordSizeForTypos": { "oneTypo": 4, "twoTypos": 8 }, "disableOnAttributes": ["pinyin"] },
        "faceting": { "maxValuesPerFacet": 1000 },
        "pagination": { "maxTotalHits": 10_000 },
    });
    if !langs.is_empty() {
        settings["localizedAttributes"] =
            json!([{ "attributePatterns": ["title", "headings", "text"], "locales": langs }]);
    }
    settings
}

/// The languages that Meilisearch has rules of its own for, by ISO 639-3.
fn iso_639_3(lang: &str) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("ar", "ara"),
        ("de", "deu"),
        ("el", "ell"),
        ("en", "eng"),
        ("es", "spa"),
        ("fr", "fra"),
        ("he", "heb"),
        ("it", "ita"),
        ("ja", "jpn"),
        ("km", "khm"),
        ("ko", "kor"),
        ("nl", "nld"),
        ("pt", "por"),
        ("ru", "rus"),
        ("sv", "swe"),
        ("th", "tha"),
        ("tr", "tur"),
        ("vi", "vie"),
        ("yue", "yue"),
        ("zh", "cmn"),
    ];
    CODES.iter().find(|code| code.0 == lang).map(|code| code.1)
}
