//! Sorting by one copy of the standard library's code.
//!
//! The library's sorts are compiled again for every type and closure, about 6 KB of WebAssembly each. Everything here sorts pairs of a key
//! and a number, and then moves the items: 7 KB of the linked module, where a `sort_by_key` in each place took 72. The keys of texts are
//! their bytes, seven at a time, which also takes 10 % of the time in which an index opens.

use core::ops::Range;

use crate::list::List as _;

/// Sorts items by a number; equal ones keep their order.
pub(crate) fn sort_by_number<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    let keys = items.iter().map(key).zip(0..).list();
    for (a, b) in &swaps(numbers(keys)) {
        items.swap(*a, *b);
    }
}

/// Sorts items by a text; equal ones keep their order.
pub(crate) fn sort_by_text<T>(items: &mut [T], key: impl Fn(&T) -> &str) {
    let order = of_texts(&items.iter().map(key).list());
    for (a, b) in &swaps(order) {
        items.swap(*a, *b);
    }
}

/// The numbers of keys in ascending order of the keys; equal keys keep their order. None if they are in order.
#[inline(never)]
fn numbers(mut keys: Vec<(u64, u32)>) -> Vec<u32> {
    // Most lists of hits are sorted.
    if keys.is_sorted_by_key(|key| key.0) {
        return Vec::new();
    }
    keys.sort_unstable();
    keys.into_iter().map(|key| key.1).list()
}

/// Number of bytes of a text in a key.
const CHUNK: usize = 7;

/// A key of the next bytes of a text: the bytes, then how many there are. Its last byte is larger than [`CHUNK`] if others follow.
fn chunk(text: &str, from: usize) -> u64 {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let mut key = [0; CHUNK + 1];
    for (to, byte) in key.iter_mut().zip(rest.iter().take(CHUNK)) {
        *to = *byte;
    }
    key[CHUNK] = rest.len().min(CHUNK + 1) as u8;
    u64::from_be_bytes(key)
}

/// The numbers of texts in ascending order; equal texts keep their order.
pub(crate) fn of_texts(texts: &[&str]) -> Vec<u32> {
    let mut order = (0..texts.len() as u32).list();
    // Ranges of texts with the same bytes up to a position, to be sorted by those that follow.
    let mut open: Vec<(Range<usize>, usize)> = vec![(0..texts.len(), 0)];
    while let Some((range, from)) = open.pop() {
        let part = &mut order[range.clone()];
        let mut keys = part.iter().map(|number| (chunk(texts[*number as usize], from), *number)).list();
        keys.sort_unstable();
        let mut start = range.start;
        for equal in keys.chunk_by(|a, b| a.0 == b.0) {
            let end = start + equal.len();
            if equal.len() > 1 && equal[0].0 as u8 as usize > CHUNK {
                open.push((start..end, from + CHUNK));
            }
            start = end;
        }
        for (number, key) in part.iter_mut().zip(keys) {
            *number = key.1;
        }
    }
    order
}

/// The distinct texts with the sum of their counts: most first, then by text.
pub(crate) fn counted(mut texts: Vec<(&str, u32)>) -> Vec<(&str, u32)> {
    sort_by_text(&mut texts, |text| text.0);
    let mut counts: Vec<(&str, u32)> = Vec::new();
    for (text, count) in texts {
        match counts.last_mut() {
            Some(last) if last.0 == text => last.1 += count,
            _ => counts.push((text, count)),
        }
    }
    sort_by_number(&mut counts, |count| u64::MAX - u64::from(count.1));
    counts
}

/// The places whose items change places, pair by pair, so that they come into an order. The order names each item once.
#[inline(never)]
fn swaps(mut order: Vec<u32>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    for first in 0..order.len() {
        // Each item changes places with the one that belongs there, until the circle is closed.
        let mut place = first;
        loop {
            let from = core::mem::replace(&mut order[place], place as u32) as usize;
            if from == first || from == place {
                break;
            }
            swaps.push((place, from));
            place = from;
        }
    }
    swaps
}

/// A number that falls as a score that is not negative grows.
pub(crate) fn falling(score: f32) -> u64 {
    // The bits of a float that is not negative grow with it.
    u64::from(!score.max(0.0).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers with repetitions, from a fixed seed.
    fn numbers(count: u32) -> impl Iterator<Item = u32> {
        (0..count).map(|i| i.wrapping_mul(2_654_435_761) >> 23)
    }

    #[test]
    fn items_are_sorted_as_by_the_standard_library() {
        for count in [0, 1, 2, 20, 300, 5000] {
            let mut items: Vec<(u32, usize)> = numbers(count).zip(0..).collect();
            let mut expected = items.clone();
            let wide = |item: &(u32, usize)| u64::from(item.0) << 40 | 7;
            expected.sort_by_key(wide);
            sort_by_number(&mut items, wide);
            assert_eq!(items, expected);

            let mut texts: Vec<(String, usize)> = numbers(count).map(|n| format!("全{n}")).zip(0..).collect();
            let mut expected = texts.clone();
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            sort_by_text(&mut texts, |text| &text.0);
            assert_eq!(texts, expected);
        }
    }

    #[test]
    fn texts_with_the_same_beginning_are_sorted_by_what_follows() {
        let letters = ["", "\0", "a", "全"];
        let text = |n: u32| (0..n % 17).map(|i| letters[(n >> i) as usize % 4]).collect::<String>();
        let mut texts: Vec<String> = numbers(3000).map(text).collect();
        let mut expected = texts.clone();
        expected.sort();
        sort_by_text(&mut texts, String::as_str);
        assert_eq!(texts, expected);
    }

    #[test]
    fn texts_are_counted_most_first() {
        let texts = ["b", "a", "c", "b", "a", "d"].map(|text| (text, 1)).to_vec();
        assert_eq!(counted(texts), [("a", 2), ("b", 2), ("c", 1), ("d", 1)]);
    }

    #[test]
    fn higher_scores_come_first() {
        let mut scores = vec![0.5, 3.0, 0.0, 1.5];
        sort_by_number(&mut scores, |score| falling(*score));
        assert_eq!(scores, [3.0, 1.5, 0.5, 0.0]);
    }
}
