//! JSON for people too: a line a value.

use std::iter::repeat_n;

/// Puts each value of a text of JSON without spaces on a line of its own, moved in by how deep it is.
pub(crate) fn indented(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut before = ' ';
    for c in json.chars() {
        let line = |out: &mut String, depth: usize| {
            out.push('\n');
            out.extend(repeat_n("  ", depth));
        };
        if quoted {
            out.push(c);
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else {
            if matches!(c, ']' | '}') {
                depth = depth.saturating_sub(1);
                if !matches!(before, '[' | '{') {
                    line(&mut out, depth);
                }
            } else if matches!(before, '[' | '{' | ',') {
                line(&mut out, depth);
            }
            out.push(c);
            match c {
                '[' | '{' => depth += 1,
                ':' => out.push(' '),
                '"' => quoted = true,
                _ => {}
            }
        }
        before = if quoted { '"' } else { c };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_the_library_writes() {
        for json in [
            "{}",
            "[[],{}]",
            r#"{"a":"x, {y: \"z\"} \\","b":[1,2.5,[null]],"c":{"d":"[全球]"},"e":[]}"#,
            r#"["","\\\\",":,"]"#,
        ] {
            let value: serde_json::Value = serde_json::from_str(json).unwrap();
            assert_eq!(indented(json), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
