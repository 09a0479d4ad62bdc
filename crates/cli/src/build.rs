//! `findling build`: a corpus to a folder with everything a search page needs.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

use clap::Args;
use findling_indexer::Options;
use findling_indexer::read::Corpus;

use crate::error::{print_report, set_quiet, warn};
use crate::index_options::IndexOptions;
use crate::left_out::Detail;
use crate::location::{FOLDER, Location};
use crate::publish::Published;
use crate::quantity::size;
use crate::reader_pages::pages;
use crate::report::{contents, paste, report};
use crate::single_file::{LARGE, single_file};
use crate::site::Form;
use crate::source::SourceOptions;
use crate::{Failure, Site, offline, output};

const EXAMPLES: &str = "\
Examples:
  findling build public/                         Add a search to a finished site
  findling build notes/ --out search             Make a search page over a folder of documents
  findling build notes/ --single-file notes.html Make one file that searches and shows everything
  findling build public/ --exclude 'drafts/**'   Leave out some of the pages";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct Build {
    /// The source: a finished HTML site; a folder of documents (.txt, Markdown, HTML, .jsonl, feeds); a .jsonl file with
    /// {"id","url","title","text","lang"} on each line; a feed; a site map. Default: the source in findling.toml
    source: Option<PathBuf>,
    /// The folder to write. Default for a site: its folder findling/
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Write one HTML file that searches and shows the whole corpus. It opens from a disk as well as from a host
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    single_file: Option<PathBuf>,
    /// Write a service worker into the site's root. With it, the search and the pages already visited work without a network
    #[arg(long, conflicts_with = "single_file")]
    offline: bool,
    /// Like --offline. The worker also downloads all blocks of a split index when it is installed, and not only those that a search used
    #[arg(long, conflicts_with = "single_file")]
    offline_all: bool,
    /// Split the index, so that a search fetches what it needs. Default: if the index is larger than 200 KB
    #[arg(long, conflicts_with_all = ["single_file", "no_split"])]
    split: bool,
    /// Send the whole index with the module
    #[arg(long)]
    no_split: bool,
    /// Print the hashes of the files for the attribute `integrity`
    #[arg(long, conflicts_with = "single_file")]
    integrity: bool,
    /// Write into DIR even if it is a file system's root, a home folder or the source. An index.html of your own in it is replaced
    #[arg(long, conflicts_with = "single_file")]
    force: bool,
    /// List all that is left out, not only two examples of each
    #[arg(long, conflicts_with = "quiet")]
    verbose: bool,
    /// Print errors only: no report, no warnings
    #[arg(long, conflicts_with = "integrity")]
    quiet: bool,
    #[command(flatten)]
    source_options: SourceOptions,
    #[command(flatten)]
    index: IndexOptions,
    /// The caller adds the search to the pages.
    #[arg(skip)]
    pub(crate) placed: bool,
}

impl Build {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let start = Instant::now();
        set_quiet(self.quiet);
        let detail = if self.verbose { Detail::All } else { Detail::Summary };
        let settings = self.source_options.settings(self.source.as_deref())?;
        let options = self.index.options(&settings)?;
        let source = settings.source(self.source)?;
        let given = (self.split || self.no_split).then_some(self.split);
        let form = Form::of(given.or(settings.split));
        let all_offline = self.offline_all || settings.offline_all.unwrap_or_default();
        let offline = self.offline || all_offline || settings.offline.unwrap_or_default();
        let mut corpus = self.source_options.read(&source, &settings)?;
        if let Some(file) = self.single_file {
            return one_file(corpus, &options, &file, start, detail);
        }
        let hosted = corpus.finished;
        let out = match self.out.or(settings.out) {
            Some(out) => out,
            None if hosted => corpus.root.join(FOLDER),
            None => {
                return Err(Failure::Usage(
                    "no folder to write to: the source is not a site. Add --out DIR".to_owned(),
                ));
            }
        };
        if !self.force {
            check_out(&source, &out)?;
        }
        let place = if hosted { Location::of(&corpus.root, &out)? } else { Location::default() };
        corpus.base.clone_from(&place.base);
        let mut published = Published::of(&Site::module(&corpus, &options, form)?);
        if offline {
            offline::add(&place, &mut published, !hosted);
        }
        // Reader pages are written one by one: all of them in memory would be several times the size of the corpus.
        let pages = output::write(&out, &published, pages(&corpus))?;
        let mut text = report(&corpus, &published, &out, pages.saturating_sub(1), detail);
        let root = if hosted { &corpus.root } else { &out };
        if offline {
            let blocks = if all_offline { offline::Blocks::All } else { offline::Blocks::Used };
            offline::write(root, &place, &published, &corpus, blocks)?;
        } else if root.join(offline::WORKER).is_file() {
            let worker = root.join(offline::WORKER);
            warn(&format!(
                "{} serves the search of an earlier build. Add --offline, or remove the file",
                worker.display()
            ));
        }
        if hosted && !self.placed {
            text.push_str(&paste(&place));
        }
        if offline && hosted {
            let (line, what) =
                (offline::line(&place), if self.placed { "Paste this line" } else { "Paste this third line" });
            let _ = write!(text, "\n{what} into the pages that should work offline:\n\n{line}\n");
        }
        if self.integrity {
            let _ = write!(text, "\n{}", published.integrity_lines());
        }
        let _ = writeln!(text, "\n{}", built(start));
        if !self.placed {
            let _ = writeln!(text, "{}", next(&source, hosted));
        }
        print_report(&text)
    }
}

/// The duration of the build.
fn built(start: Instant) -> String {
    let elapsed = start.elapsed();
    if elapsed.as_millis() < 1000 {
        format!("Built in {} ms", elapsed.as_millis())
    } else {
        format!("Built in {:.1} s", elapsed.as_secs_f64())
    }
}

/// The next step: a look at the search. Options that are only on this command line are left out.
fn next(source: &Path, hosted: bool) -> String {
    let what = if hosted { "shows the site with its search" } else { "shows the search page" };
    format!("Next: findling serve {}  ({what} on this machine)", source.display())
}

/// Refuses an output folder that is not the search's own: its files would replace the owner's, or be read as a source by the next build.
fn check_out(source: &Path, out: &Path) -> Result<(), Failure> {
    let real = |path: &Path| path.canonicalize().ok();
    let own = real(out);
    let is = |path: Option<PathBuf>| own.is_some() && own == path.as_deref().and_then(real);
    let index = out.join("index.html");
    // An owner's page may be in any encoding.
    let foreign = fs::read(&index).is_ok_and(|page| !String::from_utf8_lossy(&page).contains("src=\"page.js\""));
    let what = if own.as_ref().is_some_and(|own| own.parent().is_none()) {
        format!("{} is the root of a file system", out.display())
    } else if is(env::home_dir().or_else(|| env::var_os("HOME").map(PathBuf::from))) {
        format!("{} is a home folder", out.display())
    } else if source.is_dir() && is(Some(source.to_owned())) {
        format!("{} is the source itself", out.display())
    } else if foreign {
        format!("{} exists and was not written by findling", index.display())
    } else {
        return Ok(());
    };
    let own = out.join(FOLDER);
    Err(Failure::Usage(format!(
        "{what}. Name a folder for the search alone: --out {}. --force writes anyway",
        own.display()
    )))
}

/// Writes a corpus as one file.
fn one_file(corpus: Corpus, options: &Options, file: &Path, start: Instant, detail: Detail) -> Result<(), Failure> {
    let contents = contents(&corpus, detail);
    let html = single_file(corpus, options)?;
    output::write_one(file, html.as_bytes())?;
    if html.len() > LARGE {
        warn(&format!(
            "{} has {}: browsers open it slowly. A folder (--out) opens faster",
            file.display(),
            size(html.len())
        ));
    }
    print_report(&format!(
        "{contents}{}: {}\n\n{}\nNext: open {} in a browser\n",
        file.display(),
        size(html.len()),
        built(start),
        file.display()
    ))
}
