//! `findling outline`: shows a corpus as it is read, before it is compiled.

use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;
use findling_indexer::read::Corpus;
use findling_indexer::{Block, Page, cut};
use serde::Serialize;

use crate::Failure;
use crate::error::print;
use crate::source::SourceOptions;

const EXAMPLES: &str = "\
Examples:
  findling outline notes/         Show titles, headings and passages as they are read
  findling outline notes/a.txt    The same for one document";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Outline {
    /// The source, as for `build`: a site, a folder of documents, or one document. Default: the source in findling.toml
    source: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    source_options: SourceOptions,
}

#[derive(Serialize)]
struct File<'a> {
    file: String,
    pages: Vec<Article<'a>>,
}

#[derive(Serialize)]
struct Article<'a> {
    id: &'a str,
    title: &'a str,
    authors: &'a [String],
    /// Null if the text has none.
    date: Option<&'a str>,
    headings: Vec<Heading<'a>>,
    passages: Vec<Passage>,
}

#[derive(Serialize)]
struct Heading<'a> {
    level: u8,
    text: &'a str,
}

#[derive(Serialize)]
struct Passage {
    anchor: String,
    path: Vec<String>,
    /// In characters.
    length: usize,
}

impl Outline {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let settings = self.source_options.settings(self.source.as_deref())?;
        let source = settings.source(self.source)?;
        let corpus = self.source_options.read(&source, &settings)?;
        let whole = source.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let files = files(&corpus, whole);
        if self.json {
            return print(&format!("{}\n", serde_json::to_string_pretty(&files).unwrap_or_default()));
        }
        print(&readable(&files))
    }
}

/// `whole` is the name of a source that is one file.
fn files(corpus: &Corpus, whole: String) -> Vec<File<'_>> {
    if corpus.files.is_empty() {
        return vec![File { file: whole, pages: corpus.pages.iter().map(article).collect() }];
    }
    let file = |(file, range): &(String, std::ops::Range<usize>)| File {
        file: file.clone(),
        pages: corpus.pages.get(range.clone()).unwrap_or_default().iter().map(article).collect(),
    };
    corpus.files.iter().map(file).collect()
}

fn article(page: &Page) -> Article<'_> {
    let values = |key: &str| page.meta.get(key).map(Vec::as_slice).unwrap_or_default();
    Article {
        id: &page.id,
        title: &page.title,
        authors: values("authors"),
        date: values("date").first().map(String::as_str),
        headings: page
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { level, text } => Some(Heading { level: *level, text }),
                _ => None,
            })
            .collect(),
        passages: cut(page)
            .into_iter()
            .map(|passage| Passage { length: passage.text.chars().count(), anchor: passage.anchor, path: passage.path })
            .collect(),
    }
}

fn readable(files: &[File<'_>]) -> String {
    let mut out = String::new();
    for File { file, pages } in files {
        let _ = writeln!(out, "{file}");
        for page in pages {
            let _ = writeln!(out, "\n  {}  ({})", page.title, page.id);
            let by: Vec<&str> = page.authors.iter().map(String::as_str).chain(page.date).collect();
            if !by.is_empty() {
                let _ = writeln!(out, "  {}", by.join(", "));
            }
            for heading in &page.headings {
                let _ = writeln!(out, "  {}{}", "  ".repeat(usize::from(heading.level.max(1)) - 1), heading.text);
            }
            for passage in &page.passages {
                let _ = writeln!(out, "  {:>6}  #{}", passage.length, passage.anchor);
            }
        }
        out.push('\n');
    }
    out
}
