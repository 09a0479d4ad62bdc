//! Chinese short forms: 世卫组织 of 世界卫生组织.

use crate::linguistics::variants::simplified;

/// Characters of a short form.
const SHORT: std::ops::RangeInclusive<usize> = 2..=8;
/// How many times as long the long form may be.
const TIMES: usize = 6;

/// The words at the end of a run that a short form stands for: from its first character on, with its last one in the last word.
pub(super) fn shortened<'a, 'b>(short: &str, run: &'b [&'a str]) -> Option<&'b [&'a str]> {
    let short: Vec<char> = short.chars().map(simplified).collect();
    let (first, last) = (*short.first()?, *short.last()?);
    if !SHORT.contains(&short.len()) || !run.last()?.chars().map(simplified).any(|c| c == last) {
        return None;
    }
    (0..run.len()).rev().map(|start| &run[start..]).find(|long| {
        let mut chars = long.iter().flat_map(|word| word.chars()).map(simplified);
        let count = chars.clone().count();
        let begins = chars.clone().next() == Some(first);
        begins && count > short.len() && count <= short.len() * TIMES && short.iter().all(|c| chars.any(|o| o == *c))
    })
}

/// The usual short form of a name of three words or more: a character of each but the last, which stays whole.
pub(super) fn usual(parts: &[String]) -> Option<String> {
    let (last, before) = parts.split_last()?;
    let longer = |part: &String| part.chars().nth(1).is_some();
    let first = |part: &String| part.chars().next();
    (before.len() >= 2 && parts.iter().all(longer))
        .then(|| before.iter().filter_map(first).chain(last.chars()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_has_characters_of_its_long_form_in_order() {
        for (short, run, expected) in [
            ("世卫组织", &["支持", "世界卫生组织"][..], Some("世界卫生组织")),
            ("世衛組織", &["世界", "卫生", "组织"], Some("世界卫生组织")),
            ("全国人大", &["召开", "全国", "人民", "代表大会"], Some("全国人民代表大会")),
            ("社科院", &["中国", "社会", "科学院"], Some("社会科学院")),
            ("北京", &["北京", "大学", "校长"], None),
            ("科学院", &["中国", "科学院"], None),
            ("卫世组织", &["世界", "卫生", "组织"], None),
            ("世", &["世界"], None),
            ("特别是人流", &["回调", "趋势"], None),
        ] {
            assert_eq!(shortened(short, run).map(<[&str]>::concat).as_deref(), expected, "{short}");
        }
    }

    #[test]
    fn the_usual_short_form_keeps_the_last_word() {
        let usual = |parts: &[&str]| usual(&parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>());
        assert_eq!(usual(&["世界", "卫生", "组织"]).as_deref(), Some("世卫组织"));
        assert_eq!(usual(&["世界", "组织"]), None);
        assert_eq!(usual(&["国", "卫生", "组织"]), None);
    }
}
