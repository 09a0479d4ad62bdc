//! Visibility: which elements of a page are its text, and which are hidden or only around it.
//!
//! Decides by the element alone: its name, role, `hidden`, a few names that make up a web-wide custom. Where a whole page is judged
//! (recurring text, density), that happens elsewhere.

use super::attributes::ignored_by;
pub(super) use super::boilerplate_names::is_for_machines;
use super::boilerplate_names::{
    BOILERPLATE_CLASS_ENDINGS, BOILERPLATE_CLASSES, COOKIE_BANNER_IDS, LINE_NUMBER_CLASSES, SOURCE_LINK_CLASSES,
    is_boilerplate_role, is_never_content,
};
use super::dom::{NodeId, Tree};
use super::rule::{Rule, RuleKind};

/// A link that opens the page in an editor.
const EDIT_LINK: Rule<'static> = Rule { kind: RuleKind::Other, name: "a link to edit the page" };

/// Whether a node and all below it is left out. `in_content` is true for nodes of the main content.
pub(super) fn is_left_out(tree: &Tree, id: NodeId, in_content: bool) -> bool {
    rule(tree, id, in_content).is_some()
}

/// The rule by which a node and all below it is left out.
pub(super) fn rule(tree: &Tree, id: NodeId, in_content: bool) -> Option<Rule<'_>> {
    if !tree.is_element(id) {
        return None;
    }
    let of = |kind, name| Some(Rule { kind, name });
    if let Some(foreign) = tree.foreign_name(id) {
        // A formula is read, a drawing is not; what is written for machines beside a formula neither.
        let left_out = matches!(&**foreign, "svg" | "annotation" | "annotation-xml");
        return if left_out { of(RuleKind::Element, foreign) } else { None };
    }
    let name = tree.name(id);
    if is_never_content(name) {
        return of(RuleKind::Element, name);
    }
    if let Some(rule) = ignored_by(tree, id) {
        return Some(rule);
    }
    let role = tree.attribute(id, "role").unwrap_or_default();
    if let Some(attribute) = hidden_by(tree, id, name, role) {
        return of(RuleKind::Attribute, attribute);
    }
    if is_boilerplate_role(role) {
        return of(RuleKind::Role, role);
    }
    boilerplate(tree, id, name, role, in_content).or_else(|| {
        let class = line_number_class(tree, id)?;
        of(RuleKind::Class, class)
    })
}

/// The attribute that hides an element.
fn hidden_by(tree: &Tree, id: NodeId, name: &str, role: &str) -> Option<&'static str> {
    if let Some(value) = tree.attribute(id, "hidden") {
        // Both can be seen: found by the browser's own search, or behind a tab.
        return (!value.eq_ignore_ascii_case("until-found") && role != "tabpanel").then_some("hidden");
    }
    if tree.attribute(id, "aria-hidden").is_some_and(|v| v.eq_ignore_ascii_case("true")) && role != "tabpanel" {
        return Some("aria-hidden");
    }
    if name == "dialog" {
        return tree.attribute(id, "open").is_none().then_some("dialog without open");
    }
    let style = tree.attribute(id, "style")?;
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(400).collect::<String>().to_lowercase();
    (style.contains("display:none") || style.contains("visibility:hidden")).then_some("style")
}

/// The rule for what is around the text by its element, its role or a customary name.
fn boilerplate<'t>(tree: &'t Tree, id: NodeId, name: &'t str, role: &'t str, in_content: bool) -> Option<Rule<'t>> {
    let of = |kind, name| Rule { kind, name };
    let element = |left_out: bool| left_out.then(|| of(RuleKind::Element, name));
    match name {
        // A footer in a quotation says whom it is from.
        "footer" => element(tree.parent(id).is_none_or(|p| tree.name(p) != "blockquote")),
        // The head of the page is a banner; that of an article has its title.
        "header" => element(!in_content && role != "presentation" && !contains(tree, id, "h1")),
        "button" => element(!is_whole_heading(tree, id)),
        // Notes and warnings stand in asides within the text.
        "aside" => element(!in_content || link_share(tree, id) > 0.5),
        "form" => element(
            role != "presentation" && tree.attribute(id, "action").is_some_and(|action| action.contains("search")),
        ),
        "section" | "article" | "main" | "body" | "html" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "code" | "pre" => {
            (role == "complementary").then(|| of(RuleKind::Role, role))
        }
        _ => {
            if role == "complementary" && (!in_content || link_share(tree, id) > 0.5) {
                return Some(of(RuleKind::Role, role));
            }
            if let Some(class) = BOILERPLATE_CLASSES.iter().find(|class| tree.has_word(id, "class", class)) {
                return Some(of(RuleKind::Class, class));
            }
            if let Some(class) = ending_class(tree, id) {
                return Some(of(RuleKind::Class, class));
            }
            if name == "a"
                && let Some(rule) = work_link(tree, id)
            {
                return Some(rule);
            }
            // A box beside the text is called so too.
            if tree.has_word(id, "class", "sidebar") && link_share(tree, id) > if in_content { 0.5 } else { 0.25 } {
                return Some(of(RuleKind::Class, "sidebar"));
            }
            let own = tree.attribute(id, "id")?;
            // A section about footers is called so too.
            let is_footer = own == "footer" && name == "div" && !contains_heading(tree, id);
            (is_footer || COOKIE_BANNER_IDS.contains(&own)).then(|| of(RuleKind::Id, own))
        }
    }
}

/// The class of an element that ends as those of breadcrumbs do.
fn ending_class(tree: &Tree, id: NodeId) -> Option<&str> {
    let mut classes = tree.attribute(id, "class")?.split_ascii_whitespace();
    classes.find(|class| BOILERPLATE_CLASS_ENDINGS.iter().any(|ending| class.ends_with(ending)))
}

/// The rule for links to the page's source or to its editor: they are there for the people who write the page.
fn work_link(tree: &Tree, link: NodeId) -> Option<Rule<'_>> {
    let href = tree.attribute(link, "href")?;
    let class = SOURCE_LINK_CLASSES.iter().find(|class| tree.has_word(link, "class", class));
    let is_editor = tree.has_word(link, "rel", "edit") || href.starts_with("http") && href.contains("/edit/");
    let rule = match class {
        Some(class) => Rule { kind: RuleKind::Class, name: class },
        None if is_editor => EDIT_LINK,
        None => return None,
    };
    (!is_in_sentence(tree, link)).then_some(rule)
}

/// Maximum number of nodes beside a link that are searched for words.
const MAX_BESIDE: usize = 100;

/// Whether a link is part of a sentence, which makes no sense without it. Signs are no sentence (`1.0 · Source`), and neither are other links. A
/// link in a heading is never part of it.
fn is_in_sentence(tree: &Tree, link: NodeId) -> bool {
    let is_emphasis = |node: NodeId| matches!(tree.name(node), "em" | "strong" | "b" | "i" | "code" | "cite" | "q");
    let mut child = link;
    while let Some(emphasis) = tree.parent(child).filter(|node| is_emphasis(*node)) {
        child = emphasis;
    }
    let Some(parent) = tree.parent(child).filter(|_| !follows_separator(tree, child)) else { return false };
    let has_word = |text: &str| text.contains(char::is_alphanumeric);
    let mut others = tree.children(parent).take(MAX_BESIDE).filter(|node| *node != child && !tree.is_link(*node));
    match tree.name(parent) {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary" => false,
        "p" | "li" | "dd" | "td" | "blockquote" => others.any(|node| has_word_below(tree, node)),
        _ => others.any(|node| tree.own_text(node).is_some_and(has_word)),
    }
}

/// Whether one of the first nodes below a node has a word.
fn has_word_below(tree: &Tree, root: NodeId) -> bool {
    let (mut found, mut visited) = (false, 0);
    tree.for_each(root, |node| {
        visited += 1;
        found |= tree.own_text(node).is_some_and(|text| text.contains(char::is_alphanumeric));
        !found && visited < MAX_BESIDE
    });
    found
}

/// Whether the text before an element ends as in a row of facts and actions: `1 min · Kelp authors | Edit`.
fn follows_separator(tree: &Tree, child: NodeId) -> bool {
    let before = tree.previous_siblings(child).next().and_then(|node| tree.own_text(node));
    before.is_some_and(|text| text.trim_end().ends_with(['|', '·', '•']))
}

fn contains_heading(tree: &Tree, root: NodeId) -> bool {
    let mut found = false;
    tree.for_each(root, |node| {
        found |= matches!(tree.name(node), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        !found
    });
    found
}

/// Whether a button is all that a heading says, and not one beside its words.
fn is_whole_heading(tree: &Tree, id: NodeId) -> bool {
    let mut at = tree.parent(id);
    for _ in 0..4 {
        let Some(node) = at else { return false };
        if matches!(tree.name(node), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" | "dt") {
            return tree.inner_text(node).trim().len() == tree.inner_text(id).trim().len();
        }
        at = tree.parent(node);
    }
    false
}

fn contains(tree: &Tree, root: NodeId, name: &str) -> bool {
    let mut found = false;
    tree.for_each(root, |node| {
        found |= tree.name(node) == name;
        !found
    });
    found
}

/// How much of the text below a node is in links.
pub(super) fn link_share(tree: &Tree, root: NodeId) -> f32 {
    let (mut all, mut linked) = (0usize, 0usize);
    tree.for_each(root, |node| {
        let weigh = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        if let Some(text) = tree.own_text(node) {
            all += weigh(text);
        } else if tree.is_link(node) {
            let text = weigh(&tree.inner_text(node));
            all += text;
            linked += text;
            return false;
        }
        !is_never_content(tree.name(node))
    });
    linked as f32 / all.max(1) as f32
}

/// Whether an element holds hardly anything but links, and several: without marks that is how a menu looks.
pub(super) fn is_menu(tree: &Tree, node: NodeId) -> bool {
    let mut links = 0;
    tree.for_each(node, |n| {
        links += usize::from(tree.is_link(n));
        links < 4
    });
    links >= 4 && link_share(tree, node) > 0.8
}

/// The class that makes an element a line number.
fn line_number_class(tree: &Tree, id: NodeId) -> Option<&'static str> {
    let class = LINE_NUMBER_CLASSES.iter().find(|class| tree.has_word(id, "class", class))?;
    tree.inner_text(id).chars().all(|c| c.is_ascii_digit() || c.is_whitespace()).then_some(*class)
}

#[cfg(test)]
mod tests {
    use super::super::dom::DOCUMENT;
    use super::super::parse::parse;
    use super::*;

    /// Text of what is not left out.
    fn visible_text(html: &str) -> String {
        let (tree, _) = parse(html);
        let mut out = String::new();
        tree.for_each(DOCUMENT, |node| {
            out.push_str(tree.own_text(node).unwrap_or_default());
            !is_left_out(&tree, node, true)
        });
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_around_the_text_is_left_out() {
        for around in [
            "<nav>x</nav>",
            "<footer>x</footer>",
            "<script>x</script>",
            "<template><p>x</template>",
            "<noscript>x</noscript>",
            "<p hidden>x</p>",
            "<p aria-hidden=true>x</p>",
            "<p style='color:red; display : none'>x</p>",
            "<div role=navigation>x</div>",
            "<dialog>x</dialog>",
            "<div class='a cookie-banner'>x</div>",
            "<div id=cookie-banner>x</div>",
            "<div id=onetrust-consent-sdk>x</div>",
            "<span class=sr-only>x</span>",
            "<svg><title>x</title></svg>",
            "<button>x</button>",
            "<aside><a href=a>x x</a></aside>",
            "<div class=sidebar><a href=a>x x</a></div>",
            "<h2>a<button>x</button></h2>",
            "<div class='theme-doc-breadcrumbs'>x</div>",
            "<p><a class=src href=a>x</a>",
            "<div><a class=src href=a>x</a><h4>a</h4></div>",
            "<h2>a<a class=src href=a>x</a></h2>",
            "<div><a href='https://a.org/repo/edit/main/a.md'>x</a></div>",
            "<div id=footer>x</div>",
        ] {
            assert_eq!(
                visible_text(&format!("<p>a{around}<p>b")).replace(' ', "").replace("aa", "a"),
                "ab",
                "{around}"
            );
        }
    }

    #[test]
    fn what_a_reader_sees_stays() {
        for read in [
            "<div hidden=until-found>x</div>",
            "<div role=tabpanel hidden>x</div>",
            "<details><summary>x</summary></details>",
            "<aside>x</aside>",
            "<h2><button>x</button></h2>",
            "<blockquote><footer>x</footer></blockquote>",
            "<section id=toc>x</section>",
            "<math><mi>x</mi></math>",
            "<dialog open>x</dialog>",
            "<div class=sidebar>x</div>",
            "<aside><a name=a>x</a></aside>",
            "<div id=footer><h2>x</h2></div>",
            "<span class=src>x</span>",
            "<a href='edit/'>x</a>",
        ] {
            assert_eq!(visible_text(read), "x", "{read}");
        }
    }

    #[test]
    fn sentences_keep_the_words_of_their_links() {
        for sentence in [
            "<p>Read <a href='https://docs.google.com/document/d/1/edit/x'>the proposal</a> first.</p>",
            "<p>Read <a class=src href=a>the proposal</a> first.</p>",
            "<p>Read <em><a class=src href=a>the proposal</a></em> first.</p>",
            "<p><b>Read</b> <a class=src href=a>the proposal</a> <b>first.</b></p>",
            "<div>Read <a rel=edit href=a>the proposal</a> first.</div>",
        ] {
            assert_eq!(visible_text(sentence), "Read the proposal first.", "{sentence}");
        }
    }
}
