//! `cargo xtask fuzz text`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("text").warm(), |input: &[u8]| findling_fuzz::find("text").run(input));
