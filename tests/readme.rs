//! The README and the documentation keep their word: examples run, commands work, and figures are those of the benchmarks.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod pages;
mod seeds;

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use findling_harness::node;
use pages::{blocks, book, root, text};

/// The most lines that the README may have.
const LINES: usize = 120;

fn desk(name: &str) -> std::path::PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn examples_in_javascript_run() {
    let folder = desk("examples-of-docs");
    for name in ["findling.js", "index.js", "engine.js", "findling.wasm"] {
        fs::write(folder.join(name), &seeds::site().files[name]).unwrap();
    }
    fs::write(folder.join("package.json"), "{\"type\":\"module\"}").unwrap();
    let mut count = 0;
    for page in book().iter().map(String::as_str).chain(["README.md"]) {
        for (language, block) in blocks(&text(page)) {
            if language != "js" || !block.contains("from \"./findling.js\"") {
                continue;
            }
            fs::write(folder.join("example.js"), block).unwrap();
            let printed = node(&folder.join("example.js"), &[]).unwrap_or_else(|error| panic!("{page}: {error}"));
            assert!(!printed.trim().is_empty(), "{page}: the example prints nothing");
            if page == "README.md" {
                assert!(printed.contains("疫情下的全球化") && printed.contains("[ '全球化'"), "{printed}");
            }
            count += 1;
        }
    }
    assert!(count >= 3, "{count} examples");
}

/// A folder with the site and the files that the commands of the documentation name.
fn with_a_site() -> std::path::PathBuf {
    let folder = desk("commands-of-docs");
    let lines = "<script type=\"module\" src=\"/findling/findling.js\"></script><findling-search></findling-search>";
    let page = |title: &str, date: &str, text: &str| {
        format!(
            "<!doctype html><html lang=en><title>{title}</title><meta property=article:published_time content={date}>{lines}\
             <main><h1>{title}</h1><p>{text}</p></main>"
        )
    };
    for (name, content) in [
        ("public/index.html", page("Lighthouses", "2024-05-01", "The lens and the horn of a lighthouse.")),
        ("public/lens.html", page("The lens", "2022-02-03", "Spirit of wine takes the salt off the lens.")),
        ("public/water.html", page("Water", "2021-02-03", "Climate change raises the water.")),
        ("notes/a.md", "# Notes\n\nA harbour.\n".to_owned()),
        ("synonyms.txt", "car, automobile\n".to_owned()),
        ("queries.jsonl", "{\"qid\":\"1\",\"query\":\"climate change\"}\n".to_owned()),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// The arguments of a line of a shell, with its quotes.
fn arguments(line: &str) -> Vec<OsString> {
    let mut arguments: Vec<String> = Vec::new();
    let (mut quote, mut inside) = (None, false);
    for c in line.chars() {
        match (quote, c) {
            (None, '\'' | '"') => (quote, inside) = (Some(c), inside),
            (Some(open), c) if c == open => quote = None,
            (None, ' ') => {
                inside = false;
                continue;
            }
            _ => {
                if !inside {
                    arguments.push(String::new());
                }
                inside = true;
                arguments.last_mut().unwrap().push(c);
            }
        }
        if !inside {
            arguments.push(String::new());
            inside = true;
        }
    }
    arguments.into_iter().map(OsString::from).collect()
}

#[test]
fn commands_of_the_documentation_work() {
    let folder = with_a_site();
    std::env::set_current_dir(&folder).unwrap();
    let mut count = 0;
    let pages = book();
    let pages = pages.iter().map(String::as_str).filter(|page| !page.starts_with("docs/recipes/"));
    findling_cli::run(["findling", "build", "public"].map(OsString::from)).unwrap();
    for page in pages.chain(["README.md"]) {
        let lines: Vec<String> = blocks(&text(page))
            .into_iter()
            .filter(|(language, _)| language == "sh")
            .flat_map(|(_, block)| block.lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        for line in lines {
            let line = line.split("  #").next().unwrap().trim();
            match line.split(' ').next().unwrap_or_default() {
                "findling" if !line.starts_with("findling serve") => {
                    findling_cli::run(arguments(line)).unwrap_or_else(|error| panic!("{page}: {line}: {error}"));
                    count += 1;
                }
                "findling" | "" => {}
                "cargo" => assert!(
                    ["cargo install --path crates/cli", "cargo run --release", "cargo xtask test"].contains(&line),
                    "{page}: {line}"
                ),
                _ => panic!("{page}: {line} is not tested"),
            }
        }
    }
    assert!(count >= 15, "{count} commands");
}

/// The cells of a row of a table.
fn cells(line: &str) -> Vec<String> {
    line.trim_matches('|').split('|').map(|cell| cell.trim().replace("**", "")).collect()
}

/// The table below a heading of the benchmarks: the names of its columns, and its rows.
fn table(after: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let page = text("docs/benchmarks.md");
    let rest = page.split(after).nth(1).unwrap_or_else(|| panic!("docs/benchmarks.md has no {after}"));
    let mut rows: Vec<Vec<String>> = rest
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect();
    let head = rows.remove(0);
    (head, rows.split_off(1))
}

/// A figure of an engine: the cell of a column, or the value behind a word in it.
fn figure(corpus: &str, engine: &str, column: &str) -> String {
    let (head, rows) = table(&format!("**{corpus}: "));
    let row = rows.iter().find(|row| row[0] == engine).expect("an engine");
    match column.strip_prefix("MRR@10 ") {
        Some(task) => {
            let of = |cell: &String| cell.split(", ").find_map(|pair| Some(pair.strip_prefix(task)?.trim().to_owned()));
            row.iter().find_map(of).unwrap_or_else(|| panic!("{corpus}: no {task}"))
        }
        None => row[head.iter().position(|name| name == column).unwrap_or_else(|| panic!("no {column}"))].clone(),
    }
}

/// The fastest first result of a search on a corpus, in milliseconds.
fn first_result(corpus: &str, search: &str) -> f64 {
    let (_, rows) = table("### The first visit");
    let times = rows.iter().filter(|row| row[0].starts_with(&format!("{corpus} (")) && row[2].starts_with(search));
    times.map(|row| row[3].parse::<f64>().unwrap()).fold(f64::INFINITY, f64::min)
}

#[test]
fn figures_are_those_of_the_benchmarks() {
    let readme = text("README.md");
    let compare = text("docs/compare.md");
    let both = |corpus: &str, column: &str| ["findling", "pagefind"].map(|engine| figure(corpus, engine, column));
    let has = |page: &str, name: &str, row: &str, values: &[String]| {
        let line = page
            .lines()
            .find(|line| line.starts_with(&format!("| {row}")))
            .unwrap_or_else(|| panic!("{name}: no row {row}"));
        let found = cells(line)[1..].join(", ");
        assert_eq!(found, values.join(", "), "{name}: {row}: the benchmarks have other figures");
    };
    let strings = both("docs-astro-zh-cn", "MRR@10 substring");
    let (chinese, english) = (both("xquad-zh", "MRR@10 question"), both("xquad-en", "MRR@10 question"));
    let typos = both("book-en", "MRR@10 typo");
    let inflection = both("xquad-en", "MRR@10 inflection");
    let query = both("docs-astro-zh-cn", "whole query p95, Chromium").map(|ms| format!("{ms} ms"));
    let host = both("xquad-zh", "all on the host");
    let build = both("xquad-en", "build");
    has(&readme, "README.md", "Chinese strings", &strings);
    has(
        &readme,
        "README.md",
        "whole questions",
        &[chinese[0].clone(), english[0].clone(), chinese[1].clone(), english[1].clone()],
    );
    has(&readme, "README.md", "typing errors", &typos);
    has(&readme, "README.md", "inflected forms", &inflection);
    has(&readme, "README.md", "query in Chromium", &query);
    has(&readme, "README.md", "all files on the host", &host);
    has(&compare, "docs/compare.md", "Chinese strings", &strings);
    has(&compare, "docs/compare.md", "whole questions in Chinese", &chinese);
    has(&compare, "docs/compare.md", "whole questions in English", &english);
    has(&compare, "docs/compare.md", "typing errors, MRR", &typos);
    has(&compare, "docs/compare.md", "95th percentile", &query);
    has(&compare, "docs/compare.md", "all files on the host", &host);
    has(&compare, "docs/compare.md", "inflected forms in English", &inflection);
    has(&compare, "docs/compare.md", "build time", &build);
    for (corpus, row) in [("docs-astro-zh-cn", "1.8"), ("zh-10MB", "10 MB")] {
        let [ours, theirs] = ["findling", "pagefind"].map(|search| first_result(corpus, search));
        let seconds = [ours, theirs].map(|ms| format!("{:.1} s", ms / 1000.0));
        has(&readme, "README.md", &format!("first result on slow 4G, {row}"), &seconds);
        let exact = [ours, theirs].map(|ms| format!("{ms:.0} ms"));
        has(&compare, "docs/compare.md", &format!("first result on slow 4G, {row}"), &exact);
    }
    // The reasons repeat figures of the table, and two that ARCHITECTURE.md has.
    let reasons =
        readme.split("## Why Findling").nth(1).and_then(|rest| rest.split("## ").next()).unwrap().replace('\n', " ");
    for value in strings.iter().chain(&typos).chain(&query) {
        assert!(reasons.contains(value.as_str()), "README.md: {value} is not among the reasons");
    }
    let decisions = text("ARCHITECTURE.md");
    for (percent, fraction) in [("88 %", ".88 (xquad-zh)"), ("77 %", ".77 (xquad-en)")] {
        assert!(reasons.contains(percent) && decisions.contains(fraction), "{percent}");
    }
    let tests = fs::read_dir(root().join("tests"))
        .unwrap()
        .flatten()
        .filter(|file| file.file_name().to_string_lossy().starts_with("browser_"));
    let count: usize = tests.map(|file| fs::read_to_string(file.path()).unwrap().matches("#[test]").count()).sum();
    assert!(count >= 100 && reasons.contains("100 tests drive a real browser"), "{count} tests drive a browser");
    assert!(readme.lines().count() <= LINES, "the README has more than {LINES} lines");
}

#[test]
fn the_readme_names_the_files_of_the_budgets() {
    // `tests/budget.rs` holds both numbers.
    let budget = text("tests/budget.rs");
    let kilobytes = |name: &str| -> usize {
        let value = budget.split(&format!("const {name}: usize = ")).nth(1).unwrap().split(" *").next().unwrap();
        value.parse().unwrap()
    };
    let room = 1;
    let sum = kilobytes("ENGINE") - room + kilobytes("WIDGET");
    assert!(
        text("README.md").replace('\n', " ").contains(&format!("{sum} KB behind brotli")),
        "engine and widget: {sum} KB"
    );
}
