//! Patterns of file names: `drafts/**`, `*.txt`, `{en,de}/**/*.html`.
//!
//! A pattern without a slash is met by any file or folder of that name; one with a slash by the path below the source. What is below a
//! folder that meets a pattern meets it too. `*` and `?` stay within a name, `**` does not, `[a-z]` is one character, `{a,b}` is a choice.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// So many choices a pattern may come to.
const MAX_CHOICES: usize = 256;

/// A pattern.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Glob {
    text: String,
    /// Its choices, each as the names of its path.
    choices: Vec<Vec<String>>,
}

impl fmt::Display for Glob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Glob {
    type Err = String;

    fn from_str(text: &str) -> Result<Glob, String> {
        let path = text.trim().trim_start_matches("./").trim_end_matches('/');
        if path.is_empty() {
            return Err(format!("“{text}” isn't a pattern. Expected one like drafts/** or *.txt"));
        }
        let mut choices = Vec::new();
        for choice in expand_braces(path).map_err(|what| format!("“{text}”: {what}"))? {
            let mut names: Vec<String> = choice.split('/').filter(|name| !name.is_empty()).map(str::to_owned).collect();
            if names.iter().any(|name| name.matches('[').count() != name.matches(']').count()) {
                return Err(format!("“{text}”: a [ without a ]"));
            }
            if !path.contains('/') {
                names.insert(0, "**".to_owned());
            }
            choices.push(names);
        }
        Ok(Glob { text: text.to_owned(), choices })
    }
}

impl TryFrom<String> for Glob {
    type Error = String;

    fn try_from(text: String) -> Result<Glob, String> {
        text.parse()
    }
}

impl Glob {
    /// Whether a path, or a folder that it is in, is meant.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        let path: Vec<&str> = path.split('/').collect();
        (1..=path.len()).any(|end| {
            let part = path.get(..end).unwrap_or_default();
            self.choices.iter().any(|names| path_matches(names, part))
        })
    }
}

/// Whether names of a pattern are met by those of a path. The rows are how much of the path the names so far may have taken.
fn path_matches(names: &[String], path: &[&str]) -> bool {
    let mut taken = vec![false; path.len() + 1];
    taken[0] = true;
    for name in names {
        let mut next = vec![false; path.len() + 1];
        if name == "**" {
            let first = taken.iter().position(|t| *t).unwrap_or(taken.len());
            next.iter_mut().skip(first).for_each(|n| *n = true);
        } else {
            let name: Vec<char> = name.chars().collect();
            for (at, part) in path.iter().enumerate() {
                next[at + 1] = taken[at] && name_matches(&name, &part.chars().collect::<Vec<_>>());
            }
        }
        taken = next;
    }
    taken.last().copied().unwrap_or_default()
}

/// Whether a name meets a pattern of one. After a mismatch the last `*` takes one character more; no earlier one has to.
fn name_matches(pattern: &[char], name: &[char]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, n));
                p += 1;
                continue;
            }
            Some('?') => {
                (p, n) = (p + 1, n + 1);
                continue;
            }
            Some('[') => {
                if let Some(length) = bracket_match(pattern.get(p..).unwrap_or_default(), name[n]) {
                    (p, n) = (p + length, n + 1);
                    continue;
                }
            }
            Some(c) if *c == name[n] => {
                (p, n) = (p + 1, n + 1);
                continue;
            }
            _ => {}
        }
        let Some((at, took)) = star else { return false };
        star = Some((at, took + 1));
        (p, n) = (at + 1, took + 1);
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}

/// How long the class `[…]` at the beginning is, if the character is in it.
fn bracket_match(pattern: &[char], c: char) -> Option<usize> {
    let end = pattern.iter().position(|p| *p == ']')?;
    let inside = pattern.get(1..end)?;
    let (not, inside) = match inside.split_first() {
        Some(('!' | '^', rest)) => (true, rest),
        _ => (false, inside),
    };
    let mut rest = inside;
    let mut found = false;
    while let Some((first, after)) = rest.split_first() {
        if let [dash, last, behind @ ..] = after
            && *dash == '-'
        {
            found |= (*first..=*last).contains(&c);
            rest = behind;
        } else {
            found |= *first == c;
            rest = after;
        }
    }
    (found != not).then_some(end + 1)
}

/// The alternatives of a pattern with `{a,b}`.
fn expand_braces(pattern: &str) -> Result<Vec<String>, String> {
    let mut open = vec![pattern.to_owned()];
    let mut done = Vec::new();
    while let Some(text) = open.pop() {
        // The innermost first: no brace opens between the two.
        let Some(end) = text.find('}') else {
            if text.contains('{') {
                return Err("a { without a }".to_owned());
            }
            done.push(text);
            continue;
        };
        let start = text.get(..end).and_then(|t| t.rfind('{')).ok_or("a } without a {")?;
        let (before, inside, after) = (
            text.get(..start).unwrap_or_default(),
            text.get(start + 1..end).unwrap_or_default(),
            text.get(end + 1..).unwrap_or_default(),
        );
        open.extend(inside.split(',').map(|choice| format!("{before}{choice}{after}")));
        if open.len() + done.len() > MAX_CHOICES {
            return Err(format!("more than {MAX_CHOICES} alternatives"));
        }
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_means_the_files_that_one_expects() {
        for (pattern, path, meant) in [
            ("*.txt", "a/b/c.txt", true),
            ("*.txt", "a/c.text", false),
            ("drafts", "x/drafts/a.html", true),
            ("drafts/", "drafts/a/b.html", true),
            ("drafts/**", "drafts/a/b.html", true),
            ("/drafts/*.html", "drafts/a/b.html", false),
            ("drafts/*.html", "x/drafts/a.html", false),
            ("**/drafts/*.html", "x/y/drafts/a.html", true),
            ("a/**/b.html", "a/b.html", true),
            ("a/**/b.html", "a/x/y/b.html", true),
            ("{en,zh-{Hans,Hant}}/**", "zh-Hant/a.html", true),
            ("{en,de}/**", "fr/a.html", false),
            ("v[0-9].?/*", "v2.x/a.html", true),
            ("v[!0-9]/*", "v2/a.html", false),
            ("文*/*章.md", "文档/第一章.md", true),
            ("./a.md", "a.md", true),
        ] {
            let glob: Glob = pattern.parse().unwrap();
            assert_eq!(glob.matches(path), meant, "{pattern} and {path}");
        }
    }

    #[test]
    fn an_invalid_pattern_is_an_error_with_its_reason() {
        for (pattern, what) in
            [("", "isn't a pattern"), ("{a", "{"), ("a}", "}"), ("[a", "["), (&"{a,b}".repeat(9), "alternatives")]
        {
            let told = pattern.parse::<Glob>().unwrap_err();
            assert!(told.contains(what), "{told}");
        }
    }

    #[test]
    fn stars_upon_stars_take_no_time() {
        let glob: Glob = format!("{}b", "*a".repeat(40)).parse().unwrap();
        assert!(!glob.matches(&"a".repeat(4000)));
        let deep: Glob = format!("{}b", "**/a/".repeat(40)).parse().unwrap();
        assert!(!deep.matches(&"a/".repeat(400)));
    }
}
