//! Front matter: `key: value` lines between `---`, or `key = "value"` between `+++`, at the start of a text.
//!
//! It overrides the metadata found in the text. The keys are those of [`crate::Page::meta`], and `title`, `lang`, `author`.

use crate::model::TextFile;

/// Parsed front matter, and the position of the text after it.
#[derive(Debug)]
pub(crate) struct FrontMatter {
    /// Byte offset of the text.
    pub end: usize,
    /// Number of the text's first line.
    pub next_line: u32,
    fields: Vec<(String, Vec<String>)>,
}

/// Parses the front matter, if the text begins with one that is closed and well formed.
pub(crate) fn parse(text: &str) -> FrontMatter {
    parse_fenced(text).unwrap_or(FrontMatter { end: 0, next_line: 1, fields: Vec::new() })
}

fn parse_fenced(text: &str) -> Option<FrontMatter> {
    let fence = text.get(..3).filter(|f| matches!(*f, "---" | "+++"))?;
    let separator = if fence == "---" { ':' } else { '=' };
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate().take(200) {
        end += line.len();
        let line = line.trim_end();
        if number == 0 {
            if line != fence {
                return None;
            }
            continue;
        }
        if line == fence {
            let next_line = u32::try_from(number + 2).ok()?;
            return Some(FrontMatter { end, next_line, fields });
        }
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(value) = line.trim_start().strip_prefix("- ").filter(|_| separator == ':') {
            fields.last_mut()?.1.push(unquote(value));
            continue;
        }
        let (key, value) = line.split_once(separator)?;
        fields.push((key.trim().to_lowercase(), list(value.trim())));
    }
    None
}

fn unquote(value: &str) -> String {
    let value = value.trim();
    let bare = ['"', '\''].iter().find_map(|&q| value.strip_prefix(q)?.strip_suffix(q));
    bare.unwrap_or(value).to_owned()
}

/// Parses one value, or a list `[a, b]`.
fn list(value: &str) -> Vec<String> {
    match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(inner) => inner.split(',').map(unquote).filter(|v| !v.is_empty()).collect(),
        None => Some(unquote(value)).filter(|v| !v.is_empty()).into_iter().collect(),
    }
}

impl FrontMatter {
    /// Overrides metadata: the title of the first page, and all other fields of all pages.
    pub(crate) fn apply(self, file: &mut TextFile) {
        for (key, values) in self.fields {
            let key = match key.as_str() {
                "author" | "by" => "authors",
                "language" => "lang",
                "affiliation" => "affiliations",
                other => other,
            };
            let Some(first) = values.first() else { continue };
            if key == "title" {
                if let Some(page) = file.pages.first_mut() {
                    page.title.clone_from(first);
                }
                continue;
            }
            for page in &mut file.pages {
                if key == "lang" {
                    page.lang.clone_from(first);
                } else {
                    page.meta.insert(key.to_owned(), values.clone());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{TextOptions, read};

    #[test]
    fn front_matter_overrides_metadata_in_the_text() {
        for text in [
            "---\ntitle: \"Another: title\"\nlang: de\nauthors:\n  - A. B.\n  - C. D.\ndate: 2020-01-02\n---\nA title\n\nSome text here.\n",
            "+++\ntitle = \"Another: title\"\nlang = \"de\"\nauthors = [\"A. B.\", \"C. D.\"]\ndate = 2020-01-02\n+++\nA title\n\nSome text here.\n",
        ] {
            let file = read(text, &TextOptions { stem: "x".to_owned(), lang: None });
            let page = file.pages.first().cloned().unwrap_or_default();
            assert_eq!((page.title.as_str(), page.lang.as_str()), ("Another: title", "de"));
            assert_eq!(
                page.meta.get("authors").map(Vec::as_slice),
                Some(&["A. B.".to_owned(), "C. D.".to_owned()][..])
            );
            assert_eq!(page.meta.get("date").map(Vec::as_slice), Some(&["2020-01-02".to_owned()][..]));
        }
    }

    #[test]
    fn a_rule_at_the_start_is_not_front_matter() {
        let file = read("---\nNo key here at all.\n---\n", &TextOptions { stem: "x".to_owned(), lang: None });
        assert!(file.pages.iter().any(|p| p.blocks.iter().any(|b| b.text().contains("No key here"))));
    }
}
