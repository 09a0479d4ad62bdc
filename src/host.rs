//! The browser (or Node) as the host: JavaScript's strings know Unicode.

use findling_core::Host;
use js_sys::JsString;
use web_sys::TextDecoder;

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

    fn usual_han(&self) -> String {
        let mut bytes = Vec::new();
        for row in 0xb0..0xd8 {
            for cell in 0xa1..0xff {
                bytes.push(row);
                bytes.push(cell);
            }
        }
        // Without the table there is no pinyin, and everything else goes on.
        let decoder = TextDecoder::new_with_label("gbk");
        decoder.and_then(|d| d.decode_with_u8_array(&bytes)).unwrap_or_default()
    }
}
