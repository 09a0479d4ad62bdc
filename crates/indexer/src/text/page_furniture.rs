//! Takes the printer's furniture out of a text: page numbers, running heads and feet, rules, printed tables of contents.
//!
//! A line goes only on evidence that a reader would accept (it recurs, it stands in the middle of a sentence, it stands beside a page number),
//! and each one is listed. Cost: linear; one hash per short line.

use std::collections::{HashMap, HashSet};

use super::lines::{COLUMNS, DROPPED, LETTER_SPACED, Line, Lines, PAGE_BREAK, UNDERLINED};
use super::list_markers;
use super::metadata;
use super::script::{digit, number};
use super::sentence_end::{Ending, ending};
use crate::model::Why;

/// Running heads that were taken out, with the line where each stood: an article without a title is often named by its head.
pub(crate) type Heads = Vec<(u32, String)>;

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

fn remove_rules(lines: &mut Lines) {
    for at in 0..lines.all.len() {
        let line = lines.all[at];
        let text = lines.text(line);
        if !is_rule(text) {
            continue;
        }
        // A rule as long as the line just above it, give or take, underlines it.
        let solid = text.chars().all(|c| c == '=') || text.chars().all(|c| c == '-');
        let above = at
            .checked_sub(1)
            .and_then(|i| lines.all.get(i))
            .copied()
            .filter(|r| !r.has(DROPPED) && line.gap == 0 && r.width <= 80);
        let under = above.is_some_and(|r| {
            solid && line.width * 2 >= r.width && line.width <= r.width.saturating_mul(2).saturating_add(4)
        });
        let overlined = at >= 2 && lines.all[at - 2].has(DROPPED);
        if let Some(line) = lines.all.get_mut(at.wrapping_sub(1)).filter(|_| under && !overlined) {
            line.flags |= UNDERLINED;
        }
        lines.drop_line(at, Why::Rule);
    }
}

fn is_rule(text: &str) -> bool {
    let sign = |c: char| {
        matches!(c, '-' | '=' | '_' | '*' | '~' | '#' | '+' | '—' | '–' | '─'..='╿' | '＊' | '◇' | '◆' | '☆' | '★')
    };
    text.starts_with(sign)
        && text.chars().all(|c| sign(c) || c == ' ')
        // Two hyphens alone part a mail from its fingerprint.
        && (text.chars().filter(|&c| sign(c)).take(3).count() == 3 || text == "--")
}

/// Lines whose words lead over dots to a page number, two at least, for one may be anything; and below the word for it, lines that all
/// come again.
fn remove_contents(lines: &mut Lines) {
    let mut listed: Vec<usize> = (0..lines.all.len())
        .filter(|&i| !lines.all[i].has(DROPPED) && has_dot_leader(lines.text(lines.all[i])))
        .collect();
    if listed.len() < 2 {
        listed.clear();
    }
    if let Some(title) = (0..lines.all.len()).find(|&at| is_contents_title(lines.text(lines.all[at]))) {
        let bare = lines_repeated_below(lines, title);
        if bare.len() >= 2 || listed.first() == Some(&(title + 1)) {
            listed.push(title);
            listed.extend(bare);
        }
    }
    listed.sort_unstable();
    listed.dedup();
    for at in listed {
        lines.drop_line(at, Why::Contents);
    }
}

fn is_contents_title(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    matches!(text.to_lowercase().as_str(), "目录" | "目錄" | "目次" | "contents" | "tableofcontents" | "目次：")
}

/// The lines right below the contents' title that stand once more further down, as the headings that they announce.
fn lines_repeated_below(lines: &Lines, title: usize) -> Vec<usize> {
    // Whether the number is set off by one space or two is the setter's whim.
    let bare = |line: Line| lines.text(line).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let below = lines.all.get(title + 1..).unwrap_or_default();
    let head = below.iter().take(400).take_while(|r| r.width <= 80).filter(|r| !r.has(DROPPED)).map(|&r| bare(r));
    let head: Vec<String> = head.collect();
    let mut count: HashMap<&str, u32> = head.iter().map(|text| (text.as_str(), 0)).collect();
    for &line in below.iter().filter(|r| r.width <= 80) {
        if let Some(n) = count.get_mut(bare(line).as_str()) {
            *n += 1;
        }
    }
    // The list ends where its first line comes again, for there the text begins.
    let first = head.first().map(String::as_str).unwrap_or_default();
    let end = head.iter().skip(1).position(|text| text == first).map_or(head.len(), |at| at + 1);
    let again = |text: &String| count.get(text.as_str()).is_some_and(|&n| n >= 2);
    let length = head.iter().take(end).take_while(|text| again(text)).count();
    let left = (title + 1..lines.all.len()).filter(|&at| !lines.all[at].has(DROPPED));
    left.take(length).collect()
}

fn has_dot_leader(text: &str) -> bool {
    let words = text.trim_end_matches(|c| digit(c).is_some());
    if words.len() == text.len() {
        return false;
    }
    let dots = |c: char| matches!(c, '.' | '…' | '·' | '．' | '‧' | ' ' | '⋯');
    let head = words.trim_end_matches(dots);
    let leader = words.get(head.len()..).unwrap_or_default();
    let count: usize = leader.chars().map(|c| if c == '…' || c == '⋯' { 3 } else { usize::from(c != ' ') }).sum();
    !head.is_empty() && count >= 4
}

/// The page's number in a line that holds nothing else, and whether it is decorated as one (`- 3 -`, `第3页`, `Page 3 of 9`).
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

fn remove_page_numbers(lines: &mut Lines) -> Vec<usize> {
    let all = &lines.all;
    let mut found: Vec<(usize, u32, bool)> = Vec::new();
    for (at, &line) in all.iter().enumerate().filter(|(_, r)| !r.has(DROPPED) && r.width <= 30) {
        let Some((n, decorated)) = page_number(lines.text(line)) else { continue };
        let next = all.get(at + 1);
        let alone =
            (at == 0 || line.gap > 0 || line.has(PAGE_BREAK)) && next.is_none_or(|r| r.gap > 0 || r.has(PAGE_BREAK));
        let at_page_break = line.has(PAGE_BREAK) || next.is_some_and(|r| r.has(PAGE_BREAK));
        // A lone year may be a heading.
        let year = !decorated && (1500..2200).contains(&n);
        if decorated || at_page_break || alone && !year {
            found.push((at, n, decorated || at_page_break || interrupts(lines, at)));
        }
    }
    // 1, 2, 3, ... on lines of their own that never cut a sentence number the chapters of a book.
    let chapters = found.len() >= 3
        && found.iter().all(|f| !f.2)
        && found.iter().enumerate().all(|(i, f)| usize::try_from(f.1).is_ok_and(|n| n == i + 1));
    let found: Vec<usize> = if chapters { Vec::new() } else { found.into_iter().map(|f| f.0).collect() };
    for &at in &found {
        lines.drop_line(at, Why::PageNumber);
    }
    found
}

/// Whether the line stands in the middle of a sentence: the text before it breaks off on a full line.
fn interrupts(lines: &Lines, at: usize) -> bool {
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

/// The line's words without its digits, as a number to compare by; `None` if a running head can not look like that.
fn fingerprint(text: &str, line: Line) -> Option<u64> {
    // The lines that head each mail of a thread are alike and say what they say each time.
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

fn remove_running_heads(lines: &mut Lines, numbered: &[usize]) -> Heads {
    // Per fingerprint: how often it occurs, and how often there is evidence beside it.
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
        // Beside a page number once: a head, if it is short, closes nothing and stands off from the text.
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
    // Once a head is known, its occurrences without a witness go too, but for the first: that is the title it was taken from, unless it is
    // set in columns or over a rule as heads are.
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
