//! An index without pages: the language data alone, for a page whose texts come from a search engine.

use std::collections::{BTreeMap, BTreeSet};

use findling_core::codec::primer::Primer;
use findling_core::format::{self, Manifest, PageRow, PassageRow, Section, assemble};
use rayon::prelude::*;

use crate::cut;
use crate::encode::{Level, encode};
use crate::example_queries::example_queries;
use crate::linguistics;
use crate::progress::{Stage, Steps, unwatched};
use crate::read::Corpus;
use crate::write::layout::Layout;
use crate::write::{Options, language_sections, segments, words};

/// An index without pages.
#[derive(Clone, Debug)]
pub struct LanguageIndex {
    /// The file.
    pub bytes: Vec<u8>,
    /// Example queries, as a visitor sees them who has typed nothing.
    pub examples: Vec<String>,
    /// The words of scripts with spaces, by language, in lower case.
    pub words: BTreeMap<String, BTreeSet<String>>,
}

/// Makes the index without pages of a corpus. `sample` has the title, the base and some or all of the pages; `langs` and `fields` are those of all pages.
#[must_use]
pub fn language_index(sample: &Corpus, langs: Vec<String>, fields: Vec<String>, options: &Options) -> LanguageIndex {
    let passages: Vec<_> = sample.pages.par_iter().map(cut).collect();
    let layout = Layout::new(sample, &passages);
    let texts = segments(&layout, options, &Steps::new(&unwatched, Stage::Segmenting, layout.texts.len()));
    let words = words(&layout, &texts);
    let languages = language_sections(&words, &texts, options);
    let words = words.by_lang.into_iter().map(|(lang, words)| (lang.to_owned(), words)).collect();
    let names = texts.iter().zip(&layout.texts).filter(|(_, laid)| laid.is_name);
    let names = linguistics::shared_names(names.map(|(segments, laid)| (laid.page, segments)), layout.pages.len());
    let examples = example_queries(&sample.pages, names);
    let stated = examples.iter().map(|text| format!("example={text}")).collect();
    let manifest = Manifest {
        title: sample.title.clone(),
        langs,
        fields,
        options: [options.stated(&sample.base), stated].concat(),
        writer: env!("CARGO_PKG_VERSION").to_owned(),
        ..Manifest::default()
    };
    let coded = encode(&[], Level::Balanced, &Primer::default());
    let empty = vec![
        (Section::Pages, format::encode::<PageRow<'_>>([])),
        (Section::Passages, format::encode::<PassageRow>([])),
    ];
    let texts = vec![(Section::SurfaceTable, coded.surface_table), (Section::TextStream, coded.text_stream)];
    let bytes = assemble(&[manifest.sections(), empty, languages, texts].concat());
    LanguageIndex { bytes, examples, words }
}
