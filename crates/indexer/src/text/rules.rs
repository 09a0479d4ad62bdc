//! Removes rules: lines that consist of hyphens, asterisks or similar characters. A rule below a line of similar length underlines it.

use super::lines::{DROPPED, Lines, UNDERLINED};
use crate::model::Why;

pub(crate) fn remove_rules(lines: &mut Lines) {
    for at in 0..lines.all.len() {
        let line = lines.all[at];
        let text = lines.text(line);
        if !is_rule(text) {
            continue;
        }
        // A rule about as long as the line directly above it underlines that line.
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

pub(crate) fn is_rule(text: &str) -> bool {
    let sign = |c: char| {
        matches!(c, '-' | '=' | '_' | '*' | '~' | '#' | '+' | '—' | '–' | '─'..='╿' | '＊' | '◇' | '◆' | '☆' | '★')
    };
    text.starts_with(sign)
        && text.chars().all(|c| sign(c) || c == ' ')
        // Two hyphens separate a mail from its signature.
        && (text.chars().filter(|&c| sign(c)).take(3).count() == 3 || text == "--")
}
