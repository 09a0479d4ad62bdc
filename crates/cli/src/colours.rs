//! Colours on a terminal. A pipe gets plain text.

use std::env;
use std::fmt::Display;
use std::io::{IsTerminal, stdout};
use std::sync::atomic::{AtomicU8, Ordering};

use clap::ValueEnum;

/// When to print colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Also into a pipe.
    Always,
    /// Not at all.
    Never,
}

/// The choice on the command line, for the whole process.
static CHOICE: AtomicU8 = AtomicU8::new(When::Auto as u8);

/// Sets the choice for the whole process.
pub(crate) fn set(choice: When) {
    CHOICE.store(choice as u8, Ordering::Relaxed);
}

/// Colours texts, if set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Colours(pub bool);

impl Colours {
    /// The colours for standard output.
    pub(crate) fn of_output() -> Colours {
        let choice = CHOICE.load(Ordering::Relaxed);
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let auto = set("CLICOLOR_FORCE")
            || stdout().is_terminal() && !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb");
        Colours(choice == When::Always as u8 || choice == When::Auto as u8 && auto)
    }

    pub(crate) fn strong(self, text: impl Display) -> String {
        self.paint("1", text)
    }

    pub(crate) fn quiet(self, text: impl Display) -> String {
        self.paint("2", text)
    }

    pub(crate) fn link(self, text: impl Display) -> String {
        self.paint("36", text)
    }

    pub(crate) fn good(self, text: impl Display) -> String {
        self.paint("32", text)
    }

    pub(crate) fn fair(self, text: impl Display) -> String {
        self.paint("33", text)
    }

    pub(crate) fn bad(self, text: impl Display) -> String {
        self.paint("1;31", text)
    }

    /// A mark: coloured, or in brackets.
    pub(crate) fn found(self, text: &str) -> String {
        if self.0 { self.paint("1;33", text) } else { format!("[{text}]") }
    }

    fn paint(self, code: &str, text: impl Display) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_string() }
    }
}

/// A text without control characters, which a terminal would execute.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_without_colours_are_in_brackets() {
        assert_eq!(Colours(false).found("x"), "[x]");
        assert_eq!(Colours(true).found("x"), "\x1b[1;33mx\x1b[0m");
        assert_eq!(Colours(false).bad("x"), "x");
    }

    #[test]
    fn control_characters_are_replaced() {
        assert_eq!(harmless("a\x1b[2Jb\u{9b}c\td\n"), "a\u{fffd}[2Jb\u{fffd}c\td\n");
    }
}
