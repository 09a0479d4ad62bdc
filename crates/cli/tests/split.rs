//! A split index, in every command that reads one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use desk::Desk;

/// Documents with a word of their own each, as JSON Lines.
fn documents(desk: &Desk, number: usize, word: &str) {
    let mut lines = String::new();
    for n in 0..number {
        let others: Vec<String> = (0..80).map(|at| format!("word{}", (n * 31 + at * at * 7) % 997)).collect();
        let text = format!("The {word} number{n} is described here, with lanterns. {}.", others.join(" "));
        let _ =
            writeln!(lines, "{{\"id\":\"{n}\",\"url\":\"{n}.html\",\"title\":\"Chapter {n}\",\"text\":\"{text}\"}}");
    }
    desk.file("docs.jsonl", lines);
}

/// The names of the blocks of the search in `page/`.
fn blocks(desk: &Desk) -> BTreeSet<String> {
    let files = fs::read_dir(desk.path("page/blocks")).into_iter().flatten().flatten();
    files.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

fn split(number: usize) -> Desk {
    let desk = Desk::new();
    documents(&desk, number, "tower");
    desk.run(&["build", "docs.jsonl", "--out", "page", "--split"]).went_well();
    desk
}

#[test]
fn a_build_reports_its_form_and_what_a_first_search_fetches() {
    let desk = Desk::new();
    documents(&desk, 60, "tower");
    let done = desk.run(&["build", "docs.jsonl", "--out", "page"]).went_well();
    assert!(done.out.contains("engine and index ") && !desk.path("page/blocks").exists(), "{}", done.out);
    let done = desk.run(&["build", "docs.jsonl", "--out", "page", "--split"]).went_well();
    let files = format!("It is split: {} files in blocks/, the largest ", blocks(&desk).len());
    assert!(
        done.out.contains(&files) && done.out.contains("files (the median of searches for titles)"),
        "{}",
        done.out
    );
    desk.file("findling.toml", "source = \"docs.jsonl\"\nout = \"page\"\nsplit = true\n");
    assert!(desk.run(&["build"]).went_well().out.contains("It is split"));
    assert!(desk.run(&["build", "--no-split"]).went_well().out.contains("engine and index "));
    for both in [&["--split", "--no-split"][..], &["--split", "--single-file", "one.html"]] {
        let done = desk.run(&[&["build"], both].concat());
        assert!(done.code == Some(2) && done.err.contains("cannot be used with"), "{done:?}");
    }
}

#[test]
fn commands_answer_from_a_split_index_as_from_a_whole_one() {
    let desk = split(60);
    desk.run(&["build", "docs.jsonl", "--out", "whole", "--no-split"]).went_well();
    desk.file("q.jsonl", "{\"qid\":\"a\",\"query\":\"number7\",\"gold\":[\"7\"]}\n{\"qid\":\"b\",\"query\":\"chapter 12\",\"gold\":[\"12\"]}\n");
    desk.file("findling-expectations.jsonl", "");
    for arguments in [
        &["search", "PAGE", "number7 lanterns", "--json"][..],
        &["search", "PAGE", "numbr9"],
        &["eval", "PAGE", "--queries", "q.jsonl"],
    ] {
        let run = |page| {
            desk.run(&arguments.iter().map(|word| if *word == "PAGE" { page } else { *word }).collect::<Vec<_>>())
                .went_well()
                .out
        };
        let without_times =
            |out: String| out.lines().filter(|line| !line.contains(" ms")).collect::<Vec<_>>().join("\n");
        assert_eq!(without_times(run("page")), without_times(run("whole")), "{arguments:?}");
    }
    let module = desk.module("page");
    desk.run(&["search", &module, "number7"]).went_well();
    let lost = blocks(&desk).into_iter().find(|name| name.starts_with('t')).unwrap();
    fs::remove_file(desk.path(&format!("page/blocks/{lost}"))).unwrap();
    desk.run(&["search", "page", "number7"]).failed(&[&lost]);
}

#[test]
fn blocks_of_the_build_before_stay_and_older_ones_are_removed() {
    let desk = split(60);
    let first = blocks(&desk);
    documents(&desk, 60, "castle");
    desk.run(&["build", "docs.jsonl", "--out", "page", "--split"]).went_well();
    let second: BTreeSet<String> = blocks(&desk).difference(&first).cloned().collect();
    assert!(first.is_subset(&blocks(&desk)) && !second.is_empty(), "pages that are open need both");
    desk.file("page/blocks/notes.bin", "an owner's file");
    documents(&desk, 60, "palace");
    desk.run(&["build", "docs.jsonl", "--out", "page", "--split"]).went_well();
    let third = blocks(&desk);
    assert!(second.is_subset(&third) && third.contains("notes.bin"));
    assert!(!first.is_subset(&third), "blocks of the first build are removed");
    // An index in the module needs none; the one before it does.
    desk.run(&["build", "docs.jsonl", "--out", "page", "--no-split"]).went_well();
    assert!(blocks(&desk).len() > 1);
    documents(&desk, 60, "mansion");
    desk.run(&["build", "docs.jsonl", "--out", "page", "--no-split"]).went_well();
    assert_eq!(blocks(&desk).into_iter().collect::<Vec<_>>(), ["notes.bin"]);
}

#[test]
fn inspect_shows_blocks_lists_and_what_queries_fetch() {
    let desk = split(60);
    desk.file("q.jsonl", "{\"qid\":\"a\",\"query\":\"number7\"}\n{\"qid\":\"b\",\"query\":\"lanterns\"}\n");
    let done = desk.run(&["inspect", "page", "--queries", "q.jsonl"]).went_well();
    for part in ["leaves", "texts", "longest lists", "fetched by 2 queries", "rounds"] {
        assert!(done.out.contains(part), "{part} is not in: {}", done.out);
    }
    let done = desk.run(&["inspect", "page", "--queries", "q.jsonl", "--json"]).went_well();
    let facts: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    let files: u64 =
        facts["blocks"]["kinds"].as_array().unwrap().iter().map(|kind| kind["files"].as_u64().unwrap()).sum();
    assert_eq!((files, facts["pages"].as_u64()), (blocks(&desk).len() as u64, Some(60)));
    let longest = &facts["blocks"]["longest lists"][0];
    assert!(longest["fragments"].as_u64() > Some(50), "{longest}");
    let queries = &facts["blocks"]["queries"];
    let bytes: Vec<u64> = ["p50", "max"].iter().map(|key| queries["bytes"][key].as_u64().unwrap()).collect();
    assert!(
        queries["number"] == 2 && bytes[0] > 0 && bytes[0] <= bytes[1] && queries["files"]["p50"].as_u64() >= Some(2),
        "{queries}"
    );
    desk.run(&["build", "docs.jsonl", "--out", "whole", "--no-split"]).went_well();
    desk.run(&["inspect", "whole", "--queries", "q.jsonl"]).failed(&["--queries", "--split"]);
}

#[test]
fn doctor_finds_blocks_that_are_missing_damaged_or_web_pages() {
    let desk = split(60);
    let done = desk.run(&["doctor", "page"]).went_well();
    assert!(
        done.out.contains(&format!("a split index with {} blocks, all of one build", blocks(&desk).len())),
        "{}",
        done.out
    );
    let name = blocks(&desk).into_iter().next().unwrap();
    let (path, bytes) = (format!("page/blocks/{name}"), desk.read(&format!("page/blocks/{name}")));
    for (content, what) in [
        (&bytes[..bytes.len() / 2], "are damaged, or of another build: blocks/"),
        (b"<!doctype html><p>Not found", "are web pages: blocks/"),
    ] {
        desk.file(&path, content);
        let done = desk.run(&["doctor", "page"]);
        assert!(done.code == Some(1) && done.out.contains(what) && done.out.contains(&name), "{done:?}");
    }
    fs::remove_file(desk.path(&path)).unwrap();
    assert!(desk.run(&["doctor", "page"]).out.contains("are missing: blocks/"));
    fs::remove_dir_all(desk.path("page/blocks")).unwrap();
    assert!(desk.run(&["doctor", "page"]).out.contains(" more\n"));
}
