//! From the terms of a plan to the places that match them: the word itself, and everything that may be meant by it.

use std::sync::Arc;

use super::hits::{Hit, Kind};
use super::matches::{Matches, TermMatches, TermRole};
use super::session::{Mode, Session};
use super::signs::with_signs;
use super::strings::{joined, string_or_words};
use super::substring::in_a_row;
use super::words::{self, Found};
use crate::Index;
use crate::index::Field;
use crate::list::{List as _, texts};
use crate::query::{Plan, QueryTerm};

/// Matches everything that a plan looks for and does not exclude: strings, words, phrases.
pub(super) fn expand(index: &Index, plan: &Plan, session: &mut Session) -> Vec<TermMatches> {
    let mut all: Vec<TermMatches> = Vec::new();
    let names = words::names(index, &plan.terms);
    let mut add = |found: Found, field: Option<&str>, session: &mut Session| {
        let mut matches = prefer_typed(index, &plan.typed, &found, session);
        if found.role != TermRole::Function {
            for (terms, hits) in &names {
                let at = plan.terms[terms.clone()].iter().position(|term| term.form == found.form);
                if let Some(at) = at {
                    matches = Arc::new(words::with_name(index, &matches, hits, at == 0, session));
                }
            }
        }
        let matches = in_field(index, field, matches, session);
        all.push(TermMatches { form: found.form, role: found.role, weight: 0.0, matches });
    };
    let mut number = 0;
    while let Some(string) = plan.strings.get(number) {
        // Strings that are joined are one name.
        let rest = &plan.strings[number + 1..];
        let name = 1 + rest.iter().take_while(|string| string.joiner.is_some()).count();
        let strings = &plan.strings[number..number + name];
        let terms: Vec<&QueryTerm> =
            plan.terms.iter().filter(|term| (number..number + name).contains(&(term.string as usize))).list();
        let field = terms.first().and_then(|first| first.field.as_deref());
        if let Some(found) = joined(index, strings, &terms, session) {
            add(found, field, session);
            number += name;
            continue;
        }
        let terms: Vec<&QueryTerm> = plan.terms.iter().filter(|term| term.string as usize == number).list();
        let found = string_or_words(index, &string.text, &terms, plan.strings.len() == 1, session);
        let is_word = found.len() == 1 && terms.len() == 1 && !terms[0].unspaced;
        for mut found in found {
            if is_word {
                // After `c+` another sign may follow. The word itself goes on only if its term does.
                let has_signs_after = string.name.len() > string.before + string.text.len();
                let open = terms[0].open || has_signs_after && number + 1 == plan.strings.len();
                found = with_signs(index, string, open, found, session);
                if found.form.len() > terms[0].form.len() {
                    found.role = TermRole::Content { group: terms[0].group };
                }
            }
            add(found, field, session);
        }
        number += 1;
    }
    for phrase in plan.phrases.iter().filter(|phrase| !phrase.not) {
        let form = texts(&phrase.strings).join(" ");
        let matches = session.matches(&form, Mode::Phrase, None, &|session| {
            Matches::new(index, session.weights(), in_a_row(index, &phrase.strings, false))
        });
        let role = TermRole::Content { group: phrase.group };
        add(Found { form, mode: Mode::Phrase, role, matches }, phrase.field.as_deref(), session);
    }
    all
}

/// Ranks hits that are written with other accents or characters than those typed behind the others.
fn prefer_typed(index: &Index, typed: &str, found: &Found, session: &mut Session) -> Arc<Matches> {
    let surfaces = if typed.is_empty() { &[] } else { found.matches.surfaces(index) };
    let contained: Vec<bool> = surfaces.iter().map(|surface| typed.contains(surface)).list();
    if contained.iter().all(|contained| *contained) {
        return Arc::clone(&found.matches);
    }
    let make = |session: &Session| {
        let mut hits = found.matches.hits.clone();
        for hit in hits.iter_mut().filter(|hit| hit.kind == Kind::Exact) {
            if !typed.contains(&index.folder().plain(hit.surface(index))) {
                hit.kind = Kind::Variant;
            }
        }
        Matches::new(index, session.weights(), hits).found_as(found.matches.instead.clone())
    };
    if contained.len() > u64::BITS as usize {
        return Arc::new(make(session));
    }
    let bits = contained.iter().fold(0, |bits, contained| bits << 1 | u64::from(*contained));
    session.matches(&found.form, found.mode, Some(bits), &make)
}

/// Only the hits in a field, if one was named.
fn in_field(index: &Index, field: Option<&str>, matches: Arc<Matches>, session: &Session) -> Arc<Matches> {
    let Some(name) = field else { return matches };
    let is_in = |hit: &&Hit| {
        let text = index.text_of(hit.token);
        match index.place(text).field {
            Field::Title => name == "title",
            Field::Heading => name == "heading",
            Field::Meta | Field::Alias => index.meta_name(text) == Some(name),
            Field::Body | Field::Plain => false,
        }
    };
    let hits = matches.hits.iter().filter(is_in).copied().list();
    Arc::new(Matches::new(index, session.weights(), hits).found_as(matches.instead.clone()))
}
