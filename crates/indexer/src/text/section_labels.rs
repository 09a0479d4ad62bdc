//! Section labels: words that introduce a part of an article (摘要, Executive Summary, 关键词), alone on a line or before their text.

/// Labels of summaries and notes. Nothing else marks the text after them.
const LABELS: [&str; 34] = [
    "摘要",
    "内容摘要",
    "內容摘要",
    "内容提要",
    "提要",
    "摘 要",
    "要旨",
    "概要",
    "编者按",
    "編者按",
    "编者的话",
    "编者语",
    "按语",
    "关键词",
    "關鍵詞",
    "导语",
    "导读",
    "核心提示",
    "前言",
    "引言",
    "结语",
    "結語",
    "结论",
    "参考文献",
    "參考文獻",
    "Executive Summary",
    "EXECUTIVE SUMMARY",
    "Abstract",
    "ABSTRACT",
    "Summary",
    "Editor's note",
    "Editor’s note",
    "Keywords",
    "References",
];

/// Returns the length of the label in bytes, with its brackets, colon and space: `【编者按】`, `摘要：`, `Abstract—`, or a label alone on its line.
pub(crate) fn label_length(text: &str) -> Option<usize> {
    let open = text
        .chars()
        .next()
        .filter(|c| matches!(c, '【' | '［' | '[' | '〔' | '（' | '<' | '「'))
        .map_or(0, char::len_utf8);
    let rest = text.get(open..)?;
    let word = LABELS.iter().filter(|label| rest.starts_with(**label)).max_by_key(|label| label.len())?;
    let rest = rest.get(word.len()..)?;
    let tail = rest.chars().next();
    let len = open + word.len();
    match tail {
        None => Some(len),
        Some(c @ ('】' | '］' | ']' | '〕' | '）' | '>' | '」')) if open > 0 => {
            let after = rest.get(c.len_utf8()..)?;
            let colon = after.chars().next().filter(|c| matches!(c, '：' | ':')).map_or(0, char::len_utf8);
            Some(len + c.len_utf8() + colon)
        }
        Some(c @ ('：' | ':' | '—' | '–')) if open == 0 => Some(len + c.len_utf8()),
        Some(' ') if open == 0 && !word.is_ascii() => Some(len + 1),
        _ => None,
    }
}

/// Returns the words of a label, without brackets and punctuation.
pub(crate) fn label_text(text: &str) -> String {
    text.trim_matches(|c: char| {
        matches!(
            c,
            '【' | '】'
                | '［'
                | '］'
                | '['
                | ']'
                | '〔'
                | '〕'
                | '（'
                | '）'
                | '<'
                | '>'
                | '「'
                | '」'
                | '：'
                | ':'
                | ' '
                | '—'
                | '–'
        )
    })
    .to_owned()
}

/// Returns the value after one of the labels: `label：…`, `文/张三`, `作者:`.
pub(crate) fn labelled<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let rest = text.strip_prefix(label)?.trim_start();
        let slash = !label.is_ascii() && label.chars().count() <= 2;
        let rest =
            rest.strip_prefix(['：', ':']).or_else(|| rest.strip_prefix(['/', '／', '|', '丨']).filter(|_| slash))?;
        let rest = rest.trim();
        (!rest.is_empty()).then_some(rest)
    })
}
