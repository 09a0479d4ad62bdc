//! Where the pages of a Markdown tree stand once its generator has made a site of them.
//!
//! The generator is told by its configuration's file, in the folder or above it. Addresses are those that the generator gives without being
//! told otherwise, under the path that the configuration names, and what a page's front matter says about its own. Nothing is run.

use std::fs;
use std::path::{Path, PathBuf};

use saphyr::{LoadableYamlNode, SafelyIndex, Yaml};

use super::front_matter::FrontMatter;
use super::slug::SlugRule;

/// A maker of sites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Generator {
    /// gohugo.io
    Hugo,
    /// getzola.org
    Zola,
    /// jekyllrb.com
    Jekyll,
    /// rust-lang.github.io/mdBook
    MdBook,
    /// docusaurus.io
    Docusaurus,
    /// vitepress.dev
    VitePress,
    /// astro.build, with Starlight's folder of documents
    Astro,
}

impl Generator {
    /// All of them.
    pub const ALL: [Generator; 7] = [
        Generator::Hugo,
        Generator::Zola,
        Generator::Jekyll,
        Generator::MdBook,
        Generator::Docusaurus,
        Generator::VitePress,
        Generator::Astro,
    ];

    /// What it is called on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Generator::Hugo => "hugo",
            Generator::Zola => "zola",
            Generator::Jekyll => "jekyll",
            Generator::MdBook => "mdbook",
            Generator::Docusaurus => "docusaurus",
            Generator::VitePress => "vitepress",
            Generator::Astro => "astro",
        }
    }

    /// The one whose configuration is in a folder or above it.
    #[must_use]
    pub fn of(folder: &Path) -> Option<Generator> {
        find(folder, None).map(|site| site.generator)
    }

    /// How it names headings.
    pub(super) fn rule(self) -> SlugRule {
        match self {
            Generator::Zola => SlugRule::Ascii,
            Generator::VitePress => SlugRule::VitePress,
            Generator::MdBook => SlugRule::MdBook,
            _ => SlugRule::GitHub,
        }
    }
}

/// A Markdown tree that a generator makes a site of.
#[derive(Debug, Hash)]
pub(super) struct Site {
    pub generator: Generator,
    /// Folders that hold pages, each with the path below which they are served; the first that holds a file counts.
    contents: Vec<(PathBuf, String)>,
    /// Addresses end without `.html` where the generator can do both.
    clean_urls: bool,
    /// The language whose pages have no path of their own.
    lang: String,
}

/// Finds the site that a folder belongs to. `named` is the generator where it is told and not to be found out.
pub(super) fn find(folder: &Path, named: Option<Generator>) -> Option<Site> {
    let folder = folder.canonicalize().ok()?;
    for above in folder.ancestors().take(6) {
        for generator in Generator::ALL.into_iter().filter(|g| named.is_none_or(|n| n == *g)) {
            if let Some(config) = config(above, generator) {
                return Some(site(above, generator, &config));
            }
        }
    }
    named.map(|generator| Site {
        generator,
        contents: vec![(folder, "/".to_owned())],
        clean_urls: false,
        lang: "en".to_owned(),
    })
}

/// The text of a generator's configuration in a folder.
fn config(folder: &Path, generator: Generator) -> Option<String> {
    let names: &[&str] = match generator {
        Generator::Hugo => &["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml"],
        Generator::Zola => &["zola.toml", "config.toml"],
        Generator::Jekyll => &["_config.yml", "_config.yaml", "_config.toml"],
        Generator::MdBook => &["book.toml"],
        Generator::Docusaurus => {
            &["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"]
        }
        Generator::VitePress => &[
            ".vitepress/config.js",
            ".vitepress/config.ts",
            ".vitepress/config.mjs",
            ".vitepress/config.mts",
            ".vitepress/config/index.ts",
            ".vitepress/config/index.mts",
        ],
        Generator::Astro => &["astro.config.mjs", "astro.config.ts", "astro.config.js"],
    };
    names.iter().find_map(|name| {
        let text = fs::read_to_string(folder.join(name)).ok()?;
        // Two generators call their file config.toml; each wants the site's address, under a name of its own.
        let own = match (generator, *name) {
            (Generator::Hugo, "config.toml" | "config.yaml") => text.to_lowercase().contains("baseurl"),
            (Generator::Zola, "config.toml") => text.contains("base_url"),
            _ => true,
        };
        own.then_some(text)
    })
}

fn site(folder: &Path, generator: Generator, config: &str) -> Site {
    let value = |keys: &[&str]| keys.iter().find_map(|key| value(generator, config, key));
    let base = path_of(
        &value(&["baseurl", "baseURL", "baseUrl", "base_url", "base", "output.html.site-url"]).unwrap_or_default(),
    );
    let below = |path: &str| folder.join(path);
    let contents = match generator {
        Generator::Hugo => vec![(below(&value(&["contentDir", "contentdir"]).unwrap_or("content".to_owned())), base)],
        Generator::Zola => vec![(below("content"), base)],
        Generator::Jekyll => vec![(folder.to_owned(), base)],
        Generator::MdBook => vec![(below(&value(&["book.src"]).unwrap_or("src".to_owned())), base)],
        Generator::Docusaurus => {
            let docs = path_of(&value(&["routeBasePath"]).unwrap_or("docs".to_owned()));
            let docs = format!("{base}{}", docs.trim_start_matches('/'));
            vec![(below("docs"), docs), (below("blog"), format!("{base}blog/")), (below("src/pages"), base)]
        }
        Generator::VitePress => vec![(below(&value(&["srcDir"]).unwrap_or_default()), base)],
        Generator::Astro => vec![(below("src/content/docs"), base.clone()), (below("src/pages"), base)],
    };
    let clean_urls = match generator {
        Generator::Jekyll => value(&["permalink"]).is_some_and(|p| p == "pretty"),
        Generator::VitePress => config.contains("cleanUrls: true"),
        _ => true,
    };
    let lang = value(&["defaultContentLanguage", "default_language"]).unwrap_or("en".to_owned());
    Site { generator, contents, clean_urls, lang }
}

/// A value of a configuration: by the format where it has one, by its look where it is a program.
fn value(generator: Generator, config: &str, key: &str) -> Option<String> {
    match generator {
        Generator::Docusaurus | Generator::VitePress | Generator::Astro => {
            let at = config.match_indices(key).map(|(at, _)| at).find(|&at| {
                let before = config.get(..at).and_then(|t| t.chars().next_back());
                before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '.')
                    && config.get(at + key.len()..).is_some_and(|rest| rest.trim_start().starts_with(':'))
            })?;
            let rest = config.get(at + key.len()..)?.trim_start().strip_prefix(':')?.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '\'' | '"' | '`'))?;
            Some(rest.get(1..)?.split(quote).next()?.to_owned())
        }
        _ => {
            if let Ok(table) = config.parse::<toml::Table>() {
                let mut parts = key.split('.');
                let first = table.get(parts.next()?)?;
                let found = parts.try_fold(first, |at, part| at.get(part))?;
                return Some(found.as_str()?.to_owned());
            }
            let documents = Yaml::load_from_str(config).ok()?;
            let found = documents.first()?.get(key)?.as_str()?.to_owned();
            Some(found)
        }
    }
}

/// The path of an address or of a path, with a slash at both ends.
fn path_of(address: &str) -> String {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or(""),
        None => address,
    };
    let path = path.trim_matches('/');
    if path.is_empty() { "/".to_owned() } else { format!("/{path}/") }
}

/// A page's address, and its language where its file's name says it.
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

    /// Where a file's page stands; `None` if no page is made of it.
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

    /// `page.fr` of generators that tell a page's language so.
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

    /// The folders as they stand in an address.
    fn path_segments(&self, folders: &[String]) -> Vec<String> {
        let kept = folders.iter().filter(|f| self.generator != Generator::Jekyll || *f != "_posts");
        kept.map(|folder| self.segment(folder)).collect()
    }

    /// A folder's or a file's name as it stands in an address.
    fn segment(&self, name: &str) -> String {
        match self.generator {
            Generator::Hugo => name.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-"),
            Generator::Zola => super::slug::ascii(name).unwrap_or_else(|| name.to_owned()),
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
