//! The served files, and how the path of a request finds one.
//!
//! A path is decoded once and split. A segment that is empty, hidden, or has characters with a meaning to a file system names nothing. A
//! file from the folder must be within it, also behind links.
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use hyper::body::Bytes;
use percent_encoding::percent_decode_str;

use super::error::ServeError;
use super::tune::Tuning;
use crate::blocks;
use crate::publish::hash_of;

/// A hidden folder that sites publish.
const WELL_KNOWN: &str = ".well-known";
/// The page for missing files.
const MISSING: &str = "404.html";

/// Files by path, in memory or from a folder. Those in memory have priority.
#[derive(Clone, Debug, Default)]
pub struct Served {
    files: BTreeMap<String, Held>,
    folder: Option<PathBuf>,
    tuning: Option<Tuning>,
}

#[derive(Clone, Debug)]
struct Held {
    bytes: Bytes,
    tag: String,
    /// Whether the file is kept only for pages opened earlier.
    old: bool,
}

/// The content of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Memory(Bytes),
    Disk(PathBuf, u64),
}

/// A file at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Resource {
    pub content: Content,
    pub mime: String,
    /// Identifies the content.
    pub tag: String,
    /// Whether the file is part of our own page.
    pub ours: bool,
    /// Whether the name has a hash of the content.
    pub lasting: bool,
}

/// The result of a lookup.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    File(Resource),
    /// A folder whose address lacks the slash that its relative links need.
    Folder,
    Nothing,
}

impl Served {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file at `path` (`index.html`, `assets/findling.wasm`); its MIME type depends on its extension.
    #[must_use]
    pub fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = Bytes::from(bytes.into());
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        let held = Held { bytes, tag: format!("{:016x}", hasher.finish()), old: false };
        self.files.insert(path.trim_start_matches('/').to_owned(), held);
        self
    }

    /// Adds all files in `folder`, which are read on request. The folder must exist.
    pub fn folder(mut self, folder: &Path) -> Result<Self, ServeError> {
        let error = |source| ServeError::Folder { path: folder.to_path_buf(), source };
        fs::read_dir(folder).map_err(error)?;
        self.folder = Some(folder.canonicalize().map_err(error)?);
        Ok(self)
    }

    /// Adds the page that tries weights.
    #[must_use]
    pub(super) fn tuned(mut self, tuning: Option<Tuning>) -> Self {
        self.tuning = tuning;
        self
    }

    /// The page that tries weights, if it was asked for.
    pub(super) fn tuning(&self) -> Option<&Tuning> {
        self.tuning.as_ref()
    }

    /// Adds the files with hashes of the previous state, for open pages. Files of older states are dropped.
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

    /// The site's page for missing files, if it has one.
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
    path.split('/').any(|segment| hash_of(segment).is_some())
        || path.rsplit_once("blocks/").is_some_and(|(_, name)| blocks::is_path(&blocks::path(name)))
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
    // Reading a pipe could block forever.
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

/// The relative path of the file for a request, with `index.html` for a folder.
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
    // Some systems ignore a dot or a space at the end of a name.
    !segment.is_empty() && !hidden && !segment.ends_with(['.', ' ']) && !segment.contains(['\\', ':', '\0'])
}

fn mime(path: &str) -> String {
    mime_guess::from_path(path).first_or_octet_stream().to_string()
}

/// The MIME type of a text in UTF-8.
pub(super) fn with_charset(mime: String) -> String {
    if mime.starts_with("text/") { format!("{mime}; charset=utf-8") } else { mime }
}
