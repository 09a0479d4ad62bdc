//! The browser (or Node) as the host: JavaScript's strings know Unicode.

use findling_core::Host;
use js_sys::JsString;

/// Unicode by JavaScript's own strings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Browser;

impl Host for Browser {
    fn lower(&self, text: &str) -> String {
        JsString::from(text).to_lower_case().into()
    }

    fn normalize(&self, text: &str, decompose: bool) -> String {
        JsString::from(text).normalize(if decompose { "NFKD" } else { "NFKC" }).into()
    }
}
