//! Everyday operations of the standard library, once and small: its own are made anew for each type and each closure, and
//! every copy is paid by every visitor.
//!
//! Nothing here can fail or panic, and the results are those of the library's functions.

/// A closure that is asked about characters. An object of one of these traits carries one function; one of the library's `Fn` carries
/// three.
pub(crate) trait OfChar {
    fn is(&self, c: char) -> bool;
}

impl<F: Fn(char) -> bool> OfChar for F {
    fn is(&self, c: char) -> bool {
        self(c)
    }
}

/// A closure that is asked about numbers.
pub(crate) trait OfNumber {
    fn is(&self, n: usize) -> bool;
}

impl<F: Fn(usize) -> bool> OfNumber for F {
    fn is(&self, n: usize) -> bool {
        self(n)
    }
}

/// A closure that is asked about pairs of numbers.
pub(crate) trait OfPair {
    fn is(&self, a: usize, b: usize) -> bool;
}

impl<F: Fn(usize, usize) -> bool> OfPair for F {
    fn is(&self, a: usize, b: usize) -> bool {
        self(a, b)
    }
}

/// Collects to a list by pushing.
#[inline]
pub(crate) fn list<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::new();
    for item in items {
        list.push(item);
    }
    list
}

/// The characters of a text.
pub(crate) fn chars(text: &str) -> Vec<char> {
    list(text.chars())
}

/// The byte at which each character of a text begins.
pub(crate) fn starts(text: &str) -> Vec<usize> {
    list(text.char_indices().map(|c| c.0))
}

/// How many characters a text has: its bytes but for those that go on with one, eight at a time.
pub(crate) fn count(text: &str) -> usize {
    let on = |eight: u64| (eight >> 7 & !(eight >> 6) & 0x0101_0101_0101_0101).count_ones() as usize;
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let mut count = text.len();
    for eight in eights {
        count -= on(u64::from_le_bytes(*eight));
    }
    for byte in rest {
        count -= on(u64::from(*byte));
    }
    count
}

/// The larger of two numbers, and the first where the second is none.
pub(crate) fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}

/// The smaller of two numbers, and the first where the second is none.
pub(crate) fn smaller(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

/// White space, as Unicode has it.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c as u32, 9..=13 | 32 | 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000)
}

/// The byte at which the first character begins that is wanted.
pub(crate) fn find(text: &str, wanted: &dyn OfChar) -> Option<usize> {
    for (at, c) in text.char_indices() {
        if wanted.is(c) {
            return Some(at);
        }
    }
    None
}

/// A text without the white space that it begins with.
pub(crate) fn trim_start(text: &str) -> &str {
    split(text, find(text, &|c: char| !is_space(c)).unwrap_or(text.len())).1
}

/// The parts of a text that each end at a separator, which is of ASCII, or at the end of the text.
pub(crate) fn parts(text: &str, separator: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte == separator {
            parts.push(text.get(start..at).unwrap_or(""));
            start = at + 1;
        }
    }
    if start < text.len() {
        parts.push(text.get(start..).unwrap_or(""));
    }
    parts
}

/// The parts of a text between white space.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = trim_start(text);
    while !rest.is_empty() {
        let (word, after) = split(rest, find(rest, &is_space).unwrap_or(rest.len()));
        words.push(word);
        rest = trim_start(after);
    }
    words
}

/// Characters as a text.
pub(crate) fn text(chars: &[char]) -> String {
    let mut text = String::new();
    for c in chars {
        text.push(*c);
    }
    text
}

/// Leaves of a list what is wanted.
pub(crate) fn keep<T>(list: &mut Vec<T>, mut wanted: impl FnMut(&T) -> bool) {
    let mut kept = 0;
    for i in 0..list.len() {
        if wanted(&list[i]) {
            list.swap(kept, i);
            kept += 1;
        }
    }
    while list.len() > kept {
        list.pop();
    }
}

/// The first number under `n` of which something is not so that is so of all before it; `n` if there is none.
pub(crate) fn first(n: usize, before: &dyn OfNumber) -> usize {
    let (mut low, mut high) = (0, n);
    while low < high {
        let middle = low.midpoint(high);
        if before.is(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// Whether `part` stands in `text`. Both are short: no table is made of the part beforehand.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    let Some(first) = part.as_bytes().first() else { return true };
    let fits = |(at, byte): (usize, u8)| byte == *first && text.as_bytes()[at..].starts_with(part.as_bytes());
    text.bytes().enumerate().any(fits)
}

/// A text in two at a byte, which is one where a character begins; otherwise all of it comes first.
pub(crate) fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// Strings with a separator between them.
pub(crate) fn join<S: AsRef<str>>(strings: &[S], separator: char) -> String {
    let mut out = String::new();
    for (i, string) in strings.iter().enumerate() {
        if i > 0 {
            out.push(separator);
        }
        out.push_str(string.as_ref());
    }
    out
}

/// Adds a number in decimal digits.
pub(crate) fn digits(n: u64, out: &mut String) {
    if n > 9 {
        digits(n / 10, out);
    }
    out.push(char::from((n % 10) as u8 + b'0'));
}

/// A number in decimal digits.
pub(crate) fn decimal(n: u64) -> String {
    let mut out = String::new();
    digits(n, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_answers_as_the_library_does() {
        for text in ["", "a", "banana", "全球治理", "全球", "aa全"] {
            for part in ["", "a", "an", "anan", "nana", "球", "球治", "理", "bananas"] {
                assert_eq!(contains(text, part), text.contains(part), "{part} in {text}");
            }
            assert_eq!(join(&[text, "x", text], ' '), [text, "x", text].join(" "));
            assert_eq!(split(text, 0), text.split_at(0));
            assert_eq!(starts(text).len(), chars(text).len());
            assert_eq!(count(text), text.chars().count());
            assert_eq!(self::text(&chars(text)), text);
        }
        for n in [0, 9, 10, 2023, u64::MAX] {
            assert_eq!(decimal(n), n.to_string());
        }
        for text in ["", " ", "a", " a b\u{3000}全球\n", "a\n\nb\n", "\n"] {
            assert_eq!(words(text), text.split_whitespace().collect::<Vec<_>>());
            assert_eq!(trim_start(text), text.trim_start());
            assert_eq!(parts(text, b'\n'), text.split_terminator('\n').collect::<Vec<_>>());
            assert_eq!(find(text, &is_space), text.find(char::is_whitespace));
        }
        assert!((0..=0x3100).filter_map(char::from_u32).all(|c| is_space(c) == c.is_whitespace()));
        let mut even = vec![1, 2, 3, 4, 6];
        keep(&mut even, |n| n % 2 == 0);
        assert_eq!(even, [2, 4, 6]);
        assert_eq!([0, 2, 3].map(|n| first(3, &|i: usize| i < n)), [0, 2, 3]);
        assert_eq!(split("全球", 1), ("全球", ""));
    }
}
