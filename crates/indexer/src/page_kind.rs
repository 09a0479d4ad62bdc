//! The kind of a page, which changes its weight.

use std::ops::Range;

use findling_core::format::PageKind;

use crate::changelogs;
use crate::model::Page;

/// The kind of a page. `version` is the part of its address that names an older version. A copy ranks as an older version does, and a query
/// with the name of its folder asks for it.
#[must_use]
pub fn page_kind(page: &Page, version: Option<Range<usize>>) -> PageKind {
    match version.or_else(|| page.copied_in.clone()) {
        Some(name) => PageKind::Older { start: name.start as u32, end: name.end as u32 },
        None if page.is_link_list => PageKind::Links,
        None => match changelogs::kind(page) {
            PageKind::Usual if page.is_translation => PageKind::Translation,
            kind => kind,
        },
    }
}
