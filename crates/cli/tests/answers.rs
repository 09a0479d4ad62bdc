//! The output of the verbs: for people, and in the forms that programs read.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use desk::Desk;
use serde_json::{Value, json};

fn json_of(desk: &Desk, arguments: &[&str]) -> Value {
    serde_json::from_str(&desk.run(arguments).went_well().out).unwrap()
}

/// The ids that a search gives, best first.
fn ids(desk: &Desk, query: &str, options: &[&str]) -> Vec<String> {
    let answer = json_of(desk, &[&["search", "page", query, "--json"], options].concat());
    answer["pages"].as_array().unwrap().iter().map(|page| page["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_file_of_queries_is_answered_line_by_line_in_order() {
    let desk = Desk::with_page();
    let queries = "{\"qid\":\"7\",\"query\":\"trade\"}\n\n{\"qid\":\"x\",\"query\":\"多边\"}\n{\"qid\":\"3\",\"query\":\"zzzz\"}\n";
    desk.file("queries.jsonl", queries);
    let out = desk.run(&["search", "page", "--queries", "queries.jsonl"]).went_well().out;
    let rows: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        rows,
        [
            json!({ "qid": "7", "ids": ["b", "c"] }),
            json!({ "qid": "x", "ids": ["a"] }),
            json!({ "qid": "3", "ids": [] })
        ]
    );
}

#[test]
fn eval_prints_a_table_with_a_row_per_task() {
    let desk = Desk::with_page();
    desk.file(
        "queries.jsonl",
        "{\"qid\":\"1\",\"query\":\"trade\",\"gold\":[\"b\"],\"task\":\"words\"}\n\
         {\"qid\":\"2\",\"query\":\"多边\",\"gold\":[\"b\"],\"task\":\"wrong\"}\n",
    );
    let out = desk.run(&["eval", "page", "--queries", "queries.jsonl", "--misses"]).went_well().out;
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["task", "queries", "MRR@10", "hit@1", "hit@10", "recall@10", "precision@10", "no", "results"]);
    assert_eq!(rows[1][..5], ["words", "1", "1.0000", "1.0000", "1.0000"]);
    assert_eq!(rows[2][..5], ["wrong", "1", "0.0000", "0.0000", "0.0000"]);
    assert_eq!(rows[3], ["wrong", "2", "-", "多边", "b"]);
}

#[test]
fn eval_counts_the_snippets_that_hold_an_answer() {
    let desk = Desk::new();
    desk.file(
        "docs.jsonl",
        "{\"id\":\"a\",\"title\":\"Lamp\",\"text\":\"The lamp was lit by Ada   Byron.\"}\n\
         {\"id\":\"b\",\"title\":\"Lens\",\"text\":\"The lens was cut in Paris.\"}\n",
    );
    desk.run(&["build", "docs.jsonl", "--out", "page"]).went_well();
    desk.file(
        "queries.jsonl",
        "{\"qid\":\"1\",\"query\":\"lamp lit\",\"gold\":[\"a\"],\"task\":\"question\",\"answers\":[\"ada byron\"]}\n\
         {\"qid\":\"2\",\"query\":\"lens cut\",\"gold\":[\"b\"],\"task\":\"question\",\"answers\":[\"London\"]}\n",
    );
    let out = desk.run(&["eval", "page", "--queries", "queries.jsonl", "--misses"]).went_well().out;
    let rows: Vec<Vec<&str>> = out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(rows[3], ["task", "answers", "page@1", "page@3", "first", "page", "three"]);
    assert_eq!(rows[4], ["question", "2", "1.0000", "1.0000", "0.5000", "0.5000", "0.5000"]);
    assert_eq!(rows[5], ["question", "2", "1", "lens", "cut", "b"], "a question without its answer is a miss");
    let json = json_of(&desk, &["eval", "page", "--queries", "queries.jsonl", "--json"]);
    assert_eq!(json["tasks"][0]["answers"]["first"], json!(0.5));
}

#[test]
fn inspect_names_pages_that_rank_behind_others() {
    let desk = Desk::new();
    let page = |id: &str, title: &str| json!({ "id": id, "title": title, "text": format!("About the {title}."), "lang": "en" });
    let pages = [page("guide", "Guide"), page("news", "Changelog")].map(|page| format!("{page}\n"));
    desk.file("notes.jsonl", pages.concat());
    desk.run(&["build", "notes.jsonl", "--out", "page", "--weight", "changelog=0.3"]).went_well();
    let rows = json_of(&desk, &["inspect", "page", "--json"])["lowered pages"].clone();
    let url = rows[0]["urls"][0].as_str().unwrap().to_owned();
    assert_eq!(rows, json!([{ "weight": "changelog", "value": 0.3, "urls": [url] }]));
    assert!(url.contains("news"), "{url}");
    let out = desk.run(&["inspect", "page"]).went_well().out;
    assert!(out.contains(&format!(" 1  changelog 0.3: {url}\n")), "{out}");
}

#[test]
fn inspect_lists_the_size_of_each_section() {
    let desk = Desk::with_page();
    let facts = json_of(&desk, &["inspect", "page", "--json"]);
    assert_eq!((&facts["pages"], &facts["title"]), (&json!(3), &json!("docs")));
    for number in ["passages", "texts", "tokens", "terms", "text", "T", "pack", "brotli", "memory"] {
        assert!(facts[number].as_u64().is_some_and(|n| n > 0), "{number} in {facts}");
    }
    assert!(facts["ratio"].as_f64().is_some_and(|ratio| ratio > 0.0), "{facts}");
    assert_eq!(facts["heaviest pages"][0]["url"], "a.html");
    assert_eq!(facts["text by language"][0]["name"], "en");
    desk.run(&["inspect", "page", "--html", "weights.html"]).went_well();
    let picture = String::from_utf8(desk.read("weights.html")).unwrap();
    assert!(picture.contains("<td>多边合作<td") && picture.contains("<td>surface table<td"), "{picture}");
    assert_eq!(facts["content"].as_str().map(str::len), Some(16));
    let sections = facts["sections"].as_array().unwrap();
    let bytes: u64 = sections.iter().map(|section| section["bytes"].as_u64().unwrap()).sum();
    assert!(sections.iter().any(|section| section["name"] == "page table"), "{facts}");
    assert!(
        sections.iter().any(|s| s["name"] == "surface table") && bytes <= facts["pack"].as_u64().unwrap(),
        "{facts}"
    );
    assert!(facts["languages"].as_array().unwrap().contains(&json!("zh-Hans")), "{facts}");
}

#[test]
fn results_are_filtered_sorted_and_counted_by_metadata() {
    let desk = Desk::with_page();
    assert_eq!(ids(&desk, "合作", &["--filter", "lang=en"]), ["b"]);
    assert_eq!(ids(&desk, "合作", &["--filter", "lang!=en"]), ["a"]);
    assert_eq!(ids(&desk, "trade", &["--filter", "date=2020..2022"]), ["c"]);
    assert_eq!(ids(&desk, "trade", &["--filter", "year=..2019"]), ["b"]);
    assert_eq!(ids(&desk, "合作", &["--filter", "lang=en", "--filter", "lang=zh", "--sort", "date"]), ["b", "a"]);
    assert_eq!(ids(&desk, "trade", &["--sort", "date desc"]), ["c", "b"]);
    assert_eq!(ids(&desk, "trade", &["--sort", "date asc"]), ["b", "c"]);
    let answer = json_of(&desk, &["search", "page", "合作", "--facets", "source", "--facets", "lang", "--json"]);
    assert_eq!(answer["facets"]["lang"], json!([["en", 1], ["zh-Hans", 1]]));
    let out = desk.run(&["search", "page", "trade", "--facets", "source"]).went_well().out;
    assert!(out.contains("source: Weekly ×2\n"), "{out}");
}

#[test]
fn explain_lists_why_a_page_was_found() {
    let desk = Desk::with_page();
    let out = desk.run(&["search", "page", "trade", "--explain"]).went_well().out;
    assert!(out.contains("“trade”: exact in title, text, ×2, weight "), "{out}");
    assert!(!desk.run(&["search", "page", "trade"]).went_well().out.contains("weight"));
    let why = &json_of(&desk, &["search", "page", "trade", "--explain", "--json"])["pages"][0]["why"][0];
    assert_eq!((&why["kind"], &why["count"]), (&json!("exact"), &json!(2)));
}

#[test]
fn metadata_that_matches_is_printed_with_its_marks_and_counted() {
    let desk = Desk::new();
    let page = r#"{"id": "a", "title": "Engines", "text": "Wheels and cards.", "authors": ["Charles Babbage", "Ada Lovelace"]}"#;
    desk.file("docs.jsonl", page);
    desk.run(&["build", "docs.jsonl", "--out", "page"]).went_well();
    let out = desk.run(&["search", "page", "lovelace"]).went_well().out;
    assert!(out.starts_with("1 page, 1 match\n") && out.contains("   authors: Ada [Lovelace]\n"), "{out}");
    assert!(!out.contains("Babbage"), "{out}");
    let page = &json_of(&desk, &["search", "page", "lovelace", "--json"])["pages"][0];
    assert_eq!((&page["count"], &page["metaMarks"]), (&json!(1), &json!({ "authors": [[], [[4, 12]]] })));
    let out = desk.run(&["search", "page", "wheels"]).went_well().out;
    assert!(!out.contains("authors"), "{out}");
}

#[test]
fn explain_names_changelogs_whose_score_is_lowered() {
    let desk = Desk::new();
    let pages = r#"{"id": "a", "title": "Changelog", "text": "The lamp is brighter."}
{"id": "b", "title": "Lamps", "text": "A lamp is lit at dusk."}
"#;
    desk.file("docs.jsonl", pages);
    desk.run(&["build", "docs.jsonl", "--out", "page"]).went_well();
    let out = desk.run(&["search", "page", "lamp", "--explain"]).went_well().out;
    assert_eq!(
        out.matches("   changelog, list of links, older version, copy or translation: score × 0.50\n").count(),
        1,
        "{out}"
    );
    let out = desk.run(&["search", "page", "lamp changelog", "--explain"]).went_well().out;
    assert!(!out.contains(": score ×"), "{out}");
}

#[test]
fn outline_lists_articles_with_metadata_headings_and_passages() {
    let desk = Desk::new();
    desk.file("texts/a.txt", TEXT);
    desk.file(
        "texts/corpus.toml",
        "title = \"论文\"\n\n[files.\"a.txt\"]\nauthors = [\"李四\", \"王五\"]\ndate = \"2020-04-03\"\n",
    );
    let files = json_of(&desk, &["outline", "texts", "--json"]);
    let page = &files[0]["pages"][0];
    assert_eq!(
        (&files[0]["file"], &page["id"], &page["title"]),
        (&json!("a.txt"), &json!("a"), &json!("全球治理的未来"))
    );
    assert_eq!((&page["authors"], &page["date"]), (&json!(["李四", "王五"]), &json!("2020-04-03")));
    let headings: Vec<&str> =
        page["headings"].as_array().unwrap().iter().map(|h| h["text"].as_str().unwrap()).collect();
    assert_eq!(headings, ["一、背景", "二、建议"]);
    let passages = page["passages"].as_array().unwrap();
    assert_eq!(passages[1]["path"], json!(["二、建议"]));
    assert!(passages.iter().all(|p| p["length"].as_u64() > Some(10) && p["anchor"].is_string()), "{passages:?}");
    let out = desk.run(&["outline", "texts"]).went_well().out;
    for line in ["a.txt", "  全球治理的未来  (a)", "  李四, 王五, 2020-04-03", "    一、背景"] {
        assert!(out.lines().any(|l| l == line), "“{line}” is not in\n{out}");
    }
}

#[test]
fn dropped_texts_are_listed_with_their_line_and_reason() {
    let desk = Desk::new();
    let text = "全球治理的未来\n\n□ 张 三\n\n当前世界面临多重挑战，各国应当加强多边合作，维护共同利益。\n\n（作者系某某大学教授）\n";
    desk.file("texts/a.txt", text);
    let out = desk.run(&["inspect", "texts", "--dropped"]).went_well().out;
    assert_eq!(out, "a.txt:3\tmetadata\t□ 张三\na.txt:7\tmetadata\t（作者系某某大学教授）\n");
    let rows = json_of(&desk, &["inspect", "texts/a.txt", "--dropped", "--json"]);
    assert_eq!(rows[0], json!({ "file": "a.txt", "line": 3, "why": "metadata", "text": "□ 张三" }));
}

#[test]
fn the_encoding_option_overrides_detection() {
    let desk = Desk::new();
    // 国际合作 in GB 18030, which in another encoding of that family reads as other words.
    desk.file("texts/a.txt", b"\xb9\xfa\xbc\xca\xba\xcf\xd7\xf7");
    let title =
        |name| json_of(&desk, &["outline", "texts", "--json", "--encoding", name])[0]["pages"][0]["title"].clone();
    assert_eq!(title("gb18030"), json!("国际合作"));
    assert_ne!(title("big5"), json!("国际合作"));
}

#[test]
fn a_build_records_its_options_in_the_index() {
    let desk = Desk::with_page();
    desk.file("same.txt", "trade, commerce # business\n");
    let all = desk.run(&[
        "build",
        "docs.jsonl",
        "--out",
        "page",
        "--no-pinyin",
        "--no-abbreviations",
        "--synonyms",
        "same.txt",
    ]);
    all.went_well();
    assert_eq!(
        json_of(&desk, &["inspect", "page", "--json"])["options"],
        json!(["no-pinyin", "no-abbreviations", "synonyms=1"])
    );
    assert_eq!(ids(&desk, "commerce", &[]), ["b", "c"]);
    desk.file("same.txt", "trade, commerce\n\nalone\n");
    desk.run(&["build", "docs.jsonl", "--out", "page", "--synonyms", "same.txt"])
        .failed(&["same.txt", "line 3", "alone"]);
    desk.run(&["build", "docs.jsonl", "--out", "page", "--synonyms", "none.txt"]).failed(&["none.txt"]);
}

const TEXT: &str = "全球治理的未来

一、背景

当前世界面临多重挑战，各国应当加强多边合作，共同应对气候变化与公共卫生危机，维护共同利益。

二、建议

各国应当支持世界卫生组织发挥作用，稳定全球供应链，推动世界经济早日恢复增长，实现共同发展。
";
