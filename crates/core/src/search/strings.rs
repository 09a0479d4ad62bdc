//! Strings in the texts, wherever the lexicon cut them: the substring promise.
//!
//! A string of unspaced letters is found inside a word, over the seam of two, or as whole words; letters of other scripts
//! and digits in it match whole tokens only. Nothing is scanned: the walk begins at the tokens whose word holds the string's first character.

use super::hits::{Hit, Kind};
use crate::Index;
use crate::lean::{self, count, keep, starts};
use crate::sort;
use crate::text::is_unspaced;

/// Every place where a folded string without gaps stands, ascending, not overlapping. `open`: its last letters may go on
/// in the text, also in a script with spaces.
pub(super) fn find(index: &Index, string: &str, open: bool) -> Vec<Hit> {
    let mut hits = Vec::new();
    let Some(first) = string.chars().next() else { return hits };
    let lexicon = index.lexicon();
    let walk = Walk { index, open };
    if is_unspaced(first) {
        for term in lexicon.holding(first) {
            let form = lexicon.form(term);
            for (at, _) in form.char_indices().filter(|(_, c)| *c == first) {
                walk.from(term, form, at, string, &mut hits);
            }
        }
    } else {
        // The first token is the string's letters up to the first that could be another's.
        let head = lean::find(string, &is_unspaced).unwrap_or(string.len());
        let head = string.get(..head).unwrap_or("");
        let terms = if open && head.len() == string.len() {
            lexicon.beginning(head)
        } else {
            lexicon.find(head).map_or(0..0, |t| t..t + 1)
        };
        for term in terms {
            walk.from(term, lexicon.form(term), 0, string, &mut hits);
        }
    }
    // A token has one term, whose places come in their order: only the tokens are to be sorted.
    sort::by_key(&mut hits, |h| u64::from(h.token));
    drop_overlaps(index, &mut hits);
    hits
}

/// Keeps of hits that overlap the first, as a reader counts them.
fn drop_overlaps(index: &Index, hits: &mut Vec<Hit>) {
    let mut end = 0;
    keep(hits, |hit| {
        let bytes = hit.bytes(index);
        let apart = bytes.start >= end;
        if apart {
            end = bytes.end;
        }
        apart
    });
}

struct Walk<'a> {
    index: &'a Index,
    open: bool,
}

impl Walk<'_> {
    /// Adds the places where `string` begins at byte `at` of a term.
    fn from(&self, term: u32, form: &str, at: usize, string: &str, hits: &mut Vec<Hit>) {
        let rest = form.get(at..).unwrap_or("");
        if let Some(after) = rest.strip_prefix(string) {
            if after.is_empty() || self.may_end(string) {
                let kind = if at == 0 && after.is_empty() { Kind::Exact } else { Kind::Part };
                for token in self.index.postings(term) {
                    let skip = self.surface(*token, form, at);
                    let keep = if after.is_empty() { 0 } else { self.surface(*token, form, at + string.len()) };
                    hits.push(Hit { token: *token, tokens: 1, kind, skip, keep });
                }
            }
        } else if let Some(left) = string.strip_prefix(rest) {
            for token in self.index.postings(term) {
                if let Some((tokens, keep)) = self.follow(*token, left) {
                    let kind = if at == 0 && keep == 0 { Kind::Exact } else { Kind::Part };
                    let skip = self.surface(*token, form, at);
                    hits.push(Hit { token: *token, tokens, kind, skip, keep });
                }
            }
        }
    }

    /// Whether a match may end inside a word: after letters of an unspaced script, and in an open query.
    fn may_end(&self, string: &str) -> bool {
        self.open || string.chars().next_back().is_some_and(is_unspaced)
    }

    /// Whether the tokens after `token` go on with `left`; how many tokens then, and the bytes kept of the last.
    fn follow(&self, token: u32, left: &str) -> Option<(u16, u16)> {
        let index = self.index;
        let (mut token, mut left) = (token, left);
        let mut tokens = 1u16;
        let end = index.tokens_of(index.text_of(token)).end;
        loop {
            let gap_start = index.token_bytes(token).end;
            token += 1;
            if token >= end || tokens == u16::MAX {
                return None;
            }
            tokens += 1;
            let next = index.token_bytes(token);
            // 5万亿 and 5 万亿 are the same string.
            if !matches!(index.all_text().get(gap_start..next.start), Some("" | " ")) {
                return None;
            }
            let form = index.lexicon().form(index.term_of(token));
            if let Some(after) = form.strip_prefix(left) {
                if after.is_empty() {
                    return Some((tokens, 0));
                }
                return self.may_end(left).then(|| (tokens, self.surface(token, form, left.len())));
            }
            left = left.strip_prefix(form).filter(|_| !form.is_empty())?;
        }
    }

    /// The byte of a token's surface that answers a byte of its folded form.
    fn surface(&self, token: u32, form: &str, at: usize) -> u16 {
        if at == 0 {
            return 0;
        }
        let surface = self.index.all_text().get(self.index.token_bytes(token)).unwrap_or("");
        if surface.len() == form.len() && surface.is_char_boundary(at) {
            return at as u16;
        }
        let chars = form.get(..at).map_or(0, count);
        starts(surface).get(chars).copied().unwrap_or(surface.len()) as u16
    }
}
