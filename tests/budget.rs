//! What ships has a size, and the size has a bound: bytes after brotli at its best, with a window of 16 MB.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what must be so")]
mod seeds;

use findling_cli::engine;

/// The engine without a pack. The aim is 32 KB.
const ENGINE: usize = 45 * 1024;
/// What the two lines on a page load for a visitor who reads one language. The aim is 12 KB.
const WIDGET: usize = 16 * 1024;
/// What a page of results loads beside it when the owner asked for filters, in one language.
const FILTERS: usize = 4 * 1024;
/// What a visitor loads who asks why a result is there or what may be typed, beside the words of the filters.
const ASKED: usize = 2 * 1024;
/// What a reading page or a page of the owner's loads to show marks.
const LANDING: usize = 7 * 1024;
/// The default corpus all in one: engine, pack with the full texts, widget. The aim is 115 KB: this holds what has been reached.
const SEEDS: usize = 112 * 1024;

/// The files of the widget beside its language.
const WIDGET_FILES: &[&str] = &["findling.js", "engine.js", "index.js", "worker.js"];
/// The files of filters, and of what is asked for, beside their language.
const FILTERS_FILES: &[&str] = &["facets.js", "extra.js"];
const ASKED_FILES: &[&str] = &["details.js", "help.js"];
/// The files of a landing page.
const LANDING_FILES: &[&str] = &["marks.js", "highlight.js", "reading.js", "reading.css"];

fn brotli(bytes: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters).unwrap();
    out.len()
}

/// Files together, each compressed by itself as a server does it.
fn together(names: &[&str]) -> usize {
    names.iter().map(|name| brotli(&seeds::site().files[*name])).sum()
}

/// The largest language of a folder, since a visitor has one.
fn language(folder: &str) -> usize {
    let files = seeds::site().files.iter();
    let languages = files.filter(|file| file.0.strip_prefix(folder).is_some_and(|name| !name.contains('/')));
    languages.map(|file| brotli(file.1)).max().expect("languages")
}

fn widget() -> usize {
    together(WIDGET_FILES) + language("lang/")
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
fn what_few_visitors_open_keeps_to_budgets_of_its_own() {
    let filters = together(FILTERS_FILES) + language("lang/more/");
    assert!(filters <= FILTERS, "filters are {filters} bytes; their budget is {FILTERS}");
    let asked = together(ASKED_FILES);
    assert!(asked <= ASKED, "reasons and help are {asked} bytes; their budget is {ASKED}");
}

#[test]
fn a_landing_page_keeps_to_its_budget() {
    let size = together(LANDING_FILES);
    assert!(size <= LANDING, "marks on a landing page are {size} bytes; their budget is {LANDING}");
}

#[test]
fn the_default_corpus_all_in_one_keeps_to_its_budget() {
    let size = brotli(&seeds::site().files["findling.wasm"]) + widget();
    assert!(size <= SEEDS, "engine, corpus and widget are {size} bytes; their budget is {SEEDS}");
}
