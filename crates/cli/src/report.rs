//! What `findling build` tells the owner of a site: what was indexed, what was not and why, what it weighs, what to paste.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use findling_indexer::read::{Corpus, Skipped};

use crate::inspect::brotli_quick;
use crate::location::Location;
use crate::publish::{MODULE, Published};

/// So many files of a kind are named, and so many texts.
const NAMED: usize = 6;
/// So much of a text is shown.
const SHOWN: usize = 60;

/// The report on a site.
pub(crate) fn report(corpus: &Corpus, published: &Published, out: &Path) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{} of “{}” ({})", count(corpus.pages.len(), "page"), corpus.title, languages(corpus));
    if !corpus.skipped.is_empty() {
        let _ = writeln!(text, "{} could not be read, as told above", count(corpus.skipped.len(), "file"));
    }
    for line in passed(&corpus.passed) {
        let _ = writeln!(text, "not indexed: {line}");
    }
    for (what, pages) in corpus.recurring.iter().take(NAMED) {
        let _ = writeln!(text, "left out of {}: “{}”", count(*pages, "page"), shortened(what));
    }
    if corpus.recurring.len() > NAMED {
        let more = corpus.recurring.len() - NAMED;
        let _ = writeln!(text, "and {more} more that recur; `findling inspect --dropped` lists them");
    }
    let module = published.get(MODULE).unwrap_or_default();
    let scripts: usize = ["findling.js", "engine.js", "index.js", "worker.js"]
        .iter()
        .filter_map(|name| published.get(name))
        .map(brotli_quick)
        .sum();
    let _ = writeln!(
        text,
        "\n{}: {} bytes in {}",
        out.display(),
        published.files.values().map(Vec::len).sum::<usize>(),
        count(published.files.len(), "file")
    );
    let _ = writeln!(
        text,
        "a visitor who searches gets {} ({} bytes, compressed about {}) and scripts (compressed about {scripts})",
        published.module,
        module.len(),
        brotli_quick(module)
    );
    if let Some(advice) = advice(published) {
        let _ = writeln!(text, "{advice}");
    }
    text
}

/// What the owner pastes, unless whoever starts the build does it.
pub(crate) fn paste(place: &Location) -> String {
    format!(
        "\nPaste these two lines where the search shall be:\n\n{}\nOf a site that stands below a path of its host, the path goes before: \
         src=\"/path{}\"\n",
        place.lines(),
        place.script()
    )
}

/// What a slow mobile network brings in a second, in bytes: 1.6 Mbit.
const SECOND: usize = 200_000;
/// From so many bytes on, as a host sends them, a visitor with such a network waits ten seconds for a first answer.
const HEAVY: usize = 10 * SECOND;

/// What to do about an index that is too heavy to be sent whole.
pub(crate) fn advice(published: &Published) -> Option<String> {
    let module = published.get(MODULE)?;
    // Nothing compresses to more than it is, and compressing takes a while.
    let sent = if module.len() > HEAVY { brotli_quick(module) } else { 0 };
    (sent > HEAVY).then(|| advised(sent))
}

fn advised(sent: usize) -> String {
    format!(
        "Every visitor who searches gets {} MB and waits {} seconds for it on a slow mobile network (1.6 Mbit/s). Ten are too many: leave out \
         what nobody looks for (--exclude), or build the parts of the corpus by themselves: a page may search several, \
         src=\"/a/findling/findling.js, /b/findling/findling.js\", and each part is fetched by those who ask it.",
        sent / 1_000_000,
        sent / SECOND
    )
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

/// Pages that were passed over, a line a reason.
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
    fn a_module_that_is_too_heavy_is_told_with_what_to_do() {
        let site = |bytes: Vec<u8>| Published {
            files: BTreeMap::from([(MODULE.to_owned(), bytes)]),
            module: MODULE.to_owned(),
        };
        assert_eq!(advice(&site(vec![0; HEAVY + 1])), None, "it is not what it weighs on the disk that counts");
        assert!(advised(20_000_000).contains("20 MB and waits 100 seconds"));
        let mut seed = 1u32;
        let noise = (0..HEAVY + HEAVY / 8).map(|_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        });
        assert!(advice(&site(noise.collect())).is_some_and(|told| told.contains("--exclude")));
    }

    #[test]
    fn pages_are_grouped_by_why_they_are_passed_over() {
        let page = |file: String, reason: &str| Skipped { file, reason: reason.to_owned() };
        let mut pages: Vec<Skipped> = (0..8).map(|n| page(format!("{n}.html"), "a copy")).collect();
        pages.push(page("404.html".to_owned(), "no page"));
        assert_eq!(
            passed(&pages),
            ["0.html, 1.html, 2.html, 3.html, 4.html, 5.html and 2 more: a copy", "404.html: no page"]
        );
    }
}
