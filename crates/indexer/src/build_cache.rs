//! What is kept between two builds in one process, so that a change costs what it changes: pages and documents that were read and texts that
//! were cut into words, each by its content, and what was learned of the languages.
//!
//! A build that is given it writes the same bytes as one that is not, but for one thing: rules of inflection are learned anew only when the
//! words of a language have changed by more than a few in a hundred. What a preview shows may use those of a moment ago.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use crate::read::html::draft::Drafted;
use crate::read::outcome::Outcome;

/// Rules hold while no more than one word in so many is new or gone.
const FEW: usize = 40;

/// Two hashes of one content: no two contents of a process' life share both.
type Key = (u64, u64);

fn key(content: &impl Hash) -> Key {
    let hash = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        (seed, content).hash(&mut hasher);
        hasher.finish()
    };
    (hash(0), hash(1))
}

/// Results by what they were made of. What a whole build did not ask for is forgotten after it.
struct Memo<V> {
    before: RwLock<HashMap<Key, V>>,
    now: Mutex<HashMap<Key, V>>,
}

impl<V> Default for Memo<V> {
    fn default() -> Memo<V> {
        Memo { before: RwLock::default(), now: Mutex::default() }
    }
}

impl<V: Clone> Memo<V> {
    fn get(&self, content: &impl Hash, make: impl FnOnce() -> V) -> V {
        let key = key(content);
        let before = self.before.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        let value = before.unwrap_or_else(make);
        lock(&self.now).insert(key, value.clone());
        value
    }

    fn end_build(&self) {
        *self.before.write().unwrap_or_else(PoisonError::into_inner) = mem::take(&mut *lock(&self.now));
    }
}

/// The words of a language, and the rules that were learned of them.
type Learned = BTreeMap<String, (BTreeSet<String>, String)>;

/// Work that was done and may be needed again.
#[derive(Default)]
pub struct BuildCache {
    drafts: Memo<Drafted>,
    documents: Memo<Outcome>,
    /// The lengths of a text's pieces, twice, and one more for a word.
    pieces: Memo<std::sync::Arc<[u32]>>,
    rules: Mutex<Learned>,
}

impl fmt::Debug for BuildCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BuildCache")
    }
}

impl BuildCache {
    /// A build has ended: what it did not use will not be used again.
    pub fn end_build(&self) {
        self.drafts.end_build();
        self.documents.end_build();
        self.pieces.end_build();
    }

    /// The draft of a page with this content.
    pub(crate) fn draft(&self, content: &impl Hash, make: impl FnOnce() -> Drafted) -> Drafted {
        self.drafts.get(content, make)
    }

    /// What became of a document with this content.
    pub(crate) fn document(&self, content: &impl Hash, make: impl FnOnce() -> Outcome) -> Outcome {
        self.documents.get(content, make)
    }

    /// The pieces of a text.
    pub(crate) fn pieces<'a>(
        &self,
        text: &'a str,
        lang: &str,
        cut: impl FnOnce() -> Vec<(&'a str, bool)>,
    ) -> Vec<(&'a str, bool)> {
        let lengths = self.pieces.get(&(lang, text), || {
            cut().into_iter().map(|(piece, word)| (piece.len() as u32) << 1 | u32::from(word)).collect()
        });
        let mut rest = text;
        let piece = |length: &u32| {
            let (piece, after) = rest.split_at_checked((length >> 1) as usize)?;
            rest = after;
            Some((piece, length & 1 == 1))
        };
        lengths.iter().map_while(piece).collect()
    }

    /// The rules of a language with these words.
    pub(crate) fn rules(&self, lang: &str, words: &BTreeSet<String>, learn: impl FnOnce() -> String) -> String {
        let mut learned = lock(&self.rules);
        if let Some((of, rules)) = learned.get(lang)
            && of.symmetric_difference(words).count() * FEW <= words.len()
        {
            return rules.clone();
        }
        let rules = learn();
        learned.insert(lang.to_owned(), (words.clone(), rules.clone()));
        rules
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_made_is_not_made_again_until_a_build_had_no_use_for_it() {
        let cache = BuildCache::default();
        let mut made = 0;
        let mut cut = |text: &'static str| {
            cache.pieces(text, "en", || {
                made += 1;
                vec![(&text[..3], true), (&text[3..], false)]
            })
        };
        assert_eq!(cut("abc."), [("abc", true), (".", false)]);
        cache.end_build();
        assert_eq!(cut("abc."), [("abc", true), (".", false)]);
        cache.end_build();
        cut("xyz!");
        cache.end_build();
        cut("abc.");
        assert_eq!(made, 3);
    }

    #[test]
    fn rules_are_learned_anew_when_many_words_are_new() {
        let cache = BuildCache::default();
        let words = |n: usize| (0..n).map(|n| format!("word{n}")).collect::<BTreeSet<_>>();
        assert_eq!(cache.rules("en", &words(100), || "one".to_owned()), "one");
        assert_eq!(cache.rules("en", &words(102), || "two".to_owned()), "one");
        assert_eq!(cache.rules("de", &words(102), || "other".to_owned()), "other");
        assert_eq!(cache.rules("en", &words(110), || "two".to_owned()), "two");
    }
}
