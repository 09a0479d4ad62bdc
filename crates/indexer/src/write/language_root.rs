//! A root without blocks: the language data alone, for a page whose texts come from a search engine.

use std::collections::{BTreeMap, BTreeSet};

use findling_core::codec::{leaf, numbers};
use findling_core::format::{Manifest, Section, SplitRow, assemble, encode};
use rayon::prelude::*;

use super::layout::Layout;
use super::{Options, language_sections, segments, words};
use crate::cut;
use crate::example_queries::example_queries;
use crate::linguistics;
use crate::progress::{Stage, Steps, unwatched};
use crate::read::Corpus;

/// A root without blocks.
#[derive(Clone, Debug)]
pub struct LanguageRoot {
    /// The file.
    pub bytes: Vec<u8>,
    /// Example queries, as a visitor sees them who has typed nothing.
    pub examples: Vec<String>,
    /// The words of scripts with spaces, by language, in lower case.
    pub words: BTreeMap<String, BTreeSet<String>>,
}

/// Makes the root of a corpus. `sample` has the title, the base and some or all of the pages; `langs` and `fields` are those of all pages.
#[must_use]
pub fn language_root(sample: &Corpus, langs: Vec<String>, fields: Vec<String>, options: &Options) -> LanguageRoot {
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
    // A split index has at least one leaf. This one is never read.
    let counts = SplitRow { leaves: 1, ..SplitRow::default() };
    let split = vec![
        (Section::Split, encode([counts])),
        (Section::Separators, leaf::write(&[])),
        (Section::Fragments, numbers::write(&[&[], &[], &[]])),
        (Section::BlockChecks, vec![0, 0]),
    ];
    LanguageRoot { bytes: assemble(&[manifest.sections(), languages, split].concat()), examples, words }
}
