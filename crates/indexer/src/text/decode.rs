//! Bytes to text: byte-order marks, UTF-8, UTF-16, and the legacy encodings of East Asia by detection.
//!
//! Says how sure it is, and refuses what is no text instead of turning it to noise. Never panics; linear.

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use thiserror::Error;

/// A decoded file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DecodedText {
    /// The text, without a byte-order mark.
    pub text: String,
    /// The encoding's name as the WHATWG registry has it.
    pub encoding: &'static str,
    /// How the encoding is known.
    pub certainty: Certainty,
    /// Bytes that had no meaning in the encoding; each became U+FFFD.
    pub malformed: usize,
}

/// How an encoding is known.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Certainty {
    /// Guessed, with other encodings nearly as likely; worth a look by the owner.
    Guessed,
    /// Detected from the statistics of the text.
    Detected,
    /// The text is well formed in an encoding that other texts are not well formed in.
    WellFormed,
    /// Stated: by a byte-order mark or by the owner.
    Stated,
}

/// Why a file was refused.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
pub enum NotText {
    /// The file is of another kind.
    #[error("this is {kind}, not a plain text: convert it to text first")]
    OtherKind {
        /// What the first bytes show.
        kind: &'static str,
    },
    /// Control characters that no text has.
    #[error(
        "this is no text: {count} of the first {of} bytes are control characters; if it is one, name its encoding (--encoding)"
    )]
    Binary {
        /// Control bytes found.
        count: usize,
        /// Bytes looked at.
        of: usize,
    },
    /// The owner named an encoding that does not exist.
    #[error(
        "\"{name}\" is no encoding that is known here: use a name such as utf-8, gb18030, big5, shift_jis, euc-kr, utf-16le"
    )]
    UnknownEncoding {
        /// The name given.
        name: String,
    },
    /// The text does not fit the encoding.
    #[error(
        "{malformed} places have no meaning in {encoding}: the file is damaged or in another encoding; name the right one (--encoding)"
    )]
    Malformed {
        /// Encoding that was tried.
        encoding: &'static str,
        /// Places without meaning.
        malformed: usize,
    },
}

const KINDS: [(&[u8], &str); 10] = [
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

/// Decodes a file. `forced` names the encoding where the owner knows it; a byte-order mark wins over detection, not over the owner.
///
/// # Errors
/// [`NotText`] says why the bytes are no text, and what to do.
pub fn decode(bytes: &[u8], forced: Option<&str>) -> Result<DecodedText, NotText> {
    if let Some(name) = forced {
        let encoding = Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| NotText::UnknownEncoding { name: name.to_owned() })?;
        return decoded(bytes, encoding, Certainty::Stated);
    }
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(NotText::OtherKind { kind });
    }
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return decoded(bytes, encoding, Certainty::Stated);
    }
    if let Some(encoding) = bare_utf16(bytes) {
        return decoded(bytes, encoding, Certainty::Detected);
    }
    let sample = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    // A NUL or a handful of controls is damage; more is another kind of file. Escape (0x1B) opens ISO-2022-JP.
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
    // A UTF-8 file with a few broken places is still UTF-8: no other text looks like it so long.
    let lossy = String::from_utf8_lossy(bytes);
    let wide = lossy.chars().filter(|c| !c.is_ascii()).count();
    let broken = lossy.chars().filter(|&c| c == '\u{fffd}').count();
    if broken * 20 < wide {
        return decoded(bytes, UTF_8, Certainty::Detected);
    }
    decoded(bytes, encoding, if sure { Certainty::Detected } else { Certainty::Guessed })
}

/// UTF-16 without a mark: in text with any Latin letters, digits, spaces or line ends every second byte of those is zero.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
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
    // The proof: hardly anything without meaning, and no controls.
    let (text, bad) = encoding.decode_without_bom_handling(sample);
    let odd_ones = text
        .chars()
        .filter(|&c| c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}'))
        .count();
    (!bad || odd_ones <= 1).then_some(encoding).filter(|_| odd_ones * 100 <= pairs)
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

    const CHINESE: &str =
        "各国应当加强合作，共同应对气候变化的挑战。会议决定设立专门委员会，负责协调有关工作，并于年底前提交报告。";
    const TAIWANESE: &str =
        "各國應當加強合作，共同應對氣候變化的挑戰。會議決定設立專門委員會，負責協調有關工作，並於年底前提交報告。";
    const JAPANESE: &str =
        "下記のとおり説明会を開催しますので、ご出席くださいますようお願いいたします。詳しい内容は別紙をご覧ください。";
    const KOREAN: &str =
        "각국은 협력을 강화하고 기후 변화의 도전에 공동으로 대응해야 한다. 회의는 위원회를 설치하기로 결정하였다.";

    #[test]
    fn east_asian_encodings_are_detected() {
        for (text, encoding, names) in [
            (CHINESE, GB18030, ["GBK", "gb18030"]),
            (TAIWANESE, BIG5, ["Big5", "Big5"]),
            (JAPANESE, SHIFT_JIS, ["Shift_JIS", "Shift_JIS"]),
            (KOREAN, EUC_KR, ["EUC-KR", "EUC-KR"]),
        ] {
            let (bytes, _, _) = encoding.encode(text);
            let found = decode(&bytes, None);
            assert!(found.as_ref().is_ok_and(|d| d.text == text && names.contains(&d.encoding)), "{found:?}");
        }
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let little: Vec<u8> = "第 1 页\n正文开始".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "\u{feff}第 1 页".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(
            decode(&little, None).map(|d| (d.text, d.encoding)),
            Ok(("第 1 页\n正文开始".to_owned(), "UTF-16LE"))
        );
        assert_eq!(decode(&big, None).map(|d| (d.text, d.certainty)), Ok(("第 1 页".to_owned(), Certainty::Stated)));
    }

    #[test]
    fn the_owner_has_the_last_word() {
        let (bytes, _, _) = BIG5.encode(TAIWANESE);
        assert_eq!(decode(&bytes, Some("big5")).map(|d| d.text), Ok(TAIWANESE.to_owned()));
        assert!(matches!(decode(&bytes, Some("klingon")), Err(NotText::UnknownEncoding { .. })));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_name() {
        assert_eq!(decode(b"%PDF-1.7 ...", None), Err(NotText::OtherKind { kind: "a PDF" }));
        let noise: Vec<u8> = (0..2000_u32).map(|n| u8::try_from(n * 7 % 256).unwrap_or(0)).collect();
        assert!(decode(&noise, None).is_err());
    }

    #[test]
    fn utf_8_loses_its_mark_and_forgives_one_broken_place() {
        assert_eq!(decode("\u{feff}好".as_bytes(), None).map(|d| d.text), Ok("好".to_owned()));
        let mut bytes = CHINESE.as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        assert_eq!(decode(&bytes, None).map(|d| (d.encoding, d.malformed)), Ok(("UTF-8", 1)));
    }
}
