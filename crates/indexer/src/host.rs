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
}
