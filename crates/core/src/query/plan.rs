//! From clauses to units: the words and strings that are looked for, each once.

use super::compounds;
use super::parse::{Clause, Query, Role};
use crate::Index;
use crate::format::Asks;

use crate::list::List as _;
use crate::text::{Class, Segment, class, segments, strings};

/// No more units than fit a mask; of a longer query the first of them count.
pub const MAX_TERMS: usize = 64;
/// Characters that join strings to one name: `COVID-19`, `约瑟夫·奈`, `tidb_mem_quota_query`, `2020-04-03`.
const JOINERS: &str = "-_.·・‧•/‐‑+&";

/// Signs that belong to the word after them if a text has both: `.NET`, `@types`, `#include`, `$var`, `--force`.
const SIGNS_BEFORE: &[u8] = b".@#$_-";
/// Signs that belong to the word before them if a text has both: `C++`, `C#`.
const SIGNS_AFTER: &[u8] = b"+#";

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
    /// The kind of answer that the word asks for, if it is a function word. Never set if the query has no other words.
    pub function: Option<Asks>,
    /// Limited to a field of this name.
    pub field: Option<String>,
}

/// A string of letters and digits between spaces and punctuation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryString {
    /// Folded.
    pub text: String,
    /// The character that joins it to the string before, as in `covid-19`.
    pub joiner: Option<char>,
    /// It with the signs right beside it, as in `.net` and `c++`.
    pub name: String,
    /// Number of bytes of the signs before it.
    pub before: usize,
}

/// Words that must stand in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The strings between spaces and punctuation, folded.
    pub strings: Vec<String>,
    /// It must not be there.
    pub not: bool,
    /// As in [`QueryTerm::group`]. From [`MAX_TERMS`] on, unless it is an alternative of a word.
    pub group: u32,
    /// Limited to a field of this name.
    pub field: Option<String>,
}

/// A condition on the values of a metadata field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldFilter {
    /// The name of the field.
    pub field: String,
    /// A value must have this inside. Folded.
    pub part: String,
    /// No value must have it.
    pub not: bool,
    /// An alternative (`OR`) of the condition before it.
    pub or: bool,
}

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The words.
    pub terms: Vec<QueryTerm>,
    /// Strings without a gap that terms were cut from: `第13条`, `G20集团`, `全球治理`.
    pub strings: Vec<QueryString>,
    /// Quoted and excluded.
    pub phrases: Vec<Phrase>,
    /// What was typed with accents or variant characters: a word that stands with the same is meant before others.
    pub typed: String,
    /// Not all of the query is looked for: it has more words than count.
    pub cut: bool,
    /// The excluded parts of the query, as they were typed.
    pub excluded: Vec<String>,
    /// Conditions on metadata.
    pub filters: Vec<FieldFilter>,
}

/// Plans a query: folds it, and cuts what has no spaces by the most probable path through the lexicon.
#[must_use]
pub fn plan(index: &Index, query: &Query) -> Plan {
    let mut plan = Plan { cut: query.cut, ..Plan::default() };
    let last = query.clauses.len().saturating_sub(1);
    // The group of the last words or phrase, and whether the clause before is a condition that others can be alternatives of.
    let (mut group, mut after_filter) = (None, false);
    for (i, clause) in query.clauses.iter().enumerate() {
        let role = if clause.role == Role::Not && is_flag(index, clause) { Role::Words } else { clause.role };
        if role.excludes() {
            plan.excluded.push(match &clause.field {
                Some(field) => [field, ":", &clause.text].concat(),
                None => clause.text.clone(),
            });
        }
        let text = index.folder().fold(&clause.text);
        let typed = index.folder().plain(&clause.text);
        if typed != text {
            plan.typed.push_str(&typed);
        }
        if let Some(field) = clause.field.as_ref().filter(|f| !matches!(f.as_str(), "title" | "heading")) {
            let not = role.excludes();
            let or = clause.or && after_filter && !not;
            (group, after_filter) = (None, !not);
            plan.filters.push(FieldFilter { field: field.clone(), part: text, not, or });
            continue;
        }
        after_filter = false;
        match role {
            Role::Words => {
                let open = query.open && i == last;
                let strings = joined_strings(&text, index.characters());
                let count = strings.len();
                for (n, string) in strings.into_iter().enumerate() {
                    let group = group.filter(|_| clause.or && n == 0);
                    plan.add(index, string, open && n + 1 == count, group, clause.field.as_deref());
                }
                group = plan.terms.last().map(|term| term.group).or(group);
            }
            Role::Phrase | Role::Not | Role::NotPhrase => {
                let (strings, not) = (strings(&text), role.excludes());
                if !strings.is_empty() {
                    let own = (MAX_TERMS + plan.phrases.len()) as u32;
                    let of_phrase = group.filter(|_| clause.or && !not).unwrap_or(own);
                    group = if not { group } else { Some(of_phrase) };
                    plan.phrases.push(Phrase { strings, not, group: of_phrase, field: clause.field.clone() });
                }
            }
        }
    }
    plan.keep_meaning();
    plan
}

/// Whether a word with a minus sign before it is an option of a command, because a text has it so: `git rebase -interactive`.
fn is_flag(index: &Index, clause: &Clause) -> bool {
    let is_option = |token: u32| {
        let (text, start) = (index.all_text().as_bytes(), index.token_bytes(token).start);
        let [.., before, b'-'] = &text[..start] else { return false };
        !before.is_ascii_alphanumeric() && *before != b'-'
    };
    let term = index.terms().find(&index.folder().fold(&clause.text));
    clause.field.is_none() && term.is_some_and(|term| index.postings(term).iter().any(|token| is_option(*token)))
}

/// Whether a byte is a sign that belongs to the word beside it.
fn is_sign(sign: u8, signs: &[u8], characters: &str) -> bool {
    sign.is_ascii() && (signs.contains(&sign) || characters.as_bytes().contains(&sign))
}

/// The strings of a text, each with the character that joins it to the one before, or with the signs beside it.
fn joined_strings(text: &str, characters: &str) -> Vec<QueryString> {
    let mut strings: Vec<QueryString> = Vec::new();
    let mut gap: Option<&str> = Some("");
    let mut end = 0;
    for segment in segments(text) {
        let source = segment.text();
        end += source.len();
        match segment {
            Segment::Gap(between) => {
                if let Some(last) = strings.last_mut() {
                    let signs = between.bytes().take_while(|sign| is_sign(*sign, SIGNS_AFTER, characters)).count();
                    last.name.push_str(&between[..signs]);
                }
                gap = Some(between);
            }
            Segment::Word(part) | Segment::Run(part) => match (gap.take(), strings.last_mut()) {
                (None, Some(last)) => {
                    last.text.push_str(part);
                    last.name.push_str(part);
                }
                (between, before) => {
                    let between = between.unwrap_or("");
                    let mut chars = between.chars();
                    let joiner =
                        chars.next().filter(|c| before.is_some() && JOINERS.contains(*c) && chars.next().is_none());
                    let signs = between.bytes().rev().take_while(|sign| is_sign(*sign, SIGNS_BEFORE, characters));
                    let signs = if joiner.is_some() { 0 } else { signs.count() };
                    let name = text[end - part.len() - signs..end].to_owned();
                    strings.push(QueryString { text: part.to_owned(), joiner, name, before: signs });
                }
            },
        }
    }
    strings
}

/// A cut of a run, and whether it is a function word.
struct Cut<'a> {
    word: &'a str,
    unspaced: bool,
    function: Option<Asks>,
}

/// The words of a string. Single characters in a row are one word: a name or a compound that the corpus doesn't have.
/// `open`: the last of them may go on.
fn words<'a>(index: &Index, string: &'a str, open: bool) -> Vec<Cut<'a>> {
    let function_words = index.function_words();
    let mut words: Vec<Cut<'a>> = Vec::new();
    for segment in segments(string) {
        match segment {
            Segment::Word(word) => {
                let open = open && string.ends_with(word);
                for word in compounds::parts(index, word, open) {
                    words.push(Cut { word, unspaced: false, function: function_words.get(word) });
                }
            }
            Segment::Run(run) => {
                let count = |term| index.postings(term).len() as u32;
                let mut start = 0;
                // Where the single characters in a row begin that were passed last.
                let mut singles = None;
                for word in index.terms().segment(run, count, index.totals().words, function_words) {
                    let end = start + word.len();
                    let function = function_words.get(word);
                    let single = function.is_none() && is_single(word);
                    let from = singles.filter(|_| single).unwrap_or(start);
                    if from < start {
                        words.pop();
                    }
                    singles = single.then_some(from);
                    words.push(Cut { word: &run[from..end], unspaced: true, function });
                    start = end;
                }
            }
            Segment::Gap(_) => {}
        }
    }
    words
}

/// Whether a word is a single character.
pub(crate) fn is_single(word: &str) -> bool {
    word.chars().nth(1).is_none()
}

impl Plan {
    /// A query of function words alone asks for these.
    fn keep_meaning(&mut self) {
        let only_function_words =
            self.terms.iter().all(|term| term.function.is_some()) && self.phrases.iter().all(|phrase| phrase.not);
        if only_function_words {
            for term in &mut self.terms {
                term.function = None;
            }
        }
    }

    /// The kind of answer that the query asks for.
    #[must_use]
    pub fn asks(&self) -> Asks {
        self.terms.iter().filter_map(|term| term.function).list().into_iter().max().unwrap_or_default()
    }

    fn add(&mut self, index: &Index, string: QueryString, open: bool, group: Option<u32>, field: Option<&str>) {
        let number = self.strings.len() as u32;
        let words = words(index, &string.text, open);
        let last = words.len().saturating_sub(1);
        for (i, Cut { word, unspaced, function }) in words.into_iter().enumerate() {
            if self.terms.iter().any(|u| u.form == word && u.field.as_deref() == field) {
                continue;
            }
            if self.terms.len() == MAX_TERMS {
                self.cut = true;
                break;
            }
            let group = group.unwrap_or(self.terms.len() as u32);
            let open = open && i == last && word.chars().next_back().is_some_and(|c| class(c) != Class::Other);
            self.terms.push(QueryTerm {
                form: word.to_owned(),
                unspaced,
                open,
                group,
                string: number,
                function: function.filter(|_| field.is_none()),
                field: field.map(str::to_owned),
            });
        }
        self.strings.push(string);
    }
}
