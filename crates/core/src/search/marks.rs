//! Marks in any text, such as a page that a result leads to: by the same analysis and the same expansion as the search.

use core::ops::Range;

use super::compounds::is_hangul;
use super::expand::expand;
use super::hits::Hit;
use super::matches::TermMatches;
use super::session::Session;
use super::signs;
use crate::Index;
use crate::list::{List as _, texts};
use crate::order::sort_by_text;
use crate::query::{parse, plan};
use crate::text::{Segment, char_bounds, segments, strings};

/// Most different strings that the expansion of a query makes; the first expansions are the most common ones.
const STRINGS: usize = 512;

/// Stands for whatever separates two words.
const GAP: char = '\u{1}';

/// Comes before each of the signs at the edges of a string, which are marked with it: those of `.NET` and C++.
const SIGNS: char = '\u{2}';

/// A string to be marked.
struct Marked<'a> {
    /// Folded.
    chars: Vec<char>,
    /// The signs that a text must have before it and after it.
    before: &'a str,
    after: &'a str,
}

/// The strings of a folded text, with a gap between.
fn row(folded: &str) -> String {
    texts(&strings(folded)).join(GAP.encode_utf8(&mut [0; 4]))
}

/// One folded character of a text, and where it came from.
struct Cell {
    c: char,
    bytes: Range<usize>,
    /// A match may begin here.
    begins: bool,
    /// A match may end behind it.
    ends: bool,
    /// Nothing separates it from the cell before.
    joined: bool,
}

impl Index {
    /// The ranges of each text that match a query, ascending and not overlapping, in bytes. The texts can be any; words match as they do in
    /// the search.
    ///
    /// ```
    /// # use findling_core::Index;
    /// # use findling_indexer::{Block, NativeHost, Page, build, read::Corpus};
    /// # let mut corpus = Corpus::default();
    /// # let blocks = vec![Block::Paragraph("They searched, and searching they found.".to_owned())];
    /// # corpus.pages = vec![Page { id: "a".to_owned(), lang: "en".to_owned(), blocks, ..Page::default() }];
    /// # let index = Index::open(&build(&corpus, &findling_indexer::Options::default())?.bytes, Box::new(NativeHost))?;
    /// let texts = ["A search.".to_owned(), "Nothing here.".to_owned()];
    /// assert_eq!(index.marks("search", &texts), [vec![2..8], vec![]]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn marks(&self, query: &str, texts: &[String]) -> Vec<Vec<Range<usize>>> {
        let parsed = parse(query, &|name| self.manifest().fields.iter().any(|field| field == name));
        let mut session = Session::default();
        session.begin(self, self.weights());
        let strings = self.strings(&expand(self, &plan(self, &parsed), &mut session));
        let strings = strings.iter().map(|string| marked(string)).list();
        texts.iter().map(|text| marks(text, &self.cells(text), &strings)).list()
    }

    /// Every different string that matches a term, folded, sorted.
    fn strings(&self, terms: &[TermMatches]) -> Vec<String> {
        let mut strings: Vec<String> = Vec::new();
        for term in terms.iter().filter(|term| term.is_content()) {
            let (before, after) = signs::of_form(&term.form);
            let is_plain = before.is_empty() && after.is_empty();
            let mut push = |mut string: String, has_signs: bool| {
                if has_signs && !is_plain {
                    for sign in [before, after] {
                        string.push(SIGNS);
                        string.push_str(sign);
                    }
                }
                strings.push(string);
                strings.len() < STRINGS
            };
            push(row(&term.form), true);
            let mut seen: Vec<(u32, u16, u16, bool)> = Vec::new();
            for hit in term.hits() {
                // Only a short name is no word without its signs: the places of a longer one may lack them.
                let has_signs = is_plain || signs::has_signs(self, hit, before, after, true);
                let key = (self.term_of(hit.token), hit.skip, hit.keep, has_signs);
                if hit.tokens == 1 && seen.contains(&key) {
                    continue;
                }
                seen.push(key);
                // A part of a word is marked in no other word: of Korean, all of the word is.
                let whole = Hit { skip: 0, keep: 0, ..*hit };
                let surface = Some(hit.surface(self)).filter(|surface| !is_hangul(surface));
                if !push(row(&self.folder().fold(surface.unwrap_or_else(|| whole.surface(self)))), has_signs) {
                    break;
                }
            }
        }
        sort_by_text(&mut strings, String::as_str);
        strings.dedup();
        strings
    }

    fn cells(&self, text: &str) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut at = 0;
        let mut joined = false;
        for segment in segments(text) {
            let source = segment.text();
            if matches!(segment, Segment::Gap(_)) {
                let bytes = at..at + source.len();
                cells.push(Cell { c: GAP, bytes, begins: false, ends: false, joined: true });
            } else {
                let word = matches!(segment, Segment::Word(_));
                let folded: Vec<char> = self.folder().fold(source).chars().list();
                let starts = char_bounds(source);
                for (i, c) in folded.iter().enumerate() {
                    // If folding changed the number of characters, each of them came from the whole segment.
                    let own = folded.len() + 1 == starts.len();
                    let bytes = if own { at + starts[i]..at + starts[i + 1] } else { at..at + source.len() };
                    let (first, last) = (i == 0, i + 1 == folded.len());
                    cells.push(Cell {
                        c: *c,
                        bytes,
                        begins: !word || first,
                        ends: !word || last,
                        joined: joined || !first,
                    });
                }
            }
            joined = true;
            at += source.len();
        }
        cells
    }
}

/// Reads a string of [`Index::strings`].
fn marked(string: &str) -> Marked<'_> {
    let mut parts = string.split(SIGNS);
    let mut part = || parts.next().unwrap_or("");
    Marked { chars: part().chars().list(), before: part(), after: part() }
}

fn marks(text: &str, cells: &[Cell], strings: &[Marked<'_>]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    for i in 0..cells.len() {
        if i < next || !cells[i].begins {
            continue;
        }
        // Strings are sorted: those that begin with this character are neighbours.
        let from = strings.partition_point(|string| string.chars.first() < Some(&cells[i].c));
        let bytes = |s: &Marked<'_>| cells[i].bytes.start..cells[i + s.chars.len() - 1].bytes.end;
        let fits = |s: &&Marked<'_>| {
            let end = i + s.chars.len();
            end <= cells.len()
                && cells[end - 1].ends
                && s.chars.iter().zip(&cells[i..end]).all(|(c, cell)| *c == cell.c)
                && cells[i + 1..end].iter().all(|cell| cell.joined)
                && text[..bytes(s).start].ends_with(s.before)
                && text[bytes(s).end..].starts_with(s.after)
        };
        let here = strings[from..].iter().take_while(|s| s.chars.first() == Some(&cells[i].c));
        // Of equally long ones, the last has signs.
        if let Some(longest) = here.filter(fits).max_by_key(|s| s.chars.len()) {
            next = i + longest.chars.len();
            let Range { start, end } = bytes(longest);
            let (start, end) = (start - longest.before.len(), end + longest.after.len());
            match marks.last_mut() {
                Some(last) if last.end >= start || text.get(last.end..start) == Some(" ") => {
                    last.end = last.end.max(end);
                }
                _ => marks.push(start..end),
            }
        }
    }
    marks
}
