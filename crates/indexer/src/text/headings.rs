//! Decides which paragraphs are headings and which are list items.
//!
//! Numbered paragraphs are judged as a series: with text between them they head sections, directly after one another they are a list.

use super::articles::{is_body, is_mostly_unspaced, is_title_like};
use super::heading_levels::{Rank, Role};
use super::line_kind::LineKind;
use super::list_marker::{ListMarker, MarkerStyle};
use super::paragraph::Paragraph;
use super::script::{columns, digit, is_closer};
use super::sentence_end::Ending;

pub(crate) fn roles(paragraphs: &[Paragraph]) -> Vec<Role> {
    let mut roles: Vec<Role> = (0..paragraphs.len()).map(|at| role(paragraphs, at)).collect();
    let marked: Vec<usize> =
        (0..paragraphs.len()).filter(|&at| paragraphs.get(at).is_some_and(|p| p.kind.is_list_marker())).collect();
    let articles = marked
        .iter()
        .filter(|&&at| {
            paragraphs.get(at).and_then(|p| p.kind.list_marker()).is_some_and(|m| m.style == MarkerStyle::Article)
        })
        .count();
    for run in runs(paragraphs, &marked) {
        let Some(style) = run.first().and_then(|&at| paragraphs.get(at)?.kind.list_marker()).map(|m| m.style) else {
            continue;
        };
        let heads = match style {
            MarkerStyle::Bullet | MarkerStyle::Reference => false,
            MarkerStyle::Article => articles >= 2,
            // The items of an article of a law have no titles: they are the items of a list.
            _ if articles >= 2 && below_article(paragraphs, &run) => false,
            _ => is_heading_run(paragraphs, &run, style),
        };
        for &at in &run {
            let fits = heads && (style == MarkerStyle::Article || paragraphs.get(at).is_some_and(is_short));
            if let Some(role) = roles.get_mut(at) {
                *role = if fits { Role::Heading(Rank::Numbered(style)) } else { Role::Item };
            }
        }
    }
    roles
}

/// Groups the numbered paragraphs by series: same style, rising numbers, not interrupted by an outer style.
fn runs(paragraphs: &[Paragraph], numbered: &[usize]) -> Vec<Vec<usize>> {
    let mut done: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<(ListMarker, Vec<usize>)> = Vec::new();
    for &position in numbered {
        let Some(marker) = paragraphs.get(position).and_then(|p| p.kind.list_marker()) else { continue };
        // A number of an outer style ends the inner series.
        while let Some(inner) = open.iter().position(|(m, _)| m.style > marker.style) {
            done.push(open.swap_remove(inner).1);
        }
        match open.iter_mut().find(|(m, _)| m.style == marker.style) {
            Some((last, run)) if marker.number > last.number || marker.style == MarkerStyle::Bullet => {
                *last = marker;
                run.push(position);
            }
            Some((last, run)) => {
                done.push(std::mem::replace(run, vec![position]));
                *last = marker;
            }
            None => open.push((marker, vec![position])),
        }
    }
    done.extend(open.into_iter().map(|(_, run)| run));
    done
}

/// Whether a series is inside an article of a law: the last marker before it has that style.
fn below_article(paragraphs: &[Paragraph], run: &[usize]) -> bool {
    let above = run.first().and_then(|&at| paragraphs.get(..at)).unwrap_or_default();
    above.iter().rev().find_map(|p| p.kind.list_marker()).is_some_and(|marker| marker.style == MarkerStyle::Article)
}

/// Whether a paragraph is short enough to be a heading.
fn is_short(paragraph: &Paragraph) -> bool {
    let limit = if is_mostly_unspaced(&paragraph.text) { 130 } else { 120 };
    paragraph.line_count <= 3
        && paragraph.text.chars().take(140).map(|c| u32::from(columns(c))).sum::<u32>() <= limit
        && !paragraph.text.contains('；')
}

/// Whether a series consists of headings: most members are short and have text or an inner series below them.
fn is_heading_run(paragraphs: &[Paragraph], run: &[usize], style: MarkerStyle) -> bool {
    let (mut followed, mut short, mut open) = (0, 0, 0);
    for &at in run {
        let Some(paragraph) = paragraphs.get(at) else { continue };
        let next = paragraphs.get(at + 1);
        let inner = next.and_then(|n| n.kind.list_marker()).map(|m| m.style > style);
        let below = match next.map(|n| n.kind) {
            Some(LineKind::ListMarker(_)) => inner == Some(true),
            Some(LineKind::Text | LineKind::Table | LineKind::Quote(_) | LineKind::Label(_) | LineKind::Byline) => true,
            _ => false,
        };
        followed += usize::from(below);
        short += usize::from(is_short(paragraph));
        open += usize::from(paragraph.ending() == Ending::Open || paragraph.text.ends_with(['？', '?', '！', '!']));
    }
    let count = run.len();
    let division =
        matches!(style, MarkerStyle::Part | MarkerStyle::Chapter | MarkerStyle::Section) && open * 2 >= count;
    // One numbered sentence is a list of one item. One numbered title is a heading.
    let is_title = open * 2 > count
        || count >= 3 && followed == count
        || matches!(style, MarkerStyle::Han | MarkerStyle::HanRound) && count >= 2 && followed * 2 > count;
    short * 2 > count && (division || followed * 2 > count && is_title)
}

fn role(paragraphs: &[Paragraph], at: usize) -> Role {
    let Some(paragraph) = paragraphs.get(at) else { return Role::Body };
    match paragraph.kind {
        LineKind::Hash(level) => Role::Heading(Rank::Fixed(level)),
        LineKind::Label(_)
            if paragraph.text.starts_with("关键")
                || paragraph.text.starts_with("關鍵")
                || paragraph.text.starts_with("Keywords") =>
        {
            Role::Body
        }
        LineKind::Label(len) if paragraph.text.len() > len || paragraphs.get(at + 1).is_some() => {
            Role::Heading(Rank::Top)
        }
        LineKind::Text if is_heading(paragraphs, at) => Role::Heading(Rank::Plain),
        LineKind::ListMarker(_) => Role::Item,
        _ => Role::Body,
    }
}

/// Whether a text is a caption of a table or figure (`Table 2. Catch by species`, `图3 监测点`), which is not a heading.
fn is_caption(text: &str) -> bool {
    ["Table ", "TABLE ", "Figure ", "FIGURE ", "Fig. ", "表", "图", "圖", "図", "附表", "附图"]
        .iter()
        .filter_map(|word| text.strip_prefix(word))
        .any(|rest| rest.trim_start().starts_with(|c: char| digit(c).is_some()))
}

/// Whether a paragraph without a number is a heading, by its form alone.
fn is_heading(paragraphs: &[Paragraph], at: usize) -> bool {
    let Some(paragraph) = paragraphs.get(at) else { return false };
    let Some(next) = paragraphs.get(at + 1) else { return false };
    let prev = at.checked_sub(1).and_then(|i| paragraphs.get(i));
    if !is_title_like(paragraph)
        || !(paragraph.ends_early || paragraph.underlined || paragraph.letter_spaced)
        || paragraph.line_count > 2
    {
        return false;
    }
    let unspaced = is_mostly_unspaced(&paragraph.text);
    let width: u32 = paragraph.text.chars().take(200).map(|c| u32::from(columns(c))).sum();
    let strong = paragraph.underlined || paragraph.letter_spaced;
    let first = paragraph.text.chars().next().unwrap_or(' ');
    let last = paragraph.text.chars().next_back().unwrap_or(' ');
    // Text in brackets, direct speech, a phone number.
    let aside = matches!(first, '（' | '(' | '[') && is_closer(last)
        || matches!(first, '“' | '"' | '「') && is_closer(last) && first != '【';
    let contact = paragraph.text.contains(['：', ':', '@'])
        && paragraph.text.chars().filter(char::is_ascii_digit).count() >= 4
        || paragraph.text.contains("://")
        || paragraph.text.contains("www.");
    if width > if unspaced { 70 } else { 90 } || aside || contact {
        return false;
    }
    let middle = prev.map_or(0, |p| p.right_edge).max(next.right_edge) / 2;
    if u16::from(paragraph.indent) > middle.max(12) || is_caption(&paragraph.text) {
        return false;
    }
    let capital =
        unspaced || first.is_uppercase() || first.is_numeric() || !first.is_lowercase() && first.is_alphabetic();
    let upper_case = !unspaced && !paragraph.text.chars().any(char::is_lowercase);
    // The text before a heading must be complete, and text must follow it.
    let after = prev.is_none_or(|p| {
        p.ending() != Ending::Open && p.ending() != Ending::Comma
            || p.kind != LineKind::Text
            || paragraph.gap_before > p.gap_before.max(paragraph.gap_after)
    });
    let heads = is_body(next)
        || next.kind != LineKind::Text
            && !matches!(next.kind, LineKind::Date | LineKind::Source | LineKind::Affiliation)
        || next.line_count > 1
        || strong;
    // A heading is closer to the text below it than to the text above it.
    let closer_to_text = paragraph.page_break || paragraph.gap_after <= paragraph.gap_before || at == 0;
    let apart = unspaced || paragraph.gap_before > 0 || upper_case || paragraph.page_break || at == 0;
    strong && heads || capital && (after || paragraph.page_break) && heads && closer_to_text && apart
}
