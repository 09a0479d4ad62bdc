//! The wasm module: thin bindings over `findling-core`.
//!
//! JavaScript hands over the bytes of a pack and gets an index; a query gives plain objects. Offsets become UTF-16 here and
//! nowhere else. The browser is the host that Unicode's tables come from.

mod host;
#[cfg(target_arch = "wasm32")]
mod memory;
mod shape;

use findling_core::Index;
use findling_core::search::Results;
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
            Err(error) => Err(JsError::new(&error.to_string())),
        }
    }

    /// Answers a query; `options` are those of the JavaScript API.
    pub fn search(&self, query: &str, options: &JsValue) -> Result<JsValue, JsError> {
        let answer = self.index.search(query, &shape::options(options));
        shape::to_js(&Results::new(&self.index, &answer, shape::utf16))
    }

    /// The ranges of each text that answer a query, by the same matching as the search.
    #[allow(clippy::needless_pass_by_value, reason = "JavaScript's list arrives as a value of its own")]
    pub fn marks(&self, query: &str, texts: Vec<String>) -> Result<JsValue, JsError> {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let marks = self.index.marks(query, &texts);
        let rows: Vec<_> = texts.iter().zip(&marks).map(|(text, marks)| shape::utf16(text, marks)).collect();
        shape::to_js(&rows)
    }

    /// Completions of what was typed so far.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<JsValue, JsError> {
        let suggestions: Vec<shape::Completion> =
            self.index.suggest(typed, limit).into_iter().map(Into::into).collect();
        shape::to_js(&suggestions)
    }

    /// What the pack is: title, languages, counts, content id.
    pub fn about(&self) -> Result<JsValue, JsError> {
        shape::to_js(&shape::About::new(&self.index))
    }
}
