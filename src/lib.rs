//! The wasm module: thin bindings over `findling-core`.
//!
//! JavaScript hands over the bytes of a pack and gets an index; a query gives plain objects. Offsets become UTF-16 here and
//! nowhere else. The browser is the host that Unicode's tables come from.

mod host;
#[cfg(target_arch = "wasm32")]
mod memory;
mod shape;

use findling_core::Index;
use findling_core::search::results;
use wasm_bindgen::prelude::*;

#[cfg(feature = "embed")]
mod corpus {
    //! The pack of the corpus that the module was built with, in the module's section `findling`.
    #![allow(unsafe_code, reason = "the one linker attribute: it names a section and touches no memory")]
    include!(concat!(env!("OUT_DIR"), "/section.rs"));
}

/// An open index.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    index: Index,
}

#[wasm_bindgen]
impl Engine {
    /// Opens a pack: the bytes of a module's section `findling`.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8]) -> Result<Engine, JsError> {
        match Index::open(pack, Box::new(host::Browser)) {
            Ok(index) => Ok(Engine { index }),
            Err(error) => Err(JsError::new(&error.message())),
        }
    }

    /// Answers a query; `options` are those of the JavaScript API.
    pub fn search(&self, query: &str, options: &JsValue) -> Result<JsValue, JsValue> {
        let answer = self.index.search(query, &shape::options(&self.index, options));
        js_sys::JSON::parse(&results(&self.index, &answer, shape::utf16))
    }

    /// The ranges of each text in a list that answer a query, by the same matching as the search.
    pub fn marks(&self, query: &str, texts: &JsValue) -> Result<JsValue, JsValue> {
        js_sys::JSON::parse(&shape::marks(&self.index, query, &shape::texts(texts)))
    }

    /// Completions of what was typed so far.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<JsValue, JsValue> {
        js_sys::JSON::parse(&shape::completions(&self.index.suggest(typed, limit)))
    }

    /// What the pack is: title, languages, counts, content id.
    pub fn about(&self) -> Result<JsValue, JsValue> {
        js_sys::JSON::parse(&shape::about(&self.index))
    }
}
