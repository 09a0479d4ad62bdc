//! From clauses to units: the words and strings that are looked for, each once.

use super::parse::{Query, Role};
use crate::Index;
use crate::text::{Class, Segment, class, segments, strings};

/// No more units than fit a mask; of a longer query the first of them count.
pub const MAX_TERMS: usize = 64;

/// One word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerm {
    /// Folded.
    pub form: String,
    /// Of a script without spaces: it may stand inside a word, or across two.
    pub unspaced: bool,
    /// The word may still grow.
    pub open: bool,
    /// Units of the same number are alternatives (`OR`): a page that has one of them has them all.
    pub group: u32,
    /// The string of unspaced letters (and digits) that it stands in, a number in [`Plan::strings`].
    pub string: u32,
    /// Limited to a field of this name.
    pub field: Option<String>,
}

/// Words that must stand in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The strings between spaces and punctuation, folded.
    pub strings: Vec<String>,
    /// It must not be there.
    pub not: bool,
    /// Limited to a field of this name.
    pub field: Option<String>,
}

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The words.
    pub terms: Vec<QueryTerm>,
    /// Strings without a gap that units were cut from: `第13条`, `G20集团`, `全球治理`.
    pub strings: Vec<String>,
    /// Quoted and excluded.
    pub phrases: Vec<Phrase>,
    /// What was typed with accents or variant characters: a word that stands with the same is meant before others.
    pub typed: String,
    /// Not all of the query is looked for: it has more words than count.
    pub cut: bool,
    /// Fields of the metadata and what their values must have inside, folded; true where they must not.
    pub filters: Vec<(String, String, bool)>,
}

/// Plans a query: folds it, and cuts what has no spaces by the most probable path through the lexicon.
#[must_use]
pub fn plan(index: &Index, query: &Query) -> Plan {
    let mut plan = Plan { cut: query.cut, ..Plan::default() };
    let last = query.clauses.len().saturating_sub(1);
    for (i, clause) in query.clauses.iter().enumerate() {
        let text = index.folder().fold(&clause.text);
        let typed = index.folder().plain(&clause.text);
        if typed != text {
            plan.typed.push_str(&typed);
        }
        let strings = strings(&text);
        if let Some(field) = clause.field.as_ref().filter(|f| !matches!(f.as_str(), "title" | "heading")) {
            plan.filters.push((field.clone(), text, clause.role == Role::Not));
            continue;
        }
        match clause.role {
            Role::Words => {
                let open = query.open && i == last;
                let count = strings.len();
                for (n, string) in strings.iter().enumerate() {
                    let or = clause.or && n == 0;
                    plan.add(index, string.clone(), open && n + 1 == count, or, clause.field.as_deref());
                }
            }
            Role::Phrase | Role::Not if strings.is_empty() => {}
            Role::Phrase => plan.phrases.push(Phrase { strings, not: false, field: clause.field.clone() }),
            Role::Not => plan.phrases.push(Phrase { strings, not: true, field: clause.field.clone() }),
        }
    }
    plan
}

impl Plan {
    fn add(&mut self, index: &Index, string: String, open: bool, or: bool, field: Option<&str>) {
        let number = self.strings.len() as u32;
        let mut words: Vec<(&str, bool)> = Vec::new();
        for segment in segments(&string) {
            match segment {
                Segment::Word(word) => words.push((word, false)),
                Segment::Run(run) => {
                    let count = |term| index.postings(term).len() as u32;
                    let cuts = index.terms().segment(run, count, index.manifest().tokens);
                    for word in cuts {
                        words.push((word, true));
                    }
                }
                Segment::Gap(_) => {}
            }
        }
        let last = words.len().saturating_sub(1);
        let before = self.terms.last().map(|u| u.group);
        for (i, (word, unspaced)) in words.iter().copied().enumerate() {
            if self.terms.iter().any(|u| u.form == word && u.field.as_deref() == field) {
                continue;
            }
            if self.terms.len() == MAX_TERMS {
                self.cut = true;
                break;
            }
            let group = before.filter(|_| or).unwrap_or(self.terms.len() as u32);
            let open = open && i == last && word.chars().next_back().is_some_and(|c| class(c) != Class::Other);
            self.terms.push(QueryTerm {
                form: word.to_owned(),
                unspaced,
                open,
                group,
                string: number,
                field: field.map(str::to_owned),
            });
        }
        self.strings.push(string);
    }
}
