//! Korean that is half typed, or typed by a keyboard that is still in Latin letters: 레잉, ㄹㅇㅇ and fpdldj for 레이어.

use crate::Index;
use crate::text::is_consonant;

/// Keys of the shortest Latin word that is taken for Korean: two syllables.
const SHORTEST: usize = 4;

/// The terms that begin as a half-typed word does: by the first consonants of their syllables or by its keys, which may be Latin letters. The
/// final consonant of its last syllable may belong to the next one. `open`: the word may go on, as it must if its last syllable is half typed.
pub(crate) fn half_typed(index: &Index, form: &str, open: bool) -> Vec<u32> {
    let mut found = Vec::new();
    let (latin, initials) = (form.is_ascii(), form.chars().all(is_consonant));
    let at_once = latin || initials;
    if index.keyboard().is_empty() || !(at_once || open) || latin && form.len() < SHORTEST {
        return found;
    }
    // Of a word with whole syllables, only the last one may still change.
    let last = form.chars().next_back().filter(|_| !at_once);
    let kept = last.map_or(0, |last| form.len() - last.len_utf8());
    let keys = if latin { form.as_bytes().to_vec() } else { index.keyboard().keys(&form[kept..]) };
    for term in index.terms().with_prefix(&form[..kept]) {
        if index.keyboard().begins(&index.terms().form(term)[kept..], &keys, initials) {
            found.push(term);
        }
    }
    found
}
