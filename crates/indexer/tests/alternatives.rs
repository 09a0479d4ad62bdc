//! `OR` joins words, phrases and conditions on fields.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use findling_core::Index;
use findling_indexer::{NativeHost, build};
use little::{corpus, index, set};

const PAGES: [&str; 5] = ["red apple pie", "green apple tart", "red wine", "apple red", "plum of a red tree"];

#[test]
fn words_and_phrases_are_alternatives_of_each_other() {
    let en = index("en", &PAGES);
    assert_eq!(set(&en, "wine OR tart"), [1, 2]);
    assert_eq!(set(&en, r#""red apple" OR "red wine""#), [0, 2]);
    assert_eq!(set(&en, r#"wine OR "red apple""#), [0, 2]);
    assert_eq!(set(&en, r#""red apple" OR tart"#), [0, 1]);
    assert_eq!(set(&en, r#""red apple" OR "red wine" OR plum"#), [0, 2, 4]);
    assert_eq!(set(&en, r#"apple "red wine" OR "red apple""#), [0]);
    assert_eq!(set(&en, r#"wine OR plum red "apple" OR "tree""#), [4]);
    assert!(set(&en, r#""red apple" "red wine""#).is_empty());
    assert_eq!(set(&en, r#""red apple" OR -wine"#), [0], "an exclusion is no alternative");
}

#[test]
fn conditions_on_fields_are_alternatives_of_each_other() {
    let mut corpus = corpus("en", &PAGES);
    for (page, kind) in corpus.pages.iter_mut().zip(["fruit", "fruit", "drink", "colour", "tree"]) {
        page.meta.insert("kind".to_owned(), vec![kind.to_owned()]);
    }
    let file = build(&corpus, &findling_indexer::Options::default()).unwrap();
    let en = Index::open(&file.bytes, Box::new(NativeHost)).unwrap();
    assert_eq!(set(&en, "kind:drink OR kind:tree"), [2, 4]);
    assert_eq!(set(&en, "red kind:drink OR kind:fruit"), [0, 2]);
    assert_eq!(set(&en, "kind:fruit OR kind:drink -wine"), [0, 1]);
    assert!(set(&en, "kind:fruit kind:drink").is_empty());
    assert_eq!(set(&en, "kind:fruit OR -kind:drink"), [0, 1]);
    assert_eq!(set(&en, "red kind:fruit OR apple"), [0], "between a condition and a word it is ignored");
}
