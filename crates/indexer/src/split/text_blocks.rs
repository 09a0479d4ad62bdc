//! Text blocks: the texts of some fragments, encoded as those of a small index.

use std::ops::Range;

use findling_core::Index;
use findling_core::codec::primer::Primer;
use findling_core::codec::{LONGEST, numbers};
use findling_core::format::{AnchorRow, PageRow, PassageRow, Section, TextBlockRow, assemble, encode as rows};
use findling_core::index::TextId;

use super::fragments::Fragments;
use crate::encode::{Level, Segments, encode as encode_texts};

/// The texts of a block.
pub(super) struct Texts<'a> {
    pub segments: Vec<Segments<'a>>,
    /// All sections but those of the texts.
    sections: Vec<(Section, Vec<u8>)>,
}

impl<'a> Texts<'a> {
    /// The texts of some fragments in a row.
    pub(super) fn of(index: &'a Index, fragments: &Fragments<'_>, block: Range<u32>) -> Texts<'a> {
        let mut texts: Vec<TextId> = Vec::new();
        let (mut pages, mut passages, mut words): (Vec<PageRow<'_>>, Vec<PassageRow>, Vec<u32>) = Default::default();
        for fragment in block {
            let (page, range) = fragments.all[fragment as usize].clone();
            let row = &index.pages()[page as usize];
            let page_row = fragments.pages[page as usize];
            words.push(row.words());
            // A page's texts are in a row, up to its first heading or passage: its title, its id unless the address says it, its address, its metadata.
            let own = 2 + u32::from(!page_row.id_is_url) + page_row.fields.len() as u32;
            texts.extend((0..own).map(|text| TextId(row.title().0 + text)));
            pages.push(PageRow { passages: range.len() as u32, ..page_row });
            let mut before: Vec<TextId> = Vec::new();
            for passage in range {
                let path = index.path(findling_core::index::PassageId(passage));
                let kept = before.iter().zip(&path).take_while(|(a, b)| a == b).count();
                texts.extend_from_slice(&path[kept..]);
                let PassageRow { anchor, .. } = fragments.passages[passage as usize];
                let body = index.passages()[passage as usize].body();
                if anchor == AnchorRow::Stored {
                    texts.push(TextId(body.0 - 1));
                }
                texts.push(body);
                passages.push(PassageRow { kept: kept as u8, new: (path.len() - kept) as u8, anchor });
                before = path;
            }
        }
        let counts = TextBlockRow {
            text_bytes: texts.iter().map(|text| index.text(*text).len() as u32).sum(),
            texts: texts.len() as u32,
            tokens: texts.iter().map(|text| index.tokens_of(*text).len() as u32).sum(),
        };
        let mut weights: Vec<u8> = texts.iter().map(|text| (index.text_weight(*text) * 10.0).round() as u8).collect();
        weights.truncate(weights.iter().rposition(|tenths| *tenths != 10).map_or(0, |last| last + 1));
        let sections = vec![
            (Section::Pages, rows(pages)),
            (Section::Passages, rows(passages)),
            (Section::TextWeights, weights),
            (Section::TextBlock, rows([counts])),
            (Section::PageWords, numbers::write(&[&words])),
        ];
        Texts { segments: texts.iter().map(|text| segments(index, *text)).collect(), sections }
    }

    /// The file of the block.
    pub(super) fn encode(self, primer: &Primer) -> Vec<u8> {
        let coded = encode_texts(&self.segments, Level::Balanced, primer);
        let mut sections = self.sections;
        sections.push((Section::SurfaceTable, coded.surface_table));
        sections.push((Section::TextStream, coded.text_stream));
        sections.sort_by_key(|(section, _)| *section as u8);
        assemble(&sections)
    }
}

/// A text in words and gaps, as they are in the index.
fn segments(index: &Index, text: TextId) -> Segments<'_> {
    let bytes = index.bytes_of(text);
    let all = index.all_text();
    let mut segments: Vec<(&str, bool)> = Vec::new();
    let mut at = bytes.start;
    for token in index.tokens_of(text) {
        let word = index.token_bytes(token);
        segments.extend(parts(&all[at..word.start]).map(|gap| (gap, false)));
        at = word.end;
        segments.push((&all[word], true));
    }
    segments.extend(parts(&all[at..bytes.end]).map(|gap| (gap, false)));
    Segments::new(&all[bytes], &segments)
}

/// The parts of a gap, which may be longer than a surface form can be.
fn parts(gap: &str) -> impl Iterator<Item = &str> {
    let mut rest = gap;
    std::iter::from_fn(move || {
        let (part, after) = rest.split_at(rest.floor_char_boundary(LONGEST));
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}
