//! Marks in any text, as on a page that a result leads to: by the same analysis and the same expansions as the search itself.

use core::ops::Range;

use super::expand;
use super::hits::Matched;
use crate::Index;
use crate::lean::{chars, contains, first, keep, list, starts, words};
use crate::query::{parse, plan};
use crate::sort;
use crate::text::{Piece, pieces};

/// A query widened over the corpus makes no more different strings than this; the commonest expansions come first.
const STRINGS: usize = 512;

/// One folded character of a text, with where it came from.
struct Cell {
    c: char,
    bytes: Range<usize>,
    /// A word of a script with spaces begins here.
    begins: bool,
    /// A match may end behind it.
    ends: bool,
    /// It stands next to the cell before.
    joined: bool,
}

impl Index {
    /// The ranges of each text that answer a query, ascending and apart, in bytes: the texts are any, the words are found as the search
    /// finds them.
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
        let parsed = parse(query, &|name| self.manifest().fields.iter().any(|f| f == name));
        let units = expand::matched(self, &plan(self, &parsed), Vec::new());
        let strings = self.strings(&units);
        list(texts.iter().map(|text| marks(&self.cells(text), &strings)))
    }

    /// Every different string that answers a unit, folded.
    fn strings(&self, units: &[Matched]) -> Vec<Vec<char>> {
        let mut strings: Vec<String> = Vec::new();
        for unit in units {
            if !contains(&unit.form, " ") {
                strings.push(unit.form.clone());
            }
            let mut seen: Vec<(u32, u16, u16)> = Vec::new();
            for hit in &unit.hits {
                let key = (self.term_of(hit.token), hit.skip, hit.keep);
                if hit.tokens == 1 && seen.contains(&key) {
                    continue;
                }
                seen.push(key);
                if strings.len() >= STRINGS {
                    break;
                }
                let surface = self.all_text().get(hit.bytes(self)).unwrap_or("");
                let folded = self.folder().fold(surface);
                for word in words(&folded) {
                    strings.push(word.to_owned());
                }
            }
        }
        let mut strings = list(sort::by_strings(&strings).iter().map(|i| chars(&strings[*i])));
        let mut before: Vec<char> = Vec::new();
        keep(&mut strings, |s| {
            let new = *s != before;
            before.clone_from(s);
            new
        });
        strings
    }

    fn cells(&self, text: &str) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut at = 0;
        let mut joined = false;
        for piece in pieces(text) {
            let source = piece.text();
            if !matches!(piece, Piece::Gap(_)) {
                let word = matches!(piece, Piece::Word(_));
                let folded = chars(&self.folder().fold(source));
                let mut starts = starts(source);
                starts.push(source.len());
                for (i, c) in folded.iter().enumerate() {
                    // Where folding changed the number of characters, each stands for the whole piece.
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
            joined = !matches!(piece, Piece::Gap(_));
            at += source.len();
        }
        cells
    }
}

fn marks(cells: &[Cell], strings: &[Vec<char>]) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    for i in 0..cells.len() {
        if i < next || !cells[i].begins {
            continue;
        }
        // Strings are sorted: those that begin with this character stand together.
        let from = first(strings.len(), &|k: usize| strings[k][0] < cells[i].c);
        let fits = |s: &&Vec<char>| {
            let end = i + s.len();
            end <= cells.len()
                && cells[end - 1].ends
                && s.iter().zip(&cells[i..end]).all(|(c, cell)| *c == cell.c)
                && cells[i + 1..end].iter().all(|cell| cell.joined)
        };
        let here = strings[from..].iter().take_while(|s| s[0] == cells[i].c);
        if let Some(longest) = here.filter(fits).map(Vec::len).max() {
            next = i + longest;
            let (start, end) = (cells[i].bytes.start, cells[next - 1].bytes.end);
            match marks.last_mut() {
                Some(last) if last.end >= start => last.end = last.end.max(end),
                _ => marks.push(start..end),
            }
        }
    }
    marks
}
