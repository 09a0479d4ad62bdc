//! A finished HTML site, whatever made it: each page's content, what the page says of itself, and what the site as a whole tells
//! (recurring text, titles with the site's name, pages that repeat others).
//!
//! A page that can't be read, or should not be found, is named with the reason and never stops a build. Pages are read in parallel
//! and come out in the order of their paths. Nothing recurses over a page's tree.

mod annotations;
mod attributes;
mod blocks;
mod boilerplate_names;
mod canonical;
mod content;
mod copies;
mod decode;
mod dom;
pub(crate) mod draft;
mod duplicates;
mod head;
mod headings;
mod inline;
mod limits;
mod link_names;
mod links;
mod page_blocks;
mod page_links;
mod parse;
mod parts;
mod rule;
mod selected;
mod site;
pub(in crate::read) mod site_rules;
mod tables;
mod text_key;
mod titles;
mod translations;
mod visibility;
mod weights;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub(super) use decode::{MAX_PAGE_BYTES, decode_page};
pub(super) use head::iso_day;

use super::corpus::{Corpus, Skipped};
use super::load::read_within;
use super::options::ReadOptions;
use crate::model::Page;
use draft::{Draft, DraftResult, Rejected};

/// Whether a file is a page.
pub(super) fn is_page(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["html", "htm", "xhtml"].iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// Reads the pages of a site into the corpus.
pub(super) fn read(files: &[(PathBuf, String)], options: &ReadOptions, corpus: &mut Corpus) {
    let draft_of = |path: &Path, file: &str| {
        let draft = draft(path, file, options);
        if options.light { draft.map(Draft::into_light) } else { draft }
    };
    let read: Vec<(String, DraftResult)> =
        files.par_iter().map(|(path, file)| (file.clone(), draft_of(path, file))).collect();
    let mut drafts = Vec::new();
    for (file, page) in read {
        match page {
            Ok(mut draft) => {
                draft.declared_lang = options.languages.of(&draft.file).map(str::to_owned);
                drafts.push(draft);
            }
            Err(Rejected::Unreadable(reason)) => corpus.unreadable.push(Skipped::new(file, reason)),
            Err(Rejected::NotSearchable(reason)) => corpus.not_searchable.push(Skipped::new(file, reason)),
        }
    }
    let paths: BTreeMap<&str, &Path> = files.iter().map(|(path, file)| (file.as_str(), path.as_path())).collect();
    let again = |light: &Draft| draft(paths.get(light.file.as_str())?, &light.file, options).ok();
    site::finish_site(drafts, corpus, options.light.then_some(&again));
}

/// Reads a page of a site again, whose light draft is in the corpus.
pub(super) fn read_again(path: &Path, file: &str, options: &ReadOptions, corpus: &Corpus) -> Option<Page> {
    Some(corpus.site_rules.page(draft(path, file, options).ok()?, &corpus.metadata))
}

/// Reads a page, or says why it is passed over.
fn draft(path: &Path, file: &str, options: &ReadOptions) -> DraftResult {
    let bytes = read_within(path, decode::MAX_PAGE_BYTES).map_err(Rejected::Unreadable)?;
    let encoding = options.encoding.as_deref();
    let read = || page(&decode::decode_page(&bytes, encoding).map_err(Rejected::Unreadable)?, file, options);
    match &options.cache {
        Some(cache) => cache.draft(&(file, encoding, &bytes, &options.exclude_selectors, &options.root_selector), read),
        None => read(),
    }
}

/// Reads a page's text.
fn page(text: &str, file: &str, options: &ReadOptions) -> DraftResult {
    let names: Vec<&str> = file.rsplit('/').take(2).collect();
    if matches!(names[..], ["404.html" | "404.htm", ..] | ["index.html", "404"]) {
        return Err(Rejected::NotSearchable("an error page"));
    }
    let (mut tree, over) = parse::parse(text);
    if over {
        return Err(Rejected::Unreadable("its markup repeats itself without end".to_owned()));
    }
    let head = head::head(&tree);
    if head.noindex {
        return Err(Rejected::NotSearchable("asks not to be found (noindex)"));
    }
    if head.redirect.is_some() {
        return Err(Rejected::NotSearchable("leads on to another address"));
    }
    selected::select(&mut tree, options);
    let annotations = annotations::annotations(&tree);
    if options.root_selector.is_some() && annotations.bodies.is_empty() {
        return Err(Rejected::NotSearchable("has no element that matches --root-selector"));
    }
    let mut ids = BTreeSet::new();
    tree.for_each(dom::DOCUMENT, |node| {
        ids.extend(tree.attribute(node, "id"));
        true
    });
    let main = content::content(&tree, &annotations);
    let naming_links = links::naming_links(&tree, &main.nodes, file);
    let content = blocks::read(&tree, &main, &ids);
    if annotations.bodies.is_empty() && is_at_source_address(file) && content.links.is_listing() {
        return Err(Rejected::NotSearchable("a listing of source code"));
    }
    let mut meta = head.meta;
    if let Some(time) = content.first_date.as_deref().map(head::iso_day).filter(|t| !t.is_empty()) {
        meta.entry("date".to_owned()).or_insert_with(|| vec![time]);
    }
    meta.extend(annotations.meta);
    let default_title = annotations.default_title.filter(|_| content.title.is_none() && head.title.is_none());
    Ok(Draft {
        url: page_url(file),
        file: file.to_owned(),
        owner_title: annotations.title.or(default_title),
        h1: content.title,
        h1_place: content.title_place,
        has_more_h1s: content.has_more_titles,
        title_element: head.title,
        site_name: head.site,
        lang: head.lang,
        text_lang: None,
        is_translation: false,
        linked_folders: copies::linked_folders(&tree, file),
        naming_links,
        declared_lang: None,
        canonical: head.canonical,
        has_marked_body: !annotations.bodies.is_empty(),
        meta,
        is_link_list: content.links.is_list(),
        blocks: content.blocks,
        anchors: content.anchors,
        emphasis: content.emphasis,
        left_out: content.left_out,
        ..Draft::default()
    }
    .with_text_keys())
}

/// Whether a page is where generators put listings of source code: `src/lib.rs.html`, `_modules/os.html`, `kelp_8h_source.html`.
fn is_at_source_address(file: &str) -> bool {
    let (folders, name) = file.rsplit_once('/').unwrap_or(("", file));
    folders.split('/').any(|folder| matches!(folder, "src" | "src-html" | "_modules" | "_sources" | "source"))
        || name.rsplit_once('.').is_some_and(|(stem, _)| stem.ends_with("_source"))
}

/// What stands in a page that has no head of its own: all of it is content.
pub(super) fn fragment(text: &str) -> page_blocks::PageBlocks {
    let (tree, _) = parse::parse(text);
    let annotations = annotations::annotations(&tree);
    let mut ids = BTreeSet::new();
    tree.for_each(dom::DOCUMENT, |node| {
        ids.extend(tree.attribute(node, "id"));
        true
    });
    blocks::read(&tree, &content::content(&tree, &annotations), &ids)
}

/// A piece of markup as one line of text.
pub(super) fn plain_line(markup: &str) -> String {
    let (tree, _) = parse::parse(markup);
    inline::plain_text(&tree, dom::DOCUMENT)
}

/// Text as markup that shows it, its empty lines parting paragraphs.
pub(super) fn text_to_html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace("\n\n", "<p>")
}

/// The address of a file below its site: a folder's page has the folder's. Characters that mean something in an address are escaped.
pub(super) fn page_url(file: &str) -> String {
    let path = match file.rsplit_once('/') {
        Some((folder, "index.html" | "index.htm")) => format!("{folder}/"),
        None if matches!(file, "index.html" | "index.htm") => return "./".to_owned(),
        _ => file.to_owned(),
    };
    let out = escape_path(&path);
    // What looks like `scheme:rest` would be taken for one.
    if out.split('/').next().is_some_and(|first| first.contains(':')) { format!("./{out}") } else { out }
}

/// A path with the characters escaped that mean something in an address.
pub(super) fn escape_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii_control()
            || matches!(c, ' ' | '#' | '?' | '%' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '}' | '|')
        {
            let _ = write!(out, "%{:02X}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests;
