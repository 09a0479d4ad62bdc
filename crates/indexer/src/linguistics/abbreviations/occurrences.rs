//! How often the texts contain names, and where.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use crate::encode::Segments;
use crate::linguistics::variants::simplified;

/// How often the texts contain a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// At all.
    pub all: usize,
    /// After punctuation or at the beginning of a text, and not before a bracket.
    pub bounded: usize,
}

/// A character without its case, simplified.
pub(super) fn folded(c: char) -> char {
    simplified(c.to_lowercase().next().unwrap_or(c))
}

/// Counts names in segmented texts: whole segments, whatever their case unless all of a name's letters are capitals.
pub(super) fn count<'n>(texts: &[Segments<'_>], names: &BTreeSet<&'n str>) -> HashMap<&'n str, Count> {
    let key = |name: &str| {
        let mut chars = name.chars().map(folded);
        (chars.next(), chars.next())
    };
    let mut by_key: HashMap<_, Vec<&str>> = HashMap::new();
    for name in names {
        by_key.entry(key(name)).or_default().push(name);
    }
    let in_text = |text: &Segments<'_>| {
        let mut counts: HashMap<&str, Count> = HashMap::new();
        let whole = text.text();
        let mut bounds: Vec<(usize, bool)> = Vec::new();
        let mut at = 0;
        for (segment, word) in text.iter() {
            bounds.push((at, word));
            at += segment.len();
        }
        bounds.push((at, false));
        for (start, _) in bounds.iter().filter(|bound| bound.1) {
            for name in by_key.get(&key(&whole[*start..])).into_iter().flatten() {
                let Some(end) = end(&whole[*start..], name).map(|length| start + length) else { continue };
                if bounds.binary_search_by_key(&end, |bound| bound.0).is_err() {
                    continue;
                }
                let count = counts.entry(name).or_default();
                count.all += 1;
                let before = whole[..*start].chars().next_back();
                let is_bounded = before.is_none_or(|c| !c.is_alphanumeric() && c != ' ');
                let bracket = whole[end..].trim_start().starts_with(['(', '（']);
                count.bounded += usize::from(is_bounded && !bracket);
            }
        }
        counts
    };
    let add = |mut all: HashMap<&'n str, Count>, more: HashMap<&'n str, Count>| {
        for (name, count) in more {
            let sum = all.entry(name).or_default();
            sum.all += count.all;
            sum.bounded += count.bounded;
        }
        all
    };
    texts.par_iter().map(in_text).reduce(HashMap::new, add)
}

/// The length of a name that a text begins with.
fn end(text: &str, name: &str) -> Option<usize> {
    let exact = super::initials::abbreviation(name).is_some();
    let mut chars = text.char_indices();
    for expected in name.chars() {
        let (_, c) = chars.next()?;
        if c != expected && (exact || folded(c) != folded(expected)) {
            return None;
        }
    }
    Some(chars.offset())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_in_whole_segments() {
        let texts = [
            vec!["支持", "世界", "卫生", "组织", "。", "世", "卫", "组织", "（", "WHO", "）"],
            vec!["who", " ", "is", " ", "WHO", "? ", "World", " ", "health", " ", "organization"],
            vec!["WHOLE", "，", "世", "衛", "組織", "性"],
        ];
        let whole: Vec<String> = texts.iter().map(|segments| segments.concat()).collect();
        let cut = |(whole, segments): (&'static str, &Vec<&'static str>)| {
            let is_word = |segment: &&'static str| (*segment, segment.starts_with(char::is_alphanumeric));
            Segments::new(whole, &segments.iter().map(is_word).collect::<Vec<_>>())
        };
        let whole = whole.into_iter().map(|text| &*text.leak());
        let texts: Vec<Segments<'_>> = whole.zip(&texts).map(cut).collect();
        let names = BTreeSet::from(["世界卫生组织", "世卫组织", "WHO", "World Health Organization"]);
        let counts = count(&texts, &names);
        let of = |name: &str| (counts[name].all, counts[name].bounded);
        assert_eq!(of("世界卫生组织"), (1, 0));
        assert_eq!(of("世卫组织"), (2, 1));
        assert_eq!(of("WHO"), (2, 1));
        assert_eq!(of("World Health Organization"), (1, 0));
    }
}
