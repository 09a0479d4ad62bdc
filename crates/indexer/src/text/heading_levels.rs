//! Levels of headings, from the styles of their numbers.

use super::list_marker::MarkerStyle;

/// The role of a paragraph in the structure of its article.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Role {
    Heading(Rank),
    Item,
    Body,
}

/// The rank of a heading. Levels are assigned after all ranks are known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Rank {
    Numbered(MarkerStyle),
    Plain,
    Top,
    Fixed(u8),
}

/// Assigns levels to ranks: marker styles from the outermost to the innermost, starting at level 2.
pub(crate) struct Levels {
    styles: Vec<MarkerStyle>,
    last: u8,
    /// The article is signed: the text after the signature is not inside its last section.
    pub(crate) reset: bool,
    /// At least one heading without a number is between numbered headings, so such headings divide numbered sections.
    divides_sections: bool,
}

impl Levels {
    pub(crate) fn new(roles: &[Role]) -> Self {
        let mut styles: Vec<MarkerStyle> = roles
            .iter()
            .filter_map(|role| if let Role::Heading(Rank::Numbered(style)) = role { Some(*style) } else { None })
            .collect();
        styles.sort_unstable();
        styles.dedup();
        // Unnumbered headings that only follow the last number have its level. If one is between two numbers, all of them are inside
        // sections.
        let top = styles.first().copied();
        let numbers = |role: &&Role| matches!(role, Role::Heading(Rank::Numbered(style)) if Some(*style) == top);
        let last = roles.iter().rposition(|role| numbers(&role)).unwrap_or(0);
        let first = roles.iter().position(|role| numbers(&role)).unwrap_or(0);
        let divides_sections = roles.get(first..last).unwrap_or_default().contains(&Role::Heading(Rank::Plain));
        Self { styles, last: 0, reset: false, divides_sections }
    }

    pub(crate) fn level(&mut self, rank: Rank) -> u8 {
        let level = match rank {
            Rank::Numbered(style) => {
                let at = self.styles.iter().position(|&s| s == style).unwrap_or(0);
                self.last = u8::try_from(at + 2).unwrap_or(6);
                self.last
            }
            // An unnumbered heading among numbered ones divides the section that contains it. Before or after them it has their level.
            Rank::Plain if self.last > 0 && self.divides_sections && !self.reset => self.last + 1,
            Rank::Plain | Rank::Top => 2,
            Rank::Fixed(level) => level.max(2),
        };
        level.clamp(2, 6)
    }
}
