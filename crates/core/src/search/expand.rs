//! From the units of a plan to the places that answer them: the word itself, and what may stand in for it.

use super::hits::{Hit, Kind, Matched};
use super::strings;
use crate::Index;
use crate::index::Field;
use crate::query::{Phrase, Plan, Unit};
use crate::sort;
use crate::text::{arabic_forms, han_forms};

/// Matches everything that a plan looks for and that is not excluded: phrases, strings, words.
pub(super) fn matched(index: &Index, plan: &Plan) -> Vec<Matched> {
    let mut all: Vec<Matched> = Vec::new();
    for (number, string) in plan.strings.iter().enumerate() {
        let units: Vec<&Unit> = plan.units.iter().filter(|u| u.string as usize == number).collect();
        let Some(first) = units.first() else { continue };
        let whole = if units.len() > 1 || first.unspaced { whole(index, string, units.last().is_some_and(|u| u.open)) } else { Vec::new() };
        if whole.is_empty() {
            all.extend(units.into_iter().map(|unit| word(index, unit)));
        } else {
            // The string stands somewhere as it was typed: then that is what was meant, and not its pieces.
            let form = string.clone();
            all.push(Matched { form, hits: whole, group: first.group, field: first.field.clone(), ..Matched::default() });
        }
    }
    for phrase in plan.phrases.iter().filter(|p| !p.not) {
        let form = phrase.strings.join(" ");
        let group = crate::query::MAX_UNITS as u32 + all.len() as u32;
        all.push(Matched { form, hits: in_a_row(index, phrase), group, field: phrase.field.clone(), ..Matched::default() });
    }
    for matched in &mut all {
        if let Some(name) = &matched.field {
            matched.hits.retain(|h| is_in(index, h, name));
        }
    }
    all
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

/// Places where a phrase's strings stand in a row, with nothing but gaps between.
pub(super) fn in_a_row(index: &Index, phrase: &Phrase) -> Vec<Hit> {
    let mut rows: Vec<Hit> = Vec::new();
    for (i, string) in phrase.strings.iter().enumerate() {
        let next = strings::find(index, string, false);
        if i == 0 {
            rows = next;
            continue;
        }
        rows.retain_mut(|row| {
            let token = row.token + u32::from(row.tokens);
            let at = next.partition_point(|h| h.token < token);
            match next.get(at) {
                Some(h) if h.token == token && h.skip == 0 && row.keep == 0 && index.text_of(token) == index.text_of(row.token) => {
                    row.tokens = row.tokens.saturating_add(h.tokens);
                    row.keep = h.keep;
                    row.kind = row.kind.max(h.kind);
                    true
                }
                _ => false,
            }
        });
    }
    rows
}

/// Places of a string as it was typed, or with its number written the other way.
fn whole(index: &Index, string: &str, open: bool) -> Vec<Hit> {
    let mut hits = strings::find(index, string, open);
    for other in other_numbers(string) {
        add(&mut hits, strings::find(index, &other, open), Kind::Variant);
    }
    hits
}

/// The string with its first number written otherwise: 第十三条 and 第13条.
fn other_numbers(string: &str) -> Vec<String> {
    if let Some((before, digits, after)) = arabic_forms(string) {
        return vec![format!("{before}{digits}{after}")];
    }
    let Some(start) = string.find(|c: char| c.is_ascii_digit()) else { return Vec::new() };
    let rest = string.get(start..).unwrap_or("");
    let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(len);
    let before = string.get(..start).unwrap_or("");
    han_forms(digits).into_iter().map(|han| format!("{before}{han}{after}")).collect()
}

/// Adds hits of a lesser kind where none is yet, keeping order.
fn add(hits: &mut Vec<Hit>, more: Vec<Hit>, kind: Kind) {
    if more.is_empty() {
        return;
    }
    hits.extend(more.into_iter().map(|h| Hit { kind: kind.max(h.kind), ..h }));
    sort::by_key(hits, Hit::place);
    hits.dedup_by_key(|h| (h.token, h.skip));
}

fn add_terms(index: &Index, hits: &mut Vec<Hit>, terms: impl Iterator<Item = u32>, kind: Kind) {
    let more: Vec<Hit> = terms.flat_map(|t| index.postings(t)).map(|t| Hit::whole(*t, kind)).collect();
    add(hits, more, kind);
}

/// Places of one word.
fn word(index: &Index, unit: &Unit) -> Matched {
    let mut hits = Vec::new();
    let lexicon = index.lexicon();
    let exact = lexicon.find(&unit.form);
    if unit.unspaced {
        if unit.form.chars().nth(1).is_some() {
            hits = whole(index, &unit.form, false);
        } else if let Some(term) = exact {
            // One character inside a sentence is mostly grammar: as a word it may tell something, inside others nothing.
            add_terms(index, &mut hits, [term].into_iter(), Kind::Exact);
        }
    } else {
        add_terms(index, &mut hits, exact.into_iter(), Kind::Exact);
        for other in other_numbers(&unit.form) {
            add(&mut hits, strings::find(index, &other, false), Kind::Variant);
        }
        if unit.open {
            let beginning = lexicon.beginning(&unit.form).filter(|t| Some(*t) != exact);
            add_terms(index, &mut hits, beginning, Kind::Prefix);
        }
    }
    Matched { form: unit.form.clone(), hits, group: unit.group, field: unit.field.clone(), ..Matched::default() }
}
