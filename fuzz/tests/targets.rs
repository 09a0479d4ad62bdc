//! Every target stands its seeds and some thousands of changes to them. `cargo xtask fuzz` goes further.

use std::sync::{Mutex, PoisonError};

use findling_fuzz::mutate::{Dice, mutated};
use findling_fuzz::{TARGETS, find};

/// Memory is measured for the whole process: one target at a time.
static ALONE: Mutex<()> = Mutex::new(());

fn throw(name: &str, times: usize) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let target = find(name);
    let seeds = target.seeds();
    for seed in &seeds {
        target.run(seed);
    }
    let mut dice = Dice::new(times as u64);
    for _ in 0..times {
        target.run(&mutated(&seeds, target.words, &mut dice));
    }
}

macro_rules! targets {
    ($($name:ident: $times:literal),* $(,)?) => {
        $(#[test] fn $name() { throw(stringify!($name), $times); })*

        #[test]
        fn every_target_is_run() {
            let run = [$(stringify!($name)),*];
            assert!(TARGETS.iter().all(|target| run.contains(&target.name)) && run.len() == TARGETS.len());
        }
    };
}

targets! {
    packs: 1000, sections: 1000, queries: 3000, text: 3000, html: 1500, markdown: 1500, jsonl: 1500, feeds: 3000, facts: 1500, module: 20000, records: 1500, codec: 300, roots: 500, leaves: 700, blocks: 700,
}
