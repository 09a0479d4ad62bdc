//! What leaves the engine, as one small tree: a writer is made once for it, where deriving one for each kind of row would make dozens.

use serde::{Serialize, Serializer};

use crate::lean::digits;

/// A value as JavaScript and JSON know it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// A text of the index or of the answer.
    Text(&'a str),
    /// A text made for this value.
    Own(String),
    /// A number of things; beyond 32 bits it is the greatest of these.
    Count(usize),
    /// What something is worth, to the fourth place behind the point: the same digits wherever it is written.
    Score(f32),
    /// Values in a row.
    List(Vec<Value<'a>>),
    /// Named values, in this order.
    Map(Vec<(&'a str, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// A list of texts.
    #[must_use]
    pub fn texts(texts: &'a [String]) -> Value<'a> {
        let mut list = Vec::new();
        for text in texts {
            list.push(Value::Text(text));
        }
        Value::List(list)
    }

    /// The value as JSON. Hundreds of small values cross into JavaScript much faster as one text than one by one.
    #[must_use]
    pub fn json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Value::Null => out.push_str("null"),
            Value::Text(text) => quote(text, out),
            Value::Own(text) => quote(text, out),
            Value::Count(count) => digits(u64::from(bounded(*count)), out),
            Value::Score(score) => {
                let parts = parts_of(*score);
                digits(parts / PARTS, out);
                out.push('.');
                // With a figure before them, which goes again, the zeros in front are written too.
                let point = out.len();
                digits(PARTS + parts % PARTS, out);
                out.remove(point);
            }
            Value::List(values) => {
                for (i, value) in values.iter().enumerate() {
                    out.push(if i == 0 { '[' } else { ',' });
                    value.write(out);
                }
                out.push_str(if values.is_empty() { "[]" } else { "]" });
            }
            Value::Map(values) => {
                for (i, (name, value)) in values.iter().enumerate() {
                    out.push(if i == 0 { '{' } else { ',' });
                    quote(name, out);
                    out.push(':');
                    value.write(out);
                }
                out.push_str(if values.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

/// How finely a score is told.
const PARTS: u64 = 10_000;

fn parts_of(score: f32) -> u64 {
    (score * PARTS as f32 + 0.5) as u64
}

fn bounded(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    let (mut at, mut written) = (0, 0);
    while let Some(byte) = text.as_bytes().get(at).copied() {
        if byte < b' ' || byte == b'"' || byte == b'\\' {
            out.push_str(text.get(written..at).unwrap_or(""));
            out.push_str("\\u00");
            for half in [byte >> 4, byte & 15] {
                out.push(char::from(half + if half < 10 { b'0' } else { b'a' - 10 }));
            }
            written = at + 1;
        }
        at += 1;
    }
    out.push_str(text.get(written..).unwrap_or(""));
    out.push('"');
}

/// For callers in Rust, who have writers of their own.
impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null => serializer.serialize_unit(),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Own(text) => serializer.serialize_str(text),
            Value::Count(count) => serializer.serialize_u32(bounded(*count)),
            Value::Score(score) => serializer.serialize_f64(parts_of(*score) as f64 / PARTS as f64),
            Value::List(values) => serializer.collect_seq(values),
            Value::Map(values) => serializer.collect_map(values.iter().map(|(name, value)| (name, value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_what_the_serializer_says() {
        let every: String = (0..0x300).filter_map(char::from_u32).collect();
        let value = Value::Map(vec![
            ("null", Value::Null),
            ("text", Value::Text(&every)),
            ("own", Value::Own("全球\u{2028}😀".into())),
            ("counts", Value::List(vec![Value::Count(0), Value::Count(10), Value::Count(usize::MAX)])),
            ("scores", Value::List([0.0, 0.00004, 0.05, 1.0, 12.3456, 100.05].map(Value::Score).to_vec())),
            ("empty", Value::List(vec![Value::List(Vec::new()), Value::Map(Vec::new())])),
        ]);
        let read: serde_json::Value = serde_json::from_str(&value.json()).unwrap();
        assert_eq!(read, serde_json::to_value(&value).unwrap());
        assert_eq!(read["scores"].to_string(), "[0.0,0.0,0.05,1.0,12.3456,100.05]");
    }
}
