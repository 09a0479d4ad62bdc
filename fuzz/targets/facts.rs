//! `cargo xtask fuzz facts`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("facts").warm(), |input: &[u8]| findling_fuzz::find("facts").run(input));
