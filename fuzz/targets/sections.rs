//! `cargo xtask fuzz sections`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("sections").warm(), |input: &[u8]| findling_fuzz::find("sections").run(input));
