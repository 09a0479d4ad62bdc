//! Compiles a corpus into an index that `findling-core` opens.
//!
//! The stages, a module each: [`read`] (files to pages of blocks), [`cut()`] (pages to passages), [`segment`] (texts to words),
//! [`write`](mod@write) (words to an index). Everything runs in sorted order, so the same input gives the same bytes.
//!
//! # A folder or a site
//! [`read::read`] accepts the sources of `findling build`: a finished HTML site, a folder of texts or Markdown, a file of JSON Lines. It
//! reports skipped files with the reason.
//!
//! ```
//! use findling_core::{Index, Options};
//! use findling_indexer::{NativeHost, build, read::read};
//!
//! # let folder = std::env::temp_dir().join(format!("findling-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("a.txt"), "全球化\n\n全球治理需要合作。")?;
//! std::fs::write(folder.join("b.txt"), [0x89, b'P', b'N', b'G', 0, 0])?;
//! let corpus = read(&folder)?;
//! assert_eq!(corpus.pages.len(), 1);
//! assert_eq!(corpus.unreadable[0].file, "b.txt");
//!
//! let pack = build(&corpus, &findling_indexer::Options::default())?;
//! let index = Index::open(&pack.bytes, Box::new(NativeHost))?;
//! assert_eq!(index.search("治理", &Options::default()).total, 1);
//! # std::fs::remove_dir_all(&folder)?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Pages of your own
//! Pages from a database, or in another format, need no files. A [`Page`] is a title, an address and [`Block`]s of plain text. Its headings
//! become the sections that results lead to.
//!
//! ```
//! use std::collections::BTreeMap;
//!
//! use findling_indexer::{Block, NativeHost, Page, build, read::Corpus};
//!
//! let mut corpus = Corpus::default();
//! corpus.title = "Handbook".to_owned();
//! corpus.hosted = true; // these addresses exist, and need no reader pages
//! corpus.pages.push(Page {
//!     id: "lens".to_owned(),
//!     url: "/guide/lens".to_owned(),
//!     title: "The lens".to_owned(),
//!     lang: "en".to_owned(),
//!     meta: BTreeMap::from([("tag".to_owned(), vec!["optics".to_owned()])]),
//!     blocks: vec![
//!         Block::Paragraph("A lens of glass rings makes one lamp visible from afar.".to_owned()),
//!         Block::Heading { level: 2, text: "Cleaning".to_owned() },
//!         Block::Paragraph("Spirit of wine takes the salt off the glass.".to_owned()),
//!     ],
//!     ..Page::default()
//! });
//! let pack = build(&corpus, &findling_indexer::Options::default())?;
//! # let index = findling_core::Index::open(&pack.bytes, Box::new(NativeHost))?;
//! let answer = index.search("salt tag:optics", &findling_core::Options::default());
//! assert_eq!(index.passage_url(answer.pages[0].passages[0].passage), "/guide/lens#cleaning");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # From an index to a page
//! The index is the section `findling` of the module that a page loads. `findling_cli::with_section` adds it to the engine, and
//! `findling_cli::Site` has the other files. [`build_watched`] reports the progress of a long build, [`Options`] leave out parts of an index,
//! and [`reading_page`] writes a page for a document without an address.
//!
//! # Cost
//! On two cores 10 MB of text take 1.7 to 2.8 s, and 50 MB take up to 0.8 GB of memory (`docs/benchmarks.md`).

mod anchors;
mod build_cache;
mod changelogs;
mod encode;
mod error;
mod example_queries;
mod host;
mod language_index;
mod linguistics;
pub mod model;
mod page_kind;
mod passages;
mod percent;
mod progress;
pub mod read;
pub mod reader_pages;
pub mod segment;
pub mod split;
pub mod text;
mod versions;
pub mod write;

pub use build_cache::BuildCache;
pub use encode::Level;
pub use error::Error;
pub use host::NativeHost;
pub use language_index::{LanguageIndex, language_index};
pub use linguistics::{Wanted, pinyin_words, simplifications, synonyms};
pub use model::{Block, Dropped, Emphasis, Page, Passage, Piece, TextFile, Why};
pub use page_kind::page_kind;
pub use passages::cut;
pub use progress::{Stage, Watch, unwatched};
pub use reader_pages::reading_page;
pub use text::decode::decode;
pub use text::{TextOptions, read as read_text};
pub use write::{Options, Written, build, build_watched};
