//! List markers in Latin letters: `Chapter 7`, `IV.`, `b)`.

use super::list_marker::{ListMarker, MarkerStyle};
use super::script::number;

pub(crate) fn latin(text: &str) -> Option<ListMarker> {
    for (word, style) in [
        ("Part ", MarkerStyle::Part),
        ("PART ", MarkerStyle::Part),
        ("Chapter ", MarkerStyle::Chapter),
        ("CHAPTER ", MarkerStyle::Chapter),
        ("Section ", MarkerStyle::Section),
        ("SECTION ", MarkerStyle::Section),
    ] {
        if let Some(rest) = text.strip_prefix(word) {
            return worded(text, rest, style);
        }
    }
    if let Some(marker) = text.strip_prefix("Article ").and_then(|_| article(text, 7)) {
        return Some(marker);
    }
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).filter(|&n| n <= 5)?;
    let word = text.get(..end)?;
    let stop = text.get(end..)?.chars().next()?;
    let spaced = text.get(end + 1..).is_some_and(|rest| rest.starts_with(' '));
    if !matches!(stop, '.' | ')') || !spaced {
        return None;
    }
    if stop == '.'
        && let Some(number) = roman(word)
    {
        return Some(ListMarker { style: MarkerStyle::Roman, number, len: end + 1 });
    }
    match word.as_bytes() {
        [letter] => Some(ListMarker {
            style: MarkerStyle::Letter,
            number: u32::from(letter.to_ascii_lowercase() - b'a') + 1,
            len: end + 1,
        }),
        _ => None,
    }
}

/// Parses `Chapter 7`, `Chapter VII: ...`, `Part One`.
fn worded(text: &str, rest: &str, style: MarkerStyle) -> Option<ListMarker> {
    const WORDS: [&str; 12] =
        ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let word = rest.get(..end)?;
    let number = number(word).or_else(|| roman(word)).or_else(|| {
        let place = WORDS.iter().position(|w| w.eq_ignore_ascii_case(word))?;
        u32::try_from(place + 1).ok()
    })?;
    let next = rest.get(end..)?.chars().next();
    let stop = usize::from(matches!(next, Some('.' | ':')));
    let alone = matches!(next, None | Some('.' | ':' | ' ' | '\t'));
    // "Chapter 3 explains" is a sentence. A title after the number begins with a capital, or after punctuation.
    let tail = rest.get(end + stop..)?.trim_start();
    let titled = tail.is_empty()
        || stop == 1
        || tail.starts_with(|c: char| c.is_uppercase() || matches!(c, '-' | '–' | '—' | '"' | '“'));
    (alone && titled).then_some(ListMarker { style, number, len: text.len() - rest.len() + end + stop })
}

fn roman(word: &str) -> Option<u32> {
    if word.is_empty() || word.len() > 5 {
        return None;
    }
    let values: Vec<u32> = word
        .bytes()
        .map(|b| match b {
            b'I' => Some(1),
            b'V' => Some(5),
            b'X' => Some(10),
            b'L' => Some(50),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let mut total = 0_i64;
    for (i, &v) in values.iter().enumerate() {
        let sign = if values.get(i + 1).is_some_and(|&n| n > v) { -1 } else { 1 };
        total += sign * i64::from(v);
    }
    u32::try_from(total).ok().filter(|&n| n > 0)
}

pub(crate) fn article(text: &str, len: usize) -> Option<ListMarker> {
    let rest = text.get(len..)?.trim_start_matches(' ');
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number = number(rest.get(..end)?)?;
    let next = rest.get(end..)?.chars().next();
    let dot = usize::from(matches!(next, Some('.' | ':')));
    let len = text.len() - rest.len() + end + dot;
    matches!(next, None | Some(' ' | '.' | ':' | '\t')).then_some(ListMarker {
        style: MarkerStyle::Article,
        number,
        len,
    })
}
