//! A title or a part of an address, folded so that phrases are found in it.

use std::ops::Range;

use findling_core::text::{Class, class};

/// Most digits of a version without a point: years have more.
const DIGITS: usize = 3;

/// Lower-case words with one space between. Marks that divide a title, such as a colon, are line breaks.
#[derive(Debug)]
pub(super) struct Folded {
    chars: Vec<char>,
    /// The bytes that each character came from.
    bytes: Vec<Range<usize>>,
}

impl Folded {
    pub(super) fn new(text: &str) -> Folded {
        let mut folded = Folded { chars: Vec::new(), bytes: Vec::new() };
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let at = |i: usize| chars.get(i).map_or(' ', |(_, c)| *c);
        for (i, (start, c)) in chars.iter().enumerate() {
            let before = if i == 0 { ' ' } else { at(i - 1) };
            let point = *c == '.' && before.is_ascii_digit() && at(i + 1).is_alphanumeric();
            let bytes = *start..start + c.len_utf8();
            if c.is_alphanumeric() || point {
                folded.extend(c.to_lowercase(), &bytes);
            } else if !matches!(c, '\'' | '’') {
                let dash = *c == '-' && before == ' ' && at(i + 1) == ' ';
                let divides = dash || matches!(c, '|' | '—' | '–' | ':' | '：' | '·' | '(' | ')' | '（' | '）');
                folded.separate(if divides { '\n' } else { ' ' }, &bytes);
            }
        }
        while folded.chars.last().is_some_and(|c| c.is_whitespace()) {
            folded.chars.pop();
            folded.bytes.pop();
        }
        folded
    }

    fn extend(&mut self, chars: impl Iterator<Item = char>, bytes: &Range<usize>) {
        for c in chars {
            self.chars.push(c);
            self.bytes.push(bytes.clone());
        }
    }

    /// Adds a space or a line break, which replaces a space before it.
    fn separate(&mut self, c: char, bytes: &Range<usize>) {
        match self.chars.last_mut() {
            Some(last) if last.is_whitespace() => *last = if c == '\n' { c } else { *last },
            Some(_) => self.extend([c].into_iter(), bytes),
            None => {}
        }
    }

    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// What is between line breaks.
    pub(super) fn parts(&self) -> Vec<Folded> {
        let mut parts = Vec::new();
        let mut start = 0;
        for end in (0..=self.chars.len()).filter(|i| self.chars.get(*i).is_none_or(|c| *c == '\n')) {
            let (chars, bytes) = (self.chars[start..end].to_vec(), self.bytes[start..end].to_vec());
            parts.push(Folded { chars, bytes });
            start = end + 1;
        }
        parts
    }

    /// Where a phrase is, in bytes of the text. It is not inside a longer word of a script with spaces.
    pub(super) fn find(&self, phrase: &Folded) -> Option<Range<usize>> {
        self.places(phrase).next().map(|at| self.range(at, phrase))
    }

    /// The same if the phrase is at the beginning or at the end. Versions there don't count.
    pub(super) fn find_at_edge(&self, phrase: &Folded) -> Option<Range<usize>> {
        let blank = self.is_in_version();
        let is_blank = |range: Range<usize>| range.into_iter().all(|i| blank[i] || self.chars[i] == ' ');
        let at_edge = |at: &usize| is_blank(0..*at) || is_blank(at + phrase.chars.len()..self.chars.len());
        self.places(phrase).find(at_edge).map(|at| self.range(at, phrase))
    }

    fn places<'a>(&'a self, phrase: &'a Folded) -> impl Iterator<Item = usize> + 'a {
        let (chars, len) = (&self.chars, phrase.chars.len());
        (0..chars.len()).filter(move |at| {
            let end = at + len;
            len > 0
                && chars.get(*at..end) == Some(&phrase.chars)
                && !self.is_inside_word(*at)
                && !self.is_inside_word(end)
        })
    }

    fn range(&self, at: usize, phrase: &Folded) -> Range<usize> {
        self.bytes[at].start..self.bytes[at + phrase.chars.len() - 1].end
    }

    /// Whether a place has letters of a script with spaces on both sides.
    fn is_inside_word(&self, at: usize) -> bool {
        let spaced = |i: Option<usize>| {
            let c = i.and_then(|i| self.chars.get(i));
            c.is_some_and(|c| matches!(class(*c), Class::Letter | Class::Digit))
        };
        spaced(at.checked_sub(1)) && spaced(Some(at))
    }

    /// The versions: `v5`, `2.0`, `4.x`, `3`.
    fn versions(&self) -> Vec<Range<usize>> {
        let digit = |i: usize| self.chars.get(i).is_some_and(char::is_ascii_digit);
        let mut versions = Vec::new();
        let mut at = 0;
        while at < self.chars.len() {
            let begins = if self.chars[at] == 'v' { digit(at + 1) } else { digit(at) };
            if !begins || self.is_inside_word(at) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            let point = |i: usize| self.chars.get(i) == Some(&'.');
            let part = |i: usize| digit(i) || self.chars.get(i) == Some(&'x');
            while digit(end) || (point(end) && part(end + 1)) || (point(end - 1) && part(end)) {
                end += 1;
            }
            let digits = self.chars[at..end].iter().filter(|c| c.is_ascii_digit()).count();
            if !self.is_inside_word(end) && (digits <= DIGITS || is_clear(&self.chars[at..end])) {
                versions.push(at..end);
            }
            at = end;
        }
        versions
    }

    /// Whether there is a version.
    pub(super) fn has_version(&self) -> bool {
        !self.versions().is_empty()
    }

    /// Whether there is a version that can be nothing else: `v5`, `2.0`, but not `3`.
    pub(super) fn has_clear_version(&self) -> bool {
        self.versions().into_iter().any(|range| is_clear(&self.chars[range]))
    }

    /// Whether there is a version after "to" or "from".
    pub(super) fn leads_to_number(&self) -> bool {
        let leads = |range: &Range<usize>| {
            let before: String = self.chars[..range.start].iter().collect();
            before.ends_with(" to ") || before.ends_with(" from ")
        };
        self.versions().iter().any(leads)
    }

    /// For each character whether it is in a version.
    fn is_in_version(&self) -> Vec<bool> {
        let mut is_in = vec![false; self.chars.len()];
        for range in self.versions() {
            is_in[range].fill(true);
        }
        is_in
    }

    /// The words without versions.
    pub(super) fn without_versions(&self) -> String {
        let is_in = self.is_in_version();
        let chars: String = self.chars.iter().zip(is_in).map(|(c, is_in)| if is_in { ' ' } else { *c }).collect();
        chars.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Whether a version can be nothing but a version.
fn is_clear(version: &[char]) -> bool {
    version.first() == Some(&'v') || version.contains(&'.')
}
