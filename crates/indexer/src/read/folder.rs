//! A folder: a finished site, or documents of any kind.
//!
//! What it is shows in it: pages with an `index.html` among them are a site, and so are pages alone; pages among other documents are
//! documents. Where a generator's sources are, they are read, and what was made of them is not.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::corpus::Corpus;
use super::file_kinds::{self, FileKind};
use super::options::{Kind, ReadOptions};
use super::outcome::Outcome;
use super::{corpus_toml, feed, html, jsonl, markdown, txt, walk};
use crate::Error;
use crate::model::Page;

type Files<'a> = Vec<(FileKind, &'a (PathBuf, String))>;

/// Reads a folder.
pub(super) fn read(root: &Path, options: &ReadOptions) -> Result<Corpus, Error> {
    let metadata = corpus_toml::CorpusToml::read(&root.join(corpus_toml::FILE))?;
    let walked = walk::walk(root, options)?;
    let mut corpus = Corpus {
        title: metadata.title.clone(),
        metadata,
        root: root.to_owned(),
        light: options.light,
        unreadable: walked.unreadable,
        other_files: walked.other_files,
        not_searchable: walked.not_searchable,
        ..Corpus::default()
    };
    let mut files = Files::new();
    for file in &walked.files {
        match file_kinds::of(&file.0) {
            Some(kind) => files.push((kind, file)),
            None => corpus.other_files.add_file(&file_kinds::name(&file.1), &file.1),
        }
    }
    let tree = files.iter().any(|f| f.0 == FileKind::Markdown).then(|| markdown::Tree::of(root, options));
    // Where a site's sources are, what was made of them is somewhere below too, at addresses that are none.
    let sources = tree.as_ref().is_some_and(|tree| files.iter().any(|(_, file)| tree.contains(&file.0)));
    let site = match options.kind {
        Some(kind) => kind == Kind::Site,
        None => !sources && is_site(&files),
    };
    if site {
        corpus.finished = true;
        corpus.hosted = true;
        html::read(&pages(&files), options, &mut corpus);
        read_beside_pages(&files, options, &mut corpus);
    } else {
        corpus.hosted = sources;
        read_documents(&files, tree.as_ref(), options, &mut corpus);
    }
    corpus.metadata.check(&root.join(corpus_toml::FILE), &corpus.files)?;
    Ok(corpus)
}

fn is_site(files: &Files) -> bool {
    let named = |(kind, file): &(FileKind, &(PathBuf, String))| {
        *kind == FileKind::Page && file.0.file_stem().is_some_and(|stem| stem == "index")
    };
    let pages = files.iter().any(|f| f.0 == FileKind::Page);
    pages
        && (files.iter().any(named)
            || !files.iter().any(|f| matches!(f.0, FileKind::Markdown | FileKind::Text | FileKind::JsonLines)))
}

fn pages(files: &Files) -> Vec<(PathBuf, String)> {
    files.iter().filter(|f| f.0 == FileKind::Page).map(|f| f.1.clone()).collect()
}

/// Reads the pages of a file again, whose light pages are in the corpus.
pub(super) fn read_again(file: &str, tree: &markdown::Tree, options: &ReadOptions, corpus: &Corpus) -> Vec<Page> {
    let path = corpus.root.join(file);
    let mut pages = match file_kinds::of(&path) {
        Some(FileKind::Page) => html::read_again(&path, file, options, corpus).into_iter().collect(),
        Some(FileKind::Feed) => feed::read(&path, options).map(|feed| feed.pages(file)).unwrap_or_default(),
        Some(kind) => match read_file(kind, &(path, file.to_owned()), tree, options) {
            Outcome::Pages(read) => read.pages,
            _ => Vec::new(),
        },
        None => Vec::new(),
    };
    for page in &mut pages {
        if corpus.finished {
            page.anchors.get_or_insert_default();
        } else if !corpus.hosted && html::is_page(Path::new(file)) {
            page.anchors = None;
        }
    }
    pages
}

/// What stands beside the pages of a site: downloads mostly. It is found, at the address it has, if it was asked for.
fn read_beside_pages(files: &Files, options: &ReadOptions, corpus: &mut Corpus) {
    for (_, file) in files.iter().filter(|f| f.0 == FileKind::Feed) {
        corpus.other_files.add_file(&file_kinds::name(&file.1), &file.1);
    }
    let others: Files = files
        .iter()
        .filter(|f| matches!(f.0, FileKind::Markdown | FileKind::Text | FileKind::JsonLines))
        .copied()
        .collect();
    if options.include.is_empty() {
        for (_, file) in others {
            let kind = file_kinds::name(&file.1);
            corpus.other_files.add_file(&format!("{kind} (--include '*{kind}' adds them)"), &file.1);
        }
        return;
    }
    let tree = markdown::Tree::of(&corpus.root, &ReadOptions::default());
    let read: Vec<Outcome> = others.par_iter().map(|(kind, file)| read_file(*kind, file, &tree, options)).collect();
    for ((kind, file), mut one) in others.iter().zip(read) {
        if let (Outcome::Pages(read), true) = (&mut one, *kind != FileKind::JsonLines) {
            for page in &mut read.pages {
                page.url = html::page_url(&file.1);
                page.anchors.get_or_insert_default();
            }
        }
        corpus.add(&file.1, one, true);
    }
}

/// Reads documents, each in its way. Those that are no pages of a generator's have no address beside its pages.
fn read_documents(files: &Files, tree: Option<&markdown::Tree>, options: &ReadOptions, corpus: &mut Corpus) {
    let none = markdown::Tree::default();
    let tree = tree.unwrap_or(&none);
    let hosted = corpus.hosted;
    let others: Files = files
        .iter()
        .filter(|f| if hosted { f.0 == FileKind::Markdown } else { f.0 != FileKind::Page })
        .copied()
        .collect();
    for (_, file) in files.iter().filter(|f| hosted && f.0 != FileKind::Markdown) {
        let kind = file_kinds::name(&file.1);
        corpus.other_files.add_file(&format!("{kind} beside the Markdown sources of a site"), &file.1);
    }
    let read: Vec<Option<Outcome>> = others
        .par_iter()
        .map(|(kind, file)| (*kind != FileKind::Feed).then(|| read_file(*kind, file, tree, options)))
        .collect();
    for ((_, file), one) in others.iter().zip(read) {
        match one {
            Some(one) => corpus.add(&file.1, one, hosted),
            None => match feed::read(&file.0, options) {
                Some(feed) => feed.add_to(&file.1, corpus),
                None => corpus.other_files.add_file(&file_kinds::name(&file.1), &file.1),
            },
        }
    }
    if hosted {
        return;
    }
    let first = corpus.pages.len();
    html::read(&pages(files), options, corpus);
    // They get reader pages, with the anchors of reader pages.
    let (_, pages) = corpus.pages.split_at_mut(first);
    for page in &mut *pages {
        page.anchors = None;
    }
    corpus.addresses.assign(pages);
}

fn read_file(kind: FileKind, file: &(PathBuf, String), tree: &markdown::Tree, options: &ReadOptions) -> Outcome {
    let read = match kind {
        FileKind::Markdown => tree.read(&file.0, &file.1, options),
        FileKind::JsonLines => jsonl::read(&file.0),
        _ => txt::read(&file.0, &file.1, options),
    };
    match read {
        Outcome::Pages(read) if options.light => Outcome::Pages(read.into_light()),
        read => read,
    }
}
