//! Tables of data, as opposed to tables for layout.

use super::dom::{NodeId, Tree};
use super::headings;

/// Whether a table holds data, and is not there to put things beside each other.
pub(super) fn is_data_table(tree: &Tree, table: NodeId) -> bool {
    if matches!(tree.attribute(table, "role"), Some("presentation" | "none")) {
        return false;
    }
    let mut layout = false;
    tree.for_each(table, |node| {
        layout |=
            node != table && (matches!(tree.name(node), "table" | "pre") || headings::level(tree, node).is_some());
        !layout
    });
    !layout
}
