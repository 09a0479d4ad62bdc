//! The command line of Findling: a room for each verb.
//!
//! [`run`] parses the arguments and hands over; every verb returns an error that reads as one paragraph.

mod assets;
mod build;
mod check;
mod colours;
mod doctor;
pub mod engine;
mod error;
mod eval;
mod filters;
mod indent;
mod index_options;
mod init;
mod inspect;
mod integrity;
mod location;
mod mdbook;
mod module;
mod offline;
mod open;
mod outline;
mod output;
mod progress;
mod publish;
mod queries;
mod reader_pages;
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
pub use site::Site;

/// Search that ships inside a page.
#[derive(Debug, Parser)]
#[command(name = "findling", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// Colours in what is printed: on a terminal, always or never
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
    /// Compile a corpus into a search page: findling.wasm, findling.js and what the page needs
    Build(build::Build),
    /// Write a findling.toml that fits what is in a folder
    Init(init::Init),
    /// Show the articles, headings and passages that are read from a corpus
    Outline(outline::Outline),
    /// Search a pack
    Search(search::Search),
    /// Measure a pack against queries with known answers
    Eval(eval::Eval),
    /// Check that queries lead to the pages that they must lead to
    Check(check::Check),
    /// Look at a published search, and say what to mend
    Doctor(doctor::Doctor),
    /// Show what is in a pack and what it weighs
    Inspect(inspect::Inspect),
    /// Put a search into a book: a backend that mdBook starts
    Mdbook(mdbook::Mdbook),
    /// Build and serve a search page on this machine
    #[cfg(not(target_family = "wasm"))]
    Serve(serve::Serve),
    /// Say why this form of the command can't
    #[cfg(target_family = "wasm")]
    #[command(hide = true)]
    Serve {
        #[arg(allow_hyphen_values = true, trailing_var_arg = true)]
        _given: Vec<OsString>,
    },
}

/// What is said in the preview's place where a system has no sockets to give.
#[cfg(target_family = "wasm")]
const NO_SOCKETS: &str = "error: this form of the command has no sockets, and can't serve\n
Build, and show what was built with any server of files; or install the command itself, which serves.\n";

/// Runs the command with these arguments, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Result<(), Failure> {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) if error.use_stderr() => return Err(Failure::Usage(error.render().to_string())),
        Err(error) => {
            // Help and version were asked for: they are the answer, not a failure.
            return error::print(&error.render().to_string());
        }
    };
    colours::when(arguments.color);
    match arguments.verb {
        Verb::Build(verb) => verb.run(),
        Verb::Init(verb) => verb.run(),
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
