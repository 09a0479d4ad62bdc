//! Detects the generator of a Markdown tree from its configuration file, and reads its settings. Nothing is run.

use std::fs;
use std::path::Path;

use saphyr::{LoadableYamlNode, SafelyIndex, Yaml};

use super::generator::Generator;
use super::site::Site;

impl Generator {
    /// The one whose configuration is in a folder or above it.
    #[must_use]
    pub fn of(folder: &Path) -> Option<Generator> {
        find(folder, None).map(|site| site.generator)
    }
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
