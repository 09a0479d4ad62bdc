//! The command `findling`, with one module per verb.
//!
//! [`run`] parses the arguments and runs the verb. A [`Failure`] is printed as an error with a hint.

mod assets;
mod blocks;
mod build;
mod check;
mod colours;
mod doctor;
pub mod engine;
mod error;
mod eval;
mod export;
mod filters;
mod index_options;
mod init;
mod inspect;
mod integrity;
mod left_out;
mod location;
mod mdbook;
mod module;
mod offline;
mod open;
mod outline;
mod output;
mod progress;
mod publish;
mod quantity;
mod queries;
mod reader_pages;
#[cfg(test)]
mod reference;
mod report;
mod search;
#[cfg(not(target_family = "wasm"))]
pub mod serve;
mod settings;
mod single_file;
mod site;
mod source;
mod stale_pages;
mod values;
mod weights;

use std::ffi::OsString;

use clap::{Parser, Subcommand};

pub use error::Failure;
pub use module::{section, with_section};
pub use site::{Form, Site};

const EXAMPLES: &str = "\
Examples:
  findling build public/         Add a search to a finished site
  findling serve public/         Show the site with its search on this machine
  findling search public water   Search it here";

/// Search for static sites, in the visitor's browser.
#[derive(Debug, Parser)]
#[command(name = "findling", version, arg_required_else_help = true, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// When to print colours. Default: auto, which is on a terminal
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        hide_possible_values = true,
        display_order = 99
    )]
    color: colours::When,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Build the search of a site, or a search page over a folder of documents
    Build(build::Build),
    /// Write a findling.toml for a folder
    Init(init::Init),
    /// Write a corpus for an existing search engine, with the page that asks it
    Export(export::Export),
    /// Show the articles, headings and passages of a source as they are read
    Outline(outline::Outline),
    /// Search from the command line
    Search(search::Search),
    /// Measure search quality with queries that have known answers
    Eval(eval::Eval),
    /// Check that queries lead to the expected pages
    Check(check::Check),
    /// Find errors in a search, before or after it is published
    Doctor(doctor::Doctor),
    /// Show the content and the sizes of an index
    Inspect(inspect::Inspect),
    /// Add a search to a book, as a backend of mdBook
    Mdbook(mdbook::Mdbook),
    /// Build a search page and serve it on this machine
    #[cfg(not(target_family = "wasm"))]
    Serve(serve::Serve),
    /// Report that this build of the command can't serve
    #[cfg(target_family = "wasm")]
    #[command(hide = true)]
    Serve {
        #[arg(allow_hyphen_values = true, trailing_var_arg = true)]
        _given: Vec<OsString>,
    },
}

/// The error of `serve` on a system without sockets.
#[cfg(target_family = "wasm")]
const NO_SOCKETS: &str = "this build of the command runs without sockets and can't serve. \
    Build the search and show it with any server of files, or use the native command";

/// Runs the command with these arguments. The first is the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<(), Failure> {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => return Err(Failure::Arguments(error.render().to_string())),
        Err(error) => {
            // Help and version are not failures.
            return error::print(&error.render().to_string());
        }
    };
    colours::set(arguments.color);
    match arguments.verb {
        Verb::Build(verb) => verb.run(),
        Verb::Init(verb) => verb.run(),
        Verb::Export(verb) => verb.run(),
        Verb::Outline(verb) => verb.run(),
        Verb::Search(verb) => verb.run(),
        Verb::Eval(verb) => verb.run(),
        Verb::Check(verb) => verb.run(),
        Verb::Doctor(verb) => verb.run(),
        Verb::Inspect(verb) => verb.run(),
        Verb::Mdbook(verb) => verb.run(),
        #[cfg(not(target_family = "wasm"))]
        Verb::Serve(verb) => verb.run(),
        #[cfg(target_family = "wasm")]
        Verb::Serve { .. } => Err(Failure::Usage(NO_SOCKETS.to_owned())),
    }
}
