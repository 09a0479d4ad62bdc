//! Joins the lines of a paragraph: with a space if the scripts need one, without a hyphen that only the line break put there.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::classify;
use super::lines::{Line, Lines};
use super::paragraph::Paragraph;
use super::script::{Family, family, is_closer, is_hangul, is_opener, is_unspaced_letter};

/// Joins lines of one text.
pub(crate) struct LineJoiner<'a> {
    lines: &'a Lines,
    /// The words of the text. Collected at the first line that ends with a hyphen.
    words: OnceCell<HashSet<&'a str>>,
}

impl<'a> LineJoiner<'a> {
    pub(crate) fn new(lines: &'a Lines) -> Self {
        Self { lines, words: OnceCell::new() }
    }

    /// Appends the text of a line, with a space if needed.
    pub(crate) fn append(&self, paragraph: &mut Paragraph, text: &str) {
        paragraph.line_count += 1;
        let text = classify::strip(text, &paragraph.kind);
        let Some(first) = text.chars().next() else { return };
        let last = paragraph.text.chars().next_back().unwrap_or(' ');
        if matches!(last, '-' | '‐') && first.is_lowercase() && self.is_hyphenation(&paragraph.text, text) {
            paragraph.text.pop();
        } else if self.needs_space(last, first, paragraph.text.chars().nth_back(1)) {
            paragraph.text.push(' ');
        }
        paragraph.text.push_str(text);
    }

    fn needs_space(&self, last: char, first: char, second_last: Option<char>) -> bool {
        let unspaced = |c: char| family(c) == Family::Unspaced;
        let quote = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·');
        if last == ' ' || matches!(last, '/' | '-' | '‐') && second_last.is_some_and(|c| c != ' ') || first == '/' {
            return false;
        }
        if self.lines.unspaced && (quote(last) || quote(first))
            || is_opener(last)
            || is_closer(first) && first != '"' && first != '\''
        {
            return false;
        }
        match (unspaced(last), unspaced(first)) {
            (true, true) => false,
            (false, false) => !(self.lines.unspaced && (last == '%' || first == '%' || first == ',' || first == '.')),
            // Between ideographs and Latin letters: follow the rest of the text. Never next to wide punctuation.
            _ => {
                let (letter, other) = if unspaced(last) { (last, first) } else { (first, last) };
                self.lines.mixed_spacing && is_unspaced_letter(letter) && other.is_alphanumeric()
                    || is_hangul(other) && is_unspaced_letter(letter)
            }
        }
    }

    /// Whether the hyphen at the end of the line is only there because of the line break: the text contains the whole word elsewhere, or
    /// does not contain the hyphenated one.
    fn is_hyphenation(&self, before: &str, after: &str) -> bool {
        let words = self.words.get_or_init(|| {
            // Words are collected line by line. Otherwise the two halves of this word would count as its hyphenated form.
            let text = |line: &Line| self.lines.buf.get(line.start..line.end).unwrap_or_default();
            let is_separator = |c: char| !(c.is_alphabetic() || c == '-' || c == '‐');
            self.lines.all.iter().flat_map(|line| text(line).split(is_separator)).filter(|w| w.len() > 2).collect()
        });
        let head = before.trim_end_matches(['-', '‐']);
        let head = head
            .get(
                head.rfind(|c: char| !(c.is_alphabetic() || c == '-'))
                    .map_or(0, |i| i + head[i..].chars().next().map_or(1, char::len_utf8))..,
            )
            .unwrap_or_default();
        let tail = after.get(..after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len())).unwrap_or_default();
        if head.is_empty() || !head.chars().next_back().is_some_and(char::is_alphabetic) {
            return false;
        }
        let whole = format!("{head}{tail}");
        words.contains(whole.as_str()) || !words.contains(format!("{head}-{tail}").as_str()) && !head.contains('-')
    }
}
