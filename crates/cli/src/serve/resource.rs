//! What is served, and how a request's path finds it.
//!
//! A path is decoded once and split; a segment that is empty, hidden, or holds anything a file system might read as
//! more than a name, names nothing. What a folder then gives is still checked to lie inside it, for links.
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use super::ServeError;

/// Files by path: some from memory, some from a folder. Memory goes first.
#[derive(Debug, Default)]
pub struct Served {
    files: BTreeMap<String, Cow<'static, [u8]>>,
    folder: Option<PathBuf>,
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A file of our own page, held in memory.
    Ours { bytes: &'a [u8], mime: String },
    /// A file of the folder, whose pages we did not write.
    Theirs { bytes: Vec<u8>, mime: String },
    /// A folder whose address lacks the slash that its relative links need.
    Folder,
    /// Nothing.
    Nothing,
}

impl Served {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file at `path` (`index.html`, `assets/findling.wasm`); its MIME type goes by its extension.
    #[must_use]
    pub fn file(mut self, path: &str, bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        self.files.insert(path.trim_start_matches('/').to_owned(), bytes.into());
        self
    }

    /// Adds every file in `folder`, read when it is asked for. The folder must exist.
    pub fn folder(mut self, folder: &Path) -> Result<Self, ServeError> {
        let error = |source| ServeError::Folder { path: folder.to_path_buf(), source };
        fs::read_dir(folder).map_err(error)?;
        self.folder = Some(folder.canonicalize().map_err(error)?);
        Ok(self)
    }

    pub(super) fn find(&self, raw: &str) -> Found<'_> {
        let Some(path) = clean(raw) else { return Found::Nothing };
        if let Some(bytes) = self.files.get(&path) {
            return Found::Ours { bytes, mime: mime(&path) };
        }
        if self.files.contains_key(&format!("{path}/index.html")) {
            return Found::Folder;
        }
        self.folder.as_deref().map_or(Found::Nothing, |folder| find_in(folder, &path))
    }
}

fn find_in(folder: &Path, path: &str) -> Found<'static> {
    let Ok(file) = folder.join(path).canonicalize() else { return Found::Nothing };
    if !file.starts_with(folder) {
        return Found::Nothing;
    }
    if file.is_dir() {
        return Found::Folder;
    }
    fs::read(&file).map_or(Found::Nothing, |bytes| Found::Theirs { bytes, mime: mime(path) })
}

/// The relative path that a request's raw path names, with `index.html` for a folder.
fn clean(raw: &str) -> Option<String> {
    let decoded = percent_decode_str(raw.strip_prefix('/')?).decode_utf8().ok()?;
    let (folder, name) = decoded.rsplit_once('/').map_or(("", decoded.as_ref()), |(folder, name)| (folder, name));
    let name = if name.is_empty() { "index.html" } else { name };
    let path =
        if folder.is_empty() && !decoded.starts_with('/') { name.to_owned() } else { format!("{folder}/{name}") };
    path.split('/').all(is_name).then_some(path)
}

fn is_name(segment: &str) -> bool {
    !segment.is_empty() && !segment.starts_with('.') && !segment.contains(['\\', ':', '\0'])
}

fn mime(path: &str) -> String {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    if mime.type_() == mime_guess::mime::TEXT { format!("{mime}; charset=utf-8") } else { mime.to_string() }
}
