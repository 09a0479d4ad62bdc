//! The texts as tokens of the lexicon, and back.
use crate::text::Strings;

/// A word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The entry of the lexicon.
    pub entry: u32,
    /// The byte at which it begins.
    pub start: u32,
}

/// What a reader gets back.
#[derive(Clone, Debug, Default)]
pub struct Decoded {
    /// All texts, end to end.
    pub text: String,
    /// Where each text begins, and the end.
    pub bounds: Vec<u32>,
    /// The distinct words.
    pub entries: Strings,
    /// Every word in order.
    pub tokens: Vec<Token>,
    /// The first token of each text, and the end.
    pub token_bounds: Vec<u32>,
}

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrupt(pub &'static str);

fn num(bytes: &mut &[u8]) -> Result<u32, Corrupt> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let (first, rest) = bytes.split_first().ok_or(Corrupt("it ends too early"))?;
        *bytes = rest;
        value |= u32::from(first & 0x7f) << shift;
        if *first < 0x80 {
            return Ok(value);
        }
    }
    Err(Corrupt("a number too long"))
}

/// Decodes.
pub fn decode(lexicon: &[u8], _model: &[u8], mut stream: &[u8], max_text: u32) -> Result<Decoded, Corrupt> {
    let lexicon = core::str::from_utf8(lexicon).map_err(|_| Corrupt("a word that is no text"))?;
    let all: Strings = lexicon.split('\0').collect();
    let mut out = Decoded { bounds: vec![0], token_bounds: vec![0], ..Decoded::default() };
    out.entries = all;
    while !stream.is_empty() {
        let n = num(&mut stream)?;
        if n == 0 {
            out.bounds.push(out.text.len() as u32);
            out.token_bounds.push(out.tokens.len() as u32);
            continue;
        }
        let (entry, word) = ((n - 1) / 2, (n - 1) % 2 == 1);
        if entry >= out.entries.len() || out.text.len() > max_text as usize {
            return Err(Corrupt("a word out of range"));
        }
        if word {
            out.tokens.push(Token { entry, start: out.text.len() as u32 });
        }
        let w = out.entries.get(entry);
        out.text.push_str(w);
    }
    Ok(out)
}
