//! Finds the elements that the owner's selectors name, and notes them in the tree. `attributes` and `annotations` treat them as elements with
//! the owner's attributes.

use super::dom::{DOCUMENT, NodeId, Tree, Visitor};
use crate::read::options::ReadOptions;
use crate::read::selector::{Selector, Step, Test, Value};

/// Notes the elements that the options name.
pub(super) fn select(tree: &mut Tree, options: &ReadOptions) {
    for selector in &options.exclude_selectors {
        for node in matches(tree, selector) {
            tree.excluded.entry(node).or_insert_with(|| selector.to_string());
        }
    }
    if let Some(selector) = &options.root_selector {
        tree.roots = matches(tree, selector);
    }
}

/// The elements that a selector matches, in the order of the page.
fn matches(tree: &Tree, selector: &Selector) -> Vec<NodeId> {
    let mut finder = Finder { choices: &selector.choices, open: Vec::new(), found: Vec::new() };
    tree.walk(DOCUMENT, &mut finder);
    finder.found
}

/// Matches all steps at once on the way down, so that a page of any depth takes linear time.
struct Finder<'a> {
    choices: &'a [Vec<Step>],
    /// For each open node and choice: a bit for each step that the node matches, and for each step that it or a node above matches.
    open: Vec<Vec<(u32, u32)>>,
    found: Vec<NodeId>,
}

impl Visitor for Finder<'_> {
    fn enter(&mut self, tree: &Tree, node: NodeId) -> bool {
        let above = self.open.last();
        let mut states = Vec::with_capacity(self.choices.len());
        let mut hit = false;
        for (at, steps) in self.choices.iter().enumerate() {
            let (parent, ancestors) = above.and_then(|states| states.get(at)).copied().unwrap_or_default();
            let mut own = 0;
            for (i, step) in steps.iter().enumerate() {
                let before = if step.is_child { parent } else { ancestors };
                let follows = i == 0 || before >> (i - 1) & 1 == 1;
                if follows && tree.is_element(node) && step.tests.iter().all(|test| is_met(tree, node, test)) {
                    own |= 1 << i;
                }
            }
            hit |= own >> (steps.len() - 1) & 1 == 1;
            states.push((own, own | ancestors));
        }
        self.open.push(states);
        if hit {
            self.found.push(node);
        }
        true
    }

    fn leave(&mut self, _: &Tree, _: NodeId) {
        self.open.pop();
    }
}

fn is_met(tree: &Tree, node: NodeId, test: &Test) -> bool {
    match test {
        Test::Any => true,
        Test::Tag(tag) => tree.name(node) == tag || tree.foreign_name(node).is_some_and(|name| **name == **tag),
        Test::Class(class) => {
            tree.attribute(node, "class").is_some_and(|own| own.split_ascii_whitespace().any(|word| word == class))
        }
        Test::Attribute { name, value } => tree.attribute(node, name).is_some_and(|own| match value {
            Value::Any => true,
            Value::Is(value) => own == value,
            Value::StartsWith(value) => own.starts_with(value.as_str()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    fn ids(selector: &str) -> String {
        let html = "<body id=body><div id=a class='box Wide' data-kind=tip><p id=b class=box>x<em id=c>y</em></p>
            <section id=d><p id=e lang=en-GB>z</p></section></div><svg id=f class=box></svg><p id=g title=''>w</p>";
        let (tree, _) = parse(html);
        let found = matches(&tree, &selector.parse().unwrap());
        found.iter().map(|node| tree.attribute(*node, "id").unwrap_or("?")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn selectors_match_as_in_a_browser() {
        for (selector, found) in [
            ("p", "b e g"),
            ("P", "b e g"),
            (".box", "a b f"),
            (".wide", ""),
            ("div.box.Wide", "a"),
            ("#e", "e"),
            ("[data-kind]", "a"),
            ("[data-kind=tip]", "a"),
            ("[data-kind='ti']", ""),
            ("[lang^=\"en\"]", "e"),
            ("[ title = '' ]", "g"),
            ("div p", "b e"),
            ("div > p", "b"),
            ("div>section>p , em", "c e"),
            ("body > div em", "c"),
            (".box .box", "b"),
            ("svg", "f"),
            ("section *", "e"),
            ("em p", ""),
        ] {
            assert_eq!(ids(selector), found, "{selector}");
        }
    }
}
