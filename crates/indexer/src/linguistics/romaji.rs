//! Romaji: the letters of each kana, for those who type Japanese in Latin letters.
//!
//! A character has all that it may be typed as, alone or with a small character after it: し is `shi` and `si`, and `sh` in しゃ. A long vowel is
//! any vowel or nothing, and a small つ any consonant.

use std::collections::BTreeMap;

/// Hiragana, each with its letters.
const ROMAJI: &str = "あ a|い i|う u w|え e|お o|か ka|き ki ky|く ku kw|け ke|こ ko|が ga|ぎ gi gy|ぐ gu gw|げ ge|ご go\
    |さ sa|し shi si sh sy|す su|せ se|そ so|ざ za|じ ji zi j zy|ず zu|ぜ ze|ぞ zo\
    |た ta|ち chi ti ch ty|つ tsu tu ts|て te t|と to t|だ da|ぢ ji di j|づ zu du|で de d|ど do d\
    |な na|に ni ny|ぬ nu|ね ne|の no|は ha|ひ hi hy|ふ fu hu f|へ he|ほ ho|ば ba|び bi by|ぶ bu|べ be|ぼ bo\
    |ぱ pa|ぴ pi py|ぷ pu|ぺ pe|ぽ po|ま ma|み mi my|む mu|め me|も mo|や ya|ゆ yu|よ yo|ら ra|り ri ry|る ru|れ re|ろ ro\
    |わ wa|ゐ i wi|ゑ e we|を o wo|ん n nn m|ゔ vu v bu b|ぁ a|ぃ i|ぅ u|ぇ e|ぉ o|ゃ ya a|ゅ yu u|ょ yo o|ゕ ka|ゖ ka ke\
    |っ b c d f g h j k p r s t z|ー  a e i o u";

/// Code points from a hiragana to its katakana.
const KATAKANA: u32 = 0x60;

/// The letters of each kana of a corpus, the most common first.
pub(super) fn romaji(corpus: &BTreeMap<char, usize>) -> Vec<(char, &'static str)> {
    let mut found = Vec::new();
    for row in ROMAJI.split('|') {
        let mut fields = row.trim_start().split(' ');
        let Some(hiragana) = fields.next().and_then(|kana| kana.chars().next()) else { continue };
        let katakana = char::from_u32(u32::from(hiragana) + KATAKANA).filter(|_| hiragana != 'ー');
        // Terms have the one that the corpus has most.
        let Some(kana) = [hiragana].into_iter().chain(katakana).max_by_key(|c| corpus.get(c)) else { continue };
        if corpus.contains_key(&kana) {
            found.extend(fields.map(|letters| (kana, letters)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_of_the_corpus_have_their_letters() {
        let corpus = [('し', 2), ('シ', 1), ('ー', 1), ('カ', 1)].into();
        let letters = romaji(&corpus);
        assert_eq!(letters[0], ('カ', "ka"));
        assert_eq!(letters[1..5], [('し', "shi"), ('し', "si"), ('し', "sh"), ('し', "sy")]);
        assert_eq!(letters[5..7], [('ー', ""), ('ー', "a")]);
        assert!(romaji(&BTreeMap::new()).is_empty());
    }
}
