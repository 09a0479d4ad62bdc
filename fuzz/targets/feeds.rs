//! `cargo xtask fuzz feeds`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("feeds").warm(), |input: &[u8]| findling_fuzz::find("feeds").run(input));
