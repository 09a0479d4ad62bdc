//! The names under which a search is published, so that a host and a browser may keep what they have.
//!
//! A page names `findling.js` and never anything else. What that script fetches has its content's hash in its name: the module, and
//! the folder of the scripts that come later. Such a file never changes and may be kept for ever; the few files with plain names are short
//! and asked for again. A page that was opened before a site was published anew goes on with the files that it knows.

use std::collections::BTreeMap;

use findling_core::pack::checksum;

use crate::Site;

/// The script that every page names, and that names the rest.
pub(crate) const ENTRY: &str = "findling.js";
/// The module, where its name says nothing of its content.
pub(crate) const MODULE: &str = "findling.wasm";
/// Scripts that come when they are wanted.
const LATER: &[&str] =
    &["details.js", "engine.js", "extra.js", "facets.js", "help.js", "index.js", "merged-index.js", "worker.js"];
const LANGUAGES: &str = "lang/";
/// What stands before and behind a hash.
const HASHED: [(&str, &str); 2] = [("findling.", ".wasm"), ("code.", "")];
/// Digits of a hash.
const DIGITS: usize = 16;

/// A search as it is put on a host.
#[derive(Debug, Default)]
pub(crate) struct Published {
    /// The files by their paths below the search's folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The module's name.
    pub module: String,
}

impl Published {
    /// Gives a site's files the names that they are published under.
    pub(crate) fn of(site: &Site) -> Published {
        let later = |name: &str| LATER.contains(&name) || (name.starts_with(LANGUAGES) && is_script(name));
        let code = code_of(site.files.iter().filter(|(name, _)| later(name)));
        let module = site.files.get(MODULE).map_or_else(|| MODULE.to_owned(), |module| named(module));
        let files = site.files.iter().map(|(name, content)| match name.as_str() {
            MODULE => (module.clone(), content.clone()),
            name if later(name) => (format!("{code}/{name}"), content.clone()),
            name if is_script(name) => (name.to_owned(), pointed(content, &module, &code)),
            name => (name.to_owned(), content.clone()),
        });
        Published { files: files.collect(), module }
    }

    /// A file by the name that it has in a site that is not published.
    pub(crate) fn get(&self, name: &str) -> Option<&[u8]> {
        let later =
            || self.files.iter().find(|(path, _)| hashed(path).is_some() && path.ends_with(&format!("/{name}")));
        let name = if name == MODULE { &self.module } else { name };
        self.files.get(name).or_else(|| later().map(|(_, content)| content)).map(Vec::as_slice)
    }
}

/// The name of a module with these bytes.
pub(crate) fn named(module: &[u8]) -> String {
    format!("findling.{:016x}.wasm", checksum(module))
}

/// The name of the folder with these scripts, which come in the order of their names.
pub(crate) fn code_of<'a>(files: impl Iterator<Item = (&'a String, &'a Vec<u8>)>) -> String {
    let all: Vec<u8> = files.flat_map(|(name, content)| [name.as_bytes(), &[0], content, &[0]].concat()).collect();
    format!("code.{:016x}", checksum(&all))
}

fn is_script(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|e| e == "js")
}

/// A script that stays under its name, with the new names of what it fetches. They stand in it as texts of their own.
fn pointed(script: &[u8], module: &str, code: &str) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(script).replace("\"findling.wasm\"", &format!("\"{module}\""));
    text = text.replace("\"worker.js\"", &format!("\"{code}/worker.js\""));
    for name in LATER.iter().chain([&LANGUAGES]) {
        for quote in ['"', '`'] {
            text = text.replace(&format!("{quote}./{name}"), &format!("{quote}./{code}/{name}"));
        }
    }
    text.into_bytes()
}

/// The hash in a path, if its first part has one.
pub(crate) fn hashed(path: &str) -> Option<&str> {
    let first = path.split('/').next().unwrap_or_default();
    HASHED.iter().find_map(|(before, behind)| {
        let hash = first.strip_prefix(before)?.strip_suffix(behind)?;
        (hash.len() == DIGITS && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))).then_some(hash)
    })
}

/// The names with hashes that a script says: those of the module and of the scripts that it fetches.
pub(crate) fn says(script: &str) -> Vec<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let mut said: Vec<&str> = script
        .split(|c: char| !is_name(c))
        .map(|word| word.trim_start_matches('.'))
        .filter(|w| hashed(w).is_some())
        .collect();
    said.sort_unstable();
    said.dedup();
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(pack: &[u8]) -> Published {
        Published::of(&Site::around(pack.to_vec()))
    }

    #[test]
    fn the_script_that_pages_name_says_what_the_rest_is_called() {
        let published = published(b"one");
        let script = String::from_utf8(published.files[ENTRY].clone()).unwrap();
        let said = says(&script);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.contains(&published.module.as_str()) && !script.contains("\"findling.wasm\""));
        let code = said.iter().find(|name| name.starts_with("code.")).unwrap();
        for name in LATER.iter().chain(&["lang/de.js", "lang/more/de.js"]) {
            assert!(published.files.contains_key(&format!("{code}/{name}")) && !published.files.contains_key(*name));
        }
    }

    #[test]
    fn every_file_that_a_script_fetches_is_there() {
        let published = published(b"one");
        // The glue calls what it hands to the module so; it fetches nothing.
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
    fn another_corpus_changes_the_modules_name_and_leaves_the_scripts() {
        let (one, two) = (published(b"one"), published(b"two"));
        let code = |published: &Published| published.files.keys().find(|path| path.starts_with("code.")).cloned();
        assert!(one.module != two.module && code(&one) == code(&two));
        assert_eq!(two.get("findling.wasm"), Some(&b"two"[..]));
        assert!(two.get("engine.js").is_some() && two.get("none.js").is_none());
    }

    #[test]
    fn only_a_whole_hash_is_one() {
        assert_eq!(hashed("findling.0123456789abcdef.wasm"), Some("0123456789abcdef"));
        assert_eq!(hashed("code.0123456789abcdef/lang/de.js"), Some("0123456789abcdef"));
        for name in ["findling.wasm", "findling.0123456789abcdeF.wasm", "findling.012.wasm", "code.js", "lang/de.js"] {
            assert_eq!(hashed(name), None, "{name}");
        }
    }
}
