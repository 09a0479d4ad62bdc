//! The pages of the documentation as text: their links, headings and code blocks.
#![allow(dead_code, reason = "every test binary has its own copy, and uses what it needs")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn text(page: &str) -> String {
    fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// All pages of the book, by their path in the repository, sorted.
pub(crate) fn book() -> Vec<String> {
    let mut pages = Vec::new();
    let mut open = vec![PathBuf::from("docs")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(root().join(&folder)).unwrap() {
            let path = folder.join(entry.unwrap().file_name());
            if root().join(&path).is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") && !path.ends_with("SUMMARY.md") {
                pages.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    pages.sort();
    pages
}

/// Code blocks of a page: language and text.
pub(crate) fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (language, after) = after.split_once('\n').expect("a block has lines");
        let (block, after) = after.split_once("```").expect("a block ends");
        blocks.push((language.to_owned(), block.to_owned()));
        rest = after;
    }
    blocks
}

/// A page without its code.
pub(crate) fn prose(text: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            code = !code;
        } else if !code {
            // Every second part is inline code.
            let plain: Vec<&str> = line.split('`').step_by(2).collect();
            out.push_str(&plain.join("code"));
            out.push('\n');
        }
    }
    out
}

/// The targets of a page's links and pictures.
pub(crate) fn links(text: &str) -> Vec<String> {
    let prose = prose(text);
    let target = |rest: &str| rest.split([')', ' ']).next().unwrap_or_default().to_owned();
    let inline = prose.split("](").skip(1).map(target);
    let attribute = |name: &str| {
        let parts: Vec<String> =
            prose.split(name).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        parts
    };
    inline.chain(attribute("src=\"")).chain(attribute("srcset=\"")).collect()
}

/// The anchors of a page's headings, as GitHub and mdBook make them.
pub(crate) fn anchors(text: &str) -> Vec<String> {
    let mut code = false;
    let mut anchors = Vec::new();
    for line in text.lines() {
        code ^= line.starts_with("```");
        if let Some(heading) = line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#') && !code)
        {
            let letters = heading.to_lowercase().replace(' ', "-");
            anchors.push(letters.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect());
        }
    }
    anchors
}
