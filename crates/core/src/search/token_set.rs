//! Sets of tokens that come out in order.
//!
//! The tokens of many terms, such as all words with the prefix `t`, are put in order by a bit per token of the corpus: set, then read
//! from the first to the last. Sorting them instead takes half of the time of such a keystroke.

/// Number of sets.
const SETS: usize = 3;

/// Three sets of tokens below a bound.
pub(super) struct TokenSets(Vec<[u64; SETS]>);

impl TokenSets {
    /// Empty sets of tokens below `bound`.
    pub(super) fn below(bound: usize) -> TokenSets {
        TokenSets(vec![[0; SETS]; bound.div_ceil(64)])
    }

    /// Adds tokens to a set.
    pub(super) fn add(&mut self, set: usize, tokens: &[u32]) {
        for token in tokens {
            self.0[*token as usize / 64][set] |= 1 << (token % 64);
        }
    }

    /// Visits each token once, ascending, with the first set that contains it.
    pub(super) fn each(&self, mut visit: impl FnMut(u32, usize)) {
        for (word, sets) in self.0.iter().enumerate() {
            let mut left = sets.iter().fold(0, |all, set| all | set);
            while left != 0 {
                let lowest = left & left.wrapping_neg();
                left ^= lowest;
                let set = sets.iter().position(|set| set & lowest != 0).unwrap_or(0);
                visit(word as u32 * 64 + lowest.trailing_zeros(), set);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_in_order_with_their_first_set() {
        let mut sets = TokenSets::below(200);
        sets.add(2, &[7, 63, 64]);
        sets.add(0, &[199, 3, 64, 63]);
        sets.add(1, &[0, 64, 7]);
        let mut visited = Vec::new();
        sets.each(|token, set| visited.push((token, set)));
        assert_eq!(visited, [(0, 1), (3, 0), (7, 1), (63, 0), (64, 0), (199, 0)]);
        TokenSets::below(0).each(|token, _| panic!("{token} was never added"));
    }
}
