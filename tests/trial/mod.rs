//! What the trials of real generators, frameworks and packages share: a folder of their own, and other people's programs run in it.
#![allow(dead_code, reason = "every test binary has its own copy, and uses what it needs")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what must be so")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// An empty folder.
pub(crate) fn desk(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trials").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Copies a folder with all that is in it, but for what a package manager fetched or a build wrote.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        if ["node_modules", "dist", "package-lock.json"].iter().any(|made| name == *made) {
            continue;
        }
        let target = to.join(name);
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// What a program printed; that it failed is the test's failure.
pub(crate) fn done(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {out}{err}");
    out.into_owned()
}

/// Runs lines as a person would type them in this folder.
pub(crate) fn typed(lines: &str, folder: &Path) -> String {
    let mut shell = Command::new("sh");
    // A generator in a trial neither asks nor tells anybody anything.
    shell.args(["-e", "-c", lines]).env("CI", "1").env("ASTRO_TELEMETRY_DISABLED", "1");
    shell.env("npm_config_audit", "false").env("npm_config_fund", "false");
    done(shell.current_dir(folder))
}

/// The blocks of a page of documentation that are written in one of these languages; all with their language for none.
pub(crate) fn blocks(page: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
    let mut blocks = Vec::new();
    let mut rest = text.as_str();
    while let Some((_, after)) = rest.split_once("\n```") {
        let (language, after) = after.split_once('\n').expect("a block has lines");
        let (block, after) = after.split_once("```").expect("a block ends");
        blocks.push((language.to_owned(), block.to_owned()));
        rest = after;
    }
    blocks
}
