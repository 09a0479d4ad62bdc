//! Reads plain text. The stages, in order: lines, page furniture, paragraphs, articles, metadata, structure detection.
//!
//! No rule fits one text alone. Each describes a typesetting convention and gives its reason. The same text gives the same pages, in linear
//! time.

pub mod decode;

mod article_head;
mod articles;
mod bylines;
mod classify;
mod clean;
mod dates;
mod front_matter;
mod heading_levels;
mod headings;
pub(crate) mod lang;
mod latin_markers;
mod layout;
mod line_joiner;
mod line_kind;
mod lines;
mod list_marker;
mod list_markers;
mod metadata;
mod page_furniture;
mod page_numbers;
mod paragraph;
mod paragraphs;
mod printed_contents;
mod rules;
mod running_heads;
pub(crate) mod script;
mod section_labels;
mod sentence_end;
mod split;
mod structure;

use std::ops::Range;

use crate::model::{Block, Page, TextFile};
use article_head::ArticleMetadata;
pub use lang::detect as detect_language;
use paragraph::Paragraph;

/// Options of reading a text.
#[derive(Clone, Debug, Default)]
pub struct TextOptions {
    /// The file's name without its extension. Page ids start with it.
    pub stem: String,
    /// The language. Default: detected.
    pub lang: Option<String>,
}

/// Reads a text: its articles, and a list of the text that is in none of them.
#[must_use]
pub fn read(text: &str, options: &TextOptions) -> TextFile {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let front = front_matter::parse(text);
    let mut lines = split::split(text.get(front.end..).unwrap_or_default(), front.next_line);
    let heads = page_furniture::remove(&mut lines);
    let paragraphs = paragraphs::assemble(&lines);
    let mut file = TextFile { pages: Vec::new(), dropped: std::mem::take(&mut lines.dropped) };
    let ranges = articles::split(&paragraphs);
    let ends: Vec<u32> = ranges.iter().map(|r| paragraphs.get(r.end).map_or(u32::MAX, |p| p.line)).collect();
    let mut from = 0;
    for (range, &end) in ranges.into_iter().zip(&ends) {
        let running_head =
            heads.iter().filter(|(line, _)| *line >= from && *line < end).map(|(_, head)| head.as_str()).next();
        let mut page = page(&paragraphs, range, running_head, &mut file);
        let number = file.pages.len() + 1;
        page.id = if number == 1 { options.stem.clone() } else { format!("{}-{number}", options.stem) };
        page.url = format!("{}.html", page.id);
        if page.title.is_empty() {
            page.title.clone_from(&options.stem);
        }
        if let Some(lang) = &options.lang {
            page.lang.clone_from(lang);
        }
        file.pages.push(page);
        from = end;
    }
    share_language(&mut file.pages);
    front.apply(&mut file);
    file.dropped.sort_by_key(|d| d.line);
    file
}

/// Gives short articles in Latin letters the language of the others in their file, if these have the same.
fn share_language(pages: &mut [Page]) {
    let mut languages = pages.iter().map(|page| &page.lang).filter(|language| *language != "und");
    let Some(first) = languages.next().cloned() else { return };
    if languages.all(|language| *language == first) && lang::letters_of(&first) == "Latin" {
        for page in pages.iter_mut().filter(|page| page.lang == "und" && page.title.contains(char::is_alphabetic)) {
            page.lang.clone_from(&first);
        }
    }
}

fn page(paragraphs: &[Paragraph], range: Range<usize>, running_head: Option<&str>, file: &mut TextFile) -> Page {
    let paragraphs = paragraphs.get(range).unwrap_or_default();
    let mut metadata = ArticleMetadata::default();
    let body = metadata.read_head(paragraphs);
    let blocks = structure::build(paragraphs.get(body..).unwrap_or_default(), &mut metadata);
    metadata.finish();
    file.dropped.append(&mut metadata.dropped);
    let title = metadata
        .title
        .take()
        .or_else(|| title_from_editors_note(&blocks))
        .or_else(|| running_head.map(str::to_owned))
        .unwrap_or_else(|| first_words(&blocks));
    let lang = lang::detect(&title, &blocks);
    Page { id: String::new(), url: String::new(), title, lang, meta: metadata.meta, blocks, ..Page::default() }
}

/// Returns the title of an article that opens with an editor's note. The note contains the name of the discussion or series in quotes.
fn title_from_editors_note(blocks: &[Block]) -> Option<String> {
    let note = blocks.iter().take(2).find_map(|b| if let Block::Quote(text) = b { Some(text) } else { None })?;
    note.split('“').skip(1).find_map(|part| {
        let (name, after) = part.split_once('”')?;
        let after: String = after.chars().take(8).collect();
        let is_event = ["研讨会", "座谈会", "专题", "专栏", "论坛", "笔谈", "圆桌", "专刊", "系列"]
            .iter()
            .any(|word| after.contains(word));
        (is_event && name.chars().count() >= 4).then(|| name.to_owned())
    })
}

/// Returns a name for an article without a title: its first heading if it begins with one, otherwise its first words.
fn first_words(blocks: &[Block]) -> String {
    let text = match blocks.first() {
        Some(Block::Heading { text, .. }) => {
            let number = list_markers::list_marker(text).map_or(0, |m| m.len);
            return text.get(number..).unwrap_or_default().trim().to_owned();
        }
        Some(_) => blocks.iter().map(Block::text).find(|t| !t.is_empty()).unwrap_or_default(),
        None => return String::new(),
    };
    let clause = text.split(['，', '。', '；', '：', '\n', '\t', '！', '？']).next().unwrap_or_default();
    let wide = clause.chars().count() > 30;
    if !wide {
        return clause.trim().to_owned();
    }
    if articles::is_mostly_unspaced(clause) {
        return clause.chars().take(24).chain(['…']).collect();
    }
    let mut title = String::new();
    for word in clause.split(' ') {
        if title.chars().count() + word.chars().count() > 60 {
            title.push('…');
            break;
        }
        if !title.is_empty() {
            title.push(' ');
        }
        title.extend(word.chars().take(60));
        if word.ends_with(['.', '!', '?']) && title.chars().count() > 12 {
            break;
        }
    }
    title
}
