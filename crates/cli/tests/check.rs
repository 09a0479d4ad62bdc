//! `findling check`, and colours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use desk::Desk;

#[test]
fn expected_answers_pass() {
    let desk = Desk::with_page();
    desk.file(
        "expected.txt",
        "# what visitors ask\n\nclimate → c.html @1\n气候变化 -> a.html\ncooperation trade → https://site.example/b.html\nqwertyuiop → nothing\nclimate → x.html, c\n",
    );
    let done = desk.run(&["check", "expected.txt", "page"]).went_well();
    assert_eq!(done.out, "5 of 5 as expected\n");
}

#[test]
fn a_failed_expectation_is_reported_with_the_actual_results() {
    let desk = Desk::with_page();
    desk.file(
        "expected.txt",
        "climate → c.html\ntrade → c.html @1\nclimate → a.html\ntrade → gone/c.html\ntrade → nothing\n",
    );
    let done = desk.run(&["check", "expected.txt", "page"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    for expected in [
        "failed line 2: trade → c.html: at rank 2, expected within 1; first is b.html “Trade”",
        "failed line 3: climate → a.html: not found; first is c.html “Climate”",
        "failed line 4: trade → gone/c.html: the search has no page gone/c.html; similar: c.html",
        "failed line 5: trade → nothing: 2 found, first b.html “Trade”",
        "1 of 5 as expected",
    ] {
        assert!(done.out.contains(expected), "{expected} is not in: {}", done.out);
    }
    assert!(done.err.contains("4 of 5 queries do not lead to the expected page"), "{}", done.err);
    let json = desk.run(&["check", "expected.txt", "page", "--json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((report["all"].as_u64(), report["failed"].as_array().unwrap().len()), (Some(5), 4));
    assert_eq!(report["failed"][0]["line"], 2);
}

#[test]
fn quoted_words_must_be_in_the_first_excerpt_of_the_page() {
    let desk = Desk::with_page();
    desk.file(
        "expected.txt",
        "climate → c.html \"the CLIMATE  changes\" @1\n气候 → a.html 「共同应对 气候变化。」\ntrade → c, b \"with each other\"\n",
    );
    assert_eq!(desk.run(&["check", "expected.txt", "page"]).went_well().out, "3 of 3 as expected\n");
}

#[test]
fn another_first_excerpt_is_reported_with_its_text() {
    let desk = Desk::new();
    let filler = "It keeps the time well enough for all of us here. ".repeat(12);
    desk.file(
        "public/clock.html",
        format!(
            "<html lang=en><title>Clock</title><main><h1>Clock</h1><p>Wind the clock, wind it. {filler}Oil the wheels.<h2 id=key>Key</h2><p>Turn the key.</main>"
        ),
    );
    desk.run(&["build", "public"]).went_well();
    desk.file(
        "expected.txt",
        "wind → clock.html \"wind the clock\"\nwind → clock.html \"oil the wheels\"\nwind → clock.html 「turn the key」\nwind → clock.html \"turn the wheels\"\n",
    );
    let done = desk.run(&["check", "expected.txt"]);
    assert_eq!(done.code, Some(1), "{done:?}");
    for expected in [
        "failed line 2: wind → clock.html \"oil the wheels\": the first excerpt is “Wind the clock, wind it.",
        "”; the same passage has the expected words outside the excerpt",
        "failed line 3: wind → clock.html \"turn the key\": the first excerpt is “Wind the clock",
        "”; the expected words are at clock.html#key",
        "failed line 4: wind → clock.html \"turn the wheels\": the first excerpt is “Wind the clock",
        "”; the page does not contain the expected words",
        "1 of 4 as expected",
    ] {
        assert!(done.out.contains(expected), "{expected} is not in: {}", done.out);
    }
    assert!(done.err.contains("3 of 4 queries do not lead to the expected page or excerpt"), "{}", done.err);
    let json = desk.run(&["check", "expected.txt", "--json"]).out;
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let row = &report["failed"][1];
    assert_eq!((row["line"].as_u64(), row["words"].as_str()), (Some(3), Some("turn the key")));
    assert!(row["shown"].as_str().is_some_and(|shown| shown.starts_with("Wind the clock")), "{json}");
}

#[test]
fn check_uses_the_search_of_the_site_in_the_current_folder() {
    let desk = Desk::new();
    desk.file("public/clock.html", "<html lang=en><title>Clock</title><main><h1 id=top>Clock</h1><p>Wind it.<h2 id=key>Key</h2><p>Turn the key.</main>");
    desk.run(&["build", "public"]).went_well();
    desk.file("expected.txt", "turn the key → /clock.html#key\nturn the key → /clock.html#spring\n");
    let done = desk.run(&["check", "expected.txt"]);
    assert!(done.code == Some(1) && done.out.contains("line 2") && !done.out.contains("line 1"), "{done:?}");
}

#[test]
fn a_page_can_be_named_like_its_file() {
    let desk = Desk::new();
    let page = "<html lang=en><title>Clock</title><main><h1>Clock</h1><p>Wind it.</main>";
    desk.file("public/中文 目录/50% 钟.html", page);
    desk.run(&["build", "public"]).went_well();
    desk.file("expected.txt", "wind → 中文 目录/50% 钟.html\nwind → /中文%20目录/50%25%20钟\nwind → 中文/钟.html\n");
    let done = desk.run(&["check", "expected.txt"]);
    assert!(done.out.contains("failed line 3") && done.out.contains("2 of 3 as expected"), "{done:?}");
}

#[test]
fn check_uses_the_search_in_the_settings() {
    let desk = Desk::new();
    desk.file("guide/clock.txt", "Clock\n\nWind the clock each morning.\n");
    desk.file("findling.toml", "source = \"guide\"\nout = \"static/search\"\n");
    desk.run(&["build"]).went_well();
    desk.file("expected.txt", "wind → clock.html\n");
    desk.run(&["check", "expected.txt"]).went_well();
}

#[test]
fn an_invalid_expectation_is_reported_with_its_line() {
    let desk = Desk::with_page();
    for (text, named) in [("# only this\n", "line 1"), ("climate → c\nclimate\n", "line 2"), ("x → y @0\n", "line 1")]
    {
        desk.file("expected.txt", text);
        desk.run(&["check", "expected.txt", "page"]).failed(&["expected.txt", named]);
    }
    desk.file("expected.txt", "climate → c\n\nclimate → c \"changes\n");
    desk.run(&["check", "expected.txt", "page"])
        .failed(&["expected.txt, line 3: the quoted words have no closing \"", "hint: Write \" after the last word"]);
    desk.file("expected.txt", "climate → nothing 「changes」\n");
    desk.run(&["check", "expected.txt", "page"]).failed(&["line 1", "hint: Remove the quoted words"]);
    desk.run(&["check", "none.txt", "page"]).failed(&["none.txt"]);
}

#[test]
fn a_pipe_gets_colours_only_on_request() {
    let desk = Desk::with_page();
    desk.file("queries.jsonl", "{\"qid\":\"1\",\"query\":\"climate\",\"gold\":[\"c\"]}\n");
    desk.file("expected.txt", "climate → c\n");
    for arguments in [
        &["search", "page", "climate"][..],
        &["eval", "page", "--queries", "queries.jsonl"],
        &["check", "expected.txt", "page"],
    ] {
        let plain = desk.run(arguments).went_well().out;
        let painted = desk.run(&[arguments, &["--color", "always"]].concat()).went_well().out;
        assert!(!plain.contains('\x1b') && painted.contains("\x1b["), "{arguments:?}: {painted}");
    }
    let json = desk.run(&["eval", "page", "--queries", "queries.jsonl", "--json", "--misses"]).went_well().out;
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((report["tasks"][0]["mrr10"].as_f64(), report["misses"].as_array().unwrap().len()), (Some(1.0), 0));
    assert!(desk.run(&["search", "page", "climate"]).out.contains("[climate]"), "marks have brackets in a pipe");
}

#[test]
fn control_characters_of_a_corpus_are_not_printed() {
    let desk = Desk::new();
    desk.file(
        "docs.jsonl",
        "{\"id\":\"a\",\"title\":\"Bell\\u0007\\u001b[2J\",\"text\":\"The bell \\u001b]0;owned\\u0007 rings.\"}\n",
    );
    desk.run(&["build", "docs.jsonl", "--out", "page"]).went_well();
    let shown = desk.run(&["search", "page", "bell", "--color", "always"]).went_well().out;
    let commands: String = shown.split("\x1b[").skip(1).filter_map(|rest| rest.split('m').next()).collect();
    assert!(!shown.contains('\x07') && !shown.contains("\x1b]") && !shown.contains("\x1b[2J"), "{shown:?}");
    assert!(commands.chars().all(|c| c.is_ascii_digit() || c == ';'), "{shown:?}");
}
