//! JSON, written as it is made: what leaves the engine crosses into JavaScript as one text, which a browser parses much faster than it
//! is handed hundreds of small values; and a tree of them is never built.

use crate::lean::digits;

/// How finely a score is told.
const PARTS: u64 = 10_000;

/// A text of JSON that is being written. Commas go without saying.
#[derive(Clone, Debug, Default)]
pub struct Json(String);

impl Json {
    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        self.0
    }

    /// Whatever comes next, a comma parts it from a value before.
    fn next(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'[' | b'{' | b':')) {
            self.0.push(',');
        }
    }

    /// Begins an object or a list.
    pub fn open(&mut self, bracket: char) {
        self.next();
        self.0.push(bracket);
    }

    /// Ends an object or a list.
    pub fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// The name of the value that comes next.
    pub fn name(&mut self, name: &str) -> &mut Json {
        self.text(name);
        self.0.push(':');
        self
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.next();
        self.0.push('"');
        let (mut at, mut written) = (0, 0);
        while let Some(byte) = text.as_bytes().get(at).copied() {
            if byte < b' ' || byte == b'"' || byte == b'\\' {
                self.0.push_str(text.get(written..at).unwrap_or(""));
                self.0.push_str("\\u00");
                for half in [byte >> 4, byte & 15] {
                    self.0.push(char::from(half + if half < 10 { b'0' } else { b'a' - 10 }));
                }
                written = at + 1;
            }
            at += 1;
        }
        self.0.push_str(text.get(written..).unwrap_or(""));
        self.0.push('"');
    }

    /// Texts in a list.
    pub fn texts<S: AsRef<str>>(&mut self, texts: &[S]) {
        self.open('[');
        for text in texts {
            self.text(text.as_ref());
        }
        self.close(']');
    }

    /// A number of things; beyond 32 bits it is the greatest of these.
    pub fn count(&mut self, count: usize) {
        self.next();
        digits(u64::from(u32::try_from(count).unwrap_or(u32::MAX)), &mut self.0);
    }

    /// What something is worth, to the fourth place behind the point: the same digits wherever it is written.
    pub fn score(&mut self, score: f32) {
        self.next();
        let parts = (score * PARTS as f32 + 0.5) as u64;
        digits(parts / PARTS, &mut self.0);
        self.0.push('.');
        // With a figure before them, which goes again, the zeros in front are written too.
        let point = self.0.len();
        digits(PARTS + parts % PARTS, &mut self.0);
        self.0.remove(point);
    }

    /// Nothing.
    pub fn null(&mut self) {
        self.next();
        self.0.push_str("null");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_was_meant() {
        let every: String = (0..0x300).filter_map(char::from_u32).collect();
        let mut json = Json::default();
        json.open('{');
        json.name("text").text(&every);
        json.name("全球\u{2028}😀").null();
        json.name("empty").texts::<&str>(&[]);
        json.name("rows").open('[');
        json.open('{');
        json.close('}');
        json.texts(&["a,", "[", "{:"]);
        for count in [0, 10, usize::MAX] {
            json.count(count);
        }
        for score in [0.0, 0.00004, 0.05, 1.0, 12.3456, 100.05] {
            json.score(score);
        }
        json.close(']');
        json.close('}');
        let read: serde_json::Value = serde_json::from_str(&json.finish()).unwrap();
        let rows = "[{},[\"a,\",\"[\",\"{:\"],0,10,4294967295,0.0,0.0,0.05,1.0,12.3456,100.05]";
        assert_eq!(read["text"], every);
        assert_eq!(read["全球\u{2028}😀"], serde_json::Value::Null);
        assert_eq!((read["empty"].to_string(), read["rows"].to_string()), ("[]".into(), rows.into()));
    }
}
