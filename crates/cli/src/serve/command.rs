//! `findling serve`.

use std::fs;
use std::io::{IsTerminal, stderr};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use findling_core::index::{PageId, Weights};
use findling_indexer::BuildCache;
use findling_indexer::read::Corpus;

use super::tune::{self, Tuning};
use super::watch::Watched;
use super::{Door, Served, Server};
use crate::error::{lines, note, print, print_error, warn};
use crate::index_options::IndexOptions;
use crate::location::FOLDER;
use crate::module::{SECTION, is_module, section};
use crate::publish::Published;
use crate::site::Form;
use crate::source::SourceOptions;
use crate::weights::set_hundredths;
use crate::{Failure, Site, blocks, open};

/// Extensions of files that are never part of an index.
const OTHERS: &[&str] = &[
    "avif",
    "br",
    "css",
    "gif",
    "gz",
    "ico",
    "jpeg",
    "jpg",
    "js",
    "map",
    "mjs",
    "mp3",
    "mp4",
    "otf",
    "pdf",
    "png",
    "svg",
    "ttf",
    "wasm",
    "webm",
    "webmanifest",
    "webp",
    "woff",
    "woff2",
    "zip",
];

const EXAMPLES: &str = "\
Examples:
  findling serve public                     Show a site with its search, and follow changes
  findling serve notes/ --port 8080         Show a search page over a folder of documents
  findling serve public --tune              Also try other ranking weights, and see what they change";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Serve {
    /// The source, as for `build`: a site, a folder of documents, or one document; or a findling.wasm with its index. Default: the
    /// source in findling.toml
    source: Option<PathBuf>,
    /// The texts from which a findling.wasm was built, for its reader pages
    #[arg(long, value_name = "FOLDER")]
    texts: Option<PathBuf>,
    #[command(flatten)]
    source_options: SourceOptions,
    #[command(flatten)]
    index: IndexOptions,
    /// The port to listen on. If it is in use, the next free one is taken
    #[arg(long, default_value_t = 4000)]
    port: u16,
    /// The address to listen on. With an address that is not loopback, other machines can connect
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,
    /// Another name of this machine to answer to, besides localhost and its addresses. Can be repeated
    #[arg(long, value_name = "NAME")]
    name: Vec<String>,
    /// Also serve a page that shows why a result ranks where it does, and tries other ranking weights
    #[arg(long)]
    tune: bool,
    /// Do not watch for changes, and add no script to pages
    #[arg(long)]
    no_reload: bool,
}

/// The content to serve.
struct Made {
    served: Served,
    /// Whether the source is a site, with its search in a folder.
    site: bool,
}

impl Serve {
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        let settings = self.source_options.settings(self.source.as_deref())?;
        self.source = Some(settings.source(self.source)?);
        if self.texts.is_some() && !self.is_module() {
            return Err(Failure::Usage(
                "--texts needs a findling.wasm as the source. Leave it out: other sources are texts themselves"
                    .to_owned(),
            ));
        }
        let cache = Arc::new(BuildCache::default());
        let roots = self.source.iter().chain(&self.texts).cloned().chain(self.index.files()).chain(settings.files());
        let watched = (!self.no_reload).then(|| Watched::new(roots.collect()));
        let Made { served, site } = self.make(&cache)?;
        let door = Door { address: self.host, port: self.port, names: self.name.clone() };
        let server = Server::bind(served, &door)?;
        let url = server.url();
        print(&if site {
            format!("Serving the site at {url}, its search at {url}{FOLDER}/ (Ctrl-C stops it)\n")
        } else {
            format!("Serving the search page at {url} (Ctrl-C stops it)\n")
        })?;
        if self.tune {
            print(&format!("Tuning its ranking at {}{}\n", url.trim_end_matches('/'), tune::ADDRESS))?;
        }
        if !self.host.is_loopback() {
            warn("other machines can read this server, because of --host");
        }
        if let Some(watched) = watched {
            server.follow(watched, move |changed| self.again(changed, &cache));
        }
        Ok(server.run()?)
    }

    fn source(&self) -> &Path {
        self.source.as_deref().unwrap_or(Path::new("."))
    }

    fn is_module(&self) -> bool {
        self.source().extension().is_some_and(|e| e == "wasm")
    }

    fn make(&self, cache: &Arc<BuildCache>) -> Result<Made, Failure> {
        if self.is_module() {
            let module = fs::read(self.source()).map_err(Failure::io(self.source()))?;
            if !is_module(&module) || section(&module, SECTION).is_none() {
                let what = "not a module with an index. Give a findling.wasm that `findling build` wrote";
                return Err(Failure::Module { path: self.source().to_owned(), what });
            }
            let mut site = Site::around(module);
            for path in blocks::of_module(self.source()) {
                let file = self.source().with_file_name(&path);
                site.files.insert(path, fs::read(&file).map_err(Failure::io(&file))?);
            }
            let site = match &self.texts {
                Some(texts) => site.with_texts(&self.those_of_the_module(texts)?),
                None => site,
            };
            let served = served(&site, "").tuned(self.tuning(&[], "")?);
            return Ok(Made { served, site: false });
        }
        let settings = self.source_options.settings(Some(self.source()))?;
        let mut options = self.index.options(&settings)?;
        options.cache = Some(Arc::clone(cache));
        let mut corpus = self.source_options.read_again(self.source(), &settings, options.cache.clone())?;
        let site = corpus.finished;
        if site {
            "../".clone_into(&mut corpus.base);
        }
        let tuning = self.tuning(&options.weights, if site { FOLDER } else { "" })?;
        let compiled = Site::module(&corpus, &options, Form::of(settings.split))?.with_texts(&corpus);
        cache.end_build();
        let served =
            if site { served(&compiled, &format!("{FOLDER}/")).folder(&corpus.root)? } else { served(&compiled, "") };
        Ok(Made { served: served.tuned(tuning), site })
    }

    /// The page that tries weights, if it is asked for. A module states its own; those of a build are given in hundredths.
    fn tuning(&self, given: &[(String, u32)], folder: &str) -> Result<Option<Tuning>, Failure> {
        if !self.tune {
            return Ok(None);
        }
        let weights = if self.is_module() { *open::index(self.source())?.weights() } else { Weights::default() };
        let weights = set_hundredths(weights, given);
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        Ok(Some(Tuning::new(weights, &format!("/{folder}findling.js"))))
    }

    /// Builds again after a change. A failure is printed, and the earlier search is still served.
    fn again(&self, changed: &[PathBuf], cache: &Arc<BuildCache>) -> Option<Served> {
        let is_other = |path: &PathBuf| {
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
            OTHERS.contains(&extension.as_str()) && path != self.source()
        };
        if changed.iter().all(is_other) {
            return None;
        }
        let begun = Instant::now();
        match self.make(cache) {
            Ok(made) => {
                if stderr().is_terminal() {
                    note(&format!("{}: searchable after {} ms", named(changed), begun.elapsed().as_millis()));
                }
                Some(made.served)
            }
            Err(failure) => {
                print_error(&lines(&failure.to_string(), None));
                note("the earlier search is still served");
                None
            }
        }
    }

    /// Reads the texts, which must contain every page of the module.
    fn those_of_the_module(&self, texts: &Path) -> Result<Corpus, Failure> {
        let corpus = self.source_options.read(texts, &self.source_options.settings(Some(texts))?)?;
        let index = open::index(self.source())?;
        let mut pages = (0..index.pages().len() as u32).map(PageId);
        match pages.find(|page| !corpus.pages.iter().any(|text| text.url == index.page_url(*page))) {
            None => Ok(corpus),
            Some(page) => Err(Failure::Texts {
                path: texts.to_owned(),
                module: self.source().to_owned(),
                title: index.page_title(page).to_owned(),
            }),
        }
    }
}

/// The published files of a site, below a folder of the server.
fn served(site: &Site, folder: &str) -> Served {
    let files = Published::of(site).files.into_iter();
    files.fold(Served::new(), |served, (name, content)| served.file(&format!("{folder}{name}"), content))
}

fn named(changed: &[PathBuf]) -> String {
    match changed {
        [one] => one.display().to_string(),
        several => format!("{} files", several.len()),
    }
}
