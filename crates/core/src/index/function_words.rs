//! Words that carry no meaning of their own in a question.

use crate::format::{Asks, FunctionWordsRow};
use crate::list::List as _;
use crate::order::sort_by_text;
use crate::text::{Folder, Host};

/// The function words of the corpus' languages.
#[derive(Clone, Debug, Default)]
pub struct FunctionWords {
    /// Folded, ascending.
    words: Vec<(String, Asks)>,
    /// Letters of the longest.
    longest: usize,
}

impl FunctionWords {
    /// Reads the words of an index file.
    pub(crate) fn read(rows: &[FunctionWordsRow<'_>], folder: &Folder<'_, dyn Host>) -> FunctionWords {
        let mut words: Vec<(String, Asks)> = Vec::new();
        for row in rows {
            let folded_words = folder.fold(row.words);
            words.extend(
                folded_words.split(' ').filter(|word| !word.is_empty()).map(|word| (word.to_owned(), row.asks)),
            );
        }
        sort_by_text(&mut words, |word| &word.0);
        let longest = words.iter().map(|word| word.0.chars().count()).list().into_iter().max().unwrap_or(0);
        FunctionWords { words, longest }
    }

    /// The kind of answer that this folded word asks for, if it is a function word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<Asks> {
        let at = self.words.partition_point(|(other, _)| other.as_str() < word);
        self.words.get(at).filter(|(other, _)| other == word).map(|(_, asks)| *asks)
    }

    /// Letters of the longest.
    #[must_use]
    pub fn longest(&self) -> usize {
        self.longest
    }
}
