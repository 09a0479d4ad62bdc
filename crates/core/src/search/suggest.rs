//! What a visitor may be about to type: titles, headings, and what most often follows in the texts.

use super::expand;
use super::hits::{Hit, Matched, by_text};
use crate::Index;
use crate::index::Field;
use crate::lean::{is_space, keep, list, split};
use crate::query::{parse, plan};
use crate::sort;
use crate::text::is_unspaced;

/// So many places are looked at for what follows.
const LOOKED_AT: usize = 2000;
/// What follows at fewer places is chance.
const OFTEN: usize = 2;

/// A completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What the box would hold.
    pub text: String,
    /// Where it is from: `title`, `heading` or `text`.
    pub kind: &'static str,
    /// The page's or passage's address, for a title or a heading.
    pub url: Option<String>,
}

impl Index {
    /// Completions of what was typed so far, most useful first: titles with all its words, then headings, then words and
    /// phrases of the texts by how often they stand there.
    ///
    /// ```
    /// # use findling_core::Index;
    /// # use findling_indexer::{Block, NativeHost, Page, build, read::Corpus};
    /// # let mut corpus = Corpus::default();
    /// # let blocks = vec![Block::Paragraph("Rings of glass.".to_owned())];
    /// # corpus.pages = vec![Page { url: "lens.html".to_owned(), title: "The lens".to_owned(), lang: "en".to_owned(), blocks, ..Page::default() }];
    /// # let index = Index::open(&build(&corpus, &findling_indexer::Options::default())?.bytes, Box::new(NativeHost))?;
    /// let first = &index.suggest("len", 5)[0];
    /// assert_eq!((first.text.as_str(), first.kind, first.url.as_deref()), ("The lens", "title", Some("lens.html")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let parsed = parse(typed, &|_| false);
        let plan = plan(self, &parsed);
        // Who types is shown results and completions of the same words.
        let usual = plan.typed.is_empty();
        let kept = if usual { self.kept.take() } else { Vec::new() };
        let units = expand::matched(self, &plan, kept);
        let suggestions = self.completions(typed, limit, &units);
        if usual {
            self.kept.replace(units);
        }
        suggestions
    }

    fn completions(&self, typed: &str, limit: usize, units: &[Matched]) -> Vec<Suggestion> {
        let mut out: Vec<Suggestion> = Vec::new();
        if units.is_empty() || units.iter().any(|u| u.hits.is_empty()) {
            return out;
        }
        for field in [Field::Title, Field::Heading] {
            self.named(field, units, &mut out);
        }
        // Half of the room is for names, if there are phrases to fill the rest.
        let phrases = self.phrases(typed, units);
        let names = limit - phrases.len().min(limit / 2);
        out.truncate(names);
        for text in &phrases {
            if out.len() < limit && !out.iter().any(|s| s.text == *text) {
                out.push(Suggestion { text: text.clone(), kind: "text", url: None });
            }
        }
        out
    }

    /// Titles or headings with all units, the shortest first.
    fn named(&self, field: Field, units: &[Matched], out: &mut Vec<Suggestion>) {
        let mut texts: Vec<(crate::index::TextId, usize)> = Vec::new();
        for (i, unit) in units.iter().enumerate() {
            by_text(self, &unit.hits, |text, _| {
                if self.place(text).field == field {
                    match texts.iter_mut().find(|t| t.0 == text) {
                        Some(row) if row.1 == i => row.1 += 1,
                        None if i == 0 => texts.push((text, 1)),
                        _ => {}
                    }
                }
            });
        }
        keep(&mut texts, |t| t.1 == units.len());
        let keys = list(texts.iter().map(|t| self.text(t.0).len() as u64));
        for (text, _) in sort::by_keys(&keys).iter().map(|i| texts[*i]) {
            let place = self.place(text);
            let (kind, url) = match field {
                Field::Title => ("title", self.page_url(place.page).to_owned()),
                _ => ("heading", self.passage_url(place.passage)),
            };
            let words = self.text(text);
            if !out.iter().any(|s| s.text == words) {
                out.push(Suggestion { text: words.to_owned(), kind, url: Some(url) });
            }
        }
    }

    /// The words that the last one may become, and what follows them, most frequent first.
    fn phrases(&self, typed: &str, units: &[Matched]) -> Vec<String> {
        let Some(last) = units.last() else { return Vec::new() };
        let blank = |(_, c): &(usize, char)| !is_space(*c);
        let end = typed.char_indices().rev().find(blank).map_or(0, |(at, c)| at + c.len_utf8());
        let before = split(typed, end).0;
        let mut completions: Vec<String> = Vec::new();
        for hit in last.hits.iter().filter(|h| h.kind <= super::Kind::Prefix).take(LOOKED_AT) {
            let bytes = hit.bytes(self);
            let found = self.all_text().get(bytes.clone()).unwrap_or("");
            let tail = before.get(before.len().saturating_sub(found.len())..).unwrap_or("");
            let folded = self.folder().fold(found);
            let head = if folded == self.folder().fold(tail) {
                before.to_owned()
            } else {
                let space = before.char_indices().rev().find(|(_, c)| is_space(*c));
                let word = space.map_or(0, |(at, c)| at + c.len_utf8());
                before.get(..word).unwrap_or("").to_owned() + found
            };
            if folded != last.form || found.len() != tail.len() {
                completions.push(head.clone());
            }
            if let Some(next) = self.following(hit) {
                completions.push(head + next);
            }
        }
        let mut rows = sort::counted(&completions);
        keep(&mut rows, |r| r.1 >= OFTEN && r.0 != before);
        list(rows.iter().map(|r| r.0.clone()))
    }

    /// The rest of a hit's word and the word behind it, if nothing but a space parts them.
    fn following(&self, hit: &Hit) -> Option<&str> {
        let end = hit.bytes(self).end;
        let last = hit.token + u32::from(hit.tokens) - 1;
        let word = self.token_bytes(last).end;
        if end < word {
            return self.all_text().get(end..word);
        }
        let next = self.token_bytes(last + 1);
        let gap = self.all_text().get(end..next.start)?;
        let same = last + 1 < self.tokens_of(self.text_of(last)).end;
        let follows = self.all_text().get(end..next.end)?;
        let unspaced = follows.chars().next_back().is_some_and(is_unspaced);
        (same && (gap == " " || (gap.is_empty() && unspaced))).then_some(follows)
    }
}
