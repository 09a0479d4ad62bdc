//! Splits a text into clean lines, in one pass.
//!
//! Everything that isn't text goes here: control and zero-width characters, soft hyphens, leaked Markdown, footnote marks, stray spaces.
//! So no later stage meets them. Blank lines are only counted. Cost: linear; one buffer of at most the input's size, and one row a line.

use super::clean::{Cleaner, keeps_space};
use super::lines::{COLUMNS, LEAD, Lines, Row, SEAM, TABBED, TRAILING};
use super::script::{Family, columns, family, is_dense_letter};

/// Splits and cleans; `first_line` is the number of the first line.
pub(crate) fn split(text: &str, first_line: u32) -> Lines {
    let dense = mostly_dense(text);
    let breaks = text.bytes().filter(|&b| b == b'\n').count();
    let mut lines = Lines {
        buf: String::with_capacity(text.len()),
        rows: Vec::with_capacity(breaks + 1),
        dense,
        ..Lines::default()
    };
    let mut cleaner = Cleaner { dense, spaced_edges: 0, tight_edges: 0 };
    let mut pillar = 0;
    let (mut number, mut gap, mut seam, mut leads, mut start) = (first_line, 0_u8, false, 0_usize, 0_usize);
    let bytes = text.as_bytes();
    loop {
        let rest = bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(|&b| matches!(b, b'\n' | b'\r' | 0x0c | 0x0b));
        let end = length.map_or(bytes.len(), |n| start + n);
        let raw = text.get(start..end).unwrap_or_default();
        if let Some(mut row) = cleaner.line(raw, number, &mut lines) {
            row.gap = gap;
            if seam {
                row.flags |= SEAM;
            }
            leads += usize::from(row.has(LEAD));
            pillar = if is_lone(&lines, row) { pillar + 1 } else { 0 };
            if pillar > PILLAR {
                raise(&mut lines, row);
            } else {
                lines.rows.push(row);
                if pillar == PILLAR {
                    stand_up(&mut lines);
                }
            }
            gap = 0;
            seam = false;
        } else {
            gap = gap.saturating_add(u8::from(bytes.get(end).is_some_and(|&b| b != 0x0c)));
        }
        match bytes.get(end) {
            None => break,
            Some(0x0c) => {
                seam = true;
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
    // A lone space before few lines is no indentation: it is what is left of a page's beginning.
    if leads <= 4 || leads * 10 <= lines.rows.len() {
        for row in lines.rows.iter_mut().filter(|row| row.has(LEAD)) {
            row.flags |= SEAM;
            row.indent = 0;
        }
    }
    columns_only(&mut lines);
    lines.airy = cleaner.spaced_edges > cleaner.tight_edges;
    lines
}

/// So many lines of one character each are a column one character wide: vertical text poured out, whose line ends mean nothing.
const PILLAR: usize = 16;

fn is_lone(lines: &Lines, row: Row) -> bool {
    row.flags & !TRAILING == 0 && row.gap <= 1 && row.indent == 0 && lines.text(row).chars().nth(1).is_none()
}

/// Makes one row of the last [`PILLAR`] rows.
fn stand_up(lines: &mut Lines) {
    let Some(first) = lines.rows.len().checked_sub(PILLAR) else { return };
    let rows = lines.rows.split_off(first);
    let Some(mut whole) = rows.first().copied() else { return };
    let letters: Vec<char> = lines.buf.drain(whole.start..).collect();
    whole.end = whole.start;
    whole.width = 0;
    lines.rows.push(whole);
    for letter in letters {
        let start = lines.buf.len();
        lines.buf.push(letter);
        raise(lines, Row { start, end: lines.buf.len(), width: columns(letter), ..whole });
    }
}

/// Adds a row of one character, whose text ends the buffer, to the row before it.
fn raise(lines: &mut Lines, row: Row) {
    let letter = lines.buf.pop().unwrap_or(' ');
    let before = lines.buf.get(..row.start).and_then(|t| t.chars().next_back()).unwrap_or(' ');
    let Some(whole) = lines.rows.last_mut() else { return };
    // Letters and digits of spaced scripts stay as they would be joined.
    if whole.end > whole.start && family(before) == Family::Spaced && family(letter) == Family::Spaced {
        lines.buf.push(' ');
    }
    lines.buf.push(letter);
    whole.end = lines.buf.len();
    whole.width = whole.width.saturating_add(row.width);
}

/// A tab, or three spaces and more, parts cells only if a line beside it has as many; alone it is a space.
fn columns_only(lines: &mut Lines) {
    let count = |lines: &Lines, at: usize| {
        let row = lines.rows.get(at).copied().filter(|r| r.has(TABBED))?;
        Some((lines.text(row).matches('\t').count(), row))
    };
    let tabbed: Vec<usize> = (0..lines.rows.len()).filter(|&at| lines.rows[at].has(TABBED)).collect();
    let lone: Vec<usize> = tabbed
        .into_iter()
        .filter(|&at| {
            let Some((tabs, row)) = count(lines, at) else { return false };
            let above = at.checked_sub(1).and_then(|i| count(lines, i)).is_some_and(|(n, _)| n == tabs && row.gap <= 1);
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
    for (at, row) in lines.rows.iter_mut().enumerate() {
        let text = old.get(row.start..row.end).unwrap_or_default();
        row.start = lines.buf.len();
        if lone.next_if_eq(&at).is_some() {
            row.flags = row.flags & !TABBED | COLUMNS;
            without_tabs(text, &mut lines.buf);
        } else {
            lines.buf.push_str(text);
        }
        row.end = lines.buf.len();
    }
}

/// Appends a line with a space for each tab, where a space says something.
fn without_tabs(text: &str, buf: &mut String) {
    let start = buf.len();
    for (i, part) in text.split('\t').enumerate() {
        let left = buf.get(start..).unwrap_or_default();
        let before = left.chars().next_back().unwrap_or(' ');
        if i > 0 && keeps_space(before, left, part, part.chars().next().unwrap_or('\n')) {
            buf.push(' ');
        }
        buf.push_str(part);
    }
}

/// Whether ideographs and kana outweigh the rest; a sample of the beginning is enough to choose a column width by.
fn mostly_dense(text: &str) -> bool {
    let (mut dense, mut other) = (0_u32, 0_u32);
    for c in text.chars().filter(|c| c.is_alphabetic()).take(20_000) {
        if is_dense_letter(c) {
            dense += 2;
        } else {
            other += 1;
        }
    }
    dense > other
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> String {
        let lines = split(text, 1);
        lines.rows.iter().map(|&row| lines.text(row).to_owned()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_note_mark_does_not_break_a_sentence_and_is_listed() {
        let lines = split("也不是新问题 [2] ，可以说。”[1]跨政府 the states[12] and\nword [3] next", 1);
        let marks: Vec<_> = lines.dropped.iter().map(|d| (d.line, d.text.as_str())).collect();
        assert_eq!(
            clean("也不是新问题 [2] ，可以说。”[1]跨政府 the states[12] and\nword [3] next"),
            "也不是新问题，可以说。”跨政府 the states and\nword next"
        );
        assert_eq!(marks, [(1, "[2]"), (1, "[1]"), (1, "[12]"), (2, "[3]")]);
    }

    #[test]
    fn a_year_in_brackets_is_kept() {
        assert_eq!(clean("国发〔2023〕12号 a[2023]"), "国发〔2023〕12号 a[2023]");
    }

    #[test]
    fn letters_set_apart_come_together_and_words_stay_apart() {
        assert_eq!(clean("加 强 卫 生 健 康"), "加强卫生健康");
        assert_eq!(clean("国际合 作，共抗"), "国际合作，共抗");
        assert_eq!(clean("□ 赵 磊"), "□ 赵磊");
        assert_eq!(clean("共同推进\n生 活力，"), "共同推进\n生活力，");
        assert_eq!(clean("共筑健康丝路 共享健康发展"), "共筑健康丝路 共享健康发展");
        assert_eq!(clean("a  b\u{3000}c"), "a b c");
    }

    #[test]
    fn what_nobody_sees_goes_and_leaked_markdown_too() {
        assert_eq!(clean("\u{feff}**Strength** a\u{ad}b\u{200b}c \\$5 \u{7}x"), "Strength abc $5 x");
        assert_eq!(clean("2 * 3 ** 4"), "2 * 3 ** 4");
    }

    #[test]
    fn a_form_feed_and_a_lone_space_begin_a_page() {
        let lines = split("one\n\u{c}two\n three\n\nfour", 1);
        assert_eq!(
            lines.rows.iter().map(|r| (r.has(SEAM), r.gap, r.line)).collect::<Vec<_>>(),
            [(false, 0, 1), (true, 0, 2), (true, 0, 3), (false, 1, 5)]
        );
    }

    #[test]
    fn a_pillar_of_single_characters_is_one_line() {
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
        // Markdown's signs are told by their neighbours, and what is left of two layers of them may look like one.
        fn cleaning_any_clean_text_without_markdown_changes_nothing(
            text in "([甲乙，。 \u{3000}\t12a\u{200b}\u{ad}#.-]{0,24}\n){0,6}|[^\\\\*\\[［〔\\p{C}]{0,40}"
        ) {
            let once = clean(&text);
            proptest::prop_assert_eq!(clean(&once), once);
        }
    }
}
