//! Copies and edits the files of a package. Errors name the file.
use std::fs;
use std::path::{Path, PathBuf};

use crate::run::workspace;

const LICENCES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

/// Creates an empty folder, or empties an existing one.
pub(super) fn cleared(folder: PathBuf) -> Result<PathBuf, String> {
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(failed(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    Ok(folder)
}

/// Copies the licences of the workspace to a package.
pub(super) fn licences(folder: &Path) -> Result<(), String> {
    LICENCES.iter().try_for_each(|name| copy(&workspace()?.join(name), &folder.join(name)))
}

/// Copies a file, or a folder with its content.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), String> {
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
pub(super) fn with(text: &str, part: &str, replacement: &str) -> Result<String, String> {
    if text.matches(part).count() == 1 {
        return Ok(text.replace(part, replacement));
    }
    Err(format!(
        "the manifest does not contain this text exactly once: {part}\nhint: adapt xtask/src/package to the manifest"
    ))
}

pub(super) fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(failed(file))
}

pub(super) fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(failed(file))
}

pub(super) fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> String + '_ {
    move |error| format!("{}: {error}", path.display())
}
