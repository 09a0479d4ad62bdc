//! Groups of synonyms, written by the owner.

/// Reads groups of synonyms: a group a line, its words divided by commas; what follows a `#` is a remark. An error is a line,
/// from 1, and what is wrong with it.
///
/// ```
/// let groups = findling_indexer::synonyms("car, automobile # on wheels\n新冠，COVID-19\n").unwrap();
/// assert_eq!(groups, [["car", "automobile"], ["新冠", "COVID-19"]]);
/// ```
pub fn synonyms(text: &str) -> Result<Vec<Vec<String>>, (usize, String)> {
    let mut groups = Vec::new();
    for (i, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let line = line.split('#').next().unwrap_or("");
        let words: Vec<String> = line
            .split([',', '，', '、', '\t'])
            .map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|word| !word.is_empty())
            .collect();
        match words.len() {
            0 => {}
            1 => {
                return Err((
                    i + 1,
                    format!("“{}” stands alone; a group has two words or more, divided by commas", words[0]),
                ));
            }
            _ => groups.push(words),
        }
    }
    Ok(groups)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_one_word_is_an_error_with_its_line_number() {
        assert_eq!(synonyms("a,b\n\n# nothing\nc ,\n").unwrap_err().0, 4);
        assert_eq!(synonyms("\u{feff}a\tmachine  learning\r\n").unwrap(), [["a", "machine learning"]]);
        assert!(synonyms("").unwrap().is_empty());
    }
}
