//! `cargo xtask fuzz module`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("module").warm(), |input: &[u8]| findling_fuzz::find("module").run(input));
