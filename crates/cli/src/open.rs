//! Opens the INDEX of a command: a module, a folder that `build` wrote, or a bare index file.

use std::fs;
use std::path::{Path, PathBuf};

use findling_core::Index;
use findling_core::split::SplitIndex;
use findling_indexer::NativeHost;

use crate::location::FOLDER;
use crate::module::{self, SECTION};
use crate::publish::MODULE;
use crate::settings::Settings;
use crate::{Failure, blocks, output};

/// The module that the script of a folder names. The folder is the one of the search, or of a site that contains it.
fn within(folder: &Path) -> PathBuf {
    let named = |folder: &Path| {
        let module = output::current(folder).into_iter().find(|name| name.starts_with("findling."))?;
        Some(folder.join(module))
    };
    named(folder).or_else(|| named(&folder.join(FOLDER))).unwrap_or_else(|| folder.join(MODULE))
}

/// Output folders of site generators.
const SITES: &[&str] = &["public", "dist", "_site", "site", "build", "book", "out", "docs/.vitepress/dist"];

/// The search for the current folder: the one in findling.toml, the one in this folder, or the one of a site in it.
pub(crate) fn nearby() -> Result<PathBuf, Failure> {
    let settings = Settings::find(None, None)?;
    let here = PathBuf::from(".");
    let has = |folder: &PathBuf| within(folder).is_file();
    let meant = [settings.out, settings.source].into_iter().flatten().chain([here.clone()]);
    Ok(meant.chain(SITES.iter().map(PathBuf::from)).find(has).unwrap_or(here))
}

/// The bytes of an index, and the path of their file.
pub(crate) fn pack(path: &Path) -> Result<(Vec<u8>, PathBuf), Failure> {
    let file = if path.is_dir() { within(path) } else { path.to_owned() };
    if path.is_dir() && !file.is_file() {
        let what = "the folder has no search. Give a folder that `findling build` wrote, or the site that contains one";
        return Err(Failure::Module { path: path.to_owned(), what });
    }
    let path = file;
    let bytes = fs::read(&path).map_err(Failure::io(&path))?;
    if !module::is_module(&bytes) {
        return Ok((bytes, path));
    }
    match module::section(&bytes, SECTION) {
        Some(pack) => Ok((pack.to_vec(), path)),
        None => Err(Failure::Module {
            path,
            what: "the module has no index, or was truncated. Give the findling.wasm that `findling build` wrote",
        }),
    }
}

/// Opens an index.
pub(crate) fn index(path: &Path) -> Result<Index, Failure> {
    let (bytes, path) = pack(path)?;
    if SplitIndex::is_root(&bytes) {
        return blocks::whole(&bytes, path.parent().unwrap_or(Path::new("")));
    }
    Index::open(&bytes, Box::new(NativeHost)).map_err(|source| Failure::Pack { path, source })
}
