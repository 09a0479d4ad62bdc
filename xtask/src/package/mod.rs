//! The packages as they would be published, made in the target folder and tried from there. Nothing is published, and nothing that is
//! made here is committed.
mod crates;
mod npm;

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{cargo, finish, step, target, workspace};

const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

/// Makes the packages (`npm`, `crates`, or both), then installs and uses each in an empty folder.
pub(crate) fn run(names: &[String]) -> Result<(), String> {
    let known = ["npm", "crates"];
    if let Some(name) = names.iter().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("there is no package {name}; there are npm and crates"));
    }
    let out = target()?.join("packages");
    for name in known.into_iter().filter(|known| names.is_empty() || names.iter().any(|name| name == known)) {
        let made = if name == "npm" { npm::make(&out)? } else { crates::make(&out)? };
        step(&format!("The trial of {name}, from its tarball in an empty folder"));
        let mut trial = cargo(&["test", "--release", "--package", "findling", "--test", "packages"])?;
        trial.args(["--", "--ignored", "--nocapture", name]).env("FINDLING_PACKAGES", &out);
        finish(trial)?;
        for file in made {
            eprintln!("{}: {} bytes", file.display(), fs::metadata(&file).map_or(0, |meta| meta.len()));
        }
    }
    Ok(())
}

/// An empty folder.
fn cleared(folder: PathBuf) -> Result<PathBuf, String> {
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    Ok(folder)
}

/// The workspace's licences, beside what they are given for.
fn licences(folder: &Path) -> Result<(), String> {
    LICENCES.iter().try_for_each(|name| copy(&workspace()?.join(name), &folder.join(name)))
}

/// Copies a file, or a folder with all that is in it.
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

/// A text with one part of it said otherwise; that it is not there is an error.
fn with(text: &str, part: &str, otherwise: &str) -> Result<String, String> {
    if text.matches(part).count() == 1 {
        return Ok(text.replace(part, otherwise));
    }
    Err(format!("“{part}” does not stand once in the manifest that is made a package's"))
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
