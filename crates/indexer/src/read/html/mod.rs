//! A finished HTML site, whatever made it: each page's content, what the page says of itself, and what the site as a whole tells
//! (recurring text, titles with the site's name, pages that repeat others).
//!
//! A page that can't be read, or should not be found, is named with the reason and never stops a build. Pages are read in parallel
//! and come out in the order of their paths. Nothing recurses over a page's tree.

mod annotations;
mod attributes;
mod blocks;
mod canonical;
mod content;
mod decode;
mod dom;
pub(crate) mod draft;
mod duplicates;
mod head;
mod headings;
mod inline;
mod limits;
mod parse;
mod site;
mod titles;
mod visibility;
mod weights;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub(super) use decode::{LARGEST, text};
pub(super) use head::day;

use super::corpus::{Corpus, Skipped};
use super::load::read_within;
use super::options::ReadOptions;
use draft::{Draft, Drafted, Rejected};

/// Whether a file is a page.
pub(super) fn is_page(path: &Path) -> bool {
    let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ["html", "htm", "xhtml"].iter().any(|e| extension.eq_ignore_ascii_case(e))
}

/// Reads the pages of a site into the corpus.
pub(super) fn read(files: &[(PathBuf, String)], options: &ReadOptions, corpus: &mut Corpus) {
    let read: Vec<(String, Drafted)> =
        files.par_iter().map(|(path, file)| (file.clone(), draft(path, file, options))).collect();
    let mut drafts = Vec::new();
    for (file, page) in read {
        match page {
            Ok(draft) => drafts.push(draft),
            Err(Rejected::Unreadable(reason)) => corpus.skipped.push(Skipped { file, reason }),
            Err(Rejected::NotSearchable(reason)) => corpus.passed.push(Skipped { file, reason: reason.to_owned() }),
        }
    }
    site::settle(drafts, corpus);
}

/// Reads a page, or says why it is passed over.
fn draft(path: &Path, file: &str, options: &ReadOptions) -> Drafted {
    let bytes = read_within(path, decode::LARGEST).map_err(Rejected::Unreadable)?;
    let encoding = options.encoding.as_deref();
    let read = || page(&decode::text(&bytes, encoding).map_err(Rejected::Unreadable)?, file);
    match &options.cache {
        Some(cache) => cache.draft(&(file, encoding, &bytes), read),
        None => read(),
    }
}

/// Reads a page's text.
fn page(text: &str, file: &str) -> Drafted {
    let names: Vec<&str> = file.rsplit('/').take(2).collect();
    if matches!(names[..], ["404.html" | "404.htm", ..] | ["index.html", "404"]) {
        return Err(Rejected::NotSearchable("shown where there is no page"));
    }
    let (tree, over) = parse::parse(text);
    if over {
        return Err(Rejected::Unreadable("its markup repeats itself without end".to_owned()));
    }
    let head = head::head(&tree);
    if head.noindex {
        return Err(Rejected::NotSearchable("asks not to be found (noindex)"));
    }
    if head.leads.is_some() {
        return Err(Rejected::NotSearchable("leads on to another address"));
    }
    let annotations = annotations::annotations(&tree);
    let mut ids = BTreeSet::new();
    tree.each(dom::DOCUMENT, |node| {
        ids.extend(tree.attribute(node, "id"));
        true
    });
    let content = blocks::read(&tree, &content::content(&tree, &annotations), &ids);
    let mut meta = head.meta;
    if let Some(time) = content.time.as_deref().map(head::day).filter(|t| !t.is_empty()) {
        meta.entry("date".to_owned()).or_insert_with(|| vec![time]);
    }
    meta.extend(annotations.meta);
    Ok(Draft {
        url: address(file),
        file: file.to_owned(),
        given: annotations.title,
        heading: content.title,
        head: head.title,
        site: head.site,
        lang: head.lang,
        canonical: head.canonical,
        bodied: !annotations.bodies.is_empty(),
        meta,
        blocks: content.blocks,
        anchors: content.anchors,
        emphasis: content.emphasis,
    })
}

/// What stands in a page that has no head of its own: all of it is content.
pub(super) fn fragment(text: &str) -> blocks::PageBlocks {
    let (tree, _) = parse::parse(text);
    let annotations = annotations::annotations(&tree);
    let mut ids = BTreeSet::new();
    tree.each(dom::DOCUMENT, |node| {
        ids.extend(tree.attribute(node, "id"));
        true
    });
    blocks::read(&tree, &content::content(&tree, &annotations), &ids)
}

/// A piece of markup as one line of text.
pub(super) fn line(markup: &str) -> String {
    let (tree, _) = parse::parse(markup);
    inline::plain(&tree, dom::DOCUMENT)
}

/// Text as markup that shows it, its empty lines parting paragraphs.
pub(super) fn escaped_text(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace("\n\n", "<p>")
}

/// The address of a file below its site: a folder's page has the folder's. Characters that mean something in an address are escaped.
pub(super) fn address(file: &str) -> String {
    let path = match file.rsplit_once('/') {
        Some((folder, "index.html" | "index.htm")) => format!("{folder}/"),
        None if matches!(file, "index.html" | "index.htm") => return "./".to_owned(),
        _ => file.to_owned(),
    };
    let out = escaped(&path);
    // What looks like `scheme:rest` would be taken for one.
    if out.split('/').next().is_some_and(|first| first.contains(':')) { format!("./{out}") } else { out }
}

/// A path with the characters escaped that mean something in an address.
pub(super) fn escaped(path: &str) -> String {
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
