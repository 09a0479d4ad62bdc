//! Detects the language of a page, well enough to choose fonts, hyphenation and a segmenter.
//!
//! Scripts decide most. Simplified and traditional Chinese differ in characters that only one of them has. Languages in Latin letters differ
//! in their most common short words. A page has no language (`und`) unless these words leave no doubt.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::script::{is_han, is_hangul, is_kana};
use crate::model::Block;

/// Common characters that only simplified Chinese has, and below them their traditional forms.
const SIMPLIFIED: &str =
    "国会来时说对发这个们为学经现进动种过还产业与关机长从体无点两门间问实战书东车见马鱼鸟龙术义权应总党";
const TRADITIONAL: &str =
    "國會來時說對發這個們為學經現進動種過還產業與關機長從體無點兩門間問實戰書東車見馬魚鳥龍術義權應總黨";

/// Words that are frequent in code and in addresses (`os`, `do`, `com`) are no signs of a language.
const COMMON_WORDS: [(&str, &[&str]); 19] = [
    ("en", &["the", "and", "of", "to", "in", "is", "that", "for", "with", "was"]),
    ("de", &["der", "die", "und", "das", "nicht", "ist", "mit", "von", "den", "ein"]),
    ("fr", &["le", "les", "des", "et", "est", "une", "dans", "pour", "que", "du"]),
    ("es", &["el", "los", "las", "y", "que", "una", "por", "con", "del", "es"]),
    ("it", &["il", "che", "di", "della", "per", "una", "non", "sono", "gli", "è"]),
    ("pt", &["não", "uma", "para", "que", "em", "da", "são", "dos", "ao", "ou"]),
    ("nl", &["het", "een", "van", "niet", "zijn", "voor", "met", "dat", "op", "de"]),
    ("ca", &["els", "les", "amb", "per", "una", "que", "del", "és", "són", "dels"]),
    ("ro", &["și", "în", "este", "pentru", "cu", "din", "care", "sunt", "pe", "sau"]),
    ("sv", &["och", "att", "det", "som", "är", "på", "av", "för", "inte", "med"]),
    ("da", &["og", "det", "til", "er", "af", "ikke", "på", "som", "der", "med"]),
    ("nb", &["og", "det", "til", "er", "av", "ikke", "på", "som", "å", "med"]),
    ("fi", &["ja", "on", "ei", "että", "se", "ovat", "tai", "joka", "myös", "kun"]),
    ("pl", &["nie", "na", "się", "jest", "że", "przez", "są", "oraz", "jak", "dla"]),
    ("cs", &["je", "na", "se", "že", "pro", "které", "jako", "nebo", "jsou", "při"]),
    ("hu", &["az", "és", "hogy", "nem", "egy", "vagy", "meg", "ez", "csak", "pedig"]),
    ("tr", &["ve", "bir", "bu", "için", "ile", "olarak", "olan", "veya", "değil", "daha"]),
    ("id", &["yang", "dan", "untuk", "dengan", "dari", "pada", "tidak", "dalam", "adalah", "atau"]),
    ("vi", &["của", "và", "là", "các", "được", "trong", "không", "có", "cho", "một"]),
];

/// The languages of each common word, as numbers in [`COMMON_WORDS`].
static BY_WORD: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, words)) in COMMON_WORDS.iter().enumerate() {
        for word in *words {
            by_word.entry(word).or_default().push(at);
        }
    }
    by_word
});

/// Different common words that a language must have, and all their occurrences.
const MIN_DIFFERENT: u32 = 2;
const MIN_VOTES: u32 = 3;
/// Minimum share of common words in all words, in percent. Prose has 20 to 30; code has a few by chance.
const MIN_PERCENT: u32 = 4;
/// The same for a text that contradicts what its page states, and how many times the votes of the stated language it must have.
const CERTAIN_VOTES: u32 = 30;
const CERTAIN_PERCENT: u32 = 10;
const CERTAIN_TIMES: u32 = 4;
/// Number of words of a sample that are looked at.
const MAX_WORDS: usize = 4000;

/// A detected language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Detected {
    /// Its BCP 47 tag; `und` if it isn't sure.
    pub tag: String,
    votes: Votes,
}

/// Occurrences of common words.
#[derive(Clone, Debug, Default)]
struct Votes {
    /// For each language all occurrences, and the number of different words.
    of: [(u32, u32); COMMON_WORDS.len()],
    words: u32,
}

impl Detected {
    /// Whether it is a text in Latin letters that could be in several languages.
    pub(crate) fn is_open(&self) -> bool {
        self.tag == "und" && self.votes.words > 0
    }

    /// Whether the text is certainly not in the language that its page states: `en` of a template, say.
    pub(crate) fn contradicts(&self, stated: &str) -> bool {
        let votes = |tag: &str| COMMON_WORDS.iter().position(|row| row.0 == tag).map(|at| self.votes.of[at].0);
        // Nothing is known about other languages.
        let Some(own) = votes(stated) else { return false };
        match votes(&self.tag) {
            Some(seen) => {
                seen >= CERTAIN_VOTES
                    && seen * 100 >= self.votes.words * CERTAIN_PERCENT
                    && seen >= own * CERTAIN_TIMES
                    && self.tag != stated
            }
            // Another script.
            None => self.tag != "und",
        }
    }
}

/// Returns the BCP 47 tag of a page's main language, from its title and the beginning of its text.
#[must_use]
pub fn detect(title: &str, blocks: &[Block]) -> String {
    look(title, blocks).tag
}

/// Detects the language of a page, from its title and the beginning of its text.
pub(crate) fn look(title: &str, blocks: &[Block]) -> Detected {
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
    let votes = if most == latin && most > 0 { Votes::of(&sample) } else { Votes::default() };
    let tag = if most == 0 {
        "und"
    } else if most == unspaced {
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
        votes.language()
    } else {
        best
    };
    Detected { tag: tag.to_owned(), votes }
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

impl Votes {
    fn of(sample: &str) -> Votes {
        let mut votes = Votes::default();
        let mut seen = BTreeSet::new();
        for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(MAX_WORDS) {
            votes.words += 1;
            let Some((word, languages)) = BY_WORD.get_key_value(word.to_lowercase().as_str()) else { continue };
            let is_new = seen.insert(*word);
            for at in languages {
                votes.of[*at].0 += 1;
                votes.of[*at].1 += u32::from(is_new);
            }
        }
        votes
    }

    /// The language with the most votes, if they leave no doubt.
    fn language(&self) -> &'static str {
        let best = (0..COMMON_WORDS.len()).rev().max_by_key(|at| (self.of[*at].0, self.of[*at].1)).unwrap_or_default();
        let (votes, different) = self.of[best];
        let second =
            self.of.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, of)| of.0).max().unwrap_or_default();
        let sure = votes >= MIN_VOTES
            && different >= MIN_DIFFERENT
            && votes * 100 >= self.words * MIN_PERCENT
            && votes > second;
        if sure { COMMON_WORDS[best].0 } else { "und" }
    }
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

    #[test]
    fn a_text_has_no_language_unless_its_words_leave_no_doubt() {
        for (text, tag) in [
            ("os.path.join(os.sep) os.name do", "und"),
            ("git checkout de.po", "und"),
            ("Package non-free per architecture", "und"),
            ("example.com example.com foo.com", "und"),
            ("API reference", "und"),
            ("Sistemul de fișiere este descris în documentația care vine cu programul", "ro"),
            ("Paketet innehåller program som är skrivna för att läsa data, och det är inte svårt", "sv"),
            ("Plik jest w katalogu i nie można go usunąć, ponieważ się przydaje", "pl"),
            ("El fichero de los datos que contiene las palabras", "es"),
            ("O ficheiro com os dados que são para o programa em uma pasta", "pt"),
        ] {
            assert_eq!(detect(text, &[]), tag, "{text}");
        }
    }

    #[test]
    fn only_a_certain_text_contradicts_what_a_page_states() {
        let german = "Der Hund und die Katze sind nicht das, was von den Leuten mit ein wenig Zeit gesehen ist. ";
        assert!(look("", &[Block::Paragraph(german.repeat(5))]).contradicts("en"));
        let short = look("", &[Block::Paragraph(german.to_owned())]);
        assert!(short.tag == "de" && !short.contradicts("en"), "too short");
        assert!(!look("", &[Block::Paragraph(german.repeat(5))]).contradicts("lb"), "unknown language");
        assert!(!look("", &[Block::Paragraph(german.repeat(5))]).contradicts("de"));
        assert!(look("Быстрая лиса прыгает", &[]).contradicts("en") && !look("Быстрая лиса", &[]).contradicts("mk"));
        assert!(!look("12345", &[]).contradicts("en"));
    }
}
