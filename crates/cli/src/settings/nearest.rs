//! The word that was most likely meant by a misspelled one.

/// The nearest of some words, if it is near: at most a third of its letters are otherwise.
pub(super) fn nearest<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: String = typed.to_lowercase().replace('_', "-");
    let far = |word: &str| distance(&typed, word);
    words.map(|word| (far(word), word)).filter(|(far, word)| *far <= word.len().div_ceil(3)).min().map(|near| near.1)
}

/// How many letters have to be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut before = std::mem::replace(&mut row[0], i + 1);
        for (j, other) in b.iter().enumerate() {
            let change = before + usize::from(c != *other);
            before = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(before + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_meant_and_what_is_far_is_not() {
        let meant = |typed| nearest(typed, ["source", "out", "synonyms", "urls"].into_iter());
        assert_eq!(meant("Sorce"), Some("source"));
        assert_eq!(meant("synonim"), Some("synonyms"));
        assert_eq!(meant("url"), Some("urls"));
        assert_eq!(meant("colours"), None);
    }
}
