//! The grammar of a query.
//!
//! ```text
//! query  = item { space item }
//! item   = "OR" | [ "-" ] [ name ":" ] ( quoted | words )
//! quoted = '"' text '"' | “text” | «text» | 「text」 | 『text』 | ＂text＂
//! ```
//! `OR` without an item on both sides is ignored, unless the query has nothing else. So is one between a word and a metadata field. `name` is
//! `title`, `heading`, `lang` or a metadata field of the corpus; with any other name the colon is punctuation. A quote without its partner is
//! punctuation, and so is a minus sign that is alone, inside a word, or before a single letter or a number, as commands have them. So every
//! input parses, and always to the same query.

use serde::Serialize;

use crate::text::{Class, class};

/// What a clause asks of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Words to look for.
    Words,
    /// Exactly this, in this order.
    Phrase,
    /// None of this.
    Not,
    /// Not exactly this, in this order.
    NotPhrase,
}

impl Role {
    /// Whether it excludes.
    #[must_use]
    pub fn excludes(self) -> bool {
        matches!(self, Role::Not | Role::NotPhrase)
    }
}

/// A part of a query.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clause {
    /// What it asks.
    pub role: Role,
    /// The field that it is limited to.
    pub field: Option<String>,
    /// The text, without operators and quotes.
    pub text: String,
    /// It may stand in for the clause before it.
    pub or: bool,
}

/// A parsed query.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query {
    /// Its parts, in order.
    pub clauses: Vec<Clause>,
    /// The last word may still grow.
    pub open: bool,
    /// There was more of it than is read.
    pub cut: bool,
}

/// A query is read up to this many bytes; a longer one is cut at a character.
const MAX_BYTES: usize = 4096;

const QUOTES: [(char, char); 6] = [('"', '"'), ('“', '”'), ('«', '»'), ('「', '」'), ('『', '』'), ('＂', '＂')];

/// Reads a query. `is_field` tells the names of the corpus' fields.
#[must_use]
pub fn parse(text: &str, is_field: &dyn Fn(&str) -> bool) -> Query {
    let cut = text.len() > MAX_BYTES;
    let text = text.get(..text.floor_char_boundary(MAX_BYTES)).unwrap_or("");
    let open = text.chars().next_back().is_some_and(|c| !matches!(class(c), Class::Space | Class::Other));
    let mut query = Query { open, cut, ..Query::default() };
    let mut rest = text;
    let mut or = false;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            // After `a OR` the word `a` is complete.
            query.open &= !or;
            let alone = text.trim();
            if query.clauses.is_empty() && !alone.is_empty() {
                query.clauses.push(Clause { role: Role::Words, field: None, text: alone.to_owned(), or: false });
            }
            return query;
        }
        if let Some(after) = rest.strip_prefix("OR")
            && (after.is_empty() || after.starts_with(char::is_whitespace))
        {
            or = !query.clauses.is_empty();
            rest = after;
            continue;
        }
        let (clause, after) = item(rest, is_field);
        rest = after;
        match query.clauses.last_mut() {
            // Plain words in a row are one clause, spaces and all, so that what stands together stays together.
            Some(last) if joins(last) && joins(&clause) && !or && !last.or => {
                last.text.push(' ');
                last.text.push_str(&clause.text);
            }
            _ => query.clauses.push(Clause { or, ..clause }),
        }
        or = false;
    }
}

fn joins(clause: &Clause) -> bool {
    clause.role == Role::Words && clause.field.is_none()
}

/// Reads one item from the beginning of `text`, which is not empty, and returns it with what follows.
fn item<'a>(text: &'a str, is_field: &dyn Fn(&str) -> bool) -> (Clause, &'a str) {
    let mut rest = text;
    let mut role = Role::Words;
    if let Some(after) = rest.strip_prefix('-').or_else(|| rest.strip_prefix('－'))
        && begins(after, &|c| is_open(c) || !matches!(class(c), Class::Space | Class::Other))
        && !is_short_flag(after)
    {
        role = Role::Not;
        rest = after;
    }
    let mut field = None;
    if let Some((name, after)) = rest.split_once([':', '：'])
        && !after.is_empty()
        && !after.starts_with(char::is_whitespace)
        && (matches!(name, "title" | "heading" | "lang") || is_field(name))
        && !name.contains(char::is_whitespace)
    {
        field = Some(name.to_owned());
        rest = after;
    }
    if let Some((inside, after)) = quoted(rest) {
        let role = if role == Role::Not { Role::NotPhrase } else { Role::Phrase };
        return (Clause { role, field, text: inside.to_owned(), or: false }, after);
    }
    // Words end at a space, or where a quotation opens that also closes.
    let mut end = rest.len();
    for (at, c) in rest.char_indices() {
        if c.is_whitespace() || (at > 0 && is_open(c) && quoted(rest.get(at..).unwrap_or("")).is_some()) {
            end = at;
            break;
        }
    }
    let (words, after) = rest.split_at(end);
    (Clause { role, field, text: words.to_owned(), or: false }, after)
}

/// Whether a text begins with a single Latin letter or a number.
fn is_short_flag(text: &str) -> bool {
    let word = text.split(char::is_whitespace).next().unwrap_or("");
    word.is_ascii() && (word.len() == 1 || word.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a text begins with such a character.
fn begins(text: &str, such: &dyn Fn(char) -> bool) -> bool {
    text.chars().next().is_some_and(such)
}

fn is_open(c: char) -> bool {
    QUOTES.iter().any(|q| q.0 == c)
}

/// A quotation at the beginning of `text`: what is inside, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    let close = QUOTES.iter().find(|q| q.0 == first)?.1;
    let inside = text.get(first.len_utf8()..)?;
    let end = inside.find(close)?;
    let (inside, after) = (inside.get(..end)?, inside.get(end + close.len_utf8()..)?);
    (!inside.trim_start().is_empty()).then_some((inside, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let query = parse(text, &|f| f == "year");
        let one = |c: &Clause| {
            let role = match c.role {
                Role::Words => "",
                Role::Phrase => "=",
                Role::Not => "-",
                Role::NotPhrase => "-=",
            };
            let field = c.field.as_ref().map_or(String::new(), |f| format!("{f}:"));
            format!("{}{role}{field}[{}]", if c.or { "|" } else { "" }, c.text)
        };
        query.clauses.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn plain_words_are_one_clause() {
        assert_eq!(show("global  health 合作"), "[global health 合作]");
        assert_eq!(show("  "), "");
    }

    #[test]
    fn operators_are_read_anywhere() {
        assert_eq!(show("a \"b c\" d"), "[a] =[b c] [d]");
        assert_eq!(show("疫情“全球治理”合作"), "[疫情] =[全球治理] [合作]");
        assert_eq!(show("a -bc -\"c d\""), "[a] -[bc] -=[c d]");
        assert_eq!(show("a OR b c"), "[a] |[b] [c]");
        assert_eq!(show("title:x year:2020 y"), "title:[x] year:[2020] [y]");
    }

    #[test]
    fn an_or_without_an_item_on_both_sides_is_ignored() {
        assert_eq!(show("a OR"), "[a]");
        assert_eq!(show("OR a"), "[a]");
        assert_eq!(show("a OR OR b OR "), "[a] |[b]");
        assert!(!parse("a OR", &|_| false).open && parse("a OR b", &|_| false).open);
        // A query with nothing else looks for the word.
        assert_eq!((show("OR"), show(" OR OR ")), ("[OR]".to_owned(), "[OR OR]".to_owned()));
    }

    #[test]
    fn a_query_without_end_is_read_to_its_4096th_byte() {
        assert_eq!(parse(&"全".repeat(50_000), &|_| false).clauses[0].text.len(), 4095);
    }

    #[test]
    fn what_is_no_operator_is_plain_words() {
        assert_eq!(show("\"a b"), "[\"a b]");
        assert_eq!(show("well-known - x ORB"), "[well-known - x ORB]");
        assert_eq!(show("std::fmt note:x"), "[std::fmt note:x]");
        assert_eq!(show("git commit -m -3"), "[git commit -m -3]");
        assert_eq!(show("病毒 -瘟"), "[病毒] -[瘟]");
        assert_eq!(show("\"\" \" \""), "[\"\" \" \"]");
    }
}
