//! Forms that a corpus lacks find the words that it has.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use std::collections::{BTreeMap, BTreeSet};

use findling_core::Index;
use findling_core::text::{Segment, segments};
use little::{found, index};
use proptest::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

/// For each language: lines of a word that the corpus has, and forms of it that the corpus lacks.
const FORMS: &[(&str, &str)] = &[
    (
        "en",
        "possibility possibilities possibly possible
         large largely
         nice nicely
         notation notations
         argument arguments
         energy energies
         configure configured configures configuring configuration configurations
         install installs installed installing installation
         publish publishes published publishing
         stop stops stopped stopping
         study studies studied studying
         hope hopes hoped hoping
         quick quickly quickness
         happy happily happiness
         careful carefully carefulness
         develop develops developed developing development developments
         national nationally
         generate generates generated generating generation
         relation relations relational
         active actively activity activities
         visible visibly visibility
         organize organizes organized organizing organization organizations
         box boxes boxed
         class classes
         dependency dependencies
         run running runs ran
         write writes writing wrote written
         go goes going went gone
         child children
         good better best
         buy buys buying bought
         mouse mice
         foot feet
         find finds finding found
         index indices indexes indexed
         choose chose chosen choosing",
    ),
    (
        "de",
        "Haus Hauses
         Zeitung Zeitungen
         Freiheit Freiheiten
         möglich mögliche möglichen möglicher
         Frage Fragen
         schnell schnelle schnellen schneller
         spielen spiele spielend
         Entwicklung Entwicklungen
         freundlich freundlichen freundliche
         gehen ging gegangen",
    ),
    (
        "fr",
        "maison maisons
         national nationale nationales
         développement développements
         continuer continué continuait continuent
         heureux heureuse
         rapidement rapide
         oeil yeux",
    ),
    (
        "es",
        "casa casas
         acción acciones
         rápido rápida rápidos
         trabajar trabajando trabajaba trabajado
         nación naciones nacional
         escribir escrito escribiendo",
    ),
    (
        "ru",
        "книга книги книгу книгой книгами
         работать работал работала работают
         новый новая новое новые новых
         человек человека человеком
         важность важности",
    ),
    (
        "it",
        "casa case
         nazione nazioni
         lavorare lavorando lavorato lavorava
         rapido rapida rapidi
         uomo uomini",
    ),
    (
        "pt",
        "casa casas
         trabalhar trabalhando trabalhado trabalhava
         rápido rápida rápidos
         bom melhor",
    ),
    ("nl", "boek boeken\n mogelijk mogelijke\n werken werkend\n hoog hoge\n stad steden"),
    ("sv", "bil bilar bilen bilarna\n möjlighet möjligheter\n snabb snabba snabbt\n bok böcker"),
    ("da", "hus huset husene\n mulighed muligheder\n hurtig hurtige hurtigt"),
    ("no", "hus huset husene\n mulighet muligheter\n rask raske raskt"),
    ("fi", "talo talossa talon\n kirja kirjassa kirjan kirjat"),
    ("hu", "ház házban házak\n könyv könyvek könyvben"),
    ("tr", "kitap kitaplar kitapları\n okul okullar okulda okuldan\n ev evler evde"),
    ("el", "άνθρωπος άνθρωποι ανθρώπους ανθρώπων\n βιβλίο βιβλία βιβλίου\n μεγάλος μεγάλη μεγάλο μεγάλων"),
    ("ro", "casă case casele\n frumos frumoasă frumoși\n lucrare lucrări lucrarea"),
    ("ar", "كتاب الكتاب والكتاب كتابه\n مدرسة المدرسة مدرستها\n مهندس المهندسون مهندسين"),
];

fn lines(text: &str) -> Vec<Vec<&str>> {
    text.lines().map(|line| line.split_whitespace().collect()).collect()
}

#[test]
fn forms_that_the_corpus_lacks_find_its_words_in_every_language() {
    let mut lost = Vec::new();
    let mut all = 0;
    for (lang, text) in FORMS {
        let lines = lines(text);
        let forms: BTreeSet<&str> = lines.iter().flatten().copied().collect();
        // The documentation is English; the rules of other languages are learned from the few words alone.
        let other = if *lang == "en" { words() } else { Vec::new() };
        let other: Vec<&str> = other.iter().map(String::as_str).filter(|word| !forms.contains(word)).collect();
        let other = other.join(" ");
        let pages: Vec<&str> = lines.iter().map(|line| line[0]).chain([other.as_str()]).collect();
        let index = index(lang, &pages);
        for (page, line) in lines.iter().enumerate() {
            all += line.len();
            let finds = |form: &str| found(&index, &format!("{form} ")).contains(&page);
            lost.extend(line.iter().filter(|form| !finds(form)).map(|form| format!("{lang}: {form}")));
        }
    }
    // Rules that stem every word as Snowball does would be larger than what the last few forms are worth.
    assert!(all > 200 && lost.len() * 50 <= all, "{} of {all}: {lost:#?}", lost.len());
}

#[test]
fn the_form_that_was_typed_comes_first() {
    let en = index("en", &["He writes.", "He wrote.", "They write.", "It was written."]);
    for (page, query) in ["writes", "wrote", "write", "written"].iter().enumerate() {
        let found = found(&en, query);
        assert_eq!((found[0], found.len()), (page, 4), "{query}");
    }
}

#[test]
fn rules_keep_different_words_apart() {
    let en = index("en", &["a car", "take care", "the university", "the universe", "a bed", "be there", "one king"]);
    for (query, pages) in [("cars", &[0][..]), ("careful", &[1]), ("beds", &[4]), ("kings", &[6])] {
        assert_eq!(found(&en, query), pages, "{query}");
    }
}

/// All English words of the documentation, of three letters and more.
fn words() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = ["docs/faults.md", "docs/guides/hosting.md", "docs/widget.md", "docs/internals/experiments.md"];
    let others = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/benchmarks.md"];
    let mut words = BTreeSet::new();
    for file in files.iter().chain(&others) {
        let text = std::fs::read_to_string(root.join(file)).unwrap().to_lowercase();
        let of_text = segments(&text).filter_map(|segment| match segment {
            Segment::Word(word) if word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) => {
                Some(word.to_owned())
            }
            _ => None,
        });
        words.extend(of_text);
    }
    words.into_iter().collect()
}

/// How many pairs of a form and a word of the corpus Snowball joins, how many of them the rules join, and how many others they join.
fn compare(index: &Index, corpus: &[&String], forms: &[&String]) -> (usize, usize, usize) {
    let stemmer = Stemmer::create(Algorithm::English);
    let rule = |word: &str| index.inflection().stems(word).next().unwrap_or_else(|| word.to_owned());
    let mut by_rule: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    let mut by_stem: BTreeMap<String, usize> = BTreeMap::new();
    for word in corpus {
        by_rule.entry(rule(word)).or_default().push(word);
        *by_stem.entry(stemmer.stem(word).into_owned()).or_default() += 1;
    }
    let (mut all, mut joined, mut others) = (0, 0, 0);
    for form in forms {
        let stem = stemmer.stem(form);
        all += by_stem.get(stem.as_ref()).copied().unwrap_or_default();
        for word in by_rule.get(&rule(form)).into_iter().flatten() {
            if stemmer.stem(word) == stem { joined += 1 } else { others += 1 }
        }
    }
    (all, joined, others)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever half of a text's words is the corpus: rules learned from it join the words of the other half with it as Snowball does.
    #[test]
    fn rules_agree_with_snowball_about_words_of_other_texts(seed in any::<u64>()) {
        let words = words();
        let mut state = seed;
        let (corpus, forms): (Vec<&String>, Vec<&String>) = words.iter().partition(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            state >> 63 == 0
        });
        let text = corpus.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
        let (all, joined, others) = compare(&index("en", &[&text]), &corpus, &forms);
        prop_assert!(all > 100, "{all}");
        prop_assert!(joined * 100 >= all * 90, "{joined} of {all}");
        prop_assert!(others * 100 <= all * 15, "{others} besides {all}");
    }
}
