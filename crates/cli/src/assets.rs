//! The page's own files, as they ship: what is written for readers of the source stays behind, and the modules that every visitor
//! needs go as one file.
//!
//! Putting them together knows no JavaScript. It holds for the files in `www/` because of how they are written, and the tests here say
//! how: imports take one line, and no two modules declare the same name at their top.

use std::collections::BTreeMap;

use crate::engine;
use crate::squeeze::squeeze;

/// Files under `www/`, which the build script names, with their content.
macro_rules! www {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!(env!("FINDLING_WWW"), "/", $name)))),*] };
}

/// What goes into `findling.js`, each before those that need it; the last one's exports are the file's.
pub(crate) const MODULES: &[(&str, &str)] = www![
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

/// What goes as a file of its own.
pub(crate) const FILES: &[(&str, &str)] = www![
    "client.js",
    "details.js",
    "extra.js",
    "facets.js",
    "findling.css",
    "findling.d.ts",
    "help.js",
    "highlight.js",
    "icon.svg",
    "index.html",
    "index.js",
    "lang/ar.js",
    "lang/de.js",
    "lang/es.js",
    "lang/fr.js",
    "lang/he.js",
    "lang/hi.js",
    "lang/ja.js",
    "lang/ko.js",
    "lang/more/ar.js",
    "lang/more/de.js",
    "lang/more/es.js",
    "lang/more/fr.js",
    "lang/more/he.js",
    "lang/more/hi.js",
    "lang/more/ja.js",
    "lang/more/ko.js",
    "lang/more/pt.js",
    "lang/more/ru.js",
    "lang/more/th.js",
    "lang/more/vi.js",
    "lang/more/zh-Hans.js",
    "lang/more/zh-Hant.js",
    "lang/pt.js",
    "lang/ru.js",
    "lang/th.js",
    "lang/vi.js",
    "lang/zh-Hans.js",
    "lang/zh-Hant.js",
    "marks.js",
    "merged-index.js",
    "module.js",
    "page.js",
    "reading.js",
    "worker.js",
];

/// Everything but the module.
pub(crate) fn assets() -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> =
        FILES.iter().map(|&(name, source)| (name.to_owned(), shipped(name, source))).collect();
    files.insert("findling.js".to_owned(), squeeze(&bundle(MODULES)).into_bytes());
    files.insert("engine.js".to_owned(), squeeze(&glue()).into_bytes());
    files
}

/// The text of a file that goes by itself.
pub(crate) fn asset(name: &str) -> &'static str {
    FILES.iter().find(|(file, _)| *file == name).map_or("", |(_, source)| source)
}

fn shipped(name: &str, source: &str) -> Vec<u8> {
    let script = std::path::Path::new(name).extension().is_some_and(|e| e == "js");
    if script { squeeze(source).into_bytes() } else { source.as_bytes().to_vec() }
}

/// wasm-bindgen's glue, of which we call one of the two ways to begin: the other, which fetches, is ours to do.
pub(crate) fn glue() -> String {
    engine::GLUE_JS.replace("export { initSync, __wbg_init as default };", "export { initSync };")
}

/// The modules as one: their imports of each other fall away, and so do the exports of all but the last.
pub(crate) fn bundle(modules: &[(&str, &str)]) -> String {
    let mut out = String::new();
    for (i, (_, source)) in modules.iter().enumerate() {
        let entry = i + 1 == modules.len();
        for line in source.lines() {
            if line.starts_with("import ") && modules.iter().any(|(name, _)| line.contains(&format!("\"./{name}\""))) {
                continue;
            }
            let line = match line.split_once(" from \"./") {
                Some(_) if line.starts_with("export {") && !entry => continue,
                Some((names, _)) if line.starts_with("export {") => &format!("{names};"),
                _ if entry => line,
                _ => line.strip_prefix("export ").unwrap_or(line),
            };
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn modules_become_one_with_the_exports_of_the_last() {
        let modules = [
            ("a.js", "export { z } from \"./z.js\";\nexport const a = 1;\n"),
            (
                "b.js",
                "import { a } from \"./a.js\";\nimport \"./c.js\";\nexport { a } from \"./a.js\";\nexport class B {}\n",
            ),
        ];
        assert_eq!(bundle(&modules), "const a = 1;\nimport \"./c.js\";\nexport { a };\nexport class B {}\n");
    }

    #[test]
    fn no_two_modules_of_the_page_declare_the_same_name() {
        let mut seen = BTreeSet::new();
        for line in bundle(MODULES).lines() {
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
    fn every_import_takes_one_line_and_leads_to_what_stands_before() {
        for (i, (name, source)) in MODULES.iter().enumerate() {
            for line in source.lines().filter(|line| line.starts_with("import ")) {
                let (_, from) = line.split_once(" from \"./").unwrap_or_else(|| panic!("{name}: {line}"));
                assert!(!line.contains(" as "), "{name}: {line}");
                assert!(MODULES[..i].iter().any(|(before, _)| from == format!("{before}\";")), "{name}: {line}");
            }
        }
    }
}
