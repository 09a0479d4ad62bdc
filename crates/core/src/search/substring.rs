//! Strings in the texts, wherever segmentation cut them: the substring promise.
//!
//! A string of unspaced letters is found inside a word, over the border of two, or as whole words; letters of other scripts and digits in
//! it match whole tokens only. Nothing is scanned: the search begins at the tokens whose term contains the string's first character, or
//! where a prefix of the string is known to occur.

use super::hits::{Hit, Kind, sort};
use super::span::{Step, follow, surface_offset};
use crate::Index;
use crate::list::List as _;
use crate::text::is_unspaced;

/// The places of a string, ascending, without those that overlap an earlier one.
#[derive(Clone, Debug, Default)]
pub(super) struct Occurrences {
    pub hits: Vec<Hit>,
    /// Every longer string that starts with this one occurs at some of these hits and nowhere else.
    pub complete: bool,
}

/// Every place of a folded string without gaps. `open`: the text may continue its last word, in a script with spaces too.
pub(super) fn find(index: &Index, string: &str, open: bool) -> Occurrences {
    let Some(search) = Search::new(index, string, open) else { return Occurrences::default() };
    let mut hits = Vec::new();
    let terms = index.terms();
    terms.notes().string(string, open);
    if search.head.is_empty() {
        for (term, form, at) in terms.places(string.chars().next().as_slice()) {
            search.in_term(term, form, at, &mut hits);
        }
    } else if search.open_head {
        for term in terms.range_of(search.head) {
            search.in_term(term, terms.form(term), 0, &mut hits);
        }
    } else if let Some(term) = terms.find(search.head) {
        search.in_term(term, terms.form(term), 0, &mut hits);
    }
    search.finish(hits)
}

/// The same as [`find`], given the hits of a shorter string that are [complete](Occurrences::complete).
pub(super) fn extend(index: &Index, string: &str, open: bool, shorter: &[Hit]) -> Occurrences {
    let Some(search) = Search::new(index, string, open) else { return Occurrences::default() };
    let mut hits = Vec::new();
    for hit in shorter {
        let term = index.term_of(hit.token);
        let form = index.terms().form(term);
        let fits = if search.open_head { form.starts_with(search.head) } else { form == search.head };
        if search.head.is_empty() || fits {
            search.at_token(hit.token, term, form, usize::from(hit.skip), &mut hits);
        }
    }
    search.finish(hits)
}

struct Search<'a> {
    index: &'a Index,
    string: &'a str,
    open: bool,
    /// Letters of a script with spaces that the string begins with. They are a whole token.
    head: &'a str,
    /// The head is all of the string, and the token may go on.
    open_head: bool,
}

impl<'a> Search<'a> {
    fn new(index: &'a Index, string: &'a str, open: bool) -> Option<Search<'a>> {
        string.chars().next()?;
        let head = &string[..string.find(is_unspaced).unwrap_or(string.len())];
        Some(Search { index, string, open, head, open_head: open && head.len() == string.len() })
    }

    /// Adds the places where the string begins at byte `at` of a term.
    fn in_term(&self, term: u32, form: &str, at: usize, hits: &mut Vec<Hit>) {
        let rest = &form[at..];
        let postings = self.index.postings(term);
        if let Some(left) = self.string.strip_prefix(rest) {
            let mut chars = left.chars();
            if let Some(first) = chars.next() {
                // Only terms with the next character can come next: most places fail by two comparisons.
                let next = self.index.terms().range_of(&left[..first.len_utf8()]);
                for token in postings.iter().filter(|token| next.contains(&self.index.term_of(**token + 1))) {
                    self.at_token(*token, term, form, at, hits);
                }
                return;
            }
        }
        if rest.starts_with(self.string) {
            for token in postings {
                self.at_token(*token, term, form, at, hits);
            }
        }
    }

    /// Adds the place at byte `at` of a token's form, if the string begins there.
    fn at_token(&self, token: u32, term: u32, form: &str, at: usize, hits: &mut Vec<Hit>) {
        let rest = &form[at..];
        let (tokens, keep) = if let Some(after) = rest.strip_prefix(self.string) {
            if !after.is_empty() && !self.may_end(self.string) {
                return;
            }
            (1, if after.is_empty() { 0 } else { self.surface(token, term, form, at + self.string.len()) })
        } else {
            let Some(left) = self.string.strip_prefix(rest) else { return };
            let Some(span) = self.follow(token, left) else { return };
            span
        };
        let kind = if at == 0 && keep == 0 { Kind::Exact } else { Kind::Part };
        hits.push(Hit { token, tokens, kind, skip: self.surface(token, term, form, at), keep });
    }

    fn surface(&self, token: u32, term: u32, form: &str, at: usize) -> u16 {
        if self.index.terms().is_aligned(term) { at as u16 } else { surface_offset(self.index, token, form, at) }
    }

    /// Whether a match may end inside a word: after letters of an unspaced script, and in an open query.
    fn may_end(&self, string: &str) -> bool {
        self.open || string.chars().next_back().is_some_and(is_unspaced)
    }

    /// Whether the tokens after `token` go on with `left`.
    fn follow(&self, token: u32, mut left: &str) -> Option<(u16, u16)> {
        follow(self.index, token, |form| {
            if form.strip_prefix(left).is_some_and(|after| after.is_empty() || self.may_end(left)) {
                return Step::Ends(left.len());
            }
            match left.strip_prefix(form) {
                Some(rest) if !form.is_empty() => {
                    left = rest;
                    Step::Continues
                }
                _ => Step::Fails,
            }
        })
    }

    fn finish(&self, mut hits: Vec<Hit>) -> Occurrences {
        let all = sort(&mut hits);
        // A hit inside a token says where by its surface, and `extend` needs the place in the term.
        let aligned = |hit: &Hit| hit.skip == 0 || self.index.terms().is_aligned(self.index.term_of(hit.token));
        let complete = all && self.may_end(self.string) && hits.iter().all(aligned);
        Occurrences { hits, complete }
    }
}

/// Places where strings follow each other with nothing but gaps between. `open`: the text may continue the last one.
pub(super) fn in_a_row(index: &Index, strings: &[String], open: bool) -> Vec<Hit> {
    let Some((first, rest)) = strings.split_first() else { return Vec::new() };
    let notes = index.terms().notes();
    notes.row(strings, open);
    let open_at = |i: usize| open && i == rest.len();
    for (i, string) in rest.iter().enumerate() {
        // Looked up even if the row ends before: an unread page may have the row if it has all of the strings.
        notes.string(string, open_at(i + 1));
    }
    let mut rows = find(index, first, open_at(0)).hits;
    for (i, string) in rest.iter().enumerate() {
        if rows.is_empty() {
            break;
        }
        let open = open_at(i + 1);
        // Of a frequent string only the places after the rows matter.
        let after = rows.iter().map(|row| Hit::whole(row.last_token() + 1, Kind::Exact)).list();
        rows = followed_by(index, &rows, &extend(index, string, open, &after).hits, false);
    }
    rows
}

/// The rows that hits follow. `inflected`: a row may end before the ending of its word.
pub(super) fn followed_by(index: &Index, rows: &[Hit], next: &[Hit], inflected: bool) -> Vec<Hit> {
    let longer = |row: &Hit| {
        let token = row.last_token() + 1;
        let hit = next.get(next.partition_point(|hit| hit.token < token))?;
        let joins = hit.token == token && hit.skip == 0 && (inflected || row.keep == 0);
        (joins && index.text_of(token) == index.text_of(row.token)).then(|| Hit {
            tokens: row.tokens.saturating_add(hit.tokens),
            keep: hit.keep,
            kind: row.kind.max(hit.kind),
            ..*row
        })
    };
    rows.iter().filter_map(longer).list()
}
