//! `findling init`: writes a `findling.toml` for a folder, with all other settings as comments.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use findling_indexer::read::{Generator, files};
use serde_json::json;

use crate::Failure;
use crate::error::print;
use crate::location::FOLDER;
use crate::settings::{FILE, KEYS, schema};

/// Output folders of site generators.
const MADE: &[&str] = &[
    "public",
    "dist",
    "_site",
    "build",
    "book",
    "book/html",
    "site",
    "out",
    "output",
    "www",
    ".vitepress/dist",
    "docs/.vitepress/dist",
    "target/site",
];

const EXAMPLES: &str = "\
Examples:
  findling init                   Examine this folder and write findling.toml
  findling init --schema          Print the JSON schema of findling.toml";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {
    /// The folder to examine, and to write findling.toml to
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Overwrite an existing findling.toml
    #[arg(long)]
    force: bool,
    /// Print the JSON schema of findling.toml, for editors, and write nothing
    #[arg(long)]
    schema: bool,
}

/// The corpus in a folder.
struct Found {
    source: String,
    out: Option<String>,
    /// A description.
    what: String,
}

impl Init {
    pub(crate) fn run(self) -> Result<(), Failure> {
        if self.schema {
            return print(&format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap_or_default()));
        }
        let path = self.folder.join(FILE);
        if path.exists() && !self.force {
            return Err(Failure::Usage(format!("{} exists already. --force overwrites it", path.display())));
        }
        let seen = look(&self.folder)?;
        fs::write(&path, text(seen.as_ref())).map_err(Failure::io(&path))?;
        let (what, next) = match seen {
            Some(seen) => (seen.what, "Next: `findling build`"),
            None => ("no source was found".to_owned(), "Set `source` in it."),
        };
        print(&format!("{}: {what}. {next}\n", path.display()))
    }
}

/// The file: the settings for the folder, and the others as comments.
fn text(seen: Option<&Found>) -> String {
    let mut text = "# Settings of Findling. Each has an option on the command line, which overrides it.\n".to_owned();
    for key in KEYS {
        text.push('\n');
        for line in key.about {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "# Command line: {}", key.flag);
        let value = match (key.name, seen) {
            ("source", Some(seen)) => Some(&seen.source),
            ("out", Some(Found { out: Some(out), .. })) => Some(out),
            _ => None,
        };
        let _ = match value {
            Some(value) => writeln!(text, "{} = {}", key.name, json!(value)),
            None => writeln!(text, "# {}", key.line()),
        };
    }
    text
}

fn look(folder: &Path) -> Result<Option<Found>, Failure> {
    let is_site = |path: &Path| path.join("index.html").is_file();
    let made = MADE.iter().find(|name| is_site(&folder.join(name)));
    if let Some(source) = made.copied().or_else(|| is_site(folder).then_some(".")) {
        let pages = counted(&folder.join(source), &["html", "htm", "xhtml"])?;
        let what = format!("a finished site in {source} ({pages} HTML files)");
        return Ok(Some(Found { source: source.to_owned(), out: None, what }));
    }
    if let Some(generator) = Generator::of(folder) {
        let name = generator.name();
        // The generator copies this folder unchanged.
        let fixed = match generator {
            Generator::Hugo | Generator::Zola | Generator::Docusaurus => "static/",
            Generator::VitePress | Generator::Astro => "public/",
            Generator::MdBook => "src/",
            _ => "",
        };
        let what = format!("sources of {name}; results link to the addresses that {name} generates");
        return Ok(Some(Found { source: ".".to_owned(), out: Some(format!("{fixed}{FOLDER}")), what }));
    }
    let count = |kinds: &[&str]| counted(folder, kinds);
    let kinds = [
        ("Markdown", count(&["md", "markdown", "mdx"])?),
        ("text", count(&["txt"])?),
        ("HTML", count(&["html", "htm", "xhtml"])?),
        ("JSON Lines", count(&["jsonl", "ndjson"])?),
    ];
    let found: Vec<String> = kinds.iter().filter(|kind| kind.1 > 0).map(|(name, n)| format!("{n} of {name}")).collect();
    if found.is_empty() {
        return Ok(None);
    }
    let what = format!("documents ({})", found.join(", "));
    Ok(Some(Found { source: ".".to_owned(), out: Some("search".to_owned()), what }))
}

/// The number of files with these extensions.
fn counted(folder: &Path, endings: &[&str]) -> Result<usize, Failure> {
    let ending = |path: &PathBuf| path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    Ok(files(folder)?.iter().filter(|path| endings.contains(&ending(path).as_str())).count())
}
