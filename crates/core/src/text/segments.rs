//! Cutting a text into segments: words, runs that need a lexicon, and what stands between.
//!
//! Joined again the segments are the text, to the byte.

use super::char_class::{Class, class};
use crate::list::List as _;

/// A segment of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Segment<'a> {
    /// A word of a script with spaces: letters, digits and marks, with points between digits. An apostrophe ends it: of l’eau
    /// and of Panther's, either part is what a reader looks for.
    Word(&'a str),
    /// Letters of scripts without spaces in a row; the caller's lexicon cuts it.
    Run(&'a str),
    /// Spaces, punctuation, symbols.
    Gap(&'a str),
}

impl<'a> Segment<'a> {
    /// The text of the segment.
    #[must_use]
    pub fn text(&self) -> &'a str {
        match self {
            Segment::Word(s) | Segment::Run(s) | Segment::Gap(s) => s,
        }
    }
}

/// The iterator that [`segments`] makes.
#[derive(Clone, Debug)]
pub struct Segments<'a> {
    rest: &'a str,
}

/// Cuts a text into its segments.
#[must_use]
pub fn segments(text: &str) -> Segments<'_> {
    Segments { rest: text }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Word,
    Run,
    Gap,
}

fn sort(c: char) -> Sort {
    match class(c) {
        Class::Letter | Class::Digit => Sort::Word,
        Class::Han | Class::Kana | Class::Unspaced => Sort::Run,
        Class::Space | Class::Other => Sort::Gap,
    }
}

/// Whether `c` holds together the number around it: 1.8, 1,000.
fn binds(before: char, c: char, after: Option<char>) -> bool {
    matches!(c, '.' | ',') && before.is_ascii_digit() && after.is_some_and(|c| c.is_ascii_digit())
}

impl<'a> Iterator for Segments<'a> {
    type Item = Segment<'a>;

    fn next(&mut self) -> Option<Segment<'a>> {
        let first = self.rest.chars().next()?;
        let kind = sort(first);
        let mut before = first;
        let mut end = self.rest.len();
        let mut chars = self.rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            if sort(c) != kind && !(kind == Sort::Word && binds(before, c, chars.peek().map(|p| p.1))) {
                end = at;
                break;
            }
            before = c;
        }
        let (segment, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(match kind {
            Sort::Word => Segment::Word(segment),
            Sort::Run => Segment::Run(segment),
            Sort::Gap => Segment::Gap(segment),
        })
    }
}

/// The byte at which each character of a text begins, and the text's length.
pub(crate) fn char_bounds(text: &str) -> Vec<usize> {
    let mut bounds = text.char_indices().map(|(at, _)| at).list();
    bounds.push(text.len());
    bounds
}

/// The strings of letters and digits between spaces and punctuation.
#[must_use]
pub fn strings(folded: &str) -> Vec<String> {
    let mut strings: Vec<String> = Vec::new();
    let mut joined = false;
    for segment in segments(folded) {
        match segment {
            Segment::Gap(_) => joined = false,
            Segment::Word(text) | Segment::Run(text) => match strings.last_mut() {
                Some(last) if joined => last.push_str(text),
                _ => {
                    strings.push(text.to_owned());
                    joined = true;
                }
            },
        }
    }
    strings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        segments(text).map(|p| p.text()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_runs_and_gaps_are_told_apart() {
        assert_eq!(cut("The G20's 1.8% rise."), "The| |G20|'|s| |1.8|% |rise|.");
        assert_eq!(cut("二十国集团（G20）峰会"), "二十国集团|（|G20|）|峰会");
        assert_eq!(cut("국제 협력"), "국제| |협력");
        assert_eq!(cut("हिन्दी शब्द"), "हिन्दी| |शब्द");
    }

    #[test]
    fn joined_pieces_are_the_text() {
        for text in ["", "a", "'a'", "1.", "naïve—l’eau", "漢字かな交じり文。", "a\u{0}b\u{10ffff}", "３．５ｋｍ"]
        {
            assert_eq!(segments(text).map(|p| p.text()).collect::<String>(), text);
        }
    }
}
