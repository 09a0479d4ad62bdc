//! Why an index can't be opened, and what to do about it.

use core::fmt;

/// Why an index can't be opened. Each message says what was found and what to do.
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum OpenError {
    /// The bytes are something else: an HTML page, a module without its section, a cut-off download.
    NotAnIndex,
    /// Written by an older version, in a format that is no longer read.
    TooOld {
        /// The format found.
        version: u8,
    },
    /// Written by a newer version.
    TooNew {
        /// The format found.
        version: u8,
    },
    /// The checksum does not match.
    Damaged,
    /// The checksum matches, but the content makes no sense.
    Corrupt {
        /// The section.
        section: &'static str,
        /// What was found.
        what: &'static str,
    },
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::NotAnIndex => f.write_str(
                "this is not a Findling index: its first bytes are others. Check that the host serves the file itself and not a web page",
            ),
            OpenError::TooOld { version } => write!(
                f,
                "the index has format {version}, which is older than this engine reads. Build it again with this version's `findling build`"
            ),
            OpenError::TooNew { version } => write!(
                f,
                "the index has format {version}, which is newer than this engine reads. Publish findling.js and findling.wasm of the same build"
            ),
            OpenError::Damaged => f.write_str(
                "the index is damaged: its checksum does not match its bytes. Publish or download it again",
            ),
            OpenError::Corrupt { section, what } => write!(
                f,
                "the index is broken in its {section}: {what}. Build it again; if that does not help, please report a bug in Findling"
            ),
        }
    }
}

impl core::error::Error for OpenError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_cause_and_remedy() {
        let corrupt = OpenError::Corrupt { section: "text stream", what: "a number is missing" };
        assert!(corrupt.to_string().starts_with("the index is broken in its text stream: a number is missing. Build"));
        assert!(OpenError::TooNew { version: 12 }.to_string().starts_with("the index has format 12, which is newer"));
    }
}
