//! The tables of an index that don't depend on which of its texts are open: its manifest, and its languages.

use std::sync::OnceLock;

use super::{FunctionWords, Inflection, Keyboard, Pinyin, Synonym, Weights, synonyms};
use crate::format::{IndexFile, Manifest, OpenError, PinyinException, PinyinRun, Section, VariantRow};
use crate::list::List as _;
use crate::text::{Folder, Host, Variants};

/// The manifest, and the tables of the corpus' languages.
pub(crate) struct Tables {
    pub host: Box<dyn Host>,
    pub manifest: Manifest,
    pub weights: Weights,
    pub variants: Variants,
    pub inflection: Inflection,
    pub keyboard: Keyboard,
    pub synonyms: Vec<Vec<Synonym>>,
    pub function_words: FunctionWords,
    pinyin_rows: PinyinRows,
    pinyin: OnceLock<Pinyin>,
}

/// The pinyin tables as the file has them; [`Tables::pinyin`] makes [`Pinyin`] of them.
#[derive(Debug, Default)]
struct PinyinRows {
    syllables: Vec<String>,
    runs: Vec<PinyinRun>,
    exceptions: Vec<PinyinException>,
}

impl Tables {
    /// Reads the tables of an index file.
    pub(crate) fn read(file: &IndexFile<'_>, manifest: Manifest, host: Box<dyn Host>) -> Result<Tables, OpenError> {
        let variants = Variants::read(&file.rows::<VariantRow>(Section::Variants)?)?;
        let folder = Folder { host: host.as_ref(), variants: &variants };
        let mut groups = Vec::new();
        synonyms::add(&mut groups, &file.rows::<&str>(Section::Synonyms)?, false, &folder);
        synonyms::add(&mut groups, &file.rows::<&str>(Section::Abbreviations)?, true, &folder);
        let function_words = FunctionWords::read(&file.rows(Section::FunctionWords)?, &folder);
        Ok(Tables {
            weights: Weights::from_options(&manifest.options),
            inflection: Inflection::read(&file.rows(Section::Inflection)?)?,
            keyboard: Keyboard(file.section(Section::Keyboard).to_vec()),
            pinyin_rows: PinyinRows {
                syllables: file.rows::<&str>(Section::Syllables)?.into_iter().map(str::to_owned).list(),
                runs: file.rows(Section::PinyinRuns)?,
                exceptions: file.rows(Section::PinyinExceptions)?,
            },
            pinyin: OnceLock::new(),
            synonyms: groups,
            function_words,
            host,
            manifest,
            variants,
        })
    }

    /// Folding with this index's host and variants.
    pub(crate) fn folder(&self) -> Folder<'_, dyn Host> {
        Folder { host: self.host.as_ref(), variants: &self.variants }
    }

    /// Pinyin. The first call asks the host for its characters; most visitors never cause it.
    pub(super) fn pinyin(&self) -> &Pinyin {
        self.pinyin.get_or_init(|| {
            let PinyinRows { syllables, runs, exceptions } = &self.pinyin_rows;
            Pinyin::new(syllables, runs, exceptions, self.host.as_ref())
        })
    }
}
