//! `findling inspect`: shows the content and the sizes of an index.

mod lowered;
mod picture;
mod split_index;
mod value_text;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use findling_core::Index;
use findling_core::format::{IndexFile, Section};
use findling_core::index::PageId;
use findling_core::split::SplitIndex;
use findling_core::text::{Class, class};
use findling_indexer::NativeHost;
use serde_json::{Value, json};

use crate::error::print;
use crate::source::SourceOptions;
use crate::{Failure, blocks, left_out, open, queries};
use value_text::value_text;

const EXAMPLES: &str = "\
Examples:
  findling inspect public                    Sizes, languages and the largest pages
  findling inspect public --html sizes.html  The same as charts
  findling inspect public --queries q.jsonl  Also the bytes that these queries fetch of a split index
  findling inspect notes/ --dropped          Everything of a source that is left out, with the reason";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Inspect {
    /// A findling.wasm, or the folder that contains it. With --dropped: a source, as for `build`
    source: PathBuf,
    /// List everything that is left out, with the reason: page numbers, running heads and metadata of texts; on a site pages, texts that
    /// recur, parts of pages by rule; files that are not read, by kind
    #[arg(long)]
    dropped: bool,
    /// Report the bytes and files that each query of a file fetches of a split index. JSON Lines with `qid` and `query`, as for `eval`
    #[arg(long, value_name = "FILE", conflicts_with = "dropped")]
    queries: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Write an HTML page with charts of the sizes
    #[arg(long, value_name = "FILE", conflicts_with = "dropped")]
    html: Option<PathBuf>,
    #[command(flatten)]
    source_options: SourceOptions,
}

/// The size with brotli at its best level.
pub(crate) fn brotli_size(bytes: &[u8]) -> usize {
    brotli_at(bytes, 11)
}

/// The size with a fast level of brotli, as hosts use that compress on request.
pub(crate) fn brotli_quick(bytes: &[u8]) -> usize {
    brotli_at(bytes, 5)
}

fn brotli_at(bytes: &[u8], quality: i32) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams { quality, lgwin: 24, ..Default::default() };
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters);
    out.len()
}

impl Inspect {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if self.dropped { self.show_dropped() } else { self.show_pack() }
    }

    /// The texts that are not indexed, by file. Separated by tabs, for sorting and counting.
    fn show_dropped(&self) -> Result<(), Failure> {
        let settings = self.source_options.settings(Some(&self.source))?;
        let corpus = self.source_options.read(&self.source, &settings)?;
        if self.json {
            let rows: Vec<Value> = corpus
                .dropped
                .iter()
                .map(|(file, d)| json!({ "file": file, "line": d.line, "why": d.why, "text": d.text }))
                .chain(left_out::json(&corpus))
                .collect();
            return print(&format!("{}\n", serde_json::to_string_pretty(&rows).unwrap_or_default()));
        }
        let mut out = String::new();
        for (file, dropped) in &corpus.dropped {
            let text = dropped.text.replace(['\n', '\t'], " ");
            let _ = writeln!(out, "{file}:{}\t{}\t{text}", dropped.line, value_text(&json!(dropped.why)));
        }
        out.push_str(&left_out::table(&corpus));
        print(&out)
    }

    fn show_pack(&self) -> Result<(), Failure> {
        let (bytes, path) = open::pack(&self.source)?;
        let wrap = |source| Failure::Pack { path: path.clone(), source };
        let pack = IndexFile::open(&bytes).map_err(wrap)?;
        let is_split = SplitIndex::is_root(&bytes);
        if self.queries.is_some() && !is_split {
            let what = "--queries needs a split index: the module contains this one, and a search fetches nothing";
            return Err(Failure::Usage(format!("{what}. Build with --split")));
        }
        let queries = self.queries.as_deref().map(queries::read).transpose()?.unwrap_or_default();
        let index = if is_split {
            blocks::whole(&bytes, path.parent().unwrap_or(Path::new("")))?
        } else {
            Index::open(&bytes, Box::new(NativeHost)).map_err(wrap)?
        };
        let manifest = index.manifest();
        let plain = index.plain_text();
        let yardstick = brotli_size(plain.as_bytes());
        let sections: Vec<Value> = pack
            .sections()
            .map(|(id, body)| json!({ "name": Section::name_of(id), "bytes": body.len(), "brotli": brotli_size(body) }))
            .collect();
        let compressed = brotli_size(&bytes);
        let (examples, options): (Vec<&str>, Vec<&str>) =
            manifest.options.iter().map(String::as_str).partition(|option| option.starts_with("example="));
        let examples: Vec<&str> = examples.iter().filter_map(|option| option.strip_prefix("example=")).collect();
        let mut facts = json!({
            "title": manifest.title,
            "content": format!("{:016x}", manifest.content),
            "writer": manifest.writer,
            "languages": manifest.langs,
            "fields": manifest.fields,
            "options": options,
            "examples": examples,
            "pages": index.pages().len(),
            "passages": index.passages().len(),
            "texts": manifest.texts,
            "tokens": manifest.tokens,
            "terms": index.terms().len(),
            "text": plain.len(),
            "T": yardstick,
            "sections": sections,
            "pack": bytes.len(),
            "brotli": compressed,
            "ratio": (compressed as f64 / yardstick.max(1) as f64 * 1000.0).round() / 1000.0,
            "memory": index.heap(),
            "text by language": by_language(&index),
            "heaviest pages": heaviest(&index),
            "longest words": longest(&index),
            "lowered pages": lowered::rows(&index),
        });
        if is_split {
            facts["blocks"] = split_index::facts(&bytes, &path, &queries)?;
        }
        if let Some(file) = &self.html {
            fs::write(file, picture::page(&facts)).map_err(Failure::io(file))?;
        }
        if self.json {
            return print(&format!("{}\n", serde_json::to_string_pretty(&facts).unwrap_or_default()));
        }
        let mut out = String::new();
        for key in
            ["title", "content", "languages", "fields", "options", "pages", "passages", "tokens", "terms", "memory"]
        {
            let _ = writeln!(out, "{key:<12} {}", value_text(&facts[key]));
        }
        let _ = writeln!(out, "\n{:<12} {:>10} {:>10}", "section", "bytes", "brotli");
        for section in &sections {
            let name = section["name"].as_str().unwrap_or("");
            let (bytes, brotli) = (value_text(&section["bytes"]), value_text(&section["brotli"]));
            let _ = writeln!(out, "{name:<12} {bytes:>10} {brotli:>10}");
        }
        let _ = writeln!(out, "{:<12} {:>10} {compressed:>10}", if is_split { "root" } else { "index" }, bytes.len());
        let _ =
            writeln!(out, "{:<12} {:>10} {yardstick:>10}  (T: the bare text, brotli -q 11 -w 24)", "text", plain.len());
        let _ = writeln!(out, "ratio        {} T", facts["ratio"]);
        for (title, column) in [("text by language", "name"), ("heaviest pages", "title"), ("longest words", "word")] {
            let _ = writeln!(out, "\n{title:<22}");
            for row in facts[title].as_array().into_iter().flatten() {
                let _ = writeln!(out, "{:>22}  {}", value_text(&row["bytes"]), value_text(&row[column]));
            }
        }
        lowered::readable(facts["lowered pages"].as_array().map_or(&[], Vec::as_slice), &mut out);
        if is_split {
            split_index::readable(&facts["blocks"], &mut out);
        }
        print(&out)
    }
}

/// Maximum number of rows in a list.
const MOST: usize = 10;

/// The size of the text of each page, in bytes.
fn weights(index: &Index) -> Vec<(PageId, usize)> {
    let mut weights: Vec<(PageId, usize)> = (0..index.pages().len() as u32).map(|page| (PageId(page), 0)).collect();
    for passage in index.passages() {
        weights[passage.page().0 as usize].1 += index.bytes_of(passage.body()).len();
    }
    weights
}

fn by_language(index: &Index) -> Vec<Value> {
    let mut bytes: BTreeMap<&str, usize> = BTreeMap::new();
    for (page, weight) in weights(index) {
        *bytes.entry(index.page_lang(page)).or_default() += weight;
    }
    bytes.into_iter().map(|(name, bytes)| json!({ "name": name, "bytes": bytes })).collect()
}

fn heaviest(index: &Index) -> Vec<Value> {
    let mut weights = weights(index);
    weights.sort_by_key(|(page, bytes)| (std::cmp::Reverse(*bytes), *page));
    let row = |(page, bytes): &(PageId, usize)| json!({ "title": index.page_title(*page), "url": index.page_url(*page), "bytes": bytes });
    weights.iter().take(MOST).map(row).collect()
}

fn longest(index: &Index) -> Vec<Value> {
    let is_word = |form: &&str| form.chars().next().is_some_and(|c| !matches!(class(c), Class::Space | Class::Other));
    let forms = (0..index.terms().len()).map(|term| index.terms().form(term));
    let mut words: Vec<&str> = forms.filter(is_word).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words.iter().take(MOST).map(|word| json!({ "word": word, "bytes": word.len() })).collect()
}
