//! Detects the language of a page, well enough to choose fonts, hyphenation and a segmenter.
//!
//! Scripts decide most. Simplified and traditional Chinese differ in characters that only one of them has. Languages in Latin letters differ
//! in their most common short words.

use super::script::{is_han, is_hangul, is_kana};
use crate::model::Block;

/// Common characters that only simplified Chinese has, and below them their traditional forms.
const SIMPLIFIED: &str =
    "国会来时说对发这个们为学经现进动种过还产业与关机长从体无点两门间问实战书东车见马鱼鸟龙术义权应总党";
const TRADITIONAL: &str =
    "國會來時說對發這個們為學經現進動種過還產業與關機長從體無點兩門間問實戰書東車見馬魚鳥龍術義權應總黨";

const COMMON_WORDS: [(&str, &[&str]); 8] = [
    ("en", &["the", "and", "of", "to", "in", "is", "that", "for", "with", "was"]),
    ("de", &["der", "die", "und", "das", "nicht", "ist", "mit", "von", "den", "ein"]),
    ("fr", &["le", "les", "des", "et", "est", "une", "dans", "pour", "que", "du"]),
    ("es", &["el", "los", "las", "y", "que", "una", "por", "con", "del", "es"]),
    ("it", &["il", "che", "di", "della", "per", "una", "non", "sono", "gli", "è"]),
    ("pt", &["os", "não", "uma", "para", "com", "do", "da", "em", "são", "que"]),
    ("nl", &["het", "een", "van", "niet", "zijn", "voor", "met", "dat", "op", "de"]),
    ("vi", &["của", "và", "là", "các", "được", "trong", "không", "có", "cho", "một"]),
];

/// Returns the BCP 47 tag of a page's main language, from its title and the beginning of its text.
pub(crate) fn detect(title: &str, blocks: &[Block]) -> String {
    let mut sample = String::from(title);
    for block in blocks {
        if sample.len() > 40_000 {
            break;
        }
        sample.push(' ');
        sample.extend(block.text().chars().take(20_000));
    }
    let (mut han, mut kana, mut hangul, mut latin) = (0_u32, 0_u32, 0_u32, 0_u32);
    let (mut simplified, mut traditional) = (0_u32, 0_u32);
    let mut other: Vec<(&str, u32)> = Vec::new();
    for c in sample.chars() {
        match c {
            _ if is_han(c) => {
                han += 1;
                simplified += u32::from(SIMPLIFIED.contains(c));
                traditional += u32::from(TRADITIONAL.contains(c));
            }
            _ if is_kana(c) => kana += 1,
            _ if is_hangul(c) => hangul += 1,
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin += 1,
            _ => {
                if let Some(tag) = script_tag(c) {
                    match other.iter_mut().find(|(t, _)| *t == tag) {
                        Some(entry) => entry.1 += 1,
                        None => other.push((tag, 1)),
                    }
                }
            }
        }
    }
    let (best, count) = other.into_iter().max_by_key(|(_, n)| *n).unwrap_or(("und", 0));
    // An ideograph carries about as much information as a short word of letters.
    let unspaced = (han + kana) * 3;
    let most = unspaced.max(hangul * 2).max(latin).max(count);
    if most == 0 {
        return "und".to_owned();
    }
    let tag = if most == unspaced {
        if kana * 10 > han {
            "ja"
        } else if traditional > simplified {
            "zh-Hant"
        } else {
            "zh-Hans"
        }
    } else if most == hangul * 2 {
        "ko"
    } else if most == latin {
        latin_language(&sample)
    } else {
        best
    };
    tag.to_owned()
}

/// The letters of a language: those of the first one that is detected by them; Latin ones for all others.
pub(crate) fn letters_of(language: &str) -> &str {
    match language {
        "zh" | "ja" | "ko" | "el" | "he" | "hi" | "th" => language,
        "ru" | "uk" | "bg" | "be" | "sr" | "mk" | "kk" | "mn" => "ru",
        "ar" | "fa" | "ur" | "ps" => "ar",
        _ => "Latin",
    }
}

fn script_tag(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{370}'..='\u{3ff}' => "el",
        'і' | 'ї' | 'є' | 'ґ' => "uk",
        '\u{400}'..='\u{4ff}' => "ru",
        '\u{590}'..='\u{5ff}' => "he",
        '\u{600}'..='\u{6ff}' => "ar",
        '\u{900}'..='\u{97f}' => "hi",
        '\u{e00}'..='\u{e7f}' => "th",
        _ => return None,
    })
}

fn latin_language(sample: &str) -> &'static str {
    let mut votes = [0_u32; COMMON_WORDS.len()];
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(4000) {
        let word = word.to_lowercase();
        for (vote, (_, words)) in votes.iter_mut().zip(COMMON_WORDS) {
            *vote += u32::from(words.contains(&word.as_str()));
        }
    }
    let best = votes.iter().zip(COMMON_WORDS).rev().max_by_key(|(vote, _)| **vote);
    best.filter(|(vote, _)| **vote > 0).map_or("und", |(_, (tag, _))| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_detected_by_script_and_common_words() {
        for (text, tag) in [
            ("这个国家的经济发展", "zh-Hans"),
            ("這個國家的經濟發展", "zh-Hant"),
            ("お知らせのとおり実施します", "ja"),
            ("다자간 협력 강화", "ko"),
            ("the quick brown fox and the dog", "en"),
            ("der Hund und die Katze", "de"),
            ("Быстрая лиса", "ru"),
            ("12345", "und"),
        ] {
            assert_eq!(detect(text, &[]), tag, "{text}");
        }
    }
}
