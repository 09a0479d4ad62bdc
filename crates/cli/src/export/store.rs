//! Writes a large file so that it is whole under its name, and goes on with it after an interruption.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::Failure;
use crate::output::write_one;

/// The folder for unfinished files.
const STAGE: &str = ".findling-export";
/// Bytes between two checkpoints.
const CHECKPOINT: u64 = 64 << 20;

/// How far an export is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// A hash of the source and the options. With another one, the export starts again.
    pub fingerprint: u64,
    /// Number of the next part of the source.
    pub part: usize,
    pub passages: usize,
    /// Length of the file.
    pub bytes: u64,
}

/// The file, while it is written.
#[derive(Debug)]
pub(crate) struct Store {
    stage: PathBuf,
    path: PathBuf,
    file: File,
    pub progress: Progress,
    saved: u64,
}

impl Store {
    /// Opens a file in a folder. It goes on at the last checkpoint of an export with the same fingerprint.
    pub(crate) fn open(out: &Path, name: &str, fingerprint: u64) -> Result<Store, Failure> {
        let stage = out.join(STAGE);
        fs::create_dir_all(&stage).map_err(Failure::output(&stage))?;
        let path = stage.join(name);
        let saved: Option<Progress> =
            fs::read(stage.join("progress.json")).ok().and_then(|text| serde_json::from_slice(&text).ok());
        let length = fs::metadata(&path).map_or(0, |meta| meta.len());
        let progress = saved
            .filter(|saved| saved.fingerprint == fingerprint && saved.bytes <= length)
            .unwrap_or(Progress { fingerprint, ..Progress::default() });
        let mut options = OpenOptions::new();
        let mut file = options.write(true).create(true).truncate(false).open(&path).map_err(Failure::output(&path))?;
        // Lines after the checkpoint are written again.
        file.set_len(progress.bytes).map_err(Failure::output(&path))?;
        file.seek(SeekFrom::End(0)).map_err(Failure::output(&path))?;
        Ok(Store { stage, path, file, progress, saved: progress.bytes })
    }

    /// Appends the records of the parts before this one.
    pub(crate) fn append(&mut self, lines: &[u8], passages: usize, next_part: usize) -> Result<(), Failure> {
        self.file.write_all(lines).map_err(Failure::output(&self.path))?;
        self.progress.part = next_part;
        self.progress.passages += passages;
        self.progress.bytes += lines.len() as u64;
        if self.progress.bytes - self.saved >= CHECKPOINT { self.checkpoint() } else { Ok(()) }
    }

    /// Notes how far the export is. The bytes reach the disk before the note does.
    pub(crate) fn checkpoint(&mut self) -> Result<(), Failure> {
        self.file.sync_data().map_err(Failure::output(&self.path))?;
        self.saved = self.progress.bytes;
        let note = serde_json::to_vec(&self.progress)
            .map_err(|error| Failure::Output { path: self.path.clone(), source: error.into() })?;
        write_one(&self.stage.join("progress.json"), &note)
    }

    /// Gives the file its name.
    pub(crate) fn finish(mut self, path: &Path) -> Result<Progress, Failure> {
        self.checkpoint()?;
        fs::rename(&self.path, path).map_err(Failure::output(path))?;
        fs::remove_dir_all(&self.stage).map_err(Failure::output(&self.stage))?;
        Ok(self.progress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_file_goes_on_at_its_checkpoint() {
        let out = tempfile::tempdir().unwrap();
        let path = out.path().join("records.jsonl");
        let mut store = Store::open(out.path(), "records.jsonl", 7).unwrap();
        store.append(b"one\n", 1, 1).unwrap();
        store.checkpoint().unwrap();
        store.append(b"tw", 0, 1).unwrap();
        drop(store);
        assert!(!path.exists(), "half a file has no name");
        let mut store = Store::open(out.path(), "records.jsonl", 7).unwrap();
        assert_eq!(store.progress, Progress { fingerprint: 7, part: 1, passages: 1, bytes: 4 });
        store.append(b"two\n", 1, 2).unwrap();
        assert_eq!(store.finish(&path).unwrap().passages, 2);
        assert_eq!(fs::read(&path).unwrap(), b"one\ntwo\n");
        assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1);
    }

    #[test]
    fn another_source_starts_again() {
        let out = tempfile::tempdir().unwrap();
        let mut store = Store::open(out.path(), "records.jsonl", 7).unwrap();
        store.append(b"one\n", 1, 1).unwrap();
        store.checkpoint().unwrap();
        drop(store);
        let store = Store::open(out.path(), "records.jsonl", 8).unwrap();
        assert_eq!(store.progress, Progress { fingerprint: 8, ..Progress::default() });
        let path = out.path().join("records.jsonl");
        store.finish(&path).unwrap();
        assert_eq!(fs::read(path).unwrap(), b"");
    }
}
