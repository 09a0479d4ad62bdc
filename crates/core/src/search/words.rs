//! One word of the query: its places, and those of everything that may be meant by it.

use core::ops::Range;
use std::sync::Arc;

use super::compounds::{self, is_hangul};
use super::edit_distance::{self, Reach};
use super::hits::{self, Hit, Kind};
use super::matches::{Matches, TermRole};
use super::session::{Mode, Session};
use super::substring::in_a_row;
use super::token_set::TokenSets;
use super::{pinyin, substring};
use crate::Index;
use crate::index::Synonym;
use crate::list::{List as _, texts};
use crate::order::sort_by_number;
use crate::query::{QueryTerm, half_typed, inflected};
use crate::text::{arabic_forms, han_forms, is_unspaced};

/// A form of the query as it was matched.
pub(super) struct Found {
    pub form: String,
    pub mode: Mode,
    pub role: TermRole,
    pub matches: Arc<Matches>,
}

/// Places of a string as it was typed, or with its number written the other way.
fn find(index: &Index, string: &str, open: bool, session: &Session) -> substring::Occurrences {
    let mut found = match session.shorter(string) {
        Some(shorter) => substring::extend(index, string, open, &shorter.hits),
        None => substring::find(index, string, open),
    };
    for other in other_numbers(string) {
        let hits = substring::find(index, &other, open).hits;
        found.complete &= hits.is_empty();
        add(&mut found.hits, &hits, Kind::Variant);
    }
    found
}

/// The string with its first number written otherwise: 第十三条 and 第13条.
fn other_numbers(string: &str) -> Vec<String> {
    if let Some((before, digits, after)) = arabic_forms(string) {
        return vec![[before, &digits, after].concat()];
    }
    let Some(start) = string.find(|c: char| c.is_ascii_digit()) else { return Vec::new() };
    let (before, rest) = string.split_at(start);
    let (digits, after) = rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    han_forms(digits).iter().map(|han| [before, han, after].concat()).list()
}

/// Adds hits of a lesser kind where there is none yet.
fn add(hits: &mut Vec<Hit>, more: &[Hit], kind: Kind) {
    let more: Vec<Hit> = more.iter().map(|hit| Hit { kind: kind.max(hit.kind), ..*hit }).list();
    hits::merge(hits, &more);
}

/// Terms of the corpus, single or side by side, that match in one way.
type Terms = (Kind, Vec<Range<u32>>);

/// The places of whole terms, ascending; of a term that matches in several ways, at most three, the first counts.
fn places(index: &Index, ways: &[Terms]) -> Vec<Hit> {
    let mut tokens = TokenSets::below(index.token_count());
    let mut most = 0;
    for (way, (_, terms)) in ways.iter().enumerate() {
        for range in terms {
            let postings = index.postings_of(range.clone());
            tokens.add(way, postings);
            most += postings.len();
        }
    }
    let mut hits = Vec::with_capacity(most);
    tokens.each(|token, way| hits.push(Hit::whole(token, ways[way].0)));
    hits
}

/// Adds the places of a string's synonyms.
fn add_synonyms(index: &Index, string: &str, hits: &mut Vec<Hit>) {
    let means = |synonym: &Synonym| synonym.strings.len() == 1 && synonym.strings[0] == string;
    for group in index.synonyms().iter().filter(|group| group.iter().any(means)) {
        for synonym in group {
            add_synonym(index, synonym, hits);
        }
    }
}

/// Adds the places of a synonym; one of several words is found word by word.
fn add_synonym(index: &Index, synonym: &Synonym, hits: &mut Vec<Hit>) {
    let mut more = in_a_row(index, &synonym.strings, false);
    if let Some(spelling) = &synonym.spelling {
        more.retain(|hit| hit.surface(index) == spelling);
    }
    add(hits, &more, Kind::Synonym);
}

/// Names that the query spells in several terms, with the places of their synonyms.
pub(super) fn names(index: &Index, terms: &[QueryTerm]) -> Vec<(Range<usize>, Vec<Hit>)> {
    let mut found = Vec::new();
    for group in index.synonyms() {
        for name in group {
            for start in 0..terms.len() {
                let Some(count) = terms_of(&name.strings, &terms[start..]) else { continue };
                let mut hits = Vec::new();
                for synonym in group.iter().filter(|synonym| *synonym != name) {
                    add_synonym(index, synonym, &mut hits);
                }
                found.push((start..start + count, hits));
            }
        }
    }
    found
}

/// How many of the terms, from the first, spell a name; if several do.
fn terms_of(name: &[String], terms: &[QueryTerm]) -> Option<usize> {
    // Most names fail here, before anything is allocated.
    if !name.first()?.starts_with(&terms.first()?.form) {
        return None;
    }
    let name = texts(name).concat();
    let mut rest = name.as_str();
    for (before, term) in terms.iter().enumerate() {
        rest = rest.strip_prefix(term.form.as_str())?;
        if rest.is_empty() {
            return (before > 0).then_some(before + 1);
        }
    }
    None
}

/// The matches of a term with those of a name that it is part of. If the term occurs only otherwise, the name is meant.
/// `first`: of the name's terms, so that each place is counted once.
pub(super) fn with_name(index: &Index, matches: &Matches, name: &[Hit], first: bool, session: &Session) -> Matches {
    let mut hits = if matches.instead.is_some() { Vec::new() } else { matches.hits.clone() };
    add(&mut hits, name, Kind::Synonym);
    let mut named = Matches::new(index, session.weights(), hits);
    if !first {
        named.tallies.count_as(&matches.tallies);
    }
    named
}

/// Characters of the longest Chinese string that is taken for one mistyped word.
const LONGEST_MISTYPED: usize = 8;
/// Characters of the shortest one of which one may be another: of three, the two others are too little evidence.
const SHORTEST_ONE_OFF: usize = 4;

/// The places that sound like a string, or else, of a long one, those with one other character; if there are any.
pub(super) fn mistyped(index: &Index, string: &str, session: &mut Session) -> Option<Arc<Matches>> {
    if string.chars().nth(LONGEST_MISTYPED).is_some() || !string.chars().all(is_unspaced) {
        return None;
    }
    let matches = session.matches(string, Mode::Mistyped, None, &|session| {
        let mut hits = pinyin::sounds_like(index, string);
        if hits.is_empty() {
            hits = pinyin::kana_like(index, string);
        }
        if hits.is_empty() && string.chars().nth(SHORTEST_ONE_OFF - 1).is_some() {
            hits = pinyin::one_off(index, string);
        }
        let instead = hits.first().map(|first| (Kind::Typo, first.surface(index).to_owned()));
        Matches::new(index, session.weights(), hits).found_as(instead)
    });
    matches.instead.is_some().then_some(matches)
}

/// A string of an unspaced script, or with one in it, and its synonyms.
pub(super) fn whole(index: &Index, string: &str, open: bool, session: &Session) -> Matches {
    let mut found = find(index, string, open, session);
    add_synonyms(index, string, &mut found.hits);
    let mut matches = Matches::new(index, session.weights(), found.hits);
    matches.complete = found.complete;
    matches
}

/// The places of a term of the corpus, not inside another one.
pub(super) fn whole_word(index: &Index, form: &str, session: &Session) -> Matches {
    let tokens = index.terms().find(form).map_or(&[][..], |term| index.postings(term));
    Matches::new(index, session.weights(), tokens.iter().map(|token| Hit::whole(*token, Kind::Exact)).list())
}

/// One word. `only_whole`: not inside another one.
pub(super) fn word(index: &Index, term: &QueryTerm, only_whole: bool, session: &mut Session) -> Found {
    let QueryTerm { form, open, group, .. } = term;
    let (mode, matches) = if only_whole {
        let mode = Mode::Word { open: false, function: false };
        (mode, session.matches(form, mode, None, &|session| whole_word(index, form, session)))
    } else if term.unspaced {
        let mode = Mode::Unspaced;
        (mode, session.matches(form, mode, None, &|session| whole(index, form, false, session)))
    } else {
        let mode = Mode::Word { open: *open, function: term.function.is_some() };
        (mode, session.matches(form, mode, None, &|session| spaced_word(index, term, session)))
    };
    Found { form: form.clone(), mode, role: TermRole::Content { group: *group }, matches }
}

/// Terms that are not side by side.
fn single(terms: Vec<u32>) -> Vec<Range<u32>> {
    terms.into_iter().map(|term| term..term + 1).list()
}

/// A word of a script with spaces, its other forms, and the words that start with it if it is open.
fn spaced_word(index: &Index, term: &QueryTerm, session: &Session) -> Matches {
    let form = term.form.as_str();
    let mut ways = vec![
        (Kind::Exact, single(index.terms().find(form).into_iter().list())),
        (Kind::Inflected, single(inflected(index, form, 0))),
    ];
    if term.open {
        ways.push((Kind::Prefix, vec![index.terms().with_prefix(form)]));
    }
    let mut hits = places(index, &ways);
    add(&mut hits, &inside_names(index, term), Kind::Exact);
    add(&mut hits, &compounds::inside(index, form), Kind::Exact);
    for other in other_numbers(form) {
        add(&mut hits, &substring::find(index, &other, false).hits, Kind::Variant);
    }
    if term.function.is_none() {
        add_synonyms(index, form, &mut hits);
    }
    // The best rule may be wrong for a form that the corpus lacks.
    for skip in 1..=OTHER_RULES {
        if hits.is_empty() {
            hits = places(index, &[(Kind::Inflected, single(inflected(index, form, skip)))]);
        }
    }
    if hits.is_empty() { guess(index, term, session) } else { Matches::new(index, session.weights(), hits) }
}

/// Places where a word is inside a name: header in parseHttpHeader.
fn inside_names(index: &Index, term: &QueryTerm) -> Vec<Hit> {
    let mut hits = Vec::new();
    let length = term.form.len();
    index.terms().notes().in_names(&term.form, term.open);
    index.each_inside(&term.form, term.open, |token, start, end| {
        let kind = if end - start == length { Kind::Part } else { Kind::Prefix };
        hits.push(Hit { token, tokens: 1, kind, skip: start as u16, keep: end as u16 });
    });
    hits::sort(&mut hits);
    hits
}

/// The words that may have been meant by one that is nowhere.
fn guess(index: &Index, term: &QueryTerm, session: &Session) -> Matches {
    let terms = index.terms();
    let form = term.form.as_str();
    let letters = form.chars().count();
    let of_terms = |terms: Vec<u32>, kind: Kind| places(index, &[(kind, single(terms))]);
    let matches = |hits: Vec<Hit>, instead| Matches::new(index, session.weights(), hits).found_as(instead);
    let begun = half_typed(index, form, term.open);
    if let Some(first) = begun.first() {
        let instead = form.is_ascii().then(|| (Kind::Prefix, terms.form(*first).to_owned()));
        return matches(of_terms(begun, Kind::Prefix), instead);
    }
    // covid19 for COVID-19.
    if let Some(digits) = form.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0) {
        let hits = in_a_row(index, &[form[..digits].to_owned(), form[digits..].to_owned()], term.open);
        if !hits.is_empty() {
            return matches(hits, None);
        }
    }
    if letters >= if is_hangul(form) { 2 } else { 3 } {
        let hits = of_terms(terms.containing(form), Kind::Part);
        if !hits.is_empty() {
            return matches(hits, None);
        }
    }
    let hits = pinyin::spelled(index, form, term.open);
    if let Some(first) = hits.first() {
        let surface = first.surface(index);
        let kind = if surface.starts_with(pinyin::is_kana) { Kind::Variant } else { Kind::Pinyin };
        let instead = (kind, surface.to_owned());
        return matches(hits, Some(instead));
    }
    let edits = edit_distance::allowed(letters);
    if edits == 0 {
        return Matches::default();
    }
    terms.notes().similar(form);
    for (open, same_first) in [(false, true), (term.open, true), (false, false)] {
        let found = edit_distance::near(terms, form, Reach { edits, open, same_first });
        let Some(least) = found.iter().map(|found| found.1).min() else { continue };
        let nearest: Vec<u32> = found.into_iter().filter(|found| found.1 == least).map(|found| found.0).list();
        let used = nearest.iter().max_by_key(|term| index.postings(**term).len());
        let instead = used.map(|term| (Kind::Typo, terms.form(*term).to_owned()));
        for term in &nearest {
            terms.notes().word(terms.form(*term));
        }
        let hits = of_terms(nearest, Kind::Typo);
        if !hits.is_empty() {
            return matches(hits, instead);
        }
    }
    Matches::default()
}

/// Number of further rules that are tried for a word that is nowhere.
const OTHER_RULES: usize = 2;

/// Terms near a missing word, at most three, nearest and most frequent first.
pub(super) fn suggestions(index: &Index, form: &str, session: &mut Session) -> Vec<String> {
    if !(3..32).contains(&form.chars().count()) {
        return Vec::new();
    }
    session.near(form, || {
        // Of a Chinese word three characters are mostly all.
        let edits = if form.chars().any(is_unspaced) { 1 } else { 3 };
        let reach = Reach { edits, open: false, same_first: true };
        let mut found = edit_distance::near(index.terms(), form, reach);
        let rare = |term: u32| u64::from(u32::MAX) - index.postings(term).len() as u64;
        sort_by_number(&mut found, |(term, distance)| (*distance as u64) << 32 | rare(*term));
        found.retain(|(term, _)| is_telling(index, *term));
        found.iter().take(3).map(|(term, _)| index.terms().form(*term).to_owned()).list()
    })
}

/// Number of places that are looked at to tell a file ending from a word.
const ENDINGS: usize = 16;

/// Whether a term is neither a function word nor the ending of a file's name, which the texts have only behind a dot.
fn is_telling(index: &Index, term: u32) -> bool {
    let behind = |token: u32| index.all_text().as_bytes().get(index.token_bytes(token).start.wrapping_sub(1));
    let places = index.postings(term);
    let places = &places[..places.len().min(ENDINGS)];
    index.function_words().get(index.terms().form(term)).is_none()
        && !places.iter().all(|token| behind(*token) == Some(&b'.'))
}
