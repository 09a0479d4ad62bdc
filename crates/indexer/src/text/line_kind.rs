//! The kinds of lines: running text, a list item, a row of a table, a quoted line, a byline, a date.

use super::list_marker::ListMarker;

/// The kind of a line, and of the paragraph that it opens.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LineKind {
    Text,
    /// Opens with a number, a letter or a bullet.
    ListMarker(ListMarker),
    /// A heading that Markdown left behind, with the count of its signs.
    Hash(u8),
    /// Cells between tabs.
    Table,
    /// Quoted with signs, as mail does; how deep.
    Quote(u8),
    /// `From: ...`: the head of a mail or memo; bytes of the key.
    Header(usize),
    /// □ 赵磊, 作者：…, By …
    Byline,
    /// （作者系…）
    Affiliation,
    /// Nothing but a date.
    Date,
    /// 来源：…, or an address alone.
    Source,
    /// No. 3, 第 12 期
    Issue,
    /// 摘要, 【编者按】, Abstract: alone or at the head of its text; bytes of the label.
    Label(usize),
    /// *Thanks to ...: a foot note without a number.
    Note,
}

impl LineKind {
    /// A line of this kind may go on the paragraph before it.
    pub(crate) fn continues(self) -> bool {
        self == Self::Text
    }

    /// A paragraph of this kind may have more lines.
    pub(crate) fn can_continue(self) -> bool {
        matches!(
            self,
            Self::Text | Self::ListMarker(_) | Self::Label(_) | Self::Note | Self::Byline | Self::Affiliation
        )
    }

    pub(crate) fn is_list_marker(self) -> bool {
        matches!(self, Self::ListMarker(_))
    }

    /// The marker, if the paragraph opens with one.
    pub(crate) fn list_marker(self) -> Option<ListMarker> {
        if let Self::ListMarker(marker) = self { Some(marker) } else { None }
    }
}
