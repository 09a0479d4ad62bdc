//! A list marker: its style, its number, its length.

/// The style of a marker. The order is that of heading levels, outermost first.
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
    /// 1.1, 1.1.1: with the number of parts
    Dotted(u8),
    /// （1） 1)
    Round,
    /// A. a)
    Letter,
    /// ①
    Circle,
    /// 第一条, Article 1, § 1: always the innermost
    Article,
    /// [1] before a reference
    Reference,
    /// - • · *
    Bullet,
}

/// A list marker at the start of a line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ListMarker {
    pub style: MarkerStyle,
    pub number: u32,
    /// Length in bytes, with punctuation and without the space after it.
    pub len: usize,
}

impl MarkerStyle {
    /// Whether the style is unambiguous: no sentence begins like this by chance.
    pub(crate) fn is_unambiguous(self) -> bool {
        matches!(
            self,
            Self::Part | Self::Chapter | Self::Section | Self::Article | Self::HanRound | Self::Circle | Self::Bullet
        )
    }
}
