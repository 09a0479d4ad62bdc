//! The costs of symbols in whole numbers, so that every machine makes the same choices.

/// The binary logarithm in 256ths.
pub(super) fn log2(n: u64) -> u32 {
    let whole = n.max(1).ilog2();
    // From 1 to 2, in units of 2^-31; its square is twice that if the next bit of the logarithm is 1.
    let mut rest = (u128::from(n.max(1)) << 31 >> whole) as u64;
    let mut log = whole;
    for _ in 0..8 {
        rest = (rest * rest) >> 31;
        let bit = (rest >> 32) as u32;
        rest >>= bit;
        log = log << 1 | bit;
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithms_agree_with_the_standard_library() {
        for n in [1u64, 2, 3, 5, 4096, 4097, 1 << 40, u64::MAX] {
            let off = f64::from(log2(n)) / 256.0 - (n as f64).log2();
            assert!((-0.005..=0.0001).contains(&off), "{n}: {off}");
        }
    }
}
