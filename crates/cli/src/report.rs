//! The report of `findling build`: the indexed pages, the skipped pages with reasons, sizes, and the lines to paste.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use findling_indexer::read::{Corpus, Skipped};

use crate::inspect::brotli_quick;
use crate::location::Location;
use crate::publish::{MODULE, Published};

/// Maximum number of files named per reason, and of recurring texts.
const NAMED: usize = 6;
/// Maximum length of a recurring text, in characters.
const SHOWN: usize = 60;

/// The report on a build that wrote this number of reader pages.
pub(crate) fn report(corpus: &Corpus, published: &Published, out: &Path, reader_pages: usize) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{} of “{}” ({})", count(corpus.pages.len(), "page"), corpus.title, languages(corpus));
    if !corpus.unreadable.is_empty() {
        let _ = writeln!(text, "{} could not be read; see the warnings above", count(corpus.unreadable.len(), "file"));
    }
    // Skipped documents of other sources are warnings already.
    for line in passed(&corpus.not_searchable).iter().filter(|_| corpus.finished) {
        let _ = writeln!(text, "not indexed: {line}");
    }
    for (what, pages) in corpus.recurring.iter().take(NAMED) {
        let _ = writeln!(text, "left out of {}: “{}”", count(*pages, "page"), shortened(what));
    }
    if corpus.recurring.len() > NAMED {
        let more = corpus.recurring.len() - NAMED;
        let _ = writeln!(text, "and {more} more recurring texts; `findling inspect --dropped` lists them");
    }
    let module = published.get(MODULE).unwrap_or_default();
    let scripts: usize = ["findling.js", "engine.js", "index.js", "worker.js"]
        .iter()
        .filter_map(|name| published.get(name))
        .map(brotli_quick)
        .sum();
    let _ = writeln!(
        text,
        "\n{}: {} in {}{}",
        out.display(),
        size(published.files.values().map(Vec::len).sum()),
        count(published.files.len(), "file"),
        if reader_pages > 0 { format!(", and {}", count(reader_pages, "reader page")) } else { String::new() }
    );
    let _ = writeln!(
        text,
        "A visitor who searches downloads {} (about {} compressed) and scripts (about {} compressed)",
        published.module,
        size(brotli_quick(module)),
        size(scripts)
    );
    if let Some(advice) = advice(published) {
        let _ = writeln!(text, "{advice}");
    }
    text
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
        "Every visitor who searches downloads {} MB and waits {} seconds on a slow mobile network (1.6 Mbit/s). To shorten this, leave out \
         pages that nobody searches for (--exclude), or build the parts of the corpus separately. A page can search several parts: \
         src=\"/a/findling/findling.js, /b/findling/findling.js\".",
        sent / 1_000_000,
        sent / SECOND
    )
}

/// A size in KB or MB, of 1024 bytes and 1024 KB.
pub(crate) fn size(bytes: usize) -> String {
    let kilobytes = bytes as f64 / 1024.0;
    if kilobytes < 1024.0 { format!("{kilobytes:.1} KB") } else { format!("{:.1} MB", kilobytes / 1024.0) }
}

/// A number of things, in English.
pub(crate) fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

fn languages(corpus: &Corpus) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for page in &corpus.pages {
        *counts.entry(page.lang.as_str()).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    match counts.as_slice() {
        [(only, _)] => (*only).to_owned(),
        several => several.iter().map(|(lang, n)| format!("{lang} {n}")).collect::<Vec<_>>().join(", "),
    }
}

/// The skipped pages, one line per reason.
fn passed(pages: &[Skipped]) -> Vec<String> {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for page in pages {
        reasons.entry(&page.reason).or_default().push(&page.file);
    }
    let line = |(reason, files): (&str, Vec<&str>)| {
        let more = files.len().saturating_sub(NAMED);
        let named = files.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("{named}{more}: {reason}")
    };
    reasons.into_iter().map(line).collect()
}

fn shortened(text: &str) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
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
        assert!(advice(&site(noise.collect())).is_some_and(|told| told.contains("--exclude")));
    }

    #[test]
    fn skipped_pages_are_grouped_by_reason() {
        let page = |file: String, reason: &str| Skipped { file, reason: reason.to_owned() };
        let mut pages: Vec<Skipped> = (0..8).map(|n| page(format!("{n}.html"), "a copy")).collect();
        pages.push(page("404.html".to_owned(), "no page"));
        assert_eq!(
            passed(&pages),
            ["0.html, 1.html, 2.html, 3.html, 4.html, 5.html and 2 more: a copy", "404.html: no page"]
        );
    }
}
