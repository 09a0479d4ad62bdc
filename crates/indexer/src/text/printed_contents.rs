//! Removes printed tables of contents: lines with dot leaders, and lists whose lines recur as headings.

use std::collections::HashMap;

use super::lines::{DROPPED, Line, Lines};
use super::script::digit;
use crate::model::Why;

/// Removes lines with dot leaders to page numbers (at least 2, since one may be anything), and the lines below a contents title that recur
/// in the text.
pub(crate) fn remove_contents(lines: &mut Lines) {
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

/// Returns the lines directly below the contents title that occur again further down, as headings.
fn lines_repeated_below(lines: &Lines, title: usize) -> Vec<usize> {
    // The spaces after a number may differ between the two.
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
    // The list ends at the second occurrence of its first line: the text begins there.
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
