//! Where on a page its main content is: what the owner explicit, `<main>`, `<article>`, and at last where the text is dense.

use super::annotations::{Annotations, outermost};
use super::dom::{DOCUMENT, NodeId, Tree};
use super::headings;
use super::visibility::is_left_out;

/// Where the content is.
#[derive(Debug)]
pub(super) struct Content {
    /// The nodes that hold it, in order.
    pub nodes: Vec<NodeId>,
    /// The page says itself that this is its content; otherwise there may be things around the text in it.
    pub explicit: bool,
}

/// Finds the content of a page.
pub(super) fn content(tree: &Tree, annotations: &Annotations) -> Content {
    let explicit = |nodes| Content { nodes, explicit: true };
    if !annotations.bodies.is_empty() {
        return explicit(annotations.bodies.clone());
    }
    let densities = Densities::new(tree);
    let enough = |node: &NodeId| densities.of(*node).text > 0;
    let mains =
        visible_elements(tree, |node| tree.name(node) == "main" || tree.attribute(node, "role") == Some("main"));
    let mains: Vec<NodeId> = mains.into_iter().filter(enough).collect();
    let articles =
        visible_elements(tree, |node| tree.name(node) == "article" || tree.attribute(node, "role") == Some("article"));
    let articles: Vec<NodeId> = articles.into_iter().filter(enough).collect();
    let all: u32 =
        if mains.is_empty() { densities.of(DOCUMENT).text } else { mains.iter().map(|m| densities.of(*m).text).sum() };
    if let [article] = articles.as_slice() {
        // An article that is nearly all there is, and has the title in it (or nothing has).
        let most = densities.of(*article).text * 10 >= all * if mains.is_empty() { 4 } else { 6 };
        let titled = densities.of(*article).titles >= densities.of(mains.first().copied().unwrap_or(DOCUMENT)).titles;
        if most && (titled || mains.is_empty()) {
            return explicit(vec![*article]);
        }
    }
    if !mains.is_empty() {
        return explicit(mains);
    }
    let inside: u32 = articles.iter().map(|a| densities.of(*a).text).sum();
    // Cards below a title are articles too; then the title is outside of them.
    let titles: u32 = articles.iter().map(|a| densities.of(*a).titles).sum();
    if !articles.is_empty() && inside * 2 >= all && titles >= densities.of(DOCUMENT).titles {
        return explicit(articles);
    }
    Content { nodes: vec![densest_element(tree, &densities)], explicit: false }
}

/// Nodes that a test holds for and that are seen, outermost only.
fn visible_elements(tree: &Tree, test: impl Fn(NodeId) -> bool) -> Vec<NodeId> {
    let mut found = Vec::new();
    tree.for_each(DOCUMENT, |node| {
        if is_left_out(tree, node, false) {
            return false;
        }
        if test(node) {
            found.push(node);
        }
        true
    });
    outermost(tree, &found)
}

/// What is below a node.
#[derive(Clone, Copy, Debug, Default)]
struct Density {
    /// Characters that are not in links; one of a script without spaces counts three.
    text: u32,
    /// Those of them that are not in code.
    prose: u32,
    /// Headings of level 1.
    titles: u32,
    /// Headings of the levels below.
    headings: u32,
}

struct Densities(Vec<Density>);

impl Densities {
    /// Weighs all nodes that are seen.
    fn new(tree: &Tree) -> Densities {
        struct Counter {
            densities: Vec<Density>,
            open_links: usize,
            open_code: usize,
        }
        impl super::dom::Visitor for Counter {
            fn enter(&mut self, tree: &Tree, node: NodeId) -> bool {
                if let Some(text) = tree.own_text(node) {
                    if self.open_links == 0 {
                        let count = |c: char| {
                            if c.is_whitespace() {
                                0
                            } else if c >= '\u{2e80}' {
                                3
                            } else {
                                1
                            }
                        };
                        let text = text.chars().map(count).sum();
                        let prose = if self.open_code == 0 { text } else { 0 };
                        self.add(node, Density { text, prose, ..Density::default() });
                    }
                } else if is_left_out(tree, node, false) {
                    return false;
                }
                self.open_links += usize::from(tree.is_link(node));
                self.open_code += usize::from(tree.name(node) == "pre");
                match headings::level(tree, node) {
                    Some(1) => self.add(node, Density { titles: 1, ..Density::default() }),
                    Some(_) => self.add(node, Density { headings: 1, ..Density::default() }),
                    None => {}
                }
                true
            }

            fn leave(&mut self, tree: &Tree, node: NodeId) {
                self.open_links -= usize::from(tree.is_link(node));
                self.open_code -= usize::from(tree.name(node) == "pre");
                let own = self.densities.get(node as usize).copied().unwrap_or_default();
                if let Some(parent) = tree.parent(node) {
                    self.add(parent, own);
                }
            }
        }
        impl Counter {
            fn add(&mut self, node: NodeId, more: Density) {
                if let Some(density) = self.densities.get_mut(node as usize) {
                    density.text = density.text.saturating_add(more.text);
                    density.prose = density.prose.saturating_add(more.prose);
                    density.titles = density.titles.saturating_add(more.titles);
                    density.headings = density.headings.saturating_add(more.headings);
                }
            }
        }
        let densities = vec![Density::default(); tree.nodes.len()];
        let mut counter = Counter { densities, open_links: 0, open_code: 0 };
        tree.walk(DOCUMENT, &mut counter);
        Densities(counter.densities)
    }

    fn of(&self, node: NodeId) -> Density {
        self.0.get(node as usize).copied().unwrap_or_default()
    }
}

/// Goes down from the body as long as one child has nearly all of the text, in code and out of it, and every heading. A heading
/// beside it has text of its own, which would be lost.
fn densest_element(tree: &Tree, densities: &Densities) -> NodeId {
    let mut at = DOCUMENT;
    loop {
        let whole = densities.of(at);
        let best = tree.children(at).filter(|c| tree.is_element(*c)).max_by_key(|c| densities.of(*c).text);
        match best {
            Some(child) if holds_nearly_all(densities.of(child), whole) => at = child,
            _ => return at,
        }
    }
}

fn holds_nearly_all(part: Density, whole: Density) -> bool {
    let nearly_all = |part: u32, whole: u32| u64::from(part) * 10 >= u64::from(whole) * 8;
    nearly_all(part.text, whole.text)
        && nearly_all(part.prose, whole.prose)
        && part.text > 0
        && part.titles >= whole.titles
        && part.headings >= whole.headings
}

#[cfg(test)]
mod tests {
    use super::super::annotations::annotations;
    use super::super::parse::parse;
    use super::*;

    /// The ids of the content's elements, or their names.
    fn of(html: &str) -> String {
        let (tree, _) = parse(html);
        let nodes = content(&tree, &annotations(&tree)).nodes;
        let name = |n: &NodeId| tree.attribute(*n, "id").unwrap_or_else(|| tree.name(*n)).to_owned();
        nodes.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    const TEXT: &str =
        "<p>Some text that is long enough to be the content of a page, with <a href=x>a link</a> in it.</p>";

    #[test]
    fn what_is_marked_is_the_content() {
        assert_eq!(of(&format!("<div>{TEXT}</div><main id=a>{TEXT}</main>")), "a");
        assert_eq!(of(&format!("<div>{TEXT}</div><div role=main id=a>{TEXT}</div>")), "a");
        assert_eq!(of(&format!("<main><div id=b data-pagefind-body>{TEXT}</div></main>")), "b");
        assert_eq!(of(&format!("<main hidden>{TEXT}</main><main id=a>{TEXT}</main>")), "a");
        assert_eq!(of(&format!("<main><nav>x</nav><article id=a><h1>T</h1>{TEXT}</article></main>")), "a");
        assert_eq!(of(&format!("<main id=m><h1>T</h1><article>{TEXT}</article></main>")), "m", "the title is outside");
        assert_eq!(of(&format!("<div>x</div><article id=a>{TEXT}</article><article id=b>{TEXT}</article>")), "a b");
    }

    #[test]
    fn without_marks_it_is_where_the_text_is_dense() {
        let links = "<li><a href=a>A link of some length</a>".repeat(20);
        let html = format!(
            "<div id=page><ul id=menu>{links}</ul><div id=text><h1>T</h1>{TEXT}{TEXT}{TEXT}</div><div>©</div></div>"
        );
        assert_eq!(of(&html), "text");
        let code = format!(
            "<div id=page><p>What it does.</p><div class=listing><pre>{}</pre></div></div>",
            "let x = 1;".repeat(90)
        );
        assert_eq!(of(&code), "page", "code is not all there is");
        let parts = format!("<div id=page><div><h2>A</h2>{TEXT}</div><div><h2>B</h2>{}</div></div>", TEXT.repeat(9));
        assert_eq!(of(&parts), "page", "a small section before a large one");
        assert_eq!(of("just text"), "body");
        assert_eq!(of(""), "");
    }
}
