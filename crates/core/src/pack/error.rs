//! What can be wrong with a pack, and what to do about it.

use thiserror::Error;

/// Why a pack can't be opened. Each variant says what was found and what to do.
#[derive(Debug, Error, PartialEq, Eq, Clone)]
pub enum PackError {
    /// The bytes are something else: an HTML page, a module without its section, a cut-off download.
    #[error("this is not a Findling pack: it does not begin with the pack's mark. Was a web page served in its place?")]
    NotAPack,
    /// Written by an older version whose format is no longer read.
    #[error(
        "the pack has format {version}, which is older than this engine reads. Build it again with this version's `findling build`"
    )]
    TooOld {
        /// The format found.
        version: u8,
    },
    /// Written by a newer version.
    #[error(
        "the pack has format {version}, which is newer than this engine reads. Publish findling.js and findling.wasm of the same build"
    )]
    TooNew {
        /// The format found.
        version: u8,
    },
    /// The checksum does not agree.
    #[error("the pack is damaged: its checksum does not agree with its bytes. Publish or download it again")]
    Damaged,
    /// The checksum agrees but the content makes no sense.
    #[error(
        "the pack is broken in its {section}: {what}. Build it again; if that does not help, it is a fault of Findling's"
    )]
    Corrupt {
        /// The section.
        section: &'static str,
        /// What was found.
        what: &'static str,
    },
}
