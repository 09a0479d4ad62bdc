//! What was promised, beside what was measured: a row for each promise, with the median of the ratios of this run.
use serde_json::Value;

use crate::report::{list, name, number, short, table};

/// A promise: what, the ratios that were measured, the bar, and what to reach for.
struct Bar {
    what: &'static str,
    ratios: Vec<f64>,
    bar: f64,
    reach: Option<f64>,
}

pub(crate) fn bars(growth: &Value, rivals: &Value, page: &Value) -> String {
    let ratios = |path: &str, rival: &str, theirs: &str, wanted: &dyn Fn(&Value) -> bool| -> Vec<f64> {
        let ours = |row: &Value| number(&row["engines"]["findling"], path);
        let other = |row: &Value| number(&row["engines"][rival], theirs);
        list(rivals).filter(|row| wanted(row)).filter_map(|row| Some(ours(row)? / other(row)?)).collect()
    };
    let size = |row: &Value| number(row, "text").unwrap_or(0.0);
    let chinese = |row: &Value| row["lang"] == "zh" && size(row) > 5e5;
    let english = |row: &Value| row["lang"] == "en" && size(row) > 5e5;
    let large = |row: &Value| size(row) > 5e5;
    let any = |_: &Value| true;
    let first = |figure: &str, wanted: &dyn Fn(&Value) -> bool| -> Vec<f64> {
        let ratio = |row: &Value| {
            let ours = list(&row["searches"]).find(|s| s["search"] == "findling").and_then(|s| number(s, figure))?;
            let others = list(&row["searches"]).filter(|s| s["search"] != "findling").filter_map(|s| number(s, figure));
            // Of a rival's two interfaces the better one counts.
            others.min_by(f64::total_cmp).map(|theirs| ours / theirs)
        };
        list(&page["first"]).filter(|row| wanted(row)).filter_map(ratio).collect()
    };
    let grown = |path: &str| -> Vec<f64> {
        let of = |lang: &str, mb: &str| {
            list(growth).find(|row| row["corpus"] == format!("{lang}-{mb}MB")).and_then(|row| number(row, path))
        };
        ["zh", "en"].iter().filter_map(|lang| Some(of(lang, "10")? / of(lang, "1")?)).collect()
    };
    let small = |row: &Value| size(row) <= 6e5;
    let seeds = |row: &Value| row["corpus"] == "seeds";
    let rows = [
        Bar {
            what: "cold bytes to the first result, up to 0.5 MB of text, against Pagefind",
            ratios: first("bytes", &small),
            bar: 0.8,
            reach: Some(0.5),
        },
        Bar {
            what: "all bytes on the host, against Pagefind",
            ratios: ratios("bytes/host", "pagefind", "bytes/host", &large),
            bar: 0.35,
            reach: Some(0.2),
        },
        Bar {
            what: "index with text, against MiniSearch's, Chinese",
            ratios: ratios("bytes/pack_sent", "minisearch", "bytes/pack_sent", &chinese),
            bar: 0.65,
            reach: Some(0.55),
        },
        Bar {
            what: "the same, English",
            ratios: ratios("bytes/pack_sent", "minisearch", "bytes/pack_sent", &english),
            bar: 0.95,
            reach: Some(0.72),
        },
        Bar {
            what: "focus to first result, seeds, slow 4G, against Pagefind",
            ratios: first("ms", &seeds),
            bar: 0.6,
            reach: Some(0.4),
        },
        Bar {
            what: "warm query p95 in the browser, against Pagefind",
            ratios: ratios("chromium/full/p95", "pagefind", "chromium/full/p95", &any),
            bar: 0.2,
            reach: Some(0.05),
        },
        Bar {
            what: "keystroke p99, 1 MB, against MiniSearch fuzzy, Chinese",
            ratios: ratios("keys/p99", "minisearch", "keys/p99", &chinese),
            bar: 0.25,
            reach: Some(0.1),
        },
        Bar {
            what: "the same, English",
            ratios: ratios("keys/p99", "minisearch", "keys/p99", &english),
            bar: 0.25,
            reach: Some(0.1),
        },
        Bar {
            what: "opening 1 MB of text, against MiniSearch",
            ratios: ratios("open/ms", "minisearch", "open/ms", &large),
            bar: 0.5,
            reach: Some(0.25),
        },
        Bar {
            what: "opening 1 MB of text, against Orama",
            ratios: ratios("open/ms", "orama", "open/ms", &large),
            bar: 0.5,
            reach: Some(0.25),
        },
        Bar {
            what: "build time of a site, against Pagefind",
            ratios: ratios("build/ms", "pagefind", "build/ms", &large),
            bar: 2.0,
            reach: Some(0.7),
        },
        Bar { what: "from 1 to 10 MB: opening", ratios: grown("node/open/ms"), bar: 11.0, reach: None },
        Bar { what: "from 1 to 10 MB: memory", ratios: grown("native/memory"), bar: 11.0, reach: None },
        Bar { what: "from 1 to 10 MB: keystroke p95", ratios: grown("node/keys/p95"), bar: 4.0, reach: Some(2.0) },
    ];
    let row = |bar: &Bar| {
        let mut sorted = bar.ratios.clone();
        sorted.sort_by(f64::total_cmp);
        let median = sorted.get(sorted.len() / 2).copied();
        let verdict = match median {
            None => "not measured",
            Some(median) if median > bar.bar => "missed",
            Some(median) if bar.reach.is_some_and(|reach| median <= reach) => "reached what was reached for",
            Some(_) => "held",
        };
        let all: Vec<String> = sorted.iter().map(|ratio| short(Some(*ratio))).collect();
        vec![
            bar.what.to_owned(),
            short(median),
            all.join(", "),
            short(Some(bar.bar)),
            short(bar.reach),
            verdict.to_owned(),
        ]
    };
    table(
        &["what", "median ratio", "all ratios", "bar", "reach for", "verdict"],
        &rows.iter().map(row).collect::<Vec<_>>(),
    )
}

/// Where a rival is better by any of the measures, in words.
pub(crate) fn losses(rivals: &Value) -> String {
    let measures: &[(&str, &str)] = &[
        ("index with text", "bytes/pack_sent"),
        ("all bytes on the host", "bytes/host"),
        ("building", "build/ms"),
        ("opening", "open/ms"),
        ("memory", "open/memory"),
        ("keystroke p50", "keys/p50"),
        ("keystroke p99", "keys/p99"),
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
            out.push_str(&format!("- {}: {}.\n", name(&row["corpus"]), lost.join("; ")));
        }
    }
    out
}
