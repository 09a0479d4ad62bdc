//! Words as the index's terms have them, before the corpus' variants.

use findling_core::text::{Folder, Variants};

use crate::host::NativeHost;

pub(super) fn fold(text: &str) -> String {
    Folder { host: &NativeHost, variants: &Variants::default() }.fold(text)
}
