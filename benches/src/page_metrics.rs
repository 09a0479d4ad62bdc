//! Effects on a visitor's page: the time to the first result on a slow connection, vital signs and long tasks.
use std::path::Path;

use findling_benches::corpus::Corpus;
use findling_benches::document::Doc;
use findling_benches::error::{Failure, doing};
use findling_benches::root;
use findling_harness::Browser;
use findling_indexer::read::read;
use serde_json::{Value, json};

use crate::progress::progress;
use crate::visit::{FINDLING, PAGEFIND, first_result, infisearch as theirs, tasks, vitals};
use crate::{growth, infisearch, rivals};

/// Name of the default corpus.
const SEEDS: &str = "seeds";
/// Queries for the default corpus.
const QUERIES: &[&str] = &["全球治理", "疫情", "国际合作"];
/// The slowest kinds of queries: corrections, partial words, pinyin, a sentence.
const TYPED: &[&str] = &["全球化与国际合作", "抗役", "quanqiuhua", "G20 global governance", "经济发展面临的挑战"];

/// The default corpus as a plain site.
pub(crate) fn seeds() -> Result<Corpus, Failure> {
    let corpus = read(&root().join("seeds")).map_err(doing("the seeds"))?;
    let text = |page: &findling_indexer::Page| {
        page.blocks.iter().map(|b| b.text().into_owned()).collect::<Vec<_>>().join("\n\n")
    };
    let docs = corpus.pages.iter().map(|page| Doc { id: page.id.clone(), title: page.title.clone(), text: text(page) });
    Ok(Corpus { name: SEEDS.to_owned(), lang: "zh".to_owned(), docs: docs.collect(), queries: Vec::new() })
}

/// Builds a corpus's site with its search; with `beside`, also with Pagefind's and InfiSearch's.
fn site(corpus: &Corpus, work: &Path, beside: bool) -> Result<std::path::PathBuf, Failure> {
    let folder = corpus.write(work, true)?;
    growth::build(&folder, "site", "site/findling", &[])?;
    if beside {
        rivals::pagefind(work, &folder)?;
        infisearch::build(work, &folder, corpus)?;
    }
    Ok(folder.join("site"))
}

/// Vital signs, long tasks and round trips to the first result of a page over the default corpus.
pub(crate) fn signs(work: &Path) -> Result<Value, Failure> {
    let browser = Browser::launch().map_err(doing("Chromium"))?;
    let here = site(&seeds()?, work, false)?;
    progress("seeds: round trips, vital signs and long tasks");
    let trips = first_result(&here, &FINDLING, &browser, QUERIES[0], false)?["trips"].take();
    Ok(json!({ "trips": trips, "vitals": vitals(&here, &browser)?, "tasks": tasks(&here, &browser, TYPED)? }))
}

/// Times to the first result over the default corpus and over larger ones, to see from which size on a split index is faster. The figures of
/// every corpus are saved at once.
pub(crate) fn measure(
    work: &Path,
    larger: &[Corpus],
    beside: bool,
    keep: impl Fn(Vec<Value>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let browser = Browser::launch().map_err(doing("Chromium"))?;
    let seeds = seeds()?;
    let here = site(&seeds, work, beside)?;
    progress("seeds: the first result");
    let first = QUERIES.iter().map(|query| visits(&seeds, &here, &browser, query, beside));
    keep(first.collect::<Result<_, _>>()?)?;
    for corpus in larger {
        // The query must consist of words of the corpus; sets that only have questions are skipped.
        let Some(query) = corpus.queries.iter().find(|query| ["words", "keyword"].contains(&query.task.as_str()))
        else {
            continue;
        };
        progress(&format!("{}: the first result", corpus.name));
        let there = site(corpus, work, beside)?;
        keep(vec![visits(corpus, &there, &browser, &query.text, beside)?])?;
    }
    Ok(())
}

fn visits(corpus: &Corpus, site: &Path, browser: &Browser, query: &str, beside: bool) -> Result<Value, Failure> {
    let slower = corpus.name == SEEDS;
    let mut rows = vec![first_result(site, &FINDLING, browser, query, slower)?];
    let others = PAGEFIND.iter().cloned().chain([theirs(&corpus.lang)]);
    for search in others.filter(|_| beside) {
        rows.push(first_result(site, &search, browser, query, slower)?);
    }
    Ok(json!({ "corpus": corpus.name, "lang": corpus.lang, "text": corpus.bytes(), "query": query, "searches": rows }))
}
