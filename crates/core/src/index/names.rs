//! Words inside the names of an open index.

use super::Index;

impl Index {
    /// Visits each token of a name that contains `form` as an inner word, with the range of its bytes in the name. If `open`, `form` may
    /// also be the prefix of an inner word but the first: a name with a prefix of its first word has that prefix itself.
    pub(crate) fn each_inside(&self, form: &str, open: bool, mut visit: impl FnMut(u32, usize, usize)) {
        for inner in self.inner_words.iter().filter(|inner| Some(&inner.first) == form.as_bytes().first()) {
            let name = self.entries.get(inner.entry).as_bytes();
            let (start, end) = (inner.start as usize, inner.end as usize);
            let fits = end - start == form.len() || open && start > 0 && end - start > form.len();
            if fits && name[start..start + form.len()].eq_ignore_ascii_case(form.as_bytes()) {
                let term = self.entry_terms[inner.entry as usize];
                let aligned = self.terms.is_aligned(term);
                for token in self.postings(term) {
                    // In the same letters with an accent the word has another place.
                    if aligned || self.token_bytes(*token).len() == name.len() {
                        visit(*token, start, end);
                    }
                }
            }
        }
    }
}
