//! Cuts a page into passages: each heading's section, long ones at the ends of paragraphs, paragraphs at the ends of sentences.
//!
//! What counts more or less than what is around it is a passage of its own. Every block but the headings is in exactly one passage, or parted among several in order; nothing is lost, nothing is repeated. A sentence is
//! parted only if it is longer than a passage may be. Linear.

use std::borrow::Cow;

use crate::anchors::Anchors;
use crate::model::{Block, Emphasis, Page, Passage, Piece};
use crate::text::script::{is_closer, is_stop, is_unspaced_letter};

/// A passage weighs at most about this much; an ideograph weighs 3, any other character 1. So about 570 ideographs, or 1700 letters.
const MOST: usize = 1700;
/// A shorter passage takes the next paragraph whole, unless that is very long.
const LEAST: usize = 900;
/// Heaviest sentence that is left whole.
const LONGEST_SENTENCE: usize = 2 * MOST;

/// The passages of a page, in order.
#[must_use]
pub fn cut(page: &Page) -> Vec<Passage> {
    let mut cutter = Cutter {
        page,
        anchors: Anchors::default(),
        path: Vec::new(),
        pending: Vec::new(),
        fresh: None,
        passages: Vec::new(),
        shown: None,
    };
    for (at, block) in page.blocks.iter().enumerate() {
        match block {
            Block::Heading { level, text } => {
                cutter.close(Some(*level));
                cutter.path.retain(|(l, ..)| l < level);
                cutter.path.push((*level, text.clone(), at));
                cutter.fresh = Some((at, *level));
            }
            Block::Break => {
                cutter.close(None);
                cutter.path.clear();
            }
            _ => {
                let text = block.text();
                cutter.fresh = None;
                if cutter.pending.last().is_some_and(|p| page.emphasis.of(p.piece.block) != page.emphasis.of(at)) {
                    cutter.close(None);
                }
                cutter.pending.extend(sentences(&text, at));
            }
        }
    }
    cutter.close(None);
    cutter.passages
}

/// A part of a block with its weight.
struct Part {
    piece: Piece,
    weight: usize,
}

struct Cutter<'a> {
    page: &'a Page,
    anchors: Anchors,
    /// Open headings with their levels and blocks.
    path: Vec<(u8, String, usize)>,
    /// Pieces of the open section.
    pending: Vec<Part>,
    /// A heading that has no text yet, with its level.
    fresh: Option<(usize, u8)>,
    passages: Vec<Passage>,
    /// Text of the block that was cut last.
    shown: Option<(usize, Cow<'a, str>)>,
}

impl Cutter<'_> {
    /// Ends the open section; `next` is the level of the heading that follows, if one does.
    fn close(&mut self, next: Option<u8>) {
        if let Some((block, level)) = self.fresh.take() {
            // A heading with nothing below it must be found too: it is its own text. One with headings below is in their paths.
            if next.is_none_or(|n| n <= level) {
                let end = self.page.blocks.get(block).map_or(0, |b| b.text().len());
                self.passage(vec![Piece { block, bytes: 0..end }]);
            }
        }
        let parts = std::mem::take(&mut self.pending);
        let total: usize = parts.iter().map(|p| p.weight).sum();
        if parts.is_empty() {
            return;
        }
        // As few passages as will do, and those of like size.
        let count = total.div_ceil(MOST).max(1);
        let target = total.div_ceil(count).max(LEAST.min(total));
        let mut pieces: Vec<Piece> = Vec::new();
        let (mut weight, mut left) = (0, total);
        for part in parts {
            let starts_block = part.piece.bytes.start == 0;
            let full = weight + part.weight > MOST + MOST / 8;
            // Past the target by half of what comes: better to end here. At a paragraph's end one ends a little earlier.
            let near = weight + part.weight / 2 > target + if starts_block { 0 } else { target / 6 };
            let remnant = weight + left <= MOST;
            if !pieces.is_empty() && (full || near && !remnant && weight * 3 >= target) {
                self.passage(std::mem::take(&mut pieces));
                weight = 0;
            }
            weight += part.weight;
            left -= part.weight;
            match pieces.last_mut().filter(|p| p.block == part.piece.block && p.bytes.end == part.piece.bytes.start) {
                Some(last) => last.bytes.end = part.piece.bytes.end,
                None => pieces.push(part.piece),
            }
        }
        if !pieces.is_empty() {
            self.passage(pieces);
        }
    }

    fn passage(&mut self, pieces: Vec<Piece>) {
        let anchor = match &self.page.anchors {
            // The nearest heading above that has a name of its own.
            Some(own) => self.path.iter().rev().find_map(|(.., at)| own.get(at)).cloned().unwrap_or_default(),
            None => self.anchors.name(self.path.last().map_or(self.page.title.as_str(), |(_, text, _)| text)),
        };
        let mut text = String::new();
        for piece in &pieces {
            let Some(block) = self.page.blocks.get(piece.block) else { continue };
            if !text.is_empty() {
                text.push('\n');
            }
            // The text of a table is composed at each call. Once is enough for all its parts.
            if self.shown.as_ref().is_none_or(|(at, _)| *at != piece.block) {
                self.shown = Some((piece.block, block.text()));
            }
            let whole = self.shown.as_ref().map_or("", |(_, text)| text);
            text.push_str(whole.get(piece.bytes.clone()).unwrap_or_default().trim());
        }
        let path = self.path.iter().map(|(_, text, _)| text.clone()).collect();
        let blocks = self.path.iter().map(|(.., at)| *at).chain(pieces.first().map(|p| p.block));
        let mut emphasis: Vec<u8> = blocks.map(|block| self.page.emphasis.of(block)).collect();
        if emphasis.iter().all(|tenths| *tenths == Emphasis::ONCE) {
            emphasis = Vec::new();
        }
        self.passages.push(Passage { anchor, path, text, pieces, emphasis });
    }
}

fn weigh(c: char) -> usize {
    if c.is_ascii() {
        1
    } else if is_unspaced_letter(c)
        || ('\u{3000}'..='\u{303f}').contains(&c)
        || c >= '\u{ff00}'
        || ('\u{ac00}'..='\u{d7a3}').contains(&c)
    {
        3
    } else {
        1
    }
}

/// The block as one part, or sentence by sentence if it is too heavy for one passage.
fn sentences(text: &str, block: usize) -> Vec<Part> {
    let whole: usize = text.chars().map(weigh).sum();
    if whole <= MOST {
        return vec![Part { piece: Piece { block, bytes: 0..text.len() }, weight: whole }];
    }
    let mut parts = Vec::new();
    let (mut start, mut weight) = (0, 0);
    // The last place to cut an overlong sentence: after a comma, at a space.
    let mut clause: Option<(usize, usize)> = None;
    let mut chars = text.char_indices().peekable();
    let mut push = |start: &mut usize, end: usize, weight: usize| {
        parts.push(Part { piece: Piece { block, bytes: *start..end }, weight });
        *start = end;
    };
    let mut ended = false;
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        weight += weigh(c);
        let next = chars.peek().map(|&(_, c)| c);
        let stopped = ended;
        if c == '\n' || is_stop(c) && !(c == '.' && next.is_some_and(|n| !n.is_whitespace() && !is_closer(n))) {
            ended = true;
        } else if ended && !is_closer(c) {
            ended = false;
        }
        // Closing quotes and further dots belong to the sentence; so does the space behind it.
        let over = ended && next.is_none_or(|n| !is_closer(n) && !is_stop(n) && n != ' ');
        let spaced = c == ' ' && stopped && text.get(..at).is_some_and(ends_sentence);
        if over || spaced {
            push(&mut start, end, weight);
            (weight, clause, ended) = (0, None, false);
        } else if weight >= LONGEST_SENTENCE {
            let (cut, light) = clause.filter(|&(cut, _)| cut > start).unwrap_or((end, weight));
            push(&mut start, cut, light);
            weight -= light;
            clause = None;
        } else if weight * 2 > MOST
            && (matches!(c, '，' | '；' | '、' | '：' | ',' | ';' | ' ' | '\t') || clause.is_none() && c == ' ')
        {
            clause = Some((end, weight));
        }
    }
    if start < text.len() {
        push(&mut start, text.len(), weight);
    }
    parts
}

/// A stop that ends a sentence in a script with spaces: not an initial, not a common abbreviation.
fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(is_closer);
    if !bare.ends_with(is_stop) {
        return false;
    }
    let word = bare.trim_end_matches(is_stop);
    let word = word.get(word.rfind(' ').map_or(0, |i| i + 1)..).unwrap_or_default();
    let abbreviated = matches!(
        word,
        "Mr" | "Mrs"
            | "Ms"
            | "Dr"
            | "Prof"
            | "St"
            | "No"
            | "Vol"
            | "vs"
            | "e.g"
            | "i.e"
            | "cf"
            | "Fig"
            | "pp"
            | "p"
            | "approx"
    );
    bare.ends_with(['!', '?', '。', '！', '？', '…']) || !abbreviated && word.chars().count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(text: &str) -> Vec<String> {
        let blocks = vec![Block::Paragraph(text.to_owned())];
        cut(&Page { title: "A".into(), blocks, ..Page::default() }).into_iter().map(|passage| passage.text).collect()
    }

    #[test]
    fn a_long_paragraph_is_parted_where_a_sentence_ends_and_not_behind_an_abbreviation() {
        for sentence in
            ["Then Dr. Jones met Mr. J. Smith, e.g. at the sea. ", "Mrs. Doe was asked: “Is it so?” ", "全球治理。"]
        {
            let text = sentence.repeat(200);
            let parts = passages(&text);
            assert!(parts.len() > 1, "{} parts", parts.len());
            let begun: String = sentence.chars().take(4).collect();
            for part in &parts {
                assert!(part.starts_with(&begun) && part.ends_with(sentence.trim_end()), "{part:?}");
            }
            let space = if sentence.ends_with(' ') { " " } else { "" };
            assert_eq!(parts.join(space), text.trim_end());
        }
    }

    #[test]
    fn a_sentence_without_end_is_parted_between_words() {
        let text = "one of many, ".repeat(1000);
        let parts = passages(&text);
        assert!(parts.len() > 2 && parts.iter().all(|part| part.len() <= LONGEST_SENTENCE));
        assert_eq!(parts.join(" "), text.trim_end());
        let parts = passages(&"a".repeat(10_000));
        assert!(parts.iter().all(|part| part.len() <= LONGEST_SENTENCE) && parts.concat().len() == 10_000);
    }
}
