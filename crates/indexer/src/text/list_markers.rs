//! Parses the numbers, letters and bullets at the start of headings and list items.
//!
//! Only the form counts here. `classify` decides whether to trust a marker, for example because it continues a series.

use super::latin_markers::{article, latin};
use super::list_marker::{ListMarker, MarkerStyle};
use super::script::{digit, han_digit, is_numeral, is_unspaced_letter, number};
use super::sentence_end::{Ending, ending};

/// Returns the list marker at the start of `text`, if any.
pub(crate) fn list_marker(text: &str) -> Option<ListMarker> {
    let first = text.chars().next()?;
    match first {
        '第' => numbered_division(text),
        '（' | '(' | '【' | '〔' => parenthesized(text, first),
        '[' => reference(text),
        '①'..='⑳' => Some(ListMarker {
            style: MarkerStyle::Circle,
            number: u32::from(first) - u32::from('①') + 1,
            len: first.len_utf8(),
        }),
        '-' | '•' | '·' | '*' | '‧' | '◦' | '–' | '・' | '+' | '●' | '▪' | '➢' => bullet(text, first),
        '§' => article(text, first.len_utf8()),
        _ if digit(first).is_some() => decimal(text),
        _ if han_digit(first).is_some() || first == '十' => han(text),
        _ if first.is_ascii_alphabetic() => latin(text),
        _ => None,
    }
}

fn bullet(text: &str, first: char) -> Option<ListMarker> {
    let len = first.len_utf8();
    let rest = text.get(len..)?;
    let spaced = rest.starts_with(' ')
        && rest
            .trim_start()
            .chars()
            .next()
            .is_some_and(|c| !c.is_ascii_punctuation() || matches!(c, '"' | '(' | '*' | '[' | '_' | '`'));
    let solid = matches!(first, '•' | '·' | '・' | '●' | '▪' | '➢')
        && rest.chars().next().is_some_and(|c| is_unspaced_letter(c) || c.is_alphanumeric());
    (spaced || solid).then_some(ListMarker { style: MarkerStyle::Bullet, number: 0, len })
}

fn numbered_division(text: &str) -> Option<ListMarker> {
    let rest = text.get('第'.len_utf8()..)?;
    let end = rest.find(|c| !is_numeral(c)).filter(|&n| n > 0)?;
    let number = number(rest.get(..end)?)?;
    let unit = rest.get(end..)?.chars().next()?;
    let style = match unit {
        '编' | '編' | '篇' | '部' | '卷' => MarkerStyle::Part,
        '章' | '回' => MarkerStyle::Chapter,
        '节' | '節' => MarkerStyle::Section,
        '条' | '條' => MarkerStyle::Article,
        _ => return None,
    };
    let mut len = '第'.len_utf8() + end + unit.len_utf8();
    if unit == '部' && text.get(len..)?.starts_with('分') {
        len += '分'.len_utf8();
    }
    // 第三条之一: an article inserted later.
    let tail = text.get(len..)?;
    if let Some(inserted) = tail.strip_prefix('之') {
        len += '之'.len_utf8() + inserted.find(|c| !is_numeral(c)).unwrap_or(inserted.len());
    }
    // A reference to a division continues without a space (第三条规定). The number of a heading is followed by punctuation or a space.
    let next = text.get(len..)?.chars().next();
    let open = matches!(next, None | Some(' ' | '\t' | '：' | ':' | '.' | '、' | '（' | '【'));
    let titled = style != MarkerStyle::Article
        && !matches!(
            next,
            Some('的' | '第' | '和' | '、' | '，' | '至' | '规' | '中' | '所' | '之' | '及' | '与' | '以' | '。')
        );
    (open || titled).then_some(ListMarker { style, number, len })
}

fn parenthesized(text: &str, open: char) -> Option<ListMarker> {
    let rest = text.get(open.len_utf8()..)?;
    let end = rest.find(['）', ')', '】', '〕']).filter(|&n| n > 0 && n <= 9)?;
    let inner = rest.get(..end)?;
    let len = open.len_utf8() + end + rest.get(end..)?.chars().next()?.len_utf8();
    let (style, number) = if inner.chars().all(|c| digit(c).is_some()) && inner.chars().count() <= 2 {
        (MarkerStyle::Round, number(inner)?)
    } else if inner.chars().all(is_numeral) {
        (MarkerStyle::HanRound, number(inner)?)
    } else if let [letter @ b'a'..=b'z'] = inner.as_bytes() {
        (MarkerStyle::Letter, u32::from(letter - b'a') + 1)
    } else {
        return None;
    };
    Some(ListMarker { style, number, len })
}

fn reference(text: &str) -> Option<ListMarker> {
    let rest = text.get(1..)?;
    let end = rest.find(']').filter(|&n| n > 0 && n <= 3)?;
    let number = number(rest.get(..end)?)?;
    Some(ListMarker { style: MarkerStyle::Reference, number, len: end + 2 })
}

/// Counted units: a number before one of these is a quantity.
const UNITS: &str = "年月日时時分秒个個万萬亿億名人家次倍元条條项項点點号號位岁歳歲件只支批种種天周週多余餘余股台部套份张張座国國省市县級级届世回本円者年代";

fn decimal(text: &str) -> Option<ListMarker> {
    let end = text.find(|c| digit(c).is_none())?;
    let value = number(text.get(..end)?).filter(|_| text.get(..end).is_some_and(|d| d.chars().count() <= 3))?;
    let rest = text.get(end..)?;
    let stop = rest.chars().next()?;
    let after = rest.get(stop.len_utf8()..)?;
    let next = after.chars().next();
    // A wide digit is a list number (１　日時). A quantity in wide digits has no space after it.
    let wide = !text.starts_with(|c: char| c.is_ascii());
    match stop {
        '.' if next.is_some_and(|c| c.is_ascii_digit()) => dotted(text),
        // Text exports contain 1.Foreword without a space. 1.8 is a number, handled above.
        '.' | '．'
            if next.is_some_and(|c| {
                c == ' ' || c == '\t' || c.is_alphabetic() || matches!(c, '“' | '《' | '（' | '"' | '\'')
            }) =>
        {
            Some(ListMarker { style: MarkerStyle::Decimal, number: value, len: end + stop.len_utf8() })
        }
        '、' => Some(ListMarker { style: MarkerStyle::Decimal, number: value, len: end + stop.len_utf8() }),
        ')' | '）' => Some(ListMarker { style: MarkerStyle::Round, number: value, len: end + stop.len_utf8() }),
        // 2 Outlook: a number without punctuation before a short title, never before a unit (10 月, 3 people).
        ' ' if value < 100
            && text.len() <= 90
            && ending(text) == Ending::Open
            && next.is_some_and(|c| c.is_uppercase() || is_unspaced_letter(c) && (wide || !UNITS.contains(c))) =>
        {
            Some(ListMarker { style: MarkerStyle::Dotted(1), number: value, len: end })
        }
        _ => None,
    }
}

/// Parses 1.2 or 1.2.3 before words, never before a unit or the rest of a number.
fn dotted(text: &str) -> Option<ListMarker> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let parts: Vec<&str> = text.get(..end)?.trim_end_matches('.').split('.').collect();
    let last = number(parts.last()?)?;
    let rest = text.get(end..)?;
    let spaced = rest.starts_with([' ', '\t'])
        && rest.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || is_unspaced_letter(c));
    let sane = parts.iter().all(|p| !p.is_empty() && p.len() <= 2);
    (spaced && sane && parts.len() <= 5).then_some(ListMarker {
        style: MarkerStyle::Dotted(u8::try_from(parts.len()).unwrap_or(5)),
        number: last,
        len: end,
    })
}

fn han(text: &str) -> Option<ListMarker> {
    let end = text.find(|c| !is_numeral(c)).filter(|&n| n <= 9)?;
    let inner = text.get(..end)?;
    let value = number(inner)?;
    let stop = text.get(end..)?.chars().next()?;
    // 一、 is a number. A single 一 before a space is one too, as in the chapters of many books.
    let len = match stop {
        '、' | '．' | '.' => end + stop.len_utf8(),
        ' ' if inner.chars().count() <= 2 => end,
        _ => return None,
    };
    (text.len() > len).then_some(ListMarker { style: MarkerStyle::Han, number: value, len })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_markers_are_parsed() {
        let cases = [
            ("一、中国", MarkerStyle::Han, 1, "一、"),
            ("十二、中国", MarkerStyle::Han, 12, "十二、"),
            ("（三）通过", MarkerStyle::HanRound, 3, "（三）"),
            ("（1）峰会", MarkerStyle::Round, 1, "（1）"),
            ("2) next", MarkerStyle::Round, 2, "2)"),
            ("10. Actively", MarkerStyle::Decimal, 10, "10."),
            ("1.2 Scope", MarkerStyle::Dotted(2), 2, "1.2"),
            ("第一章 总则", MarkerStyle::Chapter, 1, "第一章"),
            ("第十三条 国家", MarkerStyle::Article, 13, "第十三条"),
            ("第二部分 展望", MarkerStyle::Part, 2, "第二部分"),
            ("Chapter IV", MarkerStyle::Chapter, 4, "Chapter IV"),
            ("IX. Summary", MarkerStyle::Roman, 9, "IX."),
            ("- 一、中央", MarkerStyle::Bullet, 0, "-"),
            ("③ 其三", MarkerStyle::Circle, 3, "③"),
            ("[12] Smith", MarkerStyle::Reference, 12, "[12]"),
            ("b) second", MarkerStyle::Letter, 2, "b)"),
            ("2 Outlook", MarkerStyle::Dotted(1), 2, "2"),
        ];
        for (text, style, number, marker_text) in cases {
            assert_eq!(list_marker(text), Some(ListMarker { style, number, len: marker_text.len() }), "{text}");
        }
    }

    #[test]
    fn numbers_in_body_text_are_not_list_markers() {
        for text in [
            "1.8亿元",
            "2020年3月",
            "3.5 percent",
            "第三条规定的",
            "一般来说",
            "2008 年",
            "Chapter 3 explains",
            "Mr. Smith",
            "-5 degrees",
            "1999 年",
            "（作者）",
            "十分重要",
            "10 月在该地",
            "3 people came",
            "12 Monkeys is a film.",
        ] {
            assert_eq!(list_marker(text), None, "{text}");
        }
    }
}
