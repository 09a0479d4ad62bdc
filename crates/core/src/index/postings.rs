//! Postings: for each term its tokens, derived from the decoded texts in two passes.

use core::ops::Range;

use crate::codec::Token;

/// The tokens of each term.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Where the tokens of term i begin in `tokens`; one more at the end.
    bounds: Vec<u32>,
    /// Token numbers, ascending within a term.
    tokens: Vec<u32>,
}

impl Postings {
    /// Counts how many tokens each term has, then deals the tokens out in order. `searched` are the ranges of tokens that can be found.
    pub(super) fn new(tokens: &[Token], entry_terms: &[u32], terms: u32, searched: &[Range<u32>]) -> Postings {
        let term = |token: &Token| entry_terms[token.entry as usize] as usize;
        let slice = |range: &Range<u32>| &tokens[range.start as usize..range.end as usize];
        // The slot of each term holds where its next token goes: two places behind its own, so that it ends up at its beginning.
        let mut bounds = vec![0u32; terms as usize + 2];
        for token in searched.iter().flat_map(slice) {
            bounds[term(token) + 2] += 1;
        }
        let mut sum = 0;
        for bound in &mut bounds {
            sum += *bound;
            *bound = sum;
        }
        let mut dealt = vec![0u32; sum as usize];
        for range in searched {
            for (number, token) in range.clone().zip(slice(range)) {
                let next = &mut bounds[term(token) + 1];
                dealt[*next as usize] = number;
                *next += 1;
            }
        }
        bounds.pop();
        Postings { bounds, tokens: dealt }
    }

    /// The tokens of neighbouring terms, ascending within each.
    pub(super) fn of(&self, terms: Range<u32>) -> &[u32] {
        let at = |term: u32| self.bounds.get(term as usize).copied().unwrap_or(0) as usize;
        self.tokens.get(at(terms.start)..at(terms.end)).unwrap_or_default()
    }

    /// Bytes held.
    pub(super) fn heap(&self) -> usize {
        (self.bounds.capacity() + self.tokens.capacity()) * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_searched_token_is_listed_under_its_term() {
        let tokens: Vec<Token> = [2, 0, 1, 2, 2, 0].map(|entry| Token { entry, start: 0 }).to_vec();
        // Entries 0 and 2 fold to term 1; the last token but one is in a text that is not searched.
        let postings = Postings::new(&tokens, &[1, 0, 1], 2, &[0..4, 5..6]);
        assert_eq!(postings.of(0..1), [2]);
        assert_eq!(postings.of(1..2), [0, 1, 3, 5]);
        assert_eq!(postings.of(0..2), [2, 0, 1, 3, 5]);
        assert!(postings.of(2..3).is_empty());
    }
}
