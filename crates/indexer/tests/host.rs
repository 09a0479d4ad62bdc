//! What an index asks of the place it runs in, where every question is a call out of the module.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use findling_core::text::{Folder, Host, Variants};
use findling_core::{Index, Options};
use findling_indexer::{NativeHost, build};
use little::corpus;

/// Counts what it is asked.
#[derive(Default)]
struct Counting(Arc<AtomicUsize>);

impl Host for Counting {
    fn lower(&self, text: &str) -> String {
        self.0.fetch_add(1, Ordering::Relaxed);
        NativeHost.lower(text)
    }

    fn normalize(&self, text: &str, decompose: bool) -> String {
        self.0.fetch_add(1, Ordering::Relaxed);
        NativeHost.normalize(text, decompose)
    }

    fn usual_han(&self) -> String {
        NativeHost.usual_han()
    }
}

#[test]
fn all_words_are_asked_about_at_once() {
    let words: Vec<String> = (0..500).map(|n| format!("Äther{n}\nwörd{n}x, naïve{n}.\nfin")).collect();
    let texts: Vec<&str> = words.iter().map(String::as_str).collect();
    let pack = build(&corpus("de", &texts), &findling_indexer::Options::default()).unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let index = Index::open(&pack.bytes, Box::new(Counting(Arc::clone(&asked)))).unwrap();
    assert!(asked.load(Ordering::Relaxed) < 10, "{asked:?} calls");
    for query in ["ather77", "äther77"] {
        assert_eq!(index.search(query, &Options::default()).pages.len(), 1, "{query}");
    }
}

#[test]
fn a_host_changes_nothing_of_what_it_is_not_asked_about() {
    struct Silent;
    impl Host for Silent {
        fn lower(&self, _: &str) -> String {
            String::new()
        }
        fn normalize(&self, _: &str, _: bool) -> String {
            String::new()
        }
        fn usual_han(&self) -> String {
            String::new()
        }
    }
    let variants = Variants::default();
    let silent = Folder { host: &Silent, variants: &variants };
    for c in '\0'..='\u{2ffff}' {
        let text = c.to_string();
        let folded = silent.fold(&text);
        if !folded.is_empty() {
            let told = NativeHost.normalize(&NativeHost.normalize(&NativeHost.lower(&text), true), false);
            assert_eq!(folded, told, "{:x}", u32::from(c));
        }
    }
}
