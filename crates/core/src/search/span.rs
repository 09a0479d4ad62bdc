//! Matches that go on over the ends of words: the tokens after one, compared with the rest of a string.

use crate::Index;

/// What the form of a token does to the rest of a string.
pub(super) enum Step {
    /// The rest ends after this many bytes of the form.
    Ends(usize),
    /// The form matches as a whole, and more of the string is left.
    Continues,
    /// The form differs.
    Fails,
}

/// Compares the tokens after `token` by `step`, as long as nothing or a single space separates them: 5万亿 and 5 万亿 are the same string.
/// Returns the number of tokens with the first, and [`super::Hit::keep`] of the last.
pub(super) fn follow(index: &Index, token: u32, mut step: impl FnMut(&str) -> Step) -> Option<(u16, u16)> {
    let (mut at, mut tokens) = (token, 1u16);
    loop {
        at += 1;
        tokens = tokens.checked_add(1).filter(|_| (at as usize) < index.token_count())?;
        let form = index.terms().form(index.term_of(at));
        // Most places fail at their first word: the gap is looked at only after it.
        let step = step(form);
        if matches!(step, Step::Fails) || !index.adjoin(at - 1) {
            return None;
        }
        if let Step::Ends(bytes) = step {
            let keep = if bytes == form.len() { 0 } else { surface_offset(index, at, form, bytes) };
            return (index.text_of(token) == index.text_of(at)).then_some((tokens, keep));
        }
    }
}

/// The byte of a token, as it is written, that corresponds to a byte of its folded form.
pub(super) fn surface_offset(index: &Index, token: u32, form: &str, at: usize) -> u16 {
    if at == 0 {
        return 0;
    }
    let bytes = index.token_bytes(token);
    if bytes.len() == form.len() && index.all_text().is_char_boundary(bytes.start + at) {
        return at as u16;
    }
    let surface = index.all_text().get(bytes).unwrap_or("");
    let chars = form.get(..at).map_or(0, |head| head.chars().count());
    surface.char_indices().nth(chars).map_or(surface.len(), |(at, _)| at) as u16
}
