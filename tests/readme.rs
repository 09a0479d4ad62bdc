//! The README's example does what it says.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test says what must be so")]
mod seeds;

use std::fs;
use std::path::Path;

use findling_harness::node;

#[test]
fn the_readmes_javascript_prints_pages_with_marked_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let example = readme.split("```js\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    fs::create_dir_all(&folder).unwrap();
    for name in ["findling.js", "index.js", "engine.js", "findling.wasm"] {
        fs::write(folder.join(name), &seeds::site().files[name]).unwrap();
    }
    fs::write(folder.join("package.json"), "{\"type\":\"module\"}").unwrap();
    fs::write(folder.join("example.js"), example).unwrap();
    let printed = node(&folder.join("example.js"), &[]).unwrap();
    assert!(printed.contains("疫情下的全球化") && printed.contains("[ '全球化'"), "{printed}");
}
