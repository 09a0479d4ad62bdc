//! Texts as tokens of the lexicon: the writing side of `findling_core::codec`.

use std::collections::BTreeMap;

/// A text in pieces.
pub struct Text<'a> {
    /// What it is, a context of the model.
    pub kind: u8,
    /// The pieces and whether each is a word.
    pub pieces: Vec<(&'a str, bool)>,
}

/// The coded sections.
pub struct Coded {
    /// The words.
    pub lexicon: Vec<u8>,
    /// The model.
    pub model: Vec<u8>,
    /// The texts.
    pub stream: Vec<u8>,
}

fn num(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Codes texts.
pub fn encode(texts: &[Text<'_>]) -> Coded {
    let mut entries: BTreeMap<&str, u32> = BTreeMap::new();
    for text in texts {
        entries.extend(text.pieces.iter().map(|p| (p.0, 0)));
    }
    for (i, number) in entries.values_mut().enumerate() {
        *number = i as u32;
    }
    let lexicon = entries.keys().copied().collect::<Vec<_>>().join("\0").into_bytes();
    let mut stream = Vec::new();
    for text in texts {
        for (piece, word) in &text.pieces {
            num(&mut stream, entries.get(piece).copied().unwrap_or(0) * 2 + u32::from(*word) + 1);
        }
        num(&mut stream, 0);
    }
    Coded { lexicon, model: Vec::new(), stream }
}
