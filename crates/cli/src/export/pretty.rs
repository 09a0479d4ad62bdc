//! JSON for people.

use serde_json::Value;

/// Indented, with a line end.
pub(crate) fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
