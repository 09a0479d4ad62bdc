//! Custom sections of a WebAssembly module: finding one, and adding one at the end.

/// The magic number and the version of a module.
const HEADER: [u8; 8] = *b"\0asm\x01\0\0\0";

/// The name of the section with the index.
pub(crate) const SECTION: &str = "findling";

/// Reads a 32-bit number in LEB128.
fn leb(bytes: &mut &[u8]) -> Option<usize> {
    let mut value = 0u64;
    for shift in (0..35).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return usize::try_from(value).ok().filter(|v| u32::try_from(*v).is_ok());
        }
    }
    None
}

fn push_leb(out: &mut Vec<u8>, mut n: usize) {
    while n >= 0x80 {
        out.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// Whether the bytes start with the header of a module.
pub(crate) fn is_module(bytes: &[u8]) -> bool {
    bytes.starts_with(&HEADER)
}

/// The content of the first custom section with this name, if the module is well-formed up to it.
#[must_use]
pub fn section<'a>(module: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mut rest = module.strip_prefix(&HEADER)?;
    while let Some((id, after)) = rest.split_first() {
        rest = after;
        let size = leb(&mut rest)?;
        let (mut body, after) = rest.split_at_checked(size)?;
        rest = after;
        if *id == 0 {
            let length = leb(&mut body)?;
            let (found, content) = body.split_at_checked(length)?;
            if found == name.as_bytes() {
                return Some(content);
            }
        }
    }
    None
}

/// The module with a custom section added at its end.
#[must_use]
pub fn with_section(module: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::with_capacity(content.len() + name.len() + 5);
    push_leb(&mut body, name.len());
    body.extend_from_slice(name.as_bytes());
    body.extend_from_slice(content);
    let mut out = Vec::with_capacity(module.len() + body.len() + 6);
    out.extend_from_slice(module);
    out.push(0);
    push_leb(&mut out, body.len());
    out.extend_from_slice(&body);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_added_section_is_found() {
        let content = vec![7; 300];
        let module = with_section(&with_section(&HEADER, "other", b"x"), SECTION, &content);
        assert_eq!(section(&module, SECTION), Some(&content[..]));
        assert_eq!(section(&module, "missing"), None);
    }

    #[test]
    fn a_truncated_module_has_no_section() {
        let module = with_section(&HEADER, SECTION, &[1; 40]);
        for n in 0..module.len() {
            assert_eq!(section(&module[..n], SECTION), None, "cut at {n}");
        }
    }
}
