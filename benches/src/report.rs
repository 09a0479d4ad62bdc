//! Tables of the figures, with the same text on the terminal and in the documentation.
use std::fmt::Write;

use serde_json::Value;

/// A Markdown table with aligned columns.
pub(crate) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let width = |i: usize| {
        let cells = rows.iter().filter_map(|row| row.get(i)).map(|cell| cell.chars().count());
        cells.chain([head[i].chars().count()]).max().unwrap_or(0)
    };
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        let padded: Vec<String> = cells.enumerate().map(|(i, cell)| format!("{cell:<0$}", width(i))).collect();
        format!("| {} |\n", padded.join(" | "))
    };
    let mut out = line(&mut head.iter().copied());
    let _ = writeln!(out, "|{}|", vec!["---"; head.len()].join("|"));
    for row in rows {
        out.push_str(&line(&mut row.iter().map(String::as_str)));
    }
    out
}

pub(crate) fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

pub(crate) fn name(value: &Value) -> String {
    value.as_str().unwrap_or("–").to_owned()
}

/// The number at a path of names: `node/keys/p95`.
pub(crate) fn number(value: &Value, path: &str) -> Option<f64> {
    value.pointer(&format!("/{path}"))?.as_f64()
}

/// A number with three significant digits.
pub(crate) fn short(value: Option<f64>) -> String {
    match value {
        None => "–".to_owned(),
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) if value >= 10.0 => format!("{value:.1}"),
        Some(value) => format!("{value:.2}"),
    }
}

/// A size in KB or MB.
pub(crate) fn bytes(value: Option<f64>) -> String {
    match value {
        None => "–".to_owned(),
        Some(bytes) if bytes >= 1e6 => format!("{} MB", short(Some(bytes / 1e6))),
        Some(bytes) => format!("{} KB", short(Some(bytes / 1e3))),
    }
}

fn spread(row: &Value, path: &str) -> String {
    let part = |name: &str| short(number(row, &format!("{path}/{name}")));
    format!("{} / {} / {}", part("p50"), part("p95"), part("p99"))
}

/// Sizes and times as the corpus grows.
pub(crate) fn growth(rows: &Value) -> String {
    let size = |row: &Value, path: &str| bytes(number(row, path));
    let weight = |row: &Value| {
        let pack = number(row, "bytes/module_sent").zip(number(row, "bytes/engine")).map(|(all, engine)| all - engine);
        let of_text = pack.zip(number(row, "yardstick")).map(|(pack, text)| pack / text);
        vec![
            name(&row["corpus"]),
            number(row, "docs").map_or_else(String::new, |docs| format!("{docs}")),
            size(row, "text"),
            bytes(pack),
            short(of_text),
            size(row, "bytes/cold"),
            format!("{} s", short(number(row, "build/ms").map(|ms| ms / 1e3))),
            size(row, "build/memory"),
            size(row, "native/memory"),
            size(row, "chromium/memory"),
        ]
    };
    let time = |row: &Value| {
        let million = |path: &str| short(number(row, path).map(|count| count / 1e6));
        vec![
            name(&row["corpus"]),
            short(number(row, "native/open")),
            short(number(row, "node/open/ms")),
            short(number(row, "chromium/open")),
            spread(row, "native/keys"),
            spread(row, "node/keys"),
            spread(row, "chromium/keys"),
            short(number(row, "node/full/p95")),
            format!("{} / {}", million("instructions/load"), million("instructions/keystroke")),
        ]
    };
    let head = [
        "corpus",
        "pages",
        "text",
        "pack, sent",
        "of T",
        "to the first result",
        "build",
        "its memory",
        "memory, native",
        "Chromium",
    ];
    let weights = table(&head, &list(rows).map(weight).collect::<Vec<_>>());
    let head = [
        "corpus",
        "open: native",
        "Node",
        "Chromium",
        "keystroke p50 / p95 / p99: native",
        "Node",
        "Chromium",
        "whole query p95",
        "M instructions: open / key",
    ];
    format!("{weights}\n{}", table(&head, &list(rows).map(time).collect::<Vec<_>>()))
}

/// The native engine's tasks: median time with its confidence interval, and instructions.
pub(crate) fn native(rows: &Value) -> String {
    let row = |row: &Value| {
        let [low, median, high] = ["low", "median", "high"].map(|figure| span(number(row, figure)));
        let instructions = number(row, "instructions").map(|count| count / 1e6);
        vec![name(&row["corpus"]), name(&row["task"]), median, format!("{low} to {high}"), short(instructions)]
    };
    table(&["corpus", "task", "time", "between", "M instructions"], &list(rows).map(row).collect::<Vec<_>>())
}

/// Whole questions, typed letter by letter.
pub(crate) fn questions(rows: &Value) -> String {
    let row = |row: &Value| {
        vec![
            name(&row["corpus"]),
            row["docs"].to_string(),
            bytes(number(row, "text")),
            format!("{}, every {}th", row["questions"], row["every"]),
            row["node"]["cpu"]["n"].to_string(),
            spread(row, "node/cpu"),
            spread(row, "node/wall"),
            spread(row, "native"),
        ]
    };
    let head = [
        "corpus",
        "pages",
        "text",
        "questions",
        "keys",
        "keystroke p50 / p95 / p99, ms: Node, CPU time",
        "Node, wall time",
        "native, wall time",
    ];
    table(&head, &list(rows).map(row).collect::<Vec<_>>())
}

/// A time, given in nanoseconds.
fn span(nanoseconds: Option<f64>) -> String {
    match nanoseconds {
        Some(time) if time >= 1e6 => format!("{} ms", short(Some(time / 1e6))),
        Some(time) => format!("{} µs", short(Some(time / 1e3))),
        None => short(None),
    }
}

/// All engines on one corpus.
pub(crate) fn beside(row: &Value) -> String {
    let empty = serde_json::Map::new();
    let engines = row["engines"].as_object().unwrap_or(&empty);
    let cells = |(engine, figures): (&String, &Value)| {
        let tasks = figures["quality"].as_object().unwrap_or(&empty);
        let quality = tasks.iter().map(|(task, sums)| format!("{task} {}", short(sums["mrr"].as_f64())));
        vec![
            engine.clone(),
            bytes(number(figures, "bytes/pack_sent")),
            bytes(number(figures, "bytes/host")),
            format!("{} s", short(number(figures, "build/ms").map(|ms| ms / 1e3))),
            short(number(figures, "open/ms")),
            bytes(number(figures, "open/memory")),
            spread(figures, "keys"),
            spread(figures, "chromium/keys"),
            short(number(figures, "chromium/full/p95")),
            quality.collect::<Vec<_>>().join(", "),
        ]
    };
    let head = [
        "engine",
        "index with text, sent",
        "all on the host",
        "build",
        "open, Node",
        "memory",
        "keystroke p50 / p95 / p99, Node",
        "Chromium",
        "whole query p95, Chromium",
        "MRR@10",
    ];
    let title = format!("{}: {} pages, {}", name(&row["corpus"]), row["docs"], bytes(number(row, "text")));
    format!("**{title}**\n\n{}", table(&head, &engines.iter().map(cells).collect::<Vec<_>>()))
}

/// Sites of many pages, with a split index and with Pagefind.
pub(crate) fn sites(rows: &Value) -> String {
    let both = |row: &Value, show: fn(Option<f64>) -> String, of: fn(&Value) -> Option<f64>| {
        ["findling", "pagefind"].map(|engine| show(of(&row[engine]))).join(" / ")
    };
    let cells = |row: &Value| {
        let own = |path: &str| bytes(number(row, path));
        vec![
            name(&row["corpus"]),
            own("text"),
            both(row, short, |engine| number(engine, "build/ms").map(|ms| ms / 1000.0)),
            both(row, bytes, |engine| number(engine, "build/memory")),
            both(row, bytes, |engine| number(engine, "host/bytes")),
            both(row, short, |engine| number(engine, "host/files")),
            own("root"),
            format!("{} / {}", own("fetched/bytes/p50"), own("fetched/bytes/p95")),
            both(row, bytes, |engine| middle(engine, "bytes")),
            both(row, short, |engine| middle(engine, "trips")),
            both(row, short, |engine| middle(engine, "ms")),
            both(row, short, |engine| middle(engine, "again")),
            own("whole/index"),
            short(middle(&row["whole"], "ms")),
        ]
    };
    let head = [
        "site",
        "text",
        "build, s",
        "memory",
        "on the host",
        "files",
        "root",
        "a query, p50 / p95",
        "first search",
        "trips",
        "first result, ms",
        "again, ms",
        "whole index",
        "with it, ms",
    ];
    table(&head, &list(rows).map(cells).collect::<Vec<_>>())
}

/// The median of a figure of all first visits.
fn middle(engine: &Value, figure: &str) -> Option<f64> {
    let mut values: Vec<f64> = list(&engine["visits"]).filter_map(|visit| visit[figure].as_f64()).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

/// Times from the focus to the first result.
pub(crate) fn first(page: &Value) -> String {
    let mut rows = Vec::new();
    for row in list(&page["first"]) {
        for search in list(&row["searches"]) {
            rows.push(vec![
                format!("{} ({})", name(&row["corpus"]), bytes(number(row, "text"))),
                name(&row["query"]),
                name(&search["search"]),
                short(number(search, "ms")),
                short(number(search, "slower")),
                short(number(search, "again")),
                bytes(number(search, "bytes")),
                search["requests"].to_string(),
                short(number(search, "trips")),
            ]);
        }
    }
    let head = [
        "corpus",
        "query",
        "search",
        "focus to first result, ms",
        "processor 4× slower",
        "second visit",
        "bytes from a cold cache",
        "requests",
        "round trips",
    ];
    table(&head, &rows)
}

/// Vital signs and long tasks of the page.
pub(crate) fn vitals(page: &Value) -> String {
    let row = |label: &str, signs: &Value| {
        vec![
            label.to_owned(),
            short(number(signs, "lcp")),
            format!("{:.4}", number(signs, "cls").unwrap_or(0.0)),
            short(number(signs, "inp")),
        ]
    };
    let vitals = &page["vitals"];
    let rows = [row("with the tag", &vitals["with"]), row("without", &vitals["without"])];
    let of = |name: &str| short(number(&page["tasks"], name));
    format!(
        "{}\nThe longest task of the page's thread on a processor four times slower: {} ms while the page loads, {} ms while the box is opened, {} ms while \
         queries are typed; {} in all are over 50 ms. From the first focus to the first result there are {} round trips.\n",
        table(&["page", "LCP, ms", "CLS", "INP, ms"], &rows),
        of("load"),
        of("open"),
        of("typing"),
        of("felt"),
        short(number(page, "trips")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [vec!["a".to_owned(), "1".to_owned()]];
        assert_eq!(table(&["name", "n"], &rows), "| name | n |\n|---|---|\n| a    | 1 |\n");
    }

    #[test]
    fn numbers_have_three_digits_that_count() {
        assert_eq!(
            [short(Some(123.4)), short(Some(12.34)), short(Some(0.123)), short(None)],
            ["123", "12.3", "0.12", "–"]
        );
        assert_eq!([bytes(Some(1_234_567.0)), bytes(Some(45_600.0))], ["1.23 MB", "45.6 KB"]);
    }
}
