//! A script as tokens. Knows where a token ends, and nothing of what it means; what is between tokens falls away.
//!
//! A slash begins a regular expression unless what stands before it ends a value; a `}` never does so in our files.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, keyword or number; private names with their `#`.
    Word,
    /// A string, a regular expression, or a stretch of a template up to what is filled in.
    Text,
    /// Punctuation, an operator as a whole where it matters.
    Mark,
}

/// A token, and whether a line ends before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) line: bool,
}

impl Token {
    pub(super) fn is(&self, text: &str) -> bool {
        self.text == text && self.kind != Kind::Text
    }
}

/// Operators that would read otherwise if taken apart.
const JOINED: &[&str] = &["...", "?.", "=>", "++", "--"];
/// Words after which a value begins.
const BEFORE_VALUE: &[&str] =
    &["return", "typeof", "case", "of", "in", "await", "new", "delete", "void", "throw", "else"];

/// The tokens of a script.
pub(super) fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { rest: source, out: Vec::new(), open: Vec::new(), line: false };
    while reader.step() {}
    reader.out
}

struct Reader<'a> {
    rest: &'a str,
    out: Vec<Token>,
    /// For each brace that is open, whether it stands in a template.
    open: Vec<bool>,
    line: bool,
}

impl Reader<'_> {
    fn step(&mut self) -> bool {
        let trimmed = self.rest.trim_start();
        self.skip(self.rest.len() - trimmed.len());
        let Some(first) = self.rest.chars().next() else { return false };
        if self.rest.starts_with("//") {
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        } else if self.rest.starts_with("/*") {
            self.skip(self.rest.find("*/").map_or(self.rest.len(), |at| at + 2));
        } else if first == '"' || first == '\'' {
            self.take(Kind::Text, end(self.rest, first, false));
        } else if first == '`' {
            self.template();
        } else if first == '/' && self.value_may_begin() {
            let end = end(self.rest, '/', true);
            let flags = self.rest[end..].find(|c: char| !c.is_alphanumeric());
            self.take(Kind::Text, flags.map_or(self.rest.len(), |flags| end + flags));
        } else if is_word(first) {
            // A number's point is part of it.
            let part = |c: char| is_word(c) || (c == '.' && first.is_ascii_digit());
            let end = self.rest.char_indices().skip(1).find(|(_, c)| !part(*c)).map_or(self.rest.len(), |(at, _)| at);
            self.take(Kind::Word, end);
        } else if first == '}' && self.open.pop() == Some(true) {
            self.template();
        } else {
            if first == '{' {
                self.open.push(false);
            }
            let joined = JOINED.iter().find(|mark| self.rest.starts_with(**mark));
            self.take(Kind::Mark, joined.map_or(first.len_utf8(), |mark| mark.len()));
        }
        true
    }

    /// A stretch of a template: from the accent or brace it begins with to the accent that ends it, or the next `${`.
    fn template(&mut self) {
        let mut escaped = false;
        for (at, c) in self.rest.char_indices().skip(1) {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if c == '`' {
                return self.take(Kind::Text, at + 1);
            } else if self.rest[at..].starts_with("${") {
                self.open.push(true);
                return self.take(Kind::Text, at + 2);
            }
        }
        self.take(Kind::Text, self.rest.len());
    }

    fn value_may_begin(&self) -> bool {
        self.out.last().is_none_or(|last| match last.kind {
            Kind::Word => BEFORE_VALUE.contains(&last.text.as_str()),
            Kind::Text => last.text.ends_with("${"),
            Kind::Mark => !matches!(last.text.as_str(), ")" | "]" | "}"),
        })
    }

    fn skip(&mut self, length: usize) {
        let (gone, rest) = self.rest.split_at(length);
        self.line |= gone.contains('\n');
        self.rest = rest;
    }

    fn take(&mut self, kind: Kind, length: usize) {
        let (text, rest) = self.rest.split_at(length);
        self.out.push(Token { kind, text: text.to_owned(), line: std::mem::take(&mut self.line) });
        self.rest = rest;
    }
}

/// Where a text ends that begins with its delimiter; in a regular expression a class may hold the delimiter.
fn end(text: &str, delimiter: char, regular: bool) -> usize {
    let (mut escaped, mut class) = (false, false);
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if regular => class = true,
            ']' if regular => class = false,
            c if c == delimiter && !class => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn strings_and_templates_hold_what_looks_like_code() {
        assert_eq!(
            texts("a = \"// \\\" {\" + `x${b[`${c}`]}y`;"),
            ["a", "=", "\"// \\\" {\"", "+", "`x${", "b", "[", "`${", "c", "}`", "]", "}y`", ";"]
        );
    }

    #[test]
    fn a_slash_divides_after_a_value_and_begins_an_expression_elsewhere() {
        assert_eq!(
            texts("a / b(/[/\"]+/g) / 2; return /x/u"),
            ["a", "/", "b", "(", "/[/\"]+/g", ")", "/", "2", ";", "return", "/x/u"]
        );
    }

    #[test]
    fn comments_fall_away_and_line_ends_are_kept_in_mind() {
        let lines: Vec<bool> = tokens("a /* \n */ // c\n#b ?.c").iter().map(|token| token.line).collect();
        assert_eq!(lines, [false, true, false, false]);
        assert_eq!(texts("a /* \n */ // c\n#b ?.c 1.5e3"), ["a", "#b", "?.", "c", "1.5e3"]);
    }
}
