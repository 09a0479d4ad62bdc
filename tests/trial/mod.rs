//! Shared by the tests with real generators, frameworks and packages: a folder for each test, and programs that run in it.
#![allow(dead_code, reason = "every test binary has its own copy, and uses what it needs")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../pages/mod.rs"]
mod pages;

pub(crate) use pages::root;

/// An empty folder.
pub(crate) fn desk(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("trials").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Copies a folder, without the output of package managers and builds.
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

/// Returns the output of a program. If the program fails, the test fails.
pub(crate) fn done(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}: {out}{err}");
    out.into_owned()
}

/// Runs lines as a person would type them in this folder.
pub(crate) fn typed(lines: &str, folder: &Path) -> String {
    let mut shell = Command::new("sh");
    // Generators must not prompt or send telemetry.
    shell.args(["-e", "-c", lines]).env("CI", "1").env("ASTRO_TELEMETRY_DISABLED", "1");
    shell.env("npm_config_audit", "false").env("npm_config_fund", "false");
    done(shell.current_dir(folder))
}

/// The code blocks of a page of the documentation, with their languages.
pub(crate) fn blocks(page: &str) -> Vec<(String, String)> {
    pages::blocks(&pages::text(page))
}
