//! An HTML page with charts of the sizes by section, language, page and word. It has no script and loads nothing.

use std::fmt::Write;

use findling_indexer::reader_pages::escape;
use serde_json::Value;

use super::value_text::value_text;

const STYLE: &str = "body{font:1rem/1.5 system-ui,sans-serif;max-inline-size:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}\
    table{border-collapse:collapse;inline-size:100%}td{padding:.15rem .5rem;vertical-align:middle;overflow-wrap:anywhere}\
    td.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}td.b{inline-size:45%}\
    svg{display:block;inline-size:100%;block-size:.9rem;fill:#3f7f5f}svg .c{fill:#9fc7b0}";

/// The page.
pub(super) fn page(facts: &Value) -> String {
    let title = value_text(&facts["title"]);
    let mut out = String::from(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>",
    );
    escape(&mut out, &title);
    let _ = write!(out, "</title><style>{STYLE}</style><h1>");
    escape(&mut out, &title);
    let _ = write!(
        out,
        "</h1><p>{} pages, {} passages. The index has {} bytes, {} after brotli; the bare text {} after brotli: {} T.",
        facts["pages"], facts["passages"], facts["pack"], facts["brotli"], facts["T"], facts["ratio"]
    );
    table(&mut out, "Sections, as they are and after brotli", &facts["sections"], "name");
    table(&mut out, "Text by language", &facts["text by language"], "name");
    table(&mut out, "Heaviest pages", &facts["heaviest pages"], "title");
    table(&mut out, "Longest words", &facts["longest words"], "word");
    out
}

/// Rows with a bar each, relative to the longest. For a row with two sizes, the bar of the smaller is within the larger.
fn table(out: &mut String, caption: &str, rows: &Value, column: &str) {
    let rows: Vec<&Value> = rows.as_array().into_iter().flatten().collect();
    let size = |row: &Value, key: &str| row[key].as_f64().unwrap_or(0.0);
    let most = rows.iter().map(|row| size(row, "bytes")).fold(1.0, f64::max);
    let _ = write!(out, "<h2>{caption}</h2><table>");
    for row in rows {
        let _ = write!(out, "<tr><td>");
        escape(out, &value_text(&row[column]));
        let _ = write!(out, "<td class=n>{}", row["bytes"]);
        let share = size(row, "bytes") / most * 100.0;
        let _ = match row.get("brotli") {
            Some(brotli) => write!(
                out,
                "<td class=n>{brotli}<td class=b><svg role=presentation><rect class=c width=\"{share:.2}%\" height=\"100%\"/><rect width=\"{:.2}%\" height=\"100%\"/></svg>",
                size(row, "brotli") / most * 100.0
            ),
            None => {
                write!(out, "<td class=b><svg role=presentation><rect width=\"{share:.2}%\" height=\"100%\"/></svg>")
            }
        };
    }
    out.push_str("</table>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_escaped() {
        let page =
            page(&json!({ "title": "<script>&", "heaviest pages": [{ "title": "<b>", "bytes": 3 }], "sections": [] }));
        assert!(page.contains("<h1>&lt;script&gt;&amp;</h1>") && page.contains("<td>&lt;b&gt;<td"));
        assert!(!page.contains("<script") && !page.contains("<b>"));
    }
}
