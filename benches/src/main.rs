//! `cargo xtask bench`: measures the sizes and times of Findling, and with `--rivals` those of other engines in the same run.
//!
//! Prints tables, saves the figures in `benches/results/`, draws `docs/benchmarks.svg` and writes the tables into `docs/benchmarks.md`. With
//! `--quick` it only prints.
mod browser;
mod chart;
mod growth;
mod infisearch;
mod native;
mod page_metrics;
mod process;
mod progress;
mod publish;
mod questions;
mod report;
mod rivals;
mod sites;
mod sizes;
mod targets;
mod tasks;
mod visit;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use findling_benches::corpus::Corpus;
use findling_benches::error::{Failure, at};
use findling_benches::root;
use findling_benches::texts::{LANGUAGES, Texts};

use crate::browser::Chromium;
use crate::publish::{keep, merge, update, visits};

const HELP: &str = "\
cargo xtask bench [--quick] [--rivals] [--sizes 0.1,1,10,50] [--pages 1000,10000,100000] [--langs zh,en] [--short] [--tables] [--only PART] [--sets FOLDER]

  --quick    small sizes; saves nothing
  --rivals   also measures Pagefind, MiniSearch, FlexSearch, Orama and SQLite, installed from npm, and InfiSearch, compiled from crates.io;
             all of them go into the target folder
  --short    documents of one or two sentences: 300,000 in 50 MB
  --pages    sizes of the sites of --only sites
  --only     measures one part and leaves the figures of the others unchanged: growth, native (the engine's tasks, by criterion and callgrind), questions (whole questions, letter by letter; needs
             --sets), rivals, sites (sites of many pages, with Pagefind), page (the first visit) or signs (the page's vital signs, its long tasks, round trips)
  --tables   measures nothing; writes the tables and the chart again from the saved figures
  --sets     folder of question sets; the corpora are made of their documents. Default: the variable FINDLING_SETS";

/// Maximum size at which the rivals are measured, and sizes at which a first visit is, in MB. The largest shows the cost of sending a whole index.
const COMPARED: f64 = 1.0;
const PAGES: &[usize] = &[1000, 10_000, 100_000];
const VISITED: &[f64] = &[0.1, 0.3, 1.0, 10.0];

/// The options of the command.
struct Wanted {
    /// Options without a value, as typed.
    flags: Vec<String>,
    only: Option<String>,
    sizes: Vec<f64>,
    pages: Vec<usize>,
    langs: Vec<String>,
    sets: Option<PathBuf>,
}

impl Wanted {
    fn parse(arguments: &[String]) -> Result<Self, Failure> {
        let sets = env::var_os("FINDLING_SETS").map(PathBuf::from);
        let langs = LANGUAGES.iter().map(|language| language.tag.to_owned()).collect();
        let mut wanted = Self { flags: Vec::new(), only: None, sizes: Vec::new(), pages: PAGES.to_vec(), langs, sets };
        let mut rest = arguments.iter();
        while let Some(option) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{option} needs a value\n\n{HELP}"));
            match option.as_str() {
                "--quick" | "--rivals" | "--short" | "--tables" => wanted.flags.push(option.clone()),
                "--only" => wanted.only = Some(value()?.clone()),
                "--sets" => wanted.sets = Some(PathBuf::from(value()?)),
                "--langs" => wanted.langs = value()?.split(',').map(str::to_owned).collect(),
                "--pages" => {
                    let pages: Result<_, _> = value()?.split(',').map(str::parse).collect();
                    wanted.pages = pages.map_err(|error| format!("--pages: {error}"))?;
                }
                "--sizes" => {
                    let sizes: Result<_, _> = value()?.split(',').map(str::parse).collect();
                    wanted.sizes = sizes.map_err(|error| format!("--sizes: {error}"))?;
                }
                _ => return Err(format!("there is no option {option}\n\n{HELP}")),
            }
        }
        if wanted.sizes.is_empty() {
            wanted.sizes = if wanted.has("--quick") { vec![0.1, 1.0] } else { vec![0.1, 1.0, 10.0, 50.0] };
        }
        Ok(wanted)
    }

    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|typed| typed == flag)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.first().map(String::as_str) {
        // Measurements that need a process of their own.
        Some("findling") => findling_cli::run(arguments.iter().map(Into::into)).map_err(|error| error.to_string()),
        Some("native" | "questions" | "count") => native::child(&arguments).map(|value| println!("{value}")),
        Some("nothing") => Ok(()),
        _ => Wanted::parse(&arguments).and_then(|wanted| bench(&wanted)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn bench(wanted: &Wanted) -> Result<(), Failure> {
    if wanted.has("--tables") {
        return publish::all(&root().join("benches/results"), true);
    }
    let work = work()?;
    let kept = if wanted.has("--quick") { work.clone() } else { root().join("benches/results") };
    let parts = |part: &str| wanted.only.as_deref().is_none_or(|only| only == part);
    let counts = (parts("growth") || parts("native")) && native::counts();
    if parts("native") && !wanted.has("--quick") {
        keep(&kept, "native", &tasks::measure(&work, wanted.sets.as_deref(), counts)?)?;
    }
    if parts("questions") {
        measure_questions(wanted, &work, &kept)?;
    }
    if matches!(wanted.only.as_deref(), Some("native" | "questions")) {
        return publish::all(&kept, !wanted.has("--quick"));
    }
    if wanted.only.as_deref() == Some("sites") {
        measure_sites(wanted, &work, &kept)?;
        return publish::all(&kept, !wanted.has("--quick"));
    }
    let chromium = Chromium::start(&work)?;
    if wanted.has("--rivals") {
        rivals::fetch(&work)?;
    }
    let (mut made_of, mut visited) = (Vec::new(), Vec::new());
    for language in LANGUAGES.iter().filter(|language| wanted.langs.iter().any(|tag| tag == language.tag)) {
        let texts = Texts::read(language, wanted.sets.as_deref())?;
        let made = |size: &f64| Corpus::made(&texts, language.tag, (size * 1e6) as usize, wanted.has("--short"));
        for size in wanted.sizes.iter().filter(|_| parts("growth")) {
            merge(&kept, "growth", growth::measure(&made(size), &work, &chromium, counts)?)?;
        }
        if wanted.has("--rivals") {
            made_of.extend(wanted.sizes.iter().filter(|size| **size <= COMPARED && parts("rivals")).map(made));
            visited.extend(VISITED.iter().filter(|_| !wanted.has("--quick") && parts("page")).map(made));
            for name in language.sets {
                let Some(sets) = &wanted.sets else { continue };
                let set = || Corpus::set(&sets.join(name), language.tag);
                made_of.extend(parts("rivals").then(set).transpose()?);
                visited.extend((parts("page") && !wanted.has("--quick")).then(set).transpose()?);
            }
        }
    }
    for corpus in &made_of {
        merge(&kept, "rivals", rivals::measure(corpus, &work, &chromium)?)?;
    }
    drop(chromium);
    if parts("page") {
        page_metrics::measure(&work, &visited, wanted.has("--rivals"), |rows| visits(&kept, rows))?;
    }
    if parts("signs") {
        update(&kept, "page", &page_metrics::signs(&work)?)?;
    }
    publish::all(&kept, !wanted.has("--quick"))
}

/// Measures sites of many pages.
fn measure_sites(wanted: &Wanted, work: &Path, kept: &Path) -> Result<(), Failure> {
    rivals::fetch_packages(work)?;
    for language in LANGUAGES.iter().filter(|language| wanted.langs.iter().any(|tag| tag == language.tag)) {
        let texts = Texts::read(language, wanted.sets.as_deref())?;
        for pages in &wanted.pages {
            merge(kept, "sites", sites::measure(&Corpus::site(&texts, language.tag, *pages), work)?)?;
        }
    }
    Ok(())
}

/// Measures whole questions, if there is a folder of question sets.
fn measure_questions(wanted: &Wanted, work: &Path, kept: &Path) -> Result<(), Failure> {
    let Some(sets) = &wanted.sets else {
        let missing =
            "whole questions are not measured: a folder of question sets is needed (--sets, or FINDLING_SETS)";
        if wanted.only.is_some() {
            return Err(missing.to_owned());
        }
        progress::progress(missing);
        return Ok(());
    };
    for language in LANGUAGES.iter().filter(|language| wanted.langs.iter().any(|tag| tag == language.tag)) {
        for row in questions::measure(language, sets, work)? {
            merge(kept, "questions", row)?;
        }
    }
    Ok(())
}

/// The folder for corpora, indexes and rivals: `bench` in the target folder.
fn work() -> Result<PathBuf, Failure> {
    let program = process::program()?;
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    let work = target.map_or_else(|| root().join("target"), Path::to_path_buf).join("bench");
    let scripts = root().join("benches/js");
    for path in sizes::files(&scripts)? {
        let to = work.join("js").join(path.strip_prefix(&scripts).unwrap_or(&path));
        let folder = to.parent().unwrap_or(&work);
        fs::create_dir_all(folder).map_err(at(folder))?;
        fs::copy(&path, &to).map_err(at(&to))?;
    }
    Ok(work)
}
