//! Pictures of the elements: each form and state, light and dark, on a wide screen and on a phone. They are for people to look at; the tests
//! check everything that a program can. With `--docs`, the pictures of the documentation are written again. With axe's script in `FINDLING_AXE`,
//! the states are checked by its rules instead (`cargo xtask axe`). With `--beside`, the same pages and queries are drawn with Findling and with
//! Pagefind.
mod beside;

use std::error::Error;
use std::path::Path;
use std::time::Duration;
use std::{env, fs};

use findling_harness::{Answer, Browser, HarnessError, Network, Page, RunningSite, Site, Viewport};
use findling_indexer::{Options, read::read};

const SCREENS: &[(&str, Viewport)] = &[
    ("wide", Viewport { width: 1100, height: 760, mobile: false }),
    ("phone", Viewport { width: 360, height: 740, mobile: true }),
];
/// The pictures of the documentation.
const DOCS: &[&str] = &[
    "page-wide-light",
    "page-results-wide-light",
    "page-results-wide-dark",
    "box-results-phone-dark",
    "landing-wide-light",
];
const SOON: Duration = Duration::from_secs(10);
/// What moves has come to rest.
const REST: Duration = Duration::from_millis(500);

/// A state: its name, the elements of the page or nothing for the search page itself, the query in the address, and what a visitor does then.
struct State {
    name: &'static str,
    elements: &'static str,
    query: &'static str,
    steps: &'static [Step],
}

enum Step {
    Click(&'static str),
    Type(&'static str),
    Press(&'static str),
    /// Goes on when this is true of the first element, `box`, and its shadow root, `root`.
    Until(&'static str),
    /// The engine can not be had.
    Without,
    /// Nothing comes any more.
    Cut(Network),
    /// Goes to another page of the site.
    Visit(&'static str),
}
use Step::{Click, Cut, Press, Type, Until, Visit, Without};

/// What breaks a rule, by the rule and by where it stands. The heading of a page is its owner's.
const VIOLATIONS: &str = "axe.run(document, { resultTypes: ['violations'], rules: { 'page-has-heading-one': { enabled: false } } }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.flat().join(' >>> ')}`)))";

const THEMES: &[&str] = &["paper", "ink", "soft"];
const INLINE: &str = "<findling-search></findling-search>";
const MODAL: &str = "<findling-search modal></findling-search>";
const ANSWERED: Step = Until("box.session.results && root.querySelector('.page')");

const STATES: &[State] = &[
    State { name: "page", elements: "", query: "", steps: &[] },
    State { name: "page-results", elements: "", query: "国际合作", steps: &[ANSWERED] },
    State { name: "page-relaxed", elements: "", query: "经济发展 xyzzy", steps: &[ANSWERED] },
    State { name: "page-nothing", elements: "", query: "xyzzyq", steps: &[Until("root.querySelector('.help')")] },
    State {
        name: "page-filter",
        elements: "<findling-results facets='authors=作者, lang, affiliations=单位' sorts='title=按标题'></findling-results>",
        query: "疫情",
        steps: &[
            ANSWERED,
            Until("!root.querySelector('.tools').hidden"),
            Click("findling-results >>> .facet:not([hidden]) summary"),
        ],
    },
    State {
        name: "page-why",
        elements: "",
        query: "国际合作",
        steps: &[ANSWERED, Click("findling-results >>> .about"), Until("root.querySelector('.details')")],
    },
    State {
        name: "page-help",
        elements: "",
        query: "xyzzyq",
        steps: &[
            Until("root.querySelector('.help')"),
            Click("findling-results >>> .help"),
            Until("root.querySelector('.tips')"),
        ],
    },
    State { name: "box", elements: INLINE, query: "", steps: &[] },
    State {
        name: "box-results",
        elements: INLINE,
        query: "",
        steps: &[Click("findling-search >>> input"), Type("国际"), ANSWERED, Press("ArrowDown"), Press("ArrowDown")],
    },
    State {
        name: "box-failed",
        elements: INLINE,
        query: "",
        steps: &[Without, Click("findling-search >>> input"), Type("国际"), Until("root.querySelector('.failed')")],
    },
    State {
        name: "box-offline",
        elements: INLINE,
        query: "",
        steps: &[
            Cut(Network::Offline),
            Click("findling-search >>> input"),
            Type("国际"),
            Until("box.session.phase === 'offline'"),
        ],
    },
    State {
        name: "box-loading",
        elements: INLINE,
        query: "",
        steps: &[
            Cut(Network::Limited { latency: 60_000, bandwidth: 1 }),
            Click("findling-search >>> input"),
            Type("国际"),
            Until("root.querySelector('.loading')"),
        ],
    },
    State {
        name: "box-nothing",
        elements: INLINE,
        query: "",
        steps: &[Click("findling-search >>> input"), Type("xyzzyq"), Until("root.querySelector('.help')")],
    },
    State {
        name: "landing",
        elements: "",
        query: "",
        steps: &[Visit("/000_42e9a5ac9feac3fa.html?q=国际"), Until("root?.querySelector('output')?.textContent")],
    },
    State {
        name: "box-recent",
        elements: INLINE,
        query: "",
        steps: &[
            Click("findling-search >>> input"),
            Type("国际"),
            ANSWERED,
            Click("findling-search >>> .passage"),
            Click("findling-search >>> input"),
            Press("Control+a"),
            Press("Backspace"),
            Until("root.querySelector('.recent')"),
        ],
    },
    State { name: "modal", elements: MODAL, query: "", steps: &[] },
    State {
        name: "modal-results",
        elements: MODAL,
        query: "",
        steps: &[Click("findling-search >>> .opener"), Type("全球治理"), ANSWERED],
    },
    State {
        name: "paper",
        elements: "<link rel=stylesheet href=themes/paper.css><findling-results></findling-results>",
        query: "国际合作",
        steps: &[ANSWERED],
    },
    State {
        name: "ink",
        elements: "<link rel=stylesheet href=themes/ink.css><findling-results></findling-results>",
        query: "国际合作",
        steps: &[ANSWERED],
    },
    State {
        name: "soft",
        elements: "<link rel=stylesheet href=themes/soft.css><findling-results></findling-results>",
        query: "国际合作",
        steps: &[ANSWERED],
    },
    State {
        name: "soft-box",
        elements: "<link rel=stylesheet href=themes/soft.css><findling-search></findling-search>",
        query: "",
        steps: &[Click("findling-search >>> input"), Type("国际"), ANSWERED],
    },
];

fn main() -> Result<(), Box<dyn Error>> {
    let (options, names): (Vec<String>, Vec<String>) = env::args().skip(1).partition(|name| name.starts_with("--"));
    let docs = options.iter().any(|option| option == "--docs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if options.iter().any(|option| option == "--beside") {
        return beside::draw(root, docs, &names);
    }
    let out = root.join(if docs { "docs/pictures" } else { "target/pictures" });
    fs::create_dir_all(&out)?;
    let mut files = findling_cli::Site::compile(&read(&root.join("seeds"))?, &Options::default())?.files;
    for theme in THEMES {
        let name = format!("themes/{theme}.css");
        files.insert(name.clone(), fs::read(root.join("docs").join(name))?);
    }
    let axe = env::var_os("FINDLING_AXE").map(fs::read_to_string).transpose()?;
    let mut found = Vec::new();
    let browser = Browser::launch()?;
    let wanted = |state: &&State| names.is_empty() || names.iter().any(|name| state.name.starts_with(name.as_str()));
    if !STATES.iter().any(|state| wanted(&state)) {
        return Err(format!("no state is called {}", names.join(" or ")).into());
    }
    for state in STATES.iter().filter(wanted) {
        let site = files.iter().fold(Site::new(), |site, (name, bytes)| site.file(&format!("/{name}"), bytes));
        let site =
            if state.elements.is_empty() { site } else { site.file("/index.html", around(state.elements)) }.start()?;
        for (screen, viewport) in SCREENS {
            for scheme in ["light", "dark"] {
                let name = format!("{}-{screen}-{scheme}", state.name);
                if docs && !DOCS.contains(&name.as_str()) {
                    continue;
                }
                let mut page = browser.page()?;
                page.viewport(*viewport)?;
                page.media(&[("prefers-color-scheme", scheme)])?;
                state.reach(&mut page, &site)?;
                let Some(axe) = &axe else {
                    let file = out.join(format!("{name}.{}", if docs { "webp" } else { "png" }));
                    page.screenshot(&file)?;
                    println!("{}", file.display());
                    continue;
                };
                page.eval(&format!("{{ {axe} }}"))?;
                let violations = page.eval(VIOLATIONS)?;
                println!("{name}: {violations}");
                found.extend(violations.as_array().into_iter().flatten().map(|line| format!("{name}: {line}")));
            }
        }
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n").into()) }
}

fn around(elements: &str) -> String {
    format!(
        "<!doctype html><html lang=zh-Hans><meta charset=utf-8><meta name=viewport content=\"width=device-width\">\
         <meta name=color-scheme content=\"light dark\"><title>Findling</title><link rel=icon href=icon.svg>\
         <link rel=stylesheet href=findling.css><script type=module src=findling.js></script><main>{elements}</main>"
    )
}

impl State {
    /// Opens the page and does what a visitor does.
    fn reach(&self, page: &mut Page, site: &RunningSite) -> Result<(), HarnessError> {
        let look = |what: &str| {
            format!(
                "(() => {{ const box = document.querySelector('findling-search, findling-results, findling-marks'), root = box?.shadowRoot;
                  return {what}; }})()"
            )
        };
        page.init_script("addEventListener('findling:select', (event) => event.preventDefault())")?;
        let query = if self.query.is_empty() { String::new() } else { format!("?q={}", self.query) };
        page.goto(&site.url(&format!("/{query}")))?;
        page.wait_for(&look("root?.querySelector('input, .opener')"), SOON)?;
        for step in self.steps {
            match step {
                Click(selector) => page.click(selector)?,
                Type(text) => page.type_text(text)?,
                Press(keys) => page.press(keys)?,
                Until(what) => drop(page.wait_for(&look(&format!("!!({what})")), SOON)?),
                Without => page.intercept("findling.wasm", Answer::Fail)?,
                Cut(network) => page.network(*network)?,
                Visit(path) => page.goto(&site.url(path))?,
            }
        }
        std::thread::sleep(REST);
        Ok(())
    }
}
