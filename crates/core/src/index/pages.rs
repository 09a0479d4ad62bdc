//! Pages and passages of an open index.

use super::page::{Anchor, Page};
use super::{Index, PageId, PassageId, TextId, id_of_url};
use crate::text::slug;

impl Index {
    fn page(&self, id: PageId) -> Option<&Page> {
        self.pages.get(id.0 as usize)
    }

    /// Whether a text is there, and no sketch of it.
    pub(crate) fn is_read(&self, text: TextId) -> bool {
        let place = self.place(text);
        let passage = self.passages.get(place.passage.0 as usize).is_none_or(|passage| passage.sketch.is_none());
        passage && self.page(place.page).is_none_or(|page| page.is_read)
    }

    /// A page's id.
    #[must_use]
    pub fn page_id(&self, page: PageId) -> &str {
        let Some(row) = self.page(page) else { return "" };
        row.id.map_or_else(|| id_of_url(self.text(row.url)), |id| self.text(id))
    }

    /// A page's address.
    #[must_use]
    pub fn page_url(&self, page: PageId) -> &str {
        self.page(page).map_or("", |p| self.text(p.url))
    }

    /// A page's title.
    #[must_use]
    pub fn page_title(&self, page: PageId) -> &str {
        self.page(page).map_or("", |p| self.text(p.name.unwrap_or(p.title)))
    }

    /// A page's language; empty when it is not known.
    #[must_use]
    pub fn page_lang(&self, page: PageId) -> &str {
        let lang = self.page(page).map_or(0, |p| p.lang as usize);
        lang.checked_sub(1).and_then(|i| self.tables.manifest.langs.get(i)).map_or("", String::as_str)
    }

    /// A page's metadata: names and values.
    pub fn page_meta(&self, page: PageId) -> impl Iterator<Item = (&str, &str)> {
        let rows = self.page(page).map_or(&[][..], |p| &p.meta);
        rows.iter()
            .map(|(f, t)| (self.tables.manifest.fields.get(*f as usize).map_or("", String::as_str), self.text(*t)))
    }

    /// A passage's address: its page's, and its anchor.
    #[must_use]
    pub fn passage_url(&self, passage: PassageId) -> String {
        let Some(row) = self.passages.get(passage.0 as usize) else { return String::new() };
        let url = self.page_url(row.page);
        let mut out = url.to_owned();
        match row.anchor {
            Anchor::None => return out,
            Anchor::Text(text) => {
                out.push('#');
                out.push_str(self.text(text));
            }
            Anchor::Slug(heading, number) => {
                out.push('#');
                out.push_str(&slug(self.text(heading)));
                if let Some(number) = number {
                    out.push('-');
                    out.push_str(&number.to_string());
                }
            }
        }
        out
    }

    /// The heading over a passage; empty where there is none.
    #[must_use]
    pub fn passage_heading(&self, passage: PassageId) -> &str {
        self.heading_of(passage).map_or("", |heading| self.text(heading))
    }

    /// The text of the nearest heading over a passage.
    #[must_use]
    pub fn heading_of(&self, passage: PassageId) -> Option<TextId> {
        let heading = self.passages.get(passage.0 as usize).and_then(|p| p.heading);
        heading.and_then(|h| self.headings.get(h as usize)).map(|h| h.text)
    }
}
