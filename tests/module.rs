//! The module that the package's own build makes, and the one that the command makes of the same corpus: one engine, one pack.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what must be so")]
mod seeds;

use std::path::Path;

use findling_cli::{engine, section, with_section};
use findling_glue::{Corpus, Module, Request, build, nested_target_dir};

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
    let bare = without_custom_sections(&embedded.wasm);
    assert!(
        bare == without_custom_sections(engine::WASM),
        "the engines differ: {} bytes more",
        bare.len().abs_diff(engine::WASM.len())
    );
}

#[test]
fn the_commands_module_is_the_bare_engine_with_one_section_more() {
    assert!(seeds::site().files["findling.wasm"] == with_section(engine::WASM, "findling", seeds::pack()));
    assert_eq!(section(engine::WASM, "findling"), None);
}

/// The module with all sections but those that no engine runs.
fn without_custom_sections(module: &[u8]) -> Vec<u8> {
    let mut out = module[..8].to_vec();
    let mut at = 8;
    while at < module.len() {
        let start = at;
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
        at += size;
        if id != 0 {
            out.extend_from_slice(&module[start..at]);
        }
    }
    out
}
