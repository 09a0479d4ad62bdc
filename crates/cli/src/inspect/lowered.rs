//! The pages whose kind lowers their rank, by the weight that lowers it.

use std::collections::BTreeMap;
use std::fmt::Write;

use findling_core::Index;
use findling_core::format::PageKind;
use findling_core::index::PageId;
use serde_json::{Value, json};

/// Maximum number of pages named in a line.
const NAMED: usize = 2;

/// A row for each weight that lowers pages: its name and value, and their addresses.
pub(super) fn rows(index: &Index) -> Vec<Value> {
    let weights = index.weights();
    let mut pages: BTreeMap<&str, (f32, Vec<&str>)> = BTreeMap::new();
    for (number, page) in (0u32..).zip(index.pages()) {
        let (name, value) = match page.kind() {
            PageKind::Usual => continue,
            PageKind::Changelog { .. } => ("changelog", weights.changelog),
            PageKind::Links => ("links", weights.links),
            PageKind::Older { .. } => ("older", weights.older),
            PageKind::Translation => ("translation", weights.translation),
        };
        pages.entry(name).or_insert((value, Vec::new())).1.push(index.page_url(PageId(number)));
    }
    let mut rows = Vec::new();
    for (name, (value, urls)) in pages {
        let value = (f64::from(value) * 1000.0).round() / 1000.0;
        rows.push(json!({ "weight": name, "value": value, "urls": urls }));
    }
    rows
}

/// Prints the rows, with the first pages of each.
pub(super) fn readable(rows: &[Value], out: &mut String) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "\npages that rank behind others (--json: all of them)");
    for row in rows {
        let urls: Vec<&str> = row["urls"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let more = if urls.len() > NAMED { ", …" } else { "" };
        let weight = format!("{} {}", row["weight"].as_str().unwrap_or_default(), row["value"]);
        let _ = writeln!(out, "{:>22}  {weight}: {}{more}", urls.len(), urls[..urls.len().min(NAMED)].join(", "));
    }
}
