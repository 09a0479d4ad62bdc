//! Parts of pages and files that are left out: a count for each rule, with the first examples. So memory is bounded on a site of any size.

use std::collections::BTreeMap;

use super::file_kinds;
use super::selector::Selector;

/// Number of examples of each rule.
const EXAMPLES: usize = 2;
/// Maximum number of rules. All further ones are counted as [`OTHER`].
const MAX_RULES: usize = 100;
const OTHER: &str = "other";
/// Prefix of rules that are selectors of the owner.
const SELECTOR: &str = "exclude-selector ";
/// Maximum length of the text of an example, in characters.
pub(super) const EXAMPLE_CHARS: usize = 80;

/// Everything that is left out, by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut(BTreeMap<String, RuleCount>);

/// The parts that one rule leaves out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleCount {
    /// Number of parts or files.
    pub count: usize,
    /// Number of pages that have such parts.
    pub pages: usize,
    /// The first ones: the file, and the beginning of the part's text.
    pub examples: Vec<(String, String)>,
}

/// Parts of one page that one rule leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageParts {
    pub rule: String,
    pub count: usize,
    /// The beginning of the first one.
    pub text: String,
}

impl PageParts {
    /// Whether a selector of the owner left out these parts.
    pub(super) fn is_by_selector(&self) -> bool {
        self.rule.starts_with(SELECTOR)
    }
}

impl LeftOut {
    /// Adds a file.
    pub(super) fn add_file(&mut self, rule: &str, file: &str) {
        self.add(rule, file, 1, String::new());
    }

    /// Adds the parts of a page.
    pub(super) fn add_parts(&mut self, file: &str, parts: Vec<PageParts>) {
        for part in parts {
            self.add(&part.rule, file, part.count, part.text);
        }
    }

    fn add(&mut self, rule: &str, file: &str, count: usize, text: String) {
        let rule = if self.0.len() < MAX_RULES || self.0.contains_key(rule) { rule } else { OTHER };
        let row = self.0.entry(rule.to_owned()).or_default();
        row.count += count;
        row.pages += 1;
        if row.examples.len() < EXAMPLES {
            row.examples.push((file.to_owned(), text));
        }
    }

    /// Whether a selector of the owner left out any text.
    #[must_use]
    pub fn has_selector(&self, selector: &Selector) -> bool {
        self.0.contains_key(&selector_rule(&selector.to_string()))
    }

    /// Whether a rule names files that have no text: pictures, fonts, scripts.
    #[must_use]
    pub fn is_without_text(rule: &str) -> bool {
        file_kinds::is_without_text(rule)
    }

    /// The rules, the one with the highest count first.
    #[must_use]
    pub fn rules(&self) -> Vec<(&str, &RuleCount)> {
        let mut rules: Vec<_> = self.0.iter().map(|(rule, count)| (rule.as_str(), count)).collect();
        rules.sort_by_key(|(_, row)| std::cmp::Reverse(row.count));
        rules
    }
}

/// The name of the rule that a selector is.
pub(super) fn selector_rule(selector: &str) -> String {
    format!("{SELECTOR}{selector}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded_for_any_number_of_files_and_rules() {
        let mut left_out = LeftOut::default();
        for n in 0..1000 {
            left_out.add_file(&format!(".{n}"), &format!("a.{n}"));
            left_out.add_file(".pdf", &format!("{n}.pdf"));
        }
        let rules = left_out.rules();
        assert_eq!((rules[0].0, rules[0].1.count, rules[0].1.examples.len()), (".pdf", 1000, EXAMPLES));
        assert_eq!((rules[1].0, rules.len()), (OTHER, MAX_RULES + 1));
        assert_eq!(rules.iter().map(|(_, row)| row.count).sum::<usize>(), 2000);
    }
}
