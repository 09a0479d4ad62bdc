//! Whether the snippets contain the answer to a question.

use std::fmt::Write;

use findling_core::Index;
use findling_core::search::{Answer, PageHit};
use serde_json::{Value, json};

/// Sums over the queries of one task that have answers.
#[derive(Debug, Default)]
pub(super) struct AnswerSums {
    queries: usize,
    page1: usize,
    page3: usize,
    first: usize,
    page: usize,
    three: usize,
}

/// A text without white space and without the difference of capital and small letters.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

impl AnswerSums {
    /// Adds a query with its results. Returns whether the first snippet contains an answer.
    pub(super) fn add(&mut self, index: &Index, gold: &[String], answers: &[String], found: &Answer) -> bool {
        let right = |hit: &&PageHit| gold.iter().any(|id| id == index.page_id(hit.page));
        let answers: Vec<String> = answers.iter().map(|answer| plain(answer)).collect();
        let answered = |snippet: &str| {
            let snippet = plain(snippet);
            answers.iter().any(|answer| snippet.contains(answer))
        };
        let pages = |n: usize| found.pages.iter().take(n);
        let within = |n: usize| pages(n).flat_map(|hit| &hit.passages).any(|hit| answered(&hit.text));
        let first = pages(1).filter_map(|hit| hit.passages.first()).any(|hit| answered(&hit.text));
        self.queries += 1;
        self.page1 += usize::from(pages(1).any(|hit| right(&hit)));
        self.page3 += usize::from(pages(3).any(|hit| right(&hit)));
        self.first += usize::from(first);
        self.page += usize::from(within(1));
        self.three += usize::from(within(3));
        first
    }

    pub(super) fn is_empty(&self) -> bool {
        self.queries == 0
    }

    /// The shares of the queries, each with its name.
    fn shares(&self) -> [(&'static str, f64); 5] {
        let share = |n: usize| n as f64 / self.queries.max(1) as f64;
        [
            ("page@1", share(self.page1)),
            ("page@3", share(self.page3)),
            ("first", share(self.first)),
            ("page", share(self.page)),
            ("three", share(self.three)),
        ]
    }

    pub(super) fn head() -> String {
        let names = AnswerSums::default().shares();
        names.iter().fold("task             answers".to_owned(), |mut head, (name, _)| {
            let _ = write!(head, " {name:>7}");
            head
        })
    }

    pub(super) fn row(&self, task: &str) -> String {
        let start = format!("{task:<16} {:>7}", self.queries);
        self.shares().iter().fold(start, |mut row, (_, share)| {
            let _ = write!(row, " {share:>7.4}");
            row
        })
    }

    pub(super) fn as_json(&self) -> Value {
        let mut object = json!({ "queries": self.queries });
        for (name, share) in self.shares() {
            object[name] = json!(share);
        }
        object
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_case_of_an_answer_do_not_matter() {
        assert_eq!(plain("136 次\u{3000}NFL"), "136次nfl");
    }
}
