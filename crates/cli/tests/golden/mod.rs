//! Golden files of an export. `BLESS=1 cargo test --release -p findling-cli --test export` writes them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Compares files with those that are kept.
pub(crate) fn assert_same(folder: &str, files: &BTreeMap<String, Vec<u8>>) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(folder);
    let bless = std::env::var_os("BLESS").is_some();
    if bless {
        let _ = fs::remove_dir_all(&kept);
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

fn first_line(content: &[u8]) -> &[u8] {
    content.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default()
}
