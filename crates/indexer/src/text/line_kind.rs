//! Kinds of lines: body text, list item, table row, quoted line, byline, date.

use super::list_marker::ListMarker;

/// The kind of a line, and of the paragraph that begins with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LineKind {
    Text,
    /// Begins with a number, a letter or a bullet.
    ListMarker(ListMarker),
    /// A Markdown heading, with its number of `#`.
    Hash(u8),
    /// Cells between tabs.
    Table,
    /// Quoted with `>` as in mail, with the depth.
    Quote(u8),
    /// `From: ...`: a line of a mail or memo header, with the length of the key in bytes.
    Header(usize),
    /// □ 赵磊, 作者：…, By …
    Byline,
    /// （作者系…）
    Affiliation,
    /// Only a date.
    Date,
    /// 来源：…, or a URL alone.
    Source,
    /// No. 3, 第 12 期
    Issue,
    /// 摘要, 【编者按】, Abstract: alone or before its text, with the length of the label in bytes.
    Label(usize),
    /// *Thanks to ...: a footnote without a number.
    Note,
}

impl LineKind {
    /// Whether a line of this kind can continue the paragraph before it.
    pub(crate) fn continues(self) -> bool {
        self == Self::Text
    }

    /// Whether a paragraph of this kind can have more lines.
    pub(crate) fn can_continue(self) -> bool {
        matches!(
            self,
            Self::Text | Self::ListMarker(_) | Self::Label(_) | Self::Note | Self::Byline | Self::Affiliation
        )
    }

    pub(crate) fn is_list_marker(self) -> bool {
        matches!(self, Self::ListMarker(_))
    }

    /// The list marker, if the paragraph begins with one.
    pub(crate) fn list_marker(self) -> Option<ListMarker> {
        if let Self::ListMarker(marker) = self { Some(marker) } else { None }
    }
}
