//! InfiSearch. Its indexer is compiled once from crates.io into the target folder. The indexer contains the scripts and modules that a page
//! needs.
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use findling_benches::corpus::Corpus;
use findling_benches::error::{Failure, at};
use serde_json::{Value, json};

use crate::process::run;
use crate::progress::progress;
use crate::sizes::{all, files};

const VERSION: &str = "0.10.1";

/// Compiles the indexer unless it is there already.
pub(crate) fn fetch(work: &Path) -> Result<(), Failure> {
    if indexer(work).is_file() {
        return Ok(());
    }
    progress("compiling InfiSearch from crates, which takes some minutes");
    let build = work.join("infisearch-build");
    let mut install = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    install.args(["install", "infisearch", "--locked", "--version", VERSION, "--root"]).arg(home(work));
    install.arg("--target-dir").arg(&build).current_dir(work);
    // The indexer runs for a second or two, so link-time optimisation would cost more than it saves.
    install.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    run(&mut install)?;
    fs::remove_dir_all(&build).map_err(at(&build))
}

fn home(work: &Path) -> PathBuf {
    work.join(format!("infisearch-{VERSION}"))
}

fn indexer(work: &Path) -> PathBuf {
    home(work).join("bin").join(format!("infisearch{}", env::consts::EXE_SUFFIX))
}

/// Bytes of text above which its documentation recommends a split index.
const ONE_PIECE: usize = 2_000_000;

/// The settings that its documentation recommends for a language.
fn language(lang: &str) -> Value {
    if lang.starts_with("zh") {
        json!({ "lang": "chinese" })
    } else {
        json!({ "lang": "ascii_stemmer", "options": { "stemmer": "english" } })
    }
}

/// The script for a language.
fn bundle(lang: &str) -> &'static str {
    if lang.starts_with("zh") { "search-ui.chinese.bundle.js" } else { "search-ui.ascii-stemmer.bundle.js" }
}

/// Builds its index of the site, and deletes the files that a page in this language doesn't need.
pub(crate) fn build(work: &Path, folder: &Path, corpus: &Corpus) -> Result<Value, Failure> {
    let site = folder.join("site");
    let out = site.join("infisearch");
    let settings = folder.join("infisearch.json");
    let preset = if corpus.bytes() > ONE_PIECE { "large" } else { "small" };
    let exclude = ["findling/**", "pagefind/**", "infisearch/**"];
    let config =
        json!({ "preset": preset, "lang_config": language(&corpus.lang), "indexing_config": { "exclude": exclude } });
    fs::write(&settings, config.to_string()).map_err(at(&settings))?;
    let ran = run(Command::new(indexer(work)).arg(&site).arg(&out).arg("--config-file-path").arg(&settings))?;

    let assets = out.join("assets");
    let script = assets.join(bundle(&corpus.lang));
    let code = fs::read_to_string(&script).map_err(at(&script))?;
    for path in files(&out)? {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let stem = name.split('.').next().unwrap_or_default();
        let needed = if path.starts_with(&assets) {
            let module = path.extension().is_some_and(|end| end == "wasm");
            path == script || name == "search-ui-light.css" || (module && code.contains(stem))
        } else {
            // Files with an underscore are the indexer's own, for its next run.
            !name.starts_with('_')
        };
        if !needed {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    Ok(json!({ "ms": ran.ms, "memory": ran.memory }))
}

/// Sizes of its engine, its index and all files on the host.
pub(crate) fn weights(folder: &Path) -> Result<Value, Failure> {
    let out = folder.join("site/infisearch");
    let host = all(&out)?;
    let code = all(&out.join("assets"))?;
    Ok(json!({ "engine": code, "pack_sent": host - code, "host": host }))
}
