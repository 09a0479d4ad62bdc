//! The targets beside the measured figures: one row per target, with the median of this run's ratios.
use std::fmt::Write;

use serde_json::Value;

use crate::report::{list, name, number, short, table};

/// The figures of a run.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    pub(crate) growth: &'a Value,
    pub(crate) questions: &'a Value,
    pub(crate) rivals: &'a Value,
    pub(crate) page: &'a Value,
}

/// Selects the rows that a target is about.
type Wanted = fn(&Value) -> bool;

/// Corpora with more bytes of text count as whole sites.
const LARGE: f64 = 5e5;
/// Bound for figures that grow linearly: 10 times, plus 10 % for noise.
const LINEAR: f64 = 11.0;

fn size(row: &Value) -> f64 {
    number(row, "text").unwrap_or(0.0)
}

fn large(row: &Value) -> bool {
    size(row) > LARGE
}

fn chinese(row: &Value) -> bool {
    row["lang"] == "zh" && large(row)
}

fn english(row: &Value) -> bool {
    row["lang"] == "en" && large(row)
}

fn small(row: &Value) -> bool {
    size(row) <= LARGE
}

fn seeds(row: &Value) -> bool {
    row["corpus"] == "seeds"
}

fn any(_: &Value) -> bool {
    true
}

impl Run<'_> {
    /// Our figure divided by a rival's, for every corpus where both were measured.
    fn beside(self, figure: &str, rival: &str, wanted: Wanted) -> Vec<f64> {
        let of = |row: &Value, engine: &str| number(&row["engines"][engine], figure);
        let rows = list(self.rivals).filter(|row| wanted(row));
        rows.filter_map(|row| Some(of(row, "findling")? / of(row, rival)?)).collect()
    }

    /// The same for a first visit, against the better of Pagefind's two interfaces.
    fn first(self, figure: &str, wanted: Wanted) -> Vec<f64> {
        let ratio = |row: &Value| {
            let of = |ours: bool| {
                let called = if ours { "findling" } else { "pagefind" };
                let searches = list(&row["searches"]).filter(|search| name(&search["search"]).starts_with(called));
                searches.filter_map(|search| number(search, figure)).min_by(f64::total_cmp)
            };
            Some(of(true)? / of(false)?)
        };
        list(&self.page["first"]).filter(|row| wanted(row)).filter_map(ratio).collect()
    }

    /// A figure of the page with the search element.
    fn sign(self, figure: &str) -> Vec<f64> {
        number(self.page, figure).into_iter().collect()
    }

    /// A vital sign with the search element, divided by the one without.
    fn tagged(self, sign: &str) -> Vec<f64> {
        let of = |page: &str| number(&self.page["vitals"][page], sign);
        of("with").zip(of("without")).map(|(with, without)| with / without).into_iter().collect()
    }

    /// CPU time of whole questions typed letter by letter in Node, in the language's largest set.
    fn typed(self, lang: &str, figure: &str) -> Vec<f64> {
        let rows = list(self.questions).filter(|row| row["lang"] == lang);
        let largest = rows.max_by(|a, b| size(a).total_cmp(&size(b)));
        largest.and_then(|row| number(&row["node"]["cpu"], figure)).into_iter().collect()
    }

    /// A figure at 10 MB divided by the one at 1 MB.
    fn grown(self, figure: &str) -> Vec<f64> {
        let of = |lang: &str, size: &str| {
            let row = list(self.growth).find(|row| row["corpus"] == format!("{lang}-{size}MB"))?;
            number(row, figure)
        };
        ["zh", "en"].iter().filter_map(|lang| Some(of(lang, "10")? / of(lang, "1")?)).collect()
    }

    /// The targets: name, ratios, target and aim.
    fn targets(self) -> Vec<(&'static str, Vec<f64>, f64, f64)> {
        let (index, keys, open) = ("bytes/pack_sent", "keys/p99", "open/ms");
        vec![
            ("cold bytes to the first result, up to 0.5 MB, against Pagefind", self.first("bytes", small), 0.8, 0.5),
            ("all bytes on the host, against Pagefind", self.beside("bytes/host", "pagefind", large), 0.35, 0.2),
            ("index with text, Chinese, against MiniSearch", self.beside(index, "minisearch", chinese), 0.65, 0.55),
            ("the same, English", self.beside(index, "minisearch", english), 0.95, 0.72),
            ("focus to first result, seeds, slow 4G, against Pagefind", self.first("ms", seeds), 0.6, 0.4),
            (
                "warm query p95 in Chromium, against Pagefind",
                self.beside("chromium/full/p95", "pagefind", any),
                0.2,
                0.05,
            ),
            (
                "keystroke p99, 1 MB and more, Chinese, against MiniSearch",
                self.beside(keys, "minisearch", chinese),
                0.25,
                0.1,
            ),
            ("the same, English", self.beside(keys, "minisearch", english), 0.25, 0.1),
            ("keystroke of whole questions, largest Chinese set, Node, ms: p50", self.typed("zh", "p50"), 0.4, 0.15),
            ("the same, p99", self.typed("zh", "p99"), 2.0, 1.0),
            ("keystroke of whole questions, largest English set, Node, ms: p50", self.typed("en", "p50"), 0.2, 0.2),
            ("the same, p99", self.typed("en", "p99"), 0.8, 0.8),
            ("opening 1 MB and more, against MiniSearch", self.beside(open, "minisearch", large), 0.5, 0.25),
            ("the same, against Orama", self.beside(open, "orama", large), 0.5, 0.25),
            ("round trips from the first focus to the first result", self.sign("trips"), 3.0, 2.0),
            ("longest task on a processor four times slower, ms: before intent", self.sign("tasks/load"), 50.0, 50.0),
            ("the same, while the box is opened", self.sign("tasks/open"), 50.0, 50.0),
            ("the same, while queries are typed", self.sign("tasks/typing"), 50.0, 50.0),
            ("LCP of a page with the tag, against without", self.tagged("lcp"), 1.05, 1.0),
            ("INP of the same", self.tagged("inp"), 1.2, 1.0),
            ("build time of a site, against Pagefind", self.beside("build/ms", "pagefind", large), 2.0, 0.7),
            ("from 1 to 10 MB: opening", self.grown("node/open/ms"), LINEAR, LINEAR),
            ("from 1 to 10 MB: memory", self.grown("native/memory"), LINEAR, LINEAR),
            ("from 1 to 10 MB: keystroke p95", self.grown("node/keys/p95"), 4.0, 2.0),
        ]
    }
}

/// The table of targets.
pub(crate) fn table_of_targets(run: Run<'_>) -> String {
    let row = |(what, mut ratios, target, aim): (&str, Vec<f64>, f64, f64)| {
        ratios.sort_by(f64::total_cmp);
        let middle = (ratios.len().saturating_sub(1) / 2, ratios.len() / 2);
        let median = ratios.get(middle.0).zip(ratios.get(middle.1)).map(|(low, high)| low.midpoint(*high));
        let verdict = match median {
            None => "not measured",
            Some(median) if median > target => "missed",
            Some(median) if median > aim => "met",
            Some(_) => "met, and the aim",
        };
        let all: Vec<String> = ratios.iter().map(|ratio| short(Some(*ratio))).collect();
        let [target, aim] = [target, aim].map(|value| short(Some(value)));
        vec![what.to_owned(), short(median), all.join(", "), target, aim, verdict.to_owned()]
    };
    let rows: Vec<Vec<String>> = run.targets().into_iter().map(row).collect();
    table(&["figure", "median", "all ratios", "target", "aim", "result"], &rows)
}

/// The measures by which a rival is better, as a list in Markdown.
pub(crate) fn losses(rivals: &Value) -> String {
    let measures: &[(&str, &str)] = &[
        ("index with text", "bytes/pack_sent"),
        ("all bytes on the host", "bytes/host"),
        ("building", "build/ms"),
        ("opening", "open/ms"),
        ("memory", "open/memory"),
        ("keystroke p50", "keys/p50"),
        ("keystroke p99", "keys/p99"),
        ("keystroke p50 in Chromium", "chromium/keys/p50"),
        ("keystroke p99 in Chromium", "chromium/keys/p99"),
        ("whole query p95 in Chromium", "chromium/full/p95"),
    ];
    let mut out = String::new();
    for row in list(rivals) {
        let ours = &row["engines"]["findling"];
        let mut lost = Vec::new();
        for (engine, theirs) in
            row["engines"].as_object().into_iter().flatten().filter(|(engine, _)| *engine != "findling")
        {
            let better =
                |path: &str| number(theirs, path).zip(number(ours, path)).filter(|(theirs, ours)| theirs < ours);
            let times = measures.iter().filter_map(|(what, path)| {
                better(path).map(|(theirs, ours)| format!("{what} {}×", short(Some(ours / theirs))))
            });
            let tasks = theirs["quality"].as_object().into_iter().flatten();
            let answers = tasks.filter_map(|(task, sums)| {
                let (theirs, ours) = number(sums, "mrr").zip(number(&ours["quality"][task], "mrr"))?;
                (theirs > ours + 0.001).then(|| format!("{task} {} for {}", short(Some(theirs)), short(Some(ours))))
            });
            let all: Vec<String> = times.chain(answers).collect();
            if !all.is_empty() {
                lost.push(format!("{engine}: {}", all.join(", ")));
            }
        }
        if !lost.is_empty() {
            let _ = writeln!(out, "- {}: {}.", name(&row["corpus"]), lost.join("; "));
        }
    }
    out
}
