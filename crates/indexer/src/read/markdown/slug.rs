//! The names that generators give to headings, so that a link made from a source leads to the place in what was made of it.
//!
//! Each generator has its own rule; where a rule can't be followed to the letter there is no name, and the link leads to the page.

use std::collections::BTreeMap;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A rule for names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SlugRule {
    /// Lower case, letters, digits, `-` and `_`, a hyphen for each space: GitHub's, and so Hugo's, kramdown's for GFM, Docusaurus', Starlight's.
    GitHub,
    /// The same, but white space of any kind and length counted singly: mdBook's.
    MdBook,
    /// Punctuation to one hyphen, none at the ends, `_` before a digit: that of `VitePress`.
    VitePress,
    /// Of ASCII alone: Zola's, which spells other scripts in Latin letters by a table.
    Ascii,
}

/// Hands out the names of one page.
#[derive(Debug)]
pub(super) struct Slugs {
    rule: SlugRule,
    used: BTreeMap<String, u32>,
}

impl Slugs {
    pub(super) fn new(rule: SlugRule) -> Slugs {
        Slugs { rule, used: BTreeMap::new() }
    }

    /// Takes a name that the author gave.
    pub(super) fn reserve(&mut self, name: &str) {
        self.used.entry(name.to_owned()).or_default();
    }

    /// The name of a heading.
    pub(super) fn unique(&mut self, heading: &str) -> Option<String> {
        let slug = match self.rule {
            SlugRule::GitHub => hyphens(heading.trim(), |c| c == ' '),
            SlugRule::MdBook => hyphens(heading.trim(), char::is_whitespace),
            SlugRule::VitePress => vitepress(heading),
            SlugRule::Ascii => ascii(heading)?,
        };
        if slug.is_empty() {
            return None;
        }
        let Some(count) = self.used.get_mut(&slug) else {
            self.used.insert(slug.clone(), 0);
            return Some(slug);
        };
        *count += 1;
        let name = format!("{slug}-{count}");
        self.used.insert(name.clone(), 0);
        Some(name)
    }
}

fn hyphens(heading: &str, space: impl Fn(char) -> bool) -> String {
    let mut slug = String::new();
    for c in heading.chars() {
        if space(c) {
            slug.push('-');
        } else if c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '-' | '_') {
            slug.extend(c.to_lowercase());
        }
    }
    slug
}

fn vitepress(heading: &str) -> String {
    let mut slug = String::new();
    for c in heading.nfkd().filter(|&c| !matches!(c, '\u{300}'..='\u{36f}') && (!c.is_control() || c.is_whitespace())) {
        let parts = c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '“' | '”' | '‘' | '’');
        if !parts {
            slug.extend(c.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.starts_with(|c: char| c.is_ascii_digit()) { format!("_{slug}") } else { slug }
}

/// Also how Zola and Hugo write paths.
pub(super) fn ascii(heading: &str) -> Option<String> {
    if heading.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
        return None;
    }
    let mut slug = String::new();
    for c in heading.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    Some(slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(rule: SlugRule, headings: &[&str]) -> Vec<String> {
        let mut slugs = Slugs::new(rule);
        headings.iter().map(|heading| slugs.unique(heading).unwrap_or_default()).collect()
    }

    #[test]
    fn headings_have_the_names_that_each_generator_gives_them() {
        let headings = ["What's new?", "What's new?", "API & co_op", "安装 指南", "1. Café", "  "];
        assert_eq!(
            names(SlugRule::GitHub, &headings),
            ["whats-new", "whats-new-1", "api--co_op", "安装-指南", "1-café", ""]
        );
        assert_eq!(names(SlugRule::MdBook, &headings)[2..4], ["api--co_op", "安装-指南"]);
        assert_eq!(
            names(SlugRule::VitePress, &headings),
            ["what-s-new", "what-s-new-1", "api-co-op", "安装-指南", "_1-cafe", ""]
        );
        assert_eq!(names(SlugRule::Ascii, &headings), ["what-s-new", "what-s-new-1", "api-co-op", "", "", ""]);
    }

    #[test]
    fn a_name_that_the_author_gave_is_not_given_again() {
        let mut slugs = Slugs::new(SlugRule::GitHub);
        slugs.reserve("setup");
        assert_eq!(slugs.unique("Setup").as_deref(), Some("setup-1"));
    }
}
