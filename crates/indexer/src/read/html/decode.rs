//! Bytes of a page to text, in the order in which a browser believes: a byte-order mark, what the owner states, well-formed UTF-8,
//! `<meta charset>`, and at last what the bytes look like.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::text::decode::decode;

/// So far into a page a browser looks for its encoding.
const HEAD: usize = 1024;
/// A page larger than this is no page that anybody reads; its tree would take more memory than a build should.
pub(in crate::read) const MAX_PAGE_BYTES: usize = 32 << 20;

/// The text of a page, or why it is none.
pub(in crate::read) fn decode_page(bytes: &[u8], forced: Option<&str>) -> Result<String, String> {
    if bytes.len() > MAX_PAGE_BYTES {
        return Err(format!("larger than {} MB", MAX_PAGE_BYTES >> 20));
    }
    if bytes.is_empty() {
        return Err("the file is empty".to_owned());
    }
    let stated_encoding =
        if forced.is_some() || Encoding::for_bom(bytes).is_some() { None } else { encoding_label(bytes) };
    // Well-formed UTF-8 with a letter of another script in it is UTF-8, whatever an old template says.
    let wide = std::str::from_utf8(bytes).is_ok_and(|text| !text.is_ascii());
    match stated_encoding {
        Some(encoding) if encoding != UTF_8 && !wide && !bytes.contains(&0) => {
            Ok(encoding.decode(bytes).0.into_owned())
        }
        _ => decode(bytes, forced).map(|decoded| decoded.text).map_err(|no| format!("not HTML: {no}")),
    }
}

/// The encoding that the page's first bytes state.
fn encoding_label(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(HEAD).map(|b| char::from(b.to_ascii_lowercase())).collect();
    let mut rest = head.as_str();
    while let Some(at) = rest.find("charset") {
        rest = rest.get(at + "charset".len()..).unwrap_or_default();
        let Some(value) = rest.trim_start().strip_prefix('=') else { continue };
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.')))
            .unwrap_or(value.len());
        if let Some(encoding) = Encoding::for_label(value.get(..end).unwrap_or_default().as_bytes()) {
            // What can be read as ASCII is not UTF-16; and a label of Latin-1 means Windows' superset.
            let wide = encoding == UTF_16LE || encoding == UTF_16BE;
            return Some(if wide { UTF_8 } else { encoding });
        }
    }
    let xml = head
        .strip_prefix("<?xml")
        .and_then(|x| x.split_once("encoding"))
        .map(|x| x.1.trim_start_matches([' ', '=', '"', '\'']));
    let label = xml.and_then(|x| x.split(['"', '\'', '?']).next());
    label.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|e| *e != WINDOWS_1252 || !bytes.is_ascii())
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GBK, SHIFT_JIS};

    use super::*;

    #[test]
    fn a_page_is_read_in_the_encoding_that_it_states() {
        for (encoding, label, words) in
            [(GBK, "gb2312", "全球治理"), (BIG5, "Big5", "全球治理"), (SHIFT_JIS, "shift_jis", "図書館")]
        {
            for meta in [
                format!("<meta charset={label}>"),
                format!("<meta http-equiv=Content-Type content='text/html; charset={label}'>"),
            ] {
                let page = format!("{meta}<p>{words}");
                assert_eq!(decode_page(&encoding.encode(&page).0, None).as_deref(), Ok(page.as_str()), "{label}");
            }
        }
    }

    #[test]
    fn a_mark_and_the_text_itself_are_believed_before_an_old_template() {
        let page = "<meta charset=gb2312><p>全球治理";
        assert_eq!(decode_page(page.as_bytes(), None).as_deref(), Ok(page));
        let marked = format!("\u{feff}{page}");
        assert_eq!(decode_page(marked.as_bytes(), None).as_deref(), Ok(page));
        let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode_page(&utf16, None).as_deref(), Ok(page));
    }

    #[test]
    fn what_is_no_page_is_refused() {
        assert!(decode_page(b"", None).unwrap_err().contains("empty"));
        assert!(decode_page(b"\x89PNG\r\n\x1a\n....", None).unwrap_err().contains("PNG"));
        assert!(decode_page(&vec![b'a'; MAX_PAGE_BYTES + 1], None).unwrap_err().contains("larger"));
    }
}
