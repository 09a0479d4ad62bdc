//! The shape of what crosses between JavaScript and the engine, and the step from bytes of UTF-8 to units of UTF-16.

use findling_core::search::{Filter, Mark, Suggestion};
use findling_core::{Index, Options};
use js_sys::{Array, Object, Reflect};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What JavaScript asks for; what it leaves out is the default. Read member by member: a deserializer would cost more than
/// the whole of ranking.
pub(crate) fn options(asked: &JsValue) -> Options {
    let mut options = Options::default();
    let number = |name: &str, target: &mut usize| {
        if let Some(value) = get(asked, name).as_f64().filter(|v| *v >= 0.0) {
            *target = value as usize;
        }
    };
    number("limit", &mut options.limit);
    number("offset", &mut options.offset);
    number("passages", &mut options.passages);
    number("excerpt", &mut options.excerpt);
    options.sort = get(asked, "sort").as_string();
    options.explain = get(asked, "explain").is_truthy();
    options.facets = texts(&get(asked, "facets"));
    if let Some(filters) = get(asked, "filters").dyn_ref::<Object>() {
        for name in Object::keys(filters).iter().filter_map(|k| k.as_string()) {
            let wanted = get(filters, &name);
            let bound = |side: &str| texts(&get(&wanted, side)).pop();
            let values = texts(&wanted);
            let filter = match (bound("from"), bound("to")) {
                (None, None) if values.is_empty() => Filter::None(texts(&get(&wanted, "not"))),
                (None, None) => Filter::Any(values),
                (from, to) => Filter::Range(from, to),
            };
            options.filters.push((name, filter));
        }
    }
    options
}

/// A member of a value; undefined where there is none.
fn get(value: &JsValue, name: &str) -> JsValue {
    if value.is_object() {
        Reflect::get(value, &JsValue::from_str(name)).unwrap_or_default()
    } else {
        JsValue::UNDEFINED
    }
}

/// A text, a number or a list of such as texts.
fn texts(value: &JsValue) -> Vec<String> {
    if let Some(list) = value.dyn_ref::<Array>() {
        return list.iter().flat_map(|v| texts(&v)).collect();
    }
    let number = value.as_f64().map(|_| Object::from(value.clone()).to_string().into());
    value.as_string().or(number).into_iter().collect()
}

/// A completion.
#[derive(Debug, Serialize)]
pub(crate) struct Completion {
    text: String,
    kind: &'static str,
    url: Option<String>,
}

impl From<Suggestion> for Completion {
    fn from(s: Suggestion) -> Completion {
        Completion { text: s.text, kind: s.kind, url: s.url }
    }
}

/// What a pack is.
#[derive(Debug, Serialize)]
pub(crate) struct About<'a> {
    title: &'a str,
    langs: &'a [String],
    fields: &'a [String],
    pages: usize,
    passages: usize,
    content: String,
    base: &'a str,
    writer: &'a str,
}

impl<'a> About<'a> {
    pub(crate) fn new(index: &'a Index) -> About<'a> {
        let manifest = index.manifest();
        About {
            title: &manifest.title,
            langs: &manifest.langs,
            fields: &manifest.fields,
            pages: index.pages().len(),
            passages: index.passages().len(),
            content: format!("{:016x}", manifest.content),
            base: manifest.options.iter().find_map(|o| o.strip_prefix("base=")).unwrap_or_default(),
            writer: &manifest.writer,
        }
    }
}

pub(crate) fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|e| JsError::new(&e.to_string()))
}

/// Byte ranges of a text, ascending and apart, in units of UTF-16.
pub(crate) fn utf16(text: &str, marks: &[Mark]) -> Vec<(usize, usize)> {
    let (mut byte, mut unit) = (0, 0);
    let mut to_unit = |at: usize| {
        unit += text.get(byte..at).map_or(0, |s| s.chars().map(char::len_utf16).sum::<usize>());
        byte = at;
        unit
    };
    marks.iter().map(|m| (to_unit(m.start), to_unit(m.end))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_count_in_utf16_units() {
        let text = "a𝒳国家b";
        assert_eq!(utf16(text, &[1..5, 5..8, 11..12]), [(1, 3), (3, 4), (5, 6)]);
    }
}
