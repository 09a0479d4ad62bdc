//! A page as read by itself, before the rest of the site is known.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::links::NamingLink;
use super::text_key::{TextKey, kept_texts};
use crate::model::{Block, Emphasis, Page};
use crate::read::left_out::PageParts;
use crate::text::lang::{Detected, look};

/// The draft of a file, or the reason why it has none.
pub(crate) type DraftResult = Result<Draft, Rejected>;

/// A page before the rest of the site is known.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent observations, not states")]
pub(crate) struct Draft {
    /// Path below the site's folder.
    pub(super) file: String,
    pub(super) url: String,
    /// The title set by the owner's attribute.
    pub(super) owner_title: Option<String>,
    /// The first heading of level 1.
    pub(super) h1: Option<String>,
    /// The block before which it is, and its name.
    pub(super) h1_place: (usize, Option<String>),
    /// There are others of that level.
    pub(super) has_more_h1s: bool,
    /// `<title>`.
    pub(super) title_element: Option<String>,
    /// The site's name.
    pub(super) site_name: Option<String>,
    /// The page's language: as it states it at first, then the language of its text, and at last the one that visitors look for it in.
    pub(super) lang: Option<String>,
    /// The language of the text, if it is another.
    pub(super) text_lang: Option<String>,
    pub(super) is_translation: bool,
    /// See [`Page::copied_in`].
    pub(super) copied_in: Option<Range<usize>>,
    /// The folders that it links to, outside of its own, as hashes.
    pub(super) linked_folders: Vec<u64>,
    /// Its links to other pages, which may name them.
    pub(super) naming_links: BTreeSet<NamingLink>,
    /// The language that the owner declares for the page's file.
    pub(super) declared_lang: Option<String>,
    pub(super) canonical: Option<String>,
    /// The owner marked the content with `data-findling-body`.
    pub(super) has_marked_body: bool,
    pub(super) meta: BTreeMap<String, Vec<String>>,
    pub(super) is_link_list: bool,
    pub(super) blocks: Vec<Block>,
    /// The texts of the blocks, as pages are compared by them. They stay when the blocks of a light draft are dropped.
    pub(super) texts: Vec<TextKey>,
    /// The language of the blocks, once it is detected.
    pub(super) detected: Option<Detected>,
    pub(super) anchors: BTreeMap<usize, String>,
    pub(super) emphasis: Emphasis,
    /// The parts of the page that are left out.
    pub(super) left_out: Vec<PageParts>,
}

/// Why a file gives no draft.
#[derive(Clone, Debug)]
pub(crate) enum Rejected {
    /// It can't be parsed; the reason.
    Unreadable(String),
    /// It can be read, but should not be found; the reason.
    NotSearchable(&'static str),
}

impl Draft {
    /// Notes what stays of the blocks in a light draft.
    pub(super) fn with_text_keys(mut self) -> Draft {
        self.texts = self.blocks.iter().map(TextKey::of).collect();
        self
    }

    /// Drops everything that grows with the length of the page, except the hashes of its texts. Keeps which of the owner's selectors matched: a
    /// selector that matches nothing gets a warning.
    pub(super) fn into_light(mut self) -> Draft {
        self.blocks = Vec::new();
        self.left_out.retain(PageParts::is_by_selector);
        for part in &mut self.left_out {
            part.text = String::new();
        }
        self.left_out.shrink_to_fit();
        (self.anchors, self.emphasis) = (BTreeMap::new(), Emphasis::default());
        self
    }

    /// Detects the language of the blocks.
    pub(super) fn detect_language(&mut self) {
        let title = self.h1.as_deref().or(self.title_element.as_deref()).unwrap_or_default();
        self.detected = Some(look(title, &self.blocks));
    }

    /// Removes boilerplate, and returns the texts that it was.
    pub(super) fn remove_boilerplate(&mut self, recurring: &HashSet<u64>) -> Vec<String> {
        let kept = kept_texts(&self.texts, recurring);
        self.h1_place.0 = kept.iter().take(self.h1_place.0).filter(|kept| **kept).count();
        let mut flags = kept.iter();
        self.texts.retain(|_| flags.next().copied().unwrap_or(true));
        let (mut blocks, mut anchors, mut weights) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        let mut removed = Vec::new();
        for ((at, block), kept) in std::mem::take(&mut self.blocks).into_iter().enumerate().zip(kept) {
            if kept {
                anchors.extend(self.anchors.remove(&at).map(|anchor| (blocks.len(), anchor)));
                weights.extend(self.emphasis.blocks.remove(&at).map(|tenths| (blocks.len(), tenths)));
                blocks.push(block);
            } else {
                removed.push(block.text().into_owned());
            }
        }
        (self.blocks, self.anchors, self.emphasis.blocks) = (blocks, anchors, weights);
        removed
    }

    /// Puts the first heading of level 1, which is not the title, among the blocks as one of level 2.
    pub(super) fn insert_h1(&mut self, text: String) {
        let (at, anchor) = std::mem::take(&mut self.h1_place);
        let at = at.min(self.blocks.len());
        self.blocks.insert(at, Block::Heading { level: 2, text });
        self.anchors = moved_on(&self.anchors, at);
        self.emphasis.blocks = moved_on(&self.emphasis.blocks, at);
        self.anchors.extend(anchor.map(|anchor| (at, anchor)));
    }

    /// Makes the page, with this title.
    pub(super) fn into_page(self, title: String) -> Page {
        let stem = self.file.rsplit_once('.').map_or(self.file.as_str(), |(stem, _)| stem).to_owned();
        let lang = self.lang.unwrap_or_default();
        let Draft { url, meta, is_link_list, is_translation, copied_in, text_lang, blocks, anchors, emphasis, .. } =
            self;
        Page {
            id: stem,
            url,
            title,
            lang,
            meta,
            is_link_list,
            is_translation,
            copied_in,
            text_lang,
            blocks,
            anchors: Some(anchors),
            emphasis,
        }
    }
}

/// Properties of blocks after one was put in before the block of this number.
fn moved_on<T: Clone>(of: &BTreeMap<usize, T>, at: usize) -> BTreeMap<usize, T> {
    of.iter().map(|(block, value)| (block + usize::from(*block >= at), value.clone())).collect()
}
