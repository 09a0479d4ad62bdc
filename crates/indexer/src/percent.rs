//! Percent-encoding of addresses.

/// An address with each `%41` replaced by its byte. Bytes that are no text become replacement characters.
pub(crate) fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn escaped_bytes_are_read_and_everything_else_stays() {
        assert_eq!(decoded("%E4%B8%AD/a%20b"), "中/a b");
        assert_eq!(decoded("100%/%4"), "100%/%4");
        assert_eq!(decoded("%ff"), "\u{fffd}");
    }
}
