//! Letters, marks and numbers beyond ASCII, as one short table.
//!
//! The standard library knows letters and numbers, but no marks, and each of its tables costs every visitor a kilobyte. In this table a
//! run ends only at an assigned character of another kind, a mark belongs to the letter before it, and scripts without spaces are left out:
//! `char_class` has their ranges.

/// The code point that the runs begin at.
const FIRST: u32 = 0x80;

/// Where a look begins: a code point at which a run of other characters begins, and the byte of its length.
const ENTRIES: &[(u32, usize)] = &[
    (0x589, 43),
    (0x970, 85),
    (0xf3a, 128),
    (0x1a1e, 174),
    (0x2100, 217),
    (0x2cfe, 261),
    (0xa67e, 309),
    (0xabeb, 350),
    (0x10857, 399),
    (0x111db, 444),
    (0x11ef7, 491),
    (0x1d300, 545),
    (0x1ecb0, 592),
];

/// Lengths of runs, by turns of other characters and of letters, each in as many bytes as it needs.
const RUNS: &[u8] = &[
    42, 1, 7, 2, 1, 1, 3, 2, 1, 3, 1, 23, 1, 31, 1, 202, 3, 4, 12, 14, 5, 7, 1, 1, 1, 17, 117, 1, 8, 1, 5, 2, 1, 1,
    110, 1, 139, 1, 1, 215, 1, 6, 41, 8, 45, 1, 1, 1, 2, 1, 2, 1, 44, 29, 11, 5, 74, 4, 102, 1, 8, 2, 10, 1, 19, 2, 1,
    16, 230, 1, 4, 4, 2, 48, 16, 30, 2, 40, 1, 7, 7, 205, 1, 2, 10, 1, 129, 1, 2, 6, 2, 1, 1, 120, 11, 111, 9, 119, 1,
    130, 1, 13, 119, 1, 7, 1, 4, 1, 202, 1, 5, 37, 1, 122, 92, 10, 118, 49, 23, 2, 6, 20, 1, 1, 1, 1, 1, 1, 4, 128, 1,
    8, 1, 121, 10, 70, 14, 2, 91, 1, 228, 4, 9, 39, 16, 96, 1, 236, 4, 2, 17, 1, 26, 5, 75, 3, 71, 11, 148, 1, 3, 1, 4,
    36, 11, 3, 1, 177, 2, 6, 152, 1, 34, 30, 2, 128, 1, 7, 1, 8, 170, 1, 17, 9, 12, 124, 4, 59, 5, 62, 2, 64, 16, 3, 1,
    233, 5, 1, 1, 3, 11, 3, 13, 3, 13, 5, 11, 15, 2, 98, 10, 5, 11, 6, 16, 48, 48, 2, 1, 4, 1, 2, 10, 1, 1, 3, 5, 6, 1,
    1, 1, 1, 1, 1, 4, 1, 11, 2, 4, 5, 5, 4, 1, 1, 58, 214, 5, 60, 26, 74, 246, 4, 30, 236, 8, 229, 1, 6, 14, 4, 1, 2,
    112, 15, 129, 1, 47, 1, 214, 3, 2, 25, 15, 1, 5, 2, 5, 200, 1, 139, 1, 2, 4, 10, 32, 96, 10, 30, 8, 1, 15, 32, 10,
    39, 15, 192, 218, 1, 144, 9, 64, 46, 2, 141, 2, 3, 99, 1, 10, 1, 115, 37, 9, 2, 103, 2, 157, 1, 4, 10, 10, 52, 12,
    78, 2, 40, 3, 1, 1, 49, 2, 47, 1, 97, 14, 15, 2, 124, 4, 23, 3, 100, 2, 16, 2, 105, 1, 14, 6, 123, 1, 148, 104,
    128, 54, 41, 1, 136, 1, 33, 235, 2, 18, 127, 33, 12, 36, 16, 64, 143, 1, 17, 10, 7, 26, 6, 26, 69, 64, 32, 128, 2,
    7, 48, 9, 57, 17, 2, 113, 162, 3, 1, 48, 1, 158, 3, 1, 231, 5, 1, 31, 2, 166, 1, 1, 31, 1, 144, 2, 16, 31, 1, 72,
    1, 39, 16, 57, 7, 89, 16, 132, 6, 3, 165, 1, 27, 22, 42, 151, 1, 11, 105, 7, 11, 3, 112, 4, 48, 2, 79, 4, 4, 1, 13,
    1, 1, 4, 87, 6, 107, 7, 155, 3, 5, 10, 4, 104, 1, 250, 1, 23, 105, 3, 28, 32, 57, 7, 124, 4, 251, 1, 101, 164, 1,
    12, 146, 1, 1, 92, 8, 83, 3, 1, 18, 145, 3, 15, 32, 2, 133, 5, 9, 213, 1, 43, 240, 8, 16, 241, 22, 15, 176, 8, 17,
    173, 108, 2, 133, 1, 11, 55, 9, 4, 12, 199, 6, 9, 194, 2, 1, 185, 153, 1, 1, 2, 209, 32, 224, 4, 149, 4, 5, 3, 6,
    8, 8, 2, 7, 30, 4, 148, 1, 3, 123, 64, 96, 225, 6, 1, 25, 1, 31, 1, 25, 1, 31, 1, 25, 1, 31, 1, 25, 1, 31, 1, 25,
    1, 60, 128, 4, 55, 4, 50, 8, 1, 14, 1, 22, 180, 13, 193, 2, 111, 209, 3, 142, 9, 147, 6, 59, 1, 3, 1, 125, 1, 193,
    3, 144, 4, 13, 35, 26, 6, 26, 6, 26, 230, 20, 145, 136, 48,
];

/// Whether a character beyond ASCII, and not of a script without spaces, makes words: a letter, a number, a mark upon one.
pub(super) fn is_letter(c: char) -> bool {
    let code = u32::from(c);
    let (mut end, mut from) = (FIRST, 0);
    for (start, byte) in ENTRIES {
        if *start <= code {
            (end, from) = (*start, *byte);
        }
    }
    let mut runs = RUNS.get(from..).unwrap_or_default();
    let mut letters = true;
    while let Some(length) = read_number(&mut runs) {
        end += length;
        letters = !letters;
        if code < end {
            return letters;
        }
    }
    false
}

/// Reads a number in seven bits a byte, the lowest first, and moves behind it.
fn read_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(first & 0x7f).checked_shl(shift)?;
        if *first < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Class, class};

    #[test]
    fn letters_and_numbers_are_those_of_unicode() {
        // Every one, and under Miri, which takes a thousand times as long, some.
        let step = if cfg!(miri) { 997 } else { 1 };
        for c in (FIRST..=0x0010_ffff).step_by(step).filter_map(char::from_u32).filter(|c| c.is_alphanumeric()) {
            assert!(!matches!(class(c), Class::Space | Class::Other), "{:x}", u32::from(c));
        }
    }

    #[test]
    fn separators_are_no_letters() {
        for c in
            "¡§«°·»¿×÷‐–—‘’“”…‹›※₩€™→∞■★♪、。〈〉《》「」『』【】〜・！（），．：；？～\u{2028}\u{fe0f}\u{e000}।॥؟،،٪🙂"
                .chars()
        {
            assert!(matches!(class(c), Class::Space | Class::Other), "{c}");
        }
    }
}
