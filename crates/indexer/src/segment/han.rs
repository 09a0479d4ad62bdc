//! Chinese characters, by jieba's dictionary.

use std::sync::LazyLock;

use jieba_rs::Jieba;

/// The dictionary is large: one for the whole process.
static JIEBA: LazyLock<Jieba> = LazyLock::new(jieba);

#[cfg(not(target_family = "wasm"))]
fn jieba() -> Jieba {
    Jieba::new()
}

/// The same dictionary, whose place whoever builds the module names; `cargo xtask package npm` does.
#[cfg(target_family = "wasm")]
fn jieba() -> Jieba {
    let mut dictionary: &[u8] = include_bytes!(env!("FINDLING_JIEBA", "name src/data/dict.txt of the crate jieba-rs"));
    // It is the crate's own; without it each character would be a word.
    Jieba::with_dict(&mut dictionary).unwrap_or_else(|_| Jieba::empty())
}

/// Cuts a run of Chinese characters into words.
pub(super) fn cut(run: &str) -> Vec<&str> {
    JIEBA.cut(run, false).into_iter().map(|t| t.word).collect()
}
