//! `cargo xtask fuzz html`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("html").warm(), |input: &[u8]| findling_fuzz::find("html").run(input));
