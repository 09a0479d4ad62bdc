//! `cargo xtask fuzz markdown`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("markdown").warm(), |input: &[u8]| findling_fuzz::find("markdown").run(input));
