//! A plain mutator, the same on every machine. The tests use it instead of libFuzzer.

/// A generator of numbers that are the same in every run.
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    /// A generator with this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    /// A number below `end`, or 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

/// Maximum length of an input. Another test has long inputs.
const LONGEST: usize = 4096;

/// One of the seeds after a few changes, some with words of the target.
pub fn mutated(seeds: &[Vec<u8>], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let pick = |dice: &mut Dice| seeds.get(dice.below(seeds.len())).cloned().unwrap_or_default();
    let mut input = pick(dice);
    for _ in 0..=dice.below(6) {
        let at = dice.below(input.len() + 1);
        let end = (at + 1 + dice.below(16)).min(input.len());
        match dice.below(8) {
            0 => input.insert(at, dice.below(256) as u8),
            1 => input.truncate(at.max(1)),
            2 => drop(input.drain(at.min(end)..end)),
            3 => drop(input.splice(at..at, words.get(dice.below(words.len())).unwrap_or(&"").bytes())),
            4 => {
                let again = input.get(at.min(end)..end).unwrap_or_default().repeat(1 + dice.below(30));
                drop(input.splice(at..at, again));
            }
            5 => {
                let other = pick(dice);
                drop(input.splice(at.., other.into_iter().skip(at)));
            }
            how => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = if how == 6 { *byte ^ 1 << dice.below(8) } else { [0, 1, 127, 128, 255][dice.below(5)] };
                }
            }
        }
        input.truncate(LONGEST);
    }
    input
}
