//! The other forms of a word in the term dictionary.

use crate::Index;
use crate::list::List as _;

/// The terms that share a stem with a word, its best rules left aside, so many of them.
pub(crate) fn inflected(index: &Index, form: &str, skip: usize) -> Vec<u32> {
    let mut terms = Vec::new();
    for (lang, stem) in index.inflection().other_stems(form, skip).enumerate() {
        // Forms of a word begin alike; the last letters of the stem may come from the rules.
        let letters = stem.chars().count();
        let most = letters.saturating_sub(1).max(2);
        let common = form.chars().zip(stem.chars()).take_while(|(a, b)| a == b).count();
        // An irregular form may begin differently from all others.
        let shared = if common < 2 { most } else { most.min(common) };
        let shared: String = stem.chars().take(shared).list().into_iter().collect();
        // Other rules are guesses, which need more letters.
        if shared.chars().nth(if skip == 0 { 1 } else { 3 }).is_none() {
            continue;
        }
        let has_stem = index.inflection().has_stem(lang, &stem);
        // Terms may be missing from a partial index. It looks each possible form up by its name.
        let forms = if index.is_partial() { index.inflection().bare_forms(lang, &stem) } else { Vec::new() };
        for prefix in index.inflection().prefixes(lang) {
            let candidates = index.terms().range_of(&[prefix, &shared].concat());
            terms.extend(candidates.filter(|term| has_stem(index.terms().form(*term))));
            for form in &forms {
                index.terms().notes().word(&[prefix, form].concat());
            }
        }
        terms.extend(index.inflection().irregular(lang, &stem).filter_map(|form| index.terms().find(form)));
    }
    terms
}
