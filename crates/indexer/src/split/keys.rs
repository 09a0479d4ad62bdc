//! The keys under which a fragment is found.

use std::collections::HashMap;

use findling_core::Index;
use findling_core::codec::leaf::{LONGEST_KEY, Posting};
use findling_core::index::keys::{INSIDE, in_name, of_field, of_joined};
use findling_core::index::{Field, PageId, TextId, words_in_name};
use findling_core::text::is_unspaced;

use super::fragments::Fragments;

/// The postings of a fragment, by key.
pub(super) fn of_fragment(index: &Index, fragments: &Fragments<'_>, fragment: u32) -> HashMap<String, Posting> {
    let (page, passages) = fragments.all[fragment as usize].clone();
    let row = &index.pages()[page as usize];
    let mut keys = Keys { index, fragment, first_passage: passages.start, counts: HashMap::new() };
    let first_body = |passage: u32| index.passages()[passage as usize].body().0;
    let before = passages.start.checked_sub(1).filter(|_| !fragments.is_first(fragment));
    let first = before.map_or(row.title().0, |before| first_body(before) + 1);
    let own =
        2 + fragments.pages[page as usize].fields.len() as u32 + u32::from(!fragments.pages[page as usize].id_is_url);
    let last = if passages.is_empty() { row.title().0 + own - 1 } else { first_body(passages.end - 1) };
    for text in first..=last {
        keys.add_text(TextId(text));
    }
    if fragments.is_first(fragment) {
        let page = PageId(page);
        let fields: Vec<(&str, &str)> = index.page_meta(page).collect();
        let has_lang = fields.iter().any(|(field, _)| *field == "lang");
        let own = [("lang", index.page_lang(page)), ("title", index.page_title(page))];
        let own = own.iter().filter(|(field, value)| !value.is_empty() && (*field != "lang" || !has_lang));
        for (field, value) in fields.iter().chain(own) {
            let mut key = of_field(field, value);
            // A longer key can't be coded. Values with the same beginning share a key.
            key.truncate(key.floor_char_boundary(LONGEST_KEY - 1));
            keys.counts.entry(key).or_insert(Posting { fragment, ..Posting::default() });
        }
    }
    keys.counts
}

/// Where a key occurs.
#[derive(Clone, Copy)]
struct At {
    field: usize,
    /// The passage's number in the fragment.
    passage: u32,
    /// The words of the text.
    words: u32,
}

struct Keys<'a> {
    index: &'a Index,
    fragment: u32,
    first_passage: u32,
    counts: HashMap<String, Posting>,
}

impl Keys<'_> {
    fn add_text(&mut self, text: TextId) {
        let index = self.index;
        let place = index.place(text);
        let field = match place.field {
            Field::Title | Field::Alias => 0,
            Field::Heading => 1,
            Field::Meta => 2,
            Field::Body => 3,
            Field::Plain => return,
        };
        let words = index.tokens_of(text).len() as u32;
        let passage = place.passage.0.saturating_sub(self.first_passage);
        let at = At { field, passage, words };
        let mut before: Option<char> = None;
        let mut word_before: Option<u32> = None;
        for token in index.tokens_of(text) {
            let form = index.terms().form(index.term_of(token));
            self.add(form.to_owned(), at);
            if let Some(before) = word_before.replace(token).filter(|before| is_joined(index, *before)) {
                let joined = of_joined(index.terms().form(index.term_of(before)), form);
                self.add(joined, at);
            }
            let surface = &index.all_text()[index.token_bytes(token)];
            words_in_name(surface.as_bytes(), |start, end| {
                if let Some(word) = surface.get(start..end) {
                    self.add(in_name(&word.to_ascii_lowercase()), at);
                }
            });
            let alone = form.chars().nth(1).is_none();
            let is_pair = form.chars().nth(1).is_some() && form.chars().nth(2).is_none();
            let mut inside = false;
            for c in form.chars() {
                if is_unspaced(c) {
                    if !alone {
                        self.add(format!("{c}{INSIDE}"), at);
                    }
                    if let Some(before) = before.filter(|_| !(inside && is_pair)) {
                        self.add(format!("{before}{c}{INSIDE}"), at);
                    }
                }
                before = Some(c).filter(|c| is_unspaced(*c));
                inside = true;
            }
            before = before.filter(|_| index.adjoin(token));
        }
    }

    fn add(&mut self, key: String, At { field, passage, words }: At) {
        let fragment = self.fragment;
        let posting = self.counts.entry(key).or_insert(Posting { fragment, ..Posting::default() });
        posting.counts[field] += 1;
        match field {
            0 => posting.add_name(words),
            1 => {
                posting.add_name(words);
                posting.headings |= 1 << passage;
            }
            3 => posting.add_bodies(1 << passage, words.max(1).ilog2()),
            _ => {}
        }
    }
}

/// Whether a single character that is no space joins a token to the next.
fn is_joined(index: &Index, token: u32) -> bool {
    let gap = &index.all_text()[index.token_bytes(token).end..index.token_bytes(token + 1).start];
    let mut characters = gap.chars();
    characters.next().is_some_and(|c| !c.is_whitespace()) && characters.next().is_none()
}
