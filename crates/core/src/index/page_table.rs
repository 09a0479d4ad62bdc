//! The page table: which text is a title, a heading or a passage, and of which page.

use super::page::{Anchor, Heading};
use super::{Field, Page, PageId, Passage, PassageId, Place, TextId};
use crate::format::{AnchorRow, IndexFile, Manifest, OpenError, PageRow, PassageRow, Section};
use crate::list::List as _;

/// Pages, passages and headings, and the place of each text.
#[derive(Debug, Default)]
pub(crate) struct PageTable {
    pub places: Vec<Place>,
    pub pages: Vec<Page>,
    pub passages: Vec<Passage>,
    pub headings: Vec<Heading>,
}

fn corrupt(section: Section, what: &'static str) -> OpenError {
    OpenError::Corrupt { section: section.name(), what }
}

impl PageTable {
    /// Reads the two tables; they must name exactly the texts that the manifest counts.
    #[inline(never)]
    pub(crate) fn read(file: &IndexFile<'_>, manifest: &Manifest) -> Result<PageTable, OpenError> {
        let mut table = PageTable::default();
        let pages: Vec<PageRow<'_>> = file.rows(Section::Pages)?;
        let passages: Vec<PassageRow> = file.rows(Section::Passages)?;
        let mut rest = passages.as_slice();
        for row in &pages {
            if row.lang as usize > manifest.langs.len()
                || row.fields.iter().any(|field| usize::from(*field) >= manifest.fields.len())
            {
                return Err(corrupt(Section::Pages, "a number is out of range"));
            }
            let missing = corrupt(Section::Passages, "it has fewer rows than the page table counts");
            let (own, after) = rest.split_at_checked(row.passages as usize).ok_or(missing)?;
            rest = after;
            table.add_page(row, own, manifest)?;
        }
        if !rest.is_empty() {
            return Err(corrupt(Section::Passages, "it has more rows than the page table counts"));
        }
        if table.places.len() != manifest.texts as usize {
            return Err(corrupt(Section::Pages, "it names another number of texts than the manifest"));
        }
        Ok(table)
    }

    fn add_page(&mut self, row: &PageRow<'_>, passages: &[PassageRow], manifest: &Manifest) -> Result<(), OpenError> {
        let page = PageId(self.pages.len() as u32);
        let first = PassageId(self.passages.len() as u32);
        let title = self.add_text(Field::Title, page, first);
        let id = (!row.id_is_url).then(|| self.add_text(Field::Plain, page, first));
        let url = self.add_text(Field::Plain, page, first);
        let of_field = |field: u8| Field::of_meta(&manifest.fields[usize::from(field)]);
        let meta =
            row.fields.iter().map(|field| (u16::from(*field), self.add_text(of_field(*field), page, first))).list();
        let mut over: Vec<u32> = Vec::new();
        for row in passages {
            let passage = PassageId(self.passages.len() as u32);
            // A row of three bytes may claim many headings: no heading is added that has no text.
            if usize::from(row.kept) > over.len() || self.places.len() > manifest.texts as usize {
                return Err(corrupt(Section::Passages, "it names headings that don't exist"));
            }
            over.truncate(usize::from(row.kept));
            for _ in 0..row.new {
                let text = self.add_text(Field::Heading, page, passage);
                self.headings.push(Heading { text, parent: over.last().copied() });
                over.push(self.headings.len() as u32 - 1);
            }
            let heading = over.last().copied();
            let name = heading.map_or(title, |heading| self.headings[heading as usize].text);
            let anchor = match row.anchor {
                AnchorRow::None => Anchor::None,
                AnchorRow::Stored => Anchor::Text(self.add_text(Field::Plain, page, passage)),
                AnchorRow::Slug => Anchor::Slug(name, None),
                AnchorRow::NumberedSlug(number) => Anchor::Slug(name, Some(number)),
            };
            let body = self.add_text(Field::Body, page, passage);
            self.passages.push(Passage { page, body, heading, anchor, sketch: None });
        }
        let passages = first.0..self.passages.len() as u32;
        self.pages.push(Page {
            number: page.0,
            title,
            name: None,
            id,
            url,
            lang: row.lang,
            meta,
            passages,
            kind: row.kind,
            words: 0,
            is_read: true,
        });
        Ok(())
    }

    fn add_text(&mut self, field: Field, page: PageId, passage: PassageId) -> TextId {
        self.places.push(Place { field, page, passage });
        TextId(self.places.len() as u32 - 1)
    }
}
