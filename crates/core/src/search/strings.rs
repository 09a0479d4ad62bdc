//! A string of the query: as a whole, as a name of several strings, or as its words.

use std::sync::Arc;

use super::compounds::{is_hangul, side_by_side};
use super::hits::{Hit, Kind};
use super::matches::{Matches, TermRole};
use super::session::{Mode, Session};
use super::substring::{extend, in_a_row};
use super::words::{Found, mistyped, whole, whole_word, word};
use crate::Index;
use crate::format::Asks;
use crate::index::{Field, PageId, TextId};
use crate::list::List as _;
use crate::order::sort_by_number;
use crate::query::{QueryString, QueryTerm, is_single};

/// A string of so many content words is also cut into them where it occurs as a whole.
const SEVERAL: usize = 3;
/// Most characters of a string that, typed alone and found as it is, is meant as it is.
const LONGEST_ALONE: usize = 6;

/// Strings that are joined to one name, if the name occurs somewhere.
pub(super) fn joined(
    index: &Index,
    strings: &[QueryString],
    terms: &[&QueryTerm],
    session: &mut Session,
) -> Option<Found> {
    let (first, last) = (terms.first()?, terms.last()?);
    if strings.len() < 2 {
        return None;
    }
    let mut form = String::new();
    for (i, string) in strings.iter().enumerate() {
        form.extend(string.joiner.filter(|_| i > 0));
        form.push_str(&string.text);
    }
    let mode = Mode::Joined { open: last.open };
    let matches = session.matches(&form, mode, None, &|session| {
        Matches::new(index, session.weights(), name_of_several(index, &form, strings, last.open))
    });
    (!matches.hits.is_empty()).then_some(Found { form, mode, role: TermRole::Content { group: first.group }, matches })
}

/// The places of a joined name.
fn name_of_several(index: &Index, name: &str, strings: &[QueryString], open: bool) -> Vec<Hit> {
    let strings = strings.iter().map(|string| string.text.clone()).list();
    let mut hits = in_a_row(index, &strings, open);
    // A hyphen, an underscore or an apostrophe may as well be a space.
    if signs(name).all(|sign| matches!(sign, b'-' | b'_' | b'\'')) {
        return hits;
    }
    prefer_as_written(index, name, &mut hits);
    sections(index, &strings, open, &mut hits);
    hits
}

fn signs(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(u8::is_ascii_punctuation)
}

/// Lets places with the signs of a name count more than others: `List.of` is not "list of".
fn prefer_as_written(index: &Index, name: &str, hits: &mut [Hit]) {
    let is_written = |hit: &Hit| {
        // Of a text that is not read the signs are unknown.
        !index.is_read(index.text_of(hit.token))
            || index.all_text().get(hit.bytes(index)).is_some_and(|text| signs(text).eq(signs(name)))
    };
    if hits.iter().any(is_written) {
        for hit in hits.iter_mut().filter(|hit| !is_written(hit)) {
            hit.kind = hit.kind.max(Kind::Inflected);
        }
    }
}

/// Adds the sections that a name means: `Arrays.asList` is the section `asList` of the page Arrays.
fn sections(index: &Index, strings: &[String], open: bool, hits: &mut Vec<Hit>) {
    let Some((member, owner)) = strings.split_last() else { return };
    if member.starts_with(|c: char| c.is_ascii_digit()) {
        return;
    }
    let (mut headings, mut last) = (Vec::new(), None);
    for hit in in_a_row(index, owner, false) {
        let place = index.place(index.text_of(hit.token));
        // A page may have the name in its title and in an alias.
        if matches!(place.field, Field::Title | Field::Alias) && last.replace(place.page) != Some(place.page) {
            add_headings(index, place.page, &mut headings);
        }
    }
    let mut sections = extend(index, member, open, &headings).hits;
    sections.retain(|hit| !hits.iter().any(|other| index.text_of(other.token) == index.text_of(hit.token)));
    hits.append(&mut sections);
    sort_by_number(hits, Hit::start);
}

/// Adds every place in the headings of a page.
fn add_headings(index: &Index, page: PageId, places: &mut Vec<Hit>) {
    let tokens = index.tokens_of_page(page);
    for text in (index.text_of(tokens.start).0..index.text_of(tokens.end).0).map(TextId) {
        if index.place(text).field == Field::Heading {
            places.extend(index.tokens_of(text).map(|token| Hit::whole(token, Kind::Exact)));
        }
    }
}

/// A string of the query: as a whole, or as its words, with the whole counting more.
/// `alone`: it is all of the query.
pub(super) fn string_or_words(
    index: &Index,
    string: &str,
    terms: &[&QueryTerm],
    alone: bool,
    session: &mut Session,
) -> Vec<Found> {
    let (Some(first), Some(last)) = (terms.first(), terms.last()) else { return Vec::new() };
    let mut found = Vec::new();
    let content = terms.iter().filter(|term| term.function.is_none()).count();
    // 如何升级 is a question; 演示了如何 is a string of some text.
    let asks = first.function.is_some_and(|asks| asks > Asks::Nothing) && !is_single(&first.form);
    if content > 0 && (terms.len() > 1 || first.unspaced) {
        let mode = Mode::Whole { open: last.open };
        let matches = session.matches(string, mode, None, &|session| whole(index, string, last.open, session));
        if !matches.hits.is_empty() {
            let typed_alone = alone && string.chars().nth(LONGEST_ALONE).is_none();
            let several = asks || !typed_alone && (content < terms.len() || content >= SEVERAL);
            let role = if several { TermRole::Whole } else { TermRole::Content { group: first.group } };
            found.push(Found { form: string.to_owned(), mode, role, matches });
            if !several {
                return found;
            }
        }
    }
    // A single character between longer words says little, and nothing inside another word.
    let longer = terms.iter().any(|term| term.function.is_none() && !(term.unspaced && is_single(&term.form)));
    for (at, term) in terms.iter().enumerate() {
        let single = term.unspaced && terms.len() > 1 && is_single(&term.form);
        let mut word = word(index, term, single, session);
        if term.function.is_some() {
            word.role = TermRole::Function;
        } else if single && longer {
            word = compound(index, string, terms, at, session).unwrap_or(word);
            word.role = TermRole::Rest;
        } else if term.unspaced && terms.len() > 1 && is_inside_others(index, &word) {
            word.matches = Arc::default();
            found.extend(parts_of_unknown(index, &term.form, session));
        }
        found.push(word);
    }
    if terms.len() > 1 && is_hangul(string) {
        let words = found.iter().map(|word| word.matches.hits.as_slice()).list();
        let mode = Mode::Joined { open: last.open };
        let matches = session.matches(string, mode, None, &|session| {
            Matches::new(index, session.weights(), side_by_side(index, &words))
        });
        let role = TermRole::Whole;
        found.push(Found { form: string.to_owned(), mode, role, matches });
        return found;
    }
    // With a word that is nowhere, the string or the word may be mistyped.
    if !terms.iter().any(|term| term.function.is_some() && !is_single(&term.form))
        && found.iter().any(|word| word.matches.hits.is_empty())
        && let Some(matches) = mistyped(index, string, session)
    {
        let role = TermRole::Content { group: first.group };
        return vec![Found { form: string.to_owned(), mode: Mode::Mistyped, role, matches }];
    }
    for word in found.iter_mut().filter(|word| word.mode == Mode::Unspaced && word.matches.hits.is_empty()) {
        if word.form.chars().nth(2).is_some()
            && let Some(matches) = mistyped(index, &word.form, session)
        {
            (word.mode, word.matches) = (Mode::Mistyped, matches);
        }
    }
    let content = |word: &Found| matches!(word.role, TermRole::Content { .. });
    if first.unspaced
        && terms.iter().all(|term| term.function.is_none_or(|_| is_single(&term.form)))
        && found.iter().all(|word| word.matches.hits.is_empty() || !content(word))
    {
        // A name that is nowhere is one word, however it was cut.
        let role = TermRole::Content { group: first.group };
        return vec![Found { form: string.to_owned(), mode: Mode::Unspaced, role, matches: Arc::default() }];
    }
    found
}

/// Parts of an unknown word: all of it but the first or the last character, or else each character as a word. They only rank the pages that
/// other words find.
fn parts_of_unknown(index: &Index, form: &str, session: &mut Session) -> Vec<Found> {
    let ends: Vec<usize> = form.char_indices().map(|(at, _)| at).list();
    let (Some(second), Some(last)) = (ends.get(1), ends.last()) else { return Vec::new() };
    let mut part = |form: &str, mode: Mode| {
        let matches = session.matches(form, mode, None, &|session| match mode {
            Mode::Unspaced => whole(index, form, false, session),
            _ => whole_word(index, form, session),
        });
        (!matches.hits.is_empty()).then(|| Found { form: form.to_owned(), mode, role: TermRole::Rest, matches })
    };
    let longer = [&form[*second..], &form[..*last]].into_iter().filter(|part| !is_single(part)).list();
    match longer.into_iter().find_map(|form| part(form, Mode::Unspaced)) {
        Some(found) => vec![found],
        None => {
            form.split_inclusive(|_| true).filter_map(|c| part(c, Mode::Word { open: false, function: false })).list()
        }
    }
}

/// Whether characters that make no word of the corpus occur inside its words alone: 斯坦 in 巴基斯坦.
fn is_inside_others(index: &Index, word: &Found) -> bool {
    index.terms().find(&word.form).is_none()
        && word.matches.hits.iter().all(|hit| hit.tokens == 1 && hit.kind == Kind::Part)
}

/// A single character with the word beside it, if they occur together: 栉水母.
fn compound(index: &Index, string: &str, terms: &[&QueryTerm], at: usize, session: &mut Session) -> Option<Found> {
    let beside = |with: &QueryTerm| with.unspaced && with.function.is_none();
    let after = terms.get(at + 1).filter(|with| beside(with)).map(|with| terms[at].form.clone() + &with.form);
    let before = at.checked_sub(1).map(|before| terms[before]).filter(|with| beside(with));
    let before = before.map(|with| with.form.clone() + &terms[at].form);
    [after, before].into_iter().flatten().filter(|form| string.contains(form.as_str())).find_map(|form| {
        let mode = Mode::Unspaced;
        let matches = session.matches(&form, mode, None, &|session| whole(index, &form, false, session));
        (!matches.hits.is_empty()).then_some(Found { form, mode, role: TermRole::Rest, matches })
    })
}
