//! The start of the search page: example queries, and the documents as cards. Everything from the corpus is escaped.

use std::fmt::Write;

use findling_core::text::is_unspaced;

use super::escape::{Escaped, escape};
use crate::model::{Block, Page};

/// Maximum number of cards. A visitor of a larger corpus searches.
const CARDS: usize = 60;
/// Maximum length of the first lines of a card, in characters.
const LEAD: usize = 160;
/// Reading speed per minute, in Chinese or Japanese characters and in other characters.
const SPEED: [usize; 2] = [400, 1200];

/// The start of the search page: links with example queries, and a card for each document.
#[must_use]
pub fn landing(pages: &[Page], examples: &[String]) -> String {
    let mut out = String::from("<div class=\"start\" slot=\"empty\">\n");
    if !examples.is_empty() {
        out.push_str("<nav class=\"examples\">");
        for query in examples {
            let _ = write!(out, "<a href=\"?q={}\">{}</a> ", encoded(query), Escaped(query));
        }
        out.push_str("</nav>\n");
    }
    out.push_str("<ul class=\"documents\">\n");
    for page in pages.iter().take(CARDS) {
        card(&mut out, page);
    }
    out.push_str("</ul>\n</div>\n");
    out
}

fn card(out: &mut String, page: &Page) {
    let _ = write!(out, "<li lang=\"{}\"><h2>", Escaped(&page.lang));
    if is_link(&page.url) {
        let _ = write!(out, "<a href=\"{}\">{}</a>", Escaped(&page.url), Escaped(&page.title));
    } else {
        escape(out, &page.title);
    }
    out.push_str("</h2>\n<p class=\"facts\">");
    let values = |key: &str| page.meta.get(key).map(Vec::as_slice).unwrap_or_default();
    let authors = values("authors");
    if !authors.is_empty() {
        let _ = write!(out, "<span>{}</span> ", Escaped(&authors.join(", ")));
    }
    if let Some(date) = values("date").first() {
        let _ = write!(out, "<time datetime=\"{0}\">{0}</time> ", Escaped(date));
    }
    let minutes = minutes(page);
    let _ = writeln!(out, "<data value=\"{minutes}\">{minutes} min</data></p>");
    let lead = page.blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(text.as_str()),
        _ => None,
    });
    if let Some(lead) = lead {
        out.push_str("<p class=\"lead\">");
        let cut = lead.char_indices().nth(LEAD).map(|(end, _)| lead.get(..end).unwrap_or_default());
        escape(out, cut.unwrap_or(lead));
        out.push_str(if cut.is_some() { "…</p>" } else { "</p>" });
    }
    out.push_str("</li>\n");
}

/// The time to read a page, in minutes.
fn minutes(page: &Page) -> usize {
    let (mut unspaced, mut others) = (0, 0);
    for block in &page.blocks {
        let text = block.text();
        let count = text.chars().filter(|c| is_unspaced(*c)).count();
        unspaced += count;
        others += text.chars().count() - count;
    }
    (unspaced / SPEED[0] + others / SPEED[1]).max(1)
}

/// Whether an address is safe as a link: relative, or of a scheme that runs nothing.
fn is_link(url: &str) -> bool {
    let scheme = url.split(['/', '?', '#']).next().and_then(|first| first.split_once(':')).map(|(scheme, _)| scheme);
    let safe =
        scheme.is_none_or(|scheme| ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe)));
    safe && !url.chars().any(|c| c <= ' ')
}

/// A query as a part of an address.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_corpus_becomes_markup() {
        let page = Page {
            url: "a\"><b>.html".to_owned(),
            title: "<script>alert(1)</script>".to_owned(),
            lang: "en\" onload=\"x".to_owned(),
            meta: [("date".to_owned(), vec!["\"><i>".to_owned()]), ("authors".to_owned(), vec!["<u>".to_owned()])]
                .into(),
            blocks: vec![Block::Paragraph("<td>".to_owned())],
            ..Page::default()
        };
        let html = landing(&[page], &["<q> \"&\"".to_owned()]);
        for bad in ["<script", "onload=\"x", "<b>", "<i>", "<u>", "<td>", "<q>"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
        assert!(html.contains("href=\"?q=%3Cq%3E%20%22%26%22\""), "{html}");
    }

    #[test]
    fn an_address_that_runs_a_script_is_no_link() {
        for (url, link) in [
            ("a.html", true),
            ("https://e.org/a:b", true),
            ("a/b:c", true),
            ("javascript:alert(1)", false),
            ("java\tscript:alert(1)", false),
            (" javascript:alert(1)", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(is_link(url), link, "{url}");
            let page = Page { url: url.to_owned(), ..Page::default() };
            assert_eq!(landing(&[page], &[]).contains("<a "), link, "{url}");
        }
    }
}
