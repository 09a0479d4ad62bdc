//! `cargo xtask fuzz packs`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("packs").warm(), |input: &[u8]| findling_fuzz::find("packs").run(input));
