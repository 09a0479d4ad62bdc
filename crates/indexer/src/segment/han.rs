//! Chinese characters, by jieba's dictionary.

use std::sync::LazyLock;

use jieba_rs::Jieba;

/// The dictionary is large: one for the whole process.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Cuts a run of Chinese characters into words.
pub(super) fn cut(run: &str) -> Vec<&str> {
    JIEBA.cut(run, false).into_iter().map(|t| t.word).collect()
}
