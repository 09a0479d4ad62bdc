//! Follows each recipe on a small site with the real generator, and searches the site in a browser. `cargo xtask recipes` installs the
//! generators and runs these tests. The plain tests only compare the recipes' code with the sites.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod trial;
mod widget;

use std::fs;
use std::path::{Path, PathBuf};

use findling_harness::{HarnessError, Site};
use serde_json::json;
use trial::{blocks, copy, desk, root, typed};
use widget::{Open, SOON};

type Tested = Result<(), HarnessError>;

const RECIPES: &[&str] = &["astro", "docusaurus", "hugo", "jekyll", "mdbook", "vitepress", "zola"];

fn site(name: &str) -> PathBuf {
    root().join("examples/sites").join(name)
}

fn texts(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { texts(&path, found) } else { found.extend(fs::read_to_string(&path)) }
    }
}

#[test]
fn code_of_a_recipe_is_in_the_site_that_tries_it() {
    for name in RECIPES {
        let mut files = Vec::new();
        texts(&site(name), &mut files);
        let written = blocks(&format!("docs/recipes/{name}.md"));
        let (told, run): (Vec<_>, Vec<_>) = written.iter().partition(|(language, _)| language != "sh");
        assert!(!told.is_empty() && run.len() == 1, "{name}: something to write, and one block to run");
        for (_, block) in told {
            assert!(
                files.iter().any(|file| file.contains(block.as_str())),
                "no file in examples/sites/{name} has:\n{block}"
            );
        }
    }
}

/// Follows a recipe in a copy of its site. Returns the copy's folder.
fn followed(name: &str) -> PathBuf {
    let folder = desk(name);
    copy(&site(name), &folder);
    for (language, lines) in blocks(&format!("docs/recipes/{name}.md")) {
        if language == "sh" {
            typed(&lines, &folder);
        }
    }
    folder
}

/// Searches the site in `built`, below `path` of a host, from one of its pages.
fn searched(built: &Path, path: &str, from: &str, lens: &str, harbour: &str) -> Tested {
    let host = built.ancestors().find(|folder| folder.parent().is_some_and(|above| above.ends_with("trials")));
    let host = desk(&format!("{}-host", host.and_then(Path::file_name).expect("a trial's folder").to_string_lossy()));
    copy(built, &host.join(path.trim_start_matches('/')));
    let mut open = Open::new(Site::new().folder(&host))?;
    for (query, address) in [("prisms", lens), ("spirit of wine", lens), ("灯塔", harbour)] {
        open.goto(&format!("{path}{from}"))?;
        if open.look("!!$('.opener')")? == json!(true) {
            open.page.click("findling-search >>> .opener")?;
            open.until("$('input') && $('dialog').open")?;
        }
        open.search(query)?;
        open.answered(query)?;
        open.page.click("findling-search >>> .passage")?;
        let there = format!(
            "location.pathname === {} && location.search && document.readyState === 'complete'",
            json!(format!("{path}{address}"))
        );
        open.page.wait_for(&there, SOON)?;
        let heading = open.page.eval("document.querySelector('main h1').textContent")?;
        assert!(
            heading.as_str().is_some_and(|text| text.contains(if query == "灯塔" { "港湾" } else { "The lens" })),
            "{heading}"
        );
    }
    open.assert_quiet()
}

#[test]
#[ignore = "`cargo xtask recipes mdbook` installs the generator"]
fn mdbook_books_have_their_search_in_every_page() -> Tested {
    let html = followed("mdbook").join("book/html");
    searched(&html, "/", "guide/fog.html", "guide/lens.html", "harbour.html")
}

#[test]
#[ignore = "`cargo xtask recipes hugo` installs the generator"]
fn hugo_sites_are_searched() -> Tested {
    searched(&followed("hugo").join("public"), "/", "guide/fog/", "guide/lens/", "harbour/")
}

#[test]
#[ignore = "`cargo xtask recipes hugo` installs the generator"]
fn hugo_sites_below_a_path_are_built_by_the_workflow_for_pages_and_searched() -> Tested {
    let folder = desk("pages");
    copy(&site("hugo"), &folder);
    let (_, workflow) =
        blocks("docs/guides/hosting.md").into_iter().find(|(language, _)| language == "yaml").expect("a workflow");
    let steps = workflow.lines().filter_map(|line| line.trim().strip_prefix("- run: "));
    // The programs are installed already. The site's address comes from the repository's settings.
    let steps: Vec<String> = steps
        .filter(|step| !step.contains("apt-get") && !step.contains("cargo install"))
        .map(|step| {
            step.replace("npx ", "").replace("${{ steps.pages.outputs.base_url }}", "https://name.example/project")
        })
        .collect();
    assert_eq!(steps.len(), 2, "{steps:?}");
    typed(&steps.join("\n"), &folder);
    searched(&folder.join("public"), "/project/", "guide/fog/", "guide/lens/", "harbour/")
}

#[test]
#[ignore = "`cargo xtask recipes jekyll` installs the generator"]
fn jekyll_sites_below_a_path_are_searched() -> Tested {
    searched(&followed("jekyll").join("_site"), "/handbook/", "guide/fog.html", "guide/lens.html", "harbour.html")
}

#[test]
#[ignore = "`cargo xtask recipes vitepress` installs the generator"]
fn vitepress_sites_have_their_search_in_the_navigation() -> Tested {
    searched(&followed("vitepress").join(".vitepress/dist"), "/", "guide/fog.html", "guide/lens.html", "harbour.html")
}

#[test]
#[ignore = "`cargo xtask recipes astro` installs the generator"]
fn astro_sites_are_searched() -> Tested {
    searched(&followed("astro").join("dist"), "/", "guide/fog/", "guide/lens/", "harbour/")
}

#[test]
#[ignore = "`cargo xtask recipes docusaurus` installs the generator"]
fn docusaurus_sites_have_their_search_in_the_navigation() -> Tested {
    searched(&followed("docusaurus").join("build"), "/", "guide/fog/", "guide/lens/", "harbour/")
}

#[test]
#[ignore = "`cargo xtask recipes zola` uses the installed zola"]
fn zola_sites_are_searched() -> Tested {
    searched(&followed("zola").join("public"), "/", "guide/fog/", "guide/lens/", "harbour/")
}
