//! JSON Feed.

use serde_json::Value;

use super::entry::{Channel, Entry};
use crate::read::html;

/// Reads a text if it is a JSON Feed.
pub(super) fn read(text: &str) -> Option<Result<Channel, String>> {
    // The version is at the top. Other JSON is skipped, even if it is invalid.
    if !text.contains("jsonfeed.org/version/") {
        return None;
    }
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return Some(Err(format!("the feed can't be read: {error}"))),
    };
    value.get("version").and_then(Value::as_str).filter(|version| version.contains("jsonfeed.org"))?;
    let items = value.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Some(Ok(Channel {
        title: member_text(&value, "title"),
        lang: member_text(&value, "language"),
        entries: items.iter().map(entry).collect(),
    }))
}

fn entry(item: &Value) -> Entry {
    let list = |key: &str| item.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let one = item.get("author").cloned().into_iter();
    let markup = member_text(item, "content_html");
    let plain = ["content_text", "summary"].map(|key| member_text(item, key)).into_iter().find(|text| !text.is_empty());
    Entry {
        id: item.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned)).unwrap_or_default(),
        url: ["url", "external_url"]
            .map(|key| member_text(item, key))
            .into_iter()
            .find(|url| !url.is_empty())
            .unwrap_or_default(),
        title: member_text(item, "title"),
        lang: member_text(item, "language"),
        date: html::iso_day(
            &["date_published", "date_modified"]
                .map(|key| member_text(item, key))
                .into_iter()
                .find(|d| !d.is_empty())
                .unwrap_or_default(),
        ),
        authors: list("authors").into_iter().chain(one).map(|author| member_text(&author, "name")).collect(),
        tags: list("tags").iter().filter_map(|tag| tag.as_str().map(str::to_owned)).collect(),
        content: if markup.is_empty() { html::text_to_html(&plain.unwrap_or_default()) } else { markup },
    }
}

fn member_text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().trim().replace('\0', " ")
}
