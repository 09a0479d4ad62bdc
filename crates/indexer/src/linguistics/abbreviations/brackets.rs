//! Names that texts state in brackets: World Health Organization (WHO).

use findling_core::text::{Class, class};

use super::initials::{abbreviation, spelled};
use super::short_forms::shortened;
use crate::linguistics::function_words::is_function_word;

/// Bytes of the longest bracket that is read.
const LONGEST: usize = 160;
/// Words before a bracket that are looked at.
const WORDS: usize = 16;
/// Words in brackets that introduce another name.
const INTRODUCTIONS: [&str; 12] =
    ["以下简称", "下称", "简称", "又称", "也称", "亦称", "英文缩写", "英文", "缩写", "即", "：", ":"];

/// The statement of a bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Statement {
    /// A short form, and the name that it stands for.
    Pair(String, String),
    /// An abbreviation, and the Chinese words before the bracket. All or the last of them are its name.
    Run(String, Run),
}

/// The Chinese words before a bracket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub words: Vec<String>,
    /// A word is before them that no name begins with; nothing but punctuation otherwise.
    pub cut: bool,
}

/// Reads the brackets of a text, which is given in segments. `opens_name` is [`super::Dictionary::opens_name`].
pub(super) fn statements(text: &str, segments: &[(&str, bool)], opens_name: fn(&str) -> bool) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut at = 0;
    for (i, (segment, word)) in segments.iter().enumerate() {
        at += segment.len();
        let opened = segment.trim_end_matches(['“', '「', '《', '"', ' ']);
        let Some(before) = opened.strip_suffix(['(', '（']).filter(|_| !word) else { continue };
        if !before.chars().all(|c| "”」》\" ".contains(c)) {
            continue;
        }
        let Some(items) = items(&text[at..]) else { continue };
        let (run, cut) = run_before(&segments[..i], opens_name);
        read(&items, &run, cut, &words_before(&text[..at - segment.len()]), &mut found);
    }
    found
}

/// The items of a bracket that begins here.
fn items(rest: &str) -> Option<Vec<&str>> {
    let end = rest.find([')', '）', '(', '（', '\n']).filter(|end| *end <= LONGEST)?;
    if !rest[end..].starts_with([')', '）']) {
        return None;
    }
    let items = rest[..end].split(['，', '、', ',', ';', '；', '/']).map(|mut item| {
        loop {
            item = item.trim_matches(|c: char| c.is_whitespace() || "“”「」《》\"'".contains(c));
            match INTRODUCTIONS.iter().find_map(|word| item.strip_prefix(word)) {
                Some(rest) => item = rest,
                None => break item,
            }
        }
    });
    Some(items.filter(|item| !item.is_empty()).collect())
}

/// The Chinese words right before a bracket, and whether a word is before them that no name begins with.
fn run_before<'a>(segments: &[(&'a str, bool)], opens_name: fn(&str) -> bool) -> (Vec<&'a str>, bool) {
    let han = |(segment, word): &&(&str, bool)| *word && is_han(segment);
    let count = segments.iter().rev().take_while(han).take(WORDS).count();
    let run = &segments[segments.len() - count..];
    let begin = run.iter().rposition(|(word, _)| !opens_name(word)).map_or(0, |at| at + 1);
    let before = segments.len().checked_sub(count + 1).map(|at| segments[at]);
    let joins = before.is_some_and(|(segment, word)| word || segment.trim().is_empty());
    (run[begin..].iter().map(|segment| segment.0).collect(), begin > 0 || joins)
}

/// The words of other scripts before a bracket, back to the last punctuation.
fn words_before(text: &str) -> Vec<&str> {
    let text = text.trim_end();
    let clause = |c: char| ",;:!?()[]“”\"，。；：！？、（）《》\n".contains(c) || is_unspaced(c);
    let text = &text[text.rfind(clause).map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))..];
    let mut words: Vec<&str> =
        text.split_whitespace().rev().take(WORDS).take_while(|word| !word.ends_with('.')).collect();
    words.reverse();
    words
}

fn is_unspaced(c: char) -> bool {
    matches!(class(c), Class::Han | Class::Kana | Class::Unspaced)
}

/// Whether a string is of Chinese characters alone.
pub(super) fn is_han(string: &str) -> bool {
    string.chars().all(|c| class(c) == Class::Han)
}

fn read(items: &[&str], run: &[&str], cut: bool, words: &[&str], found: &mut Vec<Statement>) {
    let abbreviations: Vec<&str> = items.iter().filter_map(|item| abbreviation(item)).collect();
    let long = items.iter().find_map(|item| {
        let short = is_han(item) && !is_function_word(item);
        short.then(|| shortened(item, run)).flatten()
    });
    let mut pair = |short: &str, long: String| found.push(Statement::Pair(short.to_owned(), long));
    if let Some(long) = long {
        for item in items {
            if abbreviations.iter().any(|short| item.starts_with(short))
                || is_han(item) && shortened(item, run) == Some(long)
            {
                pair(abbreviation(item).unwrap_or(item), long.concat());
            }
        }
    }
    for short in &abbreviations {
        if let Some(start) = spelled(short, words) {
            pair(short, words[start..].join(" "));
        }
    }
    // A name in other letters is spelled by an abbreviation beside it, or by the one before the bracket.
    let before = words.last().and_then(|word| abbreviation(word));
    for short in abbreviations.iter().copied().chain(before) {
        for item in items {
            let words: Vec<&str> = item.split_whitespace().collect();
            if spelled(short, &words) == Some(0) {
                pair(short, words.join(" "));
            }
        }
    }
    if long.is_none() && !run.is_empty() {
        let run = Run { words: run.iter().map(|word| (*word).to_owned()).collect(), cut };
        found.extend(abbreviations.iter().map(|short| Statement::Run((*short).to_owned(), run.clone())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use findling_core::text::Segment;

    /// The statements of a text whose Chinese words are divided by `|`.
    fn stated(text: &str) -> Vec<String> {
        let whole = text.replace('|', "");
        let segments: Vec<(&str, bool)> = text
            .split('|')
            .flat_map(findling_core::text::segments)
            .map(|segment| (segment.text(), !matches!(segment, Segment::Gap(_))))
            .collect();
        let found = statements(&whole, &segments, |word| !["支持", "实现", "不"].contains(&word));
        found
            .into_iter()
            .map(|statement| match statement {
                Statement::Pair(short, long) => format!("{short} = {long}"),
                Statement::Run(short, run) => {
                    format!("{short} ? {}{}", if run.cut { "…" } else { "" }, run.words.join("|"))
                }
            })
            .collect()
    }

    #[test]
    fn latin_abbreviations_are_read_in_both_orders() {
        for text in [
            "Support the World Health Organization (WHO) to play",
            "and WHO (World Health Organization) said",
            "支持WHO（World Health Organization）",
        ] {
            assert_eq!(stated(text), ["WHO = World Health Organization"], "{text}");
        }
        assert_eq!(
            stated("El informe de la Organización Mundial de la Salud (OMS)."),
            ["OMS = Organización Mundial de la Salud"]
        );
    }

    #[test]
    fn all_items_of_a_bracket_join_a_short_form() {
        assert_eq!(stated("支持|世界卫生组织（世卫组织，WHO）"), ["世卫组织 = 世界卫生组织", "WHO = 世界卫生组织"]);
        assert_eq!(stated("世界|卫生|组织(以下简称“世卫组织”)"), ["世卫组织 = 世界卫生组织"]);
        assert_eq!(
            stated("全球化|智库（Center for China and Globalization，简称CCG）"),
            ["CCG = Center for China and Globalization", "CCG ? 全球化|智库"]
        );
    }

    #[test]
    fn an_abbreviation_alone_leaves_the_name_open() {
        assert_eq!(stated("实现|国内|生产总值（GDP）增长"), ["GDP ? …国内|生产总值"]);
    }

    #[test]
    fn other_brackets_state_nothing() {
        for text in [
            "疫情（2020年）",
            "第一（1）",
            "全国 31 个省（自治区、直辖市）",
            "王辉耀（Wang Huiyao）",
            "失败国家(failed state)",
            "回调趋势（特别是人流）",
            "World Trade (WHO)",
            "包|不|建议|使用|扩展名（包名）",
            "世界（WHO",
            "世界 （一）",
            "",
            "（）",
            "世界。（WHO）",
            "Henry (III)",
        ] {
            assert_eq!(stated(text), [""; 0], "{text}");
        }
    }
}
