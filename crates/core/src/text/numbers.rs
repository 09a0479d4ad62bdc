//! Numbers: as people write them (13 and 十三, 2023 and 二〇二三), and as the pack does.

use crate::lean::{chars, decimal, list, text as text_of};

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn digit(c: char) -> Option<u64> {
    match c {
        '零' => Some(0),
        '两' => Some(2),
        _ => (0..10).find(|d| DIGITS[*d] == c).map(|d| d as u64),
    }
}

fn unit(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// How Chinese characters write the number that these decimal digits say: figure by figure, and with units up to 9999.
#[must_use]
pub fn han_forms(digits: &str) -> Vec<String> {
    if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let figures = list(digits.bytes().map(|b| usize::from(b - b'0')));
    let by_figure = |zero: char| {
        let mut text = String::new();
        for figure in &figures {
            text.push(if *figure == 0 { zero } else { DIGITS.get(*figure).copied().unwrap_or(zero) });
        }
        text
    };
    let mut forms = Vec::new();
    if figures.len() <= 4 && figures.first() != Some(&0) {
        forms.push(with_units(&figures));
    }
    if figures.len() > 1 {
        if figures.contains(&0) {
            forms.push(by_figure('零'));
        }
        forms.push(by_figure('〇'));
    }
    forms
}

fn with_units(figures: &[usize]) -> String {
    let mut out = String::new();
    let mut gap = false;
    for (i, d) in figures.iter().enumerate() {
        let power = figures.len() - 1 - i;
        if *d == 0 {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push('零');
        }
        gap = false;
        // Ten to nineteen go without the leading one: 十三.
        if !(power == 1 && *d == 1 && out.is_empty()) {
            out.push(DIGITS.get(*d).copied().unwrap_or('〇'));
        }
        if let Some(unit) = ['十', '百', '千'].get(power.wrapping_sub(1)) {
            out.push(*unit);
        }
    }
    out
}

/// Every way to write the first run of Chinese numerals of `text` in decimal digits: what stands before it, the digits, what
/// follows. Empty when there is no numeral, or only one that may as well be a word (一, 十分).
#[must_use]
pub fn arabic_forms(text: &str) -> Option<(String, String, String)> {
    let chars = chars(text);
    let is_numeral = |c: &char| digit(*c).is_some() || unit(*c).is_some();
    let start = chars.iter().position(is_numeral)?;
    let len = chars.get(start..)?.iter().take_while(|c| is_numeral(c)).count();
    let run = chars.get(start..start + len)?;
    let ordinal = start > 0 && chars.get(start - 1) == Some(&'第');
    if len < 2 && !ordinal || len > 12 {
        return None;
    }
    let value = if run.iter().any(|c| unit(*c).is_some()) {
        let (mut sum, mut figure) = (0, None);
        for c in run {
            if let Some(d) = digit(*c) {
                figure = Some(d);
            } else {
                sum += figure.take().unwrap_or(1) * unit(*c)?;
            }
        }
        decimal(sum + figure.unwrap_or(0))
    } else {
        let mut digits = String::new();
        for figure in run.iter().filter_map(|c| digit(*c)) {
            digits.push_str(&decimal(figure));
        }
        digits
    };
    Some((text_of(chars.get(..start)?), value, text_of(chars.get(start + len..)?)))
}

/// Writes a number in as many bytes as it needs, seven bits each, the lowest first.
pub fn write_number(out: &mut Vec<u8>, mut n: u32) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Reads what [`write_number`] wrote and moves behind it.
pub fn read_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(first & 0x7f).checked_shl(shift)?;
        if *first < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_written_in_chinese_both_ways() {
        assert_eq!(han_forms("13"), ["十三", "一三"]);
        assert_eq!(han_forms("2023"), ["二千零二十三", "二零二三", "二〇二三"]);
        assert_eq!(han_forms("5"), ["五"]);
        assert_eq!(han_forms("105"), ["一百零五", "一零五", "一〇五"]);
        assert!(han_forms("1.8").is_empty());
    }

    #[test]
    fn chinese_numerals_are_read() {
        let read = |s| arabic_forms(s).map(|(a, b, c)| format!("{a}{b}{c}"));
        assert_eq!(read("第十三条").as_deref(), Some("第13条"));
        assert_eq!(read("二〇二三年").as_deref(), Some("2023年"));
        assert_eq!(read("第三条").as_deref(), Some("第3条"));
        assert_eq!(read("一百零五").as_deref(), Some("105"));
        assert_eq!(read("一带"), None);
        assert_eq!(read("合同"), None);
    }
}
