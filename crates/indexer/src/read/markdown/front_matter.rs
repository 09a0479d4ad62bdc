//! Front matter: YAML between `---`, TOML between `+++`, before the text.
//!
//! Both become the same: names with lists of words. A nested value has its path as its name (`taxonomies.tags`).

use std::collections::BTreeMap;

use saphyr::{LoadableYamlNode, ScanError, Yaml};

/// The fields of a page's front matter.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    fields: BTreeMap<String, Vec<String>>,
    /// Whether there is front matter at all, though it be empty.
    pub present: bool,
}

/// Front matter is short; a page that is nothing else is data.
const MAX_BYTES: usize = 1 << 18;

/// Parts a page into its front matter and the text behind it.
///
/// # Errors
/// An error of the front matter, with the line of the file.
pub(super) fn split(text: &str) -> Result<(FrontMatter, &str), (usize, String)> {
    let Some((inner, rest, toml)) = fenced(text) else { return Ok((FrontMatter::default(), text)) };
    if inner.len() > MAX_BYTES {
        return Err((1, format!("the front matter is longer than {MAX_BYTES} bytes")));
    }
    let mut front = FrontMatter { present: true, ..FrontMatter::default() };
    if toml {
        let table: toml::Table = toml::from_str(inner).map_err(|e| {
            let line = e.span().map_or(0, |span| inner.bytes().take(span.start).filter(|b| *b == b'\n').count());
            (line + 2, format!("the front matter isn't valid TOML: {}", e.message()))
        })?;
        for (key, value) in &table {
            front.toml(key, value);
        }
    } else {
        let documents = Yaml::load_from_str(inner).map_err(|e: ScanError| {
            (e.marker().line() + 1, format!("the front matter isn't valid YAML: {}", e.info()))
        })?;
        for (key, value) in documents.first().and_then(Yaml::as_mapping).into_iter().flatten() {
            if let Some(key) = key.as_str() {
                front.yaml(key, value);
            }
        }
    }
    Ok((front, rest))
}

/// The text between the fences, the text after them, and whether it is TOML.
fn fenced(text: &str) -> Option<(&str, &str, bool)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let toml = text.starts_with("+++");
    let fence = if toml { "+++" } else { "---" };
    let first = text.lines().next().filter(|line| line.trim_end() == fence)?;
    let start = text.get(first.len()..)?.find('\n')? + first.len() + 1;
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let end = line.trim_end();
        if end == fence || !toml && end == "..." {
            return Some((text.get(start..at)?, text.get(at + line.len()..)?, toml));
        }
        at += line.len();
    }
    None
}

impl FrontMatter {
    fn toml(&mut self, key: &str, value: &toml::Value) {
        match value {
            toml::Value::Table(table) => {
                for (inner, value) in table {
                    self.toml(&format!("{key}.{inner}"), value);
                }
            }
            toml::Value::Array(list) => {
                for value in list {
                    self.toml(key, value);
                }
            }
            toml::Value::String(word) => self.add(key, word),
            toml::Value::Integer(number) => self.add(key, &number.to_string()),
            toml::Value::Float(number) => self.add(key, &number.to_string()),
            toml::Value::Boolean(yes) => self.add(key, &yes.to_string()),
            toml::Value::Datetime(date) => self.add(key, &date.to_string()),
        }
    }

    fn yaml(&mut self, key: &str, value: &Yaml) {
        if let Some(list) = value.as_vec() {
            for value in list {
                self.yaml(key, value);
            }
        } else if let Some(table) = value.as_mapping() {
            for (inner, value) in table {
                if let Some(inner) = inner.as_str() {
                    self.yaml(&format!("{key}.{inner}"), value);
                }
            }
        } else if let Some(word) = value.as_str() {
            self.add(key, word);
        } else if let Some(whole) = value.as_integer() {
            self.add(key, &whole.to_string());
        } else if let Some(yes) = value.as_bool() {
            self.add(key, if yes { "true" } else { "false" });
        } else if let Some(number) = value.as_floating_point() {
            self.add(key, &number.to_string());
        }
    }

    fn add(&mut self, key: &str, word: &str) {
        // People write no null characters, and one ends an entry in the index.
        let word = word.replace('\0', " ").trim().to_owned();
        if !word.is_empty() {
            self.fields.entry(key.to_lowercase()).or_default().push(word);
        }
    }

    /// The first value of the first of these fields that is there.
    pub(super) fn first(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.fields.get(*key)?.first()).map(String::as_str)
    }

    /// All values of these fields, each once.
    pub(super) fn all(&self, keys: &[&str]) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for value in keys.iter().filter_map(|key| self.fields.get(*key)).flatten() {
            if !all.contains(value) {
                all.push(value.clone());
            }
        }
        all
    }

    /// Whether a field says yes, or says no.
    pub(super) fn is(&self, key: &str, yes: bool) -> bool {
        self.first(&[key]).is_some_and(|value| value == if yes { "true" } else { "false" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "---\ntitle: \"A: b\"\ndate: 2024-03-02\nauthors:\n  - name: Ann\n  - name: Bo\ntags: [x, 2]\ndraft: true\n---\nText";
        let toml = "+++\ntitle = \"A: b\"\ndate = 2024-03-02\ndraft = true\ntags = [\"x\", 2]\n[[authors]]\nname = \"Ann\"\n[[authors]]\nname = \"Bo\"\n+++\nText";
        for text in [yaml, toml] {
            let (front, rest) = split(text).unwrap();
            assert_eq!(rest, "Text");
            assert_eq!((front.first(&["title"]), front.first(&["date"])), (Some("A: b"), Some("2024-03-02")));
            assert_eq!(front.all(&["authors", "authors.name"]), ["Ann", "Bo"]);
            assert_eq!(front.all(&["tags"]), ["x", "2"]);
            assert!(front.is("draft", true) && !front.is("search", false));
        }
    }

    #[test]
    fn a_rule_at_the_top_is_text() {
        for text in ["---\n\nno end", "----\na: b\n----\n", "Text\n---\na: b\n---\n"] {
            assert_eq!(split(text), Ok((FrontMatter::default(), text)));
        }
    }

    #[test]
    fn invalid_front_matter_is_reported_with_its_line() {
        for text in ["+++\na = 1\nb = = 2\n+++\n", "---\na: 1\nb: [1\n---\n"] {
            let (line, what) = split(text).unwrap_err();
            assert!((3..=4).contains(&line) && what.starts_with("the front matter isn't valid"), "{line}: {what}");
        }
    }

    #[test]
    fn aliases_do_not_grow_without_end() {
        let mut bomb = "---\na: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (name, before) in ('b'..='k').zip('a'..) {
            bomb = format!("{bomb}{name}: &{name} [{}]\n", format!("*{before},").repeat(10));
        }
        bomb.push_str("---\n");
        assert!(split(&bomb).is_err());
    }
}
