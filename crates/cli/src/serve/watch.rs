//! Sees when files change: by looking. It works on every system and over every network, and a look at a thousand files takes a few
//! milliseconds; the larger a tree, the rarer it is looked at.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Weak;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::Served;
use super::live::Live;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(120);
/// What makes a site writes many files: it has ended when nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(40);
/// Of all the time so much goes into looking: a part in this many.
const SHARE: u32 = 10;

/// What is known of the files.
type Look = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Follows files and folders in a thread of its own, until the server is gone.
pub(super) fn follow(
    roots: Vec<PathBuf>,
    live: Weak<Live>,
    mut make: impl FnMut(&[PathBuf]) -> Option<Served> + Send + 'static,
) {
    thread::spawn(move || {
        let mut known = look(&roots);
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

/// The files that are new, gone, or not what they were.
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
        // What can't be read at the moment is not there at the moment.
        for entry in fs::read_dir(&path).into_iter().flatten().flatten() {
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let path = entry.path();
            if is_passed_over(&path) || is_link && path.is_dir() {
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

/// As the reader passes them over: hidden files, and what a package manager fetched.
fn is_passed_over(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "node_modules" || name.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_new_or_gone_or_other_is_seen_and_the_rest_is_not() {
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
