//! Finds changed files by polling. This works on every system and over networks. 1,000 files take a few milliseconds; larger trees are
//! polled less often.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Weak;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::live::Live;
use super::resource::Served;

/// Minimum time between two polls.
const PAUSE: Duration = Duration::from_millis(120);
/// Time without changes after which a site generator is assumed to have finished.
const QUIET: Duration = Duration::from_millis(40);
/// Minimum ratio of pauses to polling time.
const SHARE: u32 = 10;

/// Size and time of each file.
type Look = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Files and folders, and how they looked. They are looked at before they are read, so that no change in between is missed.
#[derive(Debug)]
pub(crate) struct Watched {
    roots: Vec<PathBuf>,
    known: Look,
}

impl Watched {
    pub(crate) fn new(roots: Vec<PathBuf>) -> Self {
        let known = look(&roots);
        Self { roots, known }
    }
}

/// Watches files and folders in a thread, until the server ends.
pub(super) fn follow(
    watched: Watched,
    live: Weak<Live>,
    mut make: impl FnMut(&[PathBuf]) -> Option<Served> + Send + 'static,
) {
    thread::spawn(move || {
        let Watched { roots, mut known } = watched;
        loop {
            let begun = Instant::now();
            let mut now = look(&roots);
            if now == known {
                thread::sleep(PAUSE.max(begun.elapsed() * SHARE));
                if live.strong_count() == 0 {
                    return;
                }
                continue;
            }
            loop {
                thread::sleep(QUIET);
                let next = look(&roots);
                if next == now {
                    break;
                }
                now = next;
            }
            let next = make(&differing(&known, &now));
            known = now;
            let Some(live) = live.upgrade() else { return };
            if let Some(served) = next {
                live.replace(served);
            }
            live.changed();
        }
    });
}

/// The files that are new, removed or changed.
fn differing(before: &Look, after: &Look) -> Vec<PathBuf> {
    let changed = after.iter().filter(|(path, state)| before.get(*path) != Some(state)).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    changed.chain(gone).cloned().collect()
}

fn look(roots: &[PathBuf]) -> Look {
    let mut found = Look::new();
    let mut open: Vec<PathBuf> = roots.to_vec();
    while let Some(path) = open.pop() {
        let Ok(meta) = fs::metadata(&path) else { continue };
        if !meta.is_dir() {
            found.insert(path, state(&meta));
            continue;
        }
        // A file that can't be read counts as missing.
        for entry in fs::read_dir(&path).into_iter().flatten().flatten() {
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let path = entry.path();
            if is_skipped(&path) || is_link && path.is_dir() {
                continue;
            }
            open.push(path);
        }
    }
    found
}

fn state(meta: &Metadata) -> (u64, Option<SystemTime>) {
    (meta.len(), meta.modified().ok())
}

/// Whether the reader skips a path: hidden files, and packages of npm.
fn is_skipped(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "node_modules" || name.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_changed_and_removed_files_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["same", "other", "gone", ".hidden", "deep/node_modules/x"] {
            fs::create_dir_all(path(name).parent().unwrap()).unwrap();
            fs::write(path(name), "1").unwrap();
        }
        let before = look(&[folder.path().to_owned(), path("none")]);
        assert_eq!(before.len(), 3, "{before:?}");
        fs::write(path("other"), "22").unwrap();
        fs::write(path("deep/new"), "1").unwrap();
        fs::write(path(".hidden"), "22").unwrap();
        fs::remove_file(path("gone")).unwrap();
        let after = look(&[folder.path().to_owned()]);
        assert_eq!(differing(&before, &after), [path("deep/new"), path("other"), path("gone")]);
    }
}
