//! Names with signs at their edges: C#, C++, .NET, @types. Texts are cut into words without them, so the signs are compared in the text.

use core::ops::Range;

use super::hits::{Hit, Kind};
use super::matches::Matches;
use super::session::{Mode, Session};
use super::words::Found;
use crate::Index;
use crate::index::TextId;
use crate::query::QueryString;

/// A name of so many letters is no word without its signs: C is not C++.
const SHORT: usize = 2;

/// The places of a word that have the signs of the query. A word of more letters is also found without them, with a lesser kind.
/// `open`: more signs may be typed.
pub(super) fn with_signs(
    index: &Index,
    string: &QueryString,
    open: bool,
    mut word: Found,
    session: &mut Session,
) -> Found {
    let form = string.name.as_str();
    // Of a Korean string the word may be a part.
    if form.len() == string.text.len() || string.text != word.form {
        return word;
    }
    let (before, after) = (&form[..string.before], &form[string.before + word.form.len()..]);
    let is_short = word.form.chars().nth(SHORT).is_none();
    // A flag such as `-m` says little about the page of its command.
    if is_short && before.starts_with('-') {
        return word;
    }
    let included = index.characters().as_bytes();
    let is_included = before.bytes().chain(after.bytes()).any(|sign| included.contains(&sign));
    let strict = is_included || is_short;
    let make = |session: &Session| {
        let mut hits = word.matches.hits.clone();
        let has = |hit: &Hit| hit.kind <= Kind::Prefix && has_signs(index, hit, before, after, open);
        if strict {
            hits.retain(has);
        } else if hits.iter().any(has) {
            for hit in hits.iter_mut().filter(|hit| !has(hit)) {
                hit.kind = hit.kind.max(Kind::Inflected);
            }
        } else {
            hits.clear();
        }
        Matches::new(index, session.weights(), hits)
    };
    let mode = Mode::Joined { open };
    let matches = session.matches(form, mode, None, &make);
    if is_included || !matches.hits.is_empty() {
        word = Found { form: form.to_owned(), mode, matches, ..word };
    }
    word
}

/// Whether a place has these signs, and no others beside them. Of a text that is not read the signs are unknown.
pub(super) fn has_signs(index: &Index, hit: &Hit, before: &str, after: &str, open: bool) -> bool {
    let text = index.text_of(hit.token);
    if !index.is_read(text) {
        return true;
    }
    let (start, end) = outer(index, hit, text);
    let rest = end.strip_prefix(after);
    let last = after.chars().next_back().filter(|_| !open);
    start.ends_with(before) && rest.is_some_and(|rest| last.is_none_or(|c| !rest.starts_with(c)))
}

/// The text before and after a place.
fn outer<'a>(index: &'a Index, hit: &Hit, text: TextId) -> (&'a str, &'a str) {
    let (all, bytes) = (index.bytes_of(text), hit.bytes(index));
    let part = |range| index.all_text().get(range).unwrap_or("");
    (part(all.start..bytes.start), part(bytes.end..all.end))
}

/// The signs at the edges of a term's form: before, and after.
pub(super) fn of_form(form: &str) -> (&str, &str) {
    let is_sign = |sign: &u8| sign.is_ascii_punctuation();
    let start = form.bytes().take_while(is_sign).count();
    let end = form.len() - form.bytes().rev().take_while(is_sign).count();
    (&form[..start], &form[end.max(start)..])
}

/// A range of a text with the signs beside it, if the text has them there.
pub(super) fn widen(text: &str, range: Range<usize>, before: &str, after: &str) -> Range<usize> {
    let (start, end) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    if start.ends_with(before) && end.starts_with(after) {
        return range.start - before.len()..range.end + after.len();
    }
    range
}
