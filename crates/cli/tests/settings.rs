//! `findling.toml`, the flags that override it, and `findling init`, which writes it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use desk::Desk;

fn page(title: &str) -> String {
    format!(
        "<html lang=en><title>{title}</title><body><main><h1>{title}</h1><p>About {title} and nothing else.</p></main>"
    )
}

fn site() -> Desk {
    let desk = Desk::new();
    desk.file("public/index.html", page("tides"));
    desk.file("public/a/moon.html", page("moons"));
    desk.file("public/drafts/sun.html", page("suns"));
    desk.file("public/notes.txt", "Harbours\n\nA harbour is where ships lie.\n");
    desk
}

fn pages(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    desk.run(arguments).went_well();
    let found = desk.run(&["search", "public/findling", "and OR lie", "--json"]).went_well().out;
    let mut urls: Vec<String> =
        found.lines().filter_map(|line| line.strip_prefix("      \"url\": ")).map(str::to_owned).collect();
    urls.sort();
    urls.dedup();
    urls
}

#[test]
fn settings_have_the_same_effect_as_flags() {
    let desk = site();
    let flags = [
        "build",
        "public",
        "--title",
        "Sky",
        "--exclude",
        "drafts",
        "--include",
        "*.html",
        "--include",
        "*.txt",
        "--no-inflection",
    ];
    let by_flags = pages(&desk, &flags);
    assert!(
        by_flags.iter().any(|url| url.contains("notes.txt")) && !by_flags.iter().any(|url| url.contains("sun")),
        "{by_flags:?}"
    );
    let script = desk.read("public/findling/findling.js");
    desk.file(
        "findling.toml",
        "source = \"public\"\ntitle = \"Sky\"\nexclude = [\"drafts\"]\ninclude = [\"*.html\", \"*.txt\"]\ninflection = false\n",
    );
    assert_eq!(pages(&desk, &["build"]), by_flags);
    assert!(desk.read("public/findling/findling.js") == script, "the same index, by its name");
    let out = desk.run(&["build", "--title", "Sea"]).went_well().out;
    assert!(out.contains("“Sea”"), "a flag goes before the file: {out}");
}

#[test]
fn settings_with_a_source_apply_to_that_source_only() {
    let desk = site();
    desk.file("findling.toml", "source = \"public\"\nexclude = [\"**\"]\n");
    desk.file("other/index.html", page("combs"));
    assert!(desk.run(&["build", "other"]).went_well().out.contains("1 page "));
    desk.run(&["build"]).failed(&["public"]);
    desk.file("elsewhere/mine.toml", "source = \"../public\"\nexclude = [\"drafts\"]\n");
    assert!(desk.run(&["build", "--config", "elsewhere/mine.toml"]).went_well().out.contains("2 pages"));
}

#[test]
fn an_error_in_the_settings_is_reported_with_its_line() {
    let desk = site();
    for (text, named) in [
        ("source = \"public\"\nexlude = []\n", &["findling.toml, line 2", "“exclude”"][..]),
        ("source = \"public\"\n\nurls = \"hugi\"\n", &["findling.toml, line 3", "hugo, zola"]),
        ("source = \n", &["findling.toml, line 1"]),
    ] {
        desk.file("findling.toml", text);
        desk.run(&["build"]).failed(named);
    }
}

#[test]
fn init_writes_settings_for_the_folder() {
    let desk = site();
    let told = desk.run(&["init"]).went_well().out;
    assert!(told.contains("a finished site in public (3 HTML files)"), "{told}");
    let text = String::from_utf8(desk.read("findling.toml")).unwrap();
    assert!(text.contains("\nsource = \"public\"\n") && text.contains("\n# exclude = "), "{text}");
    assert!(desk.run(&["build"]).went_well().out.contains("3 pages"));
    assert_eq!(desk.run(&["init"]).code, Some(2), "init does not overwrite settings");
    desk.run(&["init", "--force"]).went_well();

    // Every remark is a setting that can be taken as it stands.
    let remarks = text.lines().filter(|line| line.contains(" = ") && !line.contains(": "));
    let plain = remarks.map(|line| line.trim_start_matches("# ")).collect::<Vec<_>>().join("\n");
    assert!(plain.lines().count() >= 10, "{plain}");
    desk.file("all.toml", plain.replace("synonyms.txt", "none.txt"));
    desk.run(&["build", "--config", "all.toml"]).failed(&["none.txt"]);

    let desk = Desk::new();
    desk.file("a.md", "# A\n\nSome text.\n");
    desk.file("b.txt", "B\n\nSome more.\n");
    let told = desk.run(&["init"]).went_well().out;
    assert!(told.contains("1 of Markdown, 1 of text"), "{told}");
    desk.run(&["build"]).went_well();
    assert!(desk.path("search/findling.js").exists());

    let desk = Desk::new();
    desk.file("hugo.toml", "baseURL = \"https://e.org/\"\n");
    desk.file("content/a.md", "# A\n\nSome text.\n");
    assert!(desk.run(&["init"]).went_well().out.contains("sources of hugo"));
    desk.run(&["build"]).went_well();
    assert!(desk.path("static/findling/findling.js").exists());
}

#[test]
fn outline_and_serve_read_the_source_in_the_settings() {
    let desk = site();
    desk.file("findling.toml", "source = \"public\"\nkind = \"nonsense\"\n");
    desk.run(&["serve"]).failed(&["findling.toml, line 2", "site, documents"]);
    desk.file("findling.toml", "source = \"public\"\nexclude = [\"drafts\"]\n");
    let out = desk.run(&["outline"]).went_well().out;
    assert!(out.contains("a/moon.html") && !out.contains("suns"), "{out}");
    std::fs::remove_file(desk.path("findling.toml")).unwrap();
    for verb in ["serve", "outline"] {
        desk.run(&[verb]).failed(&["<SOURCE>", "findling init"]);
    }
}

#[test]
fn the_current_folder_gives_the_corpus_its_title() {
    let desk = Desk::new();
    desk.file("Tide tables.2026/a.txt", "Tides\n\nThe tide comes and goes.\n");
    let inside = desk.path("Tide tables.2026");
    let run = |arguments: &[&str]| {
        let output =
            std::process::Command::new(env!("CARGO_BIN_EXE_findling")).args(arguments).current_dir(&inside).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    run(&["init"]);
    assert!(run(&["build"]).starts_with("1 page of “Tide tables.2026”"));
    assert!(run(&["build", "../Tide tables.2026", "--out", "search"]).starts_with("1 page of “Tide tables.2026”"));
}

#[test]
fn a_service_worker_is_written_if_the_settings_ask_for_one() {
    let desk = site();
    desk.file("findling.toml", "source = \"public\"\noffline = true\n");
    let done = desk.run(&["build"]).went_well();
    assert!(done.out.contains("/findling/offline.js") && done.err.is_empty(), "{done:?}");
    let worker = desk.read("public/findling-offline.js");
    desk.file("findling.toml", "source = \"public\"\n");
    let done = desk.run(&["build"]).went_well();
    assert!(done.err.contains("findling-offline.js") && done.err.contains("--offline"), "{done:?}");
    assert_eq!(desk.read("public/findling-offline.js"), worker);
    assert!(desk.run(&["build", "--offline"]).went_well().err.is_empty());
}
