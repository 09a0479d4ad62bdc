//! What goes on over the seams of words: the tokens behind one, held against what is left of a string.

use crate::Index;
use crate::lean::{count, starts};

/// What a token's form does to what is left.
pub(super) enum Step {
    /// It uses it up, with so many of its bytes.
    Ends(usize),
    /// It is used up itself, and something is left.
    Goes,
    /// It does not go on so.
    Fails,
}

/// Holds the tokens behind `token` against what `eat` wants, as long as no more than a space parts them: 5万亿 and 5 万亿 are the
/// same string. Returns how many tokens it is with the first, and what is kept of the last, as a hit says it.
pub(super) fn follow(index: &Index, token: u32, eat: &mut dyn FnMut(&str) -> Step) -> Option<(u16, u16)> {
    let (mut at, mut tokens) = (token, 1u16);
    loop {
        at += 1;
        tokens = tokens.checked_add(1).filter(|_| (at as usize) < index.token_count())?;
        let form = index.lexicon().form(index.term_of(at));
        // Most places fail at their first word: what parts the tokens is looked at only then.
        let step = eat(form);
        if matches!(step, Step::Fails) || !index.adjoin(at - 1) {
            return None;
        }
        if let Step::Ends(bytes) = step {
            let keep = if bytes == form.len() { 0 } else { surface(index, at, form, bytes) };
            return (index.text_of(token) == index.text_of(at)).then_some((tokens, keep));
        }
    }
}

/// The byte of a token as it stands that answers a byte of its folded form.
pub(super) fn surface(index: &Index, token: u32, form: &str, at: usize) -> u16 {
    if at == 0 {
        return 0;
    }
    let bytes = index.token_bytes(token);
    if bytes.len() == form.len() && index.all_text().is_char_boundary(bytes.start + at) {
        return at as u16;
    }
    let surface = index.all_text().get(bytes).unwrap_or("");
    let chars = form.get(..at).map_or(0, count);
    starts(surface).get(chars).copied().unwrap_or(surface.len()) as u16
}
