//! What can be wrong with a pack, and what to do about it.

use core::fmt;

use crate::lean::decimal;

/// Why a pack can't be opened. Each variant says what was found and what to do.
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum PackError {
    /// The bytes are something else: an HTML page, a module without its section, a cut-off download.
    NotAPack,
    /// Written by an older version whose format is no longer read.
    TooOld {
        /// The format found.
        version: u8,
    },
    /// Written by a newer version.
    TooNew {
        /// The format found.
        version: u8,
    },
    /// The checksum does not agree.
    Damaged,
    /// The checksum agrees but the content makes no sense.
    Corrupt {
        /// The section.
        section: &'static str,
        /// What was found.
        what: &'static str,
    },
}

impl PackError {
    /// Cause and cure. Put together by hand, since the library's formatting would be more code than the reader of packs.
    #[must_use]
    pub fn message(&self) -> String {
        let number;
        let parts: [&str; 5] = match self {
            PackError::NotAPack => [
                "this is not a Findling pack: it does not begin with the pack's mark. Was a web page served in its place?",
                "",
                "",
                "",
                "",
            ],
            PackError::TooOld { version } => {
                number = decimal(u64::from(*version));
                let cure =
                    ", which is older than this engine reads. Build it again with this version's `findling build`";
                ["the pack has format ", &number, cure, "", ""]
            }
            PackError::TooNew { version } => {
                number = decimal(u64::from(*version));
                let cure =
                    ", which is newer than this engine reads. Publish findling.js and findling.wasm of the same build";
                ["the pack has format ", &number, cure, "", ""]
            }
            PackError::Damaged => [
                "the pack is damaged: its checksum does not agree with its bytes. Publish or download it again",
                "",
                "",
                "",
                "",
            ],
            PackError::Corrupt { section, what } => {
                let cure = ". Build it again; if that does not help, it is a fault of Findling's";
                ["the pack is broken in its ", section, ": ", what, cure]
            }
        };
        let mut message = String::new();
        for part in parts {
            message.push_str(part);
        }
        message
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl core::error::Error for PackError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_tells_cause_and_cure() {
        let corrupt = PackError::Corrupt { section: "stream", what: "a number is missing" };
        assert!(corrupt.to_string().starts_with("the pack is broken in its stream: a number is missing. Build"));
        assert!(PackError::TooNew { version: 12 }.to_string().starts_with("the pack has format 12, which is newer"));
    }
}
