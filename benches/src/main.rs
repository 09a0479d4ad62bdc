//! `cargo xtask bench`: what Findling weighs and how long it takes, and with `--rivals` the same of others in the same run.
//!
//! Prints tables; keeps the figures in `benches/results/`, draws `docs/benchmarks.svg` and writes the tables into `docs/benchmarks.md`, but for
//! `--quick`, which only prints.
mod browser;
mod child;
mod corpus;
mod dice;
mod error;
mod growth;
mod native;
mod page;
mod queries;
mod rivals;
mod texts;
mod visit;
mod weigh;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::{Value, json};

use crate::browser::Chromium;
use crate::corpus::Corpus;
use crate::error::{Failure, at};
use crate::texts::{LANGUAGES, Texts};

const HELP: &str = "\
cargo xtask bench [--quick] [--rivals] [--sizes 0.1,1,10,50] [--langs zh,en] [--short] [--sets FOLDER]

  --quick    small sizes; nothing is kept
  --rivals   Pagefind, MiniSearch, FlexSearch, Orama and SQLite beside it, fetched from npm into the target folder
  --short    documents of one sentence
  --sets     a folder of question sets, whose documents the corpora are made of (or FINDLING_SETS)";

/// The workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// Says what is being done.
fn progress(what: &str) {
    eprintln!("-- {what}");
}

/// What was asked for.
struct Wanted {
    quick: bool,
    rivals: bool,
    short: bool,
    sizes: Vec<f64>,
    langs: Vec<String>,
    sets: Option<PathBuf>,
}

impl Wanted {
    fn parse(arguments: &[String]) -> Result<Self, Failure> {
        let sets = env::var_os("FINDLING_SETS").map(PathBuf::from);
        let langs = LANGUAGES.iter().map(|language| language.tag.to_owned()).collect();
        let mut wanted = Self { quick: false, rivals: false, short: false, sizes: Vec::new(), langs, sets };
        let mut rest = arguments.iter();
        while let Some(option) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{option} needs a value\n\n{HELP}"));
            match option.as_str() {
                "--quick" => wanted.quick = true,
                "--rivals" => wanted.rivals = true,
                "--short" => wanted.short = true,
                "--sets" => wanted.sets = Some(PathBuf::from(value()?)),
                "--langs" => wanted.langs = value()?.split(',').map(str::to_owned).collect(),
                "--sizes" => {
                    let sizes: Result<_, _> = value()?.split(',').map(str::parse).collect();
                    wanted.sizes = sizes.map_err(|error| format!("--sizes: {error}"))?;
                }
                _ => return Err(format!("there is no option {option}\n\n{HELP}")),
            }
        }
        if wanted.sizes.is_empty() {
            wanted.sizes = if wanted.quick { vec![0.1, 1.0] } else { vec![0.1, 1.0, 10.0, 50.0] };
        }
        Ok(wanted)
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.first().map(String::as_str) {
        // Processes of its own, for what must be measured alone.
        Some("findling") => findling_cli::run(arguments.iter().map(Into::into)).map_err(|error| error.to_string()),
        Some("native" | "count") => native::child(&arguments).map(|value| println!("{value}")),
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
    let work = work()?;
    let chromium = Chromium::start(&work)?;
    let languages = LANGUAGES.iter().filter(|language| wanted.langs.iter().any(|tag| tag == language.tag));
    let (mut grown, mut beside) = (Vec::new(), Vec::new());
    if wanted.rivals {
        rivals::fetch(&work)?;
    }
    for language in languages {
        let texts = Texts::read(language, wanted.sets.as_deref())?;
        for size in &wanted.sizes {
            let corpus = Corpus::made(&texts, language.tag, (size * 1e6) as usize, wanted.short);
            grown.push(growth::measure(&corpus, &work, &chromium)?);
            if wanted.rivals && *size <= 1.0 {
                beside.push(rivals::measure(&corpus, &work, &chromium)?);
            }
        }
        if let (true, Some(sets)) = (wanted.rivals, &wanted.sets) {
            for name in language.sets {
                let corpus = Corpus::set(&sets.join(name), language.tag)?;
                beside.push(rivals::measure(&corpus, &work, &chromium)?);
            }
        }
    }
    keep("growth", &json!(grown), wanted.quick)?;
    if wanted.rivals {
        keep("rivals", &json!(beside), wanted.quick)?;
    }
    keep("page", &page::measure(&work, &[], wanted.rivals)?, wanted.quick)
}

/// Where corpora, indexes and rivals are put: in the target folder, beside the profiles.
fn work() -> Result<PathBuf, Failure> {
    let program = env::current_exe().map_err(|error| format!("this program's own place: {error}"))?;
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    let work = target.map_or_else(|| root().join("target"), Path::to_path_buf).join("bench");
    let scripts = root().join("benches/js");
    for path in weigh::files(&scripts)? {
        let to = work.join("js").join(path.strip_prefix(&scripts).unwrap_or(&path));
        let folder = to.parent().unwrap_or(&work);
        fs::create_dir_all(folder).map_err(at(folder))?;
        fs::copy(&path, &to).map_err(at(&to))?;
    }
    Ok(work)
}

/// Keeps figures where they are shown from; those of a quick run beside the corpora.
fn keep(name: &str, figures: &Value, quick: bool) -> Result<(), Failure> {
    let folder = if quick { work()? } else { root().join("benches/results") };
    let path = folder.join(format!("{name}.json"));
    let text = serde_json::to_string_pretty(figures).map_err(at(&path))?;
    fs::write(&path, text + "\n").map_err(at(&path))?;
    progress(&format!("kept in {}", path.display()));
    Ok(())
}
