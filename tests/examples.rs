//! Builds the example page of each framework as its users do, and drives it in a browser. `cargo xtask examples` runs these tests; npm installs
//! the frameworks.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed expectation fails the test")]
mod trial;
mod widget;

use std::ffi::OsString;

use findling_harness::{HarnessError, Site};
use serde_json::json;
use trial::{copy, desk, root, typed};
use widget::{Open, SOON};

type Tested = Result<(), HarnessError>;

/// The commands of `examples/README.md`.
const BUILD: &str = "npm install\nnpm run build";

fn drive(name: &str) -> Tested {
    let folder = desk(name);
    copy(&root().join("examples").join(name), &folder);
    let said = std::fs::read_to_string(root().join("examples/README.md")).unwrap();
    assert!(said.contains(BUILD) && said.contains("findling build ../../seeds --out public/findling"));
    let build = ["findling".into(), "build".into(), root().join("seeds").into_os_string(), "--out".into()];
    let out: OsString = folder.join("public/findling").into();
    findling_cli::run(build.into_iter().chain([out])).unwrap();
    typed(BUILD, &folder);

    let mut open = Open::new(Site::new().folder(&folder.join("dist")))?;
    open.goto("/")?;
    open.search("全球化")?;
    open.answered("全球化")?;
    // The page opens a result by itself: it keeps its address, and lists what was opened.
    let title = open.look("$('.name').textContent")?;
    open.page.click("findling-search >>> .title")?;
    open.page.wait_for("!!document.querySelector('ul li')", SOON)?;
    assert_eq!(open.page.eval("document.querySelector('ul li').textContent.trim()")?, title, "{name}");
    assert_eq!(open.page.eval("location.pathname")?, json!("/"));

    // An element that is removed leaves nothing behind, and works when it is added again.
    open.page.click("main button")?;
    open.page.wait_for("!document.querySelector('findling-search')", SOON)?;
    open.page.click("main button")?;
    // The address still has the query.
    open.until("$('input')?.value === '全球化'")?;
    open.look("box.ask('合作')")?;
    open.answered("合作")?;
    open.assert_quiet()
}

#[test]
#[ignore = "`cargo xtask examples react` runs it"]
fn react_has_a_box_that_comes_and_goes() -> Tested {
    drive("react")
}

#[test]
#[ignore = "`cargo xtask examples vue` runs it"]
fn vue_has_a_box_that_comes_and_goes() -> Tested {
    drive("vue")
}

#[test]
#[ignore = "`cargo xtask examples svelte` runs it"]
fn svelte_has_a_box_that_comes_and_goes() -> Tested {
    drive("svelte")
}
