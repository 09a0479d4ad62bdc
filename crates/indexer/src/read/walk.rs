//! The files below a folder, sorted by path, and the entries that are left out.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use super::corpus::Skipped;
use super::file_kinds;
use super::left_out::LeftOut;
use super::options::ReadOptions;
use crate::Error;

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// In order, with slashes below the root on every system.
    pub files: Vec<(PathBuf, String)>,
    /// Entries that can't be read.
    pub unreadable: Vec<Skipped>,
    /// Links that are left out although their content may be searchable.
    pub not_searchable: Vec<Skipped>,
    /// Entries that are left out on purpose.
    pub other_files: LeftOut,
}

/// Every file below a folder that a corpus may be made of, sorted by path; hidden ones and links to folders are passed over.
pub fn files(root: &Path) -> Result<Vec<PathBuf>, Error> {
    let walked = walk(root, &ReadOptions::default())?;
    Ok(walked.files.into_iter().map(|file| file.0).collect())
}

/// Walks a folder. One below that can't be read is named, and the rest goes on.
pub(super) fn walk(root: &Path, options: &ReadOptions) -> Result<Walked, Error> {
    let mut walked = Walked::default();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if folder == root => return Err(Error::io(&folder)(error)),
            Err(error) => {
                walked.unreadable.push(Skipped::new(relative(root, &folder), error.to_string()));
                continue;
            }
        };
        let entries: Vec<DirEntry> = entries.collect::<Result<_, _>>().map_err(Error::io(&folder))?;
        if folder != root && is_findling_output(&entries) {
            walked.other_files.add_file("folders with a search that findling built", &relative(root, &folder));
            continue;
        }
        for entry in entries {
            let path = entry.path();
            // What a package manager fetched is nobody's text.
            let name = entry.file_name();
            let file = relative(root, &path);
            if name.to_string_lossy().starts_with('.') || name == "node_modules" {
                walked.other_files.add_file(file_kinds::HIDDEN, &file);
                continue;
            }
            if options.exclude.iter().any(|glob| glob.matches(&file)) {
                walked.other_files.add_file("files and folders that match --exclude", &file);
                continue;
            }
            let kind = entry.file_type().map_err(Error::io(&path))?;
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_symlink() && path.is_dir() {
                walked.not_searchable.push(Skipped::new(file, "a link to a folder; links are not followed"));
            } else if kind.is_file() || path.is_file() {
                // Tried last: most files of a site meet no pattern's extension, and are asked once.
                if !options.include.is_empty() && !options.include.iter().any(|glob| glob.matches(&file)) {
                    walked.other_files.add_file("files that match no --include", &file);
                    continue;
                }
                if name.to_str().is_none() {
                    walked.unreadable.push(Skipped::new(file, "its name is not UTF-8; rename the file"));
                    continue;
                }
                walked.files.push((path, file));
            } else if kind.is_symlink() {
                if file_kinds::is_content(&path) {
                    walked.not_searchable.push(Skipped::new(file, "a link that leads nowhere"));
                } else {
                    walked.other_files.add_file("links that lead nowhere", &file);
                }
            }
        }
    }
    walked.files.sort();
    walked.not_searchable.sort_by(|a, b| a.file.cmp(&b.file));
    walked.unreadable.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(walked)
}

/// Whether `findling build` wrote a folder: a module and the script beside it. The search page in it is none of the site's.
fn is_findling_output(entries: &[DirEntry]) -> bool {
    let named = |test: fn(&str) -> bool| entries.iter().any(|e| e.file_name().to_str().is_some_and(test));
    let module = |name: &str| name.strip_prefix("findling").is_some_and(|rest| rest.rsplit('.').next() == Some("wasm"));
    named(|name| name == "findling.js") && entries.iter().any(|e| e.file_name().to_str().is_some_and(module))
}

/// The path below the root, with slashes on every system.
pub(super) fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
