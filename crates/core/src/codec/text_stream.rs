//! The text stream: segments by their frequency class or how recently they occurred, and merges where they first occur.

use super::frequency_tree::FrequencyTrees;
use super::range_coder::{Coder, Decoder, uniform};
use super::surface_table::{SPACE_AFTER, SPACE_BEFORE, Segment, Surfaces, WORD};
use super::{CLASSES, Counts, Decoded, Token};

/// Symbols of a segment: its class; from here on how far back it last occurred, in powers of two.
pub const AGAIN: u32 = CLASSES as u32;
/// The text ends.
pub const END: u32 = 62;
/// The last segments are a merge.
pub const MERGE: u32 = 63;
/// Most segments back that [`AGAIN`] reaches; a power of two.
pub const RECENT: usize = 1 << 12;
/// Contexts: what comes after each symbol; the classes of merges; their lengths.
pub const CONTEXTS: usize = 66;
/// Most segments of a merge.
pub const LONGEST_MERGE: usize = 65;

/// The class of a new merge, and how many segments it has beyond two.
pub fn merge<C: Coder>(coder: &mut C, trees: &mut FrequencyTrees, class: u32, more: u32) -> (u32, u32) {
    (trees.code(coder, 64, class), trees.code(coder, 65, more))
}

/// Reads as many texts as are counted.
pub(super) fn read(stream: &[u8], counts: Counts, surfaces: Surfaces) -> Option<Decoded> {
    let mut texts = Texts {
        counts,
        surfaces,
        text: String::with_capacity(counts.bytes as usize),
        tokens: Vec::with_capacity(counts.tokens.min(counts.bytes) as usize),
        coder: Decoder::new(stream),
        trees: FrequencyTrees::new(CONTEXTS),
        before: END,
        recent: Vec::new(),
        count: 0,
    };
    let (mut bounds, mut token_bounds) = (vec![0], vec![0]);
    while bounds.len() <= counts.texts as usize {
        texts.read_next()?;
        bounds.push(texts.text.len() as u32);
        token_bounds.push(texts.tokens.len() as u32);
    }
    let Texts { text, tokens, surfaces, .. } = texts;
    Some(Decoded { text, bounds, entries: surfaces.entries, tokens, token_bounds })
}

/// The texts decoded so far.
struct Texts<'a> {
    counts: Counts,
    surfaces: Surfaces,
    text: String,
    tokens: Vec<Token>,
    coder: Decoder<'a>,
    trees: FrequencyTrees,
    /// The last symbol.
    before: u32,
    /// The last segments, each at its number modulo [`RECENT`].
    recent: Vec<Segment>,
    /// Number of segments.
    count: usize,
}

impl Texts<'_> {
    /// Reads a text. A call per text: a browser switches to faster code of a function when it is called again, not while it runs.
    #[inline(never)]
    fn read_next(&mut self) -> Option<()> {
        let Texts { counts, surfaces, text, tokens, coder, trees, before, recent, count } = self;
        let (first, mut flags_before) = (*count, 0);
        loop {
            if coder.is_past_end() {
                return None;
            }
            *before = trees.code(coder, *before as usize, 0);
            if *before == END {
                return Some(());
            }
            if *before == MERGE {
                let (class, more) = merge(coder, trees, 0, 0);
                let more = more as usize + 1;
                if *count <= first + more {
                    return None;
                }
                *count -= more;
                let merged = recent.get_mut((*count - 1) % RECENT)?;
                *merged = Segment {
                    text_end: text.len() as u32,
                    token_end: tokens.len() as u32,
                    flags: merged.flags & SPACE_BEFORE | flags_before & SPACE_AFTER,
                    ..*merged
                };
                surfaces.add_segment(*merged, class);
                continue;
            }
            let segment = if *before < AGAIN {
                let class = surfaces.classes.get(*before as usize)?;
                class.get(uniform(coder, class.len() as u32, 0) as usize)
            } else {
                let power = 1 << (*before - AGAIN);
                let back = (power | uniform(coder, power, 0)) as usize;
                recent.get(count.wrapping_sub(back) % RECENT)
            };
            let mut segment = *segment?;
            if flags_before & SPACE_AFTER != 0 && segment.flags & SPACE_BEFORE != 0 {
                text.push(' ');
            }
            flags_before = segment.flags;
            let (start, token) = (text.len() as u32, tokens.len() as u32);
            // A segment that occurred is copied from there; a new surface form comes from the table.
            if segment.text < segment.text_end {
                text.extend_from_within(segment.text as usize..segment.text_end as usize);
                for at in segment.token..segment.token_end {
                    let old = tokens[at as usize];
                    tokens.push(Token { entry: old.entry, start: old.start - segment.text + start });
                }
            } else {
                text.push_str(surfaces.entries.get(segment.entry));
                if segment.flags & WORD != 0 {
                    tokens.push(Token { entry: segment.entry, start });
                }
            }
            (segment.text, segment.text_end) = (start, text.len() as u32);
            (segment.token, segment.token_end) = (token, tokens.len() as u32);
            if text.len() > counts.bytes as usize || segment.token_end > counts.tokens {
                return None;
            }
            match recent.get_mut(*count % RECENT) {
                Some(slot) => *slot = segment,
                None => recent.push(segment),
            }
            *count += 1;
        }
    }
}
