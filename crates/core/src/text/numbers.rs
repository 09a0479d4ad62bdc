//! Numbers as people write them: 13 and 十三, 2023 and 二〇二三.

use crate::list::List as _;

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

fn digit(c: char) -> Option<u32> {
    match c {
        '零' => Some(0),
        '两' => Some(2),
        _ => (0..10).find(|d| DIGITS[*d] == c).map(|d| d as u32),
    }
}

fn unit(c: char) -> Option<u32> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

/// A number in decimal digits, as Chinese characters write it: figure by figure, and with units up to 9999.
#[must_use]
pub fn han_forms(digits: &str) -> Vec<String> {
    if digits.is_empty() || digits.len() > 12 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let figures = digits.bytes().map(|b| usize::from(b - b'0')).list();
    let by_figure =
        |zero: char| figures.iter().map(|figure| if *figure == 0 { zero } else { DIGITS[*figure] }).collect::<String>();
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

/// The first run of Chinese numerals in `text` as decimal digits: the text before it, the digits, the text after it. `None` without a
/// numeral, or with a single one that may be a word (一, 十分).
#[must_use]
pub fn arabic_forms(text: &str) -> Option<(&str, String, &str)> {
    let is_numeral = |c: char| digit(c).is_some() || unit(c).is_some();
    let (before, rest) = text.split_at(text.find(is_numeral)?);
    let (run, after) = rest.split_at(rest.find(|c| !is_numeral(c)).unwrap_or(rest.len()));
    let len = run.chars().count();
    if len < 2 && !before.ends_with('第') || len > 12 {
        return None;
    }
    let value = if run.chars().any(|c| unit(c).is_some()) {
        let (mut sum, mut figure) = (0, None);
        for c in run.chars() {
            if let Some(d) = digit(c) {
                figure = Some(d);
            } else {
                sum += figure.take().unwrap_or(1) * unit(c)?;
            }
        }
        (sum + figure.unwrap_or(0)).to_string()
    } else {
        run.chars().filter_map(|c| char::from_digit(digit(c)?, 10)).collect()
    };
    Some((before, value, after))
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
