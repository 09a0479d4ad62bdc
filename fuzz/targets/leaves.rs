//! `cargo xtask fuzz leaves`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("leaves").warm(), |input: &[u8]| findling_fuzz::find("leaves").run(input));
