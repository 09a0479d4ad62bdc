//! The stream: pieces by how usual they are or how lately they stood, and phrases where they first stand.

use super::coder::{Bits, Habits, Reader, one_of};
use super::words::{BEFORE, BEHIND, Piece, Words};
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

/// Reads what [`super::decode`] promises. What the lexicon says is the beginning of all that is read, so an entry is copied from
/// there as a phrase is from where it first stood.
pub(super) fn read(stream: &[u8], counts: Counts, mut words: Words) -> Result<Decoded, Corrupt> {
    let (first_byte, first_token) = (words.text.len(), words.tokens.len());
    let most = first_byte + counts.bytes as usize;
    words.text.reserve(counts.bytes as usize);
    let tokens = first_token + counts.tokens as usize;
    words.tokens.reserve(counts.tokens.min(counts.bytes) as usize);
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
            bounds.push((words.text.len() - first_byte) as u32);
            token_bounds.push((words.tokens.len() - first_token) as u32);
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
                text_end: words.text.len(),
                token_end: words.tokens.len(),
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
            words.text.push(' ');
        }
        kind_before = piece.kind;
        let text = words.text.len();
        words.text.extend_from_within(piece.text..piece.text_end);
        let token = words.tokens.len();
        for at in piece.token..piece.token_end {
            let Token { entry, start } = words.tokens[at];
            words.tokens.push(Token { entry, start: start - piece.text as u32 + text as u32 });
        }
        (piece.text, piece.text_end) = (text, words.text.len());
        (piece.token, piece.token_end) = (token, words.tokens.len());
        if piece.text_end > most || piece.token_end > tokens {
            return Err(Corrupt("not what the manifest says"));
        }
        match recent.get_mut(count % RECENT) {
            Some(slot) => *slot = piece,
            None => recent.push(piece),
        }
        count += 1;
    }
    let Words { entries, mut text, mut tokens, .. } = words;
    let text = text.split_off(first_byte);
    let mut tokens = tokens.split_off(first_token);
    for token in &mut tokens {
        token.start -= first_byte as u32;
    }
    Ok(Decoded { text, bounds, entries, tokens, token_bounds })
}
