//! Completions of what a visitor types: titles, headings, and what most often follows in the texts.

use core::ops::Range;

use serde::Serialize;

use super::expand::expand;
use super::hits::{Hit, Kind, by_text, within};
use super::matches::TermMatches;
use super::session::Session;
use crate::Index;
use crate::index::{Field, TextId};
use crate::list::List as _;
use crate::order::{counted, sort_by_number};
use crate::query::{parse, plan};
use crate::text::is_unspaced;

/// Number of places that are looked at for what follows.
const PLACES: usize = 1000;
/// What follows at fewer places is chance.
const OFTEN: u32 = 2;

/// A completion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The completed query.
    pub text: String,
    /// Where it is from: a title, a heading, or a body.
    pub kind: Field,
    /// The page's or passage's address, for a title or a heading.
    pub url: Option<String>,
}

impl Index {
    /// Completions of what was typed so far, most useful first: titles with all its words, then headings, then words and
    /// phrases of the texts by how often they stand there.
    ///
    /// ```
    /// # use findling_core::{Index, index::Field};
    /// # use findling_indexer::{Block, NativeHost, Page, build, read::Corpus};
    /// # let mut corpus = Corpus::default();
    /// # let blocks = vec![Block::Paragraph("Rings of glass.".to_owned())];
    /// # corpus.pages = vec![Page { url: "lens.html".to_owned(), title: "The lens".to_owned(), lang: "en".to_owned(), blocks, ..Page::default() }];
    /// # let index = Index::open(&build(&corpus, &findling_indexer::Options::default())?.bytes, Box::new(NativeHost))?;
    /// let first = &index.suggest("len", 5)[0];
    /// assert_eq!((first.text.as_str(), first.kind, first.url.as_deref()), ("The lens", Field::Title, Some("lens.html")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        Session::default().suggest(self, typed, limit)
    }
}

impl Session {
    /// The same as [`Index::suggest`], with the matches of the search for the same letters.
    #[must_use]
    pub fn suggest(&mut self, index: &Index, typed: &str, limit: usize) -> Vec<Suggestion> {
        self.begin(index, index.weights());
        let terms = expand(index, &plan(index, &parse(typed, &|_| false)), self);
        self.end(index);
        let mut suggestions: Vec<Suggestion> = Vec::new();
        let missing = |term: &TermMatches| term.is_content() && term.hits().is_empty();
        if !terms.iter().any(TermMatches::is_content) || terms.iter().any(missing) {
            return suggestions;
        }
        // Function words and left-over characters that the corpus doesn't have don't matter.
        let terms = terms.into_iter().filter(|term| !term.hits().is_empty()).list();
        for field in [Field::Title, Field::Heading] {
            named(index, field, &terms, &mut suggestions);
        }
        // Half of the room is for titles and headings, if there are phrases to fill the rest.
        let phrases = phrases(index, typed, &terms);
        suggestions.truncate(limit - phrases.len().min(limit / 2));
        for text in phrases {
            if suggestions.len() < limit && !suggestions.iter().any(|other| other.text == text) {
                suggestions.push(Suggestion { text, kind: Field::Body, url: None });
            }
        }
        suggestions
    }
}

/// Adds titles or headings with all terms, the shortest first.
fn named(index: &Index, field: Field, terms: &[TermMatches], out: &mut Vec<Suggestion>) {
    // Each text with the number of terms that it has.
    let mut texts: Vec<(TextId, usize)> = Vec::new();
    for (i, term) in terms.iter().enumerate() {
        by_text(index, term.hits(), |text, _| {
            if index.place(text).field == field && index.is_read(text) {
                match texts.iter_mut().find(|row| row.0 == text) {
                    Some(row) if row.1 == i => row.1 += 1,
                    None if i == 0 => texts.push((text, 1)),
                    _ => {}
                }
            }
        });
    }
    texts.retain(|row| row.1 == terms.len());
    sort_by_number(&mut texts, |row| index.text(row.0).len() as u64);
    for (text, _) in texts {
        let place = index.place(text);
        let url = match field {
            Field::Title => index.page_url(place.page).to_owned(),
            _ => index.passage_url(place.passage),
        };
        let text = index.text(text);
        if !out.iter().any(|other| other.text == text) {
            out.push(Suggestion { text: text.to_owned(), kind: field, url: Some(url) });
        }
    }
}

/// The words that the last one may become, and what follows them, most frequent first.
fn phrases(index: &Index, typed: &str, terms: &[TermMatches]) -> Vec<String> {
    let before = typed.trim_end();
    let fold = |text: &str| index.folder().fold(text);
    let folded = fold(before);
    // A string as a whole goes on before its last word does.
    let ending = terms.iter().filter(|term| folded.ends_with(&term.form)).max_by_key(|term| term.form.len());
    let Some(last) = ending.or(terms.last()) else { return Vec::new() };
    let starts = before.char_indices().rev().map(|(at, _)| at).take(last.form.len());
    let start = starts.into_iter().find(|at| fold(&before[*at..]) == last.form);
    let (kept, word) = before.split_at(start.unwrap_or_else(|| before.rfind(' ').map_or(0, |at| at + 1)));
    // A word that the texts contain is complete. Scripts without spaces have no such end.
    let spaced = !word.chars().next_back().is_some_and(is_unspaced);
    if spaced && last.hits().iter().any(|hit| hit.kind == Kind::Exact) {
        return Vec::new();
    }
    // A completion must find a passage with the words before, too.
    let with_others = |hit: &Hit| {
        let tokens = index.tokens_of(index.text_of(hit.token));
        terms.len() == 1
            || terms.iter().all(|term| !term.is_content() || !within(term.hits(), tokens.clone()).is_empty())
    };
    // Completions of the word alone, because what is kept may be long and the places many.
    let mut completions: Vec<(&str, u32)> = Vec::new();
    let mut add = |bytes: Range<usize>| completions.extend(index.all_text().get(bytes).map(|text| (text, 1)));
    for hit in last.hits().iter().filter(|hit| hit.kind <= Kind::Prefix).take(PLACES) {
        let folded = fold(hit.surface(index));
        // A word that is half typed may begin with other characters than it does.
        let begins = hit.kind == Kind::Prefix || folded.starts_with(&last.form);
        if !begins || is_function(index, &folded) || !with_others(hit) {
            continue;
        }
        let found = hit.bytes(index);
        if folded != last.form {
            add(found.clone());
        }
        if index.is_read(index.text_of(hit.token))
            && let Some(end) = following(index, hit)
        {
            add(found.start..end);
        }
    }
    // In lower case, so that spellings of a word count as one. The host is asked once for each spelling, not for each place.
    let lower = |(text, count): (&str, u32)| (index.folder().host.lower(text), count);
    let completions = counted(completions).into_iter().map(lower).list();
    let completions = counted(completions.iter().map(|(text, count)| (text.as_str(), *count)).list());
    let often = |(text, count): &(&str, u32)| *count >= OFTEN && *text != word;
    completions.into_iter().filter(often).map(|(text, _)| [kept, text].concat()).list()
}

fn is_function(index: &Index, folded: &str) -> bool {
    index.function_words().get(folded).is_some()
}

/// The end of a hit's word, or of the word after it, if nothing but a space is between and it is no function word.
fn following(index: &Index, hit: &Hit) -> Option<usize> {
    let end = hit.bytes(index).end;
    let last = hit.last_token();
    let word = index.token_bytes(last).end;
    if end < word {
        return Some(word);
    }
    let next = index.token_bytes(last + 1);
    let gap = index.all_text().get(end..next.start)?;
    if is_function(index, index.terms().form(index.term_of(last + 1))) {
        return None;
    }
    let same_text = last + 1 < index.tokens_of(index.text_of(last)).end;
    let follows = index.all_text().get(end..next.end)?;
    let unspaced = follows.chars().next_back().is_some_and(is_unspaced);
    (same_text && (gap == " " || (gap.is_empty() && unspaced))).then_some(next.end)
}
