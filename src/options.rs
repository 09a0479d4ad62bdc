//! The options of a search, read from a JavaScript object.
//!
//! js-sys reads them member by member: to deserialise them by `serde_wasm_bindgen::from_value` costs every visitor 16 KB. The names are
//! those of [`Options::NAMES`], which [`Options::read`] deserialises natively.

use findling_core::search::Filter;
use findling_core::{Index, Options};
use js_sys::{Array, Number, Object, Reflect, TypeError};
use wasm_bindgen::prelude::*;

/// Reads options; members that are left out, undefined or null are the defaults. An option that doesn't exist or has the wrong type is a
/// `TypeError` that names it, and so is a field that the corpus lacks.
pub(crate) fn read(index: &Index, given: &JsValue) -> Result<Options, JsValue> {
    let mut options = Options::default();
    if given.is_undefined() || given.is_null() {
        return Ok(options);
    }
    for (name, value) in members("options", given)? {
        let expected = |what: &str| type_error(&format!("the option \"{name}\" must be {what}"));
        let number = || whole_number(&value).ok_or_else(|| expected("a number from 0"));
        match name.as_str() {
            "limit" => options.limit = number()?,
            "offset" => options.offset = number()?,
            "passages" => options.passages = number()?,
            "excerpt" => options.excerpt = Some(number()?),
            "sort" => options.sort = Some(value.as_string().ok_or_else(|| expected("a string"))?),
            "facets" => options.facets = texts(&value).ok_or_else(|| expected("a list of field names"))?,
            "explain" => options.explain = value.as_bool().ok_or_else(|| expected("true or false"))?,
            "weights" => {
                let mut weights = *index.weights();
                for (name, value) in members("the option \"weights\"", &value)? {
                    let value =
                        value.as_f64().ok_or_else(|| type_error(&format!("the weight \"{name}\" must be a number")))?;
                    weights.set(&name, value as f32).map_err(|error| type_error(&error))?;
                }
                options.weights = Some(weights);
            }
            "filters" => {
                for (field, value) in members("the option \"filters\"", &value)? {
                    let filter = filter(&value)?.ok_or_else(|| {
                        type_error(&format!(
                            "the filter \"{field}\" must be a value, a list of values, {{ not: … }} or {{ from: …, to: … }}"
                        ))
                    })?;
                    options.filters.push((field, filter));
                }
            }
            _ => {
                let names = Options::NAMES.join(", ");
                return Err(type_error(&format!("there is no option \"{name}\"; there are {names}")));
            }
        }
    }
    options.check(index).map_err(|error| type_error(&error))?;
    Ok(options)
}

/// The members of an object that are neither undefined nor null.
pub(crate) fn members(what: &str, value: &JsValue) -> Result<Vec<(String, JsValue)>, JsValue> {
    if !value.is_object() || value.is_array() {
        return Err(type_error(&format!("{what} must be an object")));
    }
    let mut members = Vec::new();
    for name in Object::keys(value.unchecked_ref::<Object>()) {
        let member = Reflect::get(value, &name)?;
        if !member.is_undefined() && !member.is_null() {
            members.push((name.as_string().unwrap_or_default(), member));
        }
    }
    Ok(members)
}

fn filter(value: &JsValue) -> Result<Option<Filter>, JsValue> {
    if let Some(values) = texts(value) {
        return Ok(Some(Filter::Any(values)));
    }
    if !value.is_object() {
        return Ok(None);
    }
    let (mut from, mut to) = (None, None);
    for (name, value) in members("a filter", value)? {
        match name.as_str() {
            "not" => return Ok(texts(&value).map(Filter::None)),
            "from" => from = text(&value),
            "to" => to = text(&value),
            _ => return Ok(None),
        }
    }
    Ok((from.is_some() || to.is_some()).then_some(Filter::Range(from, to)))
}

/// A string, or a number as JavaScript writes it.
fn text(value: &JsValue) -> Option<String> {
    value.as_string().or_else(|| Some(String::from(Number::from(value.as_f64()?).to_string_with_radix(10).ok()?)))
}

/// A text, or a list of texts.
pub(crate) fn texts(value: &JsValue) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    match value.dyn_ref::<Array>() {
        Some(list) => {
            for value in list.iter() {
                texts.push(text(&value)?);
            }
        }
        None => texts.push(text(value)?),
    }
    Some(texts)
}

fn whole_number(value: &JsValue) -> Option<usize> {
    value.as_f64().filter(|number| *number >= 0.0).map(|number| number as usize)
}

pub(crate) fn type_error(message: &str) -> JsValue {
    TypeError::new(message).into()
}
