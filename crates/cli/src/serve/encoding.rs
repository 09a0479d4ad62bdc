//! Compression with a cache: each content is compressed once.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Mutex, PoisonError};

use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::body::Bytes;

/// Size of the cache in bytes, after which it is cleared.
const CAPACITY: usize = 64 << 20;
/// Size in bytes from which compression saves more than its headers cost.
const LEAST: usize = 400;
/// Levels that are fast enough for a preview.
const BROTLI: i32 = 5;
const GZIP: u32 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Brotli => "br",
            Encoding::Gzip => "gzip",
        }
    }
}

/// The client's preferred encoding among ours. None if it accepts neither.
pub(super) fn liked(header: Option<&str>) -> Option<Encoding> {
    let weight = |name: &str| -> f32 {
        let mut any = 0.0;
        for wish in header.unwrap_or_default().split(',') {
            let mut parts = wish.split(';').map(str::trim);
            let wished = parts.next().unwrap_or_default();
            let q = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
            if wished.eq_ignore_ascii_case(name) {
                return q;
            }
            if wished == "*" {
                any = q;
            }
        }
        any
    };
    let (brotli, gzip) = (weight("br"), weight("gzip"));
    if brotli > 0.0 && brotli >= gzip { Some(Encoding::Brotli) } else { (gzip > 0.0).then_some(Encoding::Gzip) }
}

/// Whether files of a type can be compressed.
pub(super) fn shrinks(mime: &str) -> bool {
    let essence = mime.split(';').next().unwrap_or_default().trim();
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("+json")
        || matches!(essence, "application/json" | "application/javascript" | "application/wasm" | "application/xml")
}

/// The size of the cache, and its entries.
type Cache = (usize, HashMap<(String, Encoding), Bytes>);

/// The cache of compressed contents.
#[derive(Debug, Default)]
pub(super) struct Compressed {
    cache: Mutex<Cache>,
}

impl Compressed {
    /// The content with this tag, compressed. None if compression saves nothing.
    pub(super) fn get(&self, tag: &str, encoding: Encoding, content: &Bytes) -> Option<Bytes> {
        if content.len() < LEAST {
            return None;
        }
        let key = (tag.to_owned(), encoding);
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        let (size, map) = &mut *cache;
        if let Some(bytes) = map.get(&key) {
            return Some(bytes.clone());
        }
        let bytes = compress(content, encoding)?;
        if *size > CAPACITY {
            map.clear();
            *size = 0;
        }
        *size += bytes.len();
        map.insert(key, bytes.clone());
        Some(bytes)
    }
}

fn compress(content: &[u8], encoding: Encoding) -> Option<Bytes> {
    let mut out = Vec::with_capacity(content.len() / 3);
    match encoding {
        Encoding::Brotli => {
            let parameters = brotli::enc::BrotliEncoderParams { quality: BROTLI, ..Default::default() };
            brotli::BrotliCompress(&mut &content[..], &mut out, &parameters).ok()?;
        }
        Encoding::Gzip => {
            let mut encoder = GzEncoder::new(&mut out, Compression::new(GZIP));
            encoder.write_all(content).and_then(|()| encoder.try_finish()).ok()?;
        }
    }
    Some(out.into()).filter(|out: &Bytes| out.len() < content.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_gets_its_preferred_encoding() {
        for (header, expected) in [
            ("br, gzip", Some(Encoding::Brotli)),
            ("gzip, deflate", Some(Encoding::Gzip)),
            ("gzip;q=1.0, br;q=0.5", Some(Encoding::Gzip)),
            ("br;q=0, gzip", Some(Encoding::Gzip)),
            ("*", Some(Encoding::Brotli)),
            ("*;q=0", None),
            ("br;q=0, *", Some(Encoding::Gzip)),
            ("identity", None),
            ("br;q=x", None),
        ] {
            assert_eq!(liked(Some(header)), expected, "{header}");
        }
        assert_eq!(liked(None), None);
    }

    #[test]
    fn small_content_is_not_compressed() {
        let compressed = Compressed::default();
        let same = Bytes::from(vec![b'a'; 5000]);
        assert!(compressed.get("a", Encoding::Gzip, &same).is_some_and(|bytes| bytes.len() < 100));
        assert_eq!(compressed.get("b", Encoding::Gzip, &Bytes::from_static(b"short")), None);
        assert!(shrinks("text/html; charset=utf-8") && shrinks("image/svg+xml") && !shrinks("image/png"));
    }
}
