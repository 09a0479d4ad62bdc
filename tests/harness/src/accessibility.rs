//! The accessibility tree, as screen readers get it.
use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{HarnessError, Page};

/// A node of the accessibility tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessibleNode {
    /// `combobox`, `option`, `status`, ...
    pub role: String,
    /// The name, without the space at its ends that some versions of the browser leave.
    pub name: String,
    /// The value of a field.
    pub value: String,
    /// `expanded`, `focused`, `selected`, ... as the browser writes them.
    pub states: BTreeMap<String, String>,
}

impl Page {
    /// The nodes that a screen reader visits, in document order.
    pub fn accessibility(&mut self) -> Result<Vec<AccessibleNode>, HarnessError> {
        let tree = self.call("Accessibility.getFullAXTree", &json!({}))?;
        let nodes = tree["nodes"].as_array().into_iter().flatten();
        Ok(nodes.filter(|node| node["ignored"] == false).map(read).collect())
    }
}

fn read(node: &Value) -> AccessibleNode {
    let properties = node["properties"].as_array().into_iter().flatten();
    AccessibleNode {
        role: text(&node["role"]["value"]),
        name: text(&node["name"]["value"]).trim().to_owned(),
        value: text(&node["value"]["value"]),
        states: properties.map(|property| (text(&property["name"]), text(&property["value"]["value"]))).collect(),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
