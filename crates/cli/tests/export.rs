//! `findling export`: its files for each engine, whole and the same at every run, whatever interrupts it and whatever the texts contain.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;
mod golden;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use desk::Desk;
use findling_indexer::cut;
use findling_indexer::read::read;
use serde_json::{Value, json};

const ENGINES: [&str; 6] = ["groonga", "opensearch", "meilisearch", "typesense", "quickwit", "jsonl"];

const TINY: &str = concat!(
    r#"{"id":"lamp","url":"guide/lamp.html","title":"The lamp","text":"The lamp is lit at dusk. World Health Organization (WHO) staff light lamps.\n\nLighting one takes a minute.","lang":"en","authors":["Ann Lee","Bo"],"date":"2020-03","topic":"light","rank":2}"#,
    "\n",
    r#"{"id":"tide","url":"guide/tide.html","title":"潮汐表","text":"潮汐表每天更新两次，港口的水位由它决定。","lang":"zh-Hans","date":"2021","topic":"water","rank":1.5}"#,
    "\n",
    r#"{"id":"log","url":"changelog.html","title":"Changelog","text":"The lamp was fixed in 1.2.","lang":"en","a.b":"x"}"#,
    "\n"
);

fn lines(bytes: &[u8]) -> Vec<Value> {
    String::from_utf8(bytes.to_vec()).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The files of a folder by name, without the scripts and the module of the page.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_file() {
            files.insert(name, fs::read(&path).unwrap());
        } else if name == "www" {
            files.insert("www/provider.json".to_owned(), fs::read(path.join("provider.json")).unwrap());
        } else {
            panic!("{name} is left behind");
        }
    }
    files
}

/// All files below a folder.
fn all_files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn the_files_for_every_engine_are_those_in_golden() {
    let desk = Desk::new();
    desk.file("docs.jsonl", TINY);
    desk.file("synonyms.txt", "lamp, light\n");
    for engine in ENGINES {
        let arguments = ["export", "docs.jsonl", "--to", engine, "--out", engine, "--synonyms", "synonyms.txt"];
        let done = desk.run(&arguments).went_well();
        assert!(done.out.starts_with(&format!("{engine}: 3 passages of 3 pages, ")) && done.err.is_empty(), "{done:?}");
        golden::assert_same(engine, &files(&desk.path(engine)));
    }
}

#[test]
fn every_passage_of_a_build_is_one_record() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for source in [root.join("seeds"), root.join("tests/sites/plain"), root.join("docs")] {
        let desk = Desk::new();
        desk.run(&["export", source.to_str().unwrap(), "--to", "jsonl", "--out", "out", "--quiet"]).went_well();
        let records = lines(&desk.read("out/records.jsonl"));
        let corpus = read(&source).unwrap();
        let mut expected = Vec::new();
        for (number, page) in corpus.pages.iter().enumerate() {
            for (order, passage) in cut(page).iter().enumerate() {
                let anchor = (!passage.anchor.is_empty()).then(|| passage.anchor.clone());
                expected.push(json!([
                    format!("{number}-{order}"),
                    page.url,
                    page.title,
                    passage.path,
                    passage.text,
                    anchor
                ]));
            }
        }
        let field = |record: &Value, name: &str| record.get(name).cloned().unwrap_or(Value::Null);
        let names = ["id", "page", "title", "headings", "text", "anchor"];
        let found: Vec<Value> =
            records.iter().map(|record| names.iter().map(|name| field(record, name)).collect()).collect();
        assert_eq!(found, expected, "{}", source.display());
    }
}

#[test]
fn two_exports_have_the_same_bytes() {
    let desk = Desk::new();
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    for out in ["one", "two"] {
        desk.run(&["export", seeds.to_str().unwrap(), "--to", "groonga", "--out", out]).went_well();
    }
    desk.run(&["export", seeds.to_str().unwrap(), "--to", "groonga", "--out", "two"]).went_well();
    let (one, two) = (all_files(&desk.path("one")), all_files(&desk.path("two")));
    assert!(one == two && one.len() > 20);
    assert!(one.keys().any(|name| name.starts_with("www/") && name.ends_with("-2.html")), "reader pages are there");
    assert!(String::from_utf8_lossy(&one["www/index.html"]).contains("<findling-results src=\"provider.json\""));
}

#[test]
fn an_interrupted_export_goes_on_where_it_was() {
    let desk = Desk::new();
    for n in 0..40 {
        desk.file(
            &format!("docs/{n:02}.txt"),
            format!("Title {n}\n\nThe text of number {n}, about lamps and tides.\n"),
        );
    }
    let arguments = ["export", "docs", "--to", "opensearch", "--out", "out"];
    desk.run(&["export", "docs", "--to", "opensearch", "--out", "whole"]).went_well();
    // The folder of the page can't be made: the records are finished and have no name yet.
    desk.file("out/www", "in the way");
    let done = desk.run(&arguments);
    assert_eq!(done.code, Some(1), "{done:?}");
    assert!(!desk.path("out/records.jsonl").exists() && !desk.path("out/import.sh").exists());
    // As after a crash: the last checkpoint is at the 10th file, and half a record follows.
    let note = "out/.findling-export/progress.json";
    let mut progress: Value = serde_json::from_slice(&desk.read(note)).unwrap();
    assert_eq!((&progress["part"], &progress["passages"]), (&json!(40), &json!(40)));
    let mut records = desk.read("out/.findling-export/records.jsonl");
    let bytes: usize = records.split_inclusive(|byte| *byte == b'\n').take(10).map(<[u8]>::len).sum();
    records.truncate(bytes + 25);
    // Lines before the checkpoint are not written again.
    let at = records.windows(8).position(|window| window == b"number 3").unwrap();
    records[at..at + 8].copy_from_slice(b"NUMBER 3");
    desk.file("out/.findling-export/records.jsonl", &records);
    for (name, value) in [("part", 10), ("passages", 10), ("bytes", bytes)] {
        progress[name] = json!(value);
    }
    desk.file(note, progress.to_string());
    fs::remove_file(desk.path("out/www")).unwrap();
    let done = desk.run(&arguments).went_well();
    assert!(done.out.contains("40 passages of 40 pages"), "{}", done.out);
    let mut found = desk.read("out/records.jsonl");
    let at = found.windows(8).position(|window| window == b"NUMBER 3").expect("the kept part");
    found[at..at + 8].copy_from_slice(b"number 3");
    assert_eq!(found, desk.read("whole/records.jsonl"));
    assert!(!desk.path("out/.findling-export").exists());
    // A source that changed starts again.
    desk.file("out/.findling-export/records.jsonl", &records);
    desk.file(note, progress.to_string());
    desk.file("docs/40.txt", "Title 40\n\nOne more text about lamps.\n");
    desk.run(&arguments).went_well();
    let found = desk.read("out/records.jsonl");
    assert_eq!(lines(&found).len(), 41);
    assert!(!String::from_utf8(found).unwrap().contains("NUMBER 3"), "no record of the earlier export stays");
}

#[test]
fn hostile_texts_stay_texts() {
    let title = "</script><script>alert(\"1\")</script> ' \u{0} \n \\ \u{2028} <b>";
    let hostile = json!({ "id": title, "url": "javascript:alert(1)", "title": title, "text": format!("{title}\u{0}body"), "lang": "en\" x=\"", title: title, "date": "2020-02-31\"" });
    let quiet = json!({ "id": "b", "url": "b.html", "title": "B", "text": "$(reboot) `reboot` ,\"order\":0,", "rank": "1e999" });
    let desk = Desk::new();
    desk.file("docs.jsonl", format!("{hostile}\n{quiet}\n"));
    for engine in ENGINES {
        desk.run(&["export", "docs.jsonl", "--to", engine, "--out", engine]).went_well();
        let records = lines(&desk.read(&format!("{engine}/records.jsonl")));
        let shown = title.replace('\0', " ");
        assert_eq!((records.len(), records[0]["title"].as_str()), (2, Some(shown.as_str())));
        assert_eq!(records[0]["text"], format!("{shown} body"));
        let provider: Value = serde_json::from_slice(&desk.read(&format!("{engine}/www/provider.json"))).unwrap();
        assert_eq!((&provider["pages"], &provider["key"]), (&json!(2), &json!("")));
        let page = String::from_utf8(desk.read(&format!("{engine}/www/index.html"))).unwrap();
        assert!(!page.contains("<script>alert"));
        if engine == "groonga" {
            let schema = String::from_utf8(desk.read("groonga/schema.txt")).unwrap();
            let plain = |c: char| c.is_ascii_alphanumeric() || "?=&%_.-~\n".contains(c);
            assert!(schema.chars().all(plain), "{schema}");
        }
    }
    // Without addresses the lines get reader pages.
    desk.file("texts.jsonl", format!("{}\n", json!({ "title": title, "text": title })));
    desk.run(&["export", "texts.jsonl", "--to", "jsonl", "--out", "texts"]).went_well();
    assert!(!String::from_utf8(desk.read("texts/www/1.html")).unwrap().contains("<script>alert"));
}

#[test]
fn a_second_export_into_a_folder_waits_for_the_first() {
    let desk = Desk::new();
    desk.file("docs.jsonl", TINY);
    fs::create_dir(desk.path("out")).unwrap();
    let lock = fs::File::open(desk.path("out")).unwrap();
    lock.lock().unwrap();
    let done = std::thread::scope(|scope| {
        let export = scope.spawn(|| desk.run(&["export", "docs.jsonl", "--to", "jsonl", "--out", "out"]));
        std::thread::sleep(std::time::Duration::from_millis(500));
        assert!(!desk.path("out/.findling-export").exists() && !desk.path("out/records.jsonl").exists());
        drop(lock);
        export.join().unwrap()
    });
    assert!(done.went_well().err.contains("waiting for another build that writes into out"));
}

#[test]
fn settings_of_an_earlier_export_are_removed() {
    let desk = Desk::new();
    desk.file("docs.jsonl", TINY);
    desk.file("synonyms.txt", "lamp, light\n");
    let export = |engine: &str, more: &[&str]| {
        desk.run(&[&["export", "docs.jsonl", "--to", engine, "--out", "out"], more].concat()).went_well();
    };
    // The folder has files of the owner, which are no earlier export.
    desk.file("out/settings.json", "of the owner");
    export("groonga", &["--synonyms", "synonyms.txt"]);
    assert_eq!(desk.read("out/settings.json"), b"of the owner");
    fs::remove_file(desk.path("out/settings.json")).unwrap();
    assert!(desk.path("out/synonyms.jsonl").exists() && desk.path("out/variants.jsonl").exists());
    for engine in ENGINES.iter().rev() {
        export(engine, &["--no-variants", "--no-abbreviations"]);
        let names = |folder: &str| files(&desk.path(folder)).into_keys().collect::<Vec<_>>();
        desk.run(&["export", "docs.jsonl", "--to", engine, "--out", engine, "--no-variants", "--no-abbreviations"])
            .went_well();
        assert_eq!(names("out"), names(engine));
    }
    // Records alone are for an engine of the owner's own.
    for _ in 0..2 {
        export("jsonl", &[]);
        for name in ["import.sh", "schema.json", "settings.json"] {
            desk.file(&format!("out/{name}"), "of the owner");
        }
    }
    export("jsonl", &[]);
    for name in ["import.sh", "schema.json", "settings.json"] {
        assert_eq!(desk.read(&format!("out/{name}")), b"of the owner", "{name}");
    }
}

#[test]
fn reader_pages_of_removed_documents_are_removed() {
    let desk = Desk::new();
    for (name, title) in [("lamp", "Lamp"), ("tide", "Tide"), ("more/rope", "Rope")] {
        desk.file(&format!("docs/{name}.txt"), format!("{title}\n\nA text about it.\n"));
    }
    let arguments = ["export", "docs", "--to", "jsonl", "--out", "out"];
    desk.run(&arguments).went_well();
    let pages = || -> Vec<String> {
        all_files(&desk.path("out/www"))
            .into_keys()
            .filter(|name| Path::new(name).extension() == Some("html".as_ref()) && name != "index.html")
            .collect()
    };
    let before = pages();
    assert_eq!(before.len(), 3, "{before:?}");
    // Files of the owner, and pages of another search.
    let rope = before.iter().find(|name| name.contains("rope")).unwrap();
    desk.file("out/www/owner.html", "<p>Of the owner.</p>");
    desk.file("out/www/other/findling.js", "");
    desk.file("out/www/other/rope.html", desk.read(&format!("out/www/{rope}")));
    fs::remove_dir_all(desk.path("docs/more")).unwrap();
    desk.run(&arguments).went_well();
    let mut expected: Vec<String> = before.iter().filter(|name| *name != rope).cloned().collect();
    expected.extend(["other/rope.html".to_owned(), "owner.html".to_owned()]);
    expected.sort();
    assert_eq!(pages(), expected);
}

#[test]
fn a_selector_that_leaves_out_text_gets_no_warning() {
    let desk = Desk::new();
    let page = |title: &str| {
        format!("<title>{title}</title><main><h1>{title}</h1><p>The {title}.</p><p class=note>A note.</p></main>")
    };
    desk.file("site/index.html", page("lamp"));
    desk.file("site/tide.html", page("tide"));
    let arguments = ["export", "site", "--to", "jsonl", "--out", "out", "--exclude-selector", ".note"];
    let done = desk.run(&arguments).went_well();
    assert!(
        done.err.is_empty() && !String::from_utf8(desk.read("out/records.jsonl")).unwrap().contains("A note"),
        "{done:?}"
    );
    let done = desk.run(&[&arguments[..], &["--exclude-selector", ".none"]].concat()).went_well();
    assert!(
        done.err.contains("--exclude-selector .none leaves out nothing") && !done.err.contains(".note"),
        "{done:?}"
    );
}

#[test]
fn a_key_that_the_owner_wrote_stays() {
    let desk = Desk::new();
    desk.file("docs.jsonl", TINY);
    let arguments = ["export", "docs.jsonl", "--to", "meilisearch", "--out", "out"];
    desk.run(&arguments).went_well();
    let mut provider: Value = serde_json::from_slice(&desk.read("out/www/provider.json")).unwrap();
    provider["key"] = json!("search-only");
    provider["endpoint"] = json!("https://search.example.org");
    desk.file("out/www/provider.json", provider.to_string());
    desk.run(&arguments).went_well();
    let read = || -> Value { serde_json::from_slice(&desk.read("out/www/provider.json")).unwrap() };
    assert_eq!((&read()["key"], &read()["endpoint"]), (&json!("search-only"), &json!("https://search.example.org")));
    desk.run(&[&arguments[..], &["--endpoint", "/search"]].concat()).went_well();
    let script = String::from_utf8(desk.read("out/import.sh")).unwrap();
    assert!(
        script.contains("endpoint=${ENDPOINT:-http://127.0.0.1:7700}\n"),
        "visitors reach another address than import.sh"
    );
    assert_eq!((&read()["key"], &read()["endpoint"]), (&json!("search-only"), &json!("/search")));
}

#[test]
fn errors_state_what_to_do() {
    let desk = Desk::new();
    desk.file("docs/a.txt", "A\n\ntext\n");
    for (arguments, code, parts) in [
        (
            &["export", "docs", "--to", "groonga", "--out", "docs/out"][..],
            2,
            ["docs/out is inside the source", "hint: Name a folder beside"],
        ),
        (&["export", "docs", "--to", "solr", "--out", "out"], 2, ["invalid value 'solr'", "groonga"]),
        (&["export", "docs", "--to", "jsonl"], 2, ["--out", "required"]),
        (&["export", "none", "--to", "jsonl", "--out", "out"], 1, ["error: none", "hint: Check the path"]),
    ] {
        let done = desk.run(arguments);
        assert_eq!(done.code, Some(code), "{done:?}");
        assert!(parts.iter().all(|part| done.err.contains(part)), "{}", done.err);
    }
}

#[test]
fn the_text_decides_about_settings_for_scripts_without_spaces() {
    let text = "潮汐表每天更新两次，港口的水位由它决定。";
    let exported = |lang: Option<&str>, text: &str| {
        let desk = Desk::new();
        let mut page = json!({ "url": "a.html", "title": "A", "text": text });
        if let Some(lang) = lang {
            page["lang"] = json!(lang);
        }
        desk.file("docs.jsonl", format!("{page}\n"));
        for engine in ENGINES {
            desk.run(&["export", "docs.jsonl", "--to", engine, "--out", engine]).went_well();
        }
        let settings = |path: &str| -> Value { serde_json::from_slice(&desk.read(path)).unwrap() };
        let opensearch = settings("opensearch/index.json");
        let has_bigrams = opensearch["mappings"]["properties"]["text"]["fields"]["cjk"].is_object();
        let is_simplified = opensearch["settings"]["analysis"]["char_filter"]["simplified"].is_object();
        let locale = settings("typesense/schema.json")["fields"][4]["locale"].as_str().unwrap_or_default().to_owned();
        let mappings = settings("quickwit/index.json")["doc_mapping"]["field_mappings"].clone();
        let tokenizer = mappings[5]["tokenizer"].as_str().unwrap().to_owned();
        let has_variants = desk.path("groonga/variants.jsonl").exists();
        let substring = settings("opensearch/www/provider.json")["capabilities"]["substring"].as_bool().unwrap();
        (has_bigrams, is_simplified, has_variants, substring, locale, tokenizer)
    };
    let with_cjk = |locale: &str| (true, true, true, true, locale.to_owned(), "chinese_compatible".to_owned());
    assert_eq!(exported(None, text), with_cjk("zh"));
    assert_eq!(exported(Some("en"), text), with_cjk("zh"));
    assert_eq!(exported(None, "港の灯りは日暮れにともります。"), with_cjk("ja"));
    let english = (false, false, false, false, String::new(), "en_stem".to_owned());
    let quoted = "The sign 港 is that of a harbour, and the lamp beside it is lit at dusk.";
    assert_eq!(exported(Some("en-US"), quoted), english);
}
