//! Turns the paragraphs of an article into blocks: headings with levels, lists, tables, quotations.
//!
//! Numbers are judged as a series: numbered lines with text between them head sections, numbered lines that follow one another are a list.

use super::article_head::ArticleMetadata;
use super::articles::{is_body, is_mostly_unspaced, is_title_like};
use super::line_kind::LineKind;
use super::list_markers::{ListMarker, MarkerStyle};
use super::metadata;
use super::paragraphs::Paragraph;
use super::script::{columns, digit, is_closer, is_opener};
use super::sentence_end::Ending;
use crate::model::Block;

/// What a paragraph is in the outline.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Role {
    Heading(Rank),
    Item,
    Body,
}

/// The rank that a heading claims; levels are given when all of them are known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rank {
    Numbered(MarkerStyle),
    Plain,
    Top,
    Fixed(u8),
}

/// The blocks of the paragraphs; metadata found among them go to `metadata`.
pub(crate) fn build(paragraphs: &[Paragraph], metadata: &mut ArticleMetadata) -> Vec<Block> {
    let roles = roles(paragraphs);
    let mut levels = Levels::new(&roles);
    let mut blocks: Vec<Block> = Vec::new();
    // Whether an abstract is open, in which script, and whether it began on its label's line.
    let mut summary: Option<Summary> = None;
    let mut at = 0;
    while let Some(paragraph) = paragraphs.get(at) {
        let role = roles.get(at).copied().unwrap_or(Role::Body);
        let signs_off = paragraphs.get(at + 1).is_some_and(|n| n.kind == LineKind::Date)
            && is_title_like(paragraph)
            && paragraph.ends_early
            && role == Role::Body;
        if metadata.take_metadata(paragraph) {
            levels.reset |= paragraph.kind == LineKind::Date;
            at += 1;
            continue;
        }
        if signs_off {
            sign(paragraph, metadata);
            metadata.report_dropped(paragraph);
            at += 1;
            continue;
        }
        // An abstract ends with its language, or with its page if it is set in one piece with its label.
        let text = paragraph.kind == LineKind::Text && role == Role::Body;
        if summary.is_some_and(|s| {
            text && (is_mostly_unspaced(&paragraph.text) != s.unspaced || s.run_in && paragraph.page_break)
        }) {
            blocks.push(Block::Break);
            summary = None;
        }
        if let Role::Heading(rank) = role {
            let level = levels.of(rank);
            summary = heading(paragraph, level, rank, metadata, &mut blocks);
        } else if paragraph.kind == LineKind::Table {
            let mut rows = Vec::new();
            while let Some(row) = paragraphs.get(at).filter(|p| p.kind == LineKind::Table) {
                rows.push(row.text.split('\t').map(|cell| cell.trim().to_owned()).collect());
                at += 1;
            }
            blocks.push(Block::Table(rows));
            continue;
        } else {
            blocks.push(plain(paragraph, role));
        }
        at += 1;
    }
    // A sign that nothing follows (a lone `>`, a bullet) quotes and lists nothing.
    blocks.retain(|block| matches!(block, Block::Break) || !block.text().trim().is_empty());
    blocks
}

/// An open abstract.
#[derive(Clone, Copy)]
struct Summary {
    unspaced: bool,
    run_in: bool,
}

/// Who signs at the end, above the date.
fn sign(paragraph: &Paragraph, metadata: &mut ArticleMetadata) {
    let text = paragraph.text.trim_start_matches(['—', '–', ' ']).to_owned();
    metadata.add_author(metadata::Author { name: text, affiliation: String::new() });
}

fn plain(paragraph: &Paragraph, role: Role) -> Block {
    match paragraph.kind {
        LineKind::ListMarker(marker) if role == Role::Item => item(&paragraph.text, marker),
        LineKind::Quote(_) => Block::Quote(paragraph.text.clone()),
        LineKind::Note => Block::Note(paragraph.text.clone()),
        _ => Block::Paragraph(paragraph.text.clone()),
    }
}

fn item(text: &str, marker: ListMarker) -> Block {
    let (written, rest) = text.split_at_checked(marker.len).unwrap_or(("", text));
    let shown = if marker.style == MarkerStyle::Bullet { "•" } else { written };
    Block::Item { marker: shown.to_owned(), text: rest.trim_start().to_owned() }
}

/// Writes a heading with what shares its paragraph; says whether an abstract begins.
fn heading(
    paragraph: &Paragraph,
    level: u8,
    rank: Rank,
    metadata: &mut ArticleMetadata,
    blocks: &mut Vec<Block>,
) -> Option<Summary> {
    if let LineKind::Label(len) = paragraph.kind {
        let (label, rest) = paragraph.text.split_at_checked(len).unwrap_or((&paragraph.text, ""));
        let words = metadata::label_text(label);
        let rest = rest.trim();
        let note = words.contains('按') || words.starts_with("Editor");
        let (unspaced, run_in) = (is_mostly_unspaced(&words), !rest.is_empty());
        blocks.push(Block::Heading { level, text: words });
        if !rest.is_empty() {
            blocks.push(if note { Block::Quote(rest.to_owned()) } else { Block::Paragraph(rest.to_owned()) });
        }
        return Some(Summary { unspaced, run_in });
    }
    if rank == Rank::Numbered(MarkerStyle::Article)
        && let Some(marker) = paragraph.kind.list_marker()
    {
        let (number, rest) = paragraph.text.split_at_checked(marker.len).unwrap_or((&paragraph.text, ""));
        // 第三条 【范围】 text: the bracket names the article.
        let rest = rest.trim_start();
        let named = rest
            .strip_prefix(['【', '（'])
            .and_then(|r| r.find(['】', '）']))
            .filter(|&n| n <= 60)
            .map_or(0, |n| n + 6);
        let (name, rest) = rest.split_at_checked(named).unwrap_or(("", rest));
        let short = is_title_like_text(rest) && named == 0 && !rest.is_empty();
        let text = if short { format!("{number} {rest}") } else { format!("{number}{name}") };
        blocks.push(Block::Heading { level, text });
        if !short && !rest.is_empty() {
            blocks.push(Block::Paragraph(rest.trim_start().to_owned()));
        }
        return None;
    }
    match metadata::trailing_signature(&paragraph.text) {
        Some((cut, author)) => {
            let (text, byline) = paragraph.text.split_at_checked(cut).unwrap_or((&paragraph.text, ""));
            blocks.push(Block::Heading { level, text: text.trim().to_owned() });
            blocks.push(Block::Byline(byline.trim_matches(|c| is_closer(c) || is_opener(c)).to_owned()));
            metadata.add_author(author);
        }
        None => blocks.push(Block::Heading { level, text: paragraph.text.clone() }),
    }
    None
}

fn is_title_like_text(text: &str) -> bool {
    super::sentence_end::ending(text) == Ending::Open && text.chars().count() <= 24
}

/// Gives levels to ranks: styles of numbers from the outside in, starting at 2.
struct Levels {
    styles: Vec<MarkerStyle>,
    last: u8,
    /// The text was signed: what follows is not inside its last section.
    reset: bool,
    /// Headings without a number divide numbered sections: some stand between numbers.
    nested: bool,
}

impl Levels {
    fn new(roles: &[Role]) -> Self {
        let mut styles: Vec<MarkerStyle> = roles
            .iter()
            .filter_map(|role| if let Role::Heading(Rank::Numbered(style)) = role { Some(*style) } else { None })
            .collect();
        styles.sort_unstable();
        styles.dedup();
        // Plain headings only behind the last number are its equals; one between two numbers is inside a section, and so are its like.
        let top = styles.first().copied();
        let numbers = |role: &&Role| matches!(role, Role::Heading(Rank::Numbered(style)) if Some(*style) == top);
        let last = roles.iter().rposition(|role| numbers(&role)).unwrap_or(0);
        let first = roles.iter().position(|role| numbers(&role)).unwrap_or(0);
        let nested = roles.get(first..last).unwrap_or_default().contains(&Role::Heading(Rank::Plain));
        Self { styles, last: 0, reset: false, nested }
    }

    fn of(&mut self, rank: Rank) -> u8 {
        let level = match rank {
            Rank::Numbered(style) => {
                let at = self.styles.iter().position(|&s| s == style).unwrap_or(0);
                self.last = u8::try_from(at + 2).unwrap_or(6);
                self.last
            }
            // A heading without a number among numbered ones divides the section it stands in; before them, or after the end, it is their equal.
            Rank::Plain if self.last > 0 && self.nested && !self.reset => self.last + 1,
            Rank::Plain | Rank::Top => 2,
            Rank::Fixed(level) => level.max(2),
        };
        level.clamp(2, 6)
    }
}

fn roles(paragraphs: &[Paragraph]) -> Vec<Role> {
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
            // What divides an article has no title: the numbers below it count what it demands.
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

/// The numbered paragraphs by series: same style, rising numbers, not interrupted by an outer style.
fn runs(paragraphs: &[Paragraph], marked: &[usize]) -> Vec<Vec<usize>> {
    let mut done: Vec<Vec<usize>> = Vec::new();
    let mut open: Vec<(ListMarker, Vec<usize>)> = Vec::new();
    for &at in marked {
        let Some(marker) = paragraphs.get(at).and_then(|p| p.kind.list_marker()) else { continue };
        // An outer number ends the inner series.
        while let Some(inner) = open.iter().position(|(m, _)| m.style > marker.style) {
            done.push(open.swap_remove(inner).1);
        }
        match open.iter_mut().find(|(m, _)| m.style == marker.style) {
            Some((last, run)) if marker.number > last.number || marker.style == MarkerStyle::Bullet => {
                *last = marker;
                run.push(at);
            }
            Some((last, run)) => {
                done.push(std::mem::replace(run, vec![at]));
                *last = marker;
            }
            None => open.push((marker, vec![at])),
        }
    }
    done.extend(open.into_iter().map(|(_, run)| run));
    done
}

/// An article is the last division before the run that is not of the run's own style.
fn below_article(paragraphs: &[Paragraph], run: &[usize]) -> bool {
    let above = run.first().and_then(|&at| paragraphs.get(..at)).unwrap_or_default();
    above.iter().rev().find_map(|p| p.kind.list_marker()).is_some_and(|marker| marker.style == MarkerStyle::Article)
}

/// Short enough to head a section.
fn is_short(paragraph: &Paragraph) -> bool {
    let limit = if is_mostly_unspaced(&paragraph.text) { 130 } else { 120 };
    paragraph.line_count <= 3
        && paragraph.text.chars().take(140).map(|c| u32::from(columns(c))).sum::<u32>() <= limit
        && !paragraph.text.contains('；')
}

/// Most members are short and have text or an inner series below them.
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
    // One sentence with a number is a list of one; one title with a number is a heading.
    let stated = open * 2 > count
        || count >= 3 && followed == count
        || matches!(style, MarkerStyle::Han | MarkerStyle::HanRound) && count >= 2 && followed * 2 > count;
    short * 2 > count && (division || followed * 2 > count && stated)
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

/// `Table 2. Catch by species`, `图3 监测点`: names the table or the picture beside it, heads no text.
fn is_caption(text: &str) -> bool {
    ["Table ", "TABLE ", "Figure ", "FIGURE ", "Fig. ", "表", "图", "圖", "図", "附表", "附图"]
        .iter()
        .filter_map(|word| text.strip_prefix(word))
        .any(|rest| rest.trim_start().starts_with(|c: char| digit(c).is_some()))
}

/// A heading without a number, by its look alone.
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
    // An aside in brackets, a line of speech, a telephone number.
    let aside = matches!(first, '（' | '(' | '[') && is_closer(last)
        || matches!(first, '“' | '"' | '「') && is_closer(last) && first != '【';
    let datum = paragraph.text.contains(['：', ':', '@'])
        && paragraph.text.chars().filter(char::is_ascii_digit).count() >= 4
        || paragraph.text.contains("://")
        || paragraph.text.contains("www.");
    if width > if unspaced { 70 } else { 90 } || aside || datum {
        return false;
    }
    let middle = prev.map_or(0, |p| p.right_edge).max(next.right_edge) / 2;
    if u16::from(paragraph.indent) > middle.max(12) || is_caption(&paragraph.text) {
        return false;
    }
    let capital =
        unspaced || first.is_uppercase() || first.is_numeric() || !first.is_lowercase() && first.is_alphabetic();
    let shouted = !unspaced && !paragraph.text.chars().any(char::is_lowercase);
    // What stands before must be over; what follows must be text, for a heading heads something.
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
    // A heading stands nearer to what it heads than to what is above.
    let nearer = paragraph.page_break || paragraph.gap_after <= paragraph.gap_before || at == 0;
    let apart = unspaced || paragraph.gap_before > 0 || shouted || paragraph.page_break || at == 0;
    strong && heads || capital && (after || paragraph.page_break) && heads && nearer && apart
}

#[cfg(test)]
mod tests {
    use crate::text::{TextOptions, read};

    #[test]
    fn a_lone_sign_is_no_block() {
        let file = read(
            "摘  要\n>\n二．第二点说的是这个\n\n•\n\na\tb\tc\n",
            &TextOptions { stem: "x".to_owned(), lang: None },
        );
        let blocks: Vec<_> = file.pages.iter().flat_map(|page| &page.blocks).collect();
        assert!(blocks.len() >= 2);
        assert!(blocks.iter().all(|block| !block.text().is_empty()), "{blocks:?}");
    }
}
