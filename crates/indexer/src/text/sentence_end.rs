//! How a line or a paragraph ends: with a sentence, a clause, a comma, or in the middle.

use super::script::{is_closer, is_soft_stop, is_stop};

/// How a line or a paragraph ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ending {
    /// A sentence is over.
    Stop,
    /// A clause is over: a colon, a semicolon.
    Soft,
    /// A comma: certainly more to come.
    Comma,
    /// Nothing: cut in the middle, or a title.
    Open,
}

/// The ending of a text, looking through closing quotes and brackets.
pub(crate) fn ending(text: &str) -> Ending {
    match text.trim_end_matches(|c| is_closer(c) || c == ' ').chars().next_back() {
        Some(c) if is_stop(c) => Ending::Stop,
        Some(c) if is_soft_stop(c) => Ending::Soft,
        Some('，' | '、' | ',' | '､') => Ending::Comma,
        _ => Ending::Open,
    }
}
