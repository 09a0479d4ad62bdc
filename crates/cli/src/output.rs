//! Writes a search into a folder. At every moment, the folder contains a complete search.
//!
//! All files are first written into a hidden folder of the output, where a full disk does no harm. Then each is renamed into place: files
//! with a hash in their name first, because nothing refers to them yet, and the script that names them last. A build that is interrupted
//! leaves the old search or the new one. The files of the previous search stay, for pages that are open. Files of earlier searches are
//! removed, and so are reader pages of documents that no longer exist.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::Failure;
use crate::error::note;
use crate::publish::{ENTRY, Published, hash_of, hashed_names};
use crate::{blocks, stale_pages};

/// The folder for files that are not renamed yet. It is hidden, so that it is not read as a part of a site.
const STAGE: &str = ".findling.part";

/// Writes the files and the pages, and returns the number of pages. An error leaves the earlier search unchanged.
pub(crate) fn write(
    out: &Path,
    published: &Published,
    pages: impl Iterator<Item = (String, Vec<u8>)>,
) -> Result<usize, Failure> {
    fs::create_dir_all(out).map_err(Failure::output(out))?;
    let _lock = lock(out);
    let before = current(out);
    let is_changed = |name: &String| !published.files.contains_key(name);
    // The module that this build replaces; if there is none, the one that stays.
    let module = before.iter().filter(|name| is_module(name)).max_by_key(|name| is_changed(name));
    let mut blocks: BTreeSet<String> =
        before.iter().filter(|name| is_module(name)).flat_map(|name| blocks::of_module(&out.join(name))).collect();
    let earlier = module.map(|module| stale_pages::before(out, module, is_changed(module))).unwrap_or_default();
    let stage = Stage::new(out)?;
    let mut changed: Vec<String> = Vec::new();
    let mut stage_file = |name: &str, content: &[u8]| -> Result<(), Failure> {
        // An unchanged file keeps its time.
        if !is_same(&out.join(name), content) {
            stage.write(name, content)?;
            changed.push(name.to_owned());
        }
        Ok(())
    };
    for (name, content) in &published.files {
        stage_file(name, content)?;
    }
    let mut written = BTreeSet::new();
    // No article may replace the search page.
    for (name, content) in pages.filter(|page| !published.files.contains_key(&page.0)) {
        stage_file(&name, &content)?;
        written.insert(name);
    }
    changed.sort_by_key(|name| if hash_of(name).is_some() { 0 } else { 1 + usize::from(*name == ENTRY) });
    for name in &changed {
        stage.give(name, out)?;
    }
    let now: BTreeSet<&str> = published.files.keys().filter(|p| hash_of(p).is_some()).map(|p| first(p)).collect();
    if before.iter().any(|name| !now.contains(name.as_str())) {
        sweep(out, |name| now.contains(name) || before.contains(name));
    }
    blocks.extend(published.files.keys().cloned());
    blocks::sweep(out, &blocks);
    stale_pages::sweep(out, &earlier, &written);
    Ok(written.len())
}

/// Writes a file under another name and renames it: a reader sees the old content or the new.
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

/// The names with hashes in the script of the search in a folder. Empty if there is no search.
pub(crate) fn current(out: &Path) -> BTreeSet<String> {
    let script = fs::read_to_string(out.join(ENTRY)).unwrap_or_default();
    hashed_names(&script).into_iter().map(str::to_owned).collect()
}

/// Whether a name with a hash is the name of a module.
fn is_module(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "wasm")
}

fn first(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// Waits until no other build writes into the folder. The system releases the lock when its process ends. On a system without locks,
/// the last build wins, file by file.
pub(crate) fn lock(out: &Path) -> Option<File> {
    let folder = File::open(out).ok()?;
    if let Err(fs::TryLockError::WouldBlock) = folder.try_lock() {
        note(&format!("waiting for another build that writes into {}", out.display()));
        folder.lock().ok()?;
    }
    Some(folder)
}

fn is_same(path: &Path, content: &[u8]) -> bool {
    fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == content.len() as u64)
        && fs::read(path).is_ok_and(|there| there == content)
}

/// Removes files of earlier builds. A file that can't be removed does no harm.
fn sweep(out: &Path, keep: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(out).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if hash_of(&name).is_some() && !keep(&name) {
            let path = entry.path();
            let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        }
    }
}

/// The hidden folder. It is removed when dropped.
struct Stage(PathBuf);

impl Stage {
    fn new(out: &Path) -> Result<Stage, Failure> {
        let path = out.join(STAGE);
        // A build that was killed leaves its folder behind.
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
