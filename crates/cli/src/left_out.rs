//! Everything that a build leaves out, a row for each reason: for the summary of `findling build` and for `findling inspect --dropped`.

use std::collections::BTreeMap;
use std::fmt::Write;

use findling_indexer::read::{Corpus, LeftOut, Skipped};
use serde_json::{Value, json};

use crate::quantity::count;

/// Maximum number of rows of a summary: with the other lines it fits on a screen of 24 lines.
const ROWS: usize = 8;
/// Maximum number of rows of one group, unless other groups need fewer.
const GROUP: usize = 3;
/// Number of examples per row.
const EXAMPLES: usize = 2;
/// Maximum length of an example in a summary, in characters.
const SHORT: usize = 40;

/// How much of a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// As much as fits on a screen.
    Summary,
    /// All rows, and all pages of each.
    All,
}

/// A reason, and what is left out for it.
struct Row {
    count: usize,
    thing: &'static str,
    reason: String,
    examples: Vec<String>,
}

/// The lines of a summary. None if nothing is left out.
pub(crate) fn lines(corpus: &Corpus, detail: Detail) -> Option<String> {
    let mut groups = [pages(corpus), recurring(corpus), files(&corpus.other_files), parts(&corpus.parts)];
    let files = &mut groups[2];
    files.retain(|row| detail == Detail::All || !LeftOut::is_without_text(&row.reason));
    let all: usize = groups.iter().map(Vec::len).sum();
    if all == 0 {
        return None;
    }
    let mut text = "Left out:\n".to_owned();
    let (mut room, mut shown) = (ROWS, 0);
    for (at, group) in groups.iter().enumerate() {
        let others: usize = groups[at + 1..].iter().map(|group| group.len().min(GROUP)).sum();
        let most = if detail == Detail::All { usize::MAX } else { room.saturating_sub(others).max(GROUP).min(room) };
        for row in group.iter().take(most) {
            let _ = writeln!(text, "{}", row.line(detail));
            (room, shown) = (room.saturating_sub(1), shown + 1);
        }
    }
    if shown < all {
        let _ = writeln!(text, "  and for {}: --verbose lists all", count(all - shown, "more reason"));
    }
    Some(text)
}

impl Row {
    fn line(&self, detail: Detail) -> String {
        let most = if detail == Detail::All { usize::MAX } else { EXAMPLES };
        let mut examples: Vec<String> = self.examples.iter().take(most).cloned().collect();
        if self.count > examples.len() && examples.len() == self.examples.len().min(most) && !examples.is_empty() {
            examples.push("…".to_owned());
        }
        let examples = examples.join(", ");
        let colon = if examples.is_empty() { "" } else { ": " };
        format!("  {:>12}  {}{colon}{examples}", count(self.count, self.thing), self.reason)
    }
}

/// The pages of a site that are left out. Those of other sources are warnings already.
fn pages(corpus: &Corpus) -> Vec<Row> {
    let mut reasons: BTreeMap<&str, Vec<&Skipped>> = BTreeMap::new();
    for page in corpus.not_searchable.iter().filter(|_| corpus.finished) {
        reasons.entry(&page.reason).or_default().push(page);
    }
    let mut rows: Vec<Row> = reasons
        .into_iter()
        .map(|(reason, pages)| Row {
            count: pages.len(),
            // A link may lead to a folder or a text.
            thing: if reason.starts_with("a link") { "link" } else { "page" },
            reason: reason.to_owned(),
            examples: pages.iter().map(|page| named(page)).collect(),
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

/// A page, and the page that is indexed in its place.
fn named(page: &Skipped) -> String {
    match &page.other {
        Some(other) => format!("{} (see {other})", page.file),
        None => page.file.clone(),
    }
}

fn recurring(corpus: &Corpus) -> Vec<Row> {
    let examples =
        corpus.recurring.iter().map(|(text, pages)| format!("“{}” on {}", shortened(text), count(*pages, "page")));
    let row = Row {
        count: corpus.recurring.len(),
        thing: "text",
        reason: "the same on most pages".to_owned(),
        examples: examples.collect(),
    };
    if row.count > 0 { vec![row] } else { Vec::new() }
}

fn files(left_out: &LeftOut) -> Vec<Row> {
    let row = |(rule, row): (&str, &findling_indexer::read::RuleCount)| Row {
        count: row.count,
        thing: "file",
        reason: rule.to_owned(),
        examples: row.examples.iter().map(|example| example.0.clone()).collect(),
    };
    left_out.rules().into_iter().map(row).collect()
}

fn parts(left_out: &LeftOut) -> Vec<Row> {
    let row = |(rule, row): (&str, &findling_indexer::read::RuleCount)| Row {
        count: row.count,
        thing: "part",
        reason: format!("{rule}, on {}", count(row.pages, "page")),
        examples: row.examples.iter().map(|(file, text)| format!("“{}” in {file}", shortened(text))).collect(),
    };
    left_out.rules().into_iter().map(row).collect()
}

/// The rows of `findling inspect --dropped`, separated by tabs: pages, texts on most pages, parts of pages, files.
pub(crate) fn table(corpus: &Corpus) -> String {
    let mut out = String::new();
    for page in &corpus.not_searchable {
        let other = page.other.as_ref().map(|other| format!(": {other}")).unwrap_or_default();
        let _ = writeln!(out, "{}\tpage\t{}{other}", page.file, page.reason);
    }
    for page in &corpus.unreadable {
        let _ = writeln!(out, "{}\tunreadable\t{}", page.file, page.reason);
    }
    for (text, pages) in &corpus.recurring {
        let _ = writeln!(out, "{pages} pages\trecurs\t{}", text.replace(['\n', '\t'], " "));
    }
    for row in parts(&corpus.parts).iter().chain(&files(&corpus.other_files)) {
        let (number, examples) = (count(row.count, row.thing), row.examples.join(", "));
        let _ = writeln!(out, "{number}\t{}\t{}\t{examples}", row.thing, row.reason);
    }
    out
}

/// The same as JSON.
pub(crate) fn json(corpus: &Corpus) -> Vec<Value> {
    let page = |page: &Skipped, kind: &str| match &page.other {
        Some(other) => json!({ "file": page.file, "kind": kind, "why": page.reason, "other": other }),
        None => json!({ "file": page.file, "kind": kind, "why": page.reason }),
    };
    let rules = |left_out: &LeftOut, kind: &str| -> Vec<Value> {
        let examples = |row: &[(String, String)]| -> Vec<Value> {
            row.iter().map(|(file, text)| json!({ "file": file, "text": text })).collect()
        };
        let row = |(rule, row): (&str, &findling_indexer::read::RuleCount)| json!({ "kind": kind, "why": rule, "count": row.count, "pages": row.pages, "examples": examples(&row.examples) });
        left_out.rules().into_iter().map(row).collect()
    };
    let texts = corpus.recurring.iter().map(|(text, pages)| json!({ "pages": pages, "why": "recurs", "text": text }));
    let skipped = corpus.not_searchable.iter().map(|skipped| page(skipped, "page"));
    let unreadable = corpus.unreadable.iter().map(|skipped| page(skipped, "unreadable"));
    skipped
        .chain(unreadable)
        .chain(texts)
        .chain(rules(&corpus.parts, "part"))
        .chain(rules(&corpus.other_files, "file"))
        .collect()
}

fn shortened(text: &str) -> String {
    let line = text.replace(['\n', '\t'], " ");
    match line.char_indices().nth(SHORT) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn skipped(file: String, reason: &str) -> Skipped {
        Skipped { file, reason: reason.to_owned(), other: None }
    }

    #[test]
    fn skipped_pages_are_grouped_by_reason() {
        let mut corpus = Corpus::default();
        corpus.finished = true;
        corpus.not_searchable = (0..8).map(|n| skipped(format!("{n}.html"), "a copy")).collect();
        corpus.not_searchable[0].other = Some("a/".to_owned());
        corpus.not_searchable.push(skipped("404.html".to_owned(), "an error page"));
        assert_eq!(
            lines(&corpus, Detail::Summary).unwrap(),
            "Left out:\n       8 pages  a copy: 0.html (see a/), 1.html, …\n        1 page  an error page: 404.html\n"
        );
        assert!(lines(&corpus, Detail::All).unwrap().contains("6.html, 7.html\n"));
        assert_eq!(lines(&Corpus::default(), Detail::Summary), None);
    }

    #[test]
    fn a_summary_fits_on_a_screen_and_names_the_rest() {
        let mut corpus = Corpus::default();
        corpus.finished = true;
        corpus.not_searchable = (0..20).map(|n| skipped("a.html".to_owned(), &format!("reason {n}"))).collect();
        corpus.recurring = vec![("Feedback".to_owned(), 6)];
        let text = lines(&corpus, Detail::Summary).unwrap();
        assert_eq!(text.lines().count(), ROWS + 2, "{text}");
        assert!(
            text.contains("“Feedback” on 6 pages") && text.ends_with("for 13 more reasons: --verbose lists all\n"),
            "{text}"
        );
        assert_eq!(lines(&corpus, Detail::All).unwrap().lines().count(), 22);
    }
}
