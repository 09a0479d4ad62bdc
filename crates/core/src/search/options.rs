//! What a caller can ask besides the query.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de};

use crate::Index;
use crate::index::Weights;

/// Options of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Most pages.
    pub limit: usize,
    /// Pages to skip before them.
    pub offset: usize,
    /// Most passages per page.
    pub passages: usize,
    /// Length of an excerpt in characters. Default: 160 Chinese or Japanese ones, or 200 others.
    pub excerpt: Option<usize>,
    /// Only pages with such metadata. The field `lang` is the page's language, and `year` the year of its `date`.
    pub filters: Vec<(String, Filter)>,
    /// A field of the metadata to sort by instead of by rank; ` desc` after it reverses the order.
    pub sort: Option<String>,
    /// Fields whose values are counted over all pages found.
    pub facets: Vec<String>,
    /// Say why each page was found.
    pub explain: bool,
    /// The weights of ranking. Default: those of the index ([`Index::weights`]).
    pub weights: Option<Weights>,
}

/// What the values of a field must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// One of these.
    Any(Vec<String>),
    /// None of these.
    None(Vec<String>),
    /// From the first to the second, both included; numbers compare as numbers, dates and words as text.
    Range(Option<String>, Option<String>),
}

impl Default for Options {
    fn default() -> Self {
        Options {
            limit: 10,
            offset: 0,
            passages: 3,
            excerpt: None,
            filters: Vec::new(),
            sort: None,
            facets: Vec::new(),
            explain: false,
            weights: None,
        }
    }
}

impl Options {
    /// The name of each option in JSON and JavaScript.
    pub const NAMES: [&str; 9] =
        ["limit", "offset", "passages", "excerpt", "filters", "sort", "facets", "explain", "weights"];

    /// Checks that the corpus has the fields to filter and to sort by. With another field, an answer would be empty or in no order.
    ///
    /// ```
    /// # use findling_core::{Index, Options};
    /// # use findling_indexer::{NativeHost, build, read::Corpus};
    /// # let index = Index::open(&build(&Corpus::default(), &findling_indexer::Options::default())?.bytes, Box::new(NativeHost))?;
    /// let options = Options { sort: Some("colour".to_owned()), ..Options::default() };
    /// assert_eq!(options.check(&index).unwrap_err(), "no page has the field \"colour\"; there are lang, title");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(&self, index: &Index) -> Result<(), String> {
        let mut fields = index.fields();
        let mut unknown = self.filters.iter().map(|filter| filter.0.as_str()).find(|field| !fields.contains(field));
        if let (None, Some(sort)) = (unknown, &self.sort) {
            fields.push("title");
            let field = sort.strip_suffix(" desc").or_else(|| sort.strip_suffix(" asc")).unwrap_or(sort).trim();
            unknown = Some(field).filter(|field| !fields.contains(field));
        }
        match unknown {
            Some(field) => Err(format!("no page has the field \"{field}\"; there are {}", fields.join(", "))),
            None => Ok(()),
        }
    }

    /// Reads the options of the JavaScript API from JSON or another format. An option that doesn't exist or has the wrong type is an
    /// error that names it, and so is a field that the corpus lacks ([`Options::check`]). Weights that are left out are those of the index.
    ///
    /// ```
    /// # use findling_core::{Index, Options};
    /// # use findling_indexer::{NativeHost, build, read::Corpus};
    /// # let index = Index::open(&build(&Corpus::default(), &findling_indexer::Options::default())?.bytes, Box::new(NativeHost))?;
    /// let json = r#"{"limit": 3, "filters": {"lang": {"not": "en"}}, "weights": {"title": 4}}"#;
    /// let options = Options::read(&index, &mut serde_json::Deserializer::from_str(json))?;
    /// assert_eq!((options.limit, options.weights.unwrap().title), (3, 4.0));
    /// let error = Options::read(&index, &mut serde_json::Deserializer::from_str(r#"{"limt": 3}"#)).unwrap_err();
    /// assert!(error.to_string().starts_with("unknown field `limt`, expected one of `limit`, `offset`"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read<'de, D: Deserializer<'de>>(index: &Index, input: D) -> Result<Options, D::Error> {
        let input = Input::deserialize(input)?;
        let defaults = Options::default();
        let weights = if input.weights.is_empty() {
            None
        } else {
            let mut weights = *index.weights();
            for (name, weight) in input.weights {
                weights.set(&name, weight).map_err(de::Error::custom)?;
            }
            Some(weights)
        };
        let options = Options {
            limit: input.limit.unwrap_or(defaults.limit),
            offset: input.offset.unwrap_or(defaults.offset),
            passages: input.passages.unwrap_or(defaults.passages),
            excerpt: input.excerpt,
            filters: input.filters.into_iter().map(|(field, filter)| (field, filter.into())).collect(),
            sort: input.sort,
            facets: input.facets,
            explain: input.explain,
            weights,
        };
        options.check(index).map_err(de::Error::custom)?;
        Ok(options)
    }
}

/// The options as they come.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Input {
    limit: Option<usize>,
    offset: Option<usize>,
    passages: Option<usize>,
    excerpt: Option<usize>,
    filters: BTreeMap<String, InputFilter>,
    sort: Option<String>,
    facets: Vec<String>,
    explain: bool,
    weights: BTreeMap<String, f32>,
}

/// A filter as it comes: a value or a list of values, `{"not": …}`, or `{"from": …, "to": …}`.
#[derive(Deserialize)]
#[serde(untagged)]
enum InputFilter {
    Any(Values),
    None { not: Values },
    Range(Bounds),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Values {
    One(Value),
    Several(Vec<Value>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    from: Option<Value>,
    to: Option<Value>,
}

/// A text, or a number that is compared as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Value {
    Text(String),
    Whole(i64),
    Number(f64),
}

impl From<Value> for String {
    fn from(value: Value) -> String {
        match value {
            Value::Text(text) => text,
            Value::Whole(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
        }
    }
}

impl From<Values> for Vec<String> {
    fn from(values: Values) -> Vec<String> {
        match values {
            Values::One(value) => vec![value.into()],
            Values::Several(values) => values.into_iter().map(String::from).collect(),
        }
    }
}

impl From<InputFilter> for Filter {
    fn from(filter: InputFilter) -> Filter {
        match filter {
            InputFilter::Any(values) => Filter::Any(values.into()),
            InputFilter::None { not } => Filter::None(not.into()),
            InputFilter::Range(Bounds { from, to }) => Filter::Range(from.map(String::from), to.map(String::from)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_listed_names_are_those_that_are_read() {
        let error = serde_json::from_str::<Input>(r#"{"nothing": 1}"#).err().unwrap().to_string();
        let named: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
        assert_eq!(named, Options::NAMES, "{error}");
    }

    #[test]
    fn a_filter_is_a_value_a_list_an_exclusion_or_a_range() {
        let filter = |json: &str| serde_json::from_str::<InputFilter>(json).map(Filter::from);
        let texts = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(filter(r#""zh""#).unwrap(), Filter::Any(texts(&["zh"])));
        assert_eq!(filter(r#"["zh", 2020]"#).unwrap(), Filter::Any(texts(&["zh", "2020"])));
        assert_eq!(filter(r#"{"not": ["en"]}"#).unwrap(), Filter::None(texts(&["en"])));
        assert_eq!(filter(r#"{"from": 1.5}"#).unwrap(), Filter::Range(Some("1.5".into()), None));
        assert!(filter(r#"{"form": 1}"#).is_err());
    }
}
