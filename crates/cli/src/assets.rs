//! The page's own files as they ship: the build script has `findling-scripts` make them from `www/`.

use std::collections::BTreeMap;

/// Files below the folder of shipped files, which the build script names, with their content.
macro_rules! shipped {
    ($($name:literal),* $(,)?) => { &[$(($name, include_str!(concat!(env!("FINDLING_WWW"), "/", $name)))),*] };
}

/// The script of a single-file search.
pub(crate) const SINGLE_JS: &str = include_str!(concat!(env!("FINDLING_WWW"), "/single-file.js"));
/// The script that registers the service worker.
pub(crate) const OFFLINE_JS: &str = include_str!(concat!(env!("FINDLING_WWW"), "/offline.js"));
/// The service worker, without the declaration of its files.
pub(crate) const OFFLINE_WORKER_JS: &str = include_str!(concat!(env!("FINDLING_WWW"), "/offline-worker.js"));

/// The files of a search page.
const FILES: &[(&str, &str)] = shipped![
    "client.js",
    "blocks.js",
    "details.js",
    "engine.js",
    "extra.js",
    "facets.js",
    "findling.css",
    "findling.d.ts",
    "findling.js",
    "help.js",
    "highlight.js",
    "icon.svg",
    "index.html",
    "index.js",
    "landing.css",
    "landing.js",
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
    "provider.js",
    "providers/groonga.js",
    "providers/meilisearch.js",
    "providers/opensearch.js",
    "providers/quickwit.js",
    "providers/typesense.js",
    "reading.js",
    "remote.js",
    "rest.js",
    "sheet.js",
    "worker.js",
];

/// All files of a search page except the WebAssembly module.
pub(crate) fn assets() -> BTreeMap<String, Vec<u8>> {
    FILES.iter().map(|&(name, content)| (name.to_owned(), content.as_bytes().to_vec())).collect()
}

/// The content of one file.
pub(crate) fn asset(name: &str) -> &'static str {
    FILES.iter().find(|(file, _)| *file == name).map_or("", |(_, content)| content)
}
