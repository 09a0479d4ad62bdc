//! `cargo xtask fuzz jsonl`
#![no_main]

libfuzzer_sys::fuzz_target!(init: findling_fuzz::find("jsonl").warm(), |input: &[u8]| findling_fuzz::find("jsonl").run(input));
