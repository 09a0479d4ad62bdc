//! Names and abbreviations that the texts themselves equate: 世界卫生组织（WHO）, World Health Organization (WHO).
//!
//! Precision comes first: a wrong group shows pages about something else, and a missing one costs nothing that search had before.
//! `brackets` reads what the texts state, `occurrences` counts names in all texts, and the groups are decided here.

mod brackets;
mod initials;
mod occurrences;
mod short_forms;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;

use crate::encode::Segments;
use brackets::{Run, Statement, is_han, statements};
use occurrences::{Count, count, folded};

/// Most groups. A page opens all of them, and every query of several words is compared with each. Those stated most often stay.
const MOST: usize = 500;
/// How many times as often as any other meaning the main one of an abbreviation must be stated.
const DOMINANT: usize = 3;
/// Times that a short form which no text explains must occur.
const USED: usize = 2;

/// Characters of a name that is not the end of many others.
const LONG_ENOUGH: usize = 4;

/// What is known of Chinese words.
#[derive(Clone, Copy)]
pub(crate) struct Dictionary {
    /// Whether a name may begin with this word.
    pub opens_name: fn(&str) -> bool,
    /// The words that a long word is made of.
    pub parts: fn(&str) -> Vec<String>,
}

/// A meaning of a short form: its long form, and how often it is stated.
#[derive(Debug)]
struct Meaning {
    long: String,
    stated: usize,
}

/// The meanings of each short form, Chinese ones apart from others, by their folded long form.
type Meanings = BTreeMap<(String, bool), BTreeMap<String, Meaning>>;

/// The groups of a corpus, those that are stated most often first.
pub(super) fn groups(texts: &[Segments<'_>], dictionary: Dictionary) -> Vec<Vec<String>> {
    let stated: Vec<Statement> = texts.par_iter().flat_map_iter(|text| in_text(text, dictionary)).collect();
    let mut meanings = Meanings::new();
    let mut runs: BTreeMap<String, Vec<Run>> = BTreeMap::new();
    for statement in stated {
        match statement {
            Statement::Pair(short, long) => add(&mut meanings, short, long, 1),
            Statement::Run(short, run) => runs.entry(short).or_default().push(run),
        }
    }
    let ends: BTreeSet<String> = runs.values().flatten().flat_map(|run| name_ends(&run.words)).collect();
    let counts = count(texts, &ends.iter().map(String::as_str).collect());
    let mut by_name: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (short, runs) in &runs {
        if let Some((name, stated)) = name_of(runs, &counts) {
            by_name.entry(name).or_default().push((short.clone(), stated));
        }
    }
    for (name, mut shorts) in by_name {
        // A name with several abbreviations is a common noun: 委员会（IOC）, 委员会（FCC）.
        shorts.sort_by_key(|(_, stated)| std::cmp::Reverse(*stated));
        if shorts.get(1).is_none_or(|second| shorts[0].1 >= second.1 * DOMINANT) {
            let (short, stated) = shorts.swap_remove(0);
            add(&mut meanings, short, name, stated);
        }
    }
    let pairs = unambiguous(meanings);
    let usual = usual_short_forms(&pairs, dictionary);
    let names = pairs.iter().flat_map(|pair| [pair.0.as_str(), pair.1.as_str()]);
    let counts = count(texts, &names.chain(usual.keys().map(String::as_str)).collect());
    joined(&pairs, &usual, &counts)
}

fn in_text(text: &Segments<'_>, dictionary: Dictionary) -> Vec<Statement> {
    if !text.text().contains(['(', '（']) {
        return Vec::new();
    }
    statements(text.text(), &text.iter().collect::<Vec<_>>(), dictionary.opens_name)
}

fn fold(name: &str) -> String {
    name.chars().map(folded).collect()
}

fn add(meanings: &mut Meanings, short: String, long: String, stated: usize) {
    let key = fold(&long);
    // The plural of an abbreviation stands for the plural of its long form.
    let key = key.strip_suffix('s').map(str::to_owned).unwrap_or(key);
    let of = meanings.entry((short, is_han(&long))).or_default();
    of.entry(key).or_insert(Meaning { long, stated: 0 }).stated += stated;
}

/// The strings of two characters or more that words end with, shortest first.
fn name_ends(words: &[String]) -> impl Iterator<Item = String> {
    (0..words.len()).rev().map(|start| words[start..].concat()).filter(|name| name.chars().nth(1).is_some())
}

/// The name that the words before an abbreviation are or end with, and how often it is stated. Either most statements have it, at least
/// twice, or it is all of the words and begins after punctuation elsewhere.
fn name_of(runs: &[Run], counts: &HashMap<&str, Count>) -> Option<(String, usize)> {
    let mut stated: BTreeMap<String, usize> = BTreeMap::new();
    for name in runs.iter().flat_map(|run| name_ends(&run.words)) {
        *stated.entry(name).or_default() += 1;
    }
    let is_name = |name: &str, times: usize| {
        let whole = |run: &&Run| run.words.concat() == name;
        if name.chars().count() < LONG_ENOUGH {
            // 网络 and 集团 are the ends of many names.
            return times >= 2 && runs.iter().all(|run| !run.cut && whole(&run));
        }
        let needed = if runs.iter().any(|run| !run.cut && whole(&run)) { 1 } else { 2 };
        let begins = || runs.iter().any(|run| whole(&run)) && counts.get(name).is_some_and(|c| c.bounded >= needed);
        times >= 2 && times * DOMINANT >= runs.len() * 2 || begins()
    };
    stated.into_iter().filter(|(name, times)| is_name(name, *times)).max_by_key(|(name, times)| (name.len(), *times))
}

/// The pairs of a short form and its only or main meaning, with how often they are stated.
fn unambiguous(meanings: Meanings) -> Vec<(String, String, usize)> {
    let main = |((short, _), of): ((String, bool), BTreeMap<String, Meaning>)| {
        let mut of: Vec<Meaning> = of.into_values().collect();
        of.sort_by_key(|meaning| std::cmp::Reverse(meaning.stated));
        let is_main = of.get(1).is_none_or(|second| of[0].stated >= second.stated * DOMINANT);
        is_main.then(|| of.swap_remove(0)).map(|meaning| (short, meaning.long, meaning.stated))
    };
    meanings.into_iter().filter_map(main).collect()
}

/// The usual short forms of the Chinese names in pairs, with their names. One that would have two names is left out.
fn usual_short_forms(pairs: &[(String, String, usize)], dictionary: Dictionary) -> BTreeMap<String, String> {
    let mut usual: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (_, long, _) in pairs.iter().filter(|(short, long, _)| is_han(long) && !is_han(short)) {
        if let Some(short) = short_forms::usual(&(dictionary.parts)(long)) {
            usual.entry(short).or_default().insert(long);
        }
    }
    let stated = |short: &String| pairs.iter().any(|pair| pair.0 == *short);
    let only = usual.into_iter().filter(|(short, longs)| longs.len() == 1 && !stated(short));
    only.flat_map(|(short, longs)| longs.into_iter().map(move |long| (short.clone(), long.to_owned()))).collect()
}

/// Joins pairs with a common member to groups. A group whose members occur nowhere but in its statements finds nothing new.
fn joined(
    pairs: &[(String, String, usize)],
    usual: &BTreeMap<String, String>,
    counts: &HashMap<&str, Count>,
) -> Vec<Vec<String>> {
    let times = |name: &str| counts.get(name).map_or(0, |count| count.all);
    let mut groups: Vec<(usize, BTreeSet<&str>)> = Vec::new();
    let usual = usual.iter().filter(|(short, _)| times(short) >= USED).map(|(short, long)| (short, long, 0));
    for (short, long, stated) in pairs.iter().map(|(short, long, stated)| (short, long, *stated)).chain(usual) {
        let has = |group: &(usize, BTreeSet<&str>)| group.1.contains(short.as_str()) || group.1.contains(long.as_str());
        let (with, mut others): (Vec<_>, Vec<_>) = groups.into_iter().partition(has);
        let mut group = (stated, BTreeSet::from([short.as_str(), long.as_str()]));
        for (stated, members) in with {
            group.0 += stated;
            group.1.extend(members);
        }
        others.push(group);
        groups = others;
    }
    groups.retain(|(stated, members)| members.iter().any(|name| times(name) > *stated));
    groups.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    groups.truncate(MOST);
    groups.into_iter().map(|(_, members)| members.into_iter().map(str::to_owned).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The groups of texts whose segments are divided by `|`.
    fn groups_of(texts: &[&str]) -> Vec<String> {
        let opens_name = |word: &str| !["支持", "实现", "是", "的"].contains(&word);
        let parts = |word: &str| {
            let chars: Vec<char> = word.chars().collect();
            chars.chunks(2).map(|part| part.iter().collect()).collect()
        };
        let whole: Vec<String> = texts.iter().map(|text| text.replace('|', "")).collect();
        let cut = |(text, whole)| {
            let segments = str::split(text, '|').map(|segment| (segment, segment.starts_with(char::is_alphanumeric)));
            Segments::new(whole, &segments.collect::<Vec<_>>())
        };
        let texts: Vec<Segments<'_>> = texts.iter().copied().zip(whole.iter().map(String::as_str)).map(cut).collect();
        groups(&texts, Dictionary { opens_name, parts }).into_iter().map(|group| group.join("=")).collect()
    }

    #[test]
    fn a_name_begins_after_punctuation_elsewhere() {
        let (stated, elsewhere) = ("支持|世界|卫生|组织|（|WHO|）", "，|世界|卫生|组织|说");
        assert_eq!(groups_of(&[stated, elsewhere, elsewhere]), ["WHO=世界卫生组织"]);
        assert_eq!(groups_of(&["“|世界|卫生|组织|”（|WHO|）", elsewhere]), ["WHO=世界卫生组织"]);
        assert!(groups_of(&[stated, "WHO"]).is_empty(), "nothing shows where the name begins");
        let part = "，|卫生|组织|说";
        assert!(groups_of(&[stated, part, part]).is_empty(), "a part of the words before the bracket");
    }

    #[test]
    fn a_short_name_follows_punctuation_wherever_it_is_stated() {
        assert_eq!(groups_of(&["，|欧盟|（|EU|）", "欧盟|（|EU|）", "EU"]), ["EU=欧盟"]);
        assert!(groups_of(&["，|欧盟|（|EU|）", "，|欧盟", "EU"]).is_empty());
        assert!(groups_of(&["是|网络|（|CDN|）", "，|网络|（|CDN|）", "，|网络", "CDN"]).is_empty());
    }

    #[test]
    fn a_name_may_stand_twice_before_its_abbreviation() {
        let texts = ["今年|国内|生产总值|（|GDP|）", "实现|国内|生产总值|(|GDP|)", "GDP"];
        assert_eq!(groups_of(&texts), ["GDP=国内生产总值"]);
    }

    #[test]
    fn a_short_form_that_no_text_explains_joins_if_it_is_used() {
        let texts = ["世界|卫生|组织|（|WHO|）", "，|世界|卫生|组织|说", "世|卫|组织|说", "支持|世|卫|组织"];
        assert_eq!(groups_of(&texts), ["WHO=世卫组织=世界卫生组织"]);
        assert_eq!(groups_of(&texts[..3]), ["WHO=世界卫生组织"]);
    }

    #[test]
    fn an_abbreviation_with_two_meanings_has_none_unless_one_is_the_main_one() {
        let world = "World| |Health| |Organization| (|WHO|)";
        let white = "White| |House| |Office| (|WHO|)";
        assert!(groups_of(&[world, white, "WHO"]).is_empty());
        assert_eq!(groups_of(&[world, world, world, white, "WHO"]), ["WHO=World Health Organization"]);
        let texts = ["委员会|（|IOC|）", "委员会|（|FCC|）", "，|委员会", "IOC|，|FCC"];
        assert!(groups_of(&texts).is_empty(), "a common noun");
    }

    #[test]
    fn names_join_through_their_abbreviation() {
        let texts =
            ["World| |Health| |Organization| (|WHO|)", "世界|卫生|组织|（|世|卫|组织|，|WHO|）", "WHO", "WHO", "WHO"];
        assert_eq!(groups_of(&texts), ["WHO=World Health Organization=世卫组织=世界卫生组织"]);
    }

    #[test]
    fn names_that_occur_only_in_their_statement_are_left_out() {
        assert!(groups_of(&["World| |Health| |Organization| (|WHO|)"]).is_empty());
    }
}
