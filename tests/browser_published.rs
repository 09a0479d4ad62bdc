//! A site that is published anew while a visitor has a page of it open: the page goes on, with what it knows or with what is there now.
#![allow(clippy::unwrap_used, reason = "a test without its site ends here, and says why")]
mod widget;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use findling_harness::{HarnessError, Site};
use widget::Open;

type Tested = Result<(), HarnessError>;

const LINES: &str =
    "<script type=\"module\" src=\"/findling/findling.js\"></script>\n<findling-search></findling-search>";

fn build(host: &Path, word: &str) {
    build_as(host, word, "--no-split");
}

fn build_as(host: &Path, word: &str, form: &str) {
    fs::create_dir_all(host).unwrap();
    for (name, text) in [("index.html", "Welcome to everybody."), ("guide.html", word)] {
        let page = format!(
            "<!doctype html><html lang=en><title>{name}</title><link rel=icon href=data:,>{LINES}<main><h1>{name}</h1><p>{text}</main>"
        );
        fs::write(host.join(name), page).unwrap();
    }
    findling_cli::run([OsString::from("findling"), "build".into(), host.into(), form.into()]).unwrap();
}

fn host(name: &str) -> PathBuf {
    let host = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&host);
    build(&host, "The lantern is lit.");
    host
}

#[test]
fn a_page_that_was_open_goes_on_with_the_module_that_it_knows() -> Tested {
    let host = host("published-kept");
    let mut open = Open::new(Site::new().folder(&host))?;
    open.goto("/")?;
    build(&host, "The harbour is closed.");
    open.search("lantern")?;
    open.answered("lantern")?;
    assert_eq!(open.look("$$('.page').length")?, 1);
    for name in ["worker.js", "engine.js", "index.js"] {
        let lasting = |url: &String| url.contains("/findling/code.") && url.ends_with(name);
        assert!(open.page.requests()?.iter().any(lasting), "{name} has a name that lasts");
    }
    open.goto("/")?;
    open.search("harbour")?;
    open.answered("harbour")?;
    assert_eq!(open.look("$$('.page').length")?, 1);
    open.assert_quiet()
}

#[test]
fn a_page_that_was_open_finds_the_new_files_where_the_old_ones_are_gone() -> Tested {
    let host = host("published-gone");
    let mut open = Open::new(Site::new().folder(&host))?;
    open.goto("/")?;
    fs::remove_dir_all(host.join("findling")).unwrap();
    build(&host, "The harbour is closed.");
    open.search("harbour")?;
    open.answered("harbour")?;
    assert_eq!(open.look("$$('.page').length")?, 1);
    Ok(())
}

#[test]
fn a_page_that_was_open_moves_to_the_new_split_index_where_its_blocks_are_gone() -> Tested {
    let host = host("published-split");
    build_as(&host, "The lantern is lit.", "--split");
    let mut open = Open::new(Site::new().folder(&host))?;
    open.goto("/")?;
    open.look("$('input').focus()")?;
    open.until("box.session.phase === 'ready'")?;
    // The blocks of the previous search stay, those of earlier ones are gone.
    for word in ["The harbour is closed.", "The bridge is open.", "The tower is high."] {
        build_as(&host, word, "--split");
    }
    open.page.type_text("tower")?;
    open.until("box.session.results?.query === 'tower' && !box.session.results.partial && $$('.page').length === 1")?;
    assert_eq!(
        open.look("[box.session.results.incomplete ?? null, $('.failed') ?? null]")?,
        serde_json::json!([null, null])
    );
    Ok(())
}

#[test]
fn a_page_that_was_open_goes_on_with_the_blocks_that_its_split_index_names() -> Tested {
    let host = host("published-blocks");
    build_as(&host, "The lantern is lit.", "--split");
    let mut open = Open::new(Site::new().folder(&host))?;
    open.goto("/")?;
    open.look("$('input').focus()")?;
    open.until("box.session.phase === 'ready'")?;
    build_as(&host, "The harbour is closed.", "--split");
    open.page.type_text("lantern")?;
    open.answered("lantern")?;
    assert_eq!(open.look("$$('.page').length")?, 1);
    open.assert_quiet()
}
