//! The index file: what the indexer writes and the engine opens.
//!
//! ```text
//!  0        4        5                 13
//! +--------+--------+-----------------+-------------------------------------------+
//! | FNDL   | version| checksum        | body: sections end to end, each a bincode |
//! | 4 bytes| 1 byte | 8 bytes, LE     | row of id: u8 and bytes: &[u8]            |
//! +--------+--------+-----------------+-------------------------------------------+
//! ```
//! The checksum (FNV-1a, 64 bits) covers the body. Ids ascend, and unknown sections are skipped. Every section is a list of derived rows
//! ([`sections`](Section)), but for the text weights, which are bytes, and the two entropy-coded streams of [`crate::codec`].
//! Every byte is treated as hostile: see [`encode`].

mod encoding;
mod error;
mod file;
mod manifest;
mod sections;

pub use encoding::{decode, encode};
pub use error::OpenError;
pub use file::{IndexFile, MAGIC, OLDEST, VERSION, assemble, checksum};
pub use manifest::Manifest;
pub use sections::{
    AnchorRow, Asks, FunctionWordsRow, PageKind, PageRow, PassageRow, PinyinException, PinyinRun, Section, SplitRow,
    SuffixAction, SuffixRules, TextBlockRow, VariantRow,
};
