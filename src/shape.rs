//! The shape of what crosses between JavaScript and the engine, and the step from bytes of UTF-8 to units of UTF-16.

use findling_core::search::{Filter, Mark, Suggestion, ranges};
use findling_core::{Index, Json, Options};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

/// What JavaScript asks for; what it leaves out is the default. Read member by member: a deserializer would cost more than
/// the whole of ranking.
pub(crate) fn options(index: &Index, asked: &JsValue) -> Options {
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
    let given = get(asked, "weights");
    if given.is_object() {
        let mut weights = index.weights();
        for (name, weight) in weights.named() {
            if let Some(value) = get(&given, name).as_f64() {
                // A weight below nothing, or one that is no number, counts as nothing.
                *weight = if value > 0.0 { value as f32 } else { 0.0 };
            }
        }
        options.weights = Some(weights);
    }
    if let Some(filters) = get(asked, "filters").dyn_ref::<Object>() {
        for name in texts(&Object::keys(filters)) {
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
pub(crate) fn texts(value: &JsValue) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(list) = value.dyn_ref::<Array>() {
        for i in 0..list.length() {
            for text in texts(&list.get(i)) {
                out.push(text);
            }
        }
    } else if value.as_f64().is_some() {
        out.push(Object::from(value.clone()).to_string().into());
    } else if let Some(text) = value.as_string() {
        out.push(text);
    }
    out
}

/// The ranges of each text that answer a query.
pub(crate) fn marks(index: &Index, query: &str, texts: &[String]) -> String {
    let mut json = Json::default();
    json.open('[');
    for (text, marks) in texts.iter().zip(&index.marks(query, texts)) {
        ranges(&utf16(text, marks), &mut json);
    }
    json.close(']');
    json.finish()
}

/// Completions.
pub(crate) fn completions(suggestions: &[Suggestion]) -> String {
    let mut json = Json::default();
    json.open('[');
    for row in suggestions {
        json.open('{');
        json.name("text").text(&row.text);
        json.name("kind").text(row.kind);
        match &row.url {
            Some(url) => json.name("url").text(url),
            None => json.name("url").null(),
        }
        json.close('}');
    }
    json.close(']');
    json.finish()
}

/// What a pack is.
pub(crate) fn about(index: &Index) -> String {
    let manifest = index.manifest();
    let mut base = "";
    for option in &manifest.options {
        base = option.strip_prefix("base=").unwrap_or(base);
    }
    let figure =
        |shift: u32| char::from(*b"0123456789abcdef".get((manifest.content >> shift) as usize & 15).unwrap_or(&b'0'));
    let mut content = String::new();
    for place in (0..16).rev() {
        content.push(figure(place * 4));
    }
    let mut json = Json::default();
    json.open('{');
    json.name("title").text(&manifest.title);
    json.name("langs").texts(&manifest.langs);
    json.name("fields").texts(&manifest.fields);
    json.name("pages").count(index.pages().len());
    json.name("passages").count(index.passages().len());
    json.name("content").text(&content);
    json.name("base").text(base);
    json.name("writer").text(&manifest.writer);
    json.close('}');
    json.finish()
}

/// Byte ranges of a text, ascending and apart, in units of UTF-16.
pub(crate) fn utf16(text: &str, marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut bytes = text.as_bytes().iter();
    let (mut at, mut unit) = (0, 0);
    let mut to_unit = |end: usize| {
        while at < end
            && let Some(byte) = bytes.next()
        {
            // A character is a unit by its first byte, and a second one by a first byte that announces four.
            unit += usize::from(*byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0);
            at += 1;
        }
        unit
    };
    let mut units = Vec::new();
    for mark in marks {
        units.push((to_unit(mark.start), to_unit(mark.end)));
    }
    units
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
