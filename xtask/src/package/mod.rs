//! Makes the packages in the target folder and tries them. Nothing is published, and nothing made here is committed.
mod crates;
mod npm;

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{cargo, finish, step, target, workspace};

const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

/// Makes the packages `npm`, `crates`, or both, then installs and uses each in an empty folder.
pub(crate) fn run(names: &[String]) -> Result<(), String> {
    let known = ["npm", "crates"];
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("unknown package {name}\nhint: the packages are npm and crates"));
    }
    let out = target()?.join("packages");
    for name in known.into_iter().filter(|known| names.is_empty() || names.iter().any(|name| name == known)) {
        let made = if name == "npm" { npm::make(&out)? } else { crates::make(&out)? };
        step(&format!("Try the package {name} in an empty folder"));
        let mut trial = cargo(&["test", "--release", "--package", "findling", "--test", "packages"])?;
        trial.args(["--", "--ignored", "--nocapture", name]).env("FINDLING_PACKAGES", &out);
        finish(trial)?;
        for file in made {
            eprintln!("{}: {} bytes", file.display(), fs::metadata(&file).map_or(0, |meta| meta.len()));
        }
    }
    Ok(())
}

/// Creates an empty folder, or empties an existing one.
fn cleared(folder: PathBuf) -> Result<PathBuf, String> {
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    Ok(folder)
}

/// Copies the licences of the workspace to a package.
fn licences(folder: &Path) -> Result<(), String> {
    LICENCES.iter().try_for_each(|name| copy(&workspace()?.join(name), &folder.join(name)))
}

/// Copies a file, or a folder with its content.
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    if from.is_file() {
        return fs::copy(from, to).map(drop).map_err(failed(from));
    }
    fs::create_dir_all(to).map_err(failed(to))?;
    for entry in fs::read_dir(from).map_err(failed(from))? {
        let entry = entry.map_err(failed(from))?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Replaces the only occurrence of a part. Any other number of occurrences is an error.
fn with(text: &str, part: &str, replacement: &str) -> Result<String, String> {
    if text.matches(part).count() == 1 {
        return Ok(text.replace(part, replacement));
    }
    Err(format!(
        "the manifest does not contain this text exactly once: {part}\nhint: adapt xtask/src/package to the manifest"
    ))
}

fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(failed(file))
}

fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(failed(file))
}

fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> String + '_ {
    move |error| format!("{}: {error}", path.display())
}
