//! `findling build`: a corpus to a folder with everything a search page needs.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use findling_indexer::Options;
use findling_indexer::read::Corpus;

use crate::error::{print, tell};
use crate::index_options::IndexOptions;
use crate::inspect::brotli_quick;
use crate::location::{FOLDER, Location};
use crate::publish::Published;
use crate::reader_pages::pages;
use crate::report::{advice, count, paste, report};
use crate::single_file::{LARGE, single_file};
use crate::source::SourceOptions;
use crate::{Failure, Site, integrity, offline, output};

#[derive(Debug, Args)]
pub(crate) struct Build {
    /// A finished HTML site; a folder of documents (.txt, Markdown, HTML, .jsonl, feeds); a .jsonl file with one
    /// {"id","url","title","text","lang"} a line; a feed; a site map. What findling.toml names where nothing is named here
    source: Option<PathBuf>,
    /// The folder to write; for a site its folder findling/ where none is named
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write one HTML file that searches and shows the whole corpus, opened from a disk or a host
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    single_file: Option<PathBuf>,
    /// Write a service worker beside the pages, with which the search and the pages that were seen work without a network
    #[arg(long, conflicts_with = "single_file")]
    offline: bool,
    #[command(flatten)]
    source_options: SourceOptions,
    #[command(flatten)]
    index: IndexOptions,
    /// Whoever starts this build puts the search into the pages.
    #[arg(skip)]
    pub(crate) placed: bool,
}

impl Build {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let settings = self.source_options.settings(self.source.as_deref())?;
        let options = self.index.options(&settings)?;
        let source = settings.source(self.source)?;
        let offline = self.offline || settings.offline.unwrap_or_default();
        let mut corpus = self.source_options.read(&source, &settings)?;
        if let Some(file) = self.single_file {
            return one_file(corpus, &options, &file);
        }
        let hosted = corpus.finished;
        let out = match self.out.or(settings.out) {
            Some(out) => out,
            None if hosted => corpus.root.join(FOLDER),
            None => {
                return Err(Failure::Usage(
                    "a corpus that is no site needs a folder to write: add --out DIR".to_owned(),
                ));
            }
        };
        spare(&source, &out)?;
        let place = if hosted { Location::of(&corpus.root, &out)? } else { Location::default() };
        corpus.base.clone_from(&place.base);
        let mut published = Published::of(&Site::module(&corpus, &options)?);
        if offline {
            offline::add(&place, &mut published, !hosted);
        }
        // Reading pages come one after the other: all of them together would be the corpus several times over.
        let pages = output::write(&out, &published, pages(&corpus))?;
        let mut told = if hosted { report(&corpus, &published, &out) } else { files(&corpus, &published, &out) };
        if let Some(pages) = pages.checked_sub(1) {
            let _ = writeln!(told, "{}", count(pages, "reading page"));
        }
        if let Some(advice) = advice(&published).filter(|_| !hosted) {
            let _ = writeln!(told, "\n{advice}");
        }
        let root = if hosted { &corpus.root } else { &out };
        if offline {
            offline::write(root, &place, &published, &corpus)?;
        } else if root.join(offline::WORKER).is_file() {
            let worker = root.join(offline::WORKER);
            tell(&format!(
                "{} keeps the search of a build before this one: add --offline, or remove it",
                worker.display()
            ));
        }
        if hosted && !self.placed {
            told.push_str(&paste(&place));
        }
        if offline && hosted {
            let (line, what) =
                (offline::line(&place), if self.placed { "Paste this line" } else { "and this third one" });
            let _ = write!(told, "\n{what} into pages that shall work offline:\n\n{line}\n");
        }
        let _ = write!(told, "\n{}", integrity::lines(&published));
        print(&told)
    }
}

/// Refuses a folder in which the search page would take the place of an owner's page, or be read as one the next time.
fn spare(source: &Path, out: &Path) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let same = source.is_dir() && real(source).is_some_and(|source| real(out) == Some(source));
    let index = out.join("index.html");
    // An owner's page may be in any encoding.
    let foreign = fs::read(&index).is_ok_and(|page| !String::from_utf8_lossy(&page).contains("src=\"page.js\""));
    let what = if same {
        format!("{} is the folder that is read, and a search needs one of its own", out.display())
    } else if foreign {
        format!("{} is there already, and no search wrote it", index.display())
    } else {
        return Ok(());
    };
    Err(Failure::Usage(format!("{what}: name another folder, --out {}", out.join(FOLDER).display())))
}

/// What was written for a corpus that is no site.
fn files(corpus: &Corpus, published: &Published, out: &Path) -> String {
    let mut told = format!("{} of “{}”\n", count(corpus.pages.len(), "page"), corpus.title);
    for (name, content) in published.files.iter().filter(|(name, _)| !name.contains('/')) {
        let (bytes, sent) = (content.len(), brotli_quick(content));
        let _ = writeln!(told, "{bytes:>9} bytes, about {sent:>7} compressed  {}", out.join(name).display());
    }
    told
}

/// Writes a corpus as one file.
fn one_file(corpus: Corpus, options: &Options, file: &Path) -> Result<(), Failure> {
    let (pages, title) = (corpus.pages.len(), corpus.title.clone());
    let html = single_file(corpus, options)?;
    output::write_one(file, html.as_bytes())?;
    if html.len() > LARGE {
        let size = html.len() >> 20;
        tell(&format!(
            "{} has {size} MB: browsers take long to open it. A folder (--out) shows more, sooner",
            file.display()
        ));
    }
    print(&format!("{} of “{title}”\n{:>9} bytes  {}\n", count(pages, "page"), html.len(), file.display()))
}
