//! Options for the content of an index.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use findling_indexer::{Level, Options, Wanted, synonyms};

use crate::Failure;
use crate::settings::Settings;
use crate::values::{LEVELS, characters, one_of};
use crate::weights::{self, Weight};

/// What an index contains besides the text.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Options of the index")]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct IndexOptions {
    /// Leave out the rules that find inflected forms of a word
    #[arg(long)]
    no_inflection: bool,
    /// Leave out variant characters: traditional for simplified, old forms
    #[arg(long)]
    no_variants: bool,
    /// Leave out pinyin, and with it the correction of characters that sound the same
    #[arg(long)]
    no_pinyin: bool,
    /// Leave out the names and abbreviations that the texts equate: World Health Organization (WHO)
    #[arg(long)]
    no_abbreviations: bool,
    /// A file of synonyms: one group per line, separated by commas. # starts a comment
    #[arg(long, value_name = "FILE")]
    synonyms: Option<PathBuf>,
    /// Characters that count as parts of words: "#+" finds C# and C++ only as they are written
    #[arg(long, value_name = "CHARACTERS", value_parser = characters)]
    include_characters: Option<String>,
    /// How hard to compress: max takes 3 times as long and makes the index less than 1 % smaller. Default: balanced
    #[arg(long, value_name = "LEVEL", value_parser = one_of::<Level>(LEVELS))]
    level: Option<Level>,
    /// Change a ranking weight: title=4. `findling search --weight` tries one without a build
    #[arg(long, value_name = "NAME=NUMBER", value_parser = weights::weight)]
    weight: Vec<Weight>,
}

impl IndexOptions {
    /// Files beside the corpus that a build reads.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn files(&self) -> Option<PathBuf> {
        self.synonyms.clone()
    }

    /// The options: flags first, then the settings, then the defaults.
    pub(crate) fn options(&self, settings: &Settings) -> Result<Options, Failure> {
        let linguistics = Wanted {
            inflection: !self.no_inflection && settings.inflection.unwrap_or(true),
            variants: !self.no_variants && settings.variants.unwrap_or(true),
            pinyin: !self.no_pinyin && settings.pinyin.unwrap_or(true),
            abbreviations: !self.no_abbreviations && settings.abbreviations.unwrap_or(true),
        };
        let synonyms = match self.synonyms.as_ref().or(settings.synonyms.as_ref()) {
            None => Vec::new(),
            Some(path) => {
                let text = String::from_utf8(fs::read(path).map_err(Failure::io(path))?).map_err(|_| {
                    Failure::Line { path: path.clone(), line: 1, what: "not UTF-8. Save the file as UTF-8".to_owned() }
                })?;
                synonyms(&text).map_err(|(line, what)| Failure::Line { path: path.clone(), line, what })?
            }
        };
        let weights = settings.weights.0.iter().chain(&self.weight);
        let weights = weights.map(|(name, value)| (name.clone(), (value * 100.0).round() as u32)).collect();
        let level = self.level.or(settings.level.as_ref().map(|level| level.0)).unwrap_or_default();
        let characters =
            self.include_characters.clone().or_else(|| settings.include_characters.as_ref().map(|own| own.0.clone()));
        let characters = characters.unwrap_or_default();
        Ok(Options { linguistics, synonyms, weights, level, characters, ..Options::default() })
    }
}
