//! What ships has a size, and the size has a bound: bytes after brotli at its best, with a window of 16 MB.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what must be so")]
mod seeds;

use findling_cli::engine;

/// The engine without a pack.
const ENGINE: usize = 45 * 1024;
/// Every script and style sheet that a visitor who reads one language may load.
const WIDGET: usize = 16 * 1024;
/// The default corpus all in one: engine, pack with the full texts, widget.
const SEEDS: usize = 115 * 1024;

fn brotli(bytes: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters).unwrap();
    out.len()
}

/// The scripts and style sheets of the page, each compressed by itself as a server does it. Of the languages only the largest counts,
/// since a visitor has one; the client without elements is the same code as in the widget's own file, and who loads one does not load the other.
fn widget() -> usize {
    let mut sum = 0;
    let mut language = 0;
    for (name, content) in &seeds::site().files {
        let size = brotli(content);
        if name.starts_with("lang/") {
            language = language.max(size);
        } else if name != "client.js" && (name.ends_with(".js") || name.ends_with(".css")) {
            sum += size;
        }
    }
    assert!(sum > 0 && language > 0, "the page has no scripts: {:?}", seeds::site().files.keys());
    sum + language
}

#[test]
fn the_engine_keeps_to_its_budget() {
    let size = brotli(engine::WASM);
    assert!(size <= ENGINE, "the engine is {size} bytes; its budget is {ENGINE}");
}

#[test]
fn the_widget_keeps_to_its_budget() {
    let size = widget();
    assert!(size <= WIDGET, "the widget is {size} bytes; its budget is {WIDGET}");
}

#[test]
fn the_default_corpus_all_in_one_keeps_to_its_budget() {
    let size = brotli(&seeds::site().files["findling.wasm"]) + widget();
    assert!(size <= SEEDS, "engine, corpus and widget are {size} bytes; their budget is {SEEDS}");
}
