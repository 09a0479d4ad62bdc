//! A finished site gets its search: `findling build` over it, two lines in a page, and a result that leads where it should, from
//! whatever depth and wherever the site stands.
#![allow(clippy::unwrap_used, reason = "a test without its site ends here, and says why")]
mod widget;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use findling_harness::{HarnessError, Site};
use serde_json::json;
use widget::{Open, SOON};

type Tested = Result<(), HarnessError>;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// The fixture below a host's root, in `folder`, with its search built and these lines pasted into its deepest page.
fn built(name: &str, folder: &str, lines: &str) -> PathBuf {
    let host = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&host);
    let site = host.join(folder);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/plain"), &site);
    let page = site.join("guide/deep/page.html");
    fs::write(&page, fs::read_to_string(&page).unwrap().replace("<!-- search -->", lines)).unwrap();
    findling_cli::run([OsString::from("findling"), "build".into(), site.into()]).unwrap();
    host
}

fn leads_there(name: &str, folder: &str, lines: &str) -> Tested {
    let mut open = Open::new(Site::new().folder(&built(name, folder, lines)))?;
    let root = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
    for (query, address) in [
        ("prisms", "guide/?q=prisms#lens"),
        ("barometer", "guide/?q=barometer"),
        ("港湾", "guide/deep/page.html?q=%E6%B8%AF%E6%B9%BE"),
        ("burning", "?q=burning"),
    ] {
        open.goto(&format!("{root}guide/deep/page.html"))?;
        open.search(query)?;
        open.answered(query)?;
        open.page.click("findling-search >>> .passage")?;
        open.page.wait_for("location.search && document.readyState === 'complete'", SOON)?;
        let there = open.page.eval("location.pathname + location.search + location.hash")?;
        assert_eq!(there, json!(format!("{root}{address}")), "{query}");
    }
    open.assert_quiet()
}

#[test]
fn two_lines_in_a_page_lead_to_every_page_and_section() -> Tested {
    let lines = "<script type=\"module\" src=\"/findling/findling.js\"></script>\n<findling-search></findling-search>";
    leads_there("site-root", "", lines)
}

#[test]
fn a_site_below_a_path_is_found_from_its_own_pages() -> Tested {
    let lines = "<script type=module src=../../findling/findling.js></script><findling-search></findling-search>";
    leads_there("site-below", "docs/v2", lines)
}

#[test]
fn the_search_page_of_the_site_leads_out_of_its_folder() -> Tested {
    let mut open = Open::new(Site::new().folder(&built("site-page", "", "")))?;
    open.goto("/findling/?q=prisms")?;
    open.answered("prisms")?;
    assert_eq!(open.look("new URL($('.passage').href).pathname")?, "/guide/");
    assert_eq!(open.look("$$('.page').length")?, 1, "the page that asks not to be found is not");
    open.assert_quiet()
}
