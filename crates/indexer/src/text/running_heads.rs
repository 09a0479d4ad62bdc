//! Removes running heads and feet: short lines that recur at page breaks, beside page numbers, or inside sentences.

use std::collections::{HashMap, HashSet};

use super::lines::{COLUMNS, DROPPED, LETTER_SPACED, Line, Lines, PAGE_BREAK};
use super::list_markers;
use super::metadata;
use super::page_numbers::interrupts;
use super::rules::is_rule;
use super::sentence_end::{Ending, ending};
use crate::model::Why;

/// The removed running heads, with line numbers. An article without a title can be named after its running head.
pub(crate) type Heads = Vec<(u32, String)>;

/// Returns a hash of the line's letters, without digits. Returns `None` if the line can't be a running head.
fn fingerprint(text: &str, line: Line) -> Option<u64> {
    // The header lines of mails in a thread look alike, but each is meaningful.
    let is_mail_header = || metadata::header_key_length(text).is_some();
    if line.width < 4 || line.width > 120 || line.has(LETTER_SPACED) || ending(text) == Ending::Stop || is_mail_header()
    {
        return None;
    }
    let mut letters = 0;
    let hash = text.chars().filter(|c| c.is_alphabetic()).fold(0xcbf2_9ce4_8422_2325_u64, |h, c| {
        letters += 1;
        (h ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
    });
    (letters >= 2).then_some(hash)
}

pub(crate) fn remove_running_heads(lines: &mut Lines, numbered: &[usize]) -> Heads {
    // For each fingerprint: number of occurrences, and number of occurrences with evidence.
    let mut seen: HashMap<u64, (u32, u32)> = HashMap::new();
    let near = |at: usize| {
        let place = numbered.partition_point(|&n| n < at);
        let before = place.checked_sub(1).and_then(|i| numbered.get(i)).is_some_and(|&n| n + 1 == at);
        let after = numbered.get(place).is_some_and(|&n| n == at + 1);
        (before, after)
    };
    let candidates: Vec<(usize, u64)> = lines
        .all
        .iter()
        .enumerate()
        .filter(|(_, r)| !r.has(DROPPED))
        .filter_map(|(at, &line)| Some((at, fingerprint(lines.text(line), line)?)))
        .collect();
    for &(_, key) in &candidates {
        seen.entry(key).or_default().0 += 1;
    }
    let mut evident = Vec::new();
    for &(at, key) in &candidates {
        let line = lines.all[at];
        let (before, after) = near(at);
        let next_page_break = lines.all.get(at + 1).is_some_and(|r| r.has(PAGE_BREAK));
        let recurs = seen.get(&key).is_some_and(|s| s.0 > 1);
        let cuts = (recurs || before || after) && interrupts(lines, at);
        let evidence = before || after || recurs && (line.has(PAGE_BREAK) || next_page_break) || cuts;
        if !evidence {
            continue;
        }
        if let Some(entry) = seen.get_mut(&key) {
            entry.1 += 1;
        }
        // A line beside a page number is a running head if it is short, ends without a stop and is set off from the text.
        let short =
            lines.all.get(at.wrapping_sub(1)).is_some_and(|r| u32::from(line.width) * 4 < u32::from(r.width) * 3);
        let off = after && (line.gap >= 2 || line.has(PAGE_BREAK) || cuts) && at > 0 && (short || line.has(PAGE_BREAK))
            || before && cuts;
        let sole =
            off && list_markers::list_marker(lines.text(line)).is_none() && ending(lines.text(line)) == Ending::Open;
        evident.push((at, key, cuts, sole));
    }
    let mut drop = Vec::new();
    for &(at, key, cuts, sole) in &evident {
        let (count, proofs) = seen.get(&key).copied().unwrap_or_default();
        let settled = count >= 2 && proofs * 2 >= count && (count >= 3 || proofs == count);
        if sole || cuts && count >= 2 || settled {
            drop.push((at, key));
        }
    }
    // All other occurrences of a known head are removed too. The first stays, since it is the title that the head repeats, unless it is in
    // columns or above a rule as heads are.
    let mut first: HashSet<u64> = HashSet::new();
    for &(at, key) in &candidates {
        let known = seen.get(&key).is_some_and(|&(count, proofs)| count >= 3 && proofs * 2 >= count);
        let ruled = lines.all.get(at + 1).is_some_and(|r| r.has(DROPPED) && r.gap == 0 && is_rule(lines.text(*r)));
        let decorated = ruled || lines.all[at].has(COLUMNS);
        if known && (!first.insert(key) || decorated) {
            drop.push((at, key));
        }
    }
    drop.sort_unstable();
    drop.dedup();
    let mut heads = Heads::new();
    for (at, _) in drop {
        let line = lines.all[at];
        heads.push((line.number, lines.text(line).to_owned()));
        lines.drop_line(at, Why::RunningHead);
    }
    heads
}
