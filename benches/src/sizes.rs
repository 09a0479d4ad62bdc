//! Sizes of files as a host sends them.
use std::fs;
use std::path::{Path, PathBuf};

use findling_benches::error::{Failure, at};

/// Scripts that a search loads besides the module and the file of its language.
pub(crate) const WIDGET: &[&str] = &["findling.js", "engine.js", "index.js", "worker.js"];

/// Size after brotli -q 11 with a window of 16 MB.
pub(crate) fn brotli(bytes: &[u8]) -> usize {
    squeezed(bytes).len()
}

/// The bytes after brotli -q 11 with a window of 16 MB.
pub(crate) fn squeezed(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut out = Vec::new();
    // Writing to memory can't fail.
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters);
    out
}

/// Finds a file of a search by its plain name. Published files other than the entry script have hashes in their names.
pub(crate) fn published(out: &Path, name: &str) -> Result<PathBuf, Failure> {
    let (stem, end) = name.split_once('.').unwrap_or((name, ""));
    let is = |path: &Path| path.ends_with(name);
    let hashed = |path: &Path| {
        let own = path.file_name().and_then(|own| own.to_str()).unwrap_or_default();
        own.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.') && rest.ends_with(&format!(".{end}")))
    };
    let all = files(out)?;
    let found = all.iter().find(|path| is(path)).or_else(|| all.iter().find(|path| hashed(path)));
    found.cloned().ok_or_else(|| format!("{}: there is no {name}", out.display()))
}

/// Whether a file is compressed already.
pub(crate) fn is_packed(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| ["bin", "pagefind", "pf_meta", "pf_index", "pf_fragment", "pf_filter"].iter().any(|p| e == *p))
}

/// Size of a file as a host sends it.
pub(crate) fn sent(path: &Path) -> Result<usize, Failure> {
    let bytes = fs::read(path).map_err(at(path))?;
    Ok(if is_packed(path) { bytes.len() } else { brotli(&bytes) })
}

/// All files below a folder, sorted.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (mut out, mut open) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(at(&folder))? {
            let path = entry.map_err(at(&folder))?.path();
            if path.is_dir() { open.push(path) } else { out.push(path) }
        }
    }
    out.sort();
    Ok(out)
}

/// Size of all files below a folder, each compressed by itself.
pub(crate) fn all(folder: &Path) -> Result<usize, Failure> {
    files(folder)?.iter().map(|path| sent(path)).sum()
}
