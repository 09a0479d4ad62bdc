//! The report of `findling inspect` on a split index: blocks by kind, the longest lists, and the bytes that queries fetch.

use std::borrow::Cow;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use findling_core::codec::leaf;
use findling_core::format::{IndexFile, Section};
use findling_core::split::SplitIndex;
use findling_indexer::NativeHost;
use serde_json::{Value, json};

use super::value_text::value_text;
use crate::Failure;
use crate::blocks::{FIRST, Fetched, fetched, path};
use crate::queries::QueryLine;

/// Maximum number of rows in a list.
const MOST: usize = 10;

/// The blocks of a root, and the bytes that each query fetches from an empty cache.
pub(super) fn facts(root: &[u8], module: &Path, queries: &[QueryLine]) -> Result<Value, Failure> {
    let wrong = |source| Failure::Pack { path: module.to_owned(), source };
    let folder = module.parent().unwrap_or(Path::new(""));
    let split = SplitIndex::open(root, Box::new(NativeHost)).map_err(wrong)?;
    let mut kinds = [("leaves", Vec::new()), ("texts", Vec::new())];
    let mut lists: Vec<(usize, String, usize)> = Vec::new();
    for block in split.blocks() {
        let file = folder.join(path(&split.name(block)));
        let bytes = fs::read(&file).map_err(Failure::io(&file))?;
        kinds[usize::from(!split.is_leaf(block))].1.push(bytes.len());
        if !split.is_leaf(block) {
            continue;
        }
        let opened = IndexFile::open(&bytes).map_err(|source| Failure::Pack { path: file.clone(), source })?;
        let entries = leaf::read(opened.section(Section::Leaf), u32::MAX).unwrap_or_default();
        lists.extend(entries.into_iter().map(|entry| (entry.postings.len(), entry.key, bytes.len())));
        lists.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        lists.truncate(MOST);
    }
    let kind = |(name, sizes): &(&str, Vec<usize>)| {
        let (largest, bytes) = (sizes.iter().max().copied().unwrap_or(0), sizes.iter().sum::<usize>());
        json!({ "name": name, "files": sizes.len(), "bytes": bytes, "largest": largest })
    };
    let list = |(fragments, key, leaf): &(usize, String, usize)| json!({ "key": key.replace(|c: char| c.is_control() || c == char::MAX, "·"), "fragments": fragments, "leaf": leaf });
    let mut rows: Vec<(Fetched, &str)> = Vec::new();
    for line in queries {
        let read = |name: &str| fs::read(folder.join(path(name))).ok().map(Cow::Owned);
        rows.push((fetched(root, &line.query, FIRST, read).map_err(wrong)?, &line.query));
    }
    Ok(json!({
        "kinds": kinds.iter().map(kind).collect::<Vec<_>>(),
        "longest lists": lists.iter().map(list).collect::<Vec<_>>(),
        "queries": if rows.is_empty() { Value::Null } else { of_queries(rows) },
    }))
}

/// The bytes that queries fetch: the median, the 95th percentile, the maximum, and the queries that fetch most.
fn of_queries(mut rows: Vec<(Fetched, &str)>) -> Value {
    let spread = |value: fn(&Fetched) -> usize| {
        let mut values: Vec<usize> = rows.iter().map(|(fetched, _)| value(fetched)).collect();
        values.sort_unstable();
        let at = |share: usize| values[(values.len() - 1) * share / 100];
        json!({ "p50": at(50), "p95": at(95), "max": at(100) })
    };
    let (bytes, files, rounds) = (spread(|f| f.bytes), spread(|f| f.files), spread(|f| f.rounds));
    let number = rows.len();
    rows.sort_by(|(a, x), (b, y)| b.bytes.cmp(&a.bytes).then_with(|| x.cmp(y)));
    let row = |(fetched, query): &(Fetched, &str)| json!({ "query": query, "bytes": fetched.bytes, "files": fetched.files, "rounds": fetched.rounds });
    let most: Vec<Value> = rows.iter().take(MOST).map(row).collect();
    json!({ "number": number, "bytes": bytes, "files": files, "rounds": rounds, "most": most })
}

/// The same for people.
pub(super) fn readable(facts: &Value, out: &mut String) {
    let _ = writeln!(out, "\n{:<12} {:>10} {:>10} {:>10}", "blocks", "files", "bytes", "largest");
    let each = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for kind in each(&facts["kinds"]) {
        let _ = write!(out, "{:<12}", value_text(&kind["name"]));
        for key in ["files", "bytes", "largest"] {
            let _ = write!(out, " {:>10}", value_text(&kind[key]));
        }
        let _ = writeln!(out);
    }
    let _ = writeln!(out, "\n{:>22}  longest lists", "fragments");
    for list in each(&facts["longest lists"]) {
        let _ = writeln!(out, "{:>22}  {}", value_text(&list["fragments"]), value_text(&list["key"]));
    }
    let queries = &facts["queries"];
    if queries.is_null() {
        return;
    }
    let number = value_text(&queries["number"]);
    let _ = writeln!(
        out,
        "\nfetched by {number} queries for {FIRST} pages, from an empty cache, besides module and scripts"
    );
    let _ = writeln!(out, "{:<12} {:>10} {:>10} {:>10}", "", "p50", "p95", "max");
    for name in ["bytes", "files", "rounds"] {
        let [p50, p95, max] = ["p50", "p95", "max"].map(|key| value_text(&queries[name][key]));
        let _ = writeln!(out, "{name:<12} {p50:>10} {p95:>10} {max:>10}");
    }
    let _ = writeln!(out, "\n{:>10} {:>10}  queries that fetch most", "bytes", "files");
    for row in each(&queries["most"]) {
        let [bytes, files, query] = ["bytes", "files", "query"].map(|key| value_text(&row[key]));
        let _ = writeln!(out, "{bytes:>10} {files:>10}  {query}");
    }
}
