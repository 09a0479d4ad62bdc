//! The engine of Findling: opens a pack and answers queries with text and ranges, never with markup.
//!
//! The crate holds no language: no dictionary, no stemmer, no stop words. What a language needs was found out by the
//! indexer and rides in the pack. It does no I/O, reads no clock, starts no thread and holds no `unsafe`; Unicode's tables
//! come from the [`Host`], which in a browser is the browser.
//!
//! # A search
//! A pack is what `findling-indexer` writes; `findling build` puts it into a module's section `findling`. Opened, it is an [`Index`],
//! which answers with numbers and ranges; texts are asked for by those.
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
//! An answer says how it is less than what was asked: [`Answer::missing`] are words that are nowhere, [`Answer::relaxed`] what was looked
//! for instead of others. Nothing is ever dropped in silence.
//!
//! # Filters, orders, counts
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
//! [`Index::suggest`] completes what was typed, [`Index::marks`] says where a query stands in texts that are not the corpus', and
//! [`search::results`] is an answer as the JSON that the JavaScript API gives.
//!
//! # Rooms
//! * [`text`] folds and cuts text: the one analysis that the index, a query and the marks on a page go through.
//! * [`mod@format`] is the index file: a container of named sections and the types of their rows.
//! * [`index`] is a pack opened: the text, its lexicon, and the postings derived from it.
//! * [`query`] turns what a visitor typed into units to look for.
//! * [`search`] finds passages, ranks them, groups them by page and cuts excerpts.
//!
//! # Quirks
//! * Offsets are bytes of UTF-8 inside this crate; only the bindings know of UTF-16.
//! * A query counts its 64 rarest words at most; the rest of a longer one is not looked at.
#![forbid(unsafe_code)]

pub mod codec;
pub mod format;
pub mod index;
mod list;
mod order;
pub mod query;
pub mod search;
pub mod text;

pub use format::OpenError;
pub use index::Index;
pub use search::{Answer, Options, Session};
pub use text::Host;
