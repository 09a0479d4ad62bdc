//! `cargo xtask fuzz roots`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("roots").warm(), |input: &[u8]| findling_fuzz::find("roots").run(input));
