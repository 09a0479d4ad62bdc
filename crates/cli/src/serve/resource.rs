//! What is served, and how a request's path finds it.
//!
//! A path is decoded once and split; a segment that is empty, hidden, or holds anything a file system might read as
//! more than a name, names nothing. What a folder then gives is still checked to lie inside it, for links, and to be a file.
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use hyper::body::Bytes;
use percent_encoding::percent_decode_str;

use super::ServeError;
use crate::publish::hashed;

/// A hidden folder that sites have for others to look into.
const WELL_KNOWN: &str = ".well-known";
/// What is shown where there is nothing.
const MISSING: &str = "404.html";

/// Files by path: some from memory, some from a folder. Memory goes first.
#[derive(Clone, Debug, Default)]
pub struct Served {
    files: BTreeMap<String, Held>,
    folder: Option<PathBuf>,
}

#[derive(Clone, Debug)]
struct Held {
    bytes: Bytes,
    tag: String,
    /// Is there for pages that were opened before.
    old: bool,
}

/// Where a file's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Memory(Bytes),
    Disk(PathBuf, u64),
}

/// A file that a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resource {
    pub content: Content,
    pub mime: String,
    /// The same content has the same.
    pub tag: String,
    /// Of our own page; we did not write the others.
    pub ours: bool,
    /// Under this name there will never be anything else.
    pub lasting: bool,
}

/// What a path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    File(Resource),
    /// A folder whose address lacks the slash that its relative links need.
    Folder,
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
    pub fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = Bytes::from(bytes.into());
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        let held = Held { bytes, tag: format!("{:016x}", hasher.finish()), old: false };
        self.files.insert(path.trim_start_matches('/').to_owned(), held);
        self
    }

    /// Adds every file in `folder`, read when it is asked for. The folder must exist.
    pub fn folder(mut self, folder: &Path) -> Result<Self, ServeError> {
        let error = |source| ServeError::Folder { path: folder.to_path_buf(), source };
        fs::read_dir(folder).map_err(error)?;
        self.folder = Some(folder.canonicalize().map_err(error)?);
        Ok(self)
    }

    /// Adds what the pages of an earlier state ask for by names that are not here: what they were made of, and nothing older.
    #[must_use]
    pub(super) fn after(mut self, earlier: &Served) -> Self {
        for (path, held) in earlier.files.iter().filter(|(path, held)| is_hashed(path) && !held.old) {
            self.files.entry(path.clone()).or_insert_with(|| Held { old: true, ..held.clone() });
        }
        self
    }

    pub(super) fn find(&self, raw: &str) -> Found {
        let Some(path) = clean(raw) else { return Found::Nothing };
        // Hosts show about.html at /about.
        let page = format!("{path}.html");
        if let Some(resource) = self.held(&path) {
            return Found::File(resource);
        }
        if self.files.contains_key(&format!("{path}/index.html")) {
            return Found::Folder;
        }
        if let Some(resource) = self.held(&page) {
            return Found::File(resource);
        }
        let Some(folder) = &self.folder else { return Found::Nothing };
        match (find_in(folder, &path), find_in(folder, &page)) {
            (Found::File(resource), _) | (_, Found::File(resource)) => Found::File(resource),
            (found, _) => found,
        }
    }

    /// The page for what is not there, if the site has one.
    pub(super) fn missing(&self) -> Option<Resource> {
        self.held(MISSING).or_else(|| match find_in(self.folder.as_ref()?, MISSING) {
            Found::File(resource) => Some(resource),
            _ => None,
        })
    }

    fn held(&self, path: &str) -> Option<Resource> {
        let Held { bytes, tag, .. } = self.files.get(path)?.clone();
        let (content, mime) = (Content::Memory(bytes), mime(path));
        Some(Resource { content, mime: with_charset(mime), tag, ours: true, lasting: is_hashed(path) })
    }
}

fn is_hashed(path: &str) -> bool {
    path.split('/').any(|segment| hashed(segment).is_some())
}

fn find_in(folder: &Path, path: &str) -> Found {
    let Ok(file) = folder.join(path).canonicalize() else { return Found::Nothing };
    if !file.starts_with(folder) {
        return Found::Nothing;
    }
    let Ok(meta) = fs::metadata(&file) else { return Found::Nothing };
    if meta.is_dir() {
        return Found::Folder;
    }
    // A pipe would be waited for without end.
    if !meta.is_file() {
        return Found::Nothing;
    }
    let time = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
    let tag = format!("{:x}-{:x}", meta.len(), time.as_nanos());
    Found::File(Resource {
        content: Content::Disk(file, meta.len()),
        mime: mime(path),
        tag,
        ours: false,
        lasting: false,
    })
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
    let hidden = segment.starts_with('.') && segment != WELL_KNOWN;
    // Some systems take a name for the same without a dot or a space at its end.
    !segment.is_empty() && !hidden && !segment.ends_with(['.', ' ']) && !segment.contains(['\\', ':', '\0'])
}

fn mime(path: &str) -> String {
    mime_guess::from_path(path).first_or_octet_stream().to_string()
}

/// A text's type, for one that is in UTF-8.
pub(super) fn with_charset(mime: String) -> String {
    if mime.starts_with("text/") { format!("{mime}; charset=utf-8") } else { mime }
}
