//! A list marker: its style, its number, its length.

/// The look of a marker, from the outermost division of a text to the innermost: the order is the order of levels.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum MarkerStyle {
    /// 第一编, 第二部分, Part 1
    Part,
    /// 第一章, Chapter 1
    Chapter,
    /// 第一节, Section 1
    Section,
    /// I.
    Roman,
    /// 一、
    Han,
    /// （一）
    HanRound,
    /// 1. 1、 1．
    Decimal,
    /// 1.1, 1.1.1: the number of dots
    Dotted(u8),
    /// （1） 1)
    Round,
    /// A. a)
    Letter,
    /// ①
    Circle,
    /// 第一条, Article 1, § 1: the innermost, whatever is around it
    Article,
    /// [1] before a reference
    Reference,
    /// - • · *
    Bullet,
}

/// A marker at the head of a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ListMarker {
    pub style: MarkerStyle,
    pub number: u32,
    /// Bytes of the marker with its punctuation, without the space behind it.
    pub len: usize,
}

impl MarkerStyle {
    /// A look that no sentence has by chance.
    pub(crate) fn is_unambiguous(self) -> bool {
        matches!(
            self,
            Self::Part | Self::Chapter | Self::Section | Self::Article | Self::HanRound | Self::Circle | Self::Bullet
        )
    }
}
