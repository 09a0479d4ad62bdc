//! One contract for every index: whole, split, and the search engines behind providers. Groonga is run; the other engines are held by recordings
//! that were written from their documentation.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed expectation fails the test")]
mod engines;
mod widget;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use engines::{CORPUS, Recording, description, groonga, node_script, use_provider_module, written};
use findling_harness::{HarnessError, Request, Site};
use widget::built;

type Tested = Result<(), HarnessError>;

/// The checks that an engine does not pass. `docs/guides/engines.md` states why.
const SKIPPED: &[(&str, &str)] = &[("meilisearch", ALTERNATIVES), ("typesense", ALTERNATIVES)];
const ALTERNATIVES: &str = "pages with either of two words are found";
/// The checks that need a capability which some engine lacks.
const SUBSTRING: &str = "characters across two words are found";
const EXACT: &str = "an exact number of pages is that of the pages";
const TYPO: &str = "a typo is found and labelled";
const PINYIN: &str = "pinyin is found";

/// All checks, in their order.
const CHECKS: &[&str] = &[
    "an index says what it is about",
    "a word is found and marked",
    "all words are found, also in different fields",
    "words that carry no meaning in a question exclude nothing",
    "if no page has all words, those with some are shown and labelled",
    SUBSTRING,
    "a phrase matches in its order alone",
    "an excluded phrase is on no page",
    ALTERNATIVES,
    "pages come once, and an offset goes on after them",
    EXACT,
    "a filter leaves the pages that have the value",
    "a field in the query is a filter, and its values are alternatives",
    "values are counted by page",
    "a field that no page has is refused",
    "pages are sorted by a field",
    "the beginning of a word is found",
    TYPO,
    PINYIN,
    "nothing is found for words that are nowhere",
    "a text with markup stays text",
    "words are marked in any text",
    "completions are a list",
    "an ended search rejects with its reason",
    "a search that is ended while it waits rejects at once",
    "reasons are given if they are asked for",
];

/// The checks of an engine that lacks the capabilities that these need.
fn without(engine: &str, lacking: &[&str]) -> Vec<&'static str> {
    let runs = |check: &&&str| !lacking.contains(*check) && skipped(engine) != **check;
    CHECKS.iter().filter(runs).copied().collect()
}

fn skipped(engine: &str) -> &'static str {
    SKIPPED.iter().find(|(name, _)| *name == engine).map_or("", |(_, checks)| checks)
}

/// Runs the contract, and returns the names of the checks that ran.
fn contract(folder: &Path, description: &str, skipped: &str) -> Result<Vec<String>, HarnessError> {
    let ran = node_script("run.mjs", &[&folder.display().to_string(), description, skipped])?;
    Ok(ran.lines().map(str::to_owned).collect())
}

/// The search of the corpus, in this form.
fn searched(name: &str, form: &str) -> PathBuf {
    let folder = built(name, CORPUS, form, "");
    fs::write(folder.join("package.json"), "{\"type\":\"module\"}").unwrap();
    folder
}

/// The scripts, and a module that shows the records of another engine.
fn remote(name: &str) -> PathBuf {
    let folder = searched(name, "--no-split");
    use_provider_module(&folder);
    folder
}

#[test]
fn whole_and_split_indexes_keep_the_contract() -> Tested {
    let whole = contract(&searched("contract-whole", "--no-split"), "", "")?;
    let split = contract(&searched("contract-split", "--split"), "", "")?;
    assert_eq!(whole, CHECKS);
    assert_eq!(split, CHECKS);
    Ok(())
}

#[test]
fn groonga_keeps_the_contract() -> Tested {
    let server = groonga("contract")?;
    let folder = remote("contract-groonga");
    let description = written(&folder, &description("groonga", &server.url()));
    let ran = contract(&folder, &description, skipped("groonga"))?;
    assert_eq!(ran, without("groonga", &[PINYIN]));
    Ok(())
}

/// The engine replays its recording, and every recorded request is made. `lacking`: the checks that need a capability which it lacks.
fn keeps_the_contract(engine: &str, lacking: &[&str]) -> Tested {
    let (whole, remote) = (searched(&format!("{engine}-whole"), "--no-split"), remote(&format!("{engine}-remote")));
    let recording = Recording::path(engine);
    if std::env::var_os("BLESS").is_some() {
        let description = written(&remote, &description(engine, "http://127.0.0.1:1"));
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join(CORPUS);
        let paths = [whole.as_path(), &remote, Path::new(&description), &corpus, &recording];
        let mut paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        paths.push(skipped(engine).to_owned());
        node_script("record.mjs", &paths.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    let recording = Arc::new(Recording::read(engine));
    let asked: Arc<Mutex<BTreeSet<usize>>> = Arc::default();
    let site = {
        let (recording, asked) = (Arc::clone(&recording), Arc::clone(&asked));
        Site::new().route("/", move |request: &Request| {
            let number = recording.position(request);
            asked.lock().unwrap().extend(number);
            Some(recording.reply(number, request))
        })
    };
    let site = site.start()?;
    let description = written(&remote, &description(engine, &site.url("")));
    let ran = contract(&remote, &description, skipped(engine))?;
    assert_eq!(ran, without(engine, lacking));
    let asked = asked.lock().unwrap().len();
    assert_eq!(asked, recording.len(), "recorded requests that no search makes");
    Ok(())
}

#[test]
fn adapters_get_queries_that_their_engine_can_answer() -> Tested {
    let folder = searched("contract-adapters", "--no-split");
    node_script("adapters.mjs", &[&folder.display().to_string()]).map(drop)
}

#[test]
fn opensearch_keeps_the_contract() -> Tested {
    keeps_the_contract("opensearch", &[EXACT, PINYIN])
}

#[test]
fn meilisearch_keeps_the_contract() -> Tested {
    keeps_the_contract("meilisearch", &[SUBSTRING, EXACT, PINYIN])
}

#[test]
fn typesense_keeps_the_contract() -> Tested {
    keeps_the_contract("typesense", &[SUBSTRING, PINYIN])
}

#[test]
fn quickwit_keeps_the_contract() -> Tested {
    keeps_the_contract("quickwit", &[SUBSTRING, EXACT, TYPO, PINYIN])
}

#[test]
fn groonga_ends_with_the_test() -> Tested {
    let server = groonga("ended")?;
    let url = server.url();
    let (_, port) = url.rsplit_once(':').unwrap();
    let port: u16 = port.parse().unwrap();
    drop(server);
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
    Ok(())
}
