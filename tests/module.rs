//! The module that the package's own build makes, and the one that the command makes of the same corpus: one engine, one pack.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what must be so")]
mod seeds;

use std::path::Path;

use findling_cli::{engine, section, with_section};
use findling_glue::{Corpus, Module, Request, build, nested_target_dir};

/// Sections by their number in the standard.
const IMPORTS: u8 = 2;
const DATA: u8 = 11;

fn built(corpus: Corpus<'_>) -> Module {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target_dir = nested_target_dir(workspace, Path::new(env!("CARGO_TARGET_TMPDIR")));
    build(&Request { workspace, target_dir: &target_dir, corpus }).unwrap()
}

#[test]
fn the_embedded_module_is_the_commands_engine_with_the_commands_pack() {
    let embedded = built(Corpus::Folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")));
    let pack = section(&embedded.wasm, "findling").expect("the module carries its corpus");
    assert!(pack == seeds::pack(), "the packs differ: {} and {} bytes", pack.len(), seeds::pack().len());
    assert_eq!(embedded.js, engine::GLUE_JS);
    // Cargo's hash of the features goes into symbol names, and their order into the code's: what must be the same is what the
    // page sees, and that the corpus is nowhere in the module but in its section.
    assert_eq!(standard_section(&embedded.wasm, IMPORTS), standard_section(engine::WASM, IMPORTS));
    let data = |module| standard_section(module, DATA).map_or(0, <[u8]>::len);
    assert!(data(&embedded.wasm).abs_diff(data(engine::WASM)) < 1024, "the corpus is in the module's memory too");
}

#[test]
fn the_commands_module_is_the_bare_engine_with_one_section_more() {
    assert!(seeds::site().files["findling.wasm"] == with_section(engine::WASM, "findling", seeds::pack()));
    assert_eq!(section(engine::WASM, "findling"), None);
}

/// The content of a section that is not a custom one.
fn standard_section(module: &[u8], wanted: u8) -> Option<&[u8]> {
    let mut at = 8;
    while at < module.len() {
        let id = module[at];
        at += 1;
        let (mut size, mut shift) = (0usize, 0);
        loop {
            let byte = module[at];
            at += 1;
            size |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if id == wanted {
            return Some(&module[at..at + size]);
        }
        at += size;
    }
    None
}
