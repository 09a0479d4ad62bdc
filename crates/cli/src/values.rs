//! Values of options that have names: the same on the command line and in `findling.toml`.

use std::collections::BTreeMap;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use findling_indexer::Level;
use findling_indexer::read::{Generator, Kind, Languages};
use findling_indexer::text::decode::{NotText, decode};
use serde::Deserialize;

/// The names of the levels.
pub(crate) const LEVELS: &[&str] = &["balanced", "max"];
/// The names of the kinds of folders.
pub(crate) const KINDS: &[&str] = &["site", "documents"];
/// The names of the site generators.
pub(crate) const GENERATORS: &[&str] = &["hugo", "zola", "jekyll", "mdbook", "docusaurus", "vitepress", "astro"];

/// A type whose values have names.
pub(crate) trait Named: Sized {
    /// The value with this name, or an error that names the valid ones.
    fn named(name: &str) -> Result<Self, String>;
}

impl Named for Level {
    fn named(name: &str) -> Result<Level, String> {
        match name {
            "balanced" => Ok(Level::Balanced),
            "max" => Ok(Level::Max),
            _ => Err(unknown("level", name, LEVELS)),
        }
    }
}

impl Named for Kind {
    fn named(name: &str) -> Result<Kind, String> {
        match name {
            "site" => Ok(Kind::Site),
            "documents" => Ok(Kind::Documents),
            _ => Err(unknown("kind of folder", name, KINDS)),
        }
    }
}

impl Named for Generator {
    fn named(name: &str) -> Result<Generator, String> {
        let generator = Generator::ALL.into_iter().find(|generator| generator.name() == name);
        generator.ok_or_else(|| unknown("site generator", name, GENERATORS))
    }
}

fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    format!("unknown {what} “{name}”. Valid values: {}", known.join(", "))
}

/// Reads one of these names from the command line. The help and the error list all of them.
pub(crate) fn one_of<T>(names: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: Named + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| T::named(&name))
}

/// Checks the name of an encoding.
pub(crate) fn encoding(name: &str) -> Result<String, String> {
    match decode(b"", Some(name)) {
        Err(error @ NotText::UnknownEncoding { .. }) => Err(error.to_string()),
        _ => Ok(name.to_owned()),
    }
}

/// A named value in `findling.toml`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String", bound = "T: Named")]
pub(crate) struct Setting<T>(pub T);

impl<T: Named> TryFrom<String> for Setting<T> {
    type Error = String;

    fn try_from(name: String) -> Result<Setting<T>, String> {
        T::named(&name).map(Setting)
    }
}

/// The name of an encoding in `findling.toml`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Encoding(pub String);

impl TryFrom<String> for Encoding {
    type Error = String;

    fn try_from(name: String) -> Result<Encoding, String> {
        encoding(&name).map(Encoding)
    }
}

/// Languages in `findling.toml`: one for all pages, or a table by pattern.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "OneOrSeveral")]
pub(crate) struct LanguageTable(pub Languages);

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrSeveral {
    One(String),
    Several(BTreeMap<String, String>),
}

impl TryFrom<OneOrSeveral> for LanguageTable {
    type Error = String;

    fn try_from(given: OneOrSeveral) -> Result<LanguageTable, String> {
        let languages = match &given {
            OneOrSeveral::One(tag) => Languages::all(tag),
            OneOrSeveral::Several(tags) => {
                Languages::by_pattern(tags.iter().map(|(glob, tag)| (glob.as_str(), tag.as_str())))
            }
        };
        languages.map(LanguageTable)
    }
}

/// Reads characters that count as parts of words.
pub(crate) fn characters(text: &str) -> Result<String, String> {
    if let Some(c) = text.chars().find(|c| !c.is_ascii_punctuation() || matches!(c, '"' | ':')) {
        return Err(format!(
            "{c:?} can't be included, only signs of ASCII can. Letters and digits are parts of words anyway, spaces separate words, and quotes and colons are operators of queries"
        ));
    }
    let mut characters: Vec<char> = text.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    if characters.is_empty() {
        return Err("Write at least one character: \"#+\"".to_owned());
    }
    Ok(characters.into_iter().collect())
}

/// The characters of `include-characters`.
#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Characters(pub String);

impl TryFrom<String> for Characters {
    type Error = String;

    fn try_from(text: String) -> Result<Characters, String> {
        characters(&text).map(Characters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_generator_has_its_name() {
        let names: Vec<&str> = Generator::ALL.iter().map(|generator| generator.name()).collect();
        assert_eq!(names, GENERATORS);
    }

    #[test]
    fn an_unknown_name_is_an_error_that_lists_the_valid_ones() {
        assert!(matches!(Level::named("max"), Ok(Level::Max)));
        assert_eq!(Level::named("best").unwrap_err(), "unknown level “best”. Valid values: balanced, max");
        assert!(Generator::named("hugi").unwrap_err().contains("hugo, zola"));
        assert!(encoding("gb18030").is_ok() && encoding("klingon").unwrap_err().contains("klingon"));
    }
}
