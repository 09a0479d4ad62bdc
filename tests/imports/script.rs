//! The relative imports of JavaScript modules.
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::circles::Imports;
use super::tokens::without_script_comments;

/// The imports of these modules.
pub(crate) fn script_imports(files: &[PathBuf]) -> Imports {
    let mut imports = Imports::new();
    for file in files {
        let source = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for line in without_script_comments(&source).lines() {
            for found in script_paths(line) {
                let target = plain(&file.parent().unwrap().join(found));
                imports.entry(file.clone()).or_default().entry(target).or_default().insert(found.to_owned());
            }
        }
    }
    imports
}

/// The relative paths that a line imports: `import … from "./x.js"`, `export … from`, `import "./x.js"` and `import("./x.js")`.
fn script_paths(line: &str) -> impl Iterator<Item = &str> {
    let paths = line.match_indices(['"', '`']).filter_map(|(at, quote)| {
        let before = line[..at].trim_end();
        let imports = ["from", "import", "import("].iter().any(|word| before.ends_with(word));
        let path = line[at + 1..].split(quote).next()?;
        (imports && path.starts_with('.')).then(|| path.split('?').next().unwrap_or(path))
    });
    paths.filter(|path| !path.contains("${"))
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            other => out.push(other),
        }
    }
    out
}
