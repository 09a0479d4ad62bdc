//! Pictures of Findling beside Pagefind's Component UI: the same pages, queries and screens. The benchmarks install Pagefind
//! (`cargo xtask bench --rivals`). Without it, only Findling's pictures are drawn.
use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use findling_harness::{Browser, Page, Site, Viewport};
use findling_indexer::{Block, read::read};

/// A wide screen, light and dark, and a phone.
const SCREENS: &[(&str, Viewport, &str)] = &[
    ("wide-light", Viewport { width: 1280, height: 800, mobile: false }, "light"),
    ("wide-dark", Viewport { width: 1280, height: 800, mobile: false }, "dark"),
    ("phone", Viewport { width: 390, height: 844, mobile: true }, "light"),
];
/// The pictures of the documentation: the states that it compares on a phone.
const DOCS: &[&str] = &["question", "typo", "nothing", "sheet"];
/// The documentation's pictures are small.
const SMALL: Viewport = Viewport { width: 390, height: 560, mobile: true };
/// Maximum time until an answer is drawn. Then its excerpts have time to load.
const SOON: Duration = Duration::from_secs(10);
const REST: Duration = Duration::from_millis(1500);

/// How a visitor searches.
enum Form {
    /// A box with a popup.
    Popup,
    /// A page of results, with filters.
    Results,
    /// A button that opens a dialog.
    Dialog,
}
use Form::{Dialog, Popup, Results};

struct State {
    name: &'static str,
    /// Folder of the pages.
    corpus: &'static str,
    form: Form,
    query: &'static str,
}

const STATES: &[State] = &[
    State { name: "empty", corpus: "docs", form: Popup, query: "" },
    State { name: "letters", corpus: "docs", form: Popup, query: "sp" },
    State { name: "results", corpus: "seeds", form: Popup, query: "国际合作" },
    State { name: "phrase", corpus: "docs", form: Popup, query: "\"existing search engine\"" },
    State { name: "nothing", corpus: "docs", form: Popup, query: "kubernetes" },
    State { name: "typo", corpus: "docs", form: Popup, query: "accesibilty" },
    State { name: "titles", corpus: "seeds", form: Popup, query: "加强抗疫合作" },
    State { name: "question", corpus: "seeds", form: Popup, query: "全球化为什么会遇到挑战？" },
    State { name: "filters", corpus: "docs", form: Results, query: "index" },
    State { name: "many", corpus: "docs", form: Results, query: "search" },
    State { name: "heading", corpus: "docs", form: Popup, query: "names with signs" },
    State { name: "sheet", corpus: "docs", form: Dialog, query: "offline" },
];

/// One of the two interfaces.
struct Interface {
    name: &'static str,
    /// Elements in the head of a page.
    head: &'static str,
    popup: &'static str,
    results: &'static str,
    dialog: &'static str,
    /// Selectors of the field in a popup, on a page of results and in a dialog, and of the button that opens the dialog.
    fields: [&'static str; 3],
    button: &'static str,
    /// Selector of the first filter of a page of results.
    filter: &'static str,
    /// JavaScript expression that is true once an answer is drawn.
    answered: &'static str,
}

const INTERFACES: [Interface; 2] = [
    Interface {
        name: "findling",
        head: "<script type=module src=/findling/findling.js></script>",
        popup: "<findling-search></findling-search>",
        results: "<findling-results facets='section=Section'></findling-results>",
        dialog: "<findling-search modal></findling-search>",
        fields: ["findling-search >>> input", "findling-results >>> input", "findling-search >>> input"],
        button: "findling-search >>> .opener",
        filter: "findling-results >>> .facet:not([hidden]) summary",
        answered: "document.querySelector('findling-search, findling-results').shadowRoot.querySelector('.sum')",
    },
    Interface {
        name: "pagefind",
        head: "<link rel=stylesheet href=/pagefind/pagefind-component-ui.css>\
            <script type=module src=/pagefind/pagefind-component-ui.js></script>",
        popup: "<pagefind-searchbox></pagefind-searchbox>",
        results: "<pagefind-input></pagefind-input><pagefind-summary></pagefind-summary>\
            <pagefind-filter-pane></pagefind-filter-pane><pagefind-results></pagefind-results>",
        dialog: "<pagefind-modal-trigger></pagefind-modal-trigger><pagefind-modal></pagefind-modal>",
        fields: ["pagefind-searchbox input", "pagefind-input input", "pagefind-modal input"],
        button: "pagefind-modal-trigger button",
        filter: "pagefind-filter-pane summary",
        answered: "document.querySelector('.pf-searchbox-result, .pf-searchbox-empty, .pf-result, .pf-summary')?.textContent.trim()",
    },
];

/// Draws the states whose names begin with one of the given ones; those of the documentation if `docs` is true.
pub(crate) fn draw(root: &Path, docs: bool, names: &[String]) -> Result<(), Box<dyn Error>> {
    let out = root.join(if docs { "docs/pictures" } else { "target/pictures/beside" });
    fs::create_dir_all(&out)?;
    let pagefind = pagefind(root);
    if pagefind.is_none() {
        println!(
            "Pagefind is not installed, so only Findling is drawn. `cargo xtask bench --rivals` installs Pagefind."
        );
    }
    let drawn = &INTERFACES[..if pagefind.is_some() { 2 } else { 1 }];
    let wanted = |state: &&State| {
        (!docs || DOCS.contains(&state.name))
            && (names.is_empty() || names.iter().any(|name| state.name.starts_with(name.as_str())))
    };
    let browser = Browser::launch()?;
    for corpus in ["docs", "seeds"] {
        let states: Vec<&State> = STATES.iter().filter(|state| state.corpus == corpus).filter(wanted).collect();
        if states.is_empty() {
            continue;
        }
        let folder = root.join("target/pictures/sites").join(corpus);
        build(&root.join(corpus), &folder, pagefind.as_deref())?;
        for (state, interface) in states.iter().flat_map(|state| drawn.iter().map(move |interface| (state, interface)))
        {
            for (screen, viewport, scheme) in SCREENS.iter().filter(|screen| !docs || screen.0 == "phone") {
                let site = Site::new().folder(&folder).file("/index.html", start(state, interface, scheme)).start()?;
                let mut page = browser.page()?;
                page.viewport(if docs { SMALL } else { *viewport })?;
                page.media(&[("prefers-color-scheme", scheme)])?;
                page.goto(&site.url("/index.html"))?;
                search(&mut page, state, interface)?;
                let name = if docs {
                    format!("beside-{}-{}.webp", state.name, interface.name)
                } else {
                    format!("{}-{screen}-{}.png", state.name, interface.name)
                };
                page.screenshot(&out.join(&name))?;
                println!("{}", out.join(name).display());
            }
        }
    }
    Ok(())
}

/// Pagefind's command, if the benchmarks have installed it or the search path has it.
fn pagefind(root: &Path) -> Option<PathBuf> {
    let runs = |command: &PathBuf| {
        let status = Command::new(command).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    };
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    [target.join("bench/node_modules/.bin/pagefind"), "pagefind".into()].into_iter().find(runs)
}

/// Writes the pages of a corpus as plain HTML, and adds the searches to them.
fn build(corpus: &Path, folder: &Path, pagefind: Option<&Path>) -> Result<(), Box<dyn Error>> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    for page in read(corpus)?.pages {
        // An address may begin with a slash.
        let address = page.url.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
        let section = address.split_once('/').map_or("start", |(section, _)| section);
        let path = folder.join(Path::new(if address.is_empty() { "start" } else { address }).with_extension("html"));
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let mut html = format!(
            "<!doctype html><html lang=\"{}\"><meta charset=utf-8><title>{title}</title><main data-pagefind-body>\
             <h1>{title}</h1><p data-pagefind-filter=\"section:{}\"></p>",
            page.lang,
            escaped(section),
            title = escaped(&page.title),
        );
        for (i, block) in page.blocks.iter().enumerate() {
            match block {
                Block::Heading { level, text } => write!(html, "<h{level} id=h{i}>{}</h{level}>", escaped(text))?,
                block => write!(html, "<p>{}</p>", escaped(&block.text()))?,
            }
        }
        fs::write(path, html + "</main>")?;
    }
    if let Some(pagefind) = pagefind {
        let built = Command::new(pagefind).arg("--site").arg(folder).stdout(Stdio::null()).status()?;
        if !built.success() {
            return Err(format!("{}: Pagefind can't index the pages", folder.display()).into());
        }
    }
    let arguments: [OsString; 4] = ["findling".into(), "build".into(), folder.into(), "--quiet".into()];
    Ok(findling_cli::run(arguments)?)
}

/// The page with a search.
fn start(state: &State, interface: &Interface, scheme: &str) -> String {
    let elements = match state.form {
        Popup => interface.popup,
        Results => interface.results,
        Dialog => interface.dialog,
    };
    let (lang, text) = match state.corpus {
        "seeds" => ("zh-Hans", "各国应当加强多边合作，共同应对疫情。"),
        _ => ("en", "Search for static sites, in the visitor’s browser. "),
    };
    format!(
        "<!doctype html><html lang={lang} data-pf-theme={scheme}><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width\"><meta name=color-scheme content={scheme}>\
         <title>Search</title><link rel=icon href=\"data:,\">{}\
         <style>body {{ max-inline-size: 46rem; margin: 1rem auto; padding-inline: .5rem; font-family: system-ui, sans-serif }}</style>\
         <main>{elements}<p>{}</p></main>",
        interface.head,
        text.repeat(if matches!(state.form, Results) { 0 } else { 12 }),
    )
}

/// Searches as a visitor does.
fn search(page: &mut Page, state: &State, interface: &Interface) -> Result<(), Box<dyn Error>> {
    let field = match state.form {
        Popup => interface.fields[0],
        Results => interface.fields[1],
        Dialog => interface.fields[2],
    };
    let opened = if matches!(state.form, Dialog) { interface.button } else { field };
    let there = format!(
        "'{opened}'.split(' >>> ').reduce((root, part) => (root?.shadowRoot ?? root)?.querySelector(part), document)"
    );
    page.wait_for(&format!("!!{there}"), SOON)?;
    page.click(opened)?;
    sleep(REST);
    if !state.query.is_empty() {
        page.type_text(state.query)?;
        page.wait_for(&format!("!!{}", interface.answered), SOON)?;
    }
    sleep(REST);
    if state.name == "filters" {
        page.click(interface.filter)?;
        sleep(REST);
    }
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
