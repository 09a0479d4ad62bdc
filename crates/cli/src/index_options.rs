//! What a build may be told about the pack it writes.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use findling_indexer::{Level, Options, Wanted, synonyms};

use crate::Failure;
use crate::settings::Settings;
use crate::values::{LEVELS, one_of};
use crate::weights::{self, Weight};

/// What goes into the pack besides the text.
#[derive(Debug, Default, Args)]
pub(crate) struct IndexOptions {
    /// Leave out the rules by which inflected forms of a word are found
    #[arg(long)]
    no_inflection: bool,
    /// Leave out variant characters: traditional for simplified, old forms
    #[arg(long)]
    no_variants: bool,
    /// Leave out pinyin, and with it the correction of same-sound characters
    #[arg(long)]
    no_readings: bool,
    /// Words that stand for each other: a group a line, divided by commas; # begins a remark
    #[arg(long, value_name = "FILE")]
    synonyms: Option<PathBuf>,
    /// How long to look for what makes the pack smaller: balanced, or max, which takes three times as long for some thousandths
    #[arg(long, value_name = "LEVEL", value_parser = one_of::<Level>(LEVELS))]
    level: Option<Level>,
    /// A weight of ranking that is not to be the usual one: title=4. `findling search --weight` tries one without a build
    #[arg(long, value_name = "NAME=NUMBER", value_parser = weights::weight)]
    weight: Vec<Weight>,
}

impl IndexOptions {
    /// Files beside the corpus that a build reads.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn files(&self) -> Option<PathBuf> {
        self.synonyms.clone()
    }

    /// What flags do not say, the settings may.
    pub(crate) fn options(&self, settings: &Settings) -> Result<Options, Failure> {
        let linguistics = Wanted {
            inflection: !self.no_inflection && settings.inflection.unwrap_or(true),
            variants: !self.no_variants && settings.variants.unwrap_or(true),
            readings: !self.no_readings && settings.readings.unwrap_or(true),
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
        Ok(Options { linguistics, synonyms, weights, level, ..Options::default() })
    }
}
