//! Spellings of a Japanese word that a corpus uses side by side: サーバ and サーバー, 受付 and 受け付け.

use std::collections::{BTreeMap, BTreeSet};

use crate::encode::Segments;
use crate::text::script::is_han;

/// Kana of the shortest word that may end in a long vowel or not: キー is another word than キ.
const SHORTEST: usize = 3;
/// Kana of the shortest word in which a long vowel inside doesn't matter: ビール is another word than ビル.
const SHORTEST_INSIDE: usize = 5;
/// Hiragana that verbs end in where they form nouns.
const OKURIGANA: &str = "いきしちみりえけせねめれぎじびべげわっ";
/// Hiragana that follow a noun: particles. Others go on with a verb.
const AFTER_NOUN: &str = "のをはがにでともへやかまな";
/// Maximum number of hiragana after a character.
const LONGEST_OKURIGANA: usize = 2;

/// Groups of spellings of a word, each of which the corpus has.
pub(super) fn spellings(texts: &[Segments<'_>]) -> Vec<Vec<String>> {
    let mut katakana: BTreeSet<&str> = BTreeSet::new();
    let mut written: BTreeMap<(char, char), BTreeSet<(String, String)>> = BTreeMap::new();
    for text in texts {
        let mut run = String::new();
        for (piece, is_word) in text.iter() {
            if !is_word {
                add_okurigana(&run, &mut written);
                run.clear();
                continue;
            }
            if piece.chars().all(is_katakana) && piece.chars().nth(SHORTEST - 1).is_some() {
                katakana.insert(piece);
            }
            run.push_str(piece);
        }
        add_okurigana(&run, &mut written);
    }
    let mut by_sound: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for word in katakana {
        by_sound.entry(sound(word)).or_default().push(word.to_owned());
    }
    let mut groups: Vec<Vec<String>> = by_sound.into_values().filter(|group| group.len() > 1).collect();
    groups.extend(written.into_iter().filter_map(|((first, second), endings)| {
        let longest = endings.iter().max_by_key(|ending| ending.0.len() + ending.1.len())?.clone();
        // Each spelling leaves out the beginning of the longest one's hiragana, or all of it.
        let fits = |ending: &(String, String)| longest.0.ends_with(&ending.0) && longest.1.ends_with(&ending.1);
        let word = |(a, b): (String, String)| format!("{first}{a}{second}{b}");
        let group: Vec<String> = endings.into_iter().filter(fits).map(word).collect();
        (group.len() > 1 && !longest.0.is_empty() && !longest.1.is_empty()).then_some(group)
    }));
    groups
}

/// A katakana word without the differences between its spellings.
fn sound(word: &str) -> String {
    let short = word.trim_end_matches('ー');
    let kept = if short.chars().nth(SHORTEST - 1).is_some() { short } else { word };
    let mut sound = String::new();
    for c in kept.chars() {
        let large = "ァアィイゥウェエォオ"
            .chars()
            .position(|small| small == c)
            .map_or(c, |at| "アアイイウウエエオオ".chars().nth(at).unwrap_or(c));
        // フェイス and フェース.
        let is_long = c == 'ー'
            || large == 'イ' && sound.ends_with(['エ', 'ケ', 'セ', 'テ', 'ネ', 'ヘ', 'メ', 'レ', 'ゲ', 'デ', 'ベ']);
        sound.push(if is_long { 'ー' } else { large });
    }
    let inside: String = sound.chars().filter(|c| *c != 'ー').collect();
    if inside.chars().nth(SHORTEST_INSIDE - 1).is_some() { inside } else { sound }
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// Adds the places of a run where two ideographs have no hiragana, or some that nouns have.
fn add_okurigana(run: &str, written: &mut BTreeMap<(char, char), BTreeSet<(String, String)>>) {
    let chars: Vec<char> = run.chars().collect();
    let hiragana = |from: usize| {
        let kana = chars[from..].iter().take_while(|c| OKURIGANA.contains(**c)).take(LONGEST_OKURIGANA + 1);
        Some(kana.collect::<String>()).filter(|kana| kana.chars().count() <= LONGEST_OKURIGANA)
    };
    for at in 0..chars.len() {
        let Some(between) = hiragana(at + 1).filter(|_| is_han(chars[at])) else { continue };
        let second = at + 1 + between.chars().count();
        let Some(after) = chars.get(second).filter(|c| is_han(**c)).and_then(|_| hiragana(second + 1)) else {
            continue;
        };
        let next = chars.get(second + 1 + after.chars().count());
        if next.is_none_or(|next| !is_hiragana(*next) || AFTER_NOUN.contains(*next)) {
            written.entry((chars[at], chars[second])).or_default().insert((between, after));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_vowels_and_small_kana_sound_the_same() {
        for (a, b) in [
            ("サーバ", "サーバー"),
            ("インタフェース", "インターフェイス"),
            ("ウィンドウ", "ウインドウ"),
            ("コンピュータ", "コンピューター"),
        ] {
            assert_eq!(sound(a), sound(b), "{a}");
        }
        for (a, b) in [("ビル", "ビール"), ("キ", "キー"), ("スター", "スタ")] {
            assert_ne!(sound(a), sound(b), "{a}");
        }
    }

    #[test]
    fn hiragana_between_characters_are_those_of_nouns() {
        let endings = |text: &str| {
            let mut written = BTreeMap::new();
            add_okurigana(text, &mut written);
            written.into_iter().flat_map(|((a, b), set)| set.into_iter().map(move |(k, l)| format!("{a}{k}{b}{l}")))
        };
        for (text, expected) in [
            ("受け付けは", vec!["受け付け"]),
            ("組合せを", vec!["組合せ"]),
            ("書き込む", vec![]),
            ("前に行く", vec![]),
            ("引っ越しの", vec!["引っ越し"]),
        ] {
            assert_eq!(endings(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
