//! Fingerprints of what ships, in the form that a page states them in: a browser then takes no other bytes.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::publish::{MODULE, Published};

/// The value of an attribute `integrity`.
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

/// What an owner may paste who wants browsers to take these very files and no later ones: an attribute of the script, and one of the
/// element beside its `src`.
pub(crate) fn lines(published: &Published) -> String {
    let line = |name: &str| {
        let bytes = published.get(name).unwrap_or_default();
        let name = if name == MODULE { &published.module } else { name };
        format!("{name:<14} integrity=\"{}\"\n", integrity(bytes))
    };
    line("findling.js") + &line(MODULE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_has_the_fingerprint_that_everybody_gives_it() {
        let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        assert_eq!(integrity(b""), empty);
    }
}
