//! The passages that another engine returned, read from JavaScript objects.

use findling_core::Record;
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::options::{members, texts, type_error};

/// Reads a list of records. Members of another name are ignored, and so are those of another type.
pub(crate) fn read(given: &JsValue) -> Result<Vec<Record>, JsValue> {
    let list = given.dyn_ref::<Array>().ok_or_else(|| type_error("the records must be a list"))?;
    list.iter().map(|record| one(&record)).collect()
}

fn one(given: &JsValue) -> Result<Record, JsValue> {
    let mut record = Record::default();
    for (name, value) in members("a record", given)? {
        let text = || value.as_string().unwrap_or_default();
        match name.as_str() {
            "page" => record.page = text(),
            "anchor" => record.anchor = text(),
            "title" => record.title = text(),
            "text" => record.text = text(),
            "lang" => record.lang = text(),
            "headings" => record.headings = texts(&value).unwrap_or_default(),
            "weight" => record.weight = value.as_f64().map(|weight| weight as f32),
            "meta" => {
                for (field, value) in members("the metadata of a record", &value)? {
                    let values = texts(&value).unwrap_or_default();
                    record.meta.extend(values.into_iter().map(|value| (field.clone(), value)));
                }
            }
            _ => {}
        }
    }
    Ok(record)
}
