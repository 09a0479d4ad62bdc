//! Findling and its rivals with the same documents and queries in one run. Only this part downloads their packages, into the target folder.
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use findling_benches::corpus::Corpus;
use findling_benches::error::{Failure, at};
use serde_json::{Value, json};

use crate::browser::Chromium;
use crate::growth::{build, build_whole, opened, weights};
use crate::process::{run, script};
use crate::progress::progress;
use crate::sizes::{all, brotli, sent};
use crate::{infisearch, native};

/// The measured packages and versions.
const PACKAGES: &[&str] = &[
    "pagefind@1.6.0",
    "minisearch@7.2.0",
    "flexsearch@0.8.212",
    "@orama/orama@3.1.18",
    "@orama/tokenizers@3.1.18",
    "@sqlite.org/sqlite-wasm@3.53.4-build2",
];
/// Engines that run in Node, with the files that a page loads.
const ENGINES: &[(&str, &[&str])] = &[
    ("minisearch", &["minisearch/dist/es/index.js"]),
    ("flexsearch", &["flexsearch/dist/flexsearch.bundle.module.min.mjs"]),
    ("orama", &["@orama/orama/dist/browser/index.js"]),
    ("sqlite", &["@sqlite.org/sqlite-wasm/dist/index.mjs", "@sqlite.org/sqlite-wasm/dist/sqlite3.wasm"]),
];

/// Installs the rivals unless they are there already.
pub(crate) fn fetch(work: &Path) -> Result<(), Failure> {
    infisearch::fetch(work)?;
    fetch_packages(work)
}

/// Installs the rivals that are packages of npm.
pub(crate) fn fetch_packages(work: &Path) -> Result<(), Failure> {
    let wanted = PACKAGES.join(" ");
    let note = work.join("fetched");
    if fs::read_to_string(&note).is_ok_and(|fetched| fetched == wanted) {
        return Ok(());
    }
    progress("installing the rivals from npm");
    fs::write(work.join("package.json"), "{\"private\":true}").map_err(at(work))?;
    let arguments = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"];
    run(Command::new("npm").args(arguments).args(PACKAGES).current_dir(work))?;
    fs::write(&note, wanted).map_err(at(&note))
}

/// Builds Pagefind's index of the site.
pub(crate) fn pagefind(work: &Path, folder: &Path) -> Result<Value, Failure> {
    let site = folder.join("site");
    let mut command = Command::new(work.join("node_modules/.bin/pagefind"));
    let ran = run(command.arg("--site").arg(&site))?;
    Ok(json!({ "ms": ran.ms, "memory": ran.memory }))
}

/// Measures all engines on one corpus.
pub(crate) fn measure(corpus: &Corpus, work: &Path, chromium: &Chromium) -> Result<Value, Failure> {
    let folder = corpus.write(work, true)?;
    let (path, lang, name) = (folder.to_string_lossy(), corpus.lang.as_str(), corpus.name.as_str());
    let mut engines = BTreeMap::new();

    progress(&format!("{name}: findling"));
    let site = build(&folder, "site", "site/findling", &[])?;
    build_whole(&folder)?;
    let mut ours = script(work, &["search", "findling", &path, lang])?;
    ours["open"] = opened(work, "findling", &folder, lang)?;
    ours["build"] = site;
    ours["bytes"] = weights(&folder)?;
    ours["bytes"]["pack_sent"] = json!(brotli(&native::pack(&folder)?));
    ours["bytes"]["host"] = json!(all(&folder.join("site/findling"))?);
    ours["chromium"] = chromium.measure("findling", name, lang)?;
    engines.insert("findling", ours);

    for (engine, files) in ENGINES {
        progress(&format!("{name}: {engine}"));
        let built = script(work, &["build", engine, &path, lang])?;
        let mut theirs = script(work, &["search", engine, &path, lang])?;
        theirs["open"] = opened(work, engine, &folder, lang)?;
        theirs["build"] = built;
        let code =
            files.iter().map(|file| sent(&work.join("node_modules").join(file))).sum::<Result<usize, Failure>>()?;
        let index = sent(&folder.join(format!("{engine}.index")))?;
        theirs["bytes"] = json!({ "engine": code, "pack_sent": index, "cold": code + index });
        engines.insert(engine, theirs);
    }

    progress(&format!("{name}: pagefind"));
    let built = pagefind(work, &folder)?;
    let theirs = chromium.measure("pagefind", name, lang)?;
    let host = all(&folder.join("site/pagefind"))?;
    let quality = &theirs["quality"];
    engines.insert(
        "pagefind",
        json!({ "build": built, "bytes": { "host": host }, "quality": quality, "chromium": theirs }),
    );

    progress(&format!("{name}: infisearch"));
    let built = infisearch::build(work, &folder, corpus)?;
    let theirs = chromium.measure("infisearch", name, lang)?;
    let (bytes, quality) = (infisearch::weights(&folder)?, &theirs["quality"]);
    engines.insert("infisearch", json!({ "build": built, "bytes": bytes, "quality": quality, "chromium": theirs }));
    Ok(json!({ "corpus": name, "lang": lang, "text": corpus.bytes(), "docs": corpus.docs.len(), "engines": engines }))
}
