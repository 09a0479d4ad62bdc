//! Strings in the texts, wherever the lexicon cut them: the substring promise.
//!
//! A string of unspaced letters is found inside a word, over the seam of two, or as whole words; letters of other scripts
//! and digits in it match whole tokens only. Nothing is scanned: the walk begins at the tokens whose word holds the string's first character.

use super::hits::{Hit, Kind, order};
use super::span::{Step, follow, surface};
use crate::Index;
use crate::lean::{self, split};
use crate::sort::Numbers;
use crate::text::is_unspaced;

/// Every place where a folded string without gaps stands, ascending, not overlapping. `open`: its last letters may go on
/// in the text, also in a script with spaces.
pub(super) fn find(index: &Index, string: &str, open: bool) -> Vec<Hit> {
    let mut hits = Vec::new();
    let Some(first) = string.chars().next() else { return hits };
    let lexicon = index.lexicon();
    let mut walk = Walk { index, open, behind: (0, Numbers::under(0)) };
    if is_unspaced(first) {
        lexicon.each_place(&[first], &mut |term, form, at| walk.from(term, form, at, string, &mut hits));
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
    order(&mut hits);
    hits
}

/// Of a word with more places than this those are looked for first that go on with the right letter.
const MANY: usize = 500;

struct Walk<'a> {
    index: &'a Index,
    open: bool,
    /// The words that may stand behind a seam when so many bytes of the string are left.
    behind: (usize, Numbers),
}

impl Walk<'_> {
    /// Adds the places where `string` begins at byte `at` of a term.
    fn from(&mut self, term: u32, form: &str, at: usize, string: &str, hits: &mut Vec<Hit>) {
        let rest = form.get(at..).unwrap_or("");
        let even = self.index.lexicon().is_even(term);
        let surface = |token, at| if even { at as u16 } else { surface(self.index, token, form, at) };
        if let Some(after) = rest.strip_prefix(string) {
            if after.is_empty() || self.may_end(string) {
                let kind = if at == 0 && after.is_empty() { Kind::Exact } else { Kind::Part };
                for token in self.index.postings(term) {
                    let skip = surface(*token, at);
                    let keep = if after.is_empty() { 0 } else { surface(*token, at + string.len()) };
                    hits.push(Hit { token: *token, tokens: 1, kind, skip, keep });
                }
            }
        } else if let Some(left) = string.strip_prefix(rest) {
            let postings = self.index.postings(term);
            let many = postings.len() > MANY;
            if many && self.behind.0 != left.len() {
                let first = left.char_indices().nth(1).map_or(left, |(at, _)| split(left, at).0);
                let mut behind = Numbers::under(self.index.token_count());
                behind.add(0, self.index.postings_of(self.index.lexicon().beginning(first)));
                self.behind = (left.len(), behind);
            }
            for token in postings {
                if many && !self.behind.1.has(*token + 1) {
                    continue;
                }
                if let Some((tokens, keep)) = self.follow(*token, left) {
                    let kind = if at == 0 && keep == 0 { Kind::Exact } else { Kind::Part };
                    hits.push(Hit { token: *token, tokens, kind, skip: surface(*token, at), keep });
                }
            }
        }
    }

    /// Whether a match may end inside a word: after letters of an unspaced script, and in an open query.
    fn may_end(&self, string: &str) -> bool {
        self.open || string.chars().next_back().is_some_and(is_unspaced)
    }

    /// Whether the tokens after `token` go on with `left`; how many tokens then, and the bytes kept of the last.
    fn follow(&self, token: u32, mut left: &str) -> Option<(u16, u16)> {
        follow(self.index, token, &mut |form| {
            if form.strip_prefix(left).is_some_and(|after| after.is_empty() || self.may_end(left)) {
                return Step::Ends(left.len());
            }
            match left.strip_prefix(form) {
                Some(rest) if !form.is_empty() => {
                    left = rest;
                    Step::Goes
                }
                _ => Step::Fails,
            }
        })
    }
}
