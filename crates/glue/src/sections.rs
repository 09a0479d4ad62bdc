//! Takes the custom sections that are notes between tools out of a module (names, producers, features): a page has no
//! use for them. Reads nothing but section headers, and copies every other byte as it is.
use crate::GlueError;

const HEADER: usize = 8;
const CUSTOM: u8 = 0;
/// The section with what a module wants.
pub(crate) const IMPORTS: u8 = 2;
/// The section with the functions' types.
pub(crate) const FUNCTIONS: u8 = 3;
/// The section with what a module offers.
pub(crate) const EXPORTS: u8 = 7;
/// The section with the functions of the table.
pub(crate) const ELEMENTS: u8 = 9;
/// The section with the functions' bodies.
pub(crate) const CODE: u8 = 10;
/// The section with what memory holds at first.
pub(crate) const DATA: u8 = 11;

/// The module without its custom sections, but for those named `kept`.
pub(crate) fn keep_only(wasm: &[u8], kept: &str) -> Result<Vec<u8>, GlueError> {
    rewrite(wasm, |_, name| name.is_some_and(|name| name != kept.as_bytes()).then(Vec::new))
}

/// The module with other contents for some sections, which are told by their number and, custom ones, by their name; a section of no
/// content is left out.
pub(crate) fn rewrite(wasm: &[u8], other: impl Fn(u8, Option<&[u8]>) -> Option<Vec<u8>>) -> Result<Vec<u8>, GlueError> {
    if !wasm.starts_with(b"\0asm\x01\0\0\0") {
        return Err(GlueError::Malformed(0));
    }
    let mut out = wasm[..HEADER].to_vec();
    let mut at = HEADER;
    while at < wasm.len() {
        let malformed = GlueError::Malformed(at);
        let Some((end, name)) = section(wasm, at) else { return Err(malformed) };
        match other(wasm[at], name) {
            None => out.extend_from_slice(&wasm[at..end]),
            Some(content) if content.is_empty() => {}
            Some(content) => {
                out.push(wasm[at]);
                write_length(&mut out, content.len());
                out.extend(content);
            }
        }
        at = end;
    }
    Ok(out)
}

/// Writes a LEB128 number.
pub(crate) fn write_length(out: &mut Vec<u8>, mut n: usize) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Where the section that begins at `at` ends, and its name if it is a custom one.
fn section(wasm: &[u8], at: usize) -> Option<(usize, Option<&[u8]>)> {
    let (body, length) = length(wasm, at + 1)?;
    let end = body.checked_add(length).filter(|end| *end <= wasm.len())?;
    if *wasm.get(at)? != CUSTOM {
        return Some((end, None));
    }
    let (name, length) = self::length(wasm, body)?;
    let name_end = name.checked_add(length).filter(|name_end| *name_end <= end)?;
    Some((end, Some(&wasm[name..name_end])))
}

/// A LEB128 number of at most 32 bits at `at`: where it ends, and its value.
fn length(wasm: &[u8], at: usize) -> Option<(usize, usize)> {
    let mut value = 0u64;
    for (index, byte) in wasm.get(at..)?.iter().take(5).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((at + index + 1, usize::try_from(u32::try_from(value).ok()?).ok()?));
        }
    }
    None
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn custom(name: &str, body: &[u8]) -> Vec<u8> {
        let length = u8::try_from(name.len() + 1 + body.len()).unwrap();
        [&[CUSTOM, length, u8::try_from(name.len()).unwrap()], name.as_bytes(), body].concat()
    }

    /// A section of this number.
    pub(crate) fn section(number: u8, content: &[u8]) -> Vec<u8> {
        let mut out = vec![number];
        write_length(&mut out, content.len());
        out.extend(content);
        out
    }

    /// A function's body with its length: locals by number and type, and instructions without the last `end`.
    pub(crate) fn body(locals: &[(u8, u8)], instructions: &[u8]) -> Vec<u8> {
        let mut body = vec![u8::try_from(locals.len()).unwrap()];
        for (count, kind) in locals {
            body.extend([*count, *kind]);
        }
        body.extend(instructions);
        body.push(0x0b);
        body.insert(0, u8::try_from(body.len()).unwrap());
        body
    }

    pub(crate) fn module(sections: &[Vec<u8>]) -> Vec<u8> {
        [b"\0asm\x01\0\0\0".to_vec(), sections.concat()].concat()
    }

    #[test]
    fn only_the_named_custom_section_and_the_standard_ones_stay() {
        let types = vec![1, 4, 1, 0x60, 0, 0];
        let pack = custom("findling", b"pack");
        let full = module(&[custom("name", b"x"), types.clone(), pack.clone(), custom("producers", b"")]);
        assert_eq!(keep_only(&full, "findling").unwrap(), module(&[types, pack]));
    }

    #[test]
    fn a_length_written_in_more_bytes_than_needed_is_read() {
        let mut padded = module(&[]);
        padded.extend([1, 0x84, 0x80, 0x80, 0x80, 0x00, 1, 0x60, 0, 0]);
        assert_eq!(keep_only(&padded, "findling").unwrap(), padded);
    }

    #[test]
    fn a_module_cut_anywhere_is_refused_or_ends_at_a_section() {
        let whole = module(&[vec![1, 4, 1, 0x60, 0, 0], custom("findling", b"pack")]);
        let accepted: Vec<usize> =
            (0..=whole.len()).filter(|end| keep_only(&whole[..*end], "findling").is_ok()).collect();
        assert_eq!(accepted, [8, 14, whole.len()]);
    }

    #[test]
    fn a_length_beyond_32_bits_is_refused() {
        let mut long = module(&[]);
        long.extend([1, 0xff, 0xff, 0xff, 0xff, 0x7f]);
        assert!(matches!(keep_only(&long, "findling"), Err(GlueError::Malformed(8))));
    }
}
