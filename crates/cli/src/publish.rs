//! The file names of a published search, chosen so that hosts and browsers can cache.
//!
//! A page names `findling.js` only. Files that this script fetches have a hash of their content in their name: the module, and the folder
//! of scripts that load on demand. Such a file never changes and can be cached forever. The few files with plain names are short and are
//! requested again. A page that was opened before the site was published again continues with the files that it knows.

use std::collections::BTreeMap;

use findling_core::format::checksum;

use crate::Site;
use crate::integrity::integrity;

/// The script that pages name. It names the other files.
pub(crate) const ENTRY: &str = "findling.js";
/// The module, without a hash in its name.
pub(crate) const MODULE: &str = "findling.wasm";
/// Scripts that load on demand.
const LATER: &[&str] = &[
    "blocks.js",
    "details.js",
    "engine.js",
    "extra.js",
    "facets.js",
    "help.js",
    "index.js",
    "merged-index.js",
    "provider.js",
    "providers/groonga.js",
    "providers/meilisearch.js",
    "providers/opensearch.js",
    "providers/quickwit.js",
    "providers/typesense.js",
    "remote.js",
    "rest.js",
    "sheet.js",
    "worker.js",
];
const LANGUAGES: &str = "lang/";
/// The text before and after a hash.
const HASHED: [(&str, &str); 2] = [("findling.", ".wasm"), ("code.", "")];
/// Number of digits in a hash.
const DIGITS: usize = 16;

/// The files of a search, as published.
#[derive(Debug, Default)]
pub(crate) struct Published {
    /// The files, by their path below the folder of the search.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The name of the module.
    pub module: String,
}

impl Published {
    /// Gives the files of a site their published names.
    pub(crate) fn of(site: &Site) -> Published {
        let later = |name: &str| LATER.contains(&name) || (name.starts_with(LANGUAGES) && is_script(name));
        let code = code_of(site.files.iter().filter(|(name, _)| later(name)));
        let module = site.files.get(MODULE).map_or_else(|| MODULE.to_owned(), |module| named(module));
        let files = site.files.iter().map(|(name, content)| match name.as_str() {
            MODULE => (module.clone(), content.clone()),
            name if later(name) => (format!("{code}/{name}"), content.clone()),
            name if is_script(name) => (name.to_owned(), with_published_names(content, &module, &code)),
            name => (name.to_owned(), content.clone()),
        });
        Published { files: files.collect(), module }
    }

    /// A file, by its unpublished name.
    pub(crate) fn get(&self, name: &str) -> Option<&[u8]> {
        let later =
            || self.files.iter().find(|(path, _)| hash_of(path).is_some() && path.ends_with(&format!("/{name}")));
        let name = if name == MODULE { &self.module } else { name };
        self.files.get(name).or_else(|| later().map(|(_, content)| content)).map(Vec::as_slice)
    }

    /// The attributes `integrity` that pin a page to these files: one for the script, one for the element.
    pub(crate) fn integrity_lines(&self) -> String {
        let line = |name: &str| {
            let bytes = self.get(name).unwrap_or_default();
            let name = if name == MODULE { &self.module } else { name };
            format!("{name:<14} integrity=\"{}\"\n", integrity(bytes))
        };
        line(ENTRY) + &line(MODULE)
    }
}

/// The name of a module with these bytes.
pub(crate) fn named(module: &[u8]) -> String {
    format!("findling.{:016x}.wasm", checksum(module))
}

/// The name of the folder with these scripts, which must be sorted by name.
pub(crate) fn code_of<'a>(files: impl Iterator<Item = (&'a String, &'a Vec<u8>)>) -> String {
    let all: Vec<u8> = files.flat_map(|(name, content)| [name.as_bytes(), &[0], content, &[0]].concat()).collect();
    format!("code.{:016x}", checksum(&all))
}

fn is_script(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|e| e == "js")
}

/// A script that keeps its name, with the published names of the files that it fetches.
fn with_published_names(script: &[u8], module: &str, code: &str) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(script).into_owned();
    // A minifier may write a text between backticks.
    for quote in ['"', '`'] {
        text = text.replace(&format!("{quote}{MODULE}{quote}"), &format!("\"{module}\""));
        text = text.replace(&format!("{quote}worker.js{quote}"), &format!("\"{code}/worker.js\""));
        for name in LATER.iter().chain([&LANGUAGES]) {
            text = text.replace(&format!("{quote}./{name}"), &format!("{quote}./{code}/{name}"));
        }
    }
    text.into_bytes()
}

/// The hash in the first segment of a path, if there is one.
pub(crate) fn hash_of(path: &str) -> Option<&str> {
    let first = path.split('/').next().unwrap_or_default();
    HASHED.iter().find_map(|(before, behind)| {
        let hash = first.strip_prefix(before)?.strip_suffix(behind)?;
        (hash.len() == DIGITS && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))).then_some(hash)
    })
}

/// The names with hashes in a script: the module, and the folder of scripts that load on demand.
pub(crate) fn hashed_names(script: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let mut names: Vec<&str> = script
        .split(|c: char| !is_name(c))
        .map(|word| word.trim_start_matches('.'))
        .filter(|w| hash_of(w).is_some())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(pack: &[u8]) -> Published {
        Published::of(&Site::around(pack.to_vec()))
    }

    #[test]
    fn the_entry_script_names_the_other_files() {
        let published = published(b"one");
        let script = String::from_utf8(published.files[ENTRY].clone()).unwrap();
        let said = hashed_names(&script);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.contains(&published.module.as_str()) && !script.contains("\"findling.wasm\""));
        let code = said.iter().find(|name| name.starts_with("code.")).unwrap();
        for name in LATER.iter().chain(&["lang/de.js", "lang/more/de.js"]) {
            assert!(published.files.contains_key(&format!("{code}/{name}")) && !published.files.contains_key(*name));
        }
    }

    // The comments of a script that is not minified name other files.
    #[cfg(feature = "minify")]
    #[test]
    fn every_file_that_a_script_fetches_exists() {
        let published = published(b"one");
        // The glue names its imports like files. It fetches nothing.
        let scripts = published.files.iter().filter(|(path, _)| is_script(path) && !path.ends_with("/engine.js"));
        for (path, content) in scripts {
            let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
            let text = String::from_utf8_lossy(content);
            for part in text.split(['"', '`']).filter_map(|part| part.strip_prefix("./")) {
                let name = part.split(['$', '?']).next().unwrap_or_default();
                let there = published.files.keys().any(|file| file.starts_with(&format!("{folder}{name}")));
                assert!(there, "{path} fetches {part}");
            }
        }
    }

    #[test]
    fn another_corpus_renames_the_module_and_not_the_scripts() {
        let (one, two) = (published(b"one"), published(b"two"));
        let code = |published: &Published| published.files.keys().find(|path| path.starts_with("code.")).cloned();
        assert!(one.module != two.module && code(&one) == code(&two));
        assert_eq!(two.get("findling.wasm"), Some(&b"two"[..]));
        assert!(two.get("engine.js").is_some() && two.get("none.js").is_none());
    }

    #[test]
    fn a_hash_has_all_its_digits() {
        assert_eq!(hash_of("findling.0123456789abcdef.wasm"), Some("0123456789abcdef"));
        assert_eq!(hash_of("code.0123456789abcdef/lang/de.js"), Some("0123456789abcdef"));
        for name in ["findling.wasm", "findling.0123456789abcdeF.wasm", "findling.012.wasm", "code.js", "lang/de.js"] {
            assert_eq!(hash_of(name), None, "{name}");
        }
    }
}
