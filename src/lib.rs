//! The wasm module: thin bindings over `findling-core`.
//!
//! JavaScript passes the bytes of an index and gets an engine. Answers are plain objects, serialised by the same types as the command's JSON.
//! Offsets become UTF-16 here and nowhere else. Unicode's tables come from the browser.

mod host;
#[cfg(target_arch = "wasm32")]
mod memory;
mod options;

use findling_core::search::{about, results, utf16};
use findling_core::{Index, Session};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[cfg(feature = "embed")]
mod corpus {
    //! The index of the corpus that the module was built with, in the module's section `findling`.
    #![allow(unsafe_code, reason = "the one linker attribute: it names a section and touches no memory")]
    include!(concat!(env!("OUT_DIR"), "/section.rs"));
}

/// An open index.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    index: Index,
    session: Session,
}

#[wasm_bindgen]
impl Engine {
    /// Opens an index: the bytes of a module's section `findling`.
    #[wasm_bindgen(constructor)]
    pub fn new(index: &[u8]) -> Result<Engine, JsError> {
        let index = Index::open(index, Box::new(host::Browser))?;
        Ok(Engine { index, session: Session::default() })
    }

    /// Answers a query; `options` are those of the JavaScript API.
    pub fn search(&mut self, query: &str, options: &JsValue) -> Result<JsValue, JsValue> {
        let options = options::read(&self.index, options)?;
        let answer = self.session.search(&self.index, query, &options);
        to_js(&results(&self.index, &answer, utf16))
    }

    /// The ranges of each text in a list that match a query, as the search matches.
    pub fn marks(
        &self,
        query: &str,
        #[wasm_bindgen(unchecked_param_type = "string[]")] texts: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let texts = options::texts(texts).ok_or_else(|| options::type_error("the texts must be a list of strings"))?;
        let marks = self.index.marks(query, &texts);
        let marks: Vec<_> = texts.iter().zip(&marks).map(|(text, marks)| utf16(text, marks)).collect();
        to_js(&marks)
    }

    /// Completions of what was typed.
    pub fn suggest(&mut self, typed: &str, limit: usize) -> Result<JsValue, JsValue> {
        to_js(&self.session.suggest(&self.index, typed, limit))
    }

    /// What the index is about.
    pub fn about(&self) -> Result<JsValue, JsValue> {
        to_js(&about(&self.index))
    }
}

/// A value as a plain JavaScript object.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
