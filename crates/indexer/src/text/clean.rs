//! Cleans the characters of one line: removes invisible characters and joins letters that are spaced out.
//!
//! Looks at one line at a time. The only letters or digits that it removes are footnote references, and it reports each one.

use super::lines::{LEADING_SPACE, LETTER_SPACED, Line, Lines, TABBED, TRAILING_SPACE};
use super::script::{Family, columns, digit, family, is_ambiguous, is_closer, is_stop, is_unspaced_letter};
use crate::model::{Dropped, Why};

/// Statistics of a text, collected while its lines are cleaned.
pub(crate) struct Cleaner {
    pub unspaced: bool,
    /// Number of boundaries between ideographs and Latin letters with a space, and without.
    pub spaced_edges: u32,
    pub tight_edges: u32,
}

pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// Whether a character is invisible: a control, zero-width or formatting character.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{180e}')
}

/// Whether a character can be copied without a look at its neighbours.
fn is_plain(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || c.is_ascii_alphanumeric() || matches!(c, '，' | '。' | '、')
}

impl Cleaner {
    /// Appends the clean line to the buffer. Returns `None` if the line is empty after that.
    pub(crate) fn clean_line(&mut self, raw: &str, number: u32, lines: &mut Lines) -> Option<Line> {
        let body = raw.trim_start_matches(|c| is_space(c) || is_invisible(c));
        if body.is_empty() {
            return None;
        }
        let lead = raw.get(..raw.len() - body.len()).unwrap_or_default();
        let indent = lead.chars().filter(|&c| is_space(c)).map(|c| if c == '\t' { 4 } else { columns(c) }).sum::<u16>();
        let trimmed = body.trim_end_matches(|c| is_space(c) || is_invisible(c));
        let mut line =
            Line { start: lines.buf.len(), number, indent: u8::try_from(indent).unwrap_or(u8::MAX), ..Line::default() };
        if lead == " " {
            line.flags |= LEADING_SPACE;
        }
        if trimmed.len() < body.len() {
            line.flags |= TRAILING_SPACE;
        }
        // Fast path: most lines have nothing to clean and are copied whole.
        let (mut before, mut width, mut tight) = ('\n', 0_u16, 0);
        let plain = trimmed.chars().all(|c| {
            tight += u32::from(is_mixed(before, c));
            width = width.saturating_add(columns(c));
            before = c;
            is_plain(c)
        });
        if plain {
            self.tight_edges += tight;
            lines.buf.push_str(trimmed);
            line.end = lines.buf.len();
            line.width = width;
            return Some(line);
        }
        let letter_spaced = is_letter_spaced(trimmed);
        if letter_spaced {
            line.flags |= LETTER_SPACED;
        }
        self.clean_text(trimmed, letter_spaced, number, lines);
        if lines.buf.get(line.start..).is_some_and(|t| t.contains('\t')) {
            line.flags |= TABBED;
        }
        let kept = lines.buf.trim_end().len().max(line.start);
        lines.buf.truncate(kept);
        line.end = lines.buf.len();
        let text = lines.buf.get(line.start..line.end)?;
        let ambiguous = u16::from(self.unspaced);
        line.width = text
            .chars()
            .fold(0, |w: u16, c| w.saturating_add(columns(c) + if is_ambiguous(c) { ambiguous } else { 0 }));
        (line.end > line.start).then_some(line)
    }

    fn clean_text(&mut self, body: &str, letter_spaced: bool, number: u32, lines: &mut Lines) {
        let from = lines.buf.len();
        // Bold text may start on one line and end on another. Then its asterisks are at the edge of the line, next to a word.
        let touches_word = |at: Option<(usize, char)>| at.is_some_and(|(_, c)| c != '*' && !is_space(c));
        let opens = body.strip_prefix("**").is_some_and(|rest| touches_word(rest.char_indices().next()));
        let closes = body.strip_suffix("**").is_some_and(|rest| touches_word(rest.char_indices().next_back()));
        let bold = opens || closes || body.matches("**").take(2).count() == 2;
        let mut rest = body.char_indices().peekable();
        let mut before = '\n';
        while let Some((at, c)) = rest.next() {
            if is_plain(c) {
                self.count_tight_edge(before, c);
                lines.buf.push(c);
                before = c;
                continue;
            }
            let ahead = body.get(at + c.len_utf8()..).unwrap_or_default();
            match c {
                _ if is_space(c) => {
                    let mut tab = c == '\t';
                    let mut run = usize::from(c == ' ');
                    while let Some(&(_, s)) = rest.peek().filter(|(_, s)| is_space(*s) || is_invisible(*s)) {
                        tab |= s == '\t';
                        run += usize::from(s == ' ');
                        rest.next();
                    }
                    let next = rest.peek().map_or('\n', |&(_, c)| c);
                    let after = rest.peek().and_then(|&(i, _)| body.get(i..)).unwrap_or_default();
                    if (tab || run >= 3) && !letter_spaced {
                        lines.buf.push('\t');
                        before = '\t';
                    } else if !letter_spaced
                        && is_meaningful_space(before, lines.buf.get(from..).unwrap_or_default(), after, next)
                    {
                        lines.buf.push(' ');
                        self.spaced_edges += u32::from(is_mixed(before, next));
                        before = ' ';
                    }
                }
                _ if is_invisible(c) => {}
                // Joiners are meaningful in Persian, Indic scripts and emoji. Between ideographs or Latin letters they are noise.
                '\u{200c}' | '\u{200d}' => {
                    if before > '\u{500}' && !is_unspaced_letter(before) {
                        lines.buf.push(c);
                    }
                }
                // Leaked Markdown: bold, and escaped punctuation.
                '*' if bold && ahead.starts_with('*') && body.chars().any(char::is_alphanumeric) => {
                    rest.next();
                }
                '\\' if ahead.starts_with(|n: char| n.is_ascii_punctuation() && n != '\\') => {
                    if let Some((_, escaped)) = rest.next() {
                        lines.buf.push(escaped);
                        before = escaped;
                    }
                }
                '[' | '［' | '〔' if footnote_reference(c, before, ahead).is_some() => {
                    let length = footnote_reference(c, before, ahead).unwrap_or(0);
                    let end = at + c.len_utf8() + length;
                    lines.dropped.push(Dropped {
                        line: usize::try_from(number).unwrap_or(usize::MAX),
                        text: body.get(at..end).unwrap_or_default().to_owned(),
                        why: Why::NoteMark,
                    });
                    while rest.next_if(|&(i, _)| i < end).is_some() {}
                    // The spaces around a footnote reference go with it, unless the words need one.
                    let spaced = lines.buf.ends_with(' ');
                    let mut skipped = false;
                    while rest.next_if(|&(_, c)| is_space(c)).is_some() {
                        skipped = true;
                    }
                    let next = rest.peek().map_or('\n', |&(_, c)| c);
                    if spaced {
                        lines.buf.pop();
                    }
                    before = lines.buf.chars().next_back().unwrap_or('\n');
                    if (spaced || skipped) && family(before) != Family::Unspaced && family(next) == Family::Spaced {
                        lines.buf.push(' ');
                        before = ' ';
                    }
                }
                _ => {
                    self.count_tight_edge(before, c);
                    lines.buf.push(c);
                    before = c;
                }
            }
        }
    }

    fn count_tight_edge(&mut self, before: char, c: char) {
        self.tight_edges += u32::from(is_mixed(before, c));
    }
}

/// Whether one character is an ideograph and the other a Latin letter or digit.
#[inline]
fn is_mixed(a: char, b: char) -> bool {
    (is_unspaced_letter(a) && b.is_ascii_alphanumeric()) || (a.is_ascii_alphanumeric() && is_unspaced_letter(b))
}

/// Whether a line is letter-spaced (`加 强 卫 生`): 4 or more single ideographs, and almost nothing else.
fn is_letter_spaced(line: &str) -> bool {
    // Only titles are letter-spaced, and titles are short.
    if line.len() > 400 {
        return false;
    }
    let (mut single, mut words) = (0, 0);
    for word in line.split(is_space).filter(|w| !w.is_empty()) {
        words += 1;
        let mut chars = word.chars();
        single += i32::from(
            chars.next().is_some_and(is_unspaced_letter)
                && chars.all(|c| family(c) == Family::Unspaced && !is_unspaced_letter(c)),
        );
    }
    single >= 4 && single * 10 >= words * 9
}

/// Whether the space between `before` and `next` is meaningful. `left` is the text before the space, `after` the text from `next` on.
pub(crate) fn is_meaningful_space(before: char, left: &str, after: &str, next: char) -> bool {
    if matches!(before, '\n' | '\t' | ' ') || next == '\n' {
        return false;
    }
    if family(before) != Family::Unspaced && !is_unspaced_letter(before) || family(next) != Family::Unspaced {
        // A space beside wide punctuation is only part of its width.
        let wide_punctuation = |c: char| family(c) == Family::Unspaced && !is_unspaced_letter(c);
        return !(wide_punctuation(before) || wide_punctuation(next));
    }
    if !is_unspaced_letter(before) || !is_unspaced_letter(next) {
        return false;
    }
    // A space between ideographs separates words only if there is a word on both sides. A single ideograph was split from its word (国际合 作),
    // or a name was letter-spaced to match longer names (赵 磊). A numeral at the start of the line is a number.
    let mut left = left.chars().rev().take_while(|&c| is_unspaced_letter(c));
    let (last, second) = (left.next(), left.next());
    let opens_line = second.is_none() && last.is_some_and(super::script::is_numeral);
    let mut right = after.chars().skip(1);
    let right_is_lone = !right.next().is_some_and(is_unspaced_letter);
    // 第一章 总 则: two single ideographs after a word are a letter-spaced word.
    let apart = right_is_lone && after.chars().nth(1).is_some_and(is_space) && {
        let mut rest = after.chars().skip(1).skip_while(|&c| is_space(c));
        rest.next().is_some_and(is_unspaced_letter) && !rest.next().is_some_and(is_unspaced_letter)
    };
    (second.is_some() || opens_line) && (!right_is_lone || apart)
}

/// Returns the length of a footnote reference after its opening bracket: 1 to 3 digits, also `3-5` and `3,5`.
fn footnote_reference(open: char, before: char, ahead: &str) -> Option<usize> {
    let close = ahead.find([']', '］', '〕']).filter(|&n| n > 0 && n <= 9)?;
    let inner = ahead.get(..close)?;
    let digits = inner.chars().filter(|&c| digit(c).is_some()).count();
    let plain = inner.chars().all(|c| digit(c).is_some() || matches!(c, '-' | ',' | '，' | '–' | '、' | '~'));
    if !plain
        || digits == 0
        || inner.split(['-', ',', '，', '–', '、', '~']).any(|n| n.is_empty() || n.chars().count() > 3)
    {
        return None;
    }
    let end = close + ahead.get(close..)?.chars().next()?.len_utf8();
    let next = ahead.get(end..)?.chars().next();
    // At the start of a line the number is the footnote's own, unless punctuation follows. Then the line break separated it from its word.
    if before == '\n' {
        return next.is_some_and(|c| is_stop(c) || matches!(c, '，' | '；' | '、' | ',')).then_some(end);
    }
    // In code, brackets are indexes. In laws, they contain years (4 digits, excluded above) or article numbers.
    let indexed = open == '['
        && before.is_ascii_alphanumeric()
        && next.is_some_and(|c| matches!(c, '[' | '=' | '(' | '.' | ';') && before.is_ascii_digit());
    let attached = family(before) != Family::Punctuation
        || is_closer(before)
        || is_stop(before)
        || matches!(before, ' ' | ',' | ';' | ':' | '%');
    (attached && !indexed).then_some(end)
}
