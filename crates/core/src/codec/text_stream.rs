//! The stream: pieces by how usual they are or how lately they stood, and phrases where they first stand.

use super::range_coder::{Bits, Habits, Reader, one_of};
use super::surface_table::{BEFORE, BEHIND, Piece, WORD, Words};
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

/// Reads what [`super::decode`] promises.
pub(super) fn read(stream: &[u8], counts: Counts, words: Words) -> Result<Decoded, Corrupt> {
    let mut reading = Reading {
        counts,
        words,
        text: String::with_capacity(counts.bytes as usize),
        tokens: Vec::with_capacity(counts.tokens.min(counts.bytes) as usize),
        bits: Reader::new(stream),
        habits: Habits::new(HABITS),
        before: END,
        recent: Vec::new(),
        count: 0,
    };
    let (mut bounds, mut token_bounds) = (vec![0], vec![0]);
    while bounds.len() <= counts.texts as usize {
        reading.next().ok_or(Corrupt("a number out of range"))?;
        bounds.push(reading.text.len() as u32);
        token_bounds.push(reading.tokens.len() as u32);
    }
    let Reading { text, tokens, words, .. } = reading;
    Ok(Decoded { text, bounds, entries: words.entries, tokens, token_bounds })
}

/// The stream, read so far.
struct Reading<'a> {
    counts: Counts,
    words: Words,
    text: String,
    tokens: Vec<Token>,
    bits: Reader<'a>,
    habits: Habits,
    /// The last code.
    before: u32,
    /// The last pieces, each at its number's place.
    recent: Vec<Piece>,
    /// How many pieces there are.
    count: usize,
}

impl Reading<'_> {
    /// Reads a text, unless the bytes make none. A call for each: what loops for long in one call stays as slow as a browser's first compiler
    /// made it.
    #[inline(never)]
    fn next(&mut self) -> Option<()> {
        let Reading { counts, words, text, tokens, bits, habits, before, recent, count } = self;
        let (ended, mut kind_before) = (*count, 0);
        loop {
            if bits.is_over() {
                return None;
            }
            *before = habits.after(bits, *before as usize, 0);
            if *before == END {
                return Some(());
            }
            if *before == JOIN {
                let (class, more) = phrase(bits, habits, 0, 0);
                let more = more as usize + 1;
                if *count <= ended + more {
                    return None;
                }
                *count -= more;
                let first = recent.get_mut((*count - 1) % RECENT)?;
                *first = Piece {
                    text_end: text.len() as u32,
                    token_end: tokens.len() as u32,
                    kind: first.kind & BEFORE | kind_before & BEHIND,
                    ..*first
                };
                words.add_piece(*first, class);
                continue;
            }
            let piece = if *before < AGAIN {
                let class = words.classes.get(*before as usize)?;
                class.get(one_of(bits, class.len() as u32, 0) as usize)
            } else {
                let power = 1 << (*before - AGAIN);
                let far = (power | one_of(bits, power, 0)) as usize;
                recent.get(count.wrapping_sub(far) % RECENT)
            };
            let mut piece = *piece?;
            if kind_before & BEHIND != 0 && piece.kind & BEFORE != 0 {
                text.push(' ');
            }
            kind_before = piece.kind;
            let (start, token) = (text.len() as u32, tokens.len() as u32);
            // An entry is in the lexicon, what has stood before where it stood.
            if piece.text < piece.text_end {
                text.extend_from_within(piece.text as usize..piece.text_end as usize);
                for at in piece.token..piece.token_end {
                    let old = tokens[at as usize];
                    tokens.push(Token { entry: old.entry, start: old.start - piece.text + start });
                }
            } else {
                text.push_str(words.entries.get(piece.entry));
                if piece.kind & WORD != 0 {
                    tokens.push(Token { entry: piece.entry, start });
                }
            }
            (piece.text, piece.text_end) = (start, text.len() as u32);
            (piece.token, piece.token_end) = (token, tokens.len() as u32);
            if text.len() > counts.bytes as usize || piece.token_end > counts.tokens {
                return None;
            }
            match recent.get_mut(*count % RECENT) {
                Some(slot) => *slot = piece,
                None => recent.push(piece),
            }
            *count += 1;
        }
    }
}
