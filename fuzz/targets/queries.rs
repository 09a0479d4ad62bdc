//! `cargo xtask fuzz queries`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("queries").warm(), |input: &[u8]| findling_fuzz::find("queries").run(input));
