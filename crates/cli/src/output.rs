//! Writing a search into a folder so that a whole one is there at every moment, whatever happens.
//!
//! All files are written beside first, into a hidden folder of the output, where a full disk does no harm. Then each is renamed to its place:
//! first those whose names have a hash, which nothing asks for yet, and last the script that names them. Whoever is stopped in between
//! leaves the old search or the new one. What the search before this one was made of stays for the pages that are open; what was there
//! before it goes, and so do reading pages of documents that are gone.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::error::tell;
use crate::publish::{ENTRY, Published, hashed, says};
use crate::stale_pages;

/// Where files are written before they are renamed; hidden, so that no reader of a site takes it for a part of it.
const STAGE: &str = ".findling.part";

/// Writes the files, and pages that come as they are wanted; how many of these there are. An error leaves what was there as it was.
pub(crate) fn write(
    out: &Path,
    published: &Published,
    pages: impl Iterator<Item = (String, Vec<u8>)>,
) -> Result<usize, Failure> {
    fs::create_dir_all(out).map_err(Failure::output(out))?;
    let _alone = alone(out);
    let before = current(out);
    let module = before.iter().find(|name| !published.files.contains_key(*name) && is_module(name));
    let led = module.map(|module| stale_pages::before(out, module)).unwrap_or_default();
    let stage = Stage::new(out)?;
    let mut changed: Vec<String> = Vec::new();
    let mut beside = |name: &str, content: &[u8]| -> Result<(), Failure> {
        // A file that is as it should be is left alone, and keeps its time.
        if !is_same(&out.join(name), content) {
            stage.write(name, content)?;
            changed.push(name.to_owned());
        }
        Ok(())
    };
    for (name, content) in &published.files {
        beside(name, content)?;
    }
    let mut wanted = BTreeSet::new();
    // What is there already stays: no article may take the place of the search page.
    for (name, content) in pages.filter(|page| !published.files.contains_key(&page.0)) {
        beside(&name, &content)?;
        wanted.insert(name);
    }
    changed.sort_by_key(|name| if hashed(name).is_some() { 0 } else { 1 + usize::from(*name == ENTRY) });
    for name in &changed {
        stage.give(name, out)?;
    }
    let now: BTreeSet<&str> = published.files.keys().filter(|p| hashed(p).is_some()).map(|p| first(p)).collect();
    if before.iter().any(|name| !now.contains(name.as_str())) {
        sweep(out, |name| now.contains(name) || before.contains(name));
    }
    stale_pages::sweep(out, &led, &wanted);
    Ok(wanted.len())
}

/// Writes one file beside and renames it: who reads it meanwhile sees the old one or the new one.
pub(crate) fn write_one(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.part"));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).map_or(Ok(()), fs::create_dir_all);
    let written = folder.and_then(|()| fs::write(&beside, content)).and_then(|()| fs::rename(&beside, path));
    written.map_err(|source| {
        let _ = fs::remove_file(&beside);
        Failure::Output { path: path.to_owned(), source }
    })
}

/// What the search in a folder is made of, as its script names it; nothing where there is none.
pub(crate) fn current(out: &Path) -> BTreeSet<String> {
    let script = fs::read_to_string(out.join(ENTRY)).unwrap_or_default();
    says(&script).into_iter().map(str::to_owned).collect()
}

/// Whether a name with a hash is a module's.
fn is_module(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "wasm")
}

fn first(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// Waits until no other build writes into the folder. The system ends the wait with the process that caused it; where it knows no such
/// thing, the last build wins, file by file.
fn alone(out: &Path) -> Option<File> {
    let folder = File::open(out).ok()?;
    if let Err(fs::TryLockError::WouldBlock) = folder.try_lock() {
        tell(&format!("another build writes into {}: waiting for its end", out.display()));
        folder.lock().ok()?;
    }
    Some(folder)
}

fn is_same(path: &Path, content: &[u8]) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == content.len() as u64)
        && fs::read(path).is_ok_and(|there| there == content)
}

/// Removes files of earlier builds. What can't be removed does no harm.
fn sweep(out: &Path, keep: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if hashed(&name).is_some() && !keep(&name) {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

/// The hidden folder; gone when dropped.
struct Stage(PathBuf);

impl Stage {
    fn new(out: &Path) -> Result<Stage, Failure> {
        let path = out.join(STAGE);
        // A build that was killed leaves its own behind.
        match fs::remove_dir_all(&path) {
            Err(source) if source.kind() != ErrorKind::NotFound => return Err(Failure::Output { path, source }),
            _ => {}
        }
        fs::create_dir(&path).map_err(Failure::output(out))?;
        Ok(Stage(path))
    }

    fn write(&self, name: &str, content: &[u8]) -> Result<(), Failure> {
        let path = self.0.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::output(folder))?;
        }
        fs::write(&path, content).map_err(Failure::output(&path))
    }

    fn give(&self, name: &str, out: &Path) -> Result<(), Failure> {
        let path = out.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::output(folder))?;
        }
        fs::rename(self.0.join(name), &path).map_err(Failure::output(&path))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
