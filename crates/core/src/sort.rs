//! Sorting, once: the library's sorts are made anew for each type, and every copy is paid by every visitor.
//!
//! A natural merge sort, stable: what comes in sorted runs (postings of several terms) is merged and no more.

use crate::lean::{OfPair, larger, list};

/// The numbers `0..n` in the order that `less` says, equal ones as they were.
pub(crate) fn order(n: usize, less: &dyn OfPair) -> Vec<usize> {
    let mut from = list(0..n);
    let mut ends = list((1..n).filter(|i| less.is(*i, *i - 1)));
    ends.push(n);
    let mut to = Vec::with_capacity(n);
    while ends.len() > 1 {
        to.clear();
        let mut merged = Vec::with_capacity(ends.len() / 2 + 1);
        let mut start = 0;
        for pair in ends.chunks(2) {
            let middle = pair[0];
            let end = pair.get(1).copied().unwrap_or(middle);
            let (mut a, mut b) = (start, middle);
            while a < middle && b < end {
                if less.is(from[b], from[a]) {
                    to.push(from[b]);
                    b += 1;
                } else {
                    to.push(from[a]);
                    a += 1;
                }
            }
            to.extend_from_slice(&from[a..middle]);
            to.extend_from_slice(&from[b..end]);
            merged.push(end);
            start = end;
        }
        ends = merged;
        core::mem::swap(&mut from, &mut to);
    }
    from
}

/// So few are merged; more are dealt out digit by digit, which is much faster for the many places of a short beginning.
const FEW: usize = 256;
/// So many bits of a number are looked at together.
const DIGIT: u32 = 11;

/// The order of numbers, equal ones as they were.
pub(crate) fn by_keys(keys: &[u64]) -> Vec<usize> {
    if is_sorted(keys) {
        return list(0..keys.len());
    }
    if keys.len() <= FEW {
        return order(keys.len(), &|a: usize, b: usize| keys[a] < keys[b]);
    }
    let mut to = vec![0; keys.len()];
    let mut from = to.clone();
    for (i, place) in from.iter_mut().enumerate() {
        *place = i;
    }
    let mut differ = 0;
    for key in keys {
        differ |= key ^ keys[0];
    }
    for shift in [0, 11, 22, 33, 44, 55] {
        // A digit that all have in common orders nothing.
        if (differ >> shift).trailing_zeros() >= DIGIT {
            continue;
        }
        let mut next = [0; 1 << DIGIT];
        for key in keys {
            next[(key >> shift) as usize % (1 << DIGIT)] += 1;
        }
        let mut sum = 0;
        for place in &mut next {
            sum += *place;
            *place = sum - *place;
        }
        for i in &from {
            let place = &mut next[(keys[*i] >> shift) as usize % (1 << DIGIT)];
            to[*place] = *i;
            *place += 1;
        }
        core::mem::swap(&mut from, &mut to);
    }
    from
}

/// Different numbers under a bound, in three sets, to be had in order: many are sorted by setting a bit each.
pub(crate) struct Numbers(Vec<[u64; 3]>);

impl Numbers {
    /// None yet, of those under `bound`.
    pub(crate) fn under(bound: usize) -> Numbers {
        Numbers(vec![[0; 3]; bound / 64 + 1])
    }

    /// Adds numbers to a set; what is not under the bound is left out.
    pub(crate) fn add(&mut self, set: usize, numbers: &[u32]) {
        for number in numbers {
            if let Some(bits) = self.0.get_mut(*number as usize / 64) {
                bits[set] |= 1 << (number % 64);
            }
        }
    }

    /// Whether the first set has a number.
    pub(crate) fn has(&self, number: u32) -> bool {
        self.0.get(number as usize / 64).is_some_and(|bits| bits[0] >> (number % 64) & 1 != 0)
    }

    /// Visits each number once, ascending, with the first set that has it.
    pub(crate) fn each(&self, mut visit: impl FnMut(u32, usize)) {
        let mut base = 0;
        for [first, second, third] in &self.0 {
            let mut left = first | second | third;
            while left != 0 {
                let lowest = left & left.wrapping_neg();
                let set = if first & lowest != 0 { 0 } else { 2 - usize::from(second & lowest != 0) };
                visit(base + left.trailing_zeros(), set);
                left ^= lowest;
            }
            base += 64;
        }
    }
}

/// The order of strings, equal ones as they were.
pub(crate) fn by_strings(strings: &[String]) -> Vec<usize> {
    order(strings.len(), &|a: usize, b: usize| strings[a] < strings[b])
}

/// Sorts by a number.
pub(crate) fn by_key<T: Copy>(items: &mut Vec<T>, key: fn(&T) -> u64) {
    let mut keys = Vec::new();
    for item in items.iter() {
        keys.push(key(item));
    }
    if !is_sorted(&keys) {
        let mut sorted = Vec::new();
        for i in by_keys(&keys) {
            sorted.push(items[i]);
        }
        *items = sorted;
    }
}

/// The first so many by a number, in order; most others are not even moved. Of more than [`FEW`] each would be moved past many: all are
/// sorted then.
pub(crate) fn best<T: Copy>(items: &[T], n: usize, key: fn(&T) -> u64) -> Vec<T> {
    let (first, rest) = items.split_at(if n > FEW { items.len() } else { n.min(items.len()) });
    let mut held = first.to_vec();
    by_key(&mut held, key);
    held.truncate(n);
    for item in rest {
        held.push(*item);
        let mut at = n;
        while at > 0 && key(item) < key(&held[at - 1]) {
            held.swap(at, at - 1);
            at -= 1;
        }
        held.pop();
    }
    held
}

fn is_sorted(keys: &[u64]) -> bool {
    let mut before = 0;
    for key in keys {
        if *key < before {
            return false;
        }
        before = *key;
    }
    true
}

/// The different strings of a list with how often each stands there: most first, then as they sort.
pub(crate) fn counted(strings: &[String]) -> Vec<(String, usize)> {
    let mut rows: Vec<(String, usize)> = Vec::new();
    for i in by_strings(strings) {
        match rows.last_mut() {
            Some(last) if last.0 == strings[i] => last.1 += 1,
            _ => rows.push((strings[i].clone(), 1)),
        }
    }
    let mut sorted = Vec::new();
    for i in order(rows.len(), &|a: usize, b: usize| rows[a].1 > rows[b].1) {
        sorted.push(rows[i].clone());
    }
    sorted
}

/// A number that grows as a score that is not negative falls.
pub(crate) fn falling(score: f32) -> u64 {
    u64::from(!larger(0.0, score).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_library_does() {
        let mut seed = 7u32;
        for n in (0..200).step_by(if cfg!(miri) { 19 } else { 1 }) {
            let mut items: Vec<(u32, usize)> = (0..n)
                .map(|i| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 28, i)
                })
                .collect();
            let mut expected = items.clone();
            expected.sort_by_key(|i| u64::from(i.0 & 1) << 40 | u64::from(i.0 >> 1));
            by_key(&mut items, |i| u64::from(i.0 & 1) << 40 | u64::from(i.0 >> 1));
            assert_eq!(items, expected);
        }
    }

    #[test]
    fn numbers_come_in_order_and_once() {
        let mut numbers = Numbers::under(200);
        numbers.add(2, &[7, 63, 64]);
        numbers.add(0, &[199, 3, 64, 63]);
        numbers.add(1, &[0, 64, 7, 255, 1000]);
        let mut seen = Vec::new();
        numbers.each(|n, set| seen.push((n, set)));
        assert_eq!(seen, [(0, 1), (3, 0), (7, 1), (63, 0), (64, 0), (199, 0), (255, 1)]);
    }

    #[test]
    fn the_best_are_those_that_sorting_all_puts_first() {
        let items: Vec<u32> = (0..500u32).map(|i| i.wrapping_mul(2_654_435_761) >> 7).collect();
        let mut sorted = items.clone();
        sorted.sort_unstable();
        for n in [0, 1, 3, 48, 125, 499, 500, usize::MAX] {
            assert_eq!(best(&items, n, |i| u64::from(*i)), sorted[..n.min(500)], "{n}");
        }
    }

    #[test]
    fn many_of_very_many_are_not_moved_one_by_one() {
        if cfg!(miri) {
            return;
        }
        let falling: Vec<u32> = (0..400_000).rev().collect();
        assert!(best(&falling, 200_000, |i| u64::from(*i)).into_iter().eq(0..200_000));
    }

    #[test]
    fn higher_scores_come_first() {
        let mut scores = vec![0.5, 3.0, 0.0, 1.5];
        by_key(&mut scores, |s| falling(*s));
        assert_eq!(scores, [3.0, 1.5, 0.5, 0.0]);
    }
}
