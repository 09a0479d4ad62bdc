//! Compares the module that a build of the package `findling` makes with the one that the command makes from the same corpus.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod seeds;

use std::collections::BTreeSet;
use std::path::Path;

use findling_cli::{engine, section, with_section};
use findling_glue::{Corpus, Module, Opens, Request, build, nested_target_dir};
use wasmparser::{Parser, Payload, Validator};

fn built(corpus: Corpus<'_>) -> Module {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let target_dir = nested_target_dir(workspace, Path::new(env!("CARGO_TARGET_TMPDIR")));
    build(&Request { workspace, target_dir: &target_dir, corpus, opens: Opens::Whole }).unwrap()
}

#[test]
fn embedded_module_is_the_engine_and_the_index_of_the_command() {
    let embedded = built(Corpus::Folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")));
    let index = section(&embedded.wasm, "findling").expect("the module contains its corpus");
    assert!(index == seeds::pack(), "the indexes differ: {} and {} bytes", index.len(), seeds::pack().len());
    assert_eq!(embedded.js, engine::GLUE_JS);
    // Cargo's hash of the features is part of symbol names, whose order is that of the code. A page sees imports and exports.
    let (embedded, engine) = (Border::of(&embedded.wasm), Border::of(engine::WASM));
    assert_eq!((&embedded.imports, &embedded.exports), (&engine.imports, &engine.exports));
    assert!(embedded.data.abs_diff(engine.data) < 1024, "the corpus is in the module's memory, too");
}

#[test]
fn module_of_the_command_is_the_engine_with_one_more_section() {
    assert!(seeds::site().files["findling.wasm"] == with_section(engine::WASM, "findling", seeds::pack()));
    assert_eq!(section(engine::WASM, "findling"), None);
}

#[test]
fn engine_is_valid_and_has_no_other_custom_sections() {
    for module in [engine::WASM, engine::SPLIT_WASM, engine::PROVIDER_WASM, &seeds::site().files["findling.wasm"][..]] {
        Validator::new().validate_all(module).unwrap();
        let border = Border::of(module);
        assert!(border.custom.iter().all(|name| name == "findling"), "{:?}", border.custom);
    }
}

#[test]
fn javascript_and_module_know_the_same_names() {
    let borders = [engine::SPLIT_WASM, engine::PROVIDER_WASM].map(Border::of);
    for import in borders.iter().flat_map(|border| &border.imports) {
        assert!(engine::GLUE_JS.contains(import.as_str()), "the JavaScript does not define the import {import}");
    }
    let exports: BTreeSet<String> = borders.iter().flat_map(|border| &border.exports).cloned().collect();
    let name = |rest: &'static str| {
        rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().filter(|name| !name.is_empty())
    };
    let used = engine::GLUE_JS.split("wasm.").skip(1).filter_map(name).map(str::to_owned).collect::<BTreeSet<String>>();
    assert!(used.contains("engine_search"), "{used:?}");
    let missing: Vec<_> = used.difference(&exports).collect();
    assert!(missing.is_empty(), "the JavaScript uses exports that the module lacks: {missing:?}");
}

#[test]
fn engine_for_whole_indexes_is_the_others_without_their_parts() {
    let whole = Border::of(engine::WASM);
    for (module, part) in [
        (engine::SPLIT_WASM, &["engine_feed", "engine_lose", "engine_open_split", "engine_search_split"][..]),
        (engine::PROVIDER_WASM, &["engine_plan", "engine_present"]),
    ] {
        let border = Border::of(module);
        assert!(whole.imports.is_subset(&border.imports));
        let left_out: Vec<_> = border.exports.difference(&whole.exports).map(String::as_str).collect();
        assert_eq!(left_out, part);
    }
}

/// What a page sees of a module.
#[derive(Default)]
struct Border {
    imports: BTreeSet<String>,
    exports: BTreeSet<String>,
    custom: Vec<String>,
    /// Bytes of the data section.
    data: usize,
}

impl Border {
    fn of(module: &[u8]) -> Border {
        let mut border = Border::default();
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ImportSection(section) => {
                    border.imports.extend(section.into_imports().map(|import| import.unwrap().name.to_owned()));
                }
                Payload::ExportSection(section) => {
                    border.exports.extend(section.into_iter().map(|export| export.unwrap().name.to_owned()));
                }
                Payload::DataSection(section) => border.data = section.range().len(),
                Payload::CustomSection(section) => border.custom.push(section.name().to_owned()),
                _ => {}
            }
        }
        border
    }
}
