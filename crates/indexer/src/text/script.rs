//! Properties of single characters: width, script family, stops and brackets.
//!
//! Looks at one character at a time, and never allocates.

/// The behaviour of a character when lines are joined.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Family {
    /// Scripts without spaces: ideographs, kana, and their punctuation.
    Unspaced,
    /// Scripts with spaces: all other letters and digits.
    Spaced,
    /// Punctuation and symbols of the spaced scripts.
    Punctuation,
}

/// Whether a character is an ideograph, including the extensions, the numeral zero and the iteration mark.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '〇' | '々')
}

pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}')
}

pub(crate) fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}')
}

/// Letters of scripts without spaces between words.
pub(crate) fn is_unspaced_letter(c: char) -> bool {
    is_han(c) || is_kana(c)
}

/// Quotes, dashes and dots whose width depends on the language around them.
pub(crate) fn is_ambiguous(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '—' | '…' | '·' | '•' | '□' | '■' | '※' | '①'..='⑳')
}

/// Returns the width of a character in columns. Characters of ambiguous width count as one.
#[inline]
pub(crate) fn columns(c: char) -> u16 {
    let wide = c >= '\u{1100}'
        && (is_unspaced_letter(c) && !matches!(c, '\u{ff66}'..='\u{ff9f}')
            || is_hangul(c)
            || matches!(c, '\u{3000}'..='\u{303e}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{3200}'..='\u{33ff}'));
    1 + u16::from(wide)
}

#[inline]
pub(crate) fn family(c: char) -> Family {
    // Fast path: half of all characters are ASCII.
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Family::Spaced } else { Family::Punctuation };
    }
    if is_unspaced_letter(c)
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
    {
        Family::Unspaced
    } else if c.is_alphanumeric() {
        Family::Spaced
    } else {
        Family::Punctuation
    }
}

/// Whether a character ends a sentence.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '.' | '!' | '?' | '．' | '｡' | '؟' | '۔' | '।' | '॥')
}

/// Whether a character ends a clause: the sentence may continue, or a list may follow.
pub(crate) fn is_soft_stop(c: char) -> bool {
    matches!(c, '：' | ':' | '；' | ';')
}

/// Whether a character closes a bracket or a quotation.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '」'
            | '』'
            | '）'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '］'
            | '｝'
            | ')'
            | ']'
            | '}'
            | '"'
            | '\''
            | '»'
            | '›'
    )
}

pub(crate) fn is_opener(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '（' | '【' | '《' | '〈' | '〔' | '［' | '｛' | '(' | '[' | '{' | '«' | '‹')
}

/// Returns the value of a Chinese digit, in everyday or financial form.
pub(crate) fn han_digit(c: char) -> Option<u32> {
    // Fast path: called for the first character of every line, and most are below the ideographs.
    if c < '\u{3007}' {
        return None;
    }
    "〇一二三四五六七八九".chars().position(|d| d == c).and_then(|p| u32::try_from(p).ok()).or(match c {
        '零' => Some(0),
        '壹' => Some(1),
        '两' | '贰' | '貳' => Some(2),
        '叁' | '參' => Some(3),
        '肆' => Some(4),
        '伍' => Some(5),
        '陆' | '陸' => Some(6),
        '柒' => Some(7),
        '捌' => Some(8),
        '玖' => Some(9),
        _ => None,
    })
}

/// Parses a number in any digits: `12`, `１２`, `十二`, `二〇二〇`, `一百零三`.
pub(crate) fn number(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    if text.chars().all(|c| digit(c).is_some()) {
        return text.chars().try_fold(0_u32, |n, c| n.checked_mul(10)?.checked_add(digit(c)?));
    }
    if text.chars().count() > 1 && text.chars().all(|c| han_digit(c).is_some()) {
        return text.chars().try_fold(0_u32, |n, c| n.checked_mul(10)?.checked_add(han_digit(c)?));
    }
    let (mut total, mut unit) = (0_u32, 0_u32);
    for c in text.chars() {
        let scale = match c {
            '十' | '拾' => 10,
            '百' | '佰' => 100,
            '千' | '仟' => 1000,
            _ => {
                unit = han_digit(c)?;
                continue;
            }
        };
        total = total.checked_add(unit.max(1).checked_mul(scale)?)?;
        unit = 0;
    }
    total.checked_add(unit)
}

/// Returns the value of a decimal digit of either width.
pub(crate) fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        _ => c.to_digit(10),
    }
}

/// Whether a character is a digit or part of a Chinese number.
pub(crate) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || han_digit(c).is_some() || matches!(c, '十' | '百' | '千' | '拾' | '佰' | '仟')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parsed_in_all_notations() {
        for (text, value) in [
            ("12", 12),
            ("１２", 12),
            ("十二", 12),
            ("二十", 20),
            ("一百零三", 103),
            ("二〇二〇", 2020),
            ("十", 10),
            ("三", 3),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert_eq!(number("甲"), None);
        assert_eq!(number(""), None);
    }

    #[test]
    fn a_wide_character_takes_two_columns() {
        assert_eq!("a中，ｆ한".chars().map(columns).collect::<Vec<_>>(), [1, 2, 2, 2, 2]);
    }
}
