//! The documentation is complete: every page is linked, no link is dead, and the page of the elements lists all attributes, parts and
//! properties. `cargo xtask docs` checks the site that is made of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod pages;

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use findling_harness::node_source;
use pages::{anchors, book, links, root, text};

/// Pages outside the book.
const OTHERS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/SUMMARY.md",
    "examples/README.md",
    "npm/README.md",
];

#[test]
fn the_summary_lists_every_page_once() {
    let listed: Vec<String> = links(&text("docs/SUMMARY.md")).iter().map(|link| format!("docs/{link}")).collect();
    let mut sorted = listed.clone();
    sorted.sort();
    assert_eq!(sorted, book(), "docs/SUMMARY.md lists every page once, and no other");
}

#[test]
fn every_link_leads_to_a_page_and_its_heading() {
    let mut dead = Vec::new();
    for page in book().iter().map(String::as_str).chain(OTHERS.iter().copied()) {
        let source = text(page);
        let folder = root().join(page).parent().unwrap().to_owned();
        for link in links(&source).into_iter().filter(|link| !link.contains("://") && !link.is_empty()) {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { root().join(page) } else { folder.join(path) };
            let exists = target.exists();
            let has = || anchors(&fs::read_to_string(&target).unwrap_or_default()).iter().any(|name| name == anchor);
            // A page of the book can't link to a file outside: it isn't on the site.
            let outside = page.starts_with("docs/")
                && !target.canonicalize().is_ok_and(|path| path.starts_with(root().join("docs")));
            if !exists || outside || !anchor.is_empty() && !has() {
                dead.push(format!("{page}: {link}"));
            }
        }
    }
    assert!(dead.is_empty(), "dead links: {dead:#?}");
}

#[test]
fn no_page_offers_an_install_from_a_registry() {
    let registries = [
        "npx findling",
        "npm install findling",
        "npm install --save-dev findling",
        "npm i findling",
        "cargo install findling",
        "cargo add findling",
        "brew install findling",
        "unpkg.com",
        "jsdelivr",
    ];
    for page in book().iter().map(String::as_str).chain(OTHERS.iter().copied()) {
        let source = text(page);
        for offer in registries {
            assert!(!source.contains(offer), "{page} offers `{offer}`, but nothing is published");
        }
    }
    assert!(text("README.md").contains("not published yet") && text("docs/README.md").contains("not published yet"));
}

/// The page of the interface strings, written from the scripts: a section per language.
fn strings() -> String {
    let www = serde_json::json!(root().join("www"));
    let script = format!(
        "import {{ pathToFileURL }} from 'node:url'; import {{ readFileSync }} from 'node:fs';
         const www = pathToFileURL({www} + '/');
         const of = (name) => Function('return ' + readFileSync(new URL(name, www), 'utf8').match(/const ENGLISH = (\\{{.*?\\n\\}});/s)[1])();
         const tags = readFileSync(new URL('i18n.js', www), 'utf8').match(/const LANGUAGES = (\\[.*?\\])/)[1];
         const load = async (path) => (await import(new URL(path, www))).default;
         const all = [['en', of('i18n.js'), of('extra.js')]];
         for (const tag of JSON.parse(tags)) all.push([tag, await load(`lang/${{tag}}.js`), await load(`lang/more/${{tag}}.js`)]);
         console.log(JSON.stringify(all.map(([tag, own, more]) => [tag, new Intl.DisplayNames('en', {{ type: 'language' }}).of(tag), Object.entries(own), Object.entries(more)])));"
    );
    let all: serde_json::Value = serde_json::from_str(&node_source(&script, &[]).unwrap()).unwrap();
    let mut page = "# Interface strings\n\nThe strings of the elements in 15 languages, for native readers to correct. They are in `www/i18n.js` and `www/extra.js` (English), and in\n`www/lang` and `www/lang/more`. `{…}` is replaced by a value. `one`, `few`, `many` and `other` are plural forms.\n\nThis page is written from these files: `BLESS=1 cargo test --release -p findling --test docs strings`.\n".to_owned();
    for language in all.as_array().unwrap() {
        let (tag, name) = (language[0].as_str().unwrap(), language[1].as_str().unwrap());
        let _ = writeln!(page, "\n## {name} ({tag})");
        for (part, rows) in [("search", &language[2]), ("filters, details, help", &language[3])] {
            let _ = write!(page, "\n| {part} | |\n|---|---|\n");
            for row in rows.as_array().unwrap() {
                let value = match &row[1] {
                    serde_json::Value::String(text) => text.clone(),
                    forms => {
                        let form =
                            |(form, text): (&String, &serde_json::Value)| format!("{form}: {}", text.as_str().unwrap());
                        forms.as_object().unwrap().iter().map(form).collect::<Vec<_>>().join("; ")
                    }
                };
                let _ = writeln!(page, "| `{}` | {} |", row[0].as_str().unwrap(), value.replace('|', "\\|"));
            }
        }
    }
    page
}

#[test]
fn the_page_of_interface_strings_is_current() {
    let (path, page) = (root().join("docs/reference/strings.md"), strings());
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(kept == page, "write it again with `BLESS=1 cargo test --release -p findling --test docs strings`");
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
    text("docs/widget.md")
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
fn every_ranking_weight_is_documented_with_its_default() {
    let guide = text("docs/guides/ranking.md");
    for (name, value) in findling_core::index::Weights::default().named() {
        let row = format!("| `{name}` | {value} | ");
        assert!(guide.contains(&row), "docs/guides/ranking.md has no row {row}");
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
