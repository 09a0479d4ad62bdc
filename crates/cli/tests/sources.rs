//! Sources of every kind: their texts are found, files that can't be read are reported, and none of them stops a build.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed expectation fails the test")]
mod desk;

use desk::{Desk, Done};

fn urls(desk: &Desk, pack: &str, query: &str) -> Vec<String> {
    let found = desk.run(&["search", pack, query, "--json", "--limit", "99"]).went_well().out;
    let mut urls: Vec<String> = found
        .lines()
        .filter_map(|line| line.strip_prefix("      \"url\": \""))
        .map(|url| url.trim_end_matches(['"', ',']).to_owned())
        .collect();
    urls.sort();
    urls
}

fn named(done: &Done, file: &str, reason: &str) {
    let lines: Vec<&str> = done.err.lines().filter(|line| line.contains(file)).collect();
    assert!(matches!(lines.as_slice(), [line] if line.contains(reason)), "{file}: {}", done.err);
}

const FEED: &str = "<rss version='2.0'><channel><title>Notes</title><item><title>Kelp</title><link>https://e.org/kelp</link>
    <pubDate>Tue, 3 Jun 2003 04:00:00 GMT</pubDate><description>&lt;p&gt;A harbour with kelp.&lt;/p&gt;</description></item></channel></rss>";

#[test]
fn a_folder_with_documents_of_every_kind_is_one_corpus() {
    let desk = Desk::new();
    desk.file("docs/a.md", "---\ntitle: Alpha\n---\n\nA harbour in *Markdown*.\n");
    desk.file("docs/b.txt", "Beta\n\nA harbour in plain text.\n");
    desk.file("docs/deep/c.html", "<title>Gamma</title><main><h1>Gamma</h1><p>A harbour in HTML.</p></main>");
    desk.file("docs/d.jsonl", "{\"id\":\"d1\",\"title\":\"Delta\",\"text\":\"A harbour in a line.\"}\n{\"id\":\"d2\",\"url\":\"https://e.org/d2\",\"text\":\"Another harbour.\"}\n");
    desk.file("docs/feed.xml", FEED);
    desk.file("docs/package.json", "{ broken");
    desk.file("docs/图/文 件.md", "# 港湾\n\nharbour\n");
    desk.file("docs/bad.jsonl", "{\"text\":\"x\"}\n[]\n");
    desk.file("docs/broken.html", b"\x89PNG\r\n\x1a\n0000");
    let done = desk.run(&["build", "docs", "--out", "docs/search"]).went_well();
    named(&done, "bad.jsonl", "line 2");
    named(&done, "broken.html", "PNG");
    let expected =
        ["a.html", "b.html", "d1.html", "deep/c.html", "https://e.org/d2", "https://e.org/kelp", "图/文 件.html"];
    assert_eq!(urls(&desk, "docs/search", "harbour"), expected);
    for page in ["a.html", "b.html", "d1.html", "deep/c.html", "图/文 件.html"] {
        assert!(desk.path(&format!("docs/search/{page}")).exists(), "{page}");
    }
    desk.run(&["build", "docs", "--out", "docs/search"]).went_well();
    assert_eq!(urls(&desk, "docs/search", "harbour"), expected, "what was written is no part of the source");
}

#[test]
fn other_files_of_a_site_are_indexed_if_a_pattern_includes_them() {
    let desk = Desk::new();
    desk.file("public/index.html", "<title>Home</title><main><h1>Home</h1><p>A harbour.</p></main>");
    desk.file("public/robots.txt", "User-agent: *\nDisallow: /harbour\n");
    desk.file("public/files/my list.txt", "List\n\nA harbour and a list.\n");
    desk.file("public/feed.xml", FEED);
    let done = desk.run(&["build", "public"]).went_well();
    assert!(
        done.out.contains("1 file  .txt (--include '*.txt' adds them): files/my list.txt\n")
            && !done.out.contains("robots"),
        "{}",
        done.out
    );
    assert_eq!(urls(&desk, "public/findling", "harbour"), ["./"]);
    desk.run(&["build", "public", "--include", "*.{html,txt}"]).went_well();
    assert_eq!(urls(&desk, "public/findling", "harbour"), ["./", "files/my%20list.txt"]);
    desk.run(&["build", "public", "--kind", "documents", "--out", "out"]).went_well();
    assert_eq!(urls(&desk, "out", "harbour"), ["files/my list.html", "https://e.org/kelp", "index-2.html"]);
}

#[test]
fn a_feed_is_a_corpus() {
    let desk = Desk::new();
    desk.file("feed.xml", FEED);
    let done = desk.run(&["build", "feed.xml", "--out", "out"]).went_well();
    assert!(done.out.contains("1 page of “Notes”"), "{}", done.out);
    assert_eq!(urls(&desk, "out", "kelp year:2003"), ["https://e.org/kelp"]);
    desk.file("broken.xml", "<rss><channel>\n<item>&nope;</item></channel></rss>");
    desk.run(&["build", "broken.xml", "--out", "out"]).failed(&["broken.xml", "2:"]);
    desk.file("other.xml", "<svg/>");
    desk.run(&["build", "other.xml", "--out", "out"]).failed(&["other.xml", "can't be read"]);
}

#[test]
fn a_site_map_lists_the_pages_of_a_site() {
    let desk = Desk::new();
    let page = |title: &str| format!("<title>{title}</title><main><h1>{title}</h1><p>A harbour, {title}.</p></main>");
    for file in ["index", "guide/index", "about", "图", "hidden"] {
        desk.file(&format!("public/{file}.html"), page(file));
    }
    let map = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>
        <url><loc>https://e.org/docs/</loc></url><url><loc>https://e.org/docs/guide/</loc><lastmod>2024-02-03</lastmod></url>
        <url><loc>https://e.org/docs/about</loc></url><url><loc>https://e.org/docs/%E5%9B%BE.html</loc></url>
        <url><loc>https://e.org/docs/gone/</loc></url><url><loc>https://e.org/docs/../../etc/passwd</loc></url></urlset>";
    desk.file("public/sitemap-0.xml", map);
    desk.file(
        "public/sitemap.xml",
        "<sitemapindex><sitemap><loc>https://e.org/docs/sitemap-0.xml</loc></sitemap></sitemapindex>",
    );
    for source in ["public/sitemap-0.xml", "public/sitemap.xml"] {
        let done = desk.run(&["build", source]).went_well();
        named(&done, "/docs/gone/", "no file of it");
        assert_eq!(urls(&desk, "public/findling", "harbour"), ["./", "about.html", "guide/", "图.html"], "{source}");
        assert_eq!(urls(&desk, "public/findling", "harbour year:2024"), ["guide/"]);
    }
}

#[test]
fn site_maps_with_the_same_name_in_several_folders_are_all_read() {
    let desk = Desk::new();
    for lang in ["de", "en"] {
        desk.file(&format!("public/{lang}/a.html"), format!("<title>{lang}</title><main><p>A harbour, {lang}.</main>"));
        let map = format!("<urlset><url><loc>https://e.org/docs/{lang}/a.html</loc></url></urlset>");
        desk.file(&format!("public/{lang}/sitemap.xml"), map);
    }
    let named_map = |path: &str| format!("<sitemap><loc>https://e.org/docs/{path}sitemap.xml</loc></sitemap>");
    let index = format!("<sitemapindex>{}{}{}</sitemapindex>", named_map("de/"), named_map("en/"), named_map("fr/"));
    desk.file("public/sitemap.xml", index);
    let done = desk.run(&["build", "public/sitemap.xml"]).went_well();
    named(&done, "https://e.org/docs/fr/sitemap.xml", "no site map here");
    assert_eq!(urls(&desk, "public/findling", "harbour"), ["de/a.html", "en/a.html"]);
}

#[cfg(unix)]
#[test]
fn link_loops_and_unreadable_files_are_reported_and_skipped() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.file("docs/a.txt", "A\n\nA harbour.\n");
    symlink(desk.path("docs"), desk.path("docs/again")).unwrap();
    symlink(desk.path("docs/nowhere"), desk.path("docs/dangling.txt")).unwrap();
    std::fs::write(desk.path("docs").join(std::ffi::OsStr::from_bytes(b"b\xff.txt")), "x").unwrap();
    std::fs::File::create(desk.path("docs/huge.txt")).unwrap().set_len(200 << 20).unwrap();
    std::fs::File::create(desk.path("docs/huge.html")).unwrap().set_len(200 << 20).unwrap();
    let done = desk.run(&["build", "docs", "--out", "out"]).went_well();
    named(&done, "docs/again".trim_start_matches("docs/"), "a link to a folder");
    named(&done, "huge.txt", "larger than 128 MB");
    named(&done, "huge.html", "larger than 32 MB");
    assert!(done.err.contains("its name is not UTF-8"), "{}", done.err);
    assert_eq!(urls(&desk, "out", "harbour"), ["a.html"]);
}

#[test]
fn a_book_gets_its_search_without_lines_to_paste() {
    let desk = Desk::new();
    let page = "<html lang=en><head><title>Book</title></head><body><div class=\"right-buttons\"></div>\
                <main><h1>Chapter</h1><p>Words about a lantern.</main></body></html>";
    desk.file("book/html/chapter.html", page);
    desk.file("book/html/guide/deep.html", page.replace("lantern", "harbour"));
    let context = format!(
        "{{\"root\":{root},\"destination\":{destination},\"config\":{{\"output\":{{\"html\":{{\"search\":{{\"enable\":false}}}},\"search\":{{}}}}}}}}",
        root = serde_json::Value::from(desk.path("").to_str().unwrap()),
        destination = serde_json::Value::from(desk.path("book/search").to_str().unwrap()),
    );
    let done = desk.run_with_input(&["mdbook", "--title", "Harbours"], &context).went_well();
    assert!(
        done.out.contains("2 pages of “Harbours”") && done.out.contains("2 of the book's pages have the search"),
        "{done:?}"
    );
    assert!(!done.out.to_lowercase().contains("paste"), "{done:?}");
    let deep = String::from_utf8(desk.read("book/html/guide/deep.html")).unwrap();
    assert!(deep.contains("src=\"../findling/findling.js\"") && deep.contains("<findling-search modal>"), "{deep}");
    assert!(desk.run(&["search", "book/html", "lantern"]).went_well().out.contains("chapter.html"));
}

#[test]
fn a_single_file_next_to_the_pages_is_not_indexed() {
    let desk = Desk::new();
    desk.file("public/index.html", "<main><h1>Home</h1><p>Welcome to everybody.</main>");
    for _ in 0..2 {
        let done = desk.run(&["build", "public", "--single-file", "public/all.html"]).went_well();
        assert!(done.out.contains("1 page of"), "{done:?}");
    }
}

#[test]
fn pages_and_records_without_files_are_written_and_then_built() {
    let desk = Desk::new();
    let page =
        "<!doctype html><html lang=en><title>About</title><main><h1>About</h1><p>The team and its lanterns.</main>";
    desk.file("site/about/index.html", page);
    desk.file(
        "site/index.html",
        "<!doctype html><html lang=en><title>Home</title><main><h1>Home</h1><p>Welcome.</main>",
    );
    desk.run(&["build", "site"]).went_well();
    assert!(desk.run(&["search", "site", "lanterns"]).went_well().out.contains("About  about/"));

    let records = r#"{"url":"/resume.pdf","title":"Resume","text":"Lanterns of brass","lang":"en","author":"Ann","kind":["pdf","cv"],"date":"2024-01-01"}
{"url":"https://example.org/list.pdf","title":"List","text":"More lanterns","lang":"en","kind":"pdf","date":"2023-01-01"}
"#;
    desk.file("records.jsonl", records);
    desk.run(&["build", "records.jsonl", "--out", "site/records"]).went_well();
    let urls = |options: &[&str]| -> Vec<String> {
        let out = desk.run(&[&["search", "site/records", "lanterns", "--json"], options].concat()).went_well().out;
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        answer["pages"].as_array().unwrap().iter().map(|page| page["url"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(urls(&["--filter", "kind=cv"]), ["/resume.pdf"]);
    assert_eq!(urls(&["--sort", "date"]), ["https://example.org/list.pdf", "/resume.pdf"]);
    assert_eq!(urls(&["--sort", "date desc"]), ["/resume.pdf", "https://example.org/list.pdf"]);
}
