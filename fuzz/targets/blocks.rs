//! `cargo xtask fuzz blocks`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("blocks").warm(), |input: &[u8]| findling_fuzz::find("blocks").run(input));
