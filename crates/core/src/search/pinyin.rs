//! Chinese by its sound: pinyin whole (quanqiuhua) or by initials (qqh), and characters that an input method took for others.
//!
//! Like `strings`, the walk begins at the tokens whose word holds a fitting first character.

use super::hits::{Hit, Kind, order};
use super::span::{Step, follow};
use crate::Index;
use crate::lean::{chars, count, find, list, split, starts};

/// How what is typed is held against a character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// A whole syllable a character; the last may be cut short.
    Syllables,
    /// The first letter of the syllable.
    Initials,
}

/// Places that are read as these letters: whole syllables if any are, else initials if there are at least three.
pub(super) fn read(index: &Index, letters: &str, open: bool) -> Vec<Hit> {
    if index.sounds().is_empty() || letters.len() < 2 || find(letters, &|c: char| !c.is_ascii_lowercase()).is_some() {
        return Vec::new();
    }
    let hits = walk(index, letters, open, By::Syllables);
    if hits.is_empty() && letters.len() >= 3 { walk(index, letters, false, By::Initials) } else { hits }
}

fn walk(index: &Index, letters: &str, open: bool, by: By) -> Vec<Hit> {
    let mut hits = Vec::new();
    let begins = index.sounds().read_as(&|syllable| syllable.bytes().next() == letters.bytes().next());
    index.lexicon().each_place(&begins, &mut |term, form, at| {
        let mut rests = vec![letters];
        let inside = eat(index, &mut rests, form.get(at..).unwrap_or(""), open, by);
        if let Some(used) = inside {
            // At least two characters, or the whole of a word: a single syllable is read in every second word.
            if count(form.get(at..at + used).unwrap_or("")) > 1 || (at == 0 && used == form.len()) {
                for token in index.postings(term) {
                    let keep = if at + used == form.len() { 0 } else { (at + used) as u16 };
                    hits.push(Hit { token: *token, tokens: 1, kind: Kind::Reading, skip: at as u16, keep });
                }
            }
        } else if !rests.is_empty() {
            for token in index.postings(term) {
                let mut rests = rests.clone();
                let mut eat = |form: &str| match eat(index, &mut rests, form, open, by) {
                    Some(used) => Step::Ends(used),
                    None if rests.is_empty() => Step::Fails,
                    None => Step::Goes,
                };
                if let Some((tokens, keep)) = follow(index, *token, &mut eat) {
                    hits.push(Hit { token: *token, tokens, kind: Kind::Reading, skip: at as u16, keep });
                }
            }
        }
    });
    order(&mut hits);
    hits
}

/// Holds the characters of `form` against what may be left of the letters. Returns the bytes used if some way uses up all letters;
/// otherwise leaves in `rests` the ways that go on behind the form.
fn eat<'a>(index: &Index, rests: &mut Vec<&'a str>, form: &str, open: bool, by: By) -> Option<usize> {
    for (at, c) in form.char_indices() {
        let mut next: Vec<&'a str> = Vec::new();
        let mut done = false;
        for syllable in index.sounds().of(c) {
            for rest in rests.iter() {
                let left = match by {
                    By::Initials => rest.strip_prefix(syllable.chars().next()?),
                    By::Syllables => after(rest, syllable),
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

/// What is left after a syllable; ü may be typed as v and as u.
fn after<'a>(letters: &'a str, syllable: &str) -> Option<&'a str> {
    letters.strip_prefix(syllable).or_else(|| {
        let (head, tail) = split(syllable, find(syllable, &|c: char| c == 'v')?);
        let tail = split(tail, 1).1;
        letters.strip_prefix(head)?.strip_prefix('u')?.strip_prefix(tail)
    })
}

/// Places that sound like a string of Chinese characters and are written otherwise.
pub(super) fn alike(index: &Index, string: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    let wanted = chars(string);
    if index.sounds().is_empty() || wanted.len() < 2 {
        return hits;
    }
    let sounds = list(index.sounds().of(wanted[0]));
    let mut begins = index.sounds().read_as(&|syllable| sounds.contains(&syllable));
    if begins.is_empty() {
        begins.push(wanted[0]);
    }
    index.lexicon().each_place(&begins, &mut |term, form, at| {
        let rest = chars(form.get(at..).unwrap_or(""));
        let here = alike_chars(index, &rest, &wanted);
        let hit = |token, tokens, keep| Hit { token, tokens, kind: Kind::Typo, skip: at as u16, keep };
        if here == wanted.len() {
            let keep = if here == rest.len() { 0 } else { (at + bytes(&rest[..here])) as u16 };
            for token in index.postings(term) {
                hits.push(hit(*token, 1, keep));
            }
        } else if here == rest.len() {
            for token in index.postings(term) {
                if let Some((tokens, keep)) = alike_on(index, *token, &wanted[here..]) {
                    hits.push(hit(*token, tokens, keep));
                }
            }
        }
    });
    order(&mut hits);
    hits
}

fn alike_on(index: &Index, token: u32, mut wanted: &[char]) -> Option<(u16, u16)> {
    follow(index, token, &mut |form| {
        let form = chars(form);
        let here = alike_chars(index, &form, wanted);
        if here == wanted.len() {
            return Step::Ends(bytes(&form[..here]));
        }
        wanted = &wanted[here..];
        if here < form.len() { Step::Fails } else { Step::Goes }
    })
}

/// How many characters from the first on sound alike.
fn alike_chars(index: &Index, form: &[char], wanted: &[char]) -> usize {
    form.iter().zip(wanted).take_while(|(a, b)| index.sounds().alike(**a, **b)).count()
}

/// How many bytes characters have.
fn bytes(chars: &[char]) -> usize {
    let mut bytes = 0;
    for c in chars {
        bytes += c.len_utf8();
    }
    bytes
}

/// Places that have one other character in a string of three and more.
pub(super) fn one_off(index: &Index, string: &str) -> Vec<Hit> {
    let starts = starts(string);
    let mut hits = Vec::new();
    if starts.len() < 3 {
        return hits;
    }
    for at in starts {
        let (left, after) = split(string, at);
        let mut right = after.chars();
        right.next();
        let right = right.as_str();
        // The longer side is found, the shorter one held against what stands there.
        let anchor = if left.len() >= right.len() { left } else { right };
        for hit in super::substring::find(index, anchor, false) {
            let bytes = hit.bytes(index);
            let text = index.text_of(hit.token);
            let bounds = index.bytes_of(text);
            let all = index.all_text();
            let fits = if left.len() >= right.len() {
                other(all.get(bytes.end..bounds.end).unwrap_or(""), right, false)
            } else {
                other(all.get(bounds.start..bytes.start).unwrap_or(""), left, true)
            };
            if fits {
                hits.push(Hit { kind: Kind::Typo, ..hit });
            }
        }
    }
    order(&mut hits);
    hits
}

/// Whether beside a place there is one character of a word, and then `rest`.
fn other(text: &str, rest: &str, before: bool) -> bool {
    if before {
        let mut chars = text.chars();
        chars.next_back().is_some_and(crate::text::is_unspaced) && chars.as_str().ends_with(rest)
    } else {
        let mut chars = text.chars();
        chars.next().is_some_and(crate::text::is_unspaced) && chars.as_str().starts_with(rest)
    }
}
