//! Markdown: a page a file, with its front matter, as its generator would show it.
//!
//! The text is made to HTML by a parser of Markdown and read by the reader of pages, so that what is markup in it is read once and in one way.
//! Code that a generator runs (shortcodes, components, templates) is left out. If the generator is known, addresses and anchors are its own.
//! Otherwise pages get reader pages. An unreadable page is reported, and reading continues.

mod detect;
mod embedded;
mod front_matter;
pub(super) mod generator;
mod site;
mod slug;

use std::path::Path;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html::push_html};

use super::html;
use super::load::read_within;
use super::options::ReadOptions;
use super::outcome::Outcome;
use crate::model::Page;
use crate::text::lang;
use crate::text::script::is_unspaced_letter;
use front_matter::FrontMatter;
use generator::Generator;
use site::{PageAddress, Site};
use slug::Slugs;

/// Whether a file is Markdown.
pub(super) fn is_page(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["md", "markdown", "mdx"].iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// The Markdown of a folder and what is known of it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    site: Option<Site>,
}

impl Tree {
    /// Looks for the generator of a folder's Markdown.
    pub(super) fn of(folder: &Path, options: &ReadOptions) -> Tree {
        Tree { site: detect::find(folder, options.urls) }
    }

    /// The pages have addresses, for a generator makes a site of them.
    pub(super) fn hosted(&self) -> bool {
        self.site.is_some()
    }

    /// Whether a generator makes a page from this file, unless the file prevents it.
    pub(super) fn contains(&self, path: &Path) -> bool {
        is_page(path) && self.site.as_ref().is_some_and(|site| site.contains(path))
    }

    /// Reads a file.
    pub(super) fn read(&self, path: &Path, file: &str, options: &ReadOptions) -> Outcome {
        let bytes = match read_within(path, html::MAX_PAGE_BYTES) {
            Ok(bytes) => bytes,
            Err(reason) => return Outcome::Unreadable(reason),
        };
        let encoding = options.encoding.as_deref();
        let read = || self.document(path, file, &bytes, encoding).unwrap_or_else(Outcome::Unreadable);
        match &options.cache {
            Some(cache) => cache.document(&(path, file, encoding, &self.site, &bytes), read),
            None => read(),
        }
    }

    fn document(&self, path: &Path, file: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Outcome, String> {
        let text = html::decode_page(bytes, encoding)?;
        let (front, body) = front_matter::split(&text).map_err(|(line, what)| format!("line {line}: {what}"))?;
        let place = self.site.as_ref().and_then(|site| site.address(path, &front));
        if let Some(site) = self.site.as_ref().filter(|_| place.is_none()) {
            return Ok(Outcome::NotSearchable(format!("{} makes no page from it", site.generator.name())));
        }
        if let Some(reason) = reason_not_searchable(&front) {
            return Ok(Outcome::NotSearchable(reason.to_owned()));
        }
        let mdx = file.to_lowercase().ends_with(".mdx");
        let generator = self.site.as_ref().map(|site| site.generator);
        let text = embedded::without_generator_code(body, generator, mdx);
        Ok(Outcome::page(page(file, &front, &text, place, generator)))
    }
}

/// The reason why a page must not be found, if it states one.
fn reason_not_searchable(front: &FrontMatter) -> Option<&'static str> {
    if front.is("draft", true) || front.is("published", false) {
        return Some("a draft");
    }
    let hidden = front.is("search", false)
        || front.is("pagefind", false)
        || front.is("in_search_index", false)
        || front.is("searchable", false)
        || front.is("noindex", true)
        || front.is("unlisted", true)
        || front.is("excludesearch", true);
    if hidden {
        return Some("asks not to be found");
    }
    front.first(&["redirect", "redirect_to", "redirecturl"]).map(|_| "leads on to another address")
}

fn page(file: &str, front: &FrontMatter, text: &str, place: Option<PageAddress>, generator: Option<Generator>) -> Page {
    let html = to_html(text, generator);
    let read = html::fragment(&html);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
    let stated_title = front.first(&["title"]).map(str::to_owned);
    let name = stem.rsplit('/').find(|part| !matches!(*part, "index" | "_index")).unwrap_or(&stem);
    let title = stated_title.or(read.title).unwrap_or_else(|| name.to_owned());
    let (url, named) = place.map_or((String::new(), None), |place| (place.url, place.lang));
    let said = front.first(&["lang", "language", "locale"]).map(str::to_owned).or(named);
    let lang = said.unwrap_or_else(|| lang::detect(&title, &read.blocks));
    let mut page = Page {
        id: stem,
        url: html::escape_path(&url),
        title,
        lang,
        blocks: read.blocks,
        anchors: generator.map(|_| read.anchors),
        emphasis: read.emphasis,
        ..Page::default()
    };
    let mut set = |key: &str, values: Vec<String>| {
        if !values.is_empty() {
            page.meta.insert(key.to_owned(), values);
        }
    };
    set("authors", front.all(&["author", "authors", "author.name", "authors.name"]));
    set("tags", front.all(&["tags", "tag", "taxonomies.tags"]));
    set("categories", front.all(&["categories", "category", "taxonomies.categories"]));
    set("description", front.first(&["description", "summary", "excerpt"]).map(str::to_owned).into_iter().collect());
    let day = |date: &str| {
        date.get(..10).filter(|day| day.bytes().filter(u8::is_ascii_digit).count() == 8).unwrap_or(date).to_owned()
    };
    set("date", front.first(&["date", "pubdate", "publishdate", "lastmod", "updated"]).map(day).into_iter().collect());
    page
}

/// The text as HTML, its headings named as the generator names them.
fn to_html(text: &str, generator: Option<Generator>) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut events: Vec<Event> = Parser::new_ext(text, options).collect();
    add_heading_ids(&mut events, generator);
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    out.push_str("<!doctype html><article data-findling-body>");
    push_html(&mut out, without_footnote_marks(events).into_iter());
    out.push_str("</article>");
    out
}

fn add_heading_ids(events: &mut [Event], generator: Option<Generator>) {
    let Some(generator) = generator else { return };
    let mut slugs = Slugs::new(generator.rule());
    for event in events.iter() {
        if let Event::Start(Tag::Heading { id: Some(id), .. }) = event {
            slugs.reserve(id);
        }
    }
    for at in 0..events.len() {
        let words: String = match events.get(at) {
            Some(Event::Start(Tag::Heading { id: None, .. })) => {
                let inside = events.iter().skip(at + 1).take_while(|e| !matches!(e, Event::End(TagEnd::Heading(_))));
                inside
                    .filter_map(|e| if let Event::Text(t) | Event::Code(t) = e { Some(t.as_ref()) } else { None })
                    .collect()
            }
            _ => continue,
        };
        if let Some(Event::Start(Tag::Heading { id, .. })) = events.get_mut(at) {
            *id = slugs.unique(&words).map(CowStr::from);
        }
    }
}

/// Removes footnote marks, and line ends between ideographs, which aren't spaces.
fn without_footnote_marks(events: Vec<Event>) -> Vec<Event> {
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut events = events.into_iter().filter(|e| !matches!(e, Event::FootnoteReference(_))).peekable();
    while let Some(event) = events.next() {
        if matches!(event, Event::SoftBreak) {
            let before =
                out.iter().rev().find_map(|e| if let Event::Text(t) = e { t.chars().next_back() } else { None });
            let after = if let Some(Event::Text(t)) = events.peek() { t.chars().next() } else { None };
            let wide = |c: char| {
                is_unspaced_letter(c)
                    || matches!(c, '，' | '。' | '；' | '：' | '、' | '！' | '？' | '（' | '）' | '《' | '》')
            };
            if before.zip(after).is_some_and(|(a, b)| wide(a) && wide(b)) {
                continue;
            }
        }
        out.push(event);
    }
    out
}

#[cfg(test)]
mod tests;
