//! Detects how a line or paragraph ends: with a sentence, a clause, a comma, or in the middle.

use super::script::{is_closer, is_soft_stop, is_stop};

/// The ending of a line or paragraph.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ending {
    /// The sentence ends.
    Stop,
    /// A clause ends: with a colon or semicolon.
    Soft,
    /// A comma: more text must follow.
    Comma,
    /// No punctuation: a broken line, or a title.
    Open,
}

/// Returns the ending of a text, ignoring closing quotes and brackets.
pub(crate) fn ending(text: &str) -> Ending {
    match text.trim_end_matches(|c| is_closer(c) || c == ' ').chars().next_back() {
        Some(c) if is_stop(c) => Ending::Stop,
        Some(c) if is_soft_stop(c) => Ending::Soft,
        Some('，' | '、' | ',' | '､') => Ending::Comma,
        _ => Ending::Open,
    }
}
