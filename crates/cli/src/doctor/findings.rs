//! The findings of `findling doctor`, for people and as JSON.

use std::fmt::Write;

use serde_json::json;

use crate::colours::{Colours, harmless};

/// The hint for files that are missing or wrong.
pub(super) const WHOLE: &str = "publish the whole folder that `findling build` wrote, all files of one build";

/// The state of one part of the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Ok,
    /// It works and could be better.
    Warning,
    /// Visitors notice it.
    Error,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Ok => "ok",
            State::Warning => "warning",
            State::Error => "error",
        }
    }
}

/// One finding.
#[derive(Debug)]
pub(super) struct Finding {
    pub state: State,
    pub what: String,
    /// What to do. Empty if there is nothing to do.
    pub hint: String,
}

/// All findings, in the order in which they were made.
#[derive(Debug, Default)]
pub(super) struct Findings(pub Vec<Finding>);

impl Findings {
    pub(super) fn ok(&mut self, what: impl Into<String>) {
        self.0.push(Finding { state: State::Ok, what: what.into(), hint: String::new() });
    }

    pub(super) fn warning(&mut self, what: impl Into<String>, hint: impl Into<String>) {
        self.0.push(Finding { state: State::Warning, what: what.into(), hint: hint.into() });
    }

    pub(super) fn error(&mut self, what: impl Into<String>, hint: impl Into<String>) {
        self.0.push(Finding { state: State::Error, what: what.into(), hint: hint.into() });
    }

    /// The number of errors.
    pub(super) fn errors(&self) -> usize {
        self.0.iter().filter(|finding| finding.state == State::Error).count()
    }

    pub(super) fn readable(&self, colours: Colours) -> String {
        let mut out = String::new();
        for Finding { state, what, hint } in &self.0 {
            let name = match state {
                State::Ok => colours.good("ok:"),
                State::Warning => colours.fair("warning:"),
                State::Error => colours.bad("error:"),
            };
            let _ = writeln!(out, "{name} {}", harmless(what));
            if !hint.is_empty() {
                let _ = writeln!(out, "{} {}", colours.quiet("hint:"), harmless(hint));
            }
        }
        out
    }

    pub(super) fn as_json(&self) -> String {
        let row = |f: &Finding| json!({ "state": f.state.name(), "what": f.what, "hint": f.hint });
        let rows: Vec<_> = self.0.iter().map(row).collect();
        format!("{}\n", serde_json::to_string_pretty(&rows).unwrap_or_default())
    }
}
