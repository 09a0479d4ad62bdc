//! Bylines: the authors of an article, with their affiliations.

use super::script::{is_han, is_kana, is_unspaced_letter};
use super::section_labels::labelled;

/// An author, as the text names them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Author {
    pub name: String,
    pub affiliation: String,
}

/// Parses the sender of a mail header: `Name <address>` or `Name, office`.
pub(crate) fn sender(value: &str) -> Author {
    let name =
        value.split(['<', '(']).next().map(str::trim).filter(|n| !n.is_empty()).unwrap_or(value).trim_matches('"');
    let (name, office) = name.split_once([',', '，']).unwrap_or((name, ""));
    Author { name: name.trim().to_owned(), affiliation: office.trim().to_owned() }
}

const BYLINES: [&str; 19] = [
    "本文作者",
    "作者",
    "文字",
    "文",
    "图文",
    "撰文",
    "撰稿",
    "记者",
    "責任編輯",
    "责任编辑",
    "编辑",
    "著者",
    "執筆者",
    "执笔",
    "Authors",
    "Author",
    "Written by",
    "AUTHOR",
    "Reported by",
];

/// Whether a line names the authors. `bare` is the line without signs before its first word.
pub(crate) fn is_byline(text: &str, bare: &str) -> bool {
    labelled(bare, &BYLINES).is_some() || is_by(text) || is_reporter(text)
}

fn is_by(text: &str) -> bool {
    text.strip_prefix("By ")
        .or_else(|| text.strip_prefix("BY "))
        .or_else(|| text.strip_prefix("by "))
        .is_some_and(|rest| is_latin_name(rest.split([',', '|']).next().unwrap_or(rest)))
}

fn is_reporter(text: &str) -> bool {
    ["本报记者 ", "本刊记者 ", "本报通讯员 ", "新华社记者 ", "本报评论员 ", "记者 ", "特约评论员 "]
        .iter()
        .any(|role| text.strip_prefix(role).is_some_and(|rest| rest.chars().count() <= 16 && names(rest).is_some()))
}

/// Whether the text is an author note in brackets: （作者系…）, (The author is ...).
pub(crate) fn is_affiliation(text: &str) -> bool {
    let inner = text.strip_prefix(['（', '(', '【', '［']).unwrap_or_default();
    [
        "作者系",
        "作者为",
        "作者單位",
        "作者单位",
        "作者是",
        "作者：",
        "作者:",
        "本文作者",
        "筆者は",
        "The author ",
        "The writer ",
        "The authors ",
    ]
    .iter()
    .any(|open| inner.starts_with(open))
}

/// Returns the authors that a byline names.
pub(crate) fn authors(text: &str) -> Option<Vec<Author>> {
    let text = text.trim_matches(|c: char| {
        c == ' '
            || matches!(
                c,
                '*' | '-'
                    | '—'
                    | '□'
                    | '■'
                    | '◎'
                    | '◆'
                    | '●'
                    | '○'
                    | '▲'
                    | '◇'
                    | '（'
                    | '）'
                    | '('
                    | ')'
                    | '【'
                    | '】'
                    | '['
                    | ']'
            )
    });
    let labelled = labelled(text, &BYLINES);
    let body = labelled.unwrap_or(text);
    let body = ["By ", "BY ", "by "].iter().find_map(|by| body.strip_prefix(by)).unwrap_or(body);
    let body =
        ["本报记者", "本刊记者", "本报通讯员", "新华社记者", "特约记者", "记者", "通讯员", "本报评论员", "特约评论员"]
            .iter()
            .find_map(|role| body.strip_prefix(role))
            .unwrap_or(body)
            .trim();
    let body = body.trim_end_matches(['。', '.', '；']);
    if let Some(all) = names(body) {
        return Some(all.into_iter().map(|name| Author { name, affiliation: String::new() }).collect());
    }
    // A name, then the author's affiliation.
    let (name, affiliation) = body.split_once(['，', ',', '（', '('])?;
    let all = names(name.trim())?;
    let affiliation = affiliation.trim().trim_end_matches(['）', ')']).to_owned();
    let _ = labelled?;
    Some(all.into_iter().map(|name| Author { name, affiliation: affiliation.clone() }).collect())
}

/// Returns the author of `（name, role）` at the end of a heading, and the offset of the bracket.
pub(crate) fn trailing_signature(text: &str) -> Option<(usize, Author)> {
    let body = text.strip_suffix('）').or_else(|| text.strip_suffix(')'))?;
    let at = body.rfind(['（', '('])?;
    let inner = body.get(at..)?.trim_start_matches(['（', '(']);
    let (name, role) = inner.split_once(['，', ','])?;
    let name = names(name.trim()).filter(|n| n.len() == 1)?.pop()?;
    let role = role.trim();
    // Roles and institutions have a few common endings. Other text in brackets (2018, revised) does not.
    let role_like = role.ends_with([
        '长', '員', '员', '授', '任', '师', '士', '者', '家', '所', '院', '校', '社', '部', '席', '理', '事', '官',
        '记', '人', '使', '長', '師',
    ]) || role.starts_with(|c: char| c.is_uppercase());
    (role_like && at > 0).then(|| (at, Author { name, affiliation: role.to_owned() }))
}

/// Returns the names if the text is a list of names and nothing else.
fn names(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if is_latin_name(text) {
        return Some(text.split(" and ").flat_map(|t| t.split(" & ")).map(|t| t.trim().to_owned()).collect());
    }
    let all: Vec<&str> = text.split([' ', '、', '，', '\t']).filter(|t| !t.is_empty()).collect();
    let named = !all.is_empty() && all.len() <= 8 && all.iter().all(|name| is_han_name(name));
    named.then(|| all.into_iter().map(str::to_owned).collect())
}

/// Whether a text is a name of 2 to 4 ideographs, or a transliteration with dots.
fn is_han_name(name: &str) -> bool {
    let count = name.chars().count();
    let dotted = name.contains(['·', '•', '・']);
    name.chars().all(|c| is_han(c) || is_kana(c) || matches!(c, '·' | '•' | '・'))
        && count >= 2
        && (count <= 4 || dotted && count <= 16)
}

/// Whether a text is a name of 2 to 8 words: capitalised words, initials and particles.
fn is_latin_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').filter(|w| !w.is_empty()).collect();
    let capital = |w: &str| {
        w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’'))
    };
    let particle =
        |w: &str| matches!(w, "and" | "&" | "de" | "van" | "von" | "der" | "da" | "la" | "du" | "bin" | "al");
    // INTERNAL MEMORANDUM is a document type, not a name.
    (2..=8).contains(&words.len())
        && name.chars().any(char::is_lowercase)
        && words.iter().all(|w| capital(w) || particle(w))
        && words.first().is_some_and(|w| capital(w))
        && !name.chars().any(is_unspaced_letter)
}

/// Returns the affiliation from an author note （作者系…）.
pub(crate) fn affiliation(text: &str) -> String {
    let inner = text.trim_matches(|c: char| matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '［' | '］' | ' '));
    let inner = ["本文作者", "作者单位", "作者單位", "作者", "The authors are ", "The author is ", "The writer is "]
        .iter()
        .find_map(|p| inner.strip_prefix(p))
        .unwrap_or(inner);
    inner.trim_start_matches(['：', ':', '系', '为', '是', '，', ' ']).trim_end_matches(['。', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_give_names_and_affiliations() {
        let one = |text: &str| authors(text).and_then(|a| a.into_iter().next()).map(|a| (a.name, a.affiliation));
        let pair = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(one("□ 赵磊"), pair("赵磊", ""));
        assert_eq!(one("* 作者：林一鸣，某大学经济研究所研究员。"), pair("林一鸣", "某大学经济研究所研究员"));
        assert_eq!(one("By Jane Q. Doe"), pair("Jane Q. Doe", ""));
        assert_eq!(one("文/王小明"), pair("王小明", ""));
        assert_eq!(authors("□ 是否同意本次会议的决定"), None);
    }

    #[test]
    fn a_signature_at_the_end_of_a_heading_is_parsed() {
        let (at, author) = trailing_signature("1. 更新观念 （王一鸣，副院长）").unwrap_or_default();
        assert_eq!((at, author.name.as_str(), author.affiliation.as_str()), ("1. 更新观念 ".len(), "王一鸣", "副院长"));
        assert_eq!(trailing_signature("发展规划（2018，修订）"), None);
    }
}
