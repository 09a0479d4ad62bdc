//! Takes the printer's furniture out of a text: page numbers, running heads and feet, rules, printed tables of contents.
//!
//! A line goes only on evidence that a reader would accept (it recurs, it stands in the middle of a sentence, it stands beside a page number),
//! and each one is listed. Cost: linear; one hash per short line.

use super::lines::{DROPPED, Lines, PAGE_BREAK};
use super::page_numbers::remove_page_numbers;
use super::printed_contents::remove_contents;
use super::rules::remove_rules;
use super::running_heads::{Heads, remove_running_heads};

/// Flags, lists and removes furniture; the rows that are left know where a page or a rule was.
pub(crate) fn remove(lines: &mut Lines) -> Heads {
    remove_rules(lines);
    remove_contents(lines);
    let numbered = remove_page_numbers(lines);
    let heads = remove_running_heads(lines, &numbered);
    delete_dropped(lines);
    lines.dropped.sort_by_key(|d| d.line);
    heads
}

/// Removes what was flagged; the next line remembers the page_break and does not count the blank lines around the furniture.
fn delete_dropped(lines: &mut Lines) {
    let (mut carried, mut gap) = (0_u8, None::<u8>);
    lines.all.retain_mut(|line| {
        if line.has(DROPPED) {
            carried |= PAGE_BREAK;
            gap = Some(gap.map_or(line.gap, |g| g.min(line.gap)));
            return false;
        }
        line.flags |= carried;
        if let Some(g) = gap.take() {
            line.gap = line.gap.min(g);
        }
        carried = 0;
        true
    });
}
