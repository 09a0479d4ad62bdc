//! A failure prints an error with its place and a hint, and returns an exit code. Nothing panics.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use desk::Desk;

#[test]
fn bad_arguments_are_reported_with_valid_ones_and_exit_code_2() {
    let desk = Desk::with_page();
    for (arguments, named) in [
        (&[][..], "Usage"),
        (&["polish"], "polish"),
        (&["build"], "<SOURCE>"),
        (&["build", "docs.jsonl"], "--out"),
        (&["search", "page"], "<QUERY>"),
        (&["search", "page", "x", "--limit", "many"], "many"),
        (&["search", "page", "x", "--filter", "lang"], "FIELD=VALUE"),
        (&["search", "page", "x", "--sort", "date down"], "date desc"),
        (&["search", "page", "x", "--sort", "colour"], "title, date, source, year, lang"),
        (&["search", "page", "x", "--weight", "titel=4"], "Valid weights: saturation"),
        (&["build", "docs.jsonl", "--out", "other", "--level", "best"], "balanced, max"),
        (&["build", "docs.jsonl", "--out", "other", "--kind", "folder"], "site, documents"),
        (&["build", "docs.jsonl", "--out", "other", "--urls", "hugi"], "hugo, zola"),
        (&["build", "docs.jsonl", "--out", "other", "--encoding", "klingon"], "klingon"),
        (&["serve", "docs.jsonl", "--texts", "."], "--texts"),
        (&["build", "https://example.org/", "--out", "other"], "https://example.org/: a URL"),
    ] {
        let done = desk.run(arguments);
        assert_eq!(done.code, Some(2), "{arguments:?}: {done:?}");
        assert!(done.err.contains(named) && !done.err.contains("panicked"), "{arguments:?}: {done:?}");
        assert!(arguments.is_empty() || done.err.starts_with("error: "), "{arguments:?}: {done:?}");
    }
}

#[test]
fn every_verb_names_a_missing_file() {
    let desk = Desk::new();
    for arguments in [
        &["build", "none.jsonl", "--out", "page"][..],
        &["outline", "none.jsonl"],
        &["search", "none.jsonl", "x"],
        &["inspect", "none.jsonl"],
        &["inspect", "none.jsonl", "--dropped"],
        &["eval", "none.jsonl", "--queries", "q.jsonl"],
        &["serve", "none.jsonl"],
    ] {
        desk.run(arguments).failed(&["none.jsonl"]);
    }
    assert!(!desk.path("page").exists(), "nothing is written before the corpus is read");
}

#[test]
fn a_line_that_is_not_a_document_is_reported_with_its_number() {
    let desk = Desk::new();
    for (name, lines, line) in [
        ("cut.jsonl", "{\"id\":\"a\",\"text\":\"x\"}\n\n{\"id\":\"b\",\"text\":\n", "line 3"),
        ("bare.jsonl", "{\"id\":\"a\"}\n", "line 1"),
        ("list.jsonl", "{\"text\":\"x\"}\n[1, 2]\n", "line 2"),
        ("some.jsonl", "{\"url\":\"a.html\",\"text\":\"x\"}\n{\"text\":\"y\"}\n", "line 2: the line has neither"),
        ("twice.jsonl", "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}\n", "line 2"),
    ] {
        desk.file(name, lines);
        desk.run(&["build", name, "--out", "page"]).failed(&[name, line]);
    }
}

#[test]
fn documents_that_are_not_utf8_are_reported_with_the_line() {
    let desk = Desk::new();
    desk.file("docs.jsonl", b"{\"text\":\"x\"}\n{\"text\":\"\xb9\xfa\"}\n");
    desk.run(&["build", "docs.jsonl", "--out", "page"]).failed(&["docs.jsonl", "line 2", "UTF-8"]);
}

#[test]
fn invalid_queries_are_reported_with_the_line() {
    let desk = Desk::with_page();
    desk.file("words.jsonl", "{\"qid\":\"1\",\"query\":\"x\"}\nx\n");
    desk.run(&["eval", "page", "--queries", "words.jsonl"]).failed(&["words.jsonl", "line 2", "qid"]);
    desk.file("bytes.jsonl", b"{\"qid\":\"1\",\"query\":\"\xff\"}\n");
    desk.run(&["search", "page", "--queries", "bytes.jsonl"]).failed(&["bytes.jsonl", "line 1", "UTF-8"]);
}

#[test]
fn a_folder_without_texts_is_an_error_that_lists_valid_files() {
    let desk = Desk::new();
    desk.file("folder/picture.png", b"\x89PNG");
    desk.run(&["build", "folder", "--out", "page"]).failed(&["folder", ".txt"]);
    desk.file("empty.jsonl", "\n\n");
    desk.run(&["build", "empty.jsonl", "--out", "page"]).failed(&["empty.jsonl", "nothing to index"]);
    desk.file("notes.docx", "PK");
    desk.run(&["build", "notes.docx", "--out", "page"]).failed(&["notes.docx", ".jsonl"]);
}

#[test]
fn patterns_that_match_nothing_are_reported_as_such() {
    let desk = Desk::new();
    desk.file("texts/a.txt", "全球治理\n\n各国应当加强合作。\n");
    for pattern in [["--include", "*.html"], ["--exclude", "*"]] {
        let [flag, glob] = pattern;
        desk.run(&["build", "texts", "--out", "page", flag, glob]).failed(&["texts", "patterns"]);
    }
}

#[test]
fn an_error_in_json_lines_has_one_line_number() {
    let desk = Desk::with_page();
    desk.file("docs.jsonl", "{\"text\":\"x\"}\n{text}\n");
    let error = desk.run(&["build", "docs.jsonl", "--out", "page"]).err;
    assert!(
        error.contains("docs.jsonl, line 2: ") && error.contains("column 2") && !error.contains("line 1"),
        "{error}"
    );
    desk.file("words.jsonl", "{\"qid\":\"1\",\"query\":\"x\"}\n{\"qid\":2}\n");
    let error = desk.run(&["search", "page", "--queries", "words.jsonl"]).err;
    assert!(
        error.contains("words.jsonl, line 2: ") && error.contains("column") && !error.contains("line 1"),
        "{error}"
    );
}

#[test]
fn queries_without_valid_answers_are_not_measured() {
    let desk = Desk::with_page();
    for (queries, told) in [
        ("", "no query"),
        ("{\"qid\":\"1\",\"query\":\"x\",\"glod\":[\"a\"]}\n", "\"gold\""),
        ("{\"qid\":\"1\",\"query\":\"x\",\"gold\":[\"z\"]}\n", "page of this index"),
    ] {
        desk.file("queries.jsonl", queries);
        desk.run(&["eval", "page", "--queries", "queries.jsonl"]).failed(&["queries.jsonl", told]);
    }
    desk.file("queries.jsonl", "{\"qid\":\"1\",\"query\":\"x\",\"gold\":[\"a\",\"z\"]}\n");
    assert!(desk.run(&["eval", "page", "--queries", "queries.jsonl"]).went_well().err.contains("1 of 2 answers"));
}

#[test]
fn a_field_that_no_page_has_is_an_error() {
    let desk = Desk::with_page();
    for asked in [["--filter", "colour=red"], ["--sort", "colour desc"], ["--facets", "colour"]] {
        let [flag, value] = asked;
        let done = desk.run(&["search", "page", "climate", flag, value]);
        assert_eq!(done.code, Some(2), "{done:?}");
        done.failed(&[flag, "“colour”", "Valid fields: ", "lang"]);
    }
    for asked in [["--filter", "lang=en"], ["--sort", "title"], ["--facets", "lang"]] {
        let [flag, value] = asked;
        let done = desk.run(&["search", "page", "climate", flag, value]).went_well();
        assert!(done.err.is_empty(), "{done:?}");
    }
}

#[test]
fn a_binary_file_is_reported_and_the_others_are_indexed() {
    let desk = Desk::new();
    desk.file("texts/good.txt", "全球治理\n\n各国应当加强合作，共同应对挑战。\n");
    desk.file("texts/picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let done = desk.run(&["build", "texts", "--out", "page"]).went_well();
    assert!(done.err.contains("picture.txt") && !done.err.contains("good.txt"), "{done:?}");
    assert!(desk.run(&["search", "page", "治理"]).went_well().out.contains("good.html"));
    std::fs::remove_file(desk.path("texts/good.txt")).unwrap();
    desk.run(&["outline", "texts"]).failed(&["picture.txt"]);
}

#[test]
fn metadata_for_a_missing_text_is_an_error() {
    let desk = Desk::new();
    desk.file("texts/a.txt", "全球治理\n\n各国应当加强合作。\n");
    desk.file("texts/corpus.toml", "title = \"x\"\n\n[files.\"b.txt\"]\ntitle = \"y\"\n");
    desk.run(&["build", "texts", "--out", "page"]).failed(&["corpus.toml", "b.txt"]);
    desk.file("texts/corpus.toml", "title = \"x\"\n\ntitel = \"y\"\n");
    desk.run(&["build", "texts", "--out", "page"]).failed(&["corpus.toml", "line 3", "titel"]);
}

#[test]
fn a_truncated_module_and_a_file_without_an_index_are_refused() {
    let desk = Desk::with_page();
    let module = desk.read(&desk.module("page"));
    desk.file("half.wasm", &module[..module.len() / 2]);
    desk.file("short.wasm", &module[..module.len() - 1]);
    desk.file("bare.wasm", findling_cli::engine::WASM);
    desk.file("page.wasm", "<!doctype html>\n<title>Not found</title>\n");
    desk.file("empty.wasm", "");
    for name in ["half.wasm", "short.wasm", "bare.wasm", "page.wasm", "empty.wasm"] {
        desk.run(&["search", name, "x"]).failed(&[name]);
        desk.run(&["inspect", name]).failed(&[name]);
        desk.run(&["serve", name]).failed(&[name]);
    }
    let mut bent = module;
    let last = bent.len() - 1;
    bent[last] ^= 1;
    desk.file("bent.wasm", bent);
    desk.run(&["search", "bent.wasm", "x"]).failed(&["bent.wasm"]);
}

#[test]
fn texts_of_another_module_are_refused() {
    let desk = Desk::new();
    desk.file("texts/a.txt", "全球治理\n\n各国应当加强合作，共同应对挑战。\n");
    desk.file("others/b.txt", "贸易\n\n各国之间的贸易继续增长。\n");
    desk.run(&["build", "texts", "--out", "page"]).went_well();
    let module = desk.module("page");
    desk.run(&["serve", &module, "--texts", "others"]).failed(&["others", "全球治理", &module]);
}

#[test]
fn a_folder_without_a_search_is_an_error() {
    let desk = Desk::new();
    desk.file("public/index.html", "<main><h1>Home</h1><p>Welcome.</main>");
    for arguments in [&["search", "public", "x"][..], &["inspect", "public"]] {
        desk.run(arguments).failed(&["public", "findling build"]);
    }
}

#[test]
fn a_build_overwrites_no_page_of_the_owner() {
    let desk = Desk::new();
    desk.file("public/index.html", "<main><h1>Home</h1><p>Welcome.</main>");
    desk.file("public/search/index.html", "<main><h1>Search</h1><findling-search></findling-search></main>");
    desk.file("docs/a.md", "# A\n\nText.\n");
    for (source, out) in [("public", "public"), ("public", "public/search"), ("docs", "docs"), ("docs", "public")] {
        let done = desk.run(&["build", source, "--out", out]);
        assert_eq!(done.code, Some(2), "{done:?}");
        assert!(done.err.contains(&format!("--out {out}/findling")), "{done:?}");
    }
    for untouched in ["public/index.html", "public/search/index.html"] {
        assert!(
            !desk.read(untouched).is_empty() && !String::from_utf8(desk.read(untouched)).unwrap().contains("page.js")
        );
    }
    assert!(!desk.path("docs/index.html").exists());
    // A search page of an earlier build is no page of the owner's.
    for _ in 0..2 {
        desk.run(&["build", "docs", "--out", "page"]).went_well();
    }
}

#[test]
fn a_build_refuses_the_root_and_the_home_folder() {
    let desk = Desk::new();
    desk.file("docs/a.md", "# A\n\nText.\n");
    let done = desk.run(&["build", "docs", "--out", "/"]);
    assert!(done.code == Some(2) && done.err.starts_with("error: / is the root of a file system\nhint: "), "{done:?}");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_findling"));
    command.args(["build", "docs", "--out", "."]).current_dir(desk.path("")).env("HOME", desk.path(""));
    let output = command.env("USERPROFILE", desk.path("")).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && error.contains(". is a home folder"), "{error}");
    assert!(!desk.path("findling.js").exists());
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_findling"));
    command.args(["build", "docs", "--out", ".", "--force"]).current_dir(desk.path("")).env("HOME", desk.path(""));
    let output = command.env("USERPROFILE", desk.path("")).output().unwrap();
    assert!(output.status.success() && desk.path("findling.js").exists(), "--force writes anyway: {output:?}");
}
