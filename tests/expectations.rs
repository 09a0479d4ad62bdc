//! Runs the queries in `tests/expectations` against the index of the default corpus, as `findling check` does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed step is a failed test")]
mod seeds;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Smallest number of expectations in all files, so that a file that is no longer found is noticed.
const FEWEST: usize = 200;

/// The files of expectations. The file `later` has no extension: its lines don't pass yet.
fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expectations");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension() == Some(OsStr::new("txt"))).collect();
    files.sort();
    files
}

#[test]
fn queries_about_the_default_corpus_lead_to_the_expected_pages_and_excerpts() {
    let index = Path::new(env!("CARGO_TARGET_TMPDIR")).join("expectations.findling");
    fs::write(&index, seeds::pack()).unwrap();
    let check = |file: &PathBuf| {
        findling_cli::run(
            ["findling".as_ref(), "check".as_ref(), file.as_os_str(), index.as_os_str()].map(OsStr::to_owned),
        )
    };
    let failures: Vec<String> = files()
        .iter()
        .filter_map(|file| check(file).err().map(|failure| format!("{}: {failure}", file.display())))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_files_have_all_expectations() {
    let texts: String = files().iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let lines = texts.lines().filter(|line| !line.starts_with('#') && line.contains('→')).count();
    assert!(lines >= FEWEST, "{lines} expectations in {:?}", files());
}
