//! The folder that `build` writes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use std::collections::BTreeMap;
use std::path::Path;

use desk::Desk;

/// Every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

fn texts(desk: &Desk, folder: &str) {
    desk.file(&format!("{folder}/b.txt"), "全球治理\n\n各国应当加强合作，共同应对挑战。\n");
    desk.file(
        &format!("{folder}/notes/a.txt"),
        "Trade\n\nCountries trade with each other, and have done so for long.\n",
    );
    desk.file(&format!("{folder}/index.txt"), "An index\n\nThis one has the name of the search page.\n");
    desk.file(&format!("{folder}/corpus.toml"), "title = \"Papers\"\n");
}

#[test]
fn the_same_texts_give_the_same_bytes_in_any_folder() {
    let desk = Desk::new();
    texts(&desk, "here");
    texts(&desk, "over/there");
    for (source, out) in [("here", "one"), ("here", "two"), ("./over/there", "three")] {
        desk.run(&["build", source, "--out", out]).went_well();
    }
    let first = files(&desk.path("one"));
    for again in ["two", "three"] {
        let other = files(&desk.path(again));
        assert!(first.keys().eq(other.keys()), "{again}");
        for (name, content) in &first {
            assert!(other[name] == *content, "{name} differs in {again}");
        }
    }
}

#[test]
fn a_second_build_leaves_no_partial_files() {
    let desk = Desk::new();
    texts(&desk, "texts");
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    let first = files(&desk.path("page"));
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    assert!(first == files(&desk.path("page")));
}

#[test]
fn every_address_of_a_result_is_a_file() {
    let desk = Desk::new();
    texts(&desk, "texts");
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    let files = files(&desk.path("page"));
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    for (query, address) in [("合作", "b.html"), ("countries", "notes/a.html"), ("search page", "index-2.html")] {
        let out = desk.run(&["search", "page", query]).went_well().out;
        assert!(out.contains(address) && text(address).contains("class=\"passage\""), "{query}: {out}");
    }
    assert!(text("index.html").contains("<findling-results"), "the search page is itself");
    for address in ["../reading.css", "../reading.js", "../index.html"] {
        assert!(text("notes/a.html").contains(&format!("\"{address}\"")), "{address}");
    }
    assert!(files.contains_key("reading.css") && files.contains_key("reading.js"));
}

#[test]
fn documents_without_addresses_get_reader_pages() {
    let desk = Desk::new();
    desk.file("lines.jsonl", "{\"id\":\"../a\",\"text\":\"Wind the clock.\"}\n{\"text\":\"Turn the key.\"}\n");
    desk.run(&["build", "lines.jsonl", "--out", "page"]).went_well();
    let files = files(&desk.path("page"));
    for (query, id, address) in [("clock", "../a", "a.html"), ("key", "2", "2.html")] {
        let out = desk.run(&["search", "page", query, "--json"]).went_well().out;
        assert!(
            out.contains(&format!("\"id\": \"{id}\"")) && out.contains(&format!("\"url\": \"{address}\"")),
            "{out}"
        );
        assert!(String::from_utf8_lossy(&files[address]).contains(query));
    }
}

#[test]
fn documents_with_addresses_get_no_reader_pages() {
    let desk = Desk::with_page();
    assert!(!desk.path("page/a.html").exists() && !desk.path("page/reading.css").exists());
}
