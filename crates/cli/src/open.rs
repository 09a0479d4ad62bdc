//! Opening what the commands call PACK: a module, a folder that `build` wrote, or a bare pack.

use std::fs;
use std::path::{Path, PathBuf};

use findling_core::Index;
use findling_indexer::NativeHost;

use crate::Failure;
use crate::module::{self, SECTION};

/// The bytes of a pack, and the file they came from.
pub(crate) fn pack(path: &Path) -> Result<(Vec<u8>, PathBuf), Failure> {
    let path = if path.is_dir() { path.join("findling.wasm") } else { path.to_owned() };
    let bytes = fs::read(&path).map_err(Failure::io(&path))?;
    if !module::is_module(&bytes) {
        return Ok((bytes, path));
    }
    match module::section(&bytes, SECTION) {
        Some(pack) => Ok((pack.to_vec(), path)),
        None => Err(Failure::Module {
            path,
            what: "the module carries no corpus, or was cut off. Give the findling.wasm that `findling build` wrote",
        }),
    }
}

/// The index of a pack.
pub(crate) fn index(path: &Path) -> Result<Index, Failure> {
    let (bytes, path) = pack(path)?;
    Index::open(&bytes, Box::new(NativeHost)).map_err(|source| Failure::Pack { path, source })
}
