//! The engine of Findling: opens an index and answers queries with text and ranges, never with markup.
//!
//! The crate knows no language: no dictionary, no stemmer, no stop words. The index contains the tables that the languages of its corpus
//! need. The crate does no I/O, reads no clock, starts no thread and has no `unsafe` code. Unicode's tables come from the [`Host`]: in a
//! browser, from the browser.
//!
//! # Search
//! `findling-indexer` writes an index, and `findling build` puts it into the section `findling` of a WebAssembly module. An open [`Index`]
//! answers with ids and ranges; other methods return the texts of an id.
//!
//! ```
//! use findling_core::{Index, Options};
//! # use findling_indexer::{Block, NativeHost, Page, build, read::Corpus};
//! # let mut corpus = Corpus::default();
//! # let page = |id: &str, title: &str, date: &str, text: &str| Page {
//! #     id: id.to_owned(), url: format!("{id}.html"), title: title.to_owned(), lang: "en".to_owned(),
//! #     meta: [("date".to_owned(), vec![date.to_owned()])].into(),
//! #     blocks: vec![Block::Paragraph(text.to_owned())], ..Page::default()
//! # };
//! # corpus.pages = vec![
//! #     page("lens", "The lens", "2023-05-01", "Rings of prisms bend the light into one beam."),
//! #     page("horn", "The horn", "2024-02-03", "In a fog the horn is heard where no light is seen."),
//! # ];
//! # let pack = build(&corpus, &findling_indexer::Options::default())?.bytes;
//! let index = Index::open(&pack, Box::new(NativeHost))?;
//!
//! let answer = index.search("prism", &Options::default());
//! assert_eq!(answer.total, 1);
//! let page = &answer.pages[0];
//! assert_eq!(index.page_title(page.page), "The lens");
//! let passage = &page.passages[0];
//! assert_eq!(index.passage_url(passage.passage), "lens.html#the-lens");
//! let marked: Vec<&str> = passage.marks.iter().map(|mark| &passage.text[mark.clone()]).collect();
//! assert_eq!(marked, ["prisms"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Nothing is dropped silently: [`Answer::missing`] lists the words that the corpus does not contain, and [`Answer::relaxed`] every
//! replacement.
//!
//! # Filter, sort, count
//! ```
//! use findling_core::{Options, search::Filter};
//! # use findling_core::Index;
//! # use findling_indexer::{Block, NativeHost, Page, build, read::Corpus};
//! # let mut corpus = Corpus::default();
//! # let page = |id: &str, date: &str| Page {
//! #     id: id.to_owned(), url: format!("{id}.html"), lang: "en".to_owned(), meta: [("date".to_owned(), vec![date.to_owned()])].into(),
//! #     blocks: vec![Block::Paragraph("A light is seen from the sea.".to_owned())], ..Page::default()
//! # };
//! # corpus.pages = vec![page("a", "2022-05-01"), page("b", "2023-05-01"), page("c", "2024-05-01")];
//! # let index = Index::open(&build(&corpus, &findling_indexer::Options::default())?.bytes, Box::new(NativeHost))?;
//! let asked = Options {
//!     filters: vec![("year".to_owned(), Filter::Range(Some("2023".to_owned()), None))],
//!     sort: Some("date desc".to_owned()),
//!     facets: vec!["year".to_owned()],
//!     ..Options::default()
//! };
//! let answer = index.search("light", &asked);
//! let ids: Vec<&str> = answer.pages.iter().map(|page| index.page_id(page.page)).collect();
//! assert_eq!(ids, ["c", "b"]);
//! assert_eq!(answer.facets[0].0, "year");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Index::suggest`] completes a query, [`Index::marks`] finds a query's words in other texts, and [`search::results`] is an answer in the
//! form of the JavaScript API.
//!
//! # Memory and time
//! An open index takes 4 to 7 times the size of a text over 1 MB. It never changes and is `Sync`, so threads can share it. [`Session`] caches the
//! last query, which makes typing letter by letter faster and changes no answer.
//!
//! # Modules
//! * [`text`] folds and segments text: the one analysis of the index, of queries and of the marks on a page.
//! * [`mod@format`] is the index file: a container of named sections, and the types of their rows.
//! * [`index`] is the open index: texts, term dictionary, and the postings derived from them.
//! * [`query`] parses a query and plans its terms.
//! * [`search`] finds passages, ranks them, groups them by page and cuts excerpts.
//! * A [`Record`] is a passage that another engine returned: [`Index::of_records`] and [`Session::present`] show it as our own.
//!
//! # Limits
//! * Offsets are bytes of UTF-8. Only the JavaScript bindings count UTF-16 units.
//! * The 64 rarest words of a query count. A query is read up to 4096 bytes.
#![forbid(unsafe_code)]

pub mod codec;
pub mod format;
pub mod index;
mod list;
mod order;
pub mod query;
mod records;
pub mod search;
pub mod split;
pub mod text;

pub use format::OpenError;
pub use index::Index;
pub use records::{CUT, Record};
pub use search::{Answer, Options, Session};
pub use text::Host;
