//! Short names for what is named inside a script alone.
//!
//! A name is exchanged everywhere or nowhere. It stays if it is the name of a member, an import or an export anywhere in the script,
//! or if it is used outside of what the scopes that declare it enclose: then it may be the browser's. Two names share a short
//! one only if their scopes lie apart.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::token::{Kind, Token, is_word};

/// Words that begin what has parentheses and a block and is no function.
const STATEMENTS: &[&str] = &["if", "for", "while", "switch", "await"];
/// Words that are names in one place and syntax in another.
const SYNTAX: &[&str] =
    &["get", "set", "static", "async", "await", "of", "from", "as", "let", "yield", "default", "catch", "function"];
/// Short words that are none of a script's own.
const TAKEN: &[&str] = &["do", "if", "in", "of", "as", "is", "NaN", "for", "let", "new", "try", "var", "get", "set"];

/// Exchanges what may be.
pub(super) fn shorten(tokens: &mut [Token]) {
    let script = Script::new(tokens);
    let short = script.short();
    for token in tokens.iter_mut().filter(|token| token.kind == Kind::Word) {
        if let Some(name) = short.get(&token.text) {
            token.text.clone_from(name);
        }
    }
}

/// For each bracket its partner, for each other token itself; a bracket that nothing answers is its own.
pub(super) fn partners(tokens: &[Token]) -> Vec<usize> {
    let mut partners: Vec<usize> = (0..tokens.len()).collect();
    let mut open = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let template = token.kind == Kind::Text;
        let is = |marks: &[&str]| !template && marks.contains(&token.text.as_str());
        if (is(&[")", "]", "}"]) || template && token.text.starts_with('}'))
            && let Some(partner) = open.pop()
        {
            partners[i] = partner;
            partners[partner] = i;
        }
        if is(&["(", "[", "{"]) || template && token.text.ends_with("${") {
            open.push(i);
        }
    }
    partners
}

struct Script<'a> {
    tokens: &'a [Token],
    partners: Vec<usize>,
    /// For each token the bracket that it stands in.
    around: Vec<Option<usize>>,
}

impl<'a> Script<'a> {
    fn new(tokens: &'a [Token]) -> Self {
        let partners = partners(tokens);
        let mut around = Vec::with_capacity(tokens.len());
        let mut open: Vec<usize> = Vec::new();
        for (i, partner) in partners.iter().enumerate() {
            while open.last().is_some_and(|at| partners[*at] <= i) {
                open.pop();
            }
            around.push(open.last().copied());
            if *partner > i {
                open.push(i);
            }
        }
        Self { tokens, partners, around }
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(text))
    }

    fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.tokens[at].text.as_str())
    }

    /// The short name of each name that may have one: the more often it stands, the shorter.
    fn short(&self) -> BTreeMap<String, String> {
        let scopes = self.scopes();
        let words = || self.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Word);
        let mut kept: BTreeSet<&str> = SYNTAX.iter().copied().collect();
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, token) in words() {
            let name = token.text.as_str();
            *often.entry(name).or_default() += 1;
            let inside = name.starts_with('#')
                || scopes.get(name).is_some_and(|scopes| scopes.iter().any(|scope| scope.contains(&i)));
            if !inside || self.is_member(i) {
                kept.insert(name);
            }
        }
        let mut names: Vec<(&str, usize)> = often.iter().map(|(name, count)| (*name, *count)).collect();
        names.retain(|(name, _)| name.starts_with('#') || !kept.contains(name));
        names.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));

        let mut given: Vec<(String, Vec<Range<usize>>)> = Vec::new();
        let mut fresh =
            candidates().filter(|name| !TAKEN.contains(&name.as_str()) && !often.contains_key(name.as_str()));
        let mut hidden = candidates().map(|name| format!("#{name}"));
        let mut short = BTreeMap::new();
        for (name, _) in names {
            if name.starts_with('#') {
                short.extend(hidden.next().map(|new| (name.to_owned(), new)));
                continue;
            }
            let mine = &scopes[name];
            let apart = |theirs: &[Range<usize>]| {
                !mine.iter().any(|a| theirs.iter().any(|b| a.start < b.end && b.start < a.end))
            };
            let at = given.iter().position(|(_, theirs)| apart(theirs));
            let Some(at) = at.or_else(|| {
                fresh.next().map(|new| {
                    given.push((new, Vec::new()));
                    given.len() - 1
                })
            }) else {
                break;
            };
            given[at].1.extend(mine.iter().cloned());
            short.insert(name.to_owned(), given[at].0.clone());
        }
        short
    }

    /// Whether a word is, or may be, the name of a member, an import or an export.
    fn is_member(&self, i: usize) -> bool {
        let (before, last) = (self.before(i), self.before(i.saturating_sub(1)));
        let names = |at: usize| {
            let block = [")", "=>", ";", "}", "{", "else", "try", "finally"].contains(&self.before(at));
            let item = matches!(before, "{" | ",") && [",", "}", "="].iter().any(|next| self.is(i + 1, next));
            self.is(at, "{") && (item && !block || self.is_class(at))
        };
        let method = before != "function"
            && self.parameters(i + 1).is_some_and(|after| self.is(after, "{"))
            && !STATEMENTS.contains(&self.tokens[i].text.as_str());
        let exported = last == "export" || last == "async" && self.before(i.saturating_sub(2)) == "export";
        matches!(before, "." | "?.") || self.is(i + 1, ":") || self.around[i].is_some_and(names) || method || exported
    }

    /// Whether a brace begins the body of a class.
    fn is_class(&self, brace: usize) -> bool {
        let head =
            self.tokens[..brace].iter().rev().take_while(|token| !["{", "}", ";"].iter().any(|end| token.is(end)));
        head.into_iter().any(|token| token.is("class"))
    }

    /// Where what follows a list in parentheses begins, if there is one here.
    fn parameters(&self, at: usize) -> Option<usize> {
        self.is(at, "(").then(|| self.partners[at] + 1)
    }

    /// The stretches that a name is declared for.
    fn scopes(&self) -> BTreeMap<&'a str, Vec<Range<usize>>> {
        let mut scopes: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
        let mut declare = |at: usize, scope: &Range<usize>| {
            scopes.entry(self.tokens[at].text.as_str()).or_default().push(scope.clone());
        };
        for (i, token) in self.tokens.iter().enumerate() {
            match token.text.as_str() {
                _ if token.kind == Kind::Text || matches!(self.before(i), "." | "?.") => {}
                "const" | "let" | "var" => {
                    let scope = self.block(i);
                    self.declared(i, &mut |at| declare(at, &scope));
                }
                "class" | "function"
                    if self.begins_statement(i) && self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Word) =>
                {
                    declare(i + 1, &self.block(i));
                }
                "(" if self.partners[i] > i => {
                    let after = self.partners[i] + 1;
                    let end = if self.is(after, "=>") {
                        self.end(after + 1)
                    } else if self.is(after, "{") && !STATEMENTS.contains(&self.before(i)) {
                        self.partners[after]
                    } else {
                        continue;
                    };
                    self.names(i, &mut |at| declare(at, &(i..end)));
                }
                _ if token.kind == Kind::Word && self.is(i + 1, "=>") => declare(i, &(i..self.end(i + 2))),
                _ => {}
            }
        }
        scopes
    }

    fn begins_statement(&self, i: usize) -> bool {
        matches!(self.before(i), "" | ";" | "}" | "{" | "export" | "async")
    }

    /// What a declaration here is good for: the braces around it, or the loop that it is made for.
    fn block(&self, i: usize) -> Range<usize> {
        match self.around[i] {
            None => 0..self.tokens.len(),
            Some(at) if self.is(at, "(") => at..self.end(self.partners[at] + 1),
            Some(at) => at..self.partners[at],
        }
    }

    /// The next token after this one, its brackets and its template.
    fn after(&self, at: usize) -> usize {
        let mut at = at;
        while self.partners.get(at).is_some_and(|partner| *partner > at) {
            at = self.partners[at];
        }
        at + 1
    }

    /// Whether what is around ends here.
    fn closes(&self, at: usize) -> bool {
        self.partners.get(at).is_none_or(|partner| *partner < at)
    }

    /// Where an arrow's body or a loop's ends.
    fn end(&self, at: usize) -> usize {
        let mut i = at;
        while !self.closes(i) && !self.is(i, ",") && !self.is(i, ";") {
            if self.is(i, "{") && (i == at || self.before(i) == ")") {
                return self.partners[i];
            }
            i = self.after(i);
        }
        i
    }

    /// The names that `const`, `let` or `var` declares.
    fn declared(&self, at: usize, declare: &mut dyn FnMut(usize)) {
        let mut i = at;
        while i == at || self.is(i, ",") {
            self.pattern(i + 1, declare);
            i += 1;
            while !self.closes(i) && ![",", ";", "of", "in"].iter().any(|end| self.is(i, end)) {
                i = self.after(i);
            }
        }
    }

    /// The names directly in a list of parameters or in an array's pattern.
    fn names(&self, open: usize, declare: &mut dyn FnMut(usize)) {
        let mut i = open;
        while i < self.partners[open] {
            if i == open || self.is(i, ",") {
                self.pattern(i + 1, declare);
                i += 1;
            } else {
                i = self.after(i);
            }
        }
    }

    /// A name, or an array of names. What stands in braces has the names of members, and keeps them.
    fn pattern(&self, at: usize, declare: &mut dyn FnMut(usize)) {
        let at = at + usize::from(self.is(at, "..."));
        let Some(token) = self.tokens.get(at) else { return };
        if token.kind == Kind::Word {
            declare(at);
        } else if token.is("[") {
            self.names(at, declare);
        }
    }
}

/// `a`, `b` and so on, then two letters and more.
fn candidates() -> impl Iterator<Item = String> {
    let letters = || ('a'..='z').chain('A'..='Z').filter(|c| is_word(*c));
    let one = letters().map(String::from);
    let two = letters().flat_map(move |a| letters().map(move |b| format!("{a}{b}")));
    one.chain(two)
}
