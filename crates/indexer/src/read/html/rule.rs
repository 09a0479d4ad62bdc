//! The rules by which parts of a page are left out.

use std::fmt;

use crate::read::left_out::selector_rule;

/// Why an element is left out: a kind of rule, and the name that it looks for. `Display` writes it as the owner knows it from the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule<'a> {
    pub kind: RuleKind,
    pub name: &'a str,
}

/// Kinds of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RuleKind {
    Element,
    Attribute,
    Role,
    Class,
    Id,
    Selector,
    /// A sentence.
    Other,
}

impl fmt::Display for Rule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.kind {
            RuleKind::Element => write!(f, "<{name}>"),
            RuleKind::Role => write!(f, "role=\"{name}\""),
            RuleKind::Class => write!(f, "class=\"{name}\""),
            RuleKind::Id => write!(f, "id=\"{name}\""),
            RuleKind::Selector => f.write_str(&selector_rule(name)),
            RuleKind::Attribute | RuleKind::Other => f.write_str(name),
        }
    }
}
