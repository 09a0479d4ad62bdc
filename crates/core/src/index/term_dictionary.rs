//! The words of the corpus in their folded form, and how to find them: whole, by prefix, by a part, by the most probable path through
//! a run of letters.

use core::ops::Range;

use super::FunctionWords;
use super::lookups::Notes;
use crate::codec::is_word;
use crate::format::{OpenError, Section};
use crate::order::{sort_by_number, sort_by_text};
use crate::text::{Folder, Host, StringTable, char_bounds, is_settled, is_unspaced};

/// The terms: every distinct folded word, sorted.
#[derive(Debug, Default)]
pub struct TermDictionary {
    terms: StringTable,
    /// Which terms contain a character of an unspaced script: `(character, term)`, sorted.
    holders: Vec<(char, u32)>,
    /// Whether every surface form of a term has its characters at the bytes of the term's own. `ĳ` has not: its term is `ij`.
    aligned: Vec<bool>,
    /// Length of the longest unspaced term in characters, at most [`LONGEST`].
    longest: usize,
    /// Notes of the lookups in a partial index.
    pub(super) notes: Notes,
}

/// Length of the longest word that segmentation considers, in characters.
const LONGEST: usize = 16;
/// Cost of a character that is no term, in units of [`cost`].
const UNKNOWN: u32 = 24 * 16;
/// A function word is taken to be at least one word of so many, in a corpus that has it seldom too.
const FUNCTION_WORD_SHARE: u32 = 1000;

impl TermDictionary {
    /// Folds the words among the surface forms and unites those that fold alike. Also returns the term of each surface form. An error if
    /// a word contains a line feed, as no writer's does.
    pub(super) fn new<H: Host + ?Sized>(
        entries: &StringTable,
        folder: &Folder<'_, H>,
    ) -> Result<(TermDictionary, Vec<u32>), OpenError> {
        // Most words are folded without the host, which is asked about all others in one call.
        let mut settled = (Vec::new(), String::new());
        let mut others = (Vec::new(), String::new());
        for entry in 0..entries.len() {
            let word = entries.get(entry);
            if is_word(word) {
                let (numbers, lines) = if is_settled(word) { &mut settled } else { &mut others };
                numbers.push(entry);
                lines.push_str(word);
                lines.push('\n');
            }
        }
        let groups = [(settled.0, folder.fold(&settled.1)), (others.0, folder.fold(&others.1))];
        let mut forms: Vec<(&str, u32)> = Vec::with_capacity(entries.len() as usize);
        for (numbers, lines) in &groups {
            forms.extend(lines.split_terminator('\n').zip(numbers.iter().copied()));
            // If a line were lost or added, words would get each other's forms.
            if lines.split_terminator('\n').count() != numbers.len() {
                let section = Section::SurfaceTable.name();
                return Err(OpenError::Corrupt { section, what: "a word contains a line feed" });
            }
        }
        sort_by_text(&mut forms, |form| form.0);
        let mut terms = TermDictionary::default();
        let mut entry_terms = vec![0; entries.len() as usize];
        for (form, entry) in forms {
            if terms.is_empty() || terms.form(terms.len() - 1) != form {
                terms.add(form);
            }
            if let Some(aligned) = terms.aligned.last_mut() {
                *aligned &= same_bounds(form.as_bytes(), entries.get(entry).as_bytes());
            }
            entry_terms[entry as usize] = terms.len() - 1;
        }
        // Terms were added in order: those with the same character are.
        sort_by_number(&mut terms.holders, |holder| u64::from(u32::from(holder.0)));
        terms.holders.dedup();
        Ok((terms, entry_terms))
    }

    fn add(&mut self, form: &str) {
        let term = self.terms.push(form);
        self.aligned.push(true);
        if form.is_ascii() {
            return;
        }
        let before = self.holders.len();
        self.holders.extend(form.chars().filter(|c| is_unspaced(*c)).map(|c| (c, term)));
        if self.holders.len() > before {
            self.longest = self.longest.max(form.chars().count().min(LONGEST));
        }
    }

    /// How many terms there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.terms.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// A term's form.
    #[must_use]
    pub fn form(&self, term: u32) -> &str {
        self.terms.get(term)
    }

    /// Whether every surface form of a term has its characters at the bytes of the term's own.
    pub(crate) fn is_aligned(&self, term: u32) -> bool {
        self.aligned.get(term as usize) == Some(&true)
    }

    /// The term of this form.
    #[must_use]
    pub fn find(&self, form: &str) -> Option<u32> {
        self.notes.word(form);
        let at = self.partition(0..self.len(), |term| term < form);
        (at < self.len() && self.form(at) == form).then_some(at)
    }

    /// The terms with this prefix.
    #[must_use]
    pub fn with_prefix(&self, prefix: &str) -> Range<u32> {
        self.notes.prefix(prefix);
        self.range_of(prefix)
    }

    /// The same, of a prefix that only helps to find something else.
    pub(crate) fn range_of(&self, prefix: &str) -> Range<u32> {
        self.narrow(prefix, 0..self.len())
    }

    /// The terms with this prefix, given a range that contains them all.
    fn narrow(&self, prefix: &str, within: Range<u32>) -> Range<u32> {
        let first = self.partition(within, |term| term < prefix);
        first..self.after_prefix(prefix, first)
    }

    /// The first term from `from` on without this prefix; the term before `from` has it, or no later one does.
    pub(crate) fn after_prefix(&self, prefix: &str, from: u32) -> u32 {
        // Few terms have a long prefix: the search gallops from the first one.
        let mut step = 1;
        while from + step <= self.len() && self.form(from + step - 1).starts_with(prefix) {
            step *= 2;
        }
        self.partition(from + step / 2..self.len().min(from + step), |term| term.starts_with(prefix))
    }

    /// The first term in a range that doesn't come before; all that come before stand together at the beginning.
    fn partition(&self, within: Range<u32>, before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (within.start, within.end);
        while low < high {
            let middle = low.midpoint(high);
            if before(self.form(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Notes of the lookups in a partial index.
    pub(crate) fn notes(&self) -> &Notes {
        &self.notes
    }

    /// The terms that contain this, ascending.
    pub(crate) fn containing(&self, part: &str) -> Vec<u32> {
        self.terms.containing(part)
    }

    /// The terms that contain a character of an unspaced script.
    pub fn holding(&self, c: char) -> impl Iterator<Item = u32> {
        let from = self.holders.partition_point(|holder| holder.0 < c);
        self.holders[from..].iter().take_while(move |holder| holder.0 == c).map(|holder| holder.1)
    }

    /// Every place of some characters of unspaced scripts: the term, its form, and the byte in it.
    pub(crate) fn places(&self, chars: &[char]) -> Vec<(u32, &str, usize)> {
        let mut places = Vec::new();
        for c in chars {
            for term in self.holding(*c) {
                let form = self.form(term);
                for (at, _) in form.char_indices().filter(|(_, here)| here == c) {
                    places.push((term, form, at));
                }
            }
        }
        places
    }

    /// Cuts a run of an unspaced script into the most probable words, given how often each term occurs. Joined, the words are the run. A
    /// character that is no term is a word of its own. Function words are frequent, whether the corpus has them or not.
    #[must_use]
    pub fn segment<'a>(
        &self,
        run: &'a str,
        frequency: impl Fn(u32) -> u32,
        total: u32,
        function_words: &FunctionWords,
    ) -> Vec<&'a str> {
        let starts = char_bounds(run);
        let n = starts.len() - 1;
        // best[i]: the cheapest way to cut the first i characters, and where its last word begins.
        let mut best = vec![(u32::MAX, 0); n + 1];
        best[0].0 = 0;
        for i in 0..n {
            let base = best[i].0;
            let mut range = 0..self.len();
            for j in i + 1..=n.min(i + self.longest.max(function_words.longest()).max(1)) {
                let word = &run[starts[i]..starts[j]];
                match j - i {
                    1 => self.notes.word(word),
                    2 => self.notes.prefix(word),
                    _ => {}
                }
                range = self.narrow(word, range);
                let mut count = None;
                if !range.is_empty() && self.form(range.start) == word {
                    count = Some(frequency(range.start));
                }
                if j - i <= function_words.longest() && function_words.get(word).is_some() {
                    count = count.max(Some(total / FUNCTION_WORD_SHARE));
                }
                let price = base.saturating_add(count.map_or(UNKNOWN, |count| cost(count, total)));
                if (count.is_some() || j == i + 1) && price < best[j].0 {
                    best[j] = (price, i);
                }
                if range.is_empty() && j - i >= function_words.longest() {
                    break;
                }
            }
        }
        let mut words = Vec::new();
        let mut end = n;
        while end > 0 {
            let start = best[end].1;
            words.push(&run[starts[start]..starts[end]]);
            end = start;
        }
        words.reverse();
        words
    }

    /// Bytes held.
    #[must_use]
    pub fn heap(&self) -> usize {
        self.terms.heap() + self.holders.capacity() * size_of::<(char, u32)>() + self.aligned.capacity()
    }
}

/// Whether the characters of two texts begin at the same bytes.
fn same_bounds(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a & 0xc0 == 0x80) == (b & 0xc0 == 0x80))
}

/// The improbability of a word that occurs `count` times among `total`, in sixteenths of a bit.
fn cost(count: u32, total: u32) -> u32 {
    log2_16(total.max(1) + 1).saturating_sub(log2_16(count.max(1))).max(1)
}

/// The binary logarithm in sixteenths, linear between powers of two.
fn log2_16(n: u32) -> u32 {
    let whole = n.max(1).ilog2();
    let part = if whole >= 4 { (n >> (whole - 4)) & 15 } else { (n << (4 - whole)) & 15 };
    whole * 16 + part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Variants;

    /// Lower case by Rust's tables, and nothing else.
    struct Lower;

    impl Host for Lower {
        fn lower(&self, text: &str) -> String {
            text.to_lowercase()
        }
        fn normalize(&self, text: &str, _: bool) -> String {
            text.to_owned()
        }
        fn usual_han(&self) -> String {
            String::new()
        }
    }

    fn terms(entries: &[&str]) -> (TermDictionary, Vec<u32>) {
        let entries: StringTable = entries.iter().copied().collect();
        let variants = Variants::default();
        TermDictionary::new(&entries, &Folder { host: &Lower, variants: &variants }).unwrap()
    }

    #[test]
    fn surface_forms_that_fold_alike_share_a_term() {
        let (terms, of) = terms(&["", "Word", "word", " ", "ÉTÉ", "été", "a"]);
        assert_eq!(terms.len(), 3);
        assert_eq!((of[1], of[4]), (of[2], of[5]));
        assert_eq!(terms.find("word"), Some(of[1]));
        assert_eq!(terms.find("wor"), None);
    }

    #[test]
    fn prefixes_and_parts_find_what_a_scan_finds() {
        let words = ["a", "ab", "aba", "abb", "b", "ba", "bab", "球", "球赛", "全球"];
        let (terms, _) = terms(&words);
        for part in ["a", "ab", "b", "ba", "abc", "球", "全", "z", "bab"] {
            let scan = |fits: fn(&str, &str) -> bool| -> Vec<u32> {
                (0..terms.len()).filter(|term| fits(terms.form(*term), part)).collect()
            };
            assert_eq!(
                terms.with_prefix(part).collect::<Vec<_>>(),
                scan(|form, part| form.starts_with(part)),
                "{part}"
            );
            assert_eq!(terms.containing(part), scan(|form, part| form.contains(part)), "{part}");
        }
    }

    #[test]
    fn every_place_of_a_character_is_found() {
        let (terms, _) = terms(&["人人", "人", "本人", "word"]);
        let places: Vec<(&str, usize)> = terms.places(&['人']).into_iter().map(|(_, form, at)| (form, at)).collect();
        assert_eq!(places, [("人", 0), ("人人", 0), ("人人", 3), ("本人", 3)]);
    }

    #[test]
    fn a_run_is_cut_by_the_most_probable_path() {
        let (terms, _) = terms(&["全球", "治理", "全", "球治", "理"]);
        let frequency = |term: u32| if matches!(terms.form(term), "全球" | "治理") { 20 } else { 1 };
        assert_eq!(terms.segment("全球治理吧", frequency, 50, &FunctionWords::default()), ["全球", "治理", "吧"]);
        assert!(terms.segment("", frequency, 50, &FunctionWords::default()).is_empty());
    }
}
