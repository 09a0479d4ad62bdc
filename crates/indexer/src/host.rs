//! Unicode's tables for native code: what a browser gives the engine for nothing.

use findling_core::Host;
use unicode_normalization::UnicodeNormalization;

/// The host where there is no browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeHost;

impl Host for NativeHost {
    fn lower(&self, text: &str) -> String {
        text.to_lowercase()
    }

    fn normalize(&self, text: &str, decompose: bool) -> String {
        if decompose { text.nfkd().collect() } else { text.nfkc().collect() }
    }

    fn usual_han(&self) -> String {
        let bytes: Vec<u8> = (0xb0..0xd8).flat_map(|row| (0xa1..0xff).flat_map(move |cell| [row, cell])).collect();
        // The last row has five cells less; what they decode to is in no one's use.
        encoding_rs::GBK.decode_without_bom_handling(&bytes).0.into_owned()
    }
}
