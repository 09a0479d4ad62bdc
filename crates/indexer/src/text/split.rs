//! Splits a text into clean lines, in one pass.
//!
//! Removes everything that isn't text: control and zero-width characters, soft hyphens, leaked Markdown, footnote references, stray spaces.
//! Blank lines are only counted. Linear time, with one buffer of at most the input's size.

use super::clean::{Cleaner, is_meaningful_space};
use super::lines::{COLUMNS, LEADING_SPACE, Line, Lines, PAGE_BREAK, TABBED, TRAILING_SPACE};
use super::script::{Family, columns, family, is_unspaced_letter};

/// Splits and cleans a text. `first_line` is the number of its first line.
pub(crate) fn split(text: &str, first_line: u32) -> Lines {
    let unspaced = mostly_unspaced(text);
    let breaks = text.bytes().filter(|&b| b == b'\n').count();
    let mut lines = Lines {
        buf: String::with_capacity(text.len()),
        all: Vec::with_capacity(breaks + 1),
        unspaced,
        ..Lines::default()
    };
    let mut cleaner = Cleaner { unspaced, spaced_edges: 0, tight_edges: 0 };
    let mut vertical = 0;
    let (mut number, mut gap, mut page_break, mut indented_by_one, mut start) =
        (first_line, 0_u8, false, 0_usize, 0_usize);
    let bytes = text.as_bytes();
    loop {
        let rest = bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(|&b| matches!(b, b'\n' | b'\r' | 0x0c | 0x0b));
        let end = length.map_or(bytes.len(), |n| start + n);
        let raw = text.get(start..end).unwrap_or_default();
        if let Some(mut line) = cleaner.clean_line(raw, number, &mut lines) {
            line.gap = gap;
            if page_break {
                line.flags |= PAGE_BREAK;
            }
            indented_by_one += usize::from(line.has(LEADING_SPACE));
            vertical = if is_single_character(&lines, line) { vertical + 1 } else { 0 };
            if vertical > VERTICAL_RUN {
                append_to_last_line(&mut lines, line);
            } else {
                lines.all.push(line);
                if vertical == VERTICAL_RUN {
                    join_vertical_run(&mut lines);
                }
            }
            gap = 0;
            page_break = false;
        } else {
            gap = gap.saturating_add(u8::from(bytes.get(end).is_some_and(|&b| b != 0x0c)));
        }
        match bytes.get(end) {
            None => break,
            Some(0x0c) => {
                page_break = true;
                start = end + 1;
            }
            Some(b'\r') if bytes.get(end + 1) == Some(&b'\n') => {
                start = end + 2;
                number = number.saturating_add(1);
            }
            Some(_) => {
                start = end + 1;
                number = number.saturating_add(1);
            }
        }
    }
    // If few lines begin with a single space, the space is not indentation but marks the start of a page.
    if indented_by_one <= 4 || indented_by_one * 10 <= lines.all.len() {
        for line in lines.all.iter_mut().filter(|line| line.has(LEADING_SPACE)) {
            line.flags |= PAGE_BREAK;
            line.indent = 0;
        }
    }
    remove_lone_tabs(&mut lines);
    lines.mixed_spacing = cleaner.spaced_edges > cleaner.tight_edges;
    lines
}

/// Minimum number of one-character lines in sequence that make a column of vertical text. Its line breaks are not meaningful.
const VERTICAL_RUN: usize = 16;

fn is_single_character(lines: &Lines, line: Line) -> bool {
    line.flags & !TRAILING_SPACE == 0 && line.gap <= 1 && line.indent == 0 && lines.text(line).chars().nth(1).is_none()
}

/// Joins the last [`VERTICAL_RUN`] lines into one.
fn join_vertical_run(lines: &mut Lines) {
    let Some(first) = lines.all.len().checked_sub(VERTICAL_RUN) else { return };
    let moved = lines.all.split_off(first);
    let Some(mut whole) = moved.first().copied() else { return };
    let letters: Vec<char> = lines.buf.drain(whole.start..).collect();
    whole.end = whole.start;
    whole.width = 0;
    lines.all.push(whole);
    for letter in letters {
        let start = lines.buf.len();
        lines.buf.push(letter);
        append_to_last_line(lines, Line { start, end: lines.buf.len(), width: columns(letter), ..whole });
    }
}

/// Appends a line of one character, which is at the end of the buffer, to the line before it.
fn append_to_last_line(lines: &mut Lines, line: Line) {
    let letter = lines.buf.pop().unwrap_or(' ');
    let before = lines.buf.get(..line.start).and_then(|t| t.chars().next_back()).unwrap_or(' ');
    let Some(whole) = lines.all.last_mut() else { return };
    // Letters and digits of spaced scripts get a space between them, as if the lines were joined.
    if whole.end > whole.start && family(before) == Family::Spaced && family(letter) == Family::Spaced {
        lines.buf.push(' ');
    }
    lines.buf.push(letter);
    whole.end = lines.buf.len();
    whole.width = whole.width.saturating_add(line.width);
}

/// Replaces a tab (or 3 or more spaces) by a space, unless a neighbouring line has the same number of tabs: then they separate table cells.
fn remove_lone_tabs(lines: &mut Lines) {
    let count = |lines: &Lines, at: usize| {
        let line = lines.all.get(at).copied().filter(|r| r.has(TABBED))?;
        Some((lines.text(line).matches('\t').count(), line))
    };
    let tabbed: Vec<usize> = (0..lines.all.len()).filter(|&at| lines.all[at].has(TABBED)).collect();
    let lone: Vec<usize> = tabbed
        .into_iter()
        .filter(|&at| {
            let Some((tabs, line)) = count(lines, at) else { return false };
            let above =
                at.checked_sub(1).and_then(|i| count(lines, i)).is_some_and(|(n, _)| n == tabs && line.gap <= 1);
            let below = count(lines, at + 1).is_some_and(|(n, r)| n == tabs && r.gap <= 1);
            !above && !below
        })
        .collect();
    if lone.is_empty() {
        return;
    }
    let mut old = String::with_capacity(lines.buf.len());
    std::mem::swap(&mut old, &mut lines.buf);
    let mut lone = lone.into_iter().peekable();
    for (at, line) in lines.all.iter_mut().enumerate() {
        let text = old.get(line.start..line.end).unwrap_or_default();
        line.start = lines.buf.len();
        if lone.next_if_eq(&at).is_some() {
            line.flags = line.flags & !TABBED | COLUMNS;
            replace_tabs(text, &mut lines.buf);
        } else {
            lines.buf.push_str(text);
        }
        line.end = lines.buf.len();
    }
}

/// Appends a line with its tabs replaced by spaces, where a space is meaningful.
fn replace_tabs(text: &str, buf: &mut String) {
    let start = buf.len();
    for (i, part) in text.split('\t').enumerate() {
        let left = buf.get(start..).unwrap_or_default();
        let before = left.chars().next_back().unwrap_or(' ');
        if i > 0 && is_meaningful_space(before, left, part, part.chars().next().unwrap_or('\n')) {
            buf.push(' ');
        }
        buf.push_str(part);
    }
}

/// Whether most letters are ideographs and kana. A sample of the beginning is enough.
fn mostly_unspaced(text: &str) -> bool {
    let (mut unspaced, mut other) = (0_u32, 0_u32);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(20_000) {
        if is_unspaced_letter(c) {
            unspaced += 2;
        } else {
            other += 1;
        }
    }
    unspaced > other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        let lines = split(text, 1);
        lines.all.iter().map(|&line| lines.text(line).to_owned()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_footnote_reference_is_removed_and_reported() {
        let lines = split("也不是新问题 [2] ，可以说。”[1]跨政府 the states[12] and\nword [3] next", 1);
        let marks: Vec<_> = lines.dropped.iter().map(|d| (d.line, d.text.as_str())).collect();
        assert_eq!(
            clean("也不是新问题 [2] ，可以说。”[1]跨政府 the states[12] and\nword [3] next"),
            "也不是新问题，可以说。”跨政府 the states and\nword next"
        );
        assert_eq!(marks, [(1, "[2]"), (1, "[1]"), (1, "[12]"), (2, "[3]")]);
    }

    #[test]
    fn a_year_in_brackets_stays() {
        assert_eq!(clean("国发〔2023〕12号 a[2023]"), "国发〔2023〕12号 a[2023]");
    }

    #[test]
    fn spaced_out_letters_are_joined_and_words_are_not() {
        assert_eq!(clean("加 强 卫 生 健 康"), "加强卫生健康");
        assert_eq!(clean("国际合 作，共抗"), "国际合作，共抗");
        assert_eq!(clean("□ 赵 磊"), "□ 赵磊");
        assert_eq!(clean("共同推进\n生 活力，"), "共同推进\n生活力，");
        assert_eq!(clean("共筑健康丝路 共享健康发展"), "共筑健康丝路 共享健康发展");
        assert_eq!(clean("a  b\u{3000}c"), "a b c");
    }

    #[test]
    fn invisible_characters_and_leaked_markdown_are_removed() {
        assert_eq!(clean("\u{feff}**Strength** a\u{ad}b\u{200b}c \\$5 \u{7}x"), "Strength abc $5 x");
        assert_eq!(clean("2 * 3 ** 4"), "2 * 3 ** 4");
    }

    #[test]
    fn a_form_feed_and_a_single_leading_space_start_a_page() {
        let lines = split("one\n\u{c}two\n three\n\nfour", 1);
        assert_eq!(
            lines.all.iter().map(|r| (r.has(PAGE_BREAK), r.gap, r.number)).collect::<Vec<_>>(),
            [(false, 0, 1), (true, 0, 2), (true, 0, 3), (false, 1, 5)]
        );
    }

    #[test]
    fn a_column_of_single_characters_is_one_line() {
        assert_eq!(clean(&"中\n".repeat(40)), "中".repeat(40));
        assert_eq!(clean(&"a\n".repeat(20)), "a ".repeat(20).trim_end());
        assert_eq!(clean(&"b\n".repeat(9)).lines().count(), 9);
    }

    #[test]
    fn cleaning_a_clean_line_changes_nothing() {
        let once = clean("摘  要  本文 [3]试图 **粗** 体 a  b [4] c");
        assert_eq!(clean(&once), once);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        // Markdown characters are recognised by their neighbours, so what is left of nested markup may look like markup again.
        fn cleaning_a_clean_text_changes_nothing_without_markdown(
            text in "([甲乙，。 \u{3000}\t12a\u{200b}\u{ad}#.-]{0,24}\n){0,6}|[^\\\\*\\[［〔\\p{C}]{0,40}"
        ) {
            let once = clean(&text);
            proptest::prop_assert_eq!(clean(&once), once);
        }
    }
}
