//! What `findling.toml` may say, in words: for the file that `findling init` writes and for the schema that editors take.

use serde_json::json;

use crate::values::{GENERATORS, KINDS, LEVELS};
use crate::weights;

/// A key of the file.
pub(crate) struct Key {
    pub name: &'static str,
    /// What it is for, a line or more.
    pub about: &'static [&'static str],
    pub value: Value,
    /// An example, as it is written.
    pub example: &'static str,
    /// The flag that says the same.
    pub flag: &'static str,
}

/// What a value may be.
#[derive(Clone, Copy)]
pub(crate) enum Value {
    Text,
    Path,
    List,
    /// With what it is where nothing is said.
    Bool(bool),
    One(&'static [&'static str]),
    Weights,
}

impl Key {
    /// The example as a line of the file.
    pub(crate) fn line(&self) -> String {
        format!("{} = {}", self.name, self.example)
    }
}

/// All keys, in the order in which they are explained.
pub(crate) const KEYS: &[Key] = &[
    Key {
        name: "source",
        about: &["What is searched: a finished HTML site, a folder of documents, a .jsonl file, a feed or a site map."],
        value: Value::Path,
        example: "\"public\"",
        flag: "SOURCE",
    },
    Key {
        name: "out",
        about: &["Where the search is written. For a finished site its folder findling/ where nothing is said."],
        value: Value::Path,
        example: "\"public/findling\"",
        flag: "--out",
    },
    Key {
        name: "title",
        about: &[
            "What the corpus is called. Where nothing is said, what its pages call their site, or the folder's name.",
        ],
        value: Value::Text,
        example: "\"My site\"",
        flag: "--title",
    },
    Key {
        name: "kind",
        about: &[
            "\"site\": its pages are found, at the addresses that they have. \"documents\": each gets a reading page.",
            "Where nothing is said, a folder with an index.html, or with pages alone, is a site.",
        ],
        value: Value::One(KINDS),
        example: "\"site\"",
        flag: "--kind",
    },
    Key {
        name: "include",
        about: &[
            "Only such files. A pattern without a slash is met by a file or folder of that name, wherever it is.",
            "Of a site also texts, Markdown and JSON Lines that a pattern names.",
        ],
        value: Value::List,
        example: "[\"guide/**\", \"*.txt\"]",
        flag: "--include",
    },
    Key {
        name: "exclude",
        about: &["No such files."],
        value: Value::List,
        example: "[\"drafts\", \"{v1,v2}/**\"]",
        flag: "--exclude",
    },
    Key {
        name: "encoding",
        about: &["The encoding of all files, where it is known better than it can be detected."],
        value: Value::Text,
        example: "\"gb18030\"",
        flag: "--encoding",
    },
    Key {
        name: "urls",
        about: &[
            "Whose addresses the pages of a Markdown tree have, where its configuration is not in the folder or above it.",
        ],
        value: Value::One(GENERATORS),
        example: "\"hugo\"",
        flag: "--urls",
    },
    Key {
        name: "synonyms",
        about: &["A file of words that stand for each other, a group a line: car, automobile"],
        value: Value::Path,
        example: "\"synonyms.txt\"",
        flag: "--synonyms",
    },
    Key {
        name: "inflection",
        about: &["Whether forms of a word find each other: study, studies."],
        value: Value::Bool(true),
        example: "false",
        flag: "--no-inflection",
    },
    Key {
        name: "variants",
        about: &["Whether traditional characters find simplified ones, and old forms new ones."],
        value: Value::Bool(true),
        example: "false",
        flag: "--no-variants",
    },
    Key {
        name: "readings",
        about: &["Whether Chinese is found by its pinyin and by characters that sound the same."],
        value: Value::Bool(true),
        example: "false",
        flag: "--no-readings",
    },
    Key {
        name: "offline",
        about: &[
            "Whether a service worker is written beside the pages, with which what was seen works without a network.",
        ],
        value: Value::Bool(false),
        example: "true",
        flag: "--offline",
    },
    Key {
        name: "level",
        about: &[
            "How long a build looks for what makes the pack smaller; max takes three times as long for some thousandths.",
        ],
        value: Value::One(LEVELS),
        example: "\"max\"",
        flag: "--level",
    },
    Key {
        name: "weights",
        about: &[
            "What ranking turns on, where it is not to be as usual: what a word in a title counts (3), in a heading (2), ...",
        ],
        value: Value::Weights,
        example: "{ title = 4, heading = 2.5 }",
        flag: "--weight",
    },
];

/// The file's JSON schema.
pub(crate) fn schema() -> serde_json::Value {
    let property = |key: &Key| {
        let mut property = match key.value {
            Value::Text | Value::Path => json!({ "type": "string" }),
            Value::List => json!({ "type": "array", "items": { "type": "string" } }),
            Value::Bool(usual) => json!({ "type": "boolean", "default": usual }),
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
    fn every_key_is_a_flag_too() {
        let command = crate::Arguments::command();
        let build = command.find_subcommand("build").unwrap();
        let flags: Vec<String> = build.get_arguments().filter_map(|a| Some(format!("--{}", a.get_long()?))).collect();
        for key in KEYS.iter().filter(|key| key.name != "source") {
            assert!(flags.iter().any(|flag| flag == key.flag), "{}", key.name);
        }
    }

    #[test]
    fn the_schema_in_the_docs_is_the_one_that_is_made() {
        let made = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
        let kept = include_str!("../../../../docs/findling.schema.json");
        assert_eq!(kept, made, "`findling init --schema > docs/findling.schema.json` writes it anew");
    }
}
