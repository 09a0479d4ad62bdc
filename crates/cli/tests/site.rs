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
        "3 pages of “Site” (en)",
        "1 file could not be read",
        "not indexed: print.html: asks not to be found (noindex)",
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
fn dropped_lists_skipped_pages() {
    let done = site().run(&["inspect", "public", "--dropped"]).went_well();
    assert!(done.out.contains("print.html\tpage\tasks not to be found"), "{}", done.out);
}

#[test]
fn pagefind_attributes_are_honoured() {
    let desk = Desk::new();
    let post = |title: &str, date: &str, tag: &str| {
        format!(
            "<html lang=en><title>Blog</title><body><header><h1>Blog</h1></header><div>Subscribe to the clock letter</div>
            <div data-pagefind-body><h1 data-pagefind-meta=title>{title}</h1>
            <time data-pagefind-sort='date[datetime]' datetime={date}>long ago</time> <span data-pagefind-filter=tag>{tag}</span>
            <p>About a clock.</p><p data-pagefind-ignore>Share this</p></div>"
        )
    };
    desk.file("public/a.html", post("First", "2023-05-01", "news"));
    desk.file("public/b.html", post("Second", "2024-05-01", "news"));
    desk.file("public/c.html", post("Third", "2022-05-01", "essay"));
    desk.file("public/about.html", "<p>A page about the clock letter, without a body marked.");
    let out = desk.run(&["build", "public"]).went_well().out;
    assert!(out.contains("3 pages") && out.contains("about.html"), "{out}");
    let asked = ["search", "public/findling", "clock", "--filter", "tag=news", "--sort", "date desc", "--json"];
    let found = desk.run(&asked).went_well().out;
    let titles: Vec<&str> = found.lines().filter(|line| line.contains("\"title\":")).map(str::trim).collect();
    assert_eq!(titles, ["\"title\": \"Second\",", "\"title\": \"First\","]);
    for nowhere in ["subscribe", "share"] {
        assert!(desk.run(&["search", "public/findling", nowhere]).went_well().out.contains("0 pages"), "{nowhere}");
    }
}

#[test]
fn weight_attributes_change_the_order() {
    let desk = Desk::new();
    let page = |weight: &str, title: &str| {
        format!(
            "<html lang=en><title>{title}</title><main><h1>{title}</h1><p>All about {title} and nothing else.</p>
            <p {weight}>An escapement lets a clock tick.</p></main>"
        )
    };
    let order = || {
        desk.run(&["build", "public"]).went_well();
        let found = desk.run(&["search", "public/findling", "escapement", "--explain", "--json"]).went_well().out;
        let ids: Vec<String> = found
            .lines()
            .filter_map(|line| line.trim().strip_prefix("\"id\": \""))
            .map(|id| id[..1].to_owned())
            .collect();
        let times: Vec<String> =
            found.lines().filter_map(|line| line.trim().strip_prefix("\"emphasis\": ")).map(str::to_owned).collect();
        (ids.concat(), times.join(" "))
    };
    for (file, title) in [("a", "Springs"), ("b", "Wheels"), ("c", "Chimes")] {
        desk.file(&format!("public/{file}.html"), page("", title));
    }
    assert_eq!(order(), ("abc".to_owned(), "1.0 1.0 1.0".to_owned()));
    let plain = desk.run(&["inspect", "public/findling"]).went_well().out;
    assert!(!plain.contains("text weights"), "{plain}");
    desk.file("public/c.html", page("data-findling-weight=2", "Chimes"));
    desk.file("public/a.html", page("data-pagefind-weight=0.5", "Springs"));
    assert_eq!(order(), ("cba".to_owned(), "2.0 1.0 0.5".to_owned()));
    // The nearest element's weight holds, and a whole page may have one.
    let all = page("", "Chimes").replace("<main>", "<body data-pagefind-weight=0.1><main>");
    desk.file("public/c.html", all);
    assert_eq!(order().0, "bac");
}
