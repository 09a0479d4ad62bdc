//! Files of queries: JSON Lines of `{"qid","query"}`, with `gold`, `task` and `answers` if the right pages and answers are known.

use std::fs;
use std::path::Path;

use findling_indexer::read::json_fault;
use serde::Deserialize;

use crate::Failure;

#[derive(Debug, Deserialize)]
pub(crate) struct QueryLine {
    pub qid: String,
    pub query: String,
    #[serde(default)]
    pub gold: Vec<String>,
    #[serde(default)]
    pub task: String,
    /// Texts that answer the question, as the page has them.
    #[serde(default)]
    pub answers: Vec<String>,
}

pub(crate) fn read(path: &Path) -> Result<Vec<QueryLine>, Failure> {
    let bytes = fs::read(path).map_err(Failure::io(path))?;
    let text = String::from_utf8(bytes).map_err(|e| Failure::Line {
        path: path.to_owned(),
        line: e.as_bytes().iter().take(e.utf8_error().valid_up_to()).filter(|b| **b == b'\n').count() + 1,
        what: "not UTF-8. Save the file as UTF-8".to_owned(),
    })?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| {
            serde_json::from_str(line).map_err(|e| Failure::Line {
                path: path.to_owned(),
                line: i + 1,
                what: format!("{}. Expected an object like {{\"qid\": …, \"query\": …}}", json_fault(&e)),
            })
        })
        .collect()
}
