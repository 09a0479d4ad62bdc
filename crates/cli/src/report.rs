//! The report of `findling build`: the indexed pages, the skipped pages with reasons, sizes, and the lines to paste.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use findling_core::split::SplitIndex;
use findling_indexer::Block;
use findling_indexer::read::Corpus;

use crate::blocks::{self, Fetched};
use crate::inspect::brotli_quick;
use crate::left_out::{self, Detail};
use crate::location::Location;
use crate::module::{SECTION, section};
use crate::publish::{MODULE, Published};
use crate::quantity::{count, size};

/// Maximum number of languages in a summary.
const LANGUAGES: usize = 6;

/// The report on a build that wrote this number of reader pages. A summary fits on a screen.
pub(crate) fn report(
    corpus: &Corpus,
    published: &Published,
    out: &Path,
    reader_pages: usize,
    detail: Detail,
) -> String {
    let mut text = contents(corpus, detail);
    let module = published.get(MODULE).unwrap_or_default();
    let blocks = published.files.iter().filter(|(path, _)| blocks::is_path(path)).map(|(_, bytes)| bytes.len());
    let blocks: Vec<usize> = blocks.collect();
    let index = section(module, SECTION).map_or(0, <[u8]>::len) + blocks.iter().sum::<usize>();
    let scripts: usize = ["findling.js", "engine.js", "index.js", "worker.js"]
        .iter()
        .filter_map(|name| published.get(name))
        .map(brotli_quick)
        .sum();
    let _ = writeln!(
        text,
        "{}: {} in {}{}. The index has {}",
        out.display(),
        size(published.files.values().map(Vec::len).sum()),
        count(published.files.len(), "file"),
        if reader_pages > 0 { format!(", and {}", count(reader_pages, "reader page")) } else { String::new() },
        size(index)
    );
    let (module, median) = (brotli_quick(module), median_search(corpus, published));
    if let Some(largest) = blocks.iter().max() {
        let (files, folder) = (count(blocks.len(), "file"), blocks::FOLDER);
        let _ = writeln!(
            text,
            "It is split: {files} in {folder}/, the largest {} (--no-split: all in the module)",
            size(*largest)
        );
    }
    let _ = write!(
        text,
        "The first search of a visitor fetches about {} compressed: engine and {} {}, scripts {}",
        size(module + scripts + median.bytes),
        if blocks.is_empty() { "index" } else { "root" },
        size(module),
        size(scripts)
    );
    if !blocks.is_empty() {
        let (bytes, files) = (size(median.bytes), count(median.files, "file"));
        let _ = write!(text, ", {bytes} of blocks in {files} (the median of searches for titles)");
    }
    text.push('\n');
    if let Some(advice) = advice(published) {
        let _ = writeln!(text, "{advice}");
    }
    text
}

/// The pages by language, and everything that is left out.
pub(crate) fn contents(corpus: &Corpus, detail: Detail) -> String {
    let is_heading = |block: &&Block| matches!(block, Block::Heading { .. });
    let sections = corpus.pages.iter().map(|page| 1 + page.blocks.iter().filter(is_heading).count()).sum();
    let (pages, sections) = (count(corpus.pages.len(), "page"), count(sections, "section"));
    let mut text = format!("{pages} of “{}” ({}), {sections}\n", corpus.title, languages(corpus, detail));
    if !corpus.unreadable.is_empty() {
        let _ = writeln!(text, "{} could not be read; see the warnings above", count(corpus.unreadable.len(), "file"));
    }
    text.push_str(&left_out::lines(corpus, detail).unwrap_or_default());
    text
}

/// Number of titles that are searched for, to report what a search fetches.
const SEARCHES: usize = 15;

/// The files that the median search for a title fetches. None if the index is whole.
fn median_search(corpus: &Corpus, published: &Published) -> Fetched {
    let root = published.get(MODULE).and_then(|module| section(module, SECTION));
    let Some(root) = root.filter(|root| SplitIndex::is_root(root)) else { return Fetched::default() };
    let read = |name: &str| published.files.get(&blocks::path(name)).map(|bytes| Cow::Borrowed(bytes.as_slice()));
    let step = corpus.pages.len().div_ceil(SEARCHES).max(1);
    let titles = corpus.pages.iter().step_by(step).map(|page| page.title.as_str());
    let searches = titles.filter_map(|title| blocks::fetched(root, title, blocks::FIRST, read).ok());
    let mut searches: Vec<Fetched> = searches.collect();
    searches.sort_unstable_by_key(|fetched| fetched.bytes);
    searches.get(searches.len() / 2).copied().unwrap_or_default()
}

/// The lines for the owner to paste, unless the caller of the build adds them.
pub(crate) fn paste(place: &Location) -> String {
    format!(
        "\nPaste these two lines where the search should appear:\n\n{}\nIf the site is below a path of its host, add the path: \
         src=\"/path{}\"\n",
        place.lines(),
        place.script()
    )
}

/// Bytes per second on a slow mobile network: 1.6 Mbit/s.
const SECOND: usize = 200_000;
/// Compressed size of a module for which a visitor on such a network waits 10 seconds.
const HEAVY: usize = 10 * SECOND;

/// Advice on an index that is too large to be sent whole.
pub(crate) fn advice(published: &Published) -> Option<String> {
    let module = published.get(MODULE)?;
    // Compressing takes a while, and a smaller module can't exceed the limit.
    let sent = if module.len() > HEAVY { brotli_quick(module) } else { 0 };
    (sent > HEAVY).then(|| advised(sent))
}

fn advised(sent: usize) -> String {
    format!(
        "Every visitor who searches downloads {} MB and waits {} seconds on a slow mobile network (1.6 Mbit/s). To shorten this, build \
         without --no-split (in findling.toml: split = false), so that a search fetches only the parts of the index that it needs, or leave \
         out pages that nobody searches for (--exclude).",
        sent / 1_000_000,
        sent / SECOND
    )
}

fn languages(corpus: &Corpus, detail: Detail) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &corpus.pages {
        *counts.entry(page.lang.as_str()).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let name = |lang: &str| if matches!(lang, "" | "und") { "unknown language" } else { lang }.to_owned();
    let most = if detail == Detail::All { usize::MAX } else { LANGUAGES };
    let mut named: Vec<String> = match counts.as_slice() {
        [(only, _)] => vec![name(only)],
        several => several.iter().take(most).map(|(lang, n)| format!("{} {n}", name(lang))).collect(),
    };
    if counts.len() > named.len() {
        let pages: usize = counts[named.len()..].iter().map(|count| count.1).sum();
        named.push(format!("{} in {}", count(pages, "page"), count(counts.len() - named.len(), "other language")));
    }
    named.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_that_is_too_large_gets_advice() {
        let site = |bytes: Vec<u8>| Published {
            files: BTreeMap::from([(MODULE.to_owned(), bytes)]),
            module: MODULE.to_owned(),
        };
        assert_eq!(advice(&site(vec![0; HEAVY + 1])), None, "the compressed size counts");
        assert!(advised(20_000_000).contains("20 MB and waits 100 seconds"));
        let mut seed = 1u32;
        let noise = (0..HEAVY + HEAVY / 8).map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        });
        assert!(
            advice(&site(noise.collect()))
                .is_some_and(|advice| advice.contains("--no-split") && advice.contains("--exclude"))
        );
    }

    #[test]
    fn languages_are_counted_and_the_rest_is_summed() {
        let mut corpus = Corpus::default();
        for lang in ["en", "en", "de", "fr", "es", "it", "pt", "nl", "und"] {
            corpus.pages.push(findling_indexer::Page { lang: lang.to_owned(), ..Default::default() });
        }
        let all = languages(&corpus, Detail::All);
        assert!(all.starts_with("en 2, ") && all.contains("unknown language 1"), "{all}");
        let some = languages(&corpus, Detail::Summary);
        assert!(some.starts_with("en 2, ") && some.ends_with("2 pages in 2 other languages"), "{some}");
    }
}
