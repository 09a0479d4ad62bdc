//! From the units of a plan to the places that answer them: the word itself, and what may stand in for it.

use super::hits::{Hit, Kind, Matched, before, merge, order};
use super::{edit_distance, pinyin, substring};
use core::ops::Range;

use crate::Index;
use crate::index::Field;
use crate::lean::{contains, count, find, join, keep, list, split};
use crate::query::{Plan, Unit};
use crate::sort;
use crate::text::{arabic_forms, han_forms};

/// Matches everything that a plan looks for and that is not excluded: phrases, strings, words. What `kept` has already is not looked for
/// again.
pub(super) fn matched(index: &Index, plan: &Plan, mut kept: Vec<Matched>) -> Vec<Matched> {
    let mut all: Vec<Matched> = Vec::new();
    for (number, string) in plan.strings.iter().enumerate() {
        let units = list(plan.units.iter().filter(|u| u.string as usize == number));
        let (Some(first), Some(last)) = (units.first(), units.last()) else { continue };
        let mut key = string.clone();
        key.push(if last.open { '+' } else { ' ' });
        key.push_str(first.field.as_deref().unwrap_or(""));
        if let Some(at) = kept.iter().position(|k| k.key == key) {
            let mut again = kept.swap_remove(at);
            again.group = first.group;
            all.push(again);
            continue;
        }
        let mut alone = Matched::of(string, first.group, first.field.as_deref());
        alone.key = key;
        if units.len() > 1 || first.unspaced {
            // The string stands somewhere as it was typed: then that is what was meant, and not its pieces.
            alone.hits = whole(index, string, last.open);
            add_synonyms(index, string, &mut alone.hits);
        }
        if alone.hits.is_empty() {
            let mut words = list(units.iter().map(|unit| word(index, unit)));
            // Torn to single characters, or with a piece that is nowhere: rather one word, mistyped.
            let torn = units.iter().zip(&words).any(|(u, w)| u.unspaced && (w.hits.is_empty() || count(&u.form) < 2));
            if !(torn && first.unspaced && mistyped(index, &mut alone)) {
                if let [word] = words.as_mut_slice() {
                    word.key = alone.key;
                }
                all.append(&mut words);
                continue;
            }
        }
        all.push(alone);
    }
    for phrase in plan.phrases.iter().filter(|p| !p.not) {
        let form = join(&phrase.strings, ' ');
        let group = crate::query::MAX_UNITS as u32 + all.len() as u32;
        let mut row = Matched::of(&form, group, phrase.field.as_deref());
        row.hits = in_a_row(index, &phrase.strings);
        all.push(row);
    }
    for matched in &mut all {
        if !plan.typed.is_empty() {
            prefer(index, &plan.typed, &mut matched.hits);
        }
        if let Some(name) = &matched.field {
            keep(&mut matched.hits, |h| is_in(index, h, name));
        }
    }
    all
}

/// Puts places whose accents or characters are other than those that were typed, if any were, behind those that have the same.
fn prefer(index: &Index, typed: &str, hits: &mut [Hit]) {
    let mut known: Vec<(&str, bool)> = Vec::new();
    for hit in hits.iter_mut().filter(|h| h.kind == Kind::Exact) {
        let surface = index.all_text().get(hit.bytes(index)).unwrap_or("");
        let same = if let Some(known) = known.iter().find(|k| k.0 == surface) {
            known.1
        } else {
            let same = contains(typed, &index.folder().plain(surface));
            known.push((surface, same));
            same
        };
        if !same {
            hit.kind = Kind::Variant;
        }
    }
}

/// Whether a hit stands in the field of this name.
fn is_in(index: &Index, hit: &Hit, name: &str) -> bool {
    let text = index.text_of(hit.token);
    match index.place(text).field {
        Field::Title => name == "title",
        Field::Heading => name == "heading",
        Field::Meta => index.meta_name(text) == Some(name),
        Field::Body | Field::Plain => false,
    }
}

/// Places where strings stand in a row, with nothing but gaps between.
pub(super) fn in_a_row(index: &Index, strings: &[String]) -> Vec<Hit> {
    let mut rows: Vec<Hit> = Vec::new();
    for (i, string) in strings.iter().enumerate() {
        let next = substring::find(index, string, false);
        if i == 0 {
            rows = next;
            continue;
        }
        let mut longer = Vec::new();
        for row in &rows {
            let token = row.token + u32::from(row.tokens);
            let at = before(&next, token);
            if let Some(h) = next.get(at)
                && h.token == token
                && h.skip == 0
                && row.keep == 0
                && index.text_of(token) == index.text_of(row.token)
            {
                let tokens = row.tokens.saturating_add(h.tokens);
                longer.push(Hit { tokens, keep: h.keep, kind: row.kind.max(h.kind), ..*row });
            }
        }
        rows = longer;
    }
    rows
}

/// Places of a string as it was typed, or with its number written the other way.
fn whole(index: &Index, string: &str, open: bool) -> Vec<Hit> {
    let mut hits = substring::find(index, string, open);
    for other in other_numbers(string) {
        add(&mut hits, &substring::find(index, &other, open), Kind::Variant);
    }
    hits
}

/// The string with its first number written otherwise: 第十三条 and 第13条.
fn other_numbers(string: &str) -> Vec<String> {
    if let Some((before, digits, after)) = arabic_forms(string) {
        return vec![before + &digits + &after];
    }
    let Some(start) = find(string, &|c: char| c.is_ascii_digit()) else { return Vec::new() };
    let rest = string.get(start..).unwrap_or("");
    let len = find(rest, &|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = split(rest, len);
    let before = string.get(..start).unwrap_or("");
    list(han_forms(digits).iter().map(|han| before.to_owned() + han + after))
}

/// Adds hits of a lesser kind where none is yet, keeping order.
fn add(hits: &mut Vec<Hit>, more: &[Hit], kind: Kind) {
    merge(hits, &list(more.iter().map(|hit| Hit { kind: kind.max(hit.kind), ..*hit })));
}

/// Terms, side by side or one by one, that answer in one way.
type Terms = (Kind, Vec<Range<u32>>);

const SOME: usize = 32;

/// The places of whole terms, ascending; of a term that answers in several ways, at most three, the first counts.
fn places(index: &Index, ways: &[Terms]) -> Vec<Hit> {
    let mut tokens = sort::Numbers::under(index.token_count());
    let mut most = 0;
    for (way, (_, terms)) in ways.iter().enumerate() {
        for range in terms {
            let postings = index.postings_of(range.clone());
            tokens.add(way, postings);
            most += postings.len();
        }
    }
    // Hits go to the list some at a time: adding one is a call.
    let mut hits = Vec::with_capacity(most);
    let mut some = [Hit::whole(0, Kind::Exact); SOME];
    let mut n = 0;
    tokens.each(|token, way| {
        some[n] = Hit::whole(token, ways[way].0);
        n = (n + 1) % SOME;
        if n == 0 {
            hits.extend_from_slice(&some);
        }
    });
    hits.extend_from_slice(&some[..n]);
    hits
}

/// Adds places of what the owner says stands for a string; a synonym of several words stands there word by word.
fn add_synonyms(index: &Index, string: &str, hits: &mut Vec<Hit>) {
    let means = |words: &Vec<String>| words.len() == 1 && words[0] == string;
    for group in index.synonyms().iter().filter(|group| group.iter().any(means)) {
        for words in group {
            add(hits, &in_a_row(index, words), Kind::Synonym);
        }
    }
}

/// Longest string of Chinese that is looked for as one mistyped word.
const LONGEST_MISTYPED: usize = 8;

/// Finds the places that sound like a string, or else those that differ from it by a character; whether there are any.
fn mistyped(index: &Index, matched: &mut Matched) -> bool {
    let string = &matched.form;
    if count(string) > LONGEST_MISTYPED || find(string, &|c: char| !crate::text::is_unspaced(c)).is_some() {
        return false;
    }
    matched.hits = pinyin::alike(index, string);
    if matched.hits.is_empty() {
        matched.hits = pinyin::one_off(index, string);
    }
    matched.instead = matched.hits.first().map(|first| (Kind::Typo, surface(index, first)));
    matched.instead.is_some()
}

/// A hit's text as it stands.
fn surface(index: &Index, hit: &Hit) -> String {
    index.all_text().get(hit.bytes(index)).unwrap_or("").to_owned()
}

/// Places of one word.
fn word(index: &Index, unit: &Unit) -> Matched {
    let mut matched = Matched::of(&unit.form, unit.group, unit.field.as_deref());
    let hits = &mut matched.hits;
    if unit.unspaced {
        *hits = whole(index, &unit.form, false);
    } else {
        let mut ways = vec![(Kind::Exact, list(index.lexicon().find(&unit.form).map(one)))];
        ways.push((Kind::Inflected, list(inflected(index, &unit.form).iter().copied().map(one))));
        if unit.open {
            ways.push((Kind::Prefix, vec![index.lexicon().beginning(&unit.form)]));
        }
        *hits = places(index, &ways);
        add(hits, &inside(index, unit), Kind::Exact);
        for other in other_numbers(&unit.form) {
            add(hits, &substring::find(index, &other, false), Kind::Variant);
        }
    }
    add_synonyms(index, &unit.form, hits);
    if !unit.unspaced && hits.is_empty() {
        guess(index, unit, &mut matched);
    }
    matched
}

/// Places where a word stands inside a name: header in parseHttpHeader.
fn inside(index: &Index, unit: &Unit) -> Vec<Hit> {
    let mut hits = Vec::new();
    let length = unit.form.len();
    index.each_inside(&unit.form, unit.open, |token, start, end| {
        let kind = if end - start == length { Kind::Part } else { Kind::Prefix };
        hits.push(Hit { token, tokens: 1, kind, skip: start as u16, keep: end as u16 });
    });
    order(&mut hits);
    hits
}

/// One term as a range.
fn one(term: u32) -> Range<u32> {
    term..term + 1
}

/// Words that a word may have been meant for which is nowhere.
fn guess(index: &Index, unit: &Unit, matched: &mut Matched) {
    let lexicon = index.lexicon();
    let form = unit.form.as_str();
    let letters = count(form);
    if letters >= 3 {
        matched.hits = places(index, &[(Kind::Part, list(lexicon.with(form).iter().copied().map(one)))]);
    }
    if matched.hits.is_empty() {
        matched.hits = pinyin::read(index, form, unit.open);
        if let Some(first) = matched.hits.first() {
            matched.instead = Some((Kind::Reading, surface(index, first)));
        }
    }
    let most = edit_distance::allowed(letters);
    if !matched.hits.is_empty() || most == 0 {
        return;
    }
    for (open, first) in [(false, true), (unit.open, true), (false, false)] {
        let found = edit_distance::near(lexicon, form, most, open, first);
        let Some(least) = found.iter().map(|f| f.1).min() else { continue };
        let nearest = list(found.iter().filter(|f| f.1 == least).map(|f| f.0));
        matched.hits = places(index, &[(Kind::Typo, list(nearest.iter().copied().map(one)))]);
        if !matched.hits.is_empty() {
            let used = nearest.iter().max_by_key(|t| index.postings(**t).len());
            matched.instead = used.map(|t| (Kind::Typo, lexicon.form(*t).to_owned()));
            return;
        }
    }
}

/// The terms that share a stem with a word.
fn inflected(index: &Index, form: &str) -> Vec<u32> {
    let mut terms = Vec::new();
    for (lang, stem) in index.rules().stems(form).enumerate() {
        // Forms of a word begin alike; the last letters of the stem may be the rules' own.
        let most = count(&stem).saturating_sub(1).max(2);
        let mut shared = String::new();
        for (a, b) in form.chars().zip(stem.chars()).take(most) {
            if a != b {
                break;
            }
            shared.push(a);
        }
        if count(&shared) > 1 {
            // What a rule takes off, a figure, is all that a form may have beyond the stem.
            let longest = count(&stem) + 9;
            let same = |t: &u32| {
                let form = index.lexicon().form(*t);
                count(form) <= longest && index.rules().is_stem(lang, form, &stem)
            };
            for term in index.lexicon().beginning(&shared).filter(same) {
                terms.push(term);
            }
        }
    }
    terms
}

/// Words of the corpus that are nearest to one it lacks, at most three.
pub(super) fn nearest<'a>(index: &Index, unit: &'a mut Matched) -> &'a [String] {
    let form = &unit.form;
    unit.nearest.get_or_insert_with(|| {
        if !(3..32).contains(&count(form)) {
            return Vec::new();
        }
        let found = edit_distance::near(index.lexicon(), form, 3, false, true);
        let often = |term| u64::from(u32::MAX - index.postings(term).len() as u32);
        let keys = list(found.iter().map(|f| (f.1 as u64) << 32 | often(f.0)));
        list(sort::by_keys(&keys).iter().take(3).map(|i| index.lexicon().form(found[*i].0).to_owned()))
    })
}
