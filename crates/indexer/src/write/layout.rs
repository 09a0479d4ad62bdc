//! The page table: which texts the text stream contains, and in which order. Core reads it back.

use std::borrow::Cow;
use std::collections::BTreeSet;

use findling_core::format::{AnchorRow, PageKind, PageRow, PassageRow, encode};
use findling_core::text::slug;

use crate::model::{Emphasis, Page, Passage};
use crate::read::Corpus;
use crate::{page_kind, versions};

pub(crate) struct LaidText<'a> {
    pub text: Cow<'a, str>,
    pub lang: &'a str,
    pub emphasis: u8,
    /// Whether it is a title or a heading.
    pub is_name: bool,
    /// Number of its page.
    pub page: usize,
}

/// A row of the page table.
pub(crate) struct LaidPage {
    lang: u32,
    id_is_url: bool,
    fields: Vec<u8>,
    passages: u32,
    kind: PageKind,
}

/// The page table and the passage table, and the texts in their order.
pub(crate) struct Layout<'a> {
    pub pages: Vec<LaidPage>,
    pub passages: Vec<PassageRow>,
    pub texts: Vec<LaidText<'a>>,
    pub langs: Vec<String>,
    pub fields: Vec<String>,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(corpus: &'a Corpus, passages: &'a [Vec<Passage>]) -> Layout<'a> {
        let langs: BTreeSet<String> = corpus.pages.iter().map(|p| name(&p.lang)).filter(|l| !l.is_empty()).collect();
        let keys = corpus.pages.iter().flat_map(|p| p.meta.keys());
        let fields: BTreeSet<String> = keys.map(|key| name(key)).filter(|key| !key.is_empty()).collect();
        let mut layout = Layout {
            pages: Vec::new(),
            passages: Vec::new(),
            texts: Vec::new(),
            langs: langs.into_iter().collect(),
            fields: fields.into_iter().collect(),
        };
        let urls: Vec<&str> = corpus.pages.iter().map(|page| page.url.as_str()).collect();
        for ((page, passages), version) in corpus.pages.iter().zip(passages).zip(versions::older(&urls)) {
            layout.page(page, passages, page_kind(page, version));
        }
        layout
    }

    /// The sections of the two tables.
    pub(crate) fn tables(&self) -> (Vec<u8>, Vec<u8>) {
        let rows = self.pages.iter().map(|page| {
            let LaidPage { lang, id_is_url, ref fields, passages, kind } = *page;
            PageRow { lang, id_is_url, fields, passages, kind }
        });
        (encode(rows), encode(&self.passages))
    }

    /// The owner's weight of each text, up to the last that doesn't count once.
    pub(crate) fn text_weights(&self) -> Vec<u8> {
        let mut tenths: Vec<u8> = self.texts.iter().map(|text| text.emphasis).collect();
        tenths.truncate(tenths.iter().rposition(|tenths| *tenths != Emphasis::ONCE).map_or(0, |last| last + 1));
        tenths
    }

    fn page(&mut self, page: &'a Page, passages: &'a [Passage], kind: PageKind) {
        let lang = self.langs.binary_search(&name(&page.lang)).map_or(0, |i| i as u32 + 1);
        let number = self.pages.len();
        let mut count = |text: &'a str, emphasis: u8, is_name: bool| {
            let lang = page.text_lang.as_ref().unwrap_or(&page.lang);
            self.texts.push(LaidText { text: whole(text), lang, emphasis, is_name, page: number });
        };
        count(&page.title, page.emphasis.title.unwrap_or(Emphasis::ONCE), true);
        let mut add = |text: &'a str| count(text, Emphasis::ONCE, false);
        let id_is_url = findling_core::index::id_of_url(&page.url) == page.id;
        if !id_is_url {
            add(&page.id);
        }
        add(&page.url);
        let mut fields = Vec::new();
        for (key, values) in &page.meta {
            // A field without a name can't be asked for.
            let Ok(field) = self.fields.binary_search(&name(key)) else { continue };
            for value in values {
                add(value);
                fields.push(field as u8);
            }
        }
        let mut before: &[String] = &[];
        for passage in passages {
            let kept = before.iter().zip(&passage.path).take_while(|(a, b)| a == b).count().min(255);
            let new = passage.path.get(kept..).unwrap_or_default();
            let emphasis = |at: usize| passage.emphasis.get(at).copied().unwrap_or(Emphasis::ONCE);
            for (at, heading) in new.iter().enumerate() {
                count(heading, emphasis(kept + at), true);
            }
            let over = passage.path.last().unwrap_or(&page.title);
            let anchor = anchor_row(&passage.anchor, &slug(over));
            if anchor == AnchorRow::Stored {
                count(&passage.anchor, Emphasis::ONCE, false);
            }
            count(&passage.text, emphasis(passage.path.len()), false);
            self.passages.push(PassageRow { kept: kept as u8, new: new.len() as u8, anchor });
            before = &passage.path;
        }
        self.pages.push(LaidPage { lang, id_is_url, fields, passages: passages.len() as u32, kind });
    }
}

/// A text without the character that ends a word of the surface table. A space is as long, so ranges stay valid.
fn whole(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', " ").into() } else { text.into() }
}

/// A name without characters that can't be shown in a line.
fn name(name: &str) -> String {
    name.replace(['\0', '\n'], " ")
}

/// An anchor as the passage table has it: none, the heading's slug with or without a number, or a text of its own.
fn anchor_row(anchor: &str, slug: &str) -> AnchorRow {
    if anchor.is_empty() {
        return AnchorRow::None;
    }
    match anchor.strip_prefix(slug) {
        Some("") => AnchorRow::Slug,
        Some(rest) => match rest.strip_prefix('-').and_then(|number| number.parse::<u32>().ok()) {
            Some(number) if rest == format!("-{number}") => AnchorRow::NumberedSlug(number),
            _ => AnchorRow::Stored,
        },
        None => AnchorRow::Stored,
    }
}
