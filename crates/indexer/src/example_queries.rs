//! Example queries for the search page, taken from the corpus: a name, a phrase and a question. Deterministic.

use std::collections::BTreeMap;

use findling_core::text::is_unspaced;

use crate::model::{Block, Page};
use crate::segment::Segmenter;

/// Maximum number of pages that are examined, so that a large corpus costs no time.
const PAGES: usize = 100;
/// Maximum number of phrases that are counted.
const PHRASES: usize = 200;
/// Maximum length of a name, in characters. Longer ones are mostly institutions.
const NAME: usize = 24;
/// Length of a word of a phrase, in letters: shorter ones are mostly function words.
const WORD: usize = 5;
/// Length of a question, in characters: Chinese or Japanese ones, and others.
const QUESTION: [std::ops::RangeInclusive<usize>; 2] = [8..=24, 15..=70];

/// Up to three queries: an author, a phrase of the headings, and a question that a text asks.
#[must_use]
pub fn example_queries(pages: &[Page]) -> Vec<String> {
    let pages = pages.get(..PAGES.min(pages.len())).unwrap_or_default();
    [name(pages), phrase(pages), question(pages)].into_iter().flatten().collect()
}

/// The author of most pages. Of several, the first.
fn name(pages: &[Page]) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let names = pages.iter().filter_map(|page| page.meta.get("authors")).flatten();
    for name in names.map(String::as_str).filter(|name| (2..=NAME).contains(&name.chars().count())) {
        match counts.iter_mut().find(|(other, _)| *other == name) {
            Some((_, count)) => *count += 1,
            None => counts.push((name, 1)),
        }
    }
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

/// Two neighbouring words of a title or heading that most pages contain.
fn phrase(pages: &[Page]) -> Option<String> {
    let segmenter = Segmenter::default();
    let mut phrases: Vec<String> = Vec::new();
    for page in pages {
        let headings = page.blocks.iter().filter_map(|block| match block {
            Block::Heading { text, .. } => Some(text.as_str()),
            _ => None,
        });
        for text in std::iter::once(page.title.as_str()).chain(headings) {
            for phrase in pairs(&segmenter.cut(text, &page.lang)) {
                if phrases.len() < PHRASES && !phrases.contains(&phrase) {
                    phrases.push(phrase);
                }
            }
        }
    }
    let texts: Vec<String> = pages.iter().map(whole).collect();
    let count = |phrase: &String| texts.iter().filter(|text| text.contains(&phrase.to_lowercase())).count();
    let counted = phrases.into_iter().map(|phrase| {
        let count = count(&phrase);
        (phrase, count)
    });
    first_of_most(counted)
}

/// The text of a page in lower case.
fn whole(page: &Page) -> String {
    page.blocks.iter().flat_map(|block| [block.text().to_lowercase(), "\n".to_owned()]).collect()
}

/// Neighbouring content words, as they are written.
fn pairs(segments: &[(&str, bool)]) -> Vec<String> {
    let unspaced = |word: &str| word.chars().all(is_unspaced);
    let is_content = |word: &str| {
        let length = word.chars().count();
        if unspaced(word) { length >= 2 } else { length >= WORD && word.chars().all(char::is_alphabetic) }
    };
    let mut pairs = Vec::new();
    for (at, (word, _)) in segments.iter().enumerate().filter(|(_, (word, is_word))| *is_word && is_content(word)) {
        let next = |by: usize| segments.get(at + by).filter(|(word, is_word)| *is_word && is_content(word));
        match (next(1), segments.get(at + 1), next(2)) {
            (Some((other, _)), ..) if unspaced(word) && unspaced(other) => pairs.push(format!("{word}{other}")),
            (_, Some((" ", _)), Some((other, _))) if !unspaced(word) && !unspaced(other) => {
                pairs.push(format!("{word} {other}"));
            }
            _ => {}
        }
    }
    pairs
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

    fn page(title: &str, author: &str, text: &str) -> Page {
        Page {
            title: title.to_owned(),
            meta: [("authors".to_owned(), vec![author.to_owned()])].into(),
            blocks: vec![Block::Paragraph(text.to_owned())],
            ..Page::default()
        }
    }

    #[test]
    fn examples_are_a_name_a_phrase_and_a_question() {
        let pages = [
            page("Winding a clock", "Ada Reed", "A brass clock. The harbour lights are lit."),
            page("The harbour lights", "Tom Hale", "When are the harbour lights lit? At dusk."),
            page("Marine clocks", "Tom Hale", "See the harbour lights."),
        ];
        assert_eq!(example_queries(&pages), ["Tom Hale", "harbour lights", "When are the harbour lights lit?"]);
    }

    #[test]
    fn chinese_phrases_are_two_words_and_long_questions_their_last_clause() {
        let text = "除了较强大的经济实力和广泛的代表性以及各国的共同努力之外，是否还有其他的因素导致了有效性？全球治理需要合作。";
        let pages = [page("全球治理的前景", "吴国鼎", text)];
        assert_eq!(example_queries(&pages), ["吴国鼎", "全球治理", "是否还有其他的因素导致了有效性？"]);
    }

    #[test]
    fn a_corpus_without_any_has_no_examples() {
        assert!(example_queries(&[]).is_empty());
        assert!(example_queries(&[page("a", "x", "See https://e.org/?a=b and so on.")]).is_empty());
    }
}
