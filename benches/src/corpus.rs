//! Corpora of any size, made of real sentences and reproducible. The sentences are shuffled. From the second round on rare words change,
//! because a larger corpus has more distinct words.
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::document::Doc;
use crate::error::{Failure, at};
use crate::queries::{Query, queries};
use crate::random::Random;
use crate::texts::{Segment, Texts, lines};

/// Documents and their queries.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Its name in tables, and of its folder.
    pub name: String,
    /// Its language.
    pub lang: String,
    /// Its documents.
    pub docs: Vec<Doc>,
    /// Its queries.
    pub queries: Vec<Query>,
}

/// Average length of a page, in sentences, and of a page of a site that is measured by its number of pages.
const PAGE: usize = 24;
const SITE_PAGE: usize = 12;
/// Average length of short documents in bytes: 50 MB are 300,000 of them.
const SHORT: usize = 167;
/// Sentences per paragraph.
const PARAGRAPH: usize = 4;
/// How many of three rare words change in a later round.
const CHANGED: usize = 2;
/// Maximum bytes of text for which the answers are looked up, which takes too long above.
const KNOWN: usize = 2_000_000;

impl Corpus {
    /// A corpus of about this many bytes of text.
    #[must_use]
    pub fn made(texts: &Texts, lang: &str, bytes: usize, short: bool) -> Self {
        let kind = if short { "-short" } else { "" };
        let name = format!("{lang}-{}{kind}", megabytes(bytes));
        Self::grown(texts, (name, lang), Random::new(bytes as u64), (PAGE, short), |_, size| size >= bytes)
    }

    /// A site of so many pages.
    #[must_use]
    pub fn site(texts: &Texts, lang: &str, pages: usize) -> Self {
        let name = format!("{lang}-{pages}-pages");
        Self::grown(texts, (name, lang), Random::new(pages as u64), (SITE_PAGE, false), |docs, _| docs >= pages)
    }

    /// Adds pages until there are enough, by their number and their bytes.
    fn grown(
        texts: &Texts,
        (name, lang): (String, &str),
        mut random: Random,
        (page, short): (usize, bool),
        enough: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let mut order: Vec<usize> = Vec::new();
        let (mut size, mut round, mut docs) = (0, 0, Vec::new());
        while !enough(docs.len(), size) {
            let wanted = if short { usize::MAX } else { 1 + page / 2 + random.below(page) };
            let until = if short { (docs.len() + 1) * SHORT } else { usize::MAX };
            let mut text = String::new();
            for i in 0..wanted {
                if i > 0 && size + text.len() >= until {
                    break;
                }
                if order.is_empty() {
                    order = (0..texts.sentences.len()).collect();
                    random.shuffle(&mut order);
                    round += 1;
                }
                let Some(sentence) = order.pop() else { break };
                if i > 0 {
                    text.push_str(if i % PARAGRAPH == 0 { "\n\n" } else { " " });
                }
                write(&mut text, &texts.sentences[sentence], round, texts, &mut random);
            }
            size += text.len();
            docs.push(Doc { id: format!("d{:06}", docs.len()), title: title(&text), text });
        }
        let queries = queries(&docs, lang, size <= KNOWN);
        Self { name, lang: lang.to_owned(), docs, queries }
    }

    /// A question set: paragraphs as pages, and queries with known answers.
    pub fn set(folder: &Path, lang: &str) -> Result<Self, Failure> {
        Self::read(folder, lang, ["docs.jsonl", "queries.jsonl"])
    }

    /// The whole articles of a question set, with one in `every` of its questions.
    pub fn questions(folder: &Path, lang: &str, every: usize) -> Result<Self, Failure> {
        let mut corpus = Self::read(folder, lang, ["articles.jsonl", "questions.jsonl"])?;
        corpus.queries = corpus.queries.into_iter().step_by(every).collect();
        corpus.name.push_str("-questions");
        Ok(corpus)
    }

    fn read(folder: &Path, lang: &str, [docs, queries]: [&str; 2]) -> Result<Self, Failure> {
        let string = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let docs = lines(&folder.join(docs))?;
        let docs =
            docs.iter().map(|d| Doc { id: string(&d["id"]), title: string(&d["title"]), text: string(&d["text"]) });
        let queries = lines(&folder.join(queries))?;
        let gold = |q: &Value| q["gold"].as_array().into_iter().flatten().map(string).collect();
        let query = |q: &Value| Query { text: string(&q["query"]), gold: gold(q), task: string(&q["task"]) };
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, lang: lang.to_owned(), docs: docs.collect(), queries: queries.iter().map(query).collect() })
    }

    /// Size of the bare text in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.docs.iter().map(|doc| doc.title.len() + doc.text.len()).sum()
    }

    /// The bare text, for the brotli yardstick.
    #[must_use]
    pub fn text(&self) -> String {
        self.docs.iter().fold(String::new(), |mut all, doc| {
            let _ = writeln!(all, "{}\n{}", doc.title, doc.text);
            all
        })
    }

    /// Writes the documents and queries; with `site`, also a site of plain pages.
    pub fn write(&self, folder: &Path, site: bool) -> Result<PathBuf, Failure> {
        let folder = folder.join(&self.name);
        let pages = folder.join("site");
        if pages.exists() {
            fs::remove_dir_all(&pages).map_err(at(&pages))?;
        }
        fs::create_dir_all(&pages).map_err(at(&pages))?;
        let (mut docs, mut queries) = (String::new(), String::new());
        for Doc { id, title, text } in &self.docs {
            let url = format!("/{id}.html");
            let _ =
                writeln!(docs, "{}", json!({ "id": id, "url": url, "title": title, "text": text, "lang": self.lang }));
            if site {
                let path = pages.join(&url[1..]);
                let parent = path.parent().unwrap_or(&pages);
                fs::create_dir_all(parent).map_err(at(parent))?;
                fs::write(&path, page(&self.lang, title, text)).map_err(at(&path))?;
            }
        }
        for Query { text, gold, task } in &self.queries {
            let _ = writeln!(queries, "{}", json!({ "query": text, "gold": gold, "task": task }));
        }
        for (name, content) in [("docs.jsonl", docs), ("queries.jsonl", queries)] {
            let path = folder.join(name);
            fs::write(&path, content).map_err(at(&path))?;
        }
        Ok(folder)
    }
}

/// A size as tables show it.
pub(crate) fn megabytes(bytes: usize) -> String {
    format!("{} MB", bytes as f64 / 1e6).replace(' ', "")
}

/// Writes a sentence. In later rounds rare words are composed of the halves of two others, some of them repeatedly.
fn write(out: &mut String, sentence: &[Segment], round: usize, texts: &Texts, random: &mut Random) {
    for Segment { text, rare } in sentence {
        if !rare || round < 2 || random.below(3) >= CHANGED {
            out.push_str(text);
            continue;
        }
        let other = &texts.rare[random.uneven(texts.rare.len())];
        let half =
            |word: &str| word.char_indices().nth(word.chars().count().div_ceil(2)).map_or(word.len(), |(i, _)| i);
        out.push_str(&text[..half(text)]);
        out.push_str(&other[half(other)..]);
    }
}

/// The title of a page: its first words.
fn title(text: &str) -> String {
    let first = text.split(['。', '.', '，', ',', '\n']).next().unwrap_or_default();
    first.chars().take(40).collect()
}

fn page(lang: &str, title: &str, text: &str) -> String {
    let title = escaped(title);
    let paragraphs: Vec<String> =
        text.split("\n\n").map(|paragraph| format!("<p>{}</p>", escaped(paragraph))).collect();
    format!(
        "<!doctype html><html lang={lang}><meta charset=utf-8><title>{title}</title><main data-pagefind-body><h1>{title}</h1>{}</main></html>",
        paragraphs.concat()
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Texts {
        let segment = |text: &str, rare| Segment { text: text.to_owned(), rare };
        let sentence = |word: &str| vec![segment("The ", false), segment(word, true), segment(" is here.", false)];
        let words = ["harbour", "lantern", "meadow"];
        Texts { sentences: words.map(sentence).to_vec(), rare: words.map(str::to_owned).to_vec() }
    }

    #[test]
    fn short_documents_have_the_average_length() {
        let corpus = Corpus::made(&texts(), "en", 50_000, true);
        assert!(corpus.docs.len().abs_diff(300) < 5 && corpus.docs.iter().all(|doc| doc.text.len() < 2 * SHORT));
    }

    #[test]
    fn equal_sizes_give_equal_corpora_and_larger_ones_have_more_words() {
        let made = |bytes| Corpus::made(&texts(), "en", bytes, false);
        assert_eq!(made(5000).text(), made(5000).text());
        let words = |corpus: Corpus| {
            corpus.text().split_whitespace().map(str::to_owned).collect::<std::collections::BTreeSet<_>>().len()
        };
        assert!(words(made(20_000)) > words(made(60)));
    }
}
