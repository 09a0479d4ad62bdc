//! Chinese characters, by jieba's dictionary.

use std::sync::LazyLock;

use jieba_rs::Jieba;

/// The dictionary is large: one for the whole process.
static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

#[derive(Default)]
pub(super) struct HanSegmenter;

impl HanSegmenter {
    pub(super) fn cut<'a>(&self, run: &'a str) -> Vec<&'a str> {
        JIEBA.cut(run, false).into_iter().map(|t| t.word).collect()
    }
}
