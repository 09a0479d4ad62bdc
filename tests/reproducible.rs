//! A clean build of the same source in another folder gives the same engine, byte for byte.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed expectation fails the test")]

use std::fs;
use std::path::Path;

use findling_cli::engine;
use findling_glue::{Corpus, Opens, Request, build};

/// Folders that aren't source: output of builds and package managers.
const SKIPPED: &[&str] = &["target", "node_modules"];

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().expect("a name");
        let skipped = name.to_string_lossy().starts_with('.') || SKIPPED.iter().any(|skipped| name == *skipped);
        if skipped || path.join("CACHEDIR.TAG").exists() {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

#[test]
fn two_clean_builds_in_two_folders_are_the_same_bytes() {
    let elsewhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reproducible");
    if elsewhere.exists() {
        fs::remove_dir_all(&elsewhere).unwrap();
    }
    let checkout = elsewhere.join("another/checkout of the same source");
    copy(Path::new(env!("CARGO_MANIFEST_DIR")), &checkout);
    let target_dir = elsewhere.join("target");
    let (corpus, opens) = (Corpus::None, Opens::Both);
    let again = build(&Request { workspace: &checkout, target_dir: &target_dir, corpus, opens }).unwrap();
    fs::remove_dir_all(&elsewhere).unwrap();
    let first = engine::SPLIT_WASM.iter().zip(&again.wasm).position(|(a, b)| a != b);
    assert!(
        engine::SPLIT_WASM == again.wasm,
        "{} and {} bytes, other from byte {first:?}",
        engine::SPLIT_WASM.len(),
        again.wasm.len()
    );
    assert_eq!(engine::GLUE_JS, again.js);
}
