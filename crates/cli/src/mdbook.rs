//! `findling mdbook`: a backend of mdBook. It reads mdBook's context from standard input, builds a search over the HTML that mdBook has
//! written, and adds the search to its pages.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::{IsTerminal, Read, stdin};
use std::path::{Path, PathBuf};

use clap::{Args, Parser};
use findling_indexer::read::files;
use serde::Deserialize;
use serde_json::Value;

use crate::build::Build;
use crate::error::print;
use crate::location::FOLDER;
use crate::{Failure, colours};

/// The colours of the book's current theme, and the position in the row of buttons.
const STYLE: &str = "<style>findling-search, findling-marks { --findling-surface: var(--bg); --findling-text: var(--fg); \
    --findling-accent: var(--links); --findling-line: var(--table-border-color); --findling-edge: var(--icons); \
    --findling-mark: var(--search-mark-bg); --findling-mark-text: #000; color-scheme: var(--color-scheme) } \
    .right-buttons { display: flex; align-items: center } findling-search { line-height: 1.2; margin-inline-end: .5rem }</style>\n";
/// The book's row of buttons.
const BUTTONS: &str = "<div class=\"right-buttons\">";
const BOOK_TOML: &str =
    "[output.html]\n\n[output.html.search]\nenable = false\n\n[output.search]\ncommand = \"findling mdbook\"";

const EXAMPLES: &str = "\
mdBook starts this command. Add it to book.toml:
  
    [output.html.search]
    enable = false
  
    [output.search]
    command = \"findling mdbook\"";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Mdbook {
    /// Options of `findling build`. Paths are relative to the book's folder
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTIONS")]
    options: Vec<OsString>,
}

/// The options, as `findling build` takes them.
#[derive(Debug, Parser)]
#[command(name = "findling mdbook")]
struct Options {
    #[command(flatten)]
    build: Build,
    #[arg(long, value_enum, default_value_t)]
    color: colours::When,
}

/// The part of mdBook's context that is used here.
#[derive(Debug, Deserialize)]
struct Context {
    /// The book's folder.
    root: PathBuf,
    /// The output folder of this backend. The one of the HTML backend is next to it.
    destination: PathBuf,
    config: Config,
}

#[derive(Debug, Deserialize)]
struct Config {
    output: BTreeMap<String, Value>,
}

impl Mdbook {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let mut input = String::new();
        if !stdin().is_terminal() {
            stdin().read_to_string(&mut input).map_err(Failure::io(Path::new("standard input")))?;
        }
        let context: Context = serde_json::from_str(&input).map_err(|error| {
            Failure::Usage(format!(
                "standard input has no book: mdBook starts this command ({error}). Add this to book.toml:\n\n{BOOK_TOML}"
            ))
        })?;
        let html = context.html()?;
        std::env::set_current_dir(&context.root).map_err(Failure::io(&context.root))?;
        let build = ["findling mdbook".into(), html.clone().into_os_string()];
        let Options { mut build, color } = Options::try_parse_from(build.into_iter().chain(self.options))
            .map_err(|error| Failure::Arguments(error.render().to_string()))?;
        colours::set(color);
        build.placed = true;
        build.run()?;

        let mut count = 0;
        for path in files(&html)?.iter().filter(|path| path.extension().is_some_and(|e| e == "html")) {
            let below = path.strip_prefix(&html).unwrap_or(path);
            if below.starts_with(FOLDER) {
                continue;
            }
            let page = fs::read_to_string(path).map_err(Failure::io(path))?;
            if let Some(page) = with_search(&page, below.components().count() - 1) {
                fs::write(path, page).map_err(Failure::io(path))?;
                count += 1;
            }
        }
        let mut text = format!("\n{count} of the book's pages have the search.\n");
        if context.has_own_search() {
            text.push_str(
                "The book has mdBook's own search, too. To remove it, add this to book.toml: [output.html.search] enable = false\n",
            );
        }
        print(&text)
    }
}

impl Context {
    /// The folder with the book's pages. They must be from this run: mdBook runs backends in the order of their names.
    fn html(&self) -> Result<PathBuf, Failure> {
        let html = self.destination.with_file_name("html");
        let early = self.destination.file_name().is_some_and(|name| name < "html");
        if self.config.output.contains_key("html") && !early && html.is_dir() {
            return Ok(html);
        }
        Err(Failure::Usage(format!(
            "mdBook writes the book's HTML after its search. It runs the backends under [output…] in the order of their names, so name \
             this one after html. Add this to book.toml:\n\n{BOOK_TOML}"
        )))
    }

    fn has_own_search(&self) -> bool {
        let html = self.config.output.get("html");
        html.is_some_and(|html| html["search"]["enable"] != Value::Bool(false))
    }
}

/// The page with a search, unless it has one or has no row of buttons (a page that redirects).
fn with_search(page: &str, depth: usize) -> Option<String> {
    if page.contains("<findling-search") && page.contains("findling.js") {
        return None;
    }
    let (head, rest) = page.split_once("</head>")?;
    let (before, after) = rest.split_once(BUTTONS)?;
    let folder = format!("{}{FOLDER}", "../".repeat(depth));
    Some(format!(
        "{head}{STYLE}<script type=\"module\" src=\"{folder}/findling.js\"></script>\n\
         <script type=\"module\" src=\"{folder}/marks.js\"></script>\n</head>{before}{BUTTONS}\n\
         <findling-search modal></findling-search><findling-marks></findling-marks>{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<head><title>x</title></head><body><div class=\"right-buttons\"><a></a></div></body>";

    fn context(name: &str, html: bool, search: &str) -> Context {
        let output = format!("{{{}\"{name}\":{{}}}}", if html { format!("\"html\":{search},") } else { String::new() });
        let context = format!(
            "{{\"version\":\"0.5.4\",\"root\":\"/book\",\"book\":{{}},\"config\":{{\"book\":{{}},\"output\":{output}}},\
             \"destination\":\"/book/book/{name}\"}}"
        );
        serde_json::from_str(&context).unwrap()
    }

    #[test]
    fn a_page_gets_one_search_with_paths_for_its_depth() {
        let page = with_search(PAGE, 2).unwrap();
        assert!(page.contains("src=\"../../findling/findling.js\"></script>") && page.contains("<a></a>"));
        assert!(page.contains("<div class=\"right-buttons\">\n<findling-search modal>"));
        assert_eq!(with_search(&page, 2), None);
        assert_eq!(with_search("<head><meta http-equiv=refresh content=0></head>", 0), None);
    }

    #[test]
    fn a_backend_whose_name_sorts_before_html_is_an_error() {
        for context in [context("findling", true, "{}"), context("search", false, "")] {
            let error = context.html().unwrap_err().to_string();
            assert!(error.contains("[output.search]\ncommand = \"findling mdbook\""), "{error}");
        }
    }

    #[test]
    fn mdbooks_own_search_is_enabled_by_default() {
        assert!(context("search", true, "{}").has_own_search());
        assert!(!context("search", true, "{\"search\":{\"enable\":false}}").has_own_search());
    }
}
