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

/// The same dictionary. The build of the module names its file: `cargo xtask package npm` does.
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

/// Tags of words that no name begins with: verbs, adverbs, prepositions, conjunctions, pronouns, particles.
const NO_NAME: [&str; 8] = ["v", "d", "p", "c", "r", "u", "y", "zg"];

/// Whether a name may begin with this word.
pub(crate) fn opens_name(word: &str) -> bool {
    let simple: String = word.chars().map(simplified).collect();
    let tags = JIEBA.tag(&simple, false);
    // 合作 and other nouns made of verbs begin names.
    let opens = |tag: &str| matches!(tag, "vn" | "an") || !NO_NAME.iter().any(|no| tag.starts_with(no));
    tags.first().is_some_and(|word| opens(word.tag))
}

/// The words that a long word is made of; simplified.
pub(crate) fn parts(word: &str) -> Vec<String> {
    let simple: String = word.chars().map(simplified).collect();
    let chars: Vec<char> = simple.chars().collect();
    let words = JIEBA.cut_for_search(&simple, false);
    let mut parts = Vec::new();
    let mut start = 0;
    while start < chars.len() {
        let longest = words.iter().filter(|word| word.start == start && word.end - start < chars.len());
        let end = longest.map(|word| word.end).max().unwrap_or(start + 1);
        parts.push(chars[start..end].iter().collect());
        start = end;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{cut, opens_name, parts};

    #[test]
    fn names_begin_with_nouns() {
        for (word, opens) in
            [("世界", true), ("合作", true), ("支持", false), ("是", false), ("与", false), ("实现", false)]
        {
            assert_eq!(opens_name(word), opens, "{word}");
        }
    }

    #[test]
    fn long_words_are_made_of_shorter_ones() {
        assert_eq!(parts("世界卫生组织"), ["世界", "卫生", "组织"]);
        assert_eq!(parts("世界貿易組織"), ["世界", "贸易", "组织"]);
        assert_eq!(parts("合作"), ["合", "作"]);
    }

    #[test]
    fn traditional_characters_are_cut_as_simplified_ones() {
        assert_eq!(cut("現代網球誕生了"), ["現代", "網球", "誕生", "了"]);
        assert_eq!(cut("现代网球诞生了"), ["现代", "网球", "诞生", "了"]);
    }
}
