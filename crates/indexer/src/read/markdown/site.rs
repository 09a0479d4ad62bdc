//! The addresses of the pages of a Markdown tree after its generator has made a site of them.
//!
//! The generator is told by its configuration's file, in the folder or above it. Addresses are those that the generator gives without being
//! told otherwise, under the path that the configuration names, and what a page's front matter says about its own. Nothing is run.

use std::path::{Path, PathBuf};

use super::front_matter::FrontMatter;
use super::generator::Generator;
use super::slug;

/// A Markdown tree that a generator makes a site of.
#[derive(Debug, Hash)]
pub(super) struct Site {
    pub generator: Generator,
    /// Folders that hold pages, each with the path below which they are served; the first that holds a file counts.
    pub contents: Vec<(PathBuf, String)>,
    /// Whether addresses end without `.html`, if the generator can do both.
    pub clean_urls: bool,
    /// The language whose pages have no path of their own.
    pub lang: String,
}

/// A page's address, and its language if the file's name has it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PageAddress {
    pub url: String,
    pub lang: Option<String>,
}

impl Site {
    /// Whether a file is in a folder of pages.
    pub(super) fn contains(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|path| self.contents.iter().any(|(folder, _)| path.starts_with(folder)))
    }

    /// The address of a file's page. `None` if the generator makes no page from it.
    pub(super) fn address(&self, path: &Path, front: &FrontMatter) -> Option<PageAddress> {
        let path = path.canonicalize().ok()?;
        let (below, base) =
            self.contents.iter().find_map(|(folder, base)| Some((path.strip_prefix(folder).ok()?, base)))?;
        let below: Vec<String> = below.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        let (file, folders) = below.split_last()?;
        let stem = file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem);
        let (stem, lang) = self.language(stem);
        if !self.is_page(stem, folders, front) {
            return None;
        }
        let prefix = lang.as_ref().filter(|lang| **lang != self.lang).map_or(String::new(), |lang| format!("{lang}/"));
        let root = format!("{base}{prefix}");
        let url =
            self.explicit_url(front, &root, folders).unwrap_or_else(|| self.default_url(front, &root, folders, stem));
        Some(PageAddress { url, lang })
    }

    /// `page.fr`, for generators that mark the language of a page so.
    fn language<'a>(&self, stem: &'a str) -> (&'a str, Option<String>) {
        let coded = |code: &str| {
            matches!(code.len(), 2 | 5)
                && code.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')
                && !code.starts_with('-')
        };
        match stem.rsplit_once('.').filter(|(_, code)| coded(code)) {
            Some((stem, code)) if matches!(self.generator, Generator::Hugo | Generator::Zola) => {
                (stem, Some(code.to_owned()))
            }
            _ => (stem, None),
        }
    }

    fn is_page(&self, stem: &str, folders: &[String], front: &FrontMatter) -> bool {
        let hidden = |sign: &str| stem.starts_with(sign) || folders.iter().any(|f| f.starts_with(sign));
        match self.generator {
            // A file without front matter is copied, and a folder of its own is the generator's, but that of the posts.
            Generator::Jekyll => {
                let posts = folders.iter().all(|f| !f.starts_with('_') || f == "_posts");
                front.present
                    && posts
                    && !stem.starts_with('_')
                    && !folders.iter().any(|f| f == "node_modules" || f == "vendor")
            }
            Generator::MdBook => stem != "SUMMARY",
            Generator::Docusaurus | Generator::Astro => !hidden("_"),
            Generator::VitePress => !folders.iter().any(|f| f == "node_modules" || f == ".vitepress"),
            Generator::Hugo | Generator::Zola => true,
        }
    }

    /// An address that the page itself states, whole.
    fn explicit_url(&self, front: &FrontMatter, root: &str, folders: &[String]) -> Option<String> {
        let said = match self.generator {
            Generator::Hugo => front.first(&["url"])?,
            Generator::Zola => front.first(&["path"])?,
            Generator::Jekyll => front.first(&["permalink"]).filter(|p| !p.contains(':'))?,
            Generator::Docusaurus | Generator::Astro => front.first(&["slug"])?,
            Generator::MdBook | Generator::VitePress => return None,
        };
        let path = said.trim_start_matches('/');
        let relative = self.generator == Generator::Docusaurus && !said.starts_with('/') && !folders.is_empty();
        let path = if relative { format!("{}/{path}", self.path_segments(folders).join("/")) } else { path.to_owned() };
        let slash = match self.generator {
            Generator::Zola | Generator::Astro => !path.is_empty() && !path.ends_with('/'),
            Generator::Hugo => !path.ends_with('/') && !path.contains('.'),
            _ => false,
        };
        Some(format!("{root}{path}{}", if slash { "/" } else { "" }))
    }

    /// The folders as they appear in an address.
    fn path_segments(&self, folders: &[String]) -> Vec<String> {
        let kept = folders.iter().filter(|f| self.generator != Generator::Jekyll || *f != "_posts");
        kept.map(|folder| self.segment(folder)).collect()
    }

    /// The name of a folder or file as it appears in an address.
    fn segment(&self, name: &str) -> String {
        match self.generator {
            Generator::Hugo => name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-"),
            Generator::Zola => slug::ascii(name).unwrap_or_else(|| name.to_owned()),
            Generator::Astro => name.to_lowercase().replace(' ', "-"),
            // 02-setup: the number is there for the order. A version or a date is a name.
            Generator::Docusaurus => {
                let digits = name.bytes().take_while(u8::is_ascii_digit).count();
                let rest = name.get(digits..).unwrap_or_default().trim_start_matches(['-', '_', '.', ' ']);
                let ordered =
                    digits > 0 && rest.len() < name.len() - digits && rest.starts_with(|c: char| !c.is_ascii_digit());
                if ordered { rest.to_owned() } else { name.to_owned() }
            }
            _ => name.to_owned(),
        }
    }

    /// The address that a generator gives by itself.
    fn default_url(&self, front: &FrontMatter, root: &str, folders: &[String], stem: &str) -> String {
        let mut parts = self.path_segments(folders);
        let folder = |parts: &[String]| parts.iter().fold(root.to_owned(), |path, part| format!("{path}{part}/"));
        let index = match self.generator {
            Generator::Hugo | Generator::Zola => matches!(stem, "_index" | "index"),
            Generator::MdBook => stem.eq_ignore_ascii_case("readme") || stem == "index",
            Generator::Docusaurus => {
                matches!(stem.to_lowercase().as_str(), "index" | "readme") || folders.last().is_some_and(|f| f == stem)
            }
            _ => stem == "index",
        };
        if index && self.generator == Generator::MdBook {
            return format!("{}index.html", folder(&parts));
        }
        if index {
            return folder(&parts);
        }
        let dated = dated(stem);
        let posts = self.generator == Generator::Jekyll && folders.iter().any(|f| f == "_posts");
        let blog = self.generator == Generator::Docusaurus && root.ends_with("/blog/");
        let name = match (dated, self.generator) {
            (Some((_, rest)), Generator::Zola) => rest,
            (Some((day, rest)), _) if posts || blog => {
                parts = if posts { front.all(&["category", "categories"]) } else { Vec::new() };
                parts = parts.iter().map(|part| part.to_lowercase().replace(' ', "-")).collect();
                parts.extend(day.split('-').map(str::to_owned));
                rest
            }
            _ => stem,
        };
        let own: &[&str] = match self.generator {
            Generator::Hugo | Generator::Zola => &["slug"],
            Generator::Docusaurus => &["id"],
            _ => &[],
        };
        let name = front.first(own).map_or_else(|| self.segment(name), str::to_owned);
        let end = match self.generator {
            Generator::Hugo | Generator::Zola | Generator::Astro => "/",
            Generator::Jekyll if self.clean_urls => "/",
            Generator::Docusaurus => "",
            Generator::VitePress if self.clean_urls => "",
            Generator::Jekyll | Generator::MdBook | Generator::VitePress => ".html",
        };
        format!("{}{name}{end}", folder(&parts))
    }
}

/// `2024-03-02-title`: the day, and the rest.
fn dated(stem: &str) -> Option<(&str, &str)> {
    let (day, rest) = stem.split_at_checked(10)?;
    let shape = day.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let rest = rest.strip_prefix(['-', '_'])?;
    (shape && !rest.is_empty()).then_some((day, rest))
}

#[cfg(test)]
mod tests;
