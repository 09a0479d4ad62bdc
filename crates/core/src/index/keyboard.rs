//! The keys of Hangul's letters: a word that is half typed begins with the same keys as the whole.

use crate::text::letters;

/// The keys of each letter: two bytes each, of which the second may be a space. Empty if the corpus has no Korean.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keyboard(pub(super) Vec<u8>);

impl Keyboard {
    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys that type a text of Hangul.
    pub(crate) fn keys(&self, text: &str) -> Vec<u8> {
        let mut typed = Vec::new();
        for c in text.chars() {
            let (letters, count) = letters(c);
            for letter in &letters[..count] {
                typed.extend(self.key(*letter));
            }
        }
        typed
    }

    /// Whether the keys of a text of Hangul begin with these, which may lack the shift key. `initials`: those of its first consonants.
    pub(crate) fn begins(&self, text: &str, keys: &[u8], initials: bool) -> bool {
        let mut left = keys;
        for c in text.chars() {
            let (letters, count) = letters(c);
            for letter in &letters[..if initials { count.min(1) } else { count }] {
                let key = self.key(*letter);
                let (now, after) = left.split_at(key.len().min(left.len()));
                if !now.iter().zip(key).all(|(now, key)| now == key || *now == key.to_ascii_lowercase()) {
                    return false;
                }
                left = after;
            }
            if count == 0 || left.is_empty() {
                break;
            }
        }
        left.is_empty()
    }

    fn key(&self, letter: u32) -> &[u8] {
        match self.0.get(letter as usize * 2..letter as usize * 2 + 2) {
            Some([key, b' ']) => core::slice::from_ref(key),
            Some(keys) => keys,
            None => &[],
        }
    }
}
