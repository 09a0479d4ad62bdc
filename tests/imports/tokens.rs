//! Source text as tokens: enough of Rust to find paths, and JavaScript without its comments.

/// A part of Rust's source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Name(String),
    /// Punctuation; `::` is one token.
    Mark(&'static str),
    /// The content of a string.
    Text(String),
}

const MARKS: &[&str] = &["::", "{", "}", "(", ")", "[", "]", ";", ",", "*", "#", "!", "=", "."];

/// Rust without its comments, numbers and characters.
pub(crate) fn rust_tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some((content, length)) = string(rest) {
            tokens.push(Token::Text(content.to_owned()));
            length
        } else if first == '\'' {
            character(rest)
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            if !first.is_ascii_digit() {
                tokens.push(Token::Name(rest[..end].to_owned()));
            }
            end
        } else if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
            tokens.push(Token::Mark(mark));
            mark.len()
        } else {
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// The content of the string that the source starts with, and the length of the whole literal.
fn string(source: &str) -> Option<(&str, usize)> {
    let prefix = ["br", "cr", "b", "c", "r", ""]
        .into_iter()
        .find(|prefix| source.strip_prefix(prefix).is_some_and(|rest| rest.trim_start_matches('#').starts_with('"')))?;
    let rest = &source[prefix.len()..];
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let start = prefix.len() + hashes + 1;
    let body = &source[start..];
    if prefix.ends_with('r') {
        let close = format!("\"{}", "#".repeat(hashes));
        let end = body.find(&close)?;
        return Some((&body[..end], start + end + close.len()));
    }
    if hashes > 0 {
        return None;
    }
    let mut escaped = false;
    let end = body.find(|c: char| {
        let ends = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    })?;
    Some((&body[..end], start + end + 1))
}

/// The length of a character literal; of a lifetime only its quote.
fn character(source: &str) -> usize {
    let mut characters = source.char_indices().skip(1);
    match (characters.next(), characters.next()) {
        // The escaped character may be a quote.
        (Some((_, '\\')), Some((at, escaped))) => {
            let after = at + escaped.len_utf8();
            source[after..].find('\'').map_or(source.len(), |end| after + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// JavaScript without its comments, written as in `www/`: a comment after code has a space on both sides of `//`.
pub(crate) fn without_script_comments(source: &str) -> String {
    let mut out = String::new();
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let code = |line: &str| {
        let line = if line.trim_start().starts_with("//") { "" } else { line };
        line.split(" // ").next().unwrap_or_default().to_owned()
    };
    out.lines().map(code).collect::<Vec<_>>().join("\n")
}

#[test]
fn names_are_found_outside_strings_comments_and_characters() {
    let source = r##"a::b('"', '\'', &'c str, "d\"e", r#"f"g"#, 0x1f) // h
        /* i */ j"##;
    let names: Vec<String> = rust_tokens(source)
        .into_iter()
        .filter_map(|token| if let Token::Name(name) = token { Some(name) } else { None })
        .collect();
    assert_eq!(names, ["a", "b", "c", "str", "j"]);
}
