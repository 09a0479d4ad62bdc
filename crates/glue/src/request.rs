//! The request for a build, and the target for which every module is compiled.
use std::path::Path;

/// The target of the module.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What to build.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The folder of the workspace's `Cargo.toml`.
    pub workspace: &'a Path,
    /// The folder for this build's artefacts. It must not be the target folder of a cargo that is running.
    pub target_dir: &'a Path,
    /// The corpus in the module.
    pub corpus: Corpus<'a>,
    /// The indexes that the module opens.
    pub opens: Opens,
}

/// The indexes that a module opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// Whole indexes: the module has no code for split ones.
    Whole,
    /// Whole and split indexes.
    Both,
    /// Whole indexes, and the records of another engine.
    Records,
}

/// The corpus whose index is in a module's section `findling`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corpus<'a> {
    /// None: the bare engine, which opens an index that the page passes to it.
    None,
    /// The default of the package's build script: the folder in `FINDLING_CORPUS`, or `seeds/`.
    Default,
    /// This folder.
    Folder(&'a Path),
}
