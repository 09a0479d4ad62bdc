//! Recognises lines with metadata of an article: author, date, source.
//!
//! Decides by fixed phrases and labels. Never guesses a name from its meaning.

use super::bylines::{authors, is_affiliation, is_byline};
use super::line_kind::LineKind;
use super::section_labels::labelled;

pub(crate) use super::dates::{date, date_line};
pub(crate) use super::section_labels::{label_length, label_text};

/// Keys of mail and memo headers in lower case, each with its field.
const HEADERS: [(&str, HeaderField); 26] = [
    ("from", HeaderField::Author),
    ("to", HeaderField::To),
    ("cc", HeaderField::To),
    ("bcc", HeaderField::To),
    ("reply-to", HeaderField::Other),
    ("date", HeaderField::Date),
    ("sent", HeaderField::Date),
    ("subject", HeaderField::Title),
    ("re", HeaderField::Title),
    ("message-id", HeaderField::Other),
    ("in-reply-to", HeaderField::Other),
    ("发件人", HeaderField::Author),
    ("寄件者", HeaderField::Author),
    ("收件人", HeaderField::To),
    ("收件者", HeaderField::To),
    ("抄送", HeaderField::To),
    ("主题", HeaderField::Title),
    ("主旨", HeaderField::Title),
    ("发送时间", HeaderField::Date),
    ("日期", HeaderField::Date),
    ("差出人", HeaderField::Author),
    ("宛先", HeaderField::To),
    ("件名", HeaderField::Title),
    ("送信日時", HeaderField::Date),
    ("日付", HeaderField::Date),
    ("日時", HeaderField::Date),
];

/// The field of a header line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum HeaderField {
    Author,
    To,
    Date,
    Title,
    Other,
}

/// Returns the length of the key before the colon, if the line belongs to a mail header.
pub(crate) fn header_key_length(text: &str) -> Option<usize> {
    let at = text.find([':', '：']).filter(|&at| at > 0 && at <= 14)?;
    let key = text.get(..at)?.trim();
    header_field(key).map(|_| at)
}

/// Returns the field of a header key.
pub(crate) fn header_field(key: &str) -> Option<HeaderField> {
    let key = key.trim().to_lowercase();
    HEADERS.iter().find(|(k, _)| *k == key).map(|&(_, field)| field)
}

/// Returns the kind of a line with metadata. `broken` is true if the line does not continue the previous one, `apart` if a blank line is
/// above it.
pub(crate) fn line_kind(text: &str, broken: bool, apart: bool, next: Option<&str>) -> Option<LineKind> {
    let starred = text.trim_start_matches(['*', ' ', '　', '-', '—', '（', '(', '【', '[']);
    let boxed = |t: &str| t.starts_with(['□', '■', '◎', '◆', '●', '○', '▲', '◇']);
    if boxed(text) && !next.is_some_and(boxed) && authors(text).is_some() {
        return Some(LineKind::Byline);
    }
    if is_affiliation(text) {
        return Some(LineKind::Affiliation);
    }
    if !broken {
        // A date in a sentence is never alone on a line with space above it.
        return (apart && date_line(text).is_some()).then_some(LineKind::Date);
    }
    if is_byline(text, starred) {
        return (authors(text).is_some()).then_some(LineKind::Byline);
    }
    if labelled(starred, &SOURCES).is_some() || is_url(starred) {
        return Some(LineKind::Source);
    }
    if date_line(text).is_some() {
        return Some(LineKind::Date);
    }
    is_issue(text).then_some(LineKind::Issue)
}

const SOURCES: [&str; 10] =
    ["文章来源", "来源", "來源", "原载", "原文链接", "稿件来源", "Source", "出典", "出处", "转载自"];

/// Whether the text is one URL.
pub(crate) fn is_url(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(' ')
}

/// Whether the text is only an issue number: No. 3, Vol. 12, 第 4 期, 总第 120 期.
fn is_issue(text: &str) -> bool {
    let chars = text.chars().count();
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    let numbered =
        ["No.", "NO.", "Vol.", "VOL.", "Issue ", "总第", "總第", "№"].iter().any(|open| text.starts_with(open));
    let issue = (text.starts_with('第') || text.starts_with('（'))
        && (text.ends_with('期') || text.ends_with("期）") || text.ends_with("号"))
        && !text.contains('，');
    chars <= 30 && has_digit && (numbered && !text.contains(['，', ',']) || issue && chars <= 16)
}

/// Returns the value of a source line, without its label.
pub(crate) fn source(text: &str) -> String {
    let text = text
        .trim_matches(|c: char| matches!(c, '*' | ' ' | '（' | '）' | '(' | ')' | '【' | '】' | '—' | '-' | '[' | ']'));
    labelled(text, &SOURCES).unwrap_or(text).trim_end_matches(['。', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_parsed_alone_and_before_their_text() {
        assert_eq!(label_length("【编者按】全球"), Some("【编者按】".len()));
        assert_eq!(label_length("摘要 本文"), Some("摘要 ".len()));
        assert_eq!(label_length("Abstract"), Some(8));
        assert_eq!(label_length("Abstract art is"), None);
        assert_eq!(label_length("摘要写得好"), None);
    }
}
