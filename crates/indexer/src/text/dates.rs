//! Parses written dates to ISO 8601.
//!
//! Only reads lines that contain nothing but a date, never a date in a sentence.

use super::script::{is_numeral, number};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Parses a line that contains only a date, with an optional label, weekday and time.
pub(crate) fn date_line(text: &str) -> Option<String> {
    if text.chars().count() > 40 || !text.chars().any(is_numeral) {
        return None;
    }
    let text = text
        .trim_matches(|c: char| matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '[' | ']' | ' ' | '*' | '—' | '-'));
    let body =
        ["发布时间", "发布日期", "发表时间", "日期", "时间", "Date", "DATE", "Published", "Updated", "日付", "掲載日"]
            .iter()
            .find_map(|label| text.strip_prefix(label)?.trim_start().strip_prefix([':', '：']))
            .unwrap_or(text);
    // A year alone may be a heading.
    date(body.trim()).filter(|iso| iso.len() > 4)
}

/// Parses a date. The whole text must be one date.
pub(crate) fn date(text: &str) -> Option<String> {
    ideographic(text).or_else(|| numeric(text)).or_else(|| english(text))
}

fn iso(year: u32, month: Option<u32>, day: Option<u32>) -> Option<String> {
    if !(1000..=2999).contains(&year)
        || month.is_some_and(|m| !(1..=12).contains(&m))
        || day.is_some_and(|d| !(1..=31).contains(&d))
    {
        return None;
    }
    Some(match (month, day) {
        (Some(m), Some(d)) => format!("{year:04}-{m:02}-{d:02}"),
        (Some(m), None) => format!("{year:04}-{m:02}"),
        _ => format!("{year:04}"),
    })
}

/// Parses 2020年3月30日, 二〇二〇年三月, 令和5年4月1日. Spaces don't matter.
fn ideographic(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let eras = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("民国", 1911), ("民國", 1911)];
    let (base, rest) = eras
        .iter()
        .find_map(|(era, base)| text.strip_prefix(era).map(|rest| (*base, rest)))
        .unwrap_or((0, text.as_str()));
    let (year, rest) = rest.split_once('年')?;
    let year = if year == "元" { 1 } else { number(year)? } + base;
    let Some((month, rest)) = rest.split_once('月') else {
        return rest.is_empty().then(|| iso(year, None, None))?;
    };
    let month = number(month)?;
    let Some((day, rest)) = rest.split_once(['日', '号', '號']) else {
        return rest.is_empty().then(|| iso(year, Some(month), None))?;
    };
    is_time_or_weekday(rest).then(|| iso(year, Some(month), Some(number(day)?)))?
}

/// Whether a text is empty, a weekday or a time of day.
fn is_time_or_weekday(rest: &str) -> bool {
    let rest = rest.trim().trim_matches(|c: char| matches!(c, '（' | '）' | '(' | ')' | ','));
    let weekday = ["星期", "周", "週"].iter().any(|w| rest.strip_prefix(w).is_some_and(|d| d.chars().count() == 1));
    let time = !rest.is_empty()
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '：' | ' ' | 'T' | 'Z' | '+' | '时' | '分'));
    let zone = rest.split(' ').all(|w| {
        w.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '+' | '-'))
            || matches!(w, "GMT" | "UTC" | "AM" | "PM" | "am" | "pm" | "EST" | "PST" | "CET")
    });
    rest.is_empty() || weekday || time || zone || rest.ends_with("曜日") || rest.chars().count() == 1
}

/// Parses 2020-03-30, 2020/3/30, 2020.03.30, with an optional time.
fn numeric(text: &str) -> Option<String> {
    let end = text.find([' ', 'T']).unwrap_or(text.len());
    let (day, tail) = (text.get(..end)?, text.get(end..)?);
    let separator = ['-', '/', '.'].into_iter().find(|&s| day.contains(s))?;
    let parts: Vec<u32> = day.split(separator).map(|p| p.parse().ok()).collect::<Option<_>>()?;
    let sane = day.split(separator).next()?.len() == 4 && is_time_or_weekday(tail.trim_start_matches('T'));
    match *parts.as_slice() {
        [year, month, day] if sane => iso(year, Some(month), Some(day)),
        [year, month] if sane && separator != '.' => iso(year, Some(month), None),
        _ => None,
    }
}

/// Parses March 30, 2020; 30 March 2020; Mon, 30 Mar 2020 10:00:00 +0200; March 2020.
fn english(text: &str) -> Option<String> {
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split([' ', ',']).map(|w| w.trim_end_matches('.')).filter(|w| !w.is_empty()) {
        let lower = word.to_lowercase();
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|s| lower.strip_suffix(s)).unwrap_or(&lower);
        if let Some(at) = MONTHS.iter().position(|m| lower.len() >= 3 && m.starts_with(lower.as_str())) {
            if month.replace(u32::try_from(at + 1).ok()?).is_some() {
                return None;
            }
        } else if let Some(n) =
            ordinal.parse::<u32>().ok().filter(|_| ordinal.starts_with(|c: char| c.is_ascii_digit()))
        {
            let place = if n > 31 { &mut year } else { &mut day };
            if place.replace(n).is_some() {
                return None;
            }
        } else if !(is_time_or_weekday(word)
            || matches!(lower.as_str(), "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun" | "of")
            || lower.ends_with("day")
            || lower == "at")
        {
            return None;
        }
    }
    iso(year?, Some(month?), day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_date_formats_are_parsed() {
        for (text, iso) in [
            ("2020年3月30日", "2020-03-30"),
            ("二〇二〇年三月三十日", "2020-03-30"),
            ("令和5年4月1日", "2023-04-01"),
            ("2020 年 3 月", "2020-03"),
            ("2020-03-30 10:20", "2020-03-30"),
            ("March 30, 2020", "2020-03-30"),
            ("Mon, 30 Mar 2020 10:00:00 +0200", "2020-03-30"),
            ("3rd of May 1999", "1999-05-03"),
            ("日期：2020/3/1", "2020-03-01"),
        ] {
            assert_eq!(date_line(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn a_sentence_with_a_date_is_not_a_date() {
        for text in ["2020年3月30日，会议召开", "In March 2020 we met", "3.14", "2020年", "march on", "12/34/5678"]
        {
            assert_eq!(date_line(text), None, "{text}");
        }
    }
}
