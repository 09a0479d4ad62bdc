//! `cargo xtask fuzz codec`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("codec").warm(), |input: &[u8]| findling_fuzz::find("codec").run(input));
