//! The keys of Hangul's letters on the usual Korean keyboard, dubeolsik.

use std::collections::BTreeSet;

/// Initial consonants, vowels and final consonants in Unicode's order.
const KEYS: &str = "r R s e E f a q Q t T d w W c z x v g \
    k o i O j p u P h hk ho hl y n nj np nl b m ml l \
    r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g";

/// The keys of each letter in two bytes, if the corpus has Korean.
pub(super) fn keys(langs: &BTreeSet<&str>) -> Vec<u8> {
    let keys = KEYS.split_whitespace().filter(|_| langs.contains("ko"));
    keys.flat_map(|keys| format!("{keys:2}").into_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_has_two_bytes() {
        let keys = keys(&["ko"].into());
        assert_eq!((keys.len(), &keys[..4], keys.last()), (2 * (19 + 21 + 27), &b"r R "[..], Some(&b' ')));
        assert!(super::keys(&["en"].into()).is_empty());
    }
}
