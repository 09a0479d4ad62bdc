//! `findling export`: a corpus for an existing search engine, and the page that asks it.
//!
//! The source is read several times. Light pages stay in memory, and texts don't. The records are written part by part, and an interrupted
//! export goes on where it was. The page gets the language tables of the corpus without its texts: they come from the engine.

mod engines;
mod facts;
mod fields;
mod forms;
mod import;
mod pretty;
mod provider;
mod readme;
mod record;
mod store;
mod target;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum as _};
use findling_core::format::{IndexFile, Section};
use findling_core::index::Weights;
use findling_indexer::read::{Corpus, PageStream};
use findling_indexer::segment::Segmenter;
use findling_indexer::{LanguageIndex, Options, Page, language_index, page_kind};
use rayon::prelude::*;
use serde_json::Value;

use crate::error::{print_report, set_quiet};
use crate::index_options::IndexOptions;
use crate::module::{SECTION, with_section};
use crate::progress::Line;
use crate::publish::Published;
use crate::quantity::{count, size};
use crate::source::SourceOptions;
use crate::weights::set_hundredths;
use crate::{Failure, Site, engine, output, reader_pages, site};
use facts::Facts;
use fields::{Survey, has_chinese, written_langs};
use pretty::pretty;
use record::{Lines, RecordWriter};
use store::Store;
use target::Target;

/// The file with the passages.
const RECORDS: &str = "records.jsonl";
/// The description of the engine, in the folder of the page.
const PROVIDER: &str = "provider.json";
/// The script that loads the records.
const IMPORT: &str = "import.sh";
/// Parts of the source that are read at once.
const BATCH: usize = 64;
/// Bytes of files whose pages the language tables are made from, in parts spread over the source. Above it, memory would grow with the source.
const SAMPLE: u64 = 32 << 20;

const EXAMPLES: &str = "\
Examples:
  findling export public/ --to groonga --out search        Write a site for Groonga
  findling export posts.jsonl --to opensearch --out search Write a dump of a forum for OpenSearch
  sh search/import.sh                                      Load it";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Export {
    /// The source, as of `findling build`. Default: the source in findling.toml
    source: Option<PathBuf>,
    /// The engine
    #[arg(long, value_name = "ENGINE", value_enum)]
    to: Target,
    /// The folder to write. An interrupted export into it goes on
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The address of the server as visitors reach it. Default: the engine's usual port on this machine
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// Print errors only: no report, no warnings
    #[arg(long)]
    quiet: bool,
    #[command(flatten)]
    source_options: SourceOptions,
    #[command(flatten)]
    index: IndexOptions,
}

impl Export {
    pub(crate) fn run(self) -> Result<(), Failure> {
        set_quiet(self.quiet);
        let settings = self.source_options.settings(self.source.as_deref())?;
        let options = self.index.options(&settings)?;
        let source = settings.source(self.source.clone())?;
        check_out(&source, &self.out)?;
        let line = Line::new();
        line.say("reading the source", 0, 1);
        let mut survey = Survey::default();
        let mut stream = self.source_options.stream(&source, &settings, |page| survey.see(page))?;
        if stream.corpus().finished {
            // The page is a folder of the site, as that of `findling build` is.
            "../".clone_into(&mut stream.corpus_mut().base);
        }
        let begun = stream.fingerprint();
        line.say("learning the languages", 0, 1);
        let sample = sample(&stream)?;
        let fields = survey.fields();
        let names = fields.iter().map(|field| field.name.clone()).collect();
        let tables = language_index(&sample, survey.langs.iter().cloned().collect(), names, &options);
        let has_pinyin = options.linguistics.pinyin && has_chinese(&sample);
        let mut facts = Facts {
            target: self.to,
            title: stream.corpus().title.clone(),
            synonyms: synonyms(&options, &tables.bytes),
            forms: forms::forms(&tables),
            has_variants: options.linguistics.variants,
            endpoint: self.endpoint.clone().unwrap_or_else(|| self.to.endpoint().to_owned()),
            langs: survey.langs,
            written_langs: written_langs(&sample),
            has_dates: survey.has_dates,
            has_pinyin,
            fields,
        };
        facts.has_variants &= facts.has_unspaced();
        let weights = set_hundredths(Weights::default(), &options.weights);
        let writer = RecordWriter { target: self.to, fields: &facts.fields, weights, has_pinyin };
        fs::create_dir_all(&self.out).map_err(Failure::output(&self.out))?;
        let _lock = output::lock(&self.out);
        // Before the page is written: it has the name of the engine, too.
        let earlier = earlier_target(&self.out);
        let mut store = Store::open(&self.out, RECORDS, fingerprint(begun, &facts, &options))?;
        write_records(&stream, &writer, &mut store, &line)?;
        store.checkpoint()?;
        line.say("writing the page", 0, 1);
        let passages = store.progress.passages;
        write_page(&stream, &facts, &sample, &tables, passages, self.endpoint.is_some(), &self.out.join("www"))?;
        check_unchanged(&stream, begun, &source)?;
        let records = store.finish(&self.out.join(RECORDS))?;
        write_settings(&facts, &self.out, earlier)?;
        let readme = readme::readme(&facts, stream.pages(), passages);
        output::write_one(&self.out.join("README.md"), readme.as_bytes())?;
        if let Some(script) = import::script(&facts, passages) {
            output::write_one(&self.out.join(IMPORT), script.as_bytes())?;
        }
        drop(line);
        print_report(&format!(
            "{}: {} of {}, {} of records\n\n{}",
            self.out.display(),
            count(passages, "passage"),
            count(stream.pages(), "page"),
            size(records.bytes as usize),
            next(self.to, &self.out)
        ))
    }
}

/// The next step.
fn next(target: Target, out: &Path) -> String {
    match target {
        Target::Jsonl => format!("Next: load {} into your engine\n", out.join(RECORDS).display()),
        _ => format!("Next: sh {}  (loads the records into {})\n", out.join(IMPORT).display(), target.title()),
    }
}

/// Refuses records of a source that changed since it was read for the first time: its parts would be of two versions. A change during that first
/// reading is not noticed.
fn check_unchanged(stream: &PageStream, begun: u64, source: &Path) -> Result<(), Failure> {
    if stream.fingerprint() == begun {
        return Ok(());
    }
    Err(findling_indexer::Error::Changed { path: source.to_owned() }.into())
}

/// Refuses a folder inside the source: its files would be read by the next export.
fn check_out(source: &Path, out: &Path) -> Result<(), Failure> {
    let real = |path: &Path| path.ancestors().find_map(|path| path.canonicalize().ok());
    let inside = real(source)
        .filter(|source| source.is_dir())
        .zip(real(out))
        .is_some_and(|(source, out)| out.starts_with(source));
    if !inside {
        return Ok(());
    }
    let what = "is inside the source, and the next export would read its files";
    Err(Failure::Usage(format!("{} {what}. Name a folder beside the source: --out ../search", out.display())))
}

/// The corpus with the pages that the language tables are made from.
fn sample(stream: &PageStream) -> Result<Corpus, Failure> {
    let light = stream.corpus();
    let mut corpus = Corpus::default();
    corpus.title.clone_from(&light.title);
    corpus.base.clone_from(&light.base);
    (corpus.hosted, corpus.finished) = (light.hosted, light.finished);
    let parts: Vec<usize> = stream.sample(SAMPLE).into_iter().collect();
    let pages: Vec<Vec<Page>> = parts.par_iter().map(|part| stream.read(*part)).collect::<Result<_, _>>()?;
    corpus.pages = pages.into_iter().flatten().collect();
    Ok(corpus)
}

/// The owner's synonyms, and the abbreviations that the texts explain.
fn synonyms(options: &Options, index: &[u8]) -> Vec<Vec<String>> {
    let rows = IndexFile::open(index).and_then(|file| {
        Ok(file.rows::<&str>(Section::Abbreviations)?.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    let stated = rows.unwrap_or_default().into_iter().map(|row| row.split('\t').map(str::to_owned).collect());
    options.synonyms.iter().cloned().chain(stated).collect()
}

/// A hash of everything that decides the records.
fn fingerprint(source: u64, facts: &Facts, options: &Options) -> u64 {
    let mut hasher = DefaultHasher::new();
    (env!("CARGO_PKG_VERSION"), source, facts.target.name(), facts.has_pinyin).hash(&mut hasher);
    (format!("{:?}", facts.fields), &options.weights).hash(&mut hasher);
    hasher.finish()
}

/// Writes the records of the parts that are not written yet.
fn write_records(
    stream: &PageStream,
    writer: &RecordWriter<'_>,
    store: &mut Store,
    line: &Line,
) -> Result<(), Failure> {
    let (first, all) = (store.progress.part, stream.parts());
    for start in (first..all).step_by(BATCH) {
        let parts: Vec<usize> = (start..all.min(start + BATCH)).collect();
        let read = |segmenter: &mut Segmenter, part: &usize| -> Result<Lines, Failure> {
            let mut lines = Lines::default();
            for (page, number) in stream.read(*part)?.iter().zip(stream.first_page(*part)..) {
                let kind = page_kind(page, stream.older_version(&page.url));
                writer
                    .add(&mut lines, page, number, kind, segmenter)
                    .map_err(|error| Failure::Output { path: PathBuf::from(RECORDS), source: error.into() })?;
            }
            Ok(lines)
        };
        let written: Vec<Lines> =
            parts.par_iter().map_init(Segmenter::default, read).collect::<Result<_, Failure>>()?;
        for (lines, part) in written.iter().zip(start..) {
            store.append(&lines.text, lines.passages, part + 1)?;
        }
        line.say("writing records", start + parts.len(), all);
    }
    Ok(())
}

/// The engine of the export that a folder contains, by the description in its page.
fn earlier_target(out: &Path) -> Option<Target> {
    let description: Value = serde_json::from_slice(&fs::read(out.join("www").join(PROVIDER)).ok()?).ok()?;
    Target::value_variants().iter().copied().find(|target| description["provider"] == target.provider())
}

/// Writes the settings of the engine, and removes those of an earlier export that this one does not have: `import.sh` would load them.
fn write_settings(facts: &Facts, out: &Path, earlier: Option<Target>) -> Result<(), Failure> {
    let files = engines::files(facts);
    for (name, text) in &files {
        output::write_one(&out.join(name), text.as_bytes())?;
    }
    let old = earlier.map_or(&[][..], engines::names).iter().copied();
    let script =
        (facts.target == Target::Jsonl && earlier.is_some_and(|earlier| earlier != Target::Jsonl)).then_some(IMPORT);
    let unused = old.filter(|name| files.iter().all(|file| file.0 != *name)).chain(script);
    for path in unused.map(|name| out.join(name)).filter(|path| path.exists()) {
        fs::remove_file(&path).map_err(Failure::output(&path))?;
    }
    Ok(())
}

/// The description with the key and the endpoint that the owner wrote into an earlier one.
fn with_owners_key(mut description: Value, facts: &Facts, stated: bool, earlier: &Path) -> Value {
    let earlier: Option<Value> = fs::read(earlier).ok().and_then(|text| serde_json::from_slice(&text).ok());
    let Some(earlier) = earlier.filter(|earlier| earlier["provider"] == facts.target.provider()) else {
        return description;
    };
    for name in ["key", "endpoint"] {
        if earlier[name].is_string() && !(name == "endpoint" && stated) {
            description[name] = earlier[name].clone();
        }
    }
    description
}

/// Writes the page: the search of `findling build` around a module without texts, and `provider.json`.
fn write_page(
    stream: &PageStream,
    facts: &Facts,
    sample: &Corpus,
    tables: &LanguageIndex,
    passages: usize,
    is_endpoint_stated: bool,
    out: &Path,
) -> Result<(), Failure> {
    let mut site = Site::around(with_section(engine::PROVIDER_WASM, SECTION, &tables.bytes));
    if let Some(page) = site.files.get_mut("index.html") {
        let start = site::start(&String::from_utf8_lossy(page), sample, stream.pages(), &tables.examples);
        *page = start.replacen("<findling-results ", "<findling-results src=\"provider.json\" ", 1).into_bytes();
    }
    let mut published = Published::of(&site);
    let description = provider::provider(facts, stream.pages(), passages);
    let description = with_owners_key(description, facts, is_endpoint_stated, &out.join(PROVIDER));
    published.files.insert(PROVIDER.to_owned(), pretty(&description).into_bytes());
    let mut failure = None;
    let pages = (0..stream.parts()).map_while(|part| match stream.read(part) {
        Ok(pages) => Some(pages),
        Err(error) => {
            failure = Some(error);
            None
        }
    });
    if stream.corpus().hosted {
        output::write(out, &published, std::iter::empty())?;
    } else {
        output::write(out, &published, reader_pages::of(pages.flatten()))?;
    }
    failure.map_or(Ok(()), |error| Err(error.into()))
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::time::{Duration, SystemTime};

    use findling_indexer::read::ReadOptions;

    use super::*;

    #[test]
    fn a_source_that_changes_during_an_export_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "A\n\nOne text.\n").unwrap();
        let stream = PageStream::open(folder.path(), &ReadOptions::default(), |_| ()).unwrap();
        let begun = stream.fingerprint();
        assert!(check_unchanged(&stream, begun, folder.path()).is_ok());
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_mins(1)).unwrap();
        let error = check_unchanged(&stream, begun, folder.path()).unwrap_err().to_string();
        assert!(error.contains("changed while it was read"), "{error}");
    }
}
