//! The keys of `findling.toml`, described: for the file that `findling init` writes, and for the schema that editors use.

use serde_json::json;

use crate::values::{GENERATORS, KINDS, LEVELS};
use crate::weights;

/// A key of the file.
pub(crate) struct Key {
    pub name: &'static str,
    /// The description, in lines.
    pub about: &'static [&'static str],
    pub value: Value,
    /// An example value in TOML.
    pub example: &'static str,
    /// The corresponding flag.
    pub flag: &'static str,
}

/// The type of a value.
#[derive(Clone, Copy)]
pub(crate) enum Value {
    Text,
    Path,
    List,
    /// With its default.
    Bool(bool),
    /// True or false, without a default.
    Either,
    One(&'static [&'static str]),
    Weights,
    /// A tag, or a table of tags by pattern.
    Languages,
    Selectors,
}

impl Key {
    /// The example as a line of the file.
    pub(crate) fn line(&self) -> String {
        format!("{} = {}", self.name, self.example)
    }
}

/// All keys, in the order in which they are described.
pub(crate) const KEYS: &[Key] = &[
    Key {
        name: "source",
        about: &["The source: a finished HTML site, a folder of documents, a .jsonl file, a feed or a site map."],
        value: Value::Path,
        example: "\"public\"",
        flag: "SOURCE",
    },
    Key {
        name: "out",
        about: &["The folder to write the search to. Default for a finished site: its folder findling/."],
        value: Value::Path,
        example: "\"public/findling\"",
        flag: "--out",
    },
    Key {
        name: "title",
        about: &["The title of the corpus. Default: the site title that its pages share, else the name of the folder."],
        value: Value::Text,
        example: "\"My site\"",
        flag: "--title",
    },
    Key {
        name: "kind",
        about: &[
            "\"site\": results link to the pages at their own addresses. \"documents\": each gets a reader page.",
            "Default: a folder with an index.html, or with HTML files only, is a site.",
        ],
        value: Value::One(KINDS),
        example: "\"site\"",
        flag: "--kind",
    },
    Key {
        name: "include",
        about: &[
            "Read only these files. A pattern without a slash matches a file or folder of that name at any depth.",
            "On a site, a pattern can also add texts, Markdown and JSON Lines.",
        ],
        value: Value::List,
        example: "[\"guide/**\", \"*.txt\"]",
        flag: "--include",
    },
    Key {
        name: "exclude",
        about: &["Skip these files."],
        value: Value::List,
        example: "[\"drafts\", \"{v1,v2}/**\"]",
        flag: "--exclude",
    },
    Key {
        name: "encoding",
        about: &["The encoding of all text files. Default: detected for each file."],
        value: Value::Text,
        example: "\"gb18030\"",
        flag: "--encoding",
    },
    Key {
        name: "lang",
        about: &[
            "The language of all pages, or languages by pattern of files, whatever the pages state. The longest pattern that matches decides.",
            "Default: as each page states, or detected.",
        ],
        value: Value::Languages,
        example: "{ \"de/**\" = \"de\", \"blog/**\" = \"pt-BR\" }",
        flag: "--lang",
    },
    Key {
        name: "root-selector",
        about: &[
            "The elements of HTML pages that contain the text, as data-findling-body does. Pages without one are left out.",
        ],
        value: Value::Text,
        example: "\"main, #content\"",
        flag: "--root-selector",
    },
    Key {
        name: "exclude-selector",
        about: &["Elements of HTML pages to leave out, as data-findling-ignore=\"all\" does."],
        value: Value::Selectors,
        example: "[\".toc\", \"aside > ul\"]",
        flag: "--exclude-selector",
    },
    Key {
        name: "urls",
        about: &[
            "The site generator whose addresses a Markdown tree uses. Default: detected from its configuration file.",
        ],
        value: Value::One(GENERATORS),
        example: "\"hugo\"",
        flag: "--urls",
    },
    Key {
        name: "include-characters",
        about: &[
            "Characters that count as parts of words. Without them, C# and C++ are found as they are written if a text has them, and",
            "other signs at the edges of words are ignored.",
        ],
        value: Value::Text,
        example: "\"#+\"",
        flag: "--include-characters",
    },
    Key {
        name: "synonyms",
        about: &["A file of synonyms, one group per line: car, automobile"],
        value: Value::Path,
        example: "\"synonyms.txt\"",
        flag: "--synonyms",
    },
    Key {
        name: "inflection",
        about: &["Whether inflected forms of a word find each other: study, studies."],
        value: Value::Bool(true),
        example: "false",
        flag: "--no-inflection",
    },
    Key {
        name: "variants",
        about: &["Whether variant characters find each other: traditional and simplified, old and new."],
        value: Value::Bool(true),
        example: "false",
        flag: "--no-variants",
    },
    Key {
        name: "pinyin",
        about: &["Whether pinyin and characters that sound the same find Chinese words."],
        value: Value::Bool(true),
        example: "false",
        flag: "--no-pinyin",
    },
    Key {
        name: "abbreviations",
        about: &[
            "Whether names and abbreviations that the texts equate find each other: World Health Organization (WHO).",
        ],
        value: Value::Bool(true),
        example: "false",
        flag: "--no-abbreviations",
    },
    Key {
        name: "split",
        about: &[
            "true: a search fetches the parts of the index that it needs. false: the module contains the index.",
            "Default: true if the index is larger than 200 KB.",
        ],
        value: Value::Either,
        example: "true",
        flag: "--split",
    },
    Key {
        name: "offline",
        about: &[
            "Whether to write a service worker, with which the search and the pages already visited work without a network.",
        ],
        value: Value::Bool(false),
        example: "true",
        flag: "--offline",
    },
    Key {
        name: "offline-all",
        about: &[
            "Like offline. The worker also downloads all blocks of a split index when it is installed, and not only those that a search used.",
        ],
        value: Value::Bool(false),
        example: "true",
        flag: "--offline-all",
    },
    Key {
        name: "level",
        about: &[
            "How hard to compress. max takes 3 times as long and makes the index less than 1 % smaller. Default: balanced.",
        ],
        value: Value::One(LEVELS),
        example: "\"max\"",
        flag: "--level",
    },
    Key {
        name: "weights",
        about: &["Ranking weights that differ from the defaults: a word in a title (3), in a heading (2), ..."],
        value: Value::Weights,
        example: "{ title = 4, heading = 2.5 }",
        flag: "--weight",
    },
];

/// The JSON schema of the file.
pub(crate) fn schema() -> serde_json::Value {
    let property = |key: &Key| {
        let mut property = match key.value {
            Value::Text | Value::Path => json!({ "type": "string" }),
            Value::Languages => json!({ "anyOf": [
                { "type": "string" },
                { "type": "object", "additionalProperties": { "type": "string" } },
            ] }),
            Value::List | Value::Selectors => json!({ "type": "array", "items": { "type": "string" } }),
            Value::Either => json!({ "type": "boolean" }),
            Value::Bool(default) => json!({ "type": "boolean", "default": default }),
            Value::One(names) => json!({ "type": "string", "enum": names }),
            Value::Weights => {
                let weight = |name: &str| (name.to_owned(), json!({ "type": "number", "minimum": 0, "maximum": 100 }));
                let weights: serde_json::Map<_, _> = weights::names().into_iter().map(weight).collect();
                json!({ "type": "object", "additionalProperties": false, "properties": weights })
            }
        };
        property["description"] = json!(key.about.join(" "));
        (key.name.to_owned(), property)
    };
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "findling.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": KEYS.iter().map(property).collect::<serde_json::Map<_, _>>(),
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_key_has_a_flag() {
        let command = crate::Arguments::command();
        let build = command.find_subcommand("build").unwrap();
        let flags: Vec<String> = build.get_arguments().filter_map(|a| Some(format!("--{}", a.get_long()?))).collect();
        for key in KEYS.iter().filter(|key| key.name != "source") {
            assert!(flags.iter().any(|flag| flag == key.flag), "{}", key.name);
        }
    }

    #[test]
    fn the_schema_in_the_docs_is_current() {
        let made = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
        let kept = include_str!("../../../../docs/findling.schema.json");
        assert_eq!(kept, made, "write it again with `findling init --schema > docs/findling.schema.json`");
    }
}
