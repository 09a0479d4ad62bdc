//! Suggests a word for a misspelled one.

/// The word with the smallest edit distance, if at most a third of its letters differ.
pub(super) fn nearest<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: String = typed.to_lowercase().replace('_', "-");
    let far = |word: &str| distance(&typed, word);
    words.map(|word| (far(word), word)).filter(|(far, word)| *far <= word.len().div_ceil(3)).min().map(|near| near.1)
}

/// The edit distance: the number of letters to insert, delete or replace.
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
    fn a_similar_word_is_suggested_and_a_distant_one_is_not() {
        let meant = |typed| nearest(typed, ["source", "out", "synonyms", "urls"].into_iter());
        assert_eq!(meant("Sorce"), Some("source"));
        assert_eq!(meant("synonim"), Some("synonyms"));
        assert_eq!(meant("url"), Some("urls"));
        assert_eq!(meant("colours"), None);
    }
}
