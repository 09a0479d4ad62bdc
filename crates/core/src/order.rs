//! Sorting by one copy of the standard library's code.
//!
//! The library's sorts are compiled again for every type and closure, about 6 KB of WebAssembly each. Sorting keys and numbers instead, and
//! then moving the items, takes 12 KB of the linked module, where a `sort_by_key` in each place took 72.

use crate::list::List as _;

/// Sorts items by a number; equal ones keep their order.
pub(crate) fn sort_by_number<T>(items: &mut [T], key: impl Fn(&T) -> u64) {
    let mut keys: Vec<(u64, u32)> = items.iter().zip(0..).map(|(item, number)| (key(item), number)).list();
    if keys.is_sorted() {
        return;
    }
    keys.sort_unstable();
    move_to(items, numbers(keys));
}

/// The numbers of texts in ascending order; equal texts keep their order.
pub(crate) fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut keys: Vec<(&str, u32)> = texts.zip(0..).list();
    keys.sort_unstable();
    numbers(keys)
}

/// The numbers of sorted keys.
fn numbers<K>(keys: Vec<(K, u32)>) -> Vec<u32> {
    keys.into_iter().map(|key| key.1).list()
}

/// Sorts items by a text; equal ones keep their order.
pub(crate) fn sort_by_text<T>(items: &mut [T], key: impl Fn(&T) -> &str) {
    let order = of_texts(items.iter().map(key));
    move_to(items, order);
}

/// The distinct texts with the sum of their counts: most first, then by text.
pub(crate) fn counted(mut texts: Vec<(&str, usize)>) -> Vec<(&str, usize)> {
    sort_by_text(&mut texts, |text| text.0);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (text, count) in texts {
        match counts.last_mut() {
            Some(last) if last.0 == text => last.1 += count,
            _ => counts.push((text, count)),
        }
    }
    sort_by_number(&mut counts, |count| u64::MAX - count.1 as u64);
    counts
}

/// Moves items into an order, which names each of them once.
fn move_to<T>(items: &mut [T], mut order: Vec<u32>) {
    for first in 0..items.len() {
        // Each item changes places with the one that belongs there, until the circle is closed.
        let mut place = first;
        loop {
            let from = core::mem::replace(&mut order[place], place as u32) as usize;
            if from == first || from == place {
                break;
            }
            items.swap(place, from);
            place = from;
        }
    }
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
