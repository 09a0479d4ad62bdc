//! What a page says about itself to machines: `<title>`, `<meta>`, `<link>`, Open Graph, JSON-LD, the language.

use std::collections::BTreeMap;

use serde_json::Value;

use super::dom::{DOCUMENT, NodeId, Tree};
use super::inline::plain_text;
use super::parse::parse;
use crate::read::declared::language_tag;

/// The facts of a page's head.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub title: Option<String>,
    pub lang: Option<String>,
    /// What it says of its language to those who show it elsewhere; templates often say it wrongly.
    locale: Option<String>,
    /// The site's name, where the page gives it.
    pub site: Option<String>,
    pub canonical: Option<String>,
    /// It asks not to be found.
    pub noindex: bool,
    /// It only redirect on, to this address.
    pub redirect: Option<String>,
    pub meta: BTreeMap<String, Vec<String>>,
}

/// Reads the facts of a page.
pub(super) fn head(tree: &Tree) -> Head {
    let mut head = Head::default();
    let mut alternates: Vec<(String, String)> = Vec::new();
    let mut without_script = None;
    let mut json_ld = Vec::new();
    tree.for_each(DOCUMENT, |node| {
        match tree.name(node) {
            "html" | "body" => {
                let lang = tree.attribute(node, "lang").or_else(|| tree.attribute(node, "xml:lang"));
                head.lang = head.lang.take().or_else(|| lang.and_then(language_tag));
            }
            "title" if head.title.is_none() => head.title = Some(plain_text(tree, node)).filter(|t| !t.is_empty()),
            "meta" => head.meta(tree, node),
            "noscript" => without_script = without_script.take().or_else(|| refresh_target(&tree.inner_text(node))),
            "link" => {
                let href = tree.attribute(node, "href").unwrap_or_default().trim();
                if tree.has_word(node, "rel", "canonical") && !href.is_empty() {
                    head.canonical = head.canonical.take().or_else(|| Some(href.to_owned()));
                } else if let Some(lang) = tree.attribute(node, "hreflang").and_then(language_tag) {
                    alternates.push((lang, href.to_owned()));
                }
            }
            "script"
                if tree
                    .attribute(node, "type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                json_ld.extend(serde_json::from_str::<Value>(&tree.inner_text(node)));
            }
            _ => {}
        }
        true
    });
    // Of a page that scripts redirect. A page that needs scripts redirects visitors without them elsewhere.
    if head.redirect.is_none() && without_script.is_some() && without_script == head.canonical {
        head.redirect = without_script;
    }
    for value in &json_ld {
        head.read_json_ld(value);
    }
    if head.lang.is_none() {
        let own = head.canonical.as_deref();
        head.lang = alternates.into_iter().find(|a| Some(a.1.as_str()) == own).map(|a| a.0);
    }
    head.lang = head.lang.take().or(head.locale.take());
    head
}

impl Head {
    fn meta(&mut self, tree: &Tree, node: NodeId) {
        let content = tree.attribute(node, "content").unwrap_or_default().trim();
        if content.is_empty() {
            return;
        }
        if let Some(equiv) = tree.attribute(node, "http-equiv") {
            match equiv.to_ascii_lowercase().as_str() {
                "refresh" => self.redirect = self.redirect.take().or_else(|| redirect_target(content)),
                "content-language" => self.lang = self.lang.take().or_else(|| language_tag(content)),
                _ => {}
            }
        }
        let name = tree.attribute(node, "name").or_else(|| tree.attribute(node, "property")).unwrap_or_default();
        match name.trim().to_ascii_lowercase().as_str() {
            "robots" | "googlebot" | "findling" => {
                self.noindex |=
                    content.split(',').any(|w| matches!(w.trim().to_ascii_lowercase().as_str(), "noindex" | "none"));
            }
            "description" | "og:description" | "twitter:description" | "dc.description" | "dcterms.description" => {
                self.set_once("description", content);
            }
            "og:locale" => self.locale = self.locale.take().or_else(|| language_tag(content)),
            "og:title" | "twitter:title" => self.title = self.title.take().or_else(|| Some(content.to_owned())),
            "og:site_name" | "application-name" => self.site = self.site.take().or_else(|| Some(content.to_owned())),
            "author" | "article:author" | "dc.creator" | "dcterms.creator" | "citation_author" => {
                self.add_author(content);
            }
            "date"
            | "article:published_time"
            | "dc.date"
            | "dcterms.date"
            | "dcterms.created"
            | "citation_publication_date" => {
                self.set_once("date", &iso_day(content));
            }
            "article:tag" => self.add_value("tags", content),
            "article:section" => self.add_value("section", content),
            "keywords" => {
                for word in content.split([',', '，', ';', '；']).map(str::trim).filter(|w| !w.is_empty()).take(32) {
                    self.add_value("keywords", word);
                }
            }
            _ => {}
        }
    }

    /// A fact that has one value: the first that is given.
    fn set_once(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            self.meta.entry(key.to_owned()).or_insert_with(|| vec![value.to_owned()]);
        }
    }

    fn add_value(&mut self, key: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        let values = self.meta.entry(key.to_owned()).or_default();
        if !values.iter().any(|v| v == value) {
            values.push(value.to_owned());
        }
    }

    /// A name; an address of a profile is none.
    fn add_author(&mut self, name: &str) {
        let name = name.trim();
        if !name.is_empty() && !name.starts_with("http") {
            self.add_value("authors", name);
        }
    }

    /// JSON-LD: an article's date and authors. The parser refuses what nests too deep.
    fn read_json_ld(&mut self, value: &Value) {
        let graph = value.get("@graph").unwrap_or(value);
        let things = graph.as_array().map_or(std::slice::from_ref(graph), Vec::as_slice);
        for thing in things {
            let kind =
                thing.get("@type").map(|t| t.as_str().map_or_else(|| t.to_string(), str::to_owned)).unwrap_or_default();
            if ![
                "Article",
                "Posting",
                "Page",
                "Recipe",
                "HowTo",
                "Course",
                "Book",
                "Report",
                "Event",
                "Product",
                "CreativeWork",
            ]
            .iter()
            .any(|k| kind.contains(k))
            {
                continue;
            }
            let text = |key: &str| thing.get(key).and_then(Value::as_str).map(str::trim);
            self.title = self.title.take().or_else(|| text("headline").map(str::to_owned));
            self.locale = self.locale.take().or_else(|| text("inLanguage").and_then(language_tag));
            let dates = ["datePublished", "dateCreated", "startDate", "dateModified"];
            if let Some(date) = dates.iter().find_map(|key| text(key)) {
                self.set_once("date", &iso_day(date));
            }
            self.set_once("description", text("description").unwrap_or_default());
            for key in ["articleSection", "genre"] {
                self.add_value("section", text(key).unwrap_or_default());
            }
            let author = thing.get("author").unwrap_or(&Value::Null);
            for author in author.as_array().map_or(std::slice::from_ref(author), Vec::as_slice) {
                let name = author.get("name").unwrap_or(author).as_str().unwrap_or_default();
                self.add_author(name);
            }
        }
    }
}

/// The day of a time for machines; anything else as it stands.
pub(in crate::read) fn iso_day(text: &str) -> String {
    let text = text.trim();
    let shape = |c: char| if c.is_ascii_digit() { '0' } else { c };
    match text.get(..10) {
        Some(day) if day.chars().map(shape).eq("0000-00-00".chars()) => day.to_owned(),
        _ => text.to_owned(),
    }
}

/// The address to which the markup of a `<noscript>` redirects.
fn refresh_target(markup: &str) -> Option<String> {
    if !markup.to_ascii_lowercase().contains("http-equiv") {
        return None;
    }
    let (tree, _) = parse(markup);
    let mut head = Head::default();
    tree.for_each(DOCUMENT, |node| {
        if tree.name(node) == "meta" {
            head.meta(&tree, node);
        }
        true
    });
    head.redirect
}

/// The address of `5; url=there` or `0;there`, if it is soon.
fn redirect_target(content: &str) -> Option<String> {
    let (wait, rest) = content.split_once([';', ','])?;
    let rest = rest.trim();
    let named = rest.get(..3).filter(|r| r.eq_ignore_ascii_case("url")).and_then(|_| rest.get(3..));
    let url = named.and_then(|url| url.trim_start().strip_prefix('=')).unwrap_or(rest);
    let url = url.trim().trim_matches(['"', '\'']);
    (wait.trim().parse::<f32>().is_ok_and(|seconds| seconds < 20.0) && !url.is_empty()).then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Head {
        head(&parse(html).0)
    }

    #[test]
    fn facts_are_read_wherever_a_page_states_them() {
        let head = of("<html lang=zh_CN><title>标题 |\n 站点</title><link rel='x canonical' href=/a/>
            <meta name=Description content=' 一句话 '><meta property=og:description content=other>
            <meta property=article:published_time content=2024-03-05T10:00:00Z><meta name=author content='甲'>
            <meta name=keywords content='a, b'><meta property=og:site_name content=S>
            <script type=application/ld+json>{\"@graph\":[{\"@type\":\"WebSite\",\"datePublished\":\"1999\"},
              {\"@type\":[\"Article\"],\"datePublished\":\"2020-01-01\",\"author\":[{\"name\":\"乙\"},\"甲\"]}]}</script>");
        assert_eq!((head.title.as_deref(), head.lang.as_deref()), (Some("标题 | 站点"), Some("zh-CN")));
        assert_eq!((head.site.as_deref(), head.canonical.as_deref()), (Some("S"), Some("/a/")));
        let meta: Vec<String> = head.meta.iter().map(|(k, v)| format!("{k}={}", v.join("|"))).collect();
        assert_eq!(meta, ["authors=甲|乙", "date=2024-03-05", "description=一句话", "keywords=a|b"]);
        assert!(!head.noindex && head.redirect.is_none());
    }

    #[test]
    fn a_page_may_ask_not_to_be_found_or_lead_on() {
        assert!(of("<meta name=robots content='follow, NOINDEX'>").noindex);
        assert_eq!(of("<meta http-equiv=refresh content='0; URL=\"../b/\"'>").redirect.as_deref(), Some("../b/"));
        assert_eq!(of("<meta http-equiv=refresh content='300'>").redirect, None);
        assert_eq!(of("<meta http-equiv=refresh content='300;url=/a'>").redirect, None);
        let scripts = "<noscript><meta http-equiv=Refresh content='0;a/b.html'></noscript>";
        assert_eq!(of(&format!("<link rel=canonical href='a/b.html'>{scripts}")).redirect.as_deref(), Some("a/b.html"));
        assert_eq!(of(scripts).redirect, None);
    }

    #[test]
    fn what_is_said_to_others_is_taken_where_the_page_itself_says_nothing() {
        let json_ld = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Tides\",\"inLanguage\":\"fr\",
            \"dateModified\":\"2021-02-03\",\"articleSection\":\"Sea\"}</script>";
        let head = of(json_ld);
        assert_eq!((head.title.as_deref(), head.lang.as_deref()), (Some("Tides"), Some("fr")));
        assert_eq!((head.meta["date"][0].as_str(), head.meta["section"][0].as_str()), ("2021-02-03", "Sea"));
        assert_eq!(of("<meta property=og:locale content=pt_BR>").lang.as_deref(), Some("pt-BR"));
        let own = of(&format!("<html lang=de><title>Gezeiten</title><meta property=og:locale content=en_US>{json_ld}"));
        assert_eq!((own.title.as_deref(), own.lang.as_deref()), (Some("Gezeiten"), Some("de")));
    }

    #[test]
    fn what_is_no_language_or_no_json_is_passed_over() {
        assert_eq!(of("<html lang='{{ lang }}'><script type=application/ld+json>{oops</script>").lang, None);
        let nested = format!("<script type=application/ld+json>{}</script>", "[".repeat(10_000));
        assert!(of(&nested).meta.is_empty());
        let hreflang = "<link rel=canonical href=/fr/><link rel=alternate hreflang=en href=/><link rel=alternate hreflang=fr href=/fr/>";
        assert_eq!(of(hreflang).lang.as_deref(), Some("fr"));
    }
}
