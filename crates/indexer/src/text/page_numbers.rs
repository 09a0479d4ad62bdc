//! Removes page numbers.

use super::lines::{DROPPED, Line, Lines, PAGE_BREAK};
use super::script::{digit, number};
use super::sentence_end::{Ending, ending};
use crate::model::Why;

/// Returns the page number of a line without other text, and whether it has the form of a page number (`- 3 -`, `第3页`, `Page 3 of 9`).
fn page_number(text: &str) -> Option<(u32, bool)> {
    if text.len() > 40 || !text.chars().any(|c| digit(c).is_some()) {
        return None;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| {
        matches!(c, '-' | '–' | '—' | '·' | '•' | '~' | ' ' | '[' | ']' | '|' | '<' | '>' | '－' | '―')
    });
    let digits = |s: &str| {
        number(s.trim()).filter(|_| s.trim().chars().all(|c| digit(c).is_some()) && s.trim().chars().count() <= 4)
    };
    if let Some(n) = digits(bare) {
        return Some((n, bare.len() < lower.len()));
    }
    let worded = bare.strip_prefix('第').and_then(|r| r.split_once(['页', '頁'])).map(|(n, _)| n);
    let worded = worded
        .or_else(|| bare.strip_prefix("page "))
        .or_else(|| bare.strip_prefix("p. "))
        .or_else(|| bare.strip_suffix('页'))
        .or_else(|| bare.strip_suffix("頁"))
        .or_else(|| bare.strip_suffix("ページ"));
    if let Some(n) = worded {
        let n = n.split(" of ").next().unwrap_or(n).split('/').next().unwrap_or(n);
        return digits(n).map(|n| (n, true));
    }
    let (n, of) = bare.split_once('/').or_else(|| bare.split_once(" of "))?;
    let (n, of) = (digits(n)?, digits(of)?);
    (n <= of && of > 1).then_some((n, true))
}

pub(crate) fn remove_page_numbers(lines: &mut Lines) -> Vec<usize> {
    let all = &lines.all;
    let mut found: Vec<(usize, u32, bool)> = Vec::new();
    for (at, &line) in all.iter().enumerate().filter(|(_, r)| !r.has(DROPPED) && r.width <= 30) {
        let Some((n, decorated)) = page_number(lines.text(line)) else { continue };
        let next = all.get(at + 1);
        let alone =
            (at == 0 || line.gap > 0 || line.has(PAGE_BREAK)) && next.is_none_or(|r| r.gap > 0 || r.has(PAGE_BREAK));
        let at_page_break = line.has(PAGE_BREAK) || next.is_some_and(|r| r.has(PAGE_BREAK));
        // A year alone may be a heading.
        let year = !decorated && (1500..2200).contains(&n);
        if decorated || at_page_break || alone && !year {
            found.push((at, n, decorated || at_page_break || interrupts(lines, at)));
        }
    }
    // 1, 2, 3, ... on lines of their own that never interrupt a sentence are the chapters of a book.
    let chapters = found.len() >= 3
        && found.iter().all(|f| !f.2)
        && found.iter().enumerate().all(|(i, f)| usize::try_from(f.1).is_ok_and(|n| n == i + 1));
    let found: Vec<usize> = if chapters { Vec::new() } else { found.into_iter().map(|f| f.0).collect() };
    for &at in &found {
        lines.drop_line(at, Why::PageNumber);
    }
    found
}

/// Whether the line interrupts a sentence: the text before it ends without a stop on a full line.
pub(crate) fn interrupts(lines: &Lines, at: usize) -> bool {
    let left = |r: &&Line| !r.has(DROPPED);
    let before = lines.all.get(..at).unwrap_or_default();
    let mut back = before.iter().rev().take(6).filter(left);
    let Some(&last) = back.next() else { return false };
    let usual = back.take(2).map(|r| r.width).max().unwrap_or(0);
    let own = lines.all.get(at).map_or(0, |r| r.width);
    last.width >= 20
        && u32::from(last.width) * 5 >= u32::from(usual) * 4
        && u32::from(own) * 10 < u32::from(last.width) * 9
        && ending(lines.text(last)) == Ending::Open
}
