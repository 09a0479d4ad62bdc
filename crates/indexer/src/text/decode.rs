//! Decodes bytes to text: byte-order marks, UTF-8, UTF-16, and detection of the legacy encodings of East Asia.
//!
//! Reports how certain the encoding is, and refuses binary files. Never panics. Linear time.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

/// A decoded file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DecodedText {
    /// The text, without a byte-order mark.
    pub text: String,
    /// The encoding's name in the WHATWG registry.
    pub encoding: &'static str,
    /// How certain the encoding is.
    pub certainty: Certainty,
    /// Number of invalid byte sequences. Each became U+FFFD.
    pub malformed: usize,
}

/// How certain an encoding is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Certainty {
    /// Guessed: other encodings are almost as likely. The owner should check the text.
    Guessed,
    /// Detected from the statistics of the text.
    Detected,
    /// The bytes are valid in this encoding, which is unlikely for text in another one.
    WellFormed,
    /// Stated by a byte-order mark or by the owner.
    Stated,
}

/// Why a file is not text.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NotText {
    /// The file has another format.
    #[error("this is {kind}, not plain text. Convert it to text first")]
    OtherKind {
        /// The format that the first bytes show.
        kind: &'static str,
    },
    /// The file contains too many control characters.
    #[error(
        "this is not text: {count} of the first {of} bytes are control characters. If it is text, name its encoding with --encoding"
    )]
    Binary {
        /// Number of control bytes.
        count: usize,
        /// Number of bytes examined.
        of: usize,
    },
    /// The encoding that the owner named is unknown.
    #[error(
        "the encoding \"{name}\" is unknown. Use a name such as utf-8, gb18030, big5, shift_jis, euc-kr or utf-16le"
    )]
    UnknownEncoding {
        /// The name.
        name: String,
    },
    /// The bytes are not valid in the encoding.
    #[error(
        "{malformed} byte sequences are invalid in {encoding}: the file is damaged or in another encoding. Name its encoding with --encoding"
    )]
    Malformed {
        /// The encoding that was tried.
        encoding: &'static str,
        /// Number of invalid byte sequences.
        malformed: usize,
    },
}

/// The first bytes of binary formats, and their names.
const FORMATS: [(&[u8], &str); 10] = [
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"\0asm", "a WebAssembly module"),
];

/// Decodes a file. `forced` is the encoding that the owner named. A byte-order mark takes precedence over detection, but not over the owner.
///
/// # Errors
///
/// [`NotText`] if the bytes are not text.
pub fn decode(bytes: &[u8], forced: Option<&str>) -> Result<DecodedText, NotText> {
    if let Some(name) = forced {
        let encoding = Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| NotText::UnknownEncoding { name: name.to_owned() })?;
        return decoded(bytes, encoding, Certainty::Stated);
    }
    if let Some((_, kind)) = FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(NotText::OtherKind { kind });
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(bytes, encoding, Certainty::Stated);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return decoded(bytes, encoding, Certainty::Detected);
    }
    let sample = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    // A NUL or a few control characters are damage. More of them mean a binary file. Escape (0x1B) begins ISO-2022-JP.
    let count =
        sample.iter().filter(|&&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0c | 0x0b | 0x1b | 0x1a)).count();
    if count > 4 && count * 100 > sample.len() {
        return Err(NotText::Binary { count, of: sample.len() });
    }
    if std::str::from_utf8(bytes).is_ok() {
        return decoded(bytes, UTF_8, Certainty::WellFormed);
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let (encoding, sure) = detector.guess_assess(None, true);
    // A UTF-8 file with a few invalid bytes is still UTF-8: text in other encodings has many more.
    let lossy = String::from_utf8_lossy(bytes);
    let wide = lossy.chars().filter(|c| !c.is_ascii()).count();
    let broken = lossy.chars().filter(|&c| c == '\u{fffd}').count();
    if broken * 20 < wide {
        return decoded(bytes, UTF_8, Certainty::Detected);
    }
    decoded(bytes, encoding, if sure { Certainty::Detected } else { Certainty::Guessed })
}

/// Detects UTF-16 without a byte-order mark: every second byte of Latin letters, digits, spaces and line breaks is zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(1 << 16) & !1).unwrap_or_default();
    if sample.len() < 8 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = sample.len() / 2;
    let encoding = if odd * 50 > pairs && odd > even * 2 {
        UTF_16LE
    } else if even * 50 > pairs && even > odd * 2 {
        UTF_16BE
    } else {
        return None;
    };
    // Verify: almost no invalid sequences, and no control characters.
    let (text, bad) = encoding.decode_without_bom_handling(sample);
    let invalid = text
        .chars()
        .filter(|&c| c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
        .count();
    (!bad || invalid <= 1).then_some(encoding).filter(|_| invalid * 100 <= pairs)
}

fn decoded(bytes: &[u8], encoding: &'static Encoding, certainty: Certainty) -> Result<DecodedText, NotText> {
    let (text, actual, bad) = encoding.decode(bytes);
    let malformed = if bad { text.chars().filter(|&c| c == '\u{fffd}').count() } else { 0 };
    if malformed > 8 && malformed * 10 > text.chars().count() {
        return Err(NotText::Malformed { encoding: actual.name(), malformed });
    }
    Ok(DecodedText { text: text.into_owned(), encoding: actual.name(), certainty, malformed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS};

    const SIMPLIFIED: &str =
        "各国应当加强合作，共同应对气候变化的挑战。会议决定设立专门委员会，负责协调有关工作，并于年底前提交报告。";
    const TRADITIONAL: &str =
        "各國應當加強合作，共同應對氣候變化的挑戰。會議決定設立專門委員會，負責協調有關工作，並於年底前提交報告。";
    const JAPANESE: &str =
        "下記のとおり説明会を開催しますので、ご出席くださいますようお願いいたします。詳しい内容は別紙をご覧ください。";
    const KOREAN: &str =
        "각국은 협력을 강화하고 기후 변화의 도전에 공동으로 대응해야 한다. 회의는 위원회를 설치하기로 결정하였다.";

    #[test]
    fn east_asian_encodings_are_detected() {
        for (text, encoding, names) in [
            (SIMPLIFIED, GB18030, ["GBK", "gb18030"]),
            (TRADITIONAL, BIG5, ["Big5", "Big5"]),
            (JAPANESE, SHIFT_JIS, ["Shift_JIS", "Shift_JIS"]),
            (KOREAN, EUC_KR, ["EUC-KR", "EUC-KR"]),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            let found = decode(&bytes, None);
            assert!(found.as_ref().is_ok_and(|d| d.text == text && names.contains(&d.encoding)), "{found:?}");
        }
    }

    #[test]
    fn utf_16_is_decoded_with_and_without_a_byte_order_mark() {
        let little: Vec<u8> = "第 1 页\n正文开始".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}第 1 页".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(
            decode(&little, None).map(|d| (d.text, d.encoding)),
            Ok(("第 1 页\n正文开始".to_owned(), "UTF-16LE"))
        );
        assert_eq!(decode(&big, None).map(|d| (d.text, d.certainty)), Ok(("第 1 页".to_owned(), Certainty::Stated)));
    }

    #[test]
    fn an_encoding_named_by_the_owner_is_used() {
        let (bytes, _, _) = BIG5.encode(TRADITIONAL);
        assert_eq!(decode(&bytes, Some("big5")).map(|d| d.text), Ok(TRADITIONAL.to_owned()));
        assert!(matches!(decode(&bytes, Some("klingon")), Err(NotText::UnknownEncoding { .. })));
    }

    #[test]
    fn binary_files_are_refused_with_their_format() {
        assert_eq!(decode(b"%PDF-1.7 ...", None), Err(NotText::OtherKind { kind: "a PDF" }));
        let noise: Vec<u8> = (0..2000_u32).map(|n| u8::try_from(n * 7 % 256).unwrap_or(0)).collect();
        assert!(decode(&noise, None).is_err());
    }

    #[test]
    fn utf_8_loses_its_byte_order_mark_and_may_have_one_invalid_byte() {
        assert_eq!(decode("\u{feff}好".as_bytes(), None).map(|d| d.text), Ok("好".to_owned()));
        let mut bytes = SIMPLIFIED.as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        assert_eq!(decode(&bytes, None).map(|d| (d.encoding, d.malformed)), Ok(("UTF-8", 1)));
    }
}
