//! The decoded texts and their words.

use crate::text::StringTable;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its surface form.
    pub entry: u32,
    /// Its first byte among all texts.
    pub start: u32,
}

/// The decoded texts.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// All texts, end to end.
    pub text: String,
    /// Where each text begins, and the end of the last.
    pub bounds: Vec<u32>,
    /// The distinct surface forms.
    pub entries: StringTable,
    /// Every word in order.
    pub tokens: Vec<Token>,
    /// The first token of each text, and the end of the last.
    pub token_bounds: Vec<u32>,
}

impl Decoded {
    /// A text.
    pub(crate) fn text_of(&self, number: u32) -> &str {
        let at = |number: usize| self.bounds.get(number).copied().unwrap_or(0) as usize;
        self.text.get(at(number as usize)..at(number as usize + 1)).unwrap_or("")
    }
}

/// The manifest's counts of the texts.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// Their bytes.
    pub bytes: u32,
    /// How many there are.
    pub texts: u32,
    /// How many words they have.
    pub tokens: u32,
}
