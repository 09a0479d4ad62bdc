//! Output of the figures: JSON files, tables on the terminal and in the documentation, and the chart.
use std::fs;
use std::path::Path;

use findling_benches::error::{Failure, at};
use findling_benches::root;
use serde_json::{Value, json};

use crate::report::{list, number};
use crate::{chart, report, targets};

/// The tables of the document are between these lines.
const BEGIN: &str = "<!-- figures: cargo xtask bench writes from here -->\n";
const END: &str = "<!-- figures end -->\n";

/// Saves the figures of one part.
pub(crate) fn keep(folder: &Path, name: &str, figures: &Value) -> Result<(), Failure> {
    let path = folder.join(format!("{name}.json"));
    let text = serde_json::to_string_pretty(&rounded(figures)).map_err(at(&path))?;
    fs::create_dir_all(folder).map_err(at(folder))?;
    fs::write(&path, text + "\n").map_err(at(&path))
}

/// Saves the figures of one corpus, in place of its older ones.
pub(crate) fn merge(folder: &Path, name: &str, row: Value) -> Result<(), Failure> {
    let mut rows = read(folder, name).as_array().cloned().unwrap_or_default();
    match rows.iter_mut().find(|old| old["corpus"] == row["corpus"]) {
        Some(old) => *old = row,
        None => rows.push(row),
    }
    rows.sort_by_key(|row| (row["lang"] != "zh", number(row, "text").unwrap_or(0.0) as u64));
    keep(folder, name, &Value::Array(rows))
}

/// Saves these figures of a part and leaves its others unchanged.
pub(crate) fn update(folder: &Path, name: &str, figures: &Value) -> Result<(), Failure> {
    let mut kept = read(folder, name).as_object().cloned().unwrap_or_default();
    kept.extend(figures.as_object().cloned().unwrap_or_default());
    keep(folder, name, &Value::Object(kept))
}

/// Saves the first visits of one corpus, in place of its older ones. The default corpus comes first, then the order is by language and size.
pub(crate) fn visits(folder: &Path, rows: Vec<Value>) -> Result<(), Failure> {
    let kept = read(folder, "page");
    let other = |old: &&Value| rows.iter().all(|row| row["corpus"] != old["corpus"]);
    let mut all: Vec<Value> = list(&kept["first"]).filter(other).cloned().collect();
    all.extend(rows);
    all.sort_by_key(|row| (row["corpus"] != "seeds", row["lang"] != "zh", number(row, "text").unwrap_or(0.0) as u64));
    update(folder, "page", &json!({ "first": all }))
}

/// The saved figures of a part, or null.
fn read(folder: &Path, name: &str) -> Value {
    let text = fs::read_to_string(folder.join(format!("{name}.json"))).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

/// Prints the tables of all saved figures, and with `document` writes them into the documentation.
pub(crate) fn all(folder: &Path, document: bool) -> Result<(), Failure> {
    let [growth, native, questions, rivals, sites, page] =
        ["growth", "native", "questions", "rivals", "sites", "page"].map(|name| read(folder, name));
    let beside: Vec<String> = list(&rivals).map(report::beside).collect();
    let text = format!(
        "\n### Targets\n\n{}\n### Where a rival is better\n\n{}\n### As the corpus grows\n\nTimes in milliseconds.\n\n{}\n\
         ### Natively, task by task\n\n{}\n### Whole questions, letter by letter\n\n{}\n### Beside others\n\n{}\n### Sites of many pages\n\n{}\n### The first visit\n\n{}\n### The page\n\n{}\n",
        targets::table_of_targets(targets::Run {
            growth: &growth,
            questions: &questions,
            rivals: &rivals,
            page: &page
        }),
        targets::losses(&rivals),
        report::growth(&growth),
        report::native(&native),
        report::questions(&questions),
        beside.join("\n"),
        report::sites(&sites),
        report::first(&page),
        report::vitals(&page),
    );
    println!("{text}");
    if !document {
        return Ok(());
    }
    let picture = root().join("docs/benchmarks.svg");
    fs::write(&picture, chart::chart(&growth, &page)).map_err(at(&picture))?;
    let path = root().join("docs/benchmarks.md");
    let before = fs::read_to_string(&path).map_err(at(&path))?;
    let parts = before.split_once(BEGIN).and_then(|(head, rest)| Some((head, rest.split_once(END)?.1)));
    let (head, tail) =
        parts.ok_or_else(|| format!("{} lacks the two lines that enclose the tables", path.display()))?;
    fs::write(&path, format!("{head}{BEGIN}{text}{END}{tail}")).map_err(at(&path))
}

/// Rounds to three decimals: further digits of a time in milliseconds are noise.
fn rounded(value: &Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            number.as_f64().map_or(Value::Null, |number| ((number * 1e3).round() / 1e3).into())
        }
        Value::Array(list) => list.iter().map(rounded).collect(),
        Value::Object(map) => map.iter().map(|(name, value)| (name.clone(), rounded(value))).collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_to_three_decimals() {
        assert_eq!(rounded(&json!({ "a": [1.23456, 7, "x"] })), json!({ "a": [1.235, 7, "x"] }));
    }
}
