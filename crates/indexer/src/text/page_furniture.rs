//! Removes page furniture: page numbers, running heads and feet, rules, printed tables of contents.
//!
//! A line is removed only on evidence: it recurs, it interrupts a sentence, or it is next to a page number. Each removed line is reported.
//! Linear time, with one hash per short line.

use super::lines::{DROPPED, Lines, PAGE_BREAK};
use super::page_numbers::remove_page_numbers;
use super::printed_contents::remove_contents;
use super::rules::remove_rules;
use super::running_heads::{Heads, remove_running_heads};

/// Flags, reports and removes page furniture. Returns the running heads.
pub(crate) fn remove(lines: &mut Lines) -> Heads {
    remove_rules(lines);
    remove_contents(lines);
    let numbered = remove_page_numbers(lines);
    let heads = remove_running_heads(lines, &numbered);
    delete_dropped(lines);
    lines.dropped.sort_by_key(|d| d.line);
    heads
}

/// Removes the flagged lines. The next line gets a page break, and the blank lines around the removed lines don't count.
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
