//! The build cache: results of one build that the next build in the same process uses again, so that a change costs only what it changes.
//!
//! It holds parsed pages and documents and segmented texts, each by its content, and the learned suffix rules.
//!
//! A build with a cache writes the same bytes as one without, with one exception: suffix rules are learned again only after more than
//! 1 word in [`FEW`] of a language has changed. A preview may use slightly older rules.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use crate::read::html::draft::DraftResult;
use crate::read::outcome::Outcome;

/// Learned rules stay valid while at most 1 word in this many is new or gone.
const FEW: usize = 40;

/// Two hashes of the same content. Together they are wide enough that no two contents of one process share both.
type Key = (u64, u64);

fn key(content: &impl Hash) -> Key {
    let hash = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        (seed, content).hash(&mut hasher);
        hasher.finish()
    };
    (hash(0), hash(1))
}

/// Results by the content they were computed from. Results that a whole build did not use are dropped after it.
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

/// For each language: its words, and the rules learned from them.
type Learned = BTreeMap<String, (BTreeSet<String>, Vec<u8>)>;

/// Results of earlier builds, shared by all threads of a build.
#[derive(Default)]
pub struct BuildCache {
    drafts: Memo<DraftResult>,
    documents: Memo<Outcome>,
    /// For each segment of a text: twice its length in bytes, plus 1 for a word.
    pieces: Memo<std::sync::Arc<[u32]>>,
    rules: Mutex<Learned>,
}

impl fmt::Debug for BuildCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BuildCache")
    }
}

impl BuildCache {
    /// Ends a build: drops the results that it did not use.
    pub fn end_build(&self) {
        self.drafts.end_build();
        self.documents.end_build();
        self.pieces.end_build();
    }

    /// Returns the draft of a page with this content, and makes it on a miss.
    pub(crate) fn draft(&self, content: &impl Hash, make: impl FnOnce() -> DraftResult) -> DraftResult {
        self.drafts.get(content, make)
    }

    /// Returns the outcome of a document with this content, and reads it on a miss.
    pub(crate) fn document(&self, content: &impl Hash, make: impl FnOnce() -> Outcome) -> Outcome {
        self.documents.get(content, make)
    }

    /// Returns the segments of a text, and cuts it on a miss.
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

    /// Returns the suffix rules of a language with these words. Learns them if too many words have changed.
    pub(crate) fn rules(&self, lang: &str, words: &BTreeSet<String>, learn: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
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
    fn a_result_is_computed_once_until_a_build_does_not_use_it() {
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
    fn rules_are_learned_again_when_many_words_are_new() {
        let cache = BuildCache::default();
        let words = |n: usize| (0..n).map(|n| format!("word{n}")).collect::<BTreeSet<_>>();
        assert_eq!(cache.rules("en", &words(100), || b"one".to_vec()), b"one");
        assert_eq!(cache.rules("en", &words(102), || b"two".to_vec()), b"one");
        assert_eq!(cache.rules("de", &words(102), || b"other".to_vec()), b"other");
        assert_eq!(cache.rules("en", &words(110), || b"two".to_vec()), b"two");
    }
}
