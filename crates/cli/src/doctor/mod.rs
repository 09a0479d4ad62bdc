//! `findling doctor`: finds errors in a published search and says what to do.
//!
//! It checks a folder before it is published, or a URL as a browser sees it. The system's `curl` fetches URLs, with the proxies and
//! certificates of the system: the command itself opens no connection.

mod blocks;
mod caching;
mod findings;
mod folder;
mod host;
mod http;
mod page;
mod policy;

use std::path::Path;

use clap::Args;

use crate::Failure;
use crate::colours::Colours;
use crate::error::print;
use crate::quantity::count;
use findings::Findings;

const EXAMPLES: &str = "\
Examples:
  findling doctor public                     Check the folder before it is published
  findling doctor https://docs.example.org/  Check the published site";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Doctor {
    /// A site's folder, the search's folder, or the URL of a page with the search
    #[arg(value_name = "URL_OR_DIR")]
    what: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
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
        match findings.errors() {
            0 => Ok(()),
            errors => Err(Failure::Doctor(count(errors, "error"))),
        }
    }
}
