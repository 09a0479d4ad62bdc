//! Makes the scripts that ship from the modules in `www/`.
//!
//! [`assemble`] joins the modules that every visitor needs into `findling.js`, and all modules of a single-file search into `single.js`.
//! With the feature `minify`, every script is then parsed and printed without comments, with short names. Without it, scripts ship as
//! they are written.

mod error;
mod files;
mod join;
#[cfg(feature = "minify")]
mod minify;
mod single;

use std::collections::BTreeMap;
use std::path::Path;

pub use error::Error;
use files::{Files, read, source};

/// The modules of `findling.js`. Each comes before those that import it; the exports of the last are the exports of the file.
const MODULES: &[&str] = &[
    "module.js",
    "client.js",
    "worker-client.js",
    "combobox.js",
    "dom.js",
    "search-field.js",
    "i18n.js",
    "link.js",
    "persistence.js",
    "search-session.js",
    "style.js",
    "result-view.js",
    "search-box.js",
    "search-element.js",
    "results-element.js",
    "findling.js",
];
/// The declaration that a build puts before the service worker, with the files of that build.
const SEARCH: &str = "const SEARCH = { build: \"\", folder: \"\", files: [] };\n";

/// All files of `www/` as they ship, by their path, and the scripts made of them: `findling.js`, `single.js`, `engine.js`.
///
/// `glue` is the module that wasm-bindgen generates.
pub fn assemble(www: &Path, glue: &str) -> Result<BTreeMap<String, String>, Error> {
    let mut sources = Files::new();
    read(www, "", &mut sources)?;
    sources.insert("engine.js".to_owned(), engine(glue)?);

    let joined = join::modules(&sources, MODULES)?;
    let single = single::script(&sources, MODULES)?;
    let worker = worker(&sources)?;
    let made = [("findling.js", joined), ("single-file.js", single), ("offline-worker.js", worker)];
    sources.extend(made.map(|(name, text)| (name.to_owned(), text)));

    let ship = |(name, text): (String, String)| {
        let text = if is_script(&name) { minified(&name, text)? } else { text };
        Ok((name, text))
    };
    sources.into_iter().map(ship).collect()
}

/// wasm-bindgen's module, without the functions that fetch: the page fetches the engine itself.
fn engine(glue: &str) -> Result<String, Error> {
    const EXPORTS: &str = "export { initSync, __wbg_init as default };";
    let parts = || {
        let (before, rest) = glue.split_once("async function __wbg_load(")?;
        let (_, rest) = rest.split_once("function initSync(")?;
        let (body, rest) = rest.split_once("let __wbg_init_promise;")?;
        rest.contains(EXPORTS).then(|| format!("{before}function initSync({body}\nexport {{ initSync }};\n"))
    };
    parts().ok_or_else(|| Error::Missing { name: "engine.js".to_owned(), what: "wasm-bindgen exports other functions" })
}

/// The service worker, without the declaration that a build puts before it.
fn worker(sources: &Files) -> Result<String, Error> {
    let name = "offline-worker.js";
    let missing = || Error::Missing { name: name.to_owned(), what: "the declaration of SEARCH is missing" };
    let (before, after) = source(sources, name)?.split_once(SEARCH).ok_or_else(missing)?;
    Ok(format!("{before}{after}"))
}

fn is_script(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "js")
}

#[cfg(feature = "minify")]
#[expect(clippy::needless_pass_by_value, reason = "without the feature the text is returned")]
fn minified(name: &str, text: String) -> Result<String, Error> {
    minify::minify(&text).map_err(|message| Error::Syntax { name: name.to_owned(), message })
}

#[cfg(not(feature = "minify"))]
#[expect(clippy::unnecessary_wraps, reason = "minifying can fail")]
fn minified(_name: &str, text: String) -> Result<String, Error> {
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::PathBuf;

    use super::*;

    const GLUE: &str = "async function __wbg_load(module) {\n}\n\nfunction initSync(module) {\n    return module;\n}\n\nlet __wbg_init_promise;\nasync function __wbg_init() {\n}\n\nexport { initSync, __wbg_init as default };\n";

    fn www() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www")
    }

    pub(crate) fn sources() -> Files {
        let mut sources = Files::new();
        read(&www(), "", &mut sources).unwrap();
        sources.insert("engine.js".to_owned(), engine(GLUE).unwrap());
        sources
    }

    #[test]
    fn every_file_of_the_page_ships_and_twice_the_same() {
        let files = assemble(&www(), GLUE).unwrap();
        for name in ["findling.js", "single-file.js", "engine.js", "lang/more/de.js", "index.html", "findling.css"] {
            assert!(files.contains_key(name), "{name}");
        }
        assert!(!files["engine.js"].contains("default") && !files["offline-worker.js"].contains("const SEARCH"));
        assert!(files["offline-worker.js"].contains("SEARCH.files"), "the build's declaration keeps its name");
        assert_eq!(assemble(&www(), GLUE).unwrap(), files);
    }

    #[test]
    fn a_file_that_lacks_a_part_is_named() {
        assert!(engine("export {};").unwrap_err().to_string().starts_with("engine.js: "));
        assert!(worker(&Files::new()).unwrap_err().to_string().starts_with("offline-worker.js: "));
    }

    #[test]
    fn no_two_joined_modules_declare_the_same_name() {
        let mut seen = BTreeSet::new();
        for line in join::modules(&sources(), MODULES).unwrap().lines() {
            let words: Vec<&str> = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).collect();
            let at = words.iter().position(|w| matches!(*w, "class" | "const" | "let" | "function"));
            // The top level of these files is where a declaration starts a line.
            if let (Some(at), true) = (at.filter(|at| *at <= 1), line.starts_with(char::is_alphabetic)) {
                let name = words.get(at + 1).copied().unwrap_or_default().to_owned();
                assert!(seen.insert(name.clone()), "two modules declare {name}");
            }
        }
        assert!(seen.len() > 20, "{seen:?}");
    }

    #[test]
    fn every_import_takes_one_line_and_names_an_earlier_module() {
        let sources = sources();
        for (i, name) in MODULES.iter().enumerate() {
            for line in sources[*name].lines().filter(|line| line.starts_with("import ")) {
                let (_, from) = line.split_once(" from \"./").unwrap_or_else(|| panic!("{name}: {line}"));
                assert!(!line.contains(" as "), "{name}: {line}");
                assert!(MODULES[..i].iter().any(|before| from == format!("{before}\";")), "{name}: {line}");
            }
        }
    }
}
