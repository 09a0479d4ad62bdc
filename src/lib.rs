//! The wasm module: thin bindings over `findling-core`.
//!
//! JavaScript passes the bytes of an index and gets an engine. Answers are plain objects, serialised by the same types as the command's JSON.
//! Offsets become UTF-16 here and nowhere else. Unicode's tables come from the browser.

mod host;
#[cfg(target_arch = "wasm32")]
mod memory;
mod options;
mod records;

use findling_core::search::{about, results, utf16};
use findling_core::split::{BlockId, SplitIndex};
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
    /// All of an index, or the part of a split one that the last search was answered from.
    index: Index,
    split: Option<SplitIndex>,
    session: Session,
}

#[wasm_bindgen]
impl Engine {
    /// Opens an index: the bytes of a module's section `findling`.
    #[wasm_bindgen(constructor)]
    pub fn new(index: &[u8]) -> Result<Engine, JsError> {
        let index = Index::open(index, Box::new(host::Browser))?;
        Ok(Engine { index, split: None, session: Session::default() })
    }

    /// Opens the root of a split index, whose searches fetch blocks.
    pub fn open_split(root: &[u8]) -> Result<Engine, JsError> {
        let split = SplitIndex::open(root, Box::new(host::Browser))?;
        Ok(Engine { index: split.empty()?, split: Some(split), session: Session::default() })
    }

    /// Whether the bytes of an index are the root of a split one.
    #[must_use]
    pub fn is_root(index: &[u8]) -> bool {
        SplitIndex::is_root(index)
    }

    /// Answers a query; `options` are those of the JavaScript API.
    pub fn search(&mut self, query: &str, options: &JsValue) -> Result<JsValue, JsValue> {
        let options = options::read(&self.index, options)?;
        let answer = self.session.search(&self.index, query, &options);
        to_js(&results(&self.index, &answer, utf16))
    }

    /// Answers a query from the blocks that were read of a split index. Returns the results and the files of the blocks that a better answer
    /// needs. Without any, the answer is final.
    pub fn search_split(&mut self, query: &str, options: &JsValue) -> Result<JsValue, JsValue> {
        let options = options::read(&self.index, options)?;
        let split = self.split.as_mut().ok_or("the index is not split")?;
        let step = split.search(&mut self.session, query, &options).map_err(|error| error.to_string())?;
        let needs: Vec<String> = step.needs.iter().map(|block| split.name(*block)).collect();
        self.index = step.index;
        to_js(&(results(&self.index, &step.answer, utf16), needs))
    }

    /// Takes the file of a block. It must be the one that the index was built with.
    pub fn feed(&mut self, name: &str, bytes: &[u8]) -> Result<(), JsError> {
        let block = BlockId::of_name(name);
        Ok(self.split.as_mut().zip(block).map_or(Ok(()), |(split, block)| split.feed(block, bytes))?)
    }

    /// Searches without a block that fails to load.
    pub fn lose(&mut self, name: &str) {
        if let Some((split, block)) = self.split.as_mut().zip(BlockId::of_name(name)) {
            split.lose(block);
        }
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

    /// Shows the passages that another engine found for a query, in its order. From now on the index has these texts alone.
    pub fn present(&mut self, query: &str, options: &JsValue, records: &JsValue) -> Result<JsValue, JsValue> {
        let options = options::read(&self.index, options)?;
        let records = records::read(records)?;
        self.index = self.index.of_records(&records).map_err(|error| error.to_string())?;
        to_js(&results(&self.index, &self.session.present(&self.index, query, &options), utf16))
    }

    /// The parts of a query, for another engine.
    pub fn plan(&self, query: &str) -> Result<JsValue, JsValue> {
        to_js(&self.index.plain_clauses(query))
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
