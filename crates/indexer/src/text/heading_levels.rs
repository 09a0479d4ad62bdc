//! Levels of headings.

use super::list_marker::MarkerStyle;

/// What a paragraph is in the outline.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    Heading(Rank),
    Item,
    Body,
}

/// The rank that a heading claims; levels are given when all of them are known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Rank {
    Numbered(MarkerStyle),
    Plain,
    Top,
    Fixed(u8),
}

/// Gives levels to ranks: styles of numbers from the outside in, starting at 2.
pub(crate) struct Levels {
    styles: Vec<MarkerStyle>,
    last: u8,
    /// The text was signed: what follows is not inside its last section.
    pub(crate) reset: bool,
    /// Headings without a number divide numbered sections: some stand between numbers.
    nested: bool,
}

impl Levels {
    pub(crate) fn new(roles: &[Role]) -> Self {
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

    pub(crate) fn level(&mut self, rank: Rank) -> u8 {
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
