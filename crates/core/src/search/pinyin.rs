//! Chinese and kana by their sound: pinyin in full (quanqiuhua) or as initials (qqh), romaji (pakkeeji), and characters that an input method
//! took for others.
//!
//! As in `substring`, the search begins at the tokens whose term contains a fitting first character.

use super::hits::{Hit, Kind, sort};
use super::span::{Step, follow};
use super::substring;
use crate::Index;
use crate::list::List as _;
use crate::text::{Class, class, is_unspaced};

/// How letters are compared with a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// A full syllable per character; the last may be cut short.
    Syllables,
    /// The first letter of the syllable.
    Initials,
}

/// Places with this pinyin: full syllables if there are any, else initials if there are at least three.
pub(super) fn spelled(index: &Index, letters: &str, open: bool) -> Vec<Hit> {
    if index.pinyin().is_empty() || letters.len() < 2 || !letters.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let hits = spelled_by(index, letters, open, By::Syllables);
    if hits.is_empty() && letters.len() >= 3 { spelled_by(index, letters, false, By::Initials) } else { hits }
}

fn spelled_by(index: &Index, letters: &str, open: bool, by: By) -> Vec<Hit> {
    let mut hits = Vec::new();
    index.terms().notes().pinyin(letters, by == By::Initials);
    let firsts = index.pinyin().characters(&|syllable| syllable.bytes().next() == letters.bytes().next());
    for (term, form, at) in index.terms().places(&firsts) {
        let mut rests = vec![letters];
        if let Some(used) = eat(index, &mut rests, &form[at..], open, by) {
            let end = at + used;
            if is_enough(form, at, end, 0) {
                index.terms().notes().word(form);
                let keep = if end == form.len() { 0 } else { end as u16 };
                let hit = |token: &u32| Hit { token: *token, tokens: 1, kind: Kind::Pinyin, skip: at as u16, keep };
                hits.extend(index.postings(term).iter().map(hit));
            }
        } else if !rests.is_empty() {
            for token in index.postings(term) {
                let mut rests = rests.clone();
                let span = follow(index, *token, |form| match eat(index, &mut rests, form, open, by) {
                    Some(used) => Step::Ends(used),
                    None if rests.is_empty() => Step::Fails,
                    None => Step::Continues,
                });
                let further = span.map_or(0, |span| usize::from(span.0) - 1);
                if is_enough(form, at, form.len(), further) {
                    hits.extend(span.map(|(tokens, keep)| Hit {
                        token: *token,
                        tokens,
                        kind: Kind::Pinyin,
                        skip: at as u16,
                        keep,
                    }));
                }
            }
        }
    }
    sort(&mut hits);
    hits
}

/// Characters of the shortest kana that romaji finds: particles are shorter.
const SHORTEST_KANA: usize = 3;

/// Whether a match says enough: two characters or all of a word, since a single syllable is in every second word; of kana more, from the
/// beginning of a word. `further`: words that the match goes on over.
fn is_enough(form: &str, start: usize, end: usize, further: usize) -> bool {
    let characters = form[start..end].chars().count() + further;
    if form[start..].starts_with(is_kana) {
        start == 0 && characters >= SHORTEST_KANA
    } else {
        characters > 1 || start == 0 && end == form.len()
    }
}

pub(super) fn is_kana(c: char) -> bool {
    class(c) == Class::Kana
}

/// Romaji of kana in full syllables, long vowels left out. Empty if another character is among them.
fn romaji(index: &Index, kana: &str) -> String {
    let mut letters = String::new();
    let mut doubled = false;
    for c in kana.chars() {
        let (mut full, mut count) = ("", 0);
        for syllable in index.pinyin().of(c) {
            // A long vowel may be nothing.
            if syllable.is_empty() {
                break;
            }
            count += 1;
            if syllable.len() > full.len() {
                full = syllable;
            }
        }
        if !is_kana(c) {
            return String::new();
        }
        // Of a small tsu every syllable is a single consonant: the next one's.
        let is_double = full.len() == 1 && count > 3;
        if !is_double {
            letters.push_str(if doubled { full.get(..1).unwrap_or("") } else { "" });
            letters.push_str(full);
        }
        doubled = is_double;
    }
    letters
}

/// Places that sound like kana and are written otherwise: インタフェース for インターフェース.
pub(super) fn kana_like(index: &Index, string: &str) -> Vec<Hit> {
    let letters = romaji(index, string);
    if letters.is_empty() { Vec::new() } else { spelled_by(index, &letters, false, By::Syllables) }
}

/// Compares the characters of `form` with the letters that may be left. Returns the bytes used if all letters are; otherwise leaves in
/// `rests` what may be left after the form.
fn eat<'a>(index: &Index, rests: &mut Vec<&'a str>, form: &str, open: bool, by: By) -> Option<usize> {
    for (at, c) in form.char_indices() {
        if by == By::Initials && is_kana(c) {
            rests.clear();
            return None;
        }
        let mut next: Vec<&'a str> = Vec::new();
        let mut done = false;
        for syllable in index.pinyin().of(c) {
            for rest in rests.iter() {
                let left = match by {
                    By::Initials => rest.strip_prefix(syllable.chars().next()?),
                    By::Syllables => after_syllable(rest, syllable),
                };
                match left {
                    Some("") => done = true,
                    Some(left) if !next.contains(&left) => next.push(left),
                    None if open && by == By::Syllables && syllable.starts_with(rest) => done = true,
                    _ => {}
                }
            }
        }
        if done {
            return Some(at + c.len_utf8());
        }
        *rests = next;
        if rests.is_empty() {
            return None;
        }
    }
    None
}

/// The letters after a syllable; ü may be typed as v and as u.
fn after_syllable<'a>(letters: &'a str, syllable: &str) -> Option<&'a str> {
    letters.strip_prefix(syllable).or_else(|| {
        let (head, tail) = syllable.split_once('v')?;
        letters.strip_prefix(head)?.strip_prefix('u')?.strip_prefix(tail)
    })
}

/// Places that sound like a string of Chinese characters and are written otherwise.
pub(super) fn sounds_like(index: &Index, string: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    if index.pinyin().is_empty() {
        return hits;
    }
    // The characters that may be in each place, ascending.
    let wanted: Vec<Vec<char>> = string.chars().map(|c| index.pinyin().alike(c)).list();
    let [first, _, ..] = wanted.as_slice() else { return hits };
    let sounds = |form: &str, wanted: &[Vec<char>]| {
        form.chars().zip(wanted).take_while(|(c, alike)| alike.binary_search(c).is_ok()).count()
    };
    // The terms that begin with a character for each place but the first: most tokens fail by a look at the next one's term.
    let terms_from = |alike: &[char]| {
        let mut begins = vec![false; index.terms().len() as usize];
        for (term, _, at) in index.terms().places(alike) {
            begins[term as usize] |= at == 0;
        }
        begins
    };
    let mut begins: Vec<Option<Vec<bool>>> = vec![None; wanted.len()];
    for (term, form, at) in index.terms().places(first) {
        let rest = &form[at..];
        let letters = rest.chars().count();
        let here = sounds(rest, &wanted);
        let hit = |token, tokens, keep| Hit { token, tokens, kind: Kind::Typo, skip: at as u16, keep };
        if here == wanted.len() {
            let bytes: usize = rest.chars().take(here).map(char::len_utf8).sum();
            let keep = if here == letters { 0 } else { (at + bytes) as u16 };
            hits.extend(index.postings(term).iter().map(|token| hit(*token, 1, keep)));
        } else if here == letters {
            let begins = begins[here].get_or_insert_with(|| terms_from(&wanted[here]));
            for token in index.postings(term) {
                if !begins.get(index.term_of(*token + 1) as usize).is_some_and(|begins| *begins) {
                    continue;
                }
                let mut left = &wanted[here..];
                let span = follow(index, *token, |form| {
                    let here = sounds(form, left);
                    if here == left.len() {
                        return Step::Ends(form.chars().take(here).map(char::len_utf8).sum());
                    }
                    left = &left[here..];
                    if here < form.chars().count() { Step::Fails } else { Step::Continues }
                });
                hits.extend(span.map(|(tokens, keep)| hit(*token, tokens, keep)));
            }
        }
    }
    sort(&mut hits);
    hits
}

/// Places with one other character in a string of three and more.
pub(super) fn one_off(index: &Index, string: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    if string.chars().count() < 3 {
        return hits;
    }
    for (at, c) in string.char_indices() {
        let (left, right) = (&string[..at], &string[at + c.len_utf8()..]);
        // The longer side is found, the shorter one compared with the text beside it.
        let right_is_beside = left.len() >= right.len();
        for hit in substring::find(index, if right_is_beside { left } else { right }, false).hits {
            let bytes = hit.bytes(index);
            let bounds = index.bytes_of(index.text_of(hit.token));
            let beside = if right_is_beside { bytes.end..bounds.end } else { bounds.start..bytes.start };
            let mut beside = index.all_text().get(beside).unwrap_or("").chars();
            let fits = if right_is_beside {
                beside.next().is_some_and(is_unspaced) && beside.as_str().starts_with(right)
            } else {
                beside.next_back().is_some_and(is_unspaced) && beside.as_str().ends_with(left)
            };
            if fits {
                hits.push(Hit { kind: Kind::Typo, ..hit });
            }
        }
    }
    sort(&mut hits);
    hits
}
