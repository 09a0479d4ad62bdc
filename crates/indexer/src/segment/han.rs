//! Chinese characters, by jieba's dictionary, whose words are simplified.

use std::sync::LazyLock;

use jieba_rs::Jieba;

use crate::linguistics::simplified;

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

/// Cuts a run of Chinese characters into words. Traditional characters are cut as their simplified ones are.
pub(super) fn cut(run: &str) -> Vec<&str> {
    let simple: String = run.chars().map(simplified).collect();
    let mut rest = run;
    let mut words = Vec::new();
    for cut in JIEBA.cut(&simple, false) {
        // A traditional character and its simplified one may differ in bytes.
        let end = rest.char_indices().nth(cut.word.chars().count()).map_or(rest.len(), |(at, _)| at);
        let (word, after) = rest.split_at(end);
        words.push(word);
        rest = after;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn traditional_characters_are_cut_as_simplified_ones() {
        assert_eq!(cut("現代網球誕生了"), ["現代", "網球", "誕生", "了"]);
        assert_eq!(cut("现代网球诞生了"), ["现代", "网球", "诞生", "了"]);
    }
}
