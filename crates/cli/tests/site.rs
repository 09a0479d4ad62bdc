//! `findling build` over a finished site.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use desk::Desk;

fn site() -> Desk {
    let desk = Desk::new();
    let page = |title: &str, text: &str| {
        format!("<html lang=en><title>{title} | Site</title><nav>menu</nav><main><h1>{title}</h1><p>{text}</main>")
    };
    desk.file("public/index.html", page("Home", "Welcome to everybody."));
    desk.file("public/guide/index.html", page("Guide", "How to <b>wind</b> a clock."));
    desk.file("public/guide/more.html", page("More", "Springs and wheels."));
    desk.file("public/print.html", "<meta name=robots content=noindex><p>everything</p>");
    desk.file("public/broken.html", b"\x89PNG\r\n\x1a\n0000");
    desk
}

#[test]
fn a_site_is_built_without_configuration_and_reported() {
    let desk = site();
    let done = desk.run(&["build", "public"]).went_well();
    for told in [
        "3 pages of “Site” (en), 3 sections\n",
        "1 file could not be read",
        "1 page  asks not to be found (noindex): print.html\n",
        "3 parts  <nav>, on 3 pages: “menu” in guide/index.html, “menu” in guide/more.html, …\n",
        "The first search of a visitor fetches about ",
        "<script type=\"module\" src=\"/findling/findling.js\"></script>\n<findling-search></findling-search>\n",
    ] {
        assert!(done.out.contains(told), "{told} is not in: {}", done.out);
    }
    assert_eq!(done.err.matches("broken.html").count(), 1, "{}", done.err);
    let found = desk.run(&["search", "public/findling", "wind clock", "--json"]).went_well().out;
    assert!(found.contains("\"url\": \"guide/\"") && found.contains("\"id\": \"guide/index\""), "{found}");
}

#[test]
fn integrity_prints_the_hashes_of_the_files() {
    let desk = site();
    let told = |out: &str| -> Vec<String> {
        let lines = desk.run(&["build", "public", "--out", out, "--integrity"]).went_well().out;
        lines.lines().filter(|line| line.contains("integrity=\"sha384-")).map(str::to_owned).collect()
    };
    let first = told("public/findling");
    assert!(first.len() == 2 && first[0].starts_with("findling.js") && first[1].starts_with("findling."), "{first:?}");
    assert_eq!(told("public/findling"), first);
    desk.file("public/guide/more.html", "<main><h1>More</h1><p>Springs and other wheels.</main>");
    let changed = told("public/findling");
    // The script names the module.
    assert!(changed[0] != first[0] && changed[1] != first[1], "{changed:?}");
}

#[test]
fn a_second_build_does_not_index_the_first() {
    let desk = site();
    desk.run(&["build", "public"]).went_well();
    let first = desk.module("public/findling");
    let again = desk.run(&["build", "public"]).went_well();
    assert!(again.out.contains("3 pages") && desk.module("public/findling") == first, "{}", again.out);
    let elsewhere = desk.run(&["build", "public", "--out", "public/assets/search"]).went_well();
    assert!(
        elsewhere.out.contains("src=\"/assets/search/findling.js\"") && elsewhere.out.contains("3 pages"),
        "{}",
        elsewhere.out
    );
}

#[test]
fn a_site_with_only_noindex_pages_is_an_error() {
    let desk = Desk::new();
    desk.file("public/a.html", "<meta name=robots content=noindex>x");
    desk.run(&["build", "public"]).failed(&["a.html", "noindex"]);
    assert!(!desk.path("public/findling").exists());
}

#[test]
fn dropped_lists_pages_parts_and_files() {
    let desk = site();
    desk.file("public/manual.pdf", "%PDF");
    desk.file("public/notes.txt", "Notes");
    desk.file(
        "public/copy.html",
        "<html lang=en><title>Guide | Site</title><meta http-equiv=refresh content='0;url=/guide/'>",
    );
    desk.file(
        "public/extra.html",
        "<div class=breadcrumb>Home / Extra</div><main><h1>Extra</h1><p>Own words.</main><p>Beside it",
    );
    let done = desk.run(&["inspect", "public", "--dropped"]).went_well();
    for row in [
        "print.html\tpage\tasks not to be found (noindex)\n",
        "copy.html\tpage\tleads on to another address\n",
        "broken.html\tunreadable\t",
        "3 parts\tpart\t<nav>, on 3 pages\t“menu” in guide/index.html, “menu” in guide/more.html\n",
        "1 part\tpart\tclass=\"breadcrumb\", on 1 page\t“Home / Extra” in extra.html\n",
        "1 part\tpart\toutside the main content, on 1 page\t“Beside it” in extra.html\n",
        "1 file\tfile\t.pdf\tmanual.pdf\n",
        "1 file\tfile\t.txt (--include '*.txt' adds them)\tnotes.txt\n",
    ] {
        assert!(done.out.contains(row), "{row} is not in: {}", done.out);
    }
    let json = desk.run(&["inspect", "public", "--dropped", "--json"]).went_well().out;
    let rows: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    let nav = rows.iter().find(|row| row["why"] == "<nav>").unwrap();
    assert_eq!((&nav["kind"], &nav["count"], &nav["examples"][0]["text"]), (&"part".into(), &3.into(), &"menu".into()));
}

#[test]
fn quiet_prints_errors_only_and_verbose_lists_everything() {
    let desk = site();
    for n in 0..9 {
        desk.file(&format!("public/hidden/{n}.html"), "<meta name=robots content=noindex>x");
    }
    let done = desk.run(&["build", "public"]).went_well();
    assert!(done.out.lines().count() <= 24 && !done.out.contains("hidden/5.html"), "{}", done.out);
    let done = desk.run(&["build", "public", "--verbose"]).went_well();
    assert!(done.out.contains("hidden/5.html"), "{}", done.out);
    let done = desk.run(&["build", "public", "--quiet"]).went_well();
    assert_eq!((done.out.as_str(), done.err.as_str()), ("", ""));
    desk.run(&["build", "nowhere", "--quiet"]).failed(&["nowhere"]);
}

#[test]
fn selectors_choose_and_exclude_elements() {
    let desk = Desk::new();
    let page = |title: &str| {
        format!(
            "<html lang=en><title>{title}</title><body><div id=doc><h1>{title}</h1><p>Kept {title}.</p>
            <div class='promo box' data-findling-filter='kind:ad'><p>Subscribe to quicksilver</p></div></div><p>Sidebar mercury</p>"
        )
    };
    desk.file("public/index.html", page("One"));
    desk.file("public/b.html", page("Two"));
    desk.file("public/c.html", "<html lang=en><title>Three</title><p>Without the element");
    let found = |query: &str| desk.run(&["search", "public/findling", query]).went_well().out;
    let flags = ["--root-selector", "#doc", "--exclude-selector", "#doc > .promo", "--exclude-selector", "video"];
    let done = desk.run(&[&["build", "public"], &flags[..]].concat()).went_well();
    assert!(done.out.contains("1 page  has no element that matches --root-selector: c.html"), "{}", done.out);
    assert!(
        done.out.contains("2 parts  exclude-selector #doc > .promo, on 2 pages: “Subscribe to quick"),
        "{}",
        done.out
    );
    assert!(
        done.err.contains("--exclude-selector video leaves out nothing") && !done.err.contains("promo"),
        "{}",
        done.err
    );
    assert!(found("kept").contains("2 pages"), "{}", found("kept"));
    for word in ["quicksilver", "mercury", "element", "kind:ad"] {
        assert!(found(word).starts_with("0 pages"), "{}", found(word));
    }
    desk.file("findling.toml", "source = \"public\"\nroot-selector = \"#doc\"\nexclude-selector = [\".promo\"]\n");
    let by_settings = desk.run(&["build", "--out", "same"]).went_well();
    assert!(by_settings.out.contains("exclude-selector .promo, on 2 pages"), "{}", by_settings.out);
    desk.run(&["build", "public", "--root-selector", "#nothing"])
        .failed(&["has no element that matches --root-selector"]);
    let wrong = desk.run(&["build", "public", "--exclude-selector", "p:hover"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("“:” is not supported here. Supported are tag"), "{wrong:?}");
}

#[test]
fn a_declared_language_takes_the_place_of_the_stated_one() {
    let desk = Desk::new();
    for (file, lang) in [("public/index.html", "en"), ("public/de/a.html", "en"), ("public/fr/a.html", "xx")] {
        desk.file(file, format!("<html lang={lang}><title>T {file}</title><p>Some words of {file}."));
    }
    desk.file("docs.jsonl", "{\"id\":\"1\",\"url\":\"/1\",\"title\":\"One\",\"text\":\"Words\",\"lang\":\"en\"}\n");
    let built = |arguments: &[&str]| desk.run(&[&["build", "--out", "made"], arguments].concat()).went_well().out;
    assert!(built(&["public", "--lang", "ja"]).contains("(ja)"));
    assert!(built(&["docs.jsonl", "--lang", "pt_BR"]).contains("(pt-BR)"));
    desk.file("findling.toml", "[lang]\n\"de/**\" = \"de\"\n\"fr\" = \"fr\"\n");
    let told = built(&["public"]);
    assert!(["de 1", "en 1", "fr 1"].iter().all(|count| told.contains(count)), "{told}");
    let wrong = desk.run(&["build", "public", "--lang", "english"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("isn't a language tag"), "{wrong:?}");
}
