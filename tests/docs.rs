//! The elements' page of documentation says all there is, and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what must be so")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn scripts() -> String {
    let files = fs::read_dir(root().join("www")).expect("www");
    // Words of the interface alone: one of them is called `part`.
    let drawing =
        |path: &std::path::PathBuf| path.extension().is_some_and(|e| e == "js") && !path.ends_with("extra.js");
    let paths = files.map(|file| file.expect("a file").path()).filter(drawing);
    paths.map(|path| fs::read_to_string(path).expect("text")).collect()
}

fn page() -> String {
    fs::read_to_string(root().join("docs/widget.md")).expect("docs/widget.md")
}

/// What follows each `before` up to what can not be in a name.
fn names(text: &str, before: &str) -> BTreeSet<String> {
    let name =
        |rest: &str| rest.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).next().unwrap_or_default().to_owned();
    text.split(before).skip(1).map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn every_attribute_that_is_read_is_documented() {
    let (source, page) = (scripts(), page());
    let mut read = names(&source, "this.getAttribute(\"");
    read.extend(names(&source, "this.hasAttribute(\""));
    assert!(read.len() > 12, "{read:?}");
    for name in &read {
        assert!(page.contains(&format!("| `{name}` | ")), "docs/widget.md has no row for the attribute {name}");
    }
}

#[test]
fn every_part_and_property_is_documented_and_none_that_is_not() {
    let (source, page) = (scripts(), page());
    let parts = names(&source, "part: \"");
    let rows: String = page.split("| parts | |").nth(1).expect("the parts").split("\n\n").next().unwrap().to_owned();
    let said: BTreeSet<String> = names(&rows, "`").into_iter().collect();
    let missing: Vec<_> = parts.difference(&said).collect();
    assert!(missing.is_empty(), "docs/widget.md says nothing of the parts {missing:?}");
    // Buttons whose part is named where they are made.
    let own =
        |name: &String| ["previous", "next", "modal", "findling-results", "findling-marks"].contains(&name.as_str());
    let invented: Vec<_> = said.difference(&parts).filter(|name| !own(name)).collect();
    assert!(invented.is_empty(), "no element has the parts {invented:?}");

    let properties = names(&source, "var(--findling-");
    for name in properties.iter().filter(|name| !name.starts_with("on")) {
        assert!(page.contains(&format!("`--findling-{name}`")), "docs/widget.md says nothing of --findling-{name}");
    }
}

#[test]
fn themes_use_what_is_documented() {
    let page = page();
    for file in fs::read_dir(root().join("docs/themes")).expect("themes") {
        let path = file.expect("a file").path();
        let theme = fs::read_to_string(&path).expect("text");
        let used = names(&theme, "--findling-");
        assert!(used.len() >= 8, "{}", path.display());
        for name in used {
            assert!(page.contains(&format!("`--findling-{name}`")), "{}: --findling-{name}", path.display());
        }
        for name in names(&theme, "::part(") {
            assert!(page.contains(&format!("`{name}`")), "{}: part {name}", path.display());
        }
    }
}
