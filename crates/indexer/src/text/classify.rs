//! Classifies lines by their form.
//!
//! Only a line and its neighbours count. A later stage decides what the line means for the article.

use super::line_kind::LineKind;
use super::lines::{Line, TABBED};
use super::list_marker::{ListMarker, MarkerStyle};
use super::list_markers;
use super::metadata;
use super::script::{is_han, is_unspaced_letter};

/// The last number of each marker style. An ambiguous marker is trusted if it continues a series.
#[derive(Debug, Default)]
pub(crate) struct Series {
    last: Vec<(MarkerStyle, u32)>,
    header: bool,
}

impl Series {
    fn continues(&self, marker: ListMarker) -> bool {
        self.last.iter().any(|&(style, n)| style == marker.style && n.checked_add(1) == Some(marker.number))
    }

    fn record(&mut self, marker: ListMarker) {
        match self.last.iter_mut().find(|(style, _)| *style == marker.style) {
            Some(entry) => entry.1 = marker.number,
            None => self.last.push((marker.style, marker.number)),
        }
    }

    fn is_trusted(&self, marker: ListMarker, broken: bool) -> bool {
        let continues = self.continues(marker);
        match marker.style {
            MarkerStyle::Bullet => broken,
            MarkerStyle::Letter | MarkerStyle::Roman => continues || broken && marker.number == 1,
            // In body text a line may begin with "3." by chance. It is a marker if 3 is the next number, or if the previous line ended on
            // purpose.
            MarkerStyle::Dotted(_) => continues || broken,
            style => continues || broken || style.is_unambiguous() && marker.number == 1,
        }
    }
}

/// Returns the kind of a line. `broken` is true if the previous line ended on purpose or with a sentence. `next` is the text of the next
/// line.
pub(crate) fn kind(text: &str, line: Line, series: &mut Series, broken: bool, next: Option<&str>) -> LineKind {
    if line.has(TABBED) && metadata::header_key_length(text).is_none() {
        return LineKind::Table;
    }
    let first = text.chars().next().unwrap_or(' ');
    if first == '>' {
        return LineKind::Quote(
            u8::try_from(text.chars().take_while(|c| matches!(c, '>' | ' ')).filter(|&c| c == '>').count())
                .unwrap_or(u8::MAX),
        );
    }
    if first == '#' {
        let signs = text.bytes().take_while(|&b| b == b'#').count();
        if signs <= 6 && text.as_bytes().get(signs) == Some(&b' ') {
            return LineKind::Hash(u8::try_from(signs).unwrap_or(6));
        }
    }
    if text.len() <= 400 {
        let header = metadata::header_key_length(text);
        let is_header =
            header.is_some() && (series.header || next.is_some_and(|n| metadata::header_key_length(n).is_some()));
        series.header = is_header;
        if let Some(key) = header.filter(|_| is_header) {
            return LineKind::Header(key);
        }
        if let Some(kind) = metadata::line_kind(text, broken, line.gap > 0, next) {
            return kind;
        }
    } else {
        series.header = false;
    }
    if broken && let Some(label) = metadata::label_length(text) {
        return LineKind::Label(label);
    }
    if let Some(marker) = list_markers::list_marker(text).filter(|&marker| series.is_trusted(marker, broken)) {
        series.record(marker);
        return LineKind::ListMarker(marker);
    }
    let footnote = |sign: char| {
        text.strip_prefix(sign).is_some_and(|rest| {
            rest.starts_with(|c: char| is_unspaced_letter(c) || c.is_alphabetic()) && !rest.contains(sign)
        })
    };
    if first == '*' && footnote('*') || first == '※' && footnote('※') {
        return LineKind::Note;
    }
    LineKind::Text
}

/// Removes the characters that mark the line's kind.
pub(crate) fn strip<'a>(text: &'a str, kind: &LineKind) -> &'a str {
    match kind {
        LineKind::Quote(_) => text.trim_start_matches(['>', ' ']),
        LineKind::Hash(_) => text.trim_matches(['#', ' ']),
        LineKind::Note => text.trim_start_matches(['*', '※']),
        _ => text,
    }
}

/// Whether both lines have the form `label: value`. Such lines are never joined.
pub(crate) fn is_label_pair(a: &str, b: &str) -> bool {
    let labelled = |text: &str| {
        text.find(['：', ':']).and_then(|at| text.get(..at)).is_some_and(|label| {
            let count = label.chars().count();
            count > 0
                && (label.chars().all(is_han) && count <= 6
                    || label.is_ascii() && count <= 16 && label.starts_with(|c: char| c.is_uppercase()))
        })
    };
    labelled(a) && labelled(b)
}
