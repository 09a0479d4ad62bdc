//! RSS (2.0, and 1.0 with its own namespace) and Atom.
//!
//! Names are taken by their last part, since feeds are generous with namespaces and careless about them.

use roxmltree::{Document, Node, ParsingOptions};

use super::entry::{Channel, Entry};
use crate::read::html;

/// Maximum number of nodes in a feed.
const MAX_NODES: u32 = 4_000_000;

/// Reads a text if it is a feed. An error has the line.
pub(super) fn read(text: &str) -> Option<Result<Channel, String>> {
    // The kind of a feed is at its beginning. Other XML is skipped, even if it is invalid.
    let mut end = text.len().min(4096);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let beginning = text.get(..end).unwrap_or_default();
    if !["<rss", "<feed", "<rdf:RDF", "<RDF"].iter().any(|root| beginning.contains(root)) {
        return None;
    }
    let options = ParsingOptions { nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    match Document::parse_with_options(text, options) {
        Ok(document) => feed(text, &document).map(Ok),
        Err(error) => Some(Err(format!("the feed can't be read: {error}"))),
    }
}

fn feed(text: &str, document: &Document) -> Option<Channel> {
    let root = document.root_element();
    let atom = match root.tag_name().name() {
        "feed" => true,
        "rss" | "RDF" => false,
        _ => return None,
    };
    let channel = if atom { root } else { child(root, "channel").unwrap_or(root) };
    let lang = attribute(root, "lang").map_or_else(|| child_text(channel, &["language"]), str::to_owned);
    let entries = root.descendants().filter(|n| n.is_tag(if atom { "entry" } else { "item" }));
    Some(Channel {
        title: child_text(channel, &["title"]),
        lang,
        entries: entries.map(|node| entry(text, node)).collect(),
    })
}

fn entry(text: &str, node: Node) -> Entry {
    let authors = node.children().filter(|n| n.is_tag("author") || n.is_tag("creator"));
    let tags = node.children().filter(|n| n.is_tag("category") || n.is_tag("subject"));
    Entry {
        id: child_text(node, &["id", "guid"]),
        url: entry_url(node),
        title: html::plain_line(&markup(text, node, &["title"])),
        lang: attribute(node, "lang").unwrap_or_default().to_owned(),
        date: day(&child_text(node, &["published", "pubDate", "date", "issued", "updated", "modified"])),
        authors: authors.map(|n| author_name(&child(n, "name").map_or_else(|| all_text(n), all_text))).collect(),
        tags: tags
            .map(|n| attribute(n, "label").or(attribute(n, "term")).map_or_else(|| all_text(n), str::to_owned))
            .collect(),
        content: markup(text, node, &["encoded", "content", "description", "summary"]),
    }
}

/// Where an entry leads. An RSS entry may have its address as its name alone.
fn entry_url(node: Node) -> String {
    let links: Vec<Node> = node.children().filter(|n| n.is_tag("link")).collect();
    let whole = |n: &&Node| attribute(**n, "rel").is_none_or(|rel| rel == "alternate");
    let found = links.iter().find(whole).map(|n| attribute(*n, "href").map_or_else(|| all_text(*n), str::to_owned));
    let found = found.filter(|url| !url.is_empty()).unwrap_or_default();
    if !found.is_empty() {
        return found;
    }
    let guid = child(node, "guid").filter(|n| attribute(*n, "isPermaLink") != Some("false")).map(all_text);
    guid.filter(|guid| guid.starts_with("http")).unwrap_or_default()
}

/// The markup of the first of these children that has any: escaped, in a CDATA section, or inline (XHTML in Atom).
fn markup(text: &str, node: Node, names: &[&str]) -> String {
    for name in names {
        let Some(child) = child(node, name) else { continue };
        let found = if child.children().any(|n| n.is_element()) {
            let range = child.range();
            text.get(range).unwrap_or_default().to_owned()
        } else if attribute(child, "type") == Some("text") {
            html::text_to_html(&all_text(child))
        } else {
            all_text(child)
        };
        if !found.trim().is_empty() {
            return found;
        }
    }
    String::new()
}

trait NodeExt {
    fn is_tag(&self, name: &str) -> bool;
}

impl NodeExt for Node<'_, '_> {
    fn is_tag(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn child<'a, 'b>(node: Node<'a, 'b>, name: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|n| n.is_tag(name))
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value().trim())
}

/// All text of a node.
fn all_text(node: Node) -> String {
    let text: String = node.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect();
    text.trim().replace('\0', " ")
}

/// The text of the first of these children that has any.
fn child_text(node: Node, names: &[&str]) -> String {
    let texts = names.iter().filter_map(|name| child(node, name)).map(all_text);
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// `ann@example.org (Ann)`, as RSS asks for, is Ann.
fn author_name(author: &str) -> String {
    match author.split_once('(') {
        Some((mail, name)) if mail.contains('@') => name.trim_end_matches(')').trim().to_owned(),
        _ => author.to_owned(),
    }
}

/// The day of `Tue, 10 Jun 2003 04:00:00 GMT` or `2003-06-10T04:00:00Z`.
fn day(date: &str) -> String {
    let words: Vec<&str> = date.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let worded = words.windows(3).find_map(|w| {
        let [day, month, year] = w else { return None };
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let month = months.iter().position(|m| month.to_ascii_lowercase().starts_with(m))? + 1;
        let (day, year): (u32, u32) = (day.parse().ok()?, year.parse().ok()?);
        let year = if year < 70 {
            year + 2000
        } else if year < 100 {
            year + 1900
        } else {
            year
        };
        (1..=31).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
    });
    worded.unwrap_or_else(|| html::iso_day(date))
}
