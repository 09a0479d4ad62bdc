//! Opening and query times of engines in Chromium, called directly from the page.
use std::path::Path;
use std::time::Duration;

use findling_benches::error::{Failure, doing};
use findling_harness::{Browser, RunningSite, Site};
use serde_json::{Value, json};

/// Time limit for the slowest engine on the largest corpus.
const LONG: Duration = Duration::from_mins(15);

/// A browser, and a site with all corpora in the work folder.
pub(crate) struct Chromium {
    browser: Browser,
    site: RunningSite,
}

impl Chromium {
    pub(crate) fn start(work: &Path) -> Result<Self, Failure> {
        // Only an isolated page may measure its memory.
        let site = Site::new()
            .folder(work)
            .file("/empty.html", "<!doctype html><title>Measuring</title>")
            .header("/", "cross-origin-opener-policy: same-origin")
            .header("/", "cross-origin-embedder-policy: require-corp");
        let site = site.start().map_err(doing("the site"))?;
        Ok(Self { browser: Browser::launch().map_err(doing("Chromium"))?, site })
    }

    /// Measures an engine over a corpus with `js/page.mjs`, in a page of its own.
    pub(crate) fn measure(&self, engine: &str, corpus: &str, lang: &str) -> Result<Value, Failure> {
        let what = format!("{engine} in Chromium");
        let failed = || doing(&what);
        let mut page = self.browser.page().map_err(failed())?;
        page.goto(&self.site.url("/empty.html")).map_err(failed())?;
        let (engine, corpus, lang) = (json!(engine), json!(corpus), json!(lang));
        // The result is polled, because a single call may not take this long.
        page.eval(&format!(
            "import('/js/page.mjs').then(({{ measure }}) => measure({engine}, {corpus}, {lang})).then(
               (value) => {{ globalThis.measured = value }}, (error) => {{ globalThis.measured = {{ error: String(error.stack ?? error) }} }}), 0"
        ))
        .map_err(failed())?;
        let measured = page.wait_for("globalThis.measured", LONG).map_err(failed())?;
        match measured["error"].as_str() {
            Some(error) => Err(format!("{engine} in Chromium: {error}")),
            None => Ok(measured),
        }
    }
}
