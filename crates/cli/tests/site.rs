//! `findling build` over a finished site.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what must be so")]
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
fn a_site_needs_no_configuration_and_says_what_became_of_it() {
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
fn what_was_built_is_no_part_of_the_site_when_it_is_built_again() {
    let desk = site();
    desk.run(&["build", "public"]).went_well();
    let first = desk.read("public/findling/findling.wasm");
    let again = desk.run(&["build", "public"]).went_well();
    assert!(again.out.contains("3 pages") && desk.read("public/findling/findling.wasm") == first, "{}", again.out);
    let elsewhere = desk.run(&["build", "public", "--out", "public/assets/search"]).went_well();
    assert!(
        elsewhere.out.contains("src=\"/assets/search/findling.js\"") && elsewhere.out.contains("3 pages"),
        "{}",
        elsewhere.out
    );
}

#[test]
fn a_site_of_pages_that_are_not_to_be_found_says_so() {
    let desk = Desk::new();
    desk.file("public/a.html", "<meta name=robots content=noindex>x");
    desk.run(&["build", "public"]).failed(&["a.html", "noindex"]);
    assert!(!desk.path("public/findling").exists());
}

#[test]
fn what_is_passed_over_is_listed_with_what_is_dropped() {
    let done = site().run(&["inspect", "public", "--dropped"]).went_well();
    assert!(done.out.contains("print.html\tpage\tasks not to be found"), "{}", done.out);
}
