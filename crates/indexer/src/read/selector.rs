//! CSS selectors by which an owner names elements: a subset whose meaning does not depend on a browser.
//!
//! `tag`, `.class`, `#id`, `*`, `[attr]`, `[attr=value]`, `[attr^=value]`, compounds of them, the descendant and the child (`>`) combinator,
//! and lists with commas. Everything else is an error, so no selector is understood half.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// Maximum number of compounds of one selector: a set of them is a number of 32 bits.
const MAX_STEPS: usize = 32;
/// The supported selectors, for errors.
const SUPPORTED: &str = "Supported are tag, .class, #id, *, [attr], [attr=value], [attr^=value], descendants (a b), children (a > b) and lists (a, b)";

/// A list of selectors.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct Selector {
    text: String,
    pub(super) choices: Vec<Vec<Step>>,
}

/// A compound, and how it follows the one before.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Step {
    /// It matches only children of what the step before matches, not all descendants.
    pub is_child: bool,
    pub tests: Vec<Test>,
}

/// A test of an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Test {
    Any,
    Tag(String),
    Class(String),
    Attribute { name: String, value: Value },
}

/// A test of an attribute's value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Value {
    Any,
    Is(String),
    StartsWith(String),
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl TryFrom<String> for Selector {
    type Error = String;

    fn try_from(text: String) -> Result<Selector, String> {
        text.parse()
    }
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(text: &str) -> Result<Selector, String> {
        let mut parser = Parser { rest: text };
        let choices = parser.list().map_err(|what| format!("the selector “{text}”: {what}. {SUPPORTED}"))?;
        Ok(Selector { text: text.trim().to_owned(), choices })
    }
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn list(&mut self) -> Result<Vec<Vec<Step>>, String> {
        let mut choices = vec![self.steps()?];
        while self.eat(',') {
            choices.push(self.steps()?);
        }
        match self.rest.chars().next() {
            None => Ok(choices),
            Some(c) => Err(format!("“{c}” is not supported here")),
        }
    }

    fn steps(&mut self) -> Result<Vec<Step>, String> {
        self.skip_space();
        let mut steps = vec![Step { is_child: false, tests: self.compound()? }];
        loop {
            let space = self.skip_space();
            let is_child = self.eat('>');
            if is_child {
                self.skip_space();
            } else if !space || self.rest.is_empty() || self.rest.starts_with(',') {
                return Ok(steps);
            }
            if steps.len() == MAX_STEPS {
                return Err(format!("more than {MAX_STEPS} levels"));
            }
            steps.push(Step { is_child, tests: self.compound()? });
        }
    }

    fn compound(&mut self) -> Result<Vec<Test>, String> {
        let mut tests = Vec::new();
        loop {
            let first = tests.is_empty();
            tests.push(match self.rest.chars().next() {
                Some('.') => {
                    self.eat('.');
                    Test::Class(self.name()?)
                }
                Some('#') => {
                    self.eat('#');
                    Test::Attribute { name: "id".to_owned(), value: Value::Is(self.name()?) }
                }
                Some('[') => self.attribute()?,
                Some('*') if first => {
                    self.eat('*');
                    Test::Any
                }
                Some(c) if first && is_name(c) => Test::Tag(self.name()?.to_ascii_lowercase()),
                None if first => return Err("an element is missing at the end".to_owned()),
                Some(c) if first => return Err(format!("“{c}” does not begin an element")),
                _ => return Ok(tests),
            });
        }
    }

    fn attribute(&mut self) -> Result<Test, String> {
        self.eat('[');
        self.skip_space();
        let name = self.name()?.to_ascii_lowercase();
        self.skip_space();
        let starts = self.eat('^');
        let value = if self.eat('=') {
            self.skip_space();
            let value = self.value()?;
            // CSS: an empty beginning matches nothing.
            if starts && value.is_empty() {
                return Err("[attr^=\"\"] matches nothing".to_owned());
            }
            if starts { Value::StartsWith(value) } else { Value::Is(value) }
        } else if starts {
            return Err("a ^ without a =".to_owned());
        } else {
            Value::Any
        };
        self.skip_space();
        if self.eat(']') {
            Ok(Test::Attribute { name, value })
        } else {
            Err("a [ without a ], or an operator other than = and ^=".to_owned())
        }
    }

    /// A name, or a text in quotation marks.
    fn value(&mut self) -> Result<String, String> {
        let Some(quote) = self.rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return self.name() };
        let inner = self.rest.get(1..).unwrap_or_default();
        let (value, rest) = inner.split_once(quote).ok_or_else(|| format!("a {quote} without its end"))?;
        if value.contains('\\') {
            return Err("escapes are not supported".to_owned());
        }
        self.rest = rest;
        Ok(value.to_owned())
    }

    fn name(&mut self) -> Result<String, String> {
        let end = self.rest.find(|c| !is_name(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at(end);
        if name.is_empty() {
            return Err("a name is missing".to_owned());
        }
        self.rest = rest;
        Ok(name.to_owned())
    }

    fn eat(&mut self, c: char) -> bool {
        let rest = self.rest.strip_prefix(c);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Skips white space. Returns whether there was any.
    fn skip_space(&mut self) -> bool {
        let rest = self.rest.trim_start();
        let any = rest.len() < self.rest.len();
        self.rest = rest;
        any
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsupported_selectors_are_errors_that_name_the_supported_ones() {
        for (text, what) in [
            ("", "missing at the end"),
            ("a,", "missing at the end"),
            ("a >", "missing at the end"),
            ("p:first-child", "“:” is not supported"),
            ("a + b", "“+” does not begin"),
            ("a ~ b", "“~” does not begin"),
            ("[a*=b]", "an operator other than"),
            ("[a", "a [ without a ]"),
            ("[a='b]", "without its end"),
            ("[a^='']", "matches nothing"),
            ("..a", "a name is missing"),
            (".a\\:b", "“\\” is not supported"),
            ("a{}", "“{” is not supported"),
        ] {
            let error = text.parse::<Selector>().unwrap_err();
            assert!(error.contains(what) && error.contains("Supported are tag"), "{text}: {error}");
        }
        assert!("a ".repeat(MAX_STEPS + 1).parse::<Selector>().is_err());
    }

    #[test]
    fn a_selector_is_printed_as_it_was_written() {
        assert_eq!(" nav > a.b , #c ".parse::<Selector>().unwrap().to_string(), "nav > a.b , #c");
    }
}
