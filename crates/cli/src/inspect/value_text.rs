//! Text for the values that `inspect` reports: a string without quotes, and a list with commas.

use serde_json::Value;

/// The text of a value in a line, or in a cell of a table.
pub(super) fn value_text(value: &Value) -> String {
    match value {
        Value::String(s) => s.clone(),
        Value::Array(list) => list.iter().map(value_text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
