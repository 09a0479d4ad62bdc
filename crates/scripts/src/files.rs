//! The files of `www/`: reading them all, and finding one.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::error::Error;

/// Texts by their path below `www/`.
pub(crate) type Files = BTreeMap<String, String>;

/// Reads all files of a folder, and of the folders in it.
pub(crate) fn read(folder: &Path, below: &str, into: &mut Files) -> Result<(), Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Read { path, source }
    };
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{below}{name}");
        if path.is_dir() {
            read(&path, &format!("{name}/"), into)?;
        } else {
            into.insert(name, fs::read_to_string(&path).map_err(failed(&path))?);
        }
    }
    Ok(())
}

/// A file of `www/`.
pub(crate) fn source<'a>(sources: &'a Files, name: &str) -> Result<&'a str, Error> {
    let missing = || Error::Missing { name: name.to_owned(), what: "the file is missing" };
    sources.get(name).map(String::as_str).ok_or_else(missing)
}
