//! Compiles a corpus into a pack that `findling-core` opens.
//!
//! The stages, each a room: [`read`] (files to pages of blocks), [`cut()`] (pages to passages), [`segment`] (texts to words),
//! [`write`](mod@write) (words to a pack). Everything is walked in sorted order: the same input gives the same bytes.
//!
//! ```
//! use findling_indexer::{Options, build, read::read};
//! let folder = std::env::temp_dir().join("findling-doc-example");
//! std::fs::create_dir_all(&folder)?;
//! std::fs::write(folder.join("a.txt"), "全球化\n\n全球治理需要合作。")?;
//! let corpus = read(&folder)?;
//! let pack = build(&corpus, &Options::default())?;
//! let index = findling_core::Index::open(&pack.bytes, Box::new(findling_indexer::NativeHost))?;
//! assert_eq!(index.search("治理", &Default::default()).total, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cut;
mod encode;
mod error;
mod host;
mod linguistics;
pub mod model;
mod progress;
pub mod read;
pub mod reading;
pub mod segment;
mod slug;
pub mod text;
pub mod write;

pub use cut::cut;
pub use error::Error;
pub use host::NativeHost;
pub use linguistics::{Wanted, synonyms};
pub use model::{Block, Dropped, Page, Passage, Piece, TextFile, Why};
pub use progress::{Stage, Watch, unwatched};
pub use reading::reading_page;
pub use text::decode::decode;
pub use text::{TextOptions, read as read_text};
pub use write::{Options, Written, build, build_watched};
