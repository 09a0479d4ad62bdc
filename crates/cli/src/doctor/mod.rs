//! `findling doctor`: what is wrong with a search as it is published, and what to do about it.
//!
//! A folder is looked at as it stands; an address as a browser sees it. What is asked of a host is asked by the system's `curl`, which
//! knows its proxies and certificates: the command itself speaks to nobody.

mod folder;
mod host;
mod http;
mod page;
mod policy;

use std::fmt::Write;
use std::path::Path;

use clap::Args;
use serde_json::json;

use crate::Failure;
use crate::colours::{Colours, harmless};
use crate::error::print;

#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// A site's folder, the search's folder, or the address of a page that has the search
    #[arg(value_name = "URL_OR_DIR")]
    what: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Well,
    /// It works, and could be better.
    Fair,
    /// Visitors will notice.
    Ill,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            State::Well => "well",
            State::Fair => "fair",
            State::Ill => "ill",
        }
    }
}

/// Something that was looked at.
#[derive(Debug)]
struct Finding {
    state: State,
    what: String,
    /// What to do; empty where there is nothing to do.
    cure: String,
}

/// All that was looked at.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn well(&mut self, what: impl Into<String>) {
        self.0.push(Finding { state: State::Well, what: what.into(), cure: String::new() });
    }

    fn fair(&mut self, what: impl Into<String>, cure: impl Into<String>) {
        self.0.push(Finding { state: State::Fair, what: what.into(), cure: cure.into() });
    }

    fn ill(&mut self, what: impl Into<String>, cure: impl Into<String>) {
        self.0.push(Finding { state: State::Ill, what: what.into(), cure: cure.into() });
    }

    fn count(&self) -> usize {
        self.0.iter().filter(|finding| finding.state == State::Ill).count()
    }

    fn readable(&self, colours: Colours) -> String {
        let mut out = String::new();
        for Finding { state, what, cure } in &self.0 {
            let name = match state {
                State::Well => colours.good("well"),
                State::Fair => colours.fair("fair"),
                State::Ill => colours.bad("ill "),
            };
            let _ = writeln!(out, "{name}  {}", harmless(what));
            if !cure.is_empty() {
                let _ = writeln!(out, "      {} {}", colours.quiet("→"), harmless(cure));
            }
        }
        out
    }

    fn as_json(&self) -> String {
        let row = |f: &Finding| json!({ "state": f.state.name(), "what": f.what, "cure": f.cure });
        let rows: Vec<_> = self.0.iter().map(row).collect();
        format!("{}\n", serde_json::to_string_pretty(&rows).unwrap_or_default())
    }
}

impl Doctor {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let mut findings = Findings::default();
        if self.what.starts_with("http://") || self.what.starts_with("https://") {
            host::look(&self.what, &mut findings)?;
        } else {
            folder::look(Path::new(&self.what), &mut findings)?;
        }
        print(&if self.json { findings.as_json() } else { findings.readable(Colours::of_output()) })?;
        match findings.count() {
            0 => Ok(()),
            ill => Err(Failure::Ill(ill)),
        }
    }
}
