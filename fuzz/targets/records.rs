//! `cargo xtask fuzz records`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("records").warm(), |input: &[u8]| findling_fuzz::find("records").run(input));
