//! Parses the header Range.

/// The requested part of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All of it: there is no header, or one that can be ignored.
    All,
    /// Start and length, in bytes.
    Part(u64, u64),
    /// A part beyond the end of the file.
    Beyond,
}

/// Reads `bytes=2-5`, `bytes=2-` and `bytes=-5`. A request for several parts gets the whole file, which the protocol allows.
pub(super) fn wanted(header: Option<&str>, length: u64) -> Wanted {
    let Some((first, last)) =
        header.and_then(|h| h.trim().strip_prefix("bytes=")).and_then(|range| range.split_once('-'))
    else {
        return Wanted::All;
    };
    let number = |text: &str| -> Option<u64> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        // A number that is too large is beyond the end of any file.
        digits.then(|| text.parse().unwrap_or(u64::MAX))
    };
    let (start, end) = match (first.trim(), last.trim()) {
        ("", last) => match number(last) {
            Some(0) => return Wanted::Beyond,
            Some(many) => (length.saturating_sub(many), length),
            None => return Wanted::All,
        },
        (first, last) => match (number(first), number(last)) {
            (Some(start), _) if last.is_empty() => (start, length),
            (Some(start), Some(last)) if last >= start => (start, last.saturating_add(1).min(length)),
            _ => return Wanted::All,
        },
    };
    if start < end { Wanted::Part(start, end - start) } else { Wanted::Beyond }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_count_from_the_start_or_the_end() {
        for (header, expected) in [
            ("bytes=2-5", Wanted::Part(2, 4)),
            ("bytes=2-", Wanted::Part(2, 8)),
            ("bytes=-3", Wanted::Part(7, 3)),
            ("bytes=-30", Wanted::Part(0, 10)),
            ("bytes=0-99999999999999999999999", Wanted::Part(0, 10)),
            ("bytes=10-", Wanted::Beyond),
            ("bytes=99999999999999999999999-", Wanted::Beyond),
            ("bytes=-0", Wanted::Beyond),
        ] {
            assert_eq!(wanted(Some(header), 10), expected, "{header}");
        }
        for header in
            ["bytes=5-2", "bytes=a-b", "bytes=--5", "bytes=0-1,3-4", "lines=1-2", "bytes=", "bytes=-", "bytes=+1-2"]
        {
            assert_eq!(wanted(Some(header), 10), Wanted::All, "{header}");
        }
        assert_eq!((wanted(None, 10), wanted(Some("bytes=0-"), 0)), (Wanted::All, Wanted::Beyond));
    }
}
