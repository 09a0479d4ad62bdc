//! The blocks of a split index: their files, below the folder of the search.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use findling_core::format::OpenError;
use findling_core::split::{BlockId, SplitIndex};
use findling_core::{Index, Options, Session};
use findling_indexer::NativeHost;

use crate::Failure;
use crate::module::{SECTION, section};

/// The folder of the blocks.
pub(crate) const FOLDER: &str = "blocks";

/// The path of a block.
pub(crate) fn path(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// Whether a path is that of a block.
pub(crate) fn is_path(path: &str) -> bool {
    path.strip_prefix(FOLDER).and_then(|name| name.strip_prefix('/')).is_some_and(is_block)
}

/// The split index that an index file is the root of, if it is one.
pub(crate) fn opened(index: &[u8]) -> Option<SplitIndex> {
    SplitIndex::is_root(index).then(|| SplitIndex::open(index, Box::new(NativeHost)).ok()).flatten()
}

/// The paths of the blocks that a module names; none unless its index is split.
pub(crate) fn of_module(module: &Path) -> Vec<String> {
    let bytes = fs::read(module).unwrap_or_default();
    let root = section(&bytes, SECTION).and_then(opened);
    root.map_or_else(Vec::new, |root| root.blocks().map(|block| path(&root.name(block))).collect())
}

/// Removes the blocks that are not to be kept. A file that can't be removed does no harm.
pub(crate) fn sweep(out: &Path, keep: &BTreeSet<String>) {
    for entry in fs::read_dir(out.join(FOLDER)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_block(&name) && !keep.contains(&path(&name)) {
            let _ = fs::remove_file(entry.path());
        }
    }
    // Fails if the folder is not empty.
    let _ = fs::remove_dir(out.join(FOLDER));
}

/// The number of pages whose texts a visitor sees first: `www/blocks.js` fetches them before others.
pub(crate) const FIRST: usize = 5;

/// Whether a file has the name of a block.
fn is_block(name: &str) -> bool {
    let check = name.strip_suffix(".bin").and_then(|name| name.rsplit_once('.'));
    let is_check = |check: &str| check.len() == 6 && u32::from_str_radix(check, 16).is_ok();
    BlockId::of_name(name).is_some() && check.is_some_and(|(_, check)| is_check(check))
}

/// The files that a search fetches from an empty cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fetched {
    pub files: usize,
    pub bytes: usize,
    /// Number of dependent requests: how often blocks name further blocks.
    pub rounds: usize,
}

/// Searches as a visitor does who has fetched no block. `read` returns the bytes of a block.
pub(crate) fn fetched<'a>(
    root: &[u8],
    query: &str,
    limit: usize,
    read: impl Fn(&str) -> Option<Cow<'a, [u8]>>,
) -> Result<Fetched, OpenError> {
    let mut split = SplitIndex::open(root, Box::new(NativeHost))?;
    let (mut session, mut fetched) = (Session::default(), Fetched::default());
    let options = Options { limit, ..Options::default() };
    loop {
        let needs = split.search(&mut session, query, &options)?.needs;
        if needs.is_empty() {
            return Ok(fetched);
        }
        fetched.rounds += 1;
        for block in needs {
            let bytes = read(&split.name(block));
            match &bytes {
                Some(bytes) => split.feed(block, bytes)?,
                None => split.lose(block),
            }
            fetched.files += 1;
            fetched.bytes += bytes.map_or(0, |bytes| bytes.len());
        }
    }
}

/// The whole index of a root, from the blocks beside its module.
pub(crate) fn whole(root: &[u8], folder: &Path) -> Result<Index, Failure> {
    let wrong = |path: &Path, source| Failure::Pack { path: path.to_owned(), source };
    let mut split = SplitIndex::open(root, Box::new(NativeHost)).map_err(|source| wrong(folder, source))?;
    let texts: Vec<_> = split.blocks().filter(|block| !split.is_leaf(*block)).collect();
    for block in texts {
        let file = folder.join(path(&split.name(block)));
        let bytes = fs::read(&file).map_err(Failure::io(&file))?;
        split.feed(block, &bytes).map_err(|source| wrong(&file, source))?;
    }
    split.whole().map_err(|source| wrong(folder, source))
}
