//! `findling.toml`: options for every command. Flags override it.
//!
//! It is read from the current folder, else from SOURCE. A file that names a source applies to that source only. Paths in it are relative
//! to its folder.

mod keys;
mod nearest;

use std::fs;
use std::path::{Path, PathBuf};

use findling_indexer::Level;
use findling_indexer::read::{Generator, Glob, Kind, Selector};
use serde::Deserialize;

use crate::Failure;
use crate::values::{Characters, Encoding, LanguageTable, Setting};
use crate::weights::WeightTable;
#[cfg(test)]
pub(crate) use keys::Value;
pub(crate) use keys::{KEYS, schema};
use nearest::nearest;

/// The file's name.
pub(crate) const FILE: &str = "findling.toml";

/// The content of the file. [`KEYS`] describes it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Settings {
    pub source: Option<PathBuf>,
    pub out: Option<PathBuf>,
    pub title: Option<String>,
    pub kind: Option<Setting<Kind>>,
    pub include: Vec<Glob>,
    pub exclude: Vec<Glob>,
    pub encoding: Option<Encoding>,
    pub lang: LanguageTable,
    pub root_selector: Option<Selector>,
    pub exclude_selector: Vec<Selector>,
    pub urls: Option<Setting<Generator>>,
    pub include_characters: Option<Characters>,
    pub synonyms: Option<PathBuf>,
    pub inflection: Option<bool>,
    pub variants: Option<bool>,
    pub pinyin: Option<bool>,
    pub abbreviations: Option<bool>,
    pub split: Option<bool>,
    pub offline: Option<bool>,
    pub offline_all: Option<bool>,
    pub level: Option<Setting<Level>>,
    pub weights: WeightTable,
    /// The path of the file, if there is one.
    #[cfg(not(target_family = "wasm"))]
    #[serde(skip)]
    file: Option<PathBuf>,
}

impl Settings {
    /// Reads the named file, else the one in the current folder or in the source.
    pub(crate) fn find(named: Option<&Path>, source: Option<&Path>) -> Result<Settings, Failure> {
        if let Some(path) = named {
            return Settings::read(path);
        }
        for folder in [Some(Path::new("")), source].into_iter().flatten() {
            let path = folder.join(FILE);
            if !path.is_file() {
                continue;
            }
            let settings = Settings::read(&path)?;
            let another = |own: &PathBuf| source.is_some_and(|source| !is_same(own, source));
            return Ok(if settings.source.as_ref().is_some_and(another) { Settings::default() } else { settings });
        }
        Ok(Settings::default())
    }

    fn read(path: &Path) -> Result<Settings, Failure> {
        let text = fs::read_to_string(path).map_err(Failure::io(path))?;
        let mut settings = parse(&text).map_err(|(line, what)| Failure::Line { path: path.to_owned(), line, what })?;
        #[cfg(not(target_family = "wasm"))]
        {
            settings.file = Some(path.to_owned());
        }
        let folder = path.parent().unwrap_or(Path::new(""));
        for path in [&mut settings.source, &mut settings.out, &mut settings.synonyms].into_iter().flatten() {
            *path = folder.join(&*path);
        }
        Ok(settings)
    }

    /// Files outside the corpus that change the result of a build.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn files(&self) -> impl Iterator<Item = PathBuf> {
        [&self.file, &self.synonyms].into_iter().flatten().cloned()
    }

    /// The source: the one from the command line, else the one from the file.
    pub(crate) fn source(&self, named: Option<PathBuf>) -> Result<PathBuf, Failure> {
        named.or_else(|| self.source.clone()).ok_or_else(|| {
            Failure::Usage(format!(
                "no source to read. Give a <SOURCE> (a finished site, a folder of documents, a .jsonl file), or set source = \"…\" in \
                 {FILE}; `findling init` writes one"
            ))
        })
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Parses the text of a file. An error has its line number.
fn parse(text: &str) -> Result<Settings, (usize, String)> {
    toml::from_str(text).map_err(|error| {
        let before = error.span().map_or(0, |span| span.start);
        let line = text.bytes().take(before).filter(|b| *b == b'\n').count() + 1;
        (line, message(error.message()))
    })
}

/// The message for a TOML error. For an unknown key it suggests the closest one.
fn message(message: &str) -> String {
    let Some(key) = message.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) else {
        return message.to_owned();
    };
    let names = KEYS.iter().map(|key| key.name);
    if let Some(name) = nearest(key, names.clone()) {
        return format!("unknown setting “{key}”. Did you mean “{name}”?");
    }
    let known = names.collect::<Vec<_>>().join(", ");
    format!("unknown setting “{key}”. Valid settings: {known}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> String {
        let (line, what) = parse(text).unwrap_err();
        format!("{line}: {what}")
    }

    #[test]
    fn a_misspelled_key_is_reported_with_its_line_and_a_suggestion() {
        assert_eq!(wrong("title = \"x\"\n\nexlude = []\n"), "3: unknown setting “exlude”. Did you mean “exclude”?");
        assert_eq!(wrong("sources = \"x\""), "1: unknown setting “sources”. Did you mean “source”?");
        let far = wrong("# a\n[colours]\nx = 1\n");
        assert!(far.starts_with("2: unknown setting “colours”. Valid settings: source, out, title,"), "{far}");
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_reported_with_its_line() {
        for (text, parts) in [
            ("title = 3", ["1: ", "string"]),
            ("\ninflection = \"no\"", ["2: ", "boolean"]),
            ("source = \"a\"\nurls = \"hugi\"", ["2: ", "hugo, zola"]),
            ("encoding = \"klingon\"", ["1: ", "klingon"]),
            ("kind = \"folder\"", ["1: ", "site, documents"]),
            ("lang = \"english\"", ["1: ", "isn't a language tag"]),
            ("[lang]\n\"de/**\" = \"german\"", ["", "isn't a language tag"]),
            ("\nexclude-selector = [\"p:hover\"]", ["2: ", "“:” is not supported"]),
            ("level = \"best\"", ["1: ", "balanced, max"]),
            ("\ninclude = [\n  \"a/**\",\n  \"{a\",\n]", ["2: ", "“{a”: a { without a }"]),
            ("title = \"a\"\n[weights]\ntitel = 4", ["2: ", "Valid weights: saturation"]),
            ("source = ", ["1: ", ""]),
        ] {
            let told = wrong(text);
            assert!(parts.iter().all(|part| told.contains(part)), "{told}");
        }
    }

    #[test]
    fn every_key_is_read_and_no_other() {
        for key in KEYS {
            assert!(parse(&key.line()).is_ok(), "{}", key.line());
        }
        let (_, told) = parse("x = 1").unwrap_err();
        let known: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
        assert!(told.ends_with(&known.join(", ")), "{told}");
        // What serde knows is what the struct has.
        let error = toml::from_str::<Settings>("x = 1").unwrap_err();
        let fields: Vec<&str> = error.message().split('`').skip(3).step_by(2).collect();
        assert_eq!(fields, known);
    }
}
