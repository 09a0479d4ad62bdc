//! Pages to an index file.

pub(crate) mod layout;

use std::sync::Arc;

use findling_core::codec::primer::Primer;
use findling_core::format::{Manifest, Section, assemble, checksum};
use findling_core::index::CHARACTERS;
use rayon::prelude::*;

use crate::encode::{Level, Segments, encode};
use crate::example_queries::example_queries;
use crate::linguistics::{self, Dictionary, Wanted, Words};
use crate::progress::{Stage, Steps, Watch, unwatched};
use crate::read::Corpus;
use crate::segment::{Segmenter, opens_name, parts};
use crate::{BuildCache, Error, cut};
use layout::{LaidText, Layout};

/// Options of a build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language tables in the index.
    pub linguistics: Wanted,
    /// Groups of words with the same meaning.
    pub synonyms: Vec<Vec<String>>,
    /// Weights of ranking that differ from the defaults, by name, in hundredths.
    pub weights: Vec<(String, u32)>,
    /// Characters that count as parts of words.
    pub characters: String,
    /// How long to search for a smaller index.
    pub level: Level,
    /// The cache of earlier builds in this process. This build adds to it.
    pub cache: Option<Arc<BuildCache>>,
}

impl Options {
    /// The options that differ from the defaults, for the manifest.
    pub(crate) fn stated(&self, base: &str) -> Vec<String> {
        let Wanted { inflection, variants, pinyin, abbreviations } = self.linguistics;
        let left_out = [
            (inflection, "no-inflection"),
            (variants, "no-variants"),
            (pinyin, "no-pinyin"),
            (abbreviations, "no-abbreviations"),
        ];
        let mut stated: Vec<String> =
            left_out.iter().filter(|(wanted, _)| !wanted).map(|(_, name)| (*name).to_owned()).collect();
        if !self.synonyms.is_empty() {
            stated.push(format!("synonyms={}", self.synonyms.len()));
        }
        stated.extend(self.weights.iter().map(|(name, hundredths)| format!("weight.{name}={hundredths}")));
        if !self.characters.is_empty() {
            stated.push(format!("{CHARACTERS}{}", self.characters));
        }
        if !base.is_empty() {
            stated.push(format!("base={base}"));
        }
        stated
    }
}

/// A finished index file.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it holds.
    pub pages: usize,
    /// How many passages.
    pub passages: usize,
    /// How many bytes of text.
    pub text: usize,
    /// Example queries, as a visitor sees them who has typed nothing.
    pub examples: Vec<String>,
}

/// Most bytes of text: offsets have 32 bits, and no visitor should be sent more.
const LIMIT: usize = 1 << 30;
/// Most metadata fields: their numbers are bytes.
const FIELDS: usize = 256;

/// Compiles a corpus.
pub fn build(corpus: &Corpus, options: &Options) -> Result<Written, Error> {
    build_watched(corpus, options, &unwatched)
}

/// Compiles a corpus, and reports its progress.
pub fn build_watched(corpus: &Corpus, options: &Options, watch: Watch<'_>) -> Result<Written, Error> {
    let passages: Vec<_> = corpus.pages.par_iter().map(cut).collect();
    let layout = Layout::new(corpus, &passages);
    let bytes: usize = layout.texts.iter().map(|t| t.text.len()).sum();
    if bytes > LIMIT {
        return Err(Error::TooLarge { bytes, limit: LIMIT });
    }
    if layout.fields.len() > FIELDS {
        return Err(Error::Fields { fields: layout.fields.len(), limit: FIELDS });
    }
    let steps = Steps::new(watch, Stage::Segmenting, layout.texts.len());
    let texts = segments(&layout, options, &steps);
    let tokens: usize = texts.iter().flat_map(Segments::iter).filter(|p| p.1).count();
    watch(Stage::Learning, 0, 1);
    let words = words(&layout, &texts);
    watch(Stage::Coding, 0, 1);
    let (coded, linguistics) = rayon::join(
        || encode(&texts, options.level, &Primer::default()),
        || language_sections(&words, &texts, options),
    );
    let names = texts.iter().zip(&layout.texts).filter(|(_, laid)| laid.is_name);
    let names = linguistics::shared_names(names.map(|(segments, laid)| (laid.page, segments)), layout.pages.len());
    let examples = example_queries(&corpus.pages, names);
    // The segments are no longer needed; the texts are.
    let count = texts.len();
    drop(texts);
    let mut content = String::with_capacity(bytes + count);
    for text in &layout.texts {
        content.push_str(&text.text);
        content.push('\0');
    }
    let manifest = Manifest {
        title: corpus.title.clone(),
        langs: layout.langs.clone(),
        fields: layout.fields.clone(),
        text_bytes: bytes as u32,
        texts: count as u32,
        tokens: tokens as u32,
        content: checksum(content.as_bytes()),
        options: [options.stated(&corpus.base), examples.iter().map(|text| format!("example={text}")).collect()]
            .concat(),
        writer: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let (pages, passages) = layout.tables();
    let tables =
        [(Section::Pages, pages), (Section::Passages, passages), (Section::TextWeights, layout.text_weights())];
    let texts = [(Section::SurfaceTable, coded.surface_table), (Section::TextStream, coded.text_stream)];
    let bytes_out = assemble(&[manifest.sections(), tables.into(), linguistics, texts.into()].concat());
    Ok(Written { bytes: bytes_out, pages: layout.pages.len(), passages: layout.passages.len(), text: bytes, examples })
}

/// Cuts the texts into segments.
pub(crate) fn segments<'t>(layout: &'t Layout<'_>, options: &Options, steps: &Steps<'_>) -> Vec<Segments<'t>> {
    let cut = |segmenter: &mut Segmenter, text: &'t LaidText<'_>| {
        let cut = || segmenter.cut(&text.text, text.lang);
        let pieces = match &options.cache {
            Some(cache) => cache.pieces(&text.text, text.lang, cut),
            None => cut(),
        };
        steps.step();
        Segments::new(&text.text, &pieces)
    };
    layout.texts.par_iter().map_init(Segmenter::default, cut).collect()
}

/// The words of the texts.
pub(crate) fn words<'t>(layout: &'t Layout<'_>, texts: &[Segments<'_>]) -> Words<'t> {
    let mut words = Words::default();
    for (text, laid) in texts.iter().zip(&layout.texts) {
        words.add(laid.lang, text.iter());
    }
    words
}

/// The sections with the language data of these words and texts.
pub(crate) fn language_sections(
    words: &Words<'_>,
    texts: &[Segments<'_>],
    options: &Options,
) -> Vec<(Section, Vec<u8>)> {
    let dictionary = Dictionary { opens_name, parts };
    linguistics::sections(words, texts, dictionary, options.linguistics, &options.synonyms, options.cache.as_deref())
}
