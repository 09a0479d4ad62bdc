//! Writes a reader page: HTML that needs no script, with an anchor for every passage.
//!
//! The only module that writes markup. It escapes everything from a text, in text and in attributes. Nothing is inline (style, script), so the
//! strictest content policy holds. Deterministic.

mod escape;
mod landing;
mod line_breaks;
mod text;

use std::fmt::Write;

use crate::model::{Block, Page, Passage};
use escape::Escaped;
pub use escape::escape;
pub use landing::landing;
use text::{anchors, body, contents};

/// The style sheet of reader pages. It is written beside them.
pub const READING_CSS: &str = include_str!("reading.css");

/// The links of a reader page, relative to it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ReadingLinks<'a> {
    /// The style sheet.
    pub stylesheet: &'a str,
    /// The icon. Without one, browsers request a missing file.
    pub icon: &'a str,
    /// The script that marks matches, if there is one.
    pub script: Option<&'a str>,
    /// The page with the search box.
    pub search: &'a str,
    /// The page before and after this one in the corpus, with their titles.
    pub previous: Option<(&'a str, &'a str)>,
    /// See `previous`.
    pub next: Option<(&'a str, &'a str)>,
}

/// Words of the interface in the page's language.
struct Words {
    back: &'static str,
    contents: &'static str,
    previous: &'static str,
    next: &'static str,
}

fn words(lang: &str) -> Words {
    let tag = lang.split('-').next().unwrap_or_default();
    match tag {
        "zh" if lang.contains("Hant") => {
            Words { back: "返回搜尋", contents: "目錄", previous: "上一篇", next: "下一篇" }
        }
        "zh" => Words { back: "返回搜索", contents: "目录", previous: "上一篇", next: "下一篇" },
        "ja" => Words { back: "検索に戻る", contents: "目次", previous: "前の記事", next: "次の記事" },
        "ko" => {
            Words { back: "검색으로 돌아가기", contents: "차례", previous: "이전 글", next: "다음 글" }
        }
        _ => Words { back: "Back to search", contents: "Contents", previous: "Previous", next: "Next" },
    }
}

/// Whether a language is written from right to left, in the script that it has by itself.
fn from_right(lang: &str) -> bool {
    let tag = lang.split('-').next().unwrap_or_default().to_ascii_lowercase();
    matches!(tag.as_str(), "ar" | "he" | "fa" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb")
        && !lang.to_ascii_lowercase().contains("-latn")
}

/// The whole page. `passages` must be those that [`crate::cut`] made of `page`.
#[must_use]
pub fn reading_page(page: &Page, passages: &[Passage], links: ReadingLinks<'_>) -> String {
    let words = words(&page.lang);
    let mut out = String::with_capacity(4096 + page.blocks.iter().map(|b| b.text().len()).sum::<usize>() * 5 / 4);
    let direction = if from_right(&page.lang) { " dir=\"rtl\"" } else { "" };
    out.push_str("<!doctype html>\n<html lang=\"");
    escape(&mut out, &page.lang);
    let _ = write!(
        out,
        "\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>"
    );
    escape(&mut out, &page.title);
    out.push_str("</title>\n<link rel=\"icon\" href=\"");
    escape(&mut out, links.icon);
    out.push_str("\">\n<link rel=\"stylesheet\" href=\"");
    escape(&mut out, links.stylesheet);
    out.push_str("\">\n");
    if let Some(script) = links.script {
        out.push_str("<script type=\"module\" src=\"");
        escape(&mut out, script);
        out.push_str("\"></script>\n");
    }
    out.push_str("</head>\n<body>\n");
    out.push_str(BAR);
    escape(&mut out, links.search);
    let _ = write!(out, "\">{}</a></header>\n<main>\n<article>\n", words.back);
    header(&mut out, page);
    let opened = anchors(page, passages);
    contents(&mut out, page, &opened, words.contents);
    body(&mut out, page, passages);
    out.push_str("</article>\n</main>\n");
    if links.previous.is_some() || links.next.is_some() {
        out.push_str("<nav class=\"turn\">");
        for (place, word, class) in [(links.previous, words.previous, "previous"), (links.next, words.next, "next")] {
            if let Some((href, title)) = place {
                let _ = write!(
                    out,
                    "<a class=\"{class}\" rel=\"{}\" href=\"",
                    if class == "next" { "next" } else { "prev" }
                );
                escape(&mut out, href);
                let _ = write!(out, "\"><small>{word}</small> ");
                escape(&mut out, title);
                out.push_str("</a>");
            }
        }
        out.push_str("</nav>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// The start of the body of every reader page. Hardly another page contains it.
const BAR: &str = "<header class=\"bar\"><a class=\"back\" rel=\"search\" href=\"";

/// Whether a text is a page that [`reading_page`] wrote.
#[must_use]
pub fn is_reading_page(html: &str) -> bool {
    html.starts_with("<!doctype html>\n<html lang=\"") && html.contains(BAR)
}

fn header(out: &mut String, page: &Page) {
    out.push_str("<header>\n<h1>");
    line_breaks::heading(out, &page.title, &page.lang);
    out.push_str("</h1>\n");
    let values = |key: &str| page.meta.get(key).map(Vec::as_slice).unwrap_or_default();
    for subtitle in values("subtitle") {
        out.push_str("<p class=\"subtitle\">");
        escape(out, subtitle);
        out.push_str("</p>\n");
    }
    let (authors, affiliations) = (values("authors"), values("affiliations"));
    // The author of a section is shown at the section.
    let signed = page.blocks.iter().any(|b| matches!(b, Block::Byline(_)));
    if !authors.is_empty() && !signed {
        out.push_str("<p class=\"authors\">");
        for (at, author) in authors.iter().enumerate() {
            out.push_str("<span class=\"author\"><b>");
            escape(out, author);
            out.push_str("</b>");
            if let Some(affiliation) = affiliations.get(at).filter(|a| !a.is_empty()) {
                out.push_str(" <i>");
                escape(out, affiliation);
                out.push_str("</i>");
            }
            out.push_str("</span> ");
        }
        out.push_str("</p>\n");
    }
    let facts: Vec<&String> = ["source", "issue", "date", "to"].iter().flat_map(|key| values(key)).collect();
    if !facts.is_empty() {
        out.push_str("<p class=\"facts\">");
        for fact in facts {
            let date = fact.len() <= 10 && fact.starts_with(|c: char| c.is_ascii_digit());
            if date {
                let _ = write!(out, "<time datetime=\"{0}\">{0}</time> ", Escaped(fact));
            } else if fact.starts_with("http://") || fact.starts_with("https://") {
                let _ = write!(out, "<a rel=\"external noopener\" href=\"{0}\">{0}</a> ", Escaped(fact));
            } else {
                let _ = write!(out, "<span>{}</span> ", Escaped(fact));
            }
        }
        out.push_str("</p>\n");
    }
    out.push_str("</header>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cut;

    const LINKS: ReadingLinks<'static> = ReadingLinks {
        stylesheet: "reading.css",
        icon: "icon.svg",
        script: Some("reading.js"),
        search: "index.html",
        previous: None,
        next: None,
    };

    fn sample() -> Page {
        Page {
            id: "a".to_owned(),
            url: "a.html".to_owned(),
            title: "<script>alert(1)</script>".to_owned(),
            lang: "en\" onload=\"x".to_owned(),
            meta: [("source".to_owned(), vec!["https://e.org/?a=\"><b>".to_owned()])].into(),
            blocks: vec![
                Block::Heading { level: 2, text: "One & <two>".to_owned() },
                Block::Paragraph("x < y".to_owned()),
                Block::Item { marker: "1.".to_owned(), text: "'a'".to_owned() },
                Block::Heading { level: 3, text: "Deep".to_owned() },
                Block::Table(vec![vec!["<td>".to_owned(), "b".to_owned()]]),
            ],
            ..Page::default()
        }
    }

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let page = sample();
        let html = reading_page(&page, &cut(&page), LINKS);
        for bad in ["<script>alert", "onload=\"x", "<two>", "<b>\"", "<td><td>"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
        assert!(html.contains("One &amp; &lt;two&gt;"));
    }

    #[test]
    fn every_passage_is_an_anchor_and_every_heading_is_in_the_contents() {
        let page = sample();
        let passages = cut(&page);
        let html = reading_page(&page, &passages, LINKS);
        for passage in &passages {
            assert_eq!(html.matches(&format!("id=\"{}\"", passage.anchor)).count(), 1);
            assert_eq!(html.matches(&format!("href=\"#{}\"", passage.anchor)).count(), 1);
        }
    }

    #[test]
    fn a_language_of_any_country_is_written_from_where_it_is_written() {
        for (lang, rtl) in
            [("ar", true), ("fa-IR", true), ("he-IL", true), ("ar-Latn", false), ("zh-Hans", false), ("", false)]
        {
            let page = Page { lang: lang.to_owned(), ..sample() };
            assert_eq!(reading_page(&page, &cut(&page), LINKS).contains(" dir=\"rtl\">"), rtl, "{lang}");
        }
    }

    #[test]
    fn nothing_is_inline() {
        let page = sample();
        let html = reading_page(&page, &cut(&page), LINKS);
        assert!(!html.contains("style=") && !html.contains("<style") && html.matches("<script").count() == 1);
    }
}
