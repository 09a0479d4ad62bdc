//! Golden files of an export. `BLESS=1 cargo test --release -p findling-cli --test export` writes them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Compares files with those that are kept.
pub(crate) fn assert_same(folder: &str, files: &BTreeMap<String, Vec<u8>>) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    let bless = std::env::var_os("BLESS").is_some();
    if bless {
        let _ = fs::remove_dir_all(&kept);
    }
    if !bless {
        let found: BTreeSet<String> = files.keys().cloned().collect();
        assert_eq!(found, names(&kept), "{}: other files; BLESS=1 writes them again", kept.display());
    }
    for (name, content) in files {
        let path = kept.join(name);
        // A table of thousands of characters is none of the export's own.
        let content = if name == "variants.jsonl" { first_line(content) } else { content };
        if bless {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, content).unwrap();
        }
        let expected = fs::read(&path).unwrap_or_default();
        let (found, expected) = (String::from_utf8_lossy(content), String::from_utf8_lossy(&expected));
        assert_eq!(found, expected, "{} differs; BLESS=1 writes it again", path.display());
    }
}

/// The files of a folder and of the folders in it.
fn names(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            names.extend(self::names(&entry.path()).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            names.insert(name);
        }
    }
    names
}

fn first_line(content: &[u8]) -> &[u8] {
    content.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default()
}
