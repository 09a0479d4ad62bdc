//! Example queries for a visitor who has typed nothing, taken from the corpus: a person, names of the titles, and a question. Deterministic.

use std::collections::BTreeMap;

use findling_core::text::is_unspaced;

use crate::model::Page;

/// Maximum number of pages that are examined, so that a large corpus costs no time.
const PAGES: usize = 100;
/// Maximum length of a name, in characters. Longer ones are mostly institutions.
const NAME: usize = 24;
/// Length of a question, in characters: Chinese or Japanese ones, and others.
const QUESTION: [std::ops::RangeInclusive<usize>; 2] = [8..=24, 15..=70];

/// So many pages by one author are a site of that author.
const OWN: usize = 4;
/// Maximum number of examples.
const MOST: usize = 3;

/// The examples: an author, names that titles and headings share, and a question that a text asks.
pub(crate) fn example_queries(pages: &[Page], names: Vec<String>) -> Vec<String> {
    let pages = pages.get(..PAGES.min(pages.len())).unwrap_or_default();
    let (author, question) = (author(pages), question(pages));
    let rest = MOST - usize::from(author.is_some()) - usize::from(question.is_some());
    author.into_iter().chain(names.into_iter().take(rest)).chain(question).collect()
}

/// The author of most pages. Of several, the first. A site with many pages by one author is that author's own.
fn author(pages: &[Page]) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let names = pages.iter().filter_map(|page| page.meta.get("authors")).flatten();
    for name in names.map(String::as_str).filter(|name| (2..=NAME).contains(&name.chars().count())) {
        match counts.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
    counts.retain(|(_, count)| *count < pages.len().max(OWN));
    first_of_most(counts.into_iter().map(|(name, count)| (name.to_owned(), count)))
}

/// The first of those with the highest count.
fn first_of_most(counted: impl Iterator<Item = (String, usize)>) -> Option<String> {
    counted
        .fold(None, |best: Option<(String, usize)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        })
        .map(|best| best.0)
}

/// The first question of a text, or its last clause if the whole is long.
fn question(pages: &[Page]) -> Option<String> {
    let mut found = BTreeMap::new();
    for page in pages {
        for block in &page.blocks {
            let text = block.text();
            for (at, mark) in text.match_indices(['？', '?']) {
                let before = text.get(..at).unwrap_or_default();
                let start =
                    before.rfind(|c: char| "。！？!?；;：:\n“”\"«»（）()…".contains(c) || c == '.').map_or(0, |stop| {
                        stop + before.get(stop..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
                    });
                let whole = before.get(start..).unwrap_or_default().trim();
                let clause = whole.rsplit(['，', ',']).next().unwrap_or_default().trim();
                for (rank, text) in [(0, whole), (1, clause)] {
                    if fits(text) {
                        found.entry(rank).or_insert_with(|| format!("{text}{mark}"));
                    }
                }
            }
        }
    }
    found.into_values().next()
}

fn fits(text: &str) -> bool {
    let unspaced = text.chars().filter(|c| is_unspaced(*c)).count();
    let length = text.chars().count();
    let [chinese, other] = QUESTION;
    let clean = !text.contains("://") && text.chars().next().is_some_and(char::is_alphabetic);
    clean
        && if unspaced * 2 > length { chinese.contains(&length) } else { text.contains(' ') && other.contains(&length) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn page(title: &str, author: &str, text: &str) -> Page {
        Page {
            title: title.to_owned(),
            meta: [("authors".to_owned(), vec![author.to_owned()])].into(),
            blocks: vec![Block::Paragraph(text.to_owned())],
            ..Page::default()
        }
    }

    #[test]
    fn examples_are_an_author_a_name_and_a_question() {
        let pages = [
            page("Winding a clock", "Ada Reed", "A brass clock. The harbour lights are lit."),
            page("The harbour lights", "Tom Hale", "When are the harbour lights lit? At dusk."),
            page("Marine clocks", "Tom Hale", "See the harbour lights."),
        ];
        let names = ["harbour lights", "clocks"].map(str::to_owned).to_vec();
        let question = "When are the harbour lights lit?";
        assert_eq!(example_queries(&pages, names.clone()), ["Tom Hale", "harbour lights", question]);
        let own = [0; 4].map(|_| page("A day", "Ada Reed", "Nothing to ask."));
        assert_eq!(example_queries(&own, names), ["harbour lights", "clocks"]);
    }

    #[test]
    fn long_questions_are_their_last_clause() {
        let text = "除了较强大的经济实力和广泛的代表性以及各国的共同努力之外，是否还有其他的因素导致了有效性？全球治理需要合作。";
        let pages = [page("全球治理的前景", "吴国鼎", text)];
        assert_eq!(example_queries(&pages, Vec::new()), ["吴国鼎", "是否还有其他的因素导致了有效性？"]);
    }

    #[test]
    fn a_corpus_without_any_has_no_examples() {
        assert!(example_queries(&[], Vec::new()).is_empty());
        assert!(example_queries(&[page("a", "x", "See https://e.org/?a=b and so on.")], Vec::new()).is_empty());
    }
}
