//! The shape of what crosses between JavaScript and the engine, and the step from bytes of UTF-8 to units of UTF-16.

use findling_core::search::Mark;
use findling_core::{Index, Options};
use js_sys::Reflect;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What JavaScript asks for; what it leaves out is the default. Read member by member: a deserializer would cost more than
/// the whole of ranking.
pub(crate) fn options(asked: &JsValue) -> Options {
    let mut options = Options::default();
    let number = |name: &str, target: &mut usize| {
        let value = Reflect::get(asked, &JsValue::from_str(name)).ok().and_then(|v| v.as_f64());
        if let Some(value) = value.filter(|v| *v >= 0.0) {
            *target = value as usize;
        }
    };
    number("limit", &mut options.limit);
    number("offset", &mut options.offset);
    number("passages", &mut options.passages);
    number("excerpt", &mut options.excerpt);
    options
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
