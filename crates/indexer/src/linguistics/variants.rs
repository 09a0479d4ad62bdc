//! Variant characters: traditional and simplified by `OpenCC`'s table, hiragana and katakana by their code points.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;

/// Every character that the table simplifies, with what it becomes.
static SIMPLIFIED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let Ok(table) = OpenCC::from_config(BuiltinConfig::T2s) else { return Vec::new() };
    let han = ('\u{3400}'..='\u{9fff}').chain('\u{f900}'..='\u{faff}');
    han.filter_map(|c| {
        let simple = table.convert(&c.to_string());
        let mut chars = simple.chars();
        let (first, rest) = (chars.next()?, chars.next());
        (rest.is_none() && first != c).then_some((c, first))
    })
    .collect()
});

/// The simplified character for a traditional one; any other character stays as it is.
pub(crate) fn simplified(c: char) -> char {
    SIMPLIFIED.binary_search_by_key(&c, |pair| pair.0).map_or(c, |at| SIMPLIFIED[at].1)
}

/// Every traditional character that has a simplified one, with that.
#[must_use]
pub fn simplifications() -> &'static [(char, char)] {
    &SIMPLIFIED
}

/// The pairs for a corpus with these characters. Of characters that are variants of each other the base is the one that the
/// corpus has most, so that what is in the corpus mostly stays as it is.
pub(super) fn pairs(chars: &BTreeMap<char, usize>) -> Vec<(char, char)> {
    let mut groups: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for (complex, simple) in SIMPLIFIED.iter() {
        groups.entry(*simple).or_insert_with(|| vec![*simple]).push(*complex);
    }
    for katakana in '\u{30a1}'..='\u{30f6}' {
        if let Some(hiragana) = char::from_u32(katakana as u32 - 0x60) {
            groups.insert(hiragana, vec![hiragana, katakana]);
        }
    }
    let mut pairs = Vec::new();
    for group in groups.values() {
        let Some(base) = group.iter().max_by_key(|c| chars.get(c).copied().unwrap_or(0)) else { continue };
        if chars.contains_key(base) {
            pairs.extend(group.iter().filter(|c| *c != base).map(|c| (*c, *base)));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use findling_core::text::Variants;

    #[test]
    fn traditional_characters_fold_to_those_of_the_corpus() {
        let chars = "国家发展理发".chars().map(|c| (c, 1)).collect();
        let variants = Variants::new(pairs(&chars));
        for (variant, base) in [('國', '国'), ('發', '发'), ('髮', '发'), ('家', '家')] {
            assert_eq!(variants.base(variant), base);
        }
        assert_eq!(variants.base('龍'), '龍', "a character without use in the corpus costs nothing");
    }

    #[test]
    fn a_traditional_corpus_keeps_its_characters() {
        let chars = "國家發展".chars().map(|c| (c, 1)).collect();
        let variants = Variants::new(pairs(&chars));
        assert_eq!(variants.base('国'), '國');
        assert_eq!(variants.base('國'), '國');
    }
}
