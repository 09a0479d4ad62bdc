//! The words of the corpus in their folded form, and how to find them: whole, by beginning, by a part, by the most probable
//! path through a run of letters.

use core::ops::Range;

use crate::codec::is_word;
use crate::lean::{count, first, keep, list, parts, starts};
use crate::sort;
use crate::text::{Folder, Host, Strings, is_settled, is_unspaced};

/// The terms: every distinct folded word, sorted.
#[derive(Debug, Default)]
pub struct Lexicon {
    terms: Strings,
    /// Which terms hold a character of an unspaced script: `(character, term)`, sorted.
    holders: Vec<(u32, u32)>,
    /// Whether the characters of all that folds to a term begin at the term's own bytes, as those of `ĳ` do not: its form is `ij`.
    even: Vec<bool>,
    /// Characters of the longest unspaced term, at most [`LONGEST`].
    longest: usize,
}

/// No word is longer than this to the segmenter, in characters.
const LONGEST: usize = 16;
/// What a character that is no word of its own costs the segmenter, in units of [`cost`].
const UNKNOWN: u32 = 24 * 16;

impl Lexicon {
    /// Folds the words among the entries and joins those that fold alike. Also the term of each entry. Nothing if a word has a line feed,
    /// as no writer's has.
    pub(super) fn new<H: Host + ?Sized>(entries: &Strings, folder: &Folder<'_, H>) -> Option<(Lexicon, Vec<u32>)> {
        // Most words are folded without the host, which is asked about all the others at once.
        let mut joined = [String::new(), String::new()];
        let mut numbers = [Vec::new(), Vec::new()];
        for (number, entry) in entries.iter().enumerate() {
            if is_word(entry) {
                let asked = usize::from(!is_settled(entry));
                joined[asked].push_str(entry);
                joined[asked].push('\n');
                numbers[asked].push(number as u32);
            }
        }
        let bare = [folder.fold(&joined[0]), folder.fold(&joined[1])];
        let mut forms: Vec<(&str, u32)> = Vec::new();
        for asked in [0, 1] {
            let (parts, numbers) = (parts(&bare[asked], b'\n'), &numbers[asked]);
            // Were a line lost or made, words would get each other's forms.
            if parts.len() != numbers.len() {
                return None;
            }
            for (form, number) in parts.iter().zip(numbers) {
                forms.push((*form, *number));
            }
        }
        let order = sort::order(forms.len(), &|a: usize, b: usize| forms[a].0 < forms[b].0);
        let mut lexicon = Lexicon::default();
        let mut entry_terms = vec![0; entries.len() as usize];
        for (form, entry) in order.iter().map(|i| &forms[*i]) {
            if lexicon.is_empty() || lexicon.form(lexicon.len() - 1) != *form {
                lexicon.add(form);
            }
            let last = lexicon.even.len() - 1;
            lexicon.even[last] &= same_bounds(form.as_bytes(), entries.get(*entry).as_bytes());
            entry_terms[*entry as usize] = lexicon.len() - 1;
        }
        sort::by_key(&mut lexicon.holders, |h| u64::from(h.0) << 32 | u64::from(h.1));
        let mut before = None;
        keep(&mut lexicon.holders, |h| before.replace(*h) != Some(*h));
        Some((lexicon, entry_terms))
    }

    fn add(&mut self, form: &str) {
        let term = self.terms.push(form);
        self.even.push(true);
        if form.is_ascii() {
            return;
        }
        let before = self.holders.len();
        for c in form.chars().filter(|c| is_unspaced(*c)) {
            self.holders.push((c as u32, term));
        }
        if self.holders.len() > before {
            self.longest = self.longest.max(count(form).min(LONGEST));
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

    /// Whether all that folds to a term has its characters at the term's bytes.
    pub(crate) fn is_even(&self, term: u32) -> bool {
        self.even.get(term as usize) == Some(&true)
    }

    /// The term of this form.
    #[must_use]
    pub fn find(&self, form: &str) -> Option<u32> {
        let at = self.lower_bound(form, 0..self.len());
        (at < self.len() && self.form(at) == form).then_some(at)
    }

    /// The terms that begin so.
    #[must_use]
    pub fn beginning(&self, prefix: &str) -> Range<u32> {
        self.narrow(prefix, 0..self.len())
    }

    /// The terms that begin so, among a range of which it is known that all such are in it.
    fn narrow(&self, prefix: &str, within: Range<u32>) -> Range<u32> {
        let first = self.lower_bound(prefix, within);
        first..self.behind(prefix, first)
    }

    /// The first term that does not begin so, from one on before which none does, or all do.
    pub(crate) fn behind(&self, prefix: &str, from: u32) -> u32 {
        let begins = |term: u32| term < self.len() && self.form(term).starts_with(prefix);
        let mut far = 1;
        while begins(from + far - 1) {
            far *= 2;
        }
        // The one half as far does, if there is one.
        let low = from + far / 2;
        low + first((far - far / 2) as usize, &|i: usize| begins(low + i as u32)) as u32
    }

    fn lower_bound(&self, form: &str, within: Range<u32>) -> u32 {
        let (mut low, mut high) = (within.start, within.end);
        while low < high {
            let middle = low.midpoint(high);
            if self.form(middle) < form {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The terms that have this inside, ascending.
    pub(crate) fn with(&self, part: &str) -> Vec<u32> {
        self.terms.with(part)
    }

    /// The terms that hold a character of an unspaced script.
    pub fn holding(&self, c: char) -> impl Iterator<Item = u32> {
        let c = c as u32;
        let from = first(self.holders.len(), &|i: usize| self.holders[i].0 < c);
        self.holders.get(from..).unwrap_or_default().iter().take_while(move |h| h.0 == c).map(|h| h.1)
    }

    /// Visits every byte of a term at which one of these characters of an unspaced script stands.
    pub(crate) fn each_place(&self, wanted: &[char], visit: &mut dyn FnMut(u32, &str, usize)) {
        for c in wanted {
            for term in self.holding(*c) {
                let form = self.form(term);
                for (at, _) in form.char_indices().filter(|(_, here)| here == c) {
                    visit(term, form, at);
                }
            }
        }
    }

    /// Cuts a run of an unspaced script into the most probable words, given how often each term stands in the texts.
    /// Joined, the pieces are the run. A character that is no term stands alone.
    #[must_use]
    pub fn segment<'a>(&self, run: &'a str, count: impl Fn(u32) -> u32, total: u32) -> Vec<&'a str> {
        let mut starts = starts(run);
        starts.push(run.len());
        let n = starts.len() - 1;
        // best[i]: the cheapest way to cut what comes before character i, and where its last word begins.
        let mut best = list((0..=n).map(|i| (if i == 0 { 0 } else { u32::MAX }, 0)));
        for i in 0..n {
            let (Some(&(base, _)), Some(&from)) = (best.get(i), starts.get(i)) else { break };
            let mut range = 0..self.len();
            for j in i + 1..=n.min(i + self.longest.max(1)) {
                let word = run.get(from..starts.get(j).copied().unwrap_or(from)).unwrap_or("");
                range = self.narrow(word, range);
                let known = range.start < range.end && self.form(range.start) == word;
                let price = if known { cost(count(range.start), total) } else { UNKNOWN };
                if (known || j == i + 1)
                    && let Some(slot) = best.get_mut(j)
                    && base.saturating_add(price) < slot.0
                {
                    *slot = (base.saturating_add(price), i);
                }
                if range.is_empty() {
                    break;
                }
            }
        }
        let mut cuts = Vec::new();
        let mut end = n;
        while end > 0 {
            let start = best.get(end).map_or(0, |b| b.1).min(end - 1);
            let at = |i: usize| starts.get(i).copied().unwrap_or(0);
            cuts.push(run.get(at(start)..at(end)).unwrap_or(""));
            end = start;
        }
        cuts.reverse();
        cuts
    }

    /// Bytes held.
    #[must_use]
    pub fn heap(&self) -> usize {
        self.terms.heap() + self.holders.capacity() * 8 + self.even.capacity()
    }
}

/// Whether the characters of two texts begin at the same bytes.
fn same_bounds(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a & 0xc0 == 0x80) == (b & 0xc0 == 0x80))
}

/// How improbable a word is that stands `count` times among `total`, in sixteenths of a bit.
fn cost(count: u32, total: u32) -> u32 {
    log2_16(total.max(1) + 1).saturating_sub(log2_16(count.max(1))).max(1)
}

/// The binary logarithm in sixteenths, straight between powers of two.
fn log2_16(n: u32) -> u32 {
    let whole = n.max(1).ilog2();
    let part = if whole >= 4 { (n >> (whole - 4)) & 15 } else { (n << (4 - whole)) & 15 };
    whole * 16 + part
}
