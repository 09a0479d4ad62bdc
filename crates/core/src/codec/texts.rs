//! The stream: pieces by how usual they are or how lately they stood, and phrases where they first stand.

use super::coder::{Bits, Habits, Reader, one_of};
use super::words::{BEFORE, BEHIND, Piece, WORD, Words};
use super::{CLASSES, Corrupt, Counts, Decoded, Token};

/// Codes of a piece: a class; from here on how far back it stood, in powers of two.
pub const AGAIN: u32 = CLASSES as u32;
/// The text ends.
pub const END: u32 = 62;
/// The last pieces are a phrase.
pub const JOIN: u32 = 63;
/// What stood farther back than this is not found there; a power of two.
pub const RECENT: usize = 1 << 12;
/// What is counted: what comes after each code; the classes of phrases, and how many pieces beyond two they have.
pub const HABITS: usize = 66;
/// No phrase has more pieces.
pub const MOST: usize = 65;

/// The class of a new phrase, and how many pieces beyond two it has.
pub fn phrase<B: Bits>(bits: &mut B, habits: &mut Habits, class: u32, more: u32) -> (u32, u32) {
    (habits.after(bits, 64, class), habits.after(bits, 65, more))
}

const WRONG: Corrupt = Corrupt("a number out of range");

/// Reads what [`super::decode`] promises.
pub(super) fn read(stream: &[u8], counts: Counts, mut words: Words) -> Result<Decoded, Corrupt> {
    let mut text = String::with_capacity(counts.bytes as usize);
    let mut tokens: Vec<Token> = Vec::with_capacity(counts.tokens.min(counts.bytes) as usize);
    let (mut bounds, mut token_bounds) = (vec![0], vec![0]);
    let mut bits = Reader::new(stream);
    let mut habits = Habits::new(HABITS);
    let mut recent: Vec<Piece> = Vec::new();
    // How many pieces there are, of this text and of those before it.
    let (mut count, mut ended) = (0usize, 0);
    let (mut before, mut kind_before) = (END, 0);
    while bounds.len() <= counts.texts as usize {
        if bits.is_over() {
            return Err(Corrupt("a part that ends too early or is out of order"));
        }
        before = habits.after(&mut bits, before as usize, 0);
        if before == END {
            bounds.push(text.len() as u32);
            token_bounds.push(tokens.len() as u32);
            (kind_before, ended) = (0, count);
            continue;
        }
        if before == JOIN {
            let (class, more) = phrase(&mut bits, &mut habits, 0, 0);
            let more = more as usize + 1;
            if count <= ended + more {
                return Err(WRONG);
            }
            count -= more;
            let first = recent.get_mut((count - 1) % RECENT).ok_or(WRONG)?;
            *first = Piece {
                symbol: words.pieces.len() as u32,
                text_end: text.len(),
                token_end: tokens.len(),
                kind: first.kind & BEFORE | kind_before & BEHIND,
                ..*first
            };
            words.add_piece(*first, class);
            continue;
        }
        let symbol = if before < AGAIN {
            let class = words.classes.get(before as usize).ok_or(WRONG)?;
            class.get(one_of(&mut bits, class.len() as u32, 0) as usize).copied()
        } else {
            let power = 1 << (before - AGAIN);
            let far = (power | one_of(&mut bits, power, 0)) as usize;
            recent.get(count.wrapping_sub(far) % RECENT).map(|piece| piece.symbol)
        };
        let mut piece = *symbol.and_then(|symbol| words.pieces.get(symbol as usize)).ok_or(WRONG)?;
        if kind_before & BEHIND != 0 && piece.kind & BEFORE != 0 {
            text.push(' ');
        }
        kind_before = piece.kind;
        let (start, token) = (text.len(), tokens.len());
        // An entry is in the lexicon, a phrase where it first stood.
        if piece.text < piece.text_end {
            text.extend_from_within(piece.text..piece.text_end);
            for at in piece.token..piece.token_end {
                let old = tokens[at];
                tokens.push(Token { entry: old.entry, start: old.start - piece.text as u32 + start as u32 });
            }
        } else {
            text.push_str(words.entries.get(piece.symbol));
            if piece.kind & WORD != 0 {
                tokens.push(Token { entry: piece.symbol, start: start as u32 });
            }
        }
        (piece.text, piece.text_end) = (start, text.len());
        (piece.token, piece.token_end) = (token, tokens.len());
        if piece.text_end > counts.bytes as usize || piece.token_end > counts.tokens as usize {
            return Err(Corrupt("not what the manifest says"));
        }
        match recent.get_mut(count % RECENT) {
            Some(slot) => *slot = piece,
            None => recent.push(piece),
        }
        count += 1;
    }
    Ok(Decoded { text, bounds, entries: words.entries, tokens, token_bounds })
}
