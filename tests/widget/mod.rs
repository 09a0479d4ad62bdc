//! What the tests of the elements share: a small corpus with everything awkward in it, compiled once, the site around it, and a
//! page that looks into shadow roots.
#![allow(dead_code, reason = "every test binary has its own copy, and uses what it needs")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use findling_harness::{Browser, HarnessError, Message, Page, RunningSite, Site};
use serde_json::Value;

/// The policy that the elements are promised to work under.
pub(crate) const POLICY: &str = "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";

/// How long a page may take on the slowest machine that tests are run on; what is there sooner is waited for no longer.
pub(crate) const SOON: Duration = Duration::from_secs(30);

/// A page of a site's owner with these elements in it.
pub(crate) fn around(elements: &str) -> String {
    document("zh-Hans", elements)
}

pub(crate) fn document(lang: &str, elements: &str) -> String {
    format!(
        "<!doctype html><html lang={lang}><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <title>网站</title><link rel=icon href=/icon.svg><link rel=stylesheet href=/findling.css>\
         <script type=module src=/findling.js></script><main><h1>网站</h1>{elements}</main>"
    )
}

#[allow(clippy::unwrap_used, reason = "a test without its corpus ends here, and says why")]
pub(crate) fn compiled() -> &'static findling_cli::Site {
    static COMPILED: OnceLock<findling_cli::Site> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/widget.jsonl");
        let corpus = findling_indexer::read::read(&source).unwrap();
        findling_cli::Site::compile(&corpus, &findling_indexer::Options::default()).unwrap()
    })
}

/// A file of the search page as it ships.
pub(crate) fn shipped(name: &str) -> &'static [u8] {
    &compiled().files[name]
}

/// A folder with the search of a source, built in this form (`--split`, `--no-split`), and an owner's page `site.html` with these elements.
#[allow(clippy::unwrap_used, reason = "a test without its site ends here, and reports why")]
pub(crate) fn built(name: &str, source: &str, form: &str, elements: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(source);
    let arguments = [OsStr::new("findling"), OsStr::new("build"), source.as_os_str(), OsStr::new(form)];
    let arguments = arguments.into_iter().chain([OsStr::new("--out"), folder.as_os_str()]);
    findling_cli::run(arguments.map(OsStr::to_owned)).unwrap();
    fs::write(folder.join("site.html"), document("en", elements)).unwrap();
    folder
}

/// The site in a folder, under the policy.
pub(crate) fn hosted(folder: &Path) -> Site {
    Site::new().header("/", POLICY).folder(folder)
}

/// What a build says that the bytes of a file are.
pub(crate) fn integrity(name: &str) -> String {
    compiled().integrity(name).unwrap_or_default()
}

/// The corpus's search page, with a page at `/site.html` that has these elements.
pub(crate) fn site(elements: &str) -> Site {
    let page = around("<p>各国应当加强多边合作，共同应对气候变化。</p>");
    let site = Site::new().header("/", POLICY).file("/site.html", around(elements)).file("/pages/treaty.html", page);
    compiled().files.iter().fold(site, |site, (name, content)| site.file(&format!("/{name}"), content))
}

/// A page open on a site. The browser and the site are held for as long as the page is.
pub(crate) struct Open {
    pub(crate) page: Page,
    pub(crate) site: RunningSite,
    _browser: Arc<Browser>,
}

impl Open {
    pub(crate) fn new(site: Site) -> Result<Open, HarnessError> {
        let (site, browser) = (site.start()?, Browser::shared()?);
        let page = browser.page()?;
        Ok(Open { page, site, _browser: browser })
    }

    /// An owner's page with these elements, ready to be typed into.
    pub(crate) fn with(elements: &str) -> Result<Open, HarnessError> {
        let mut open = Open::new(site(elements))?;
        open.goto("/site.html")?;
        Ok(open)
    }

    /// Opens a path and waits for the first element to be there.
    pub(crate) fn goto(&mut self, path: &str) -> Result<(), HarnessError> {
        let url = self.site.url(path);
        self.page.goto(&url)?;
        self.until("$('input, .opener')").map(drop)
    }

    /// The value of an expression over the first element: `box`, and `$` and `$$` that look into its shadow.
    pub(crate) fn look(&mut self, script: &str) -> Result<Value, HarnessError> {
        self.page.eval(&inside(script))
    }

    pub(crate) fn until(&mut self, script: &str) -> Result<Value, HarnessError> {
        self.page.wait_for(&inside(script), SOON)
    }

    /// Clicks into the first box and types.
    pub(crate) fn search(&mut self, query: &str) -> Result<(), HarnessError> {
        self.page.click("findling-search, findling-results >>> input")?;
        self.page.type_text(query)
    }

    /// Waits until the answer to `query` is drawn.
    pub(crate) fn answered(&mut self, query: &str) -> Result<(), HarnessError> {
        let query = Value::from(query);
        self.until(&format!(
            "box.session.results?.query === {query} && !$('.list').hidden && $('.list').ariaBusy !== 'true'"
        ))
        .map(drop)
    }

    /// Nothing was complained about, and nothing asked of any other host.
    pub(crate) fn assert_quiet(&mut self) -> Result<(), HarnessError> {
        let console: &[Message] = self.page.console()?;
        assert!(console.is_empty(), "{console:?}");
        let own = self.site.url("/");
        let requests = self.page.requests()?;
        assert!(requests.iter().all(|url| url.starts_with(&own) || url.starts_with("data:")), "{requests:?}");
        Ok(())
    }
}

pub(crate) fn inside(script: &str) -> String {
    format!(
        "(() => {{ const box = document.querySelector('findling-search, findling-results, findling-marks');
          const $ = (selector) => box?.shadowRoot?.querySelector(selector);
          const $$ = (selector) => [...(box?.shadowRoot?.querySelectorAll(selector) ?? [])];
          return {script}; }})()"
    )
}
