//! A source that is read page by page gives the pages that are read at once.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test states conditions")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use findling_core::Index;
use findling_indexer::read::{Kind, PageStream, ReadOptions, read_with};
use findling_indexer::{NativeHost, Options, Page, build, language_index};
use proptest::prelude::*;

/// A folder that is removed when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("findling-stream-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn file(&self, name: &str, content: &str) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn streamed(source: &Path, options: &ReadOptions) -> Vec<Page> {
    let mut seen = Vec::new();
    let stream = PageStream::open(source, options, |page| seen.push(page.url.clone())).unwrap();
    let mut pages = Vec::new();
    for part in 0..stream.parts() {
        assert_eq!(stream.first_page(part), pages.len());
        pages.extend(stream.read(part).unwrap());
    }
    assert_eq!(stream.pages(), pages.len());
    assert_eq!(seen.len(), pages.len());
    pages
}

fn assert_same(source: &Path, options: &ReadOptions) {
    let whole = read_with(source, options).unwrap();
    let streamed = streamed(source, options);
    assert_eq!(whole.pages.len(), streamed.len(), "{}", source.display());
    for (one, other) in whole.pages.iter().zip(&streamed) {
        assert_eq!(one, other);
    }
    let stream = PageStream::open(source, options, |_| ()).unwrap();
    assert_eq!((&stream.corpus().title, stream.corpus().hosted), (&whole.title, whole.hosted));
}

#[test]
fn the_seeds_are_the_same() {
    assert_same(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds"), &ReadOptions::default());
}

#[test]
fn the_sites_of_the_tests_are_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    assert_same(&root.join("tests/sites/plain"), &ReadOptions::default());
    assert_same(&root.join("docs"), &ReadOptions::default());
    assert_same(&root.join("docs"), &ReadOptions { kind: Some(Kind::Documents), ..ReadOptions::default() });
}

#[test]
fn documents_of_every_kind_are_the_same() {
    let folder = Folder::new();
    folder.file("a.md", "---\ntitle: Alpha\ntags: [x, y]\n---\n\nA harbour in *Markdown*.\n");
    folder.file("b.txt", "Beta\n\nA harbour in plain text.\n");
    folder.file("index.txt", "Index\n\nIts address must not be the search page's.\n");
    folder.file("deep/c.html", "<title>Gamma</title><main><h1>Gamma</h1><p>A harbour in HTML.</p></main>");
    folder.file("deep/d.html", "<p>A page without any title at all.</p>");
    folder.file(
        "d.jsonl",
        "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"d2\",\"url\":\"https://e.org/d2\",\"text\":\"Two.\"}\n",
    );
    folder.file("feed.xml", "<rss><channel><title>N</title><item><title>Kelp</title><link>https://e.org/k</link><description>Kelp.</description></item></channel></rss>");
    folder.file(
        "corpus.toml",
        "title = \"All\"\n[files.\"b.txt\"]\ntitle = \"Better\"\nauthors = [\"Ann\"]\nlang = \"de\"\n",
    );
    assert_same(&folder.0, &ReadOptions::default());
}

#[test]
fn lines_are_the_same_with_and_without_addresses() {
    let folder = Folder::new();
    let line = |n: usize, url: &str| {
        format!("{{\"id\":\"p/{}\"{url},\"title\":\"T{n}\",\"text\":\"{}\",\"n\":{n}}}\n", n, "word ".repeat(3000))
    };
    let with: String = (0..300).map(|n| line(n, &format!(",\"url\":\"v{}/{n}.html\"", n % 3))).collect();
    folder.file("with.jsonl", &with);
    folder.file("without.jsonl", &(0..300).map(|n| line(n, "") + "\r\n\n").collect::<String>());
    for name in ["with.jsonl", "without.jsonl"] {
        assert_same(&folder.0.join(name), &ReadOptions::default());
        let stream = PageStream::open(&folder.0.join(name), &ReadOptions::default(), |_| ()).unwrap();
        assert!(stream.parts() > 3, "a large file has several parts");
        assert!(stream.corpus().pages.is_empty(), "no page is kept");
    }
}

#[test]
fn a_wrong_line_is_the_same_error() {
    let folder = Folder::new();
    for (name, lines) in [
        ("twice", "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}\n"),
        ("broken", "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\"\n"),
        ("mixed", "{\"url\":\"a\",\"text\":\"x\"}\n{\"text\":\"y\"}\n"),
        ("empty", "\n\n"),
    ] {
        let name = format!("{name}.jsonl");
        folder.file(&name, lines);
        let path = folder.0.join(&name);
        let whole = read_with(&path, &ReadOptions::default()).unwrap_err().to_string();
        let streamed = PageStream::open(&path, &ReadOptions::default(), |_| ()).unwrap_err().to_string();
        assert_eq!(whole, streamed);
    }
}

#[test]
fn a_file_that_changes_between_the_passes_is_an_error() {
    let folder = Folder::new();
    folder.file("a.txt", "One\n\nA text.\n");
    let stream = PageStream::open(&folder.0, &ReadOptions::default(), |_| ()).unwrap();
    let fingerprint = stream.fingerprint();
    fs::remove_file(folder.0.join("a.txt")).unwrap();
    assert!(stream.read(0).unwrap_err().to_string().contains("changed while it was read"));
    folder.file("a.txt", "Two\n\nAnother text.\n");
    let again = PageStream::open(&folder.0, &ReadOptions::default(), |_| ()).unwrap();
    assert_ne!(again.fingerprint(), fingerprint);
}

#[test]
fn other_options_are_another_fingerprint() {
    let folder = Folder::new();
    folder.file(
        "index.html",
        "<title>Home</title><main><h1>Home</h1><p>The first page.</p><p class=note>A note.</p></main>",
    );
    let fingerprint = |options: &ReadOptions| PageStream::open(&folder.0, options, |_| ()).unwrap().fingerprint();
    let usual = fingerprint(&ReadOptions::default());
    assert_eq!(fingerprint(&ReadOptions::default()), usual);
    let exclude_selectors = vec![".note".parse().unwrap()];
    assert_ne!(fingerprint(&ReadOptions { exclude_selectors, ..ReadOptions::default() }), usual);
    let root_selector = Some("main".parse().unwrap());
    assert_ne!(fingerprint(&ReadOptions { root_selector, ..ReadOptions::default() }), usual);
}

#[test]
fn a_sample_is_spread_over_the_source() {
    let folder = Folder::new();
    for n in 0..100 {
        folder.file(&format!("{n:03}.txt"), &format!("Title {n}\n\n{}\n", "some words of a text ".repeat(50)));
    }
    let stream = PageStream::open(&folder.0, &ReadOptions::default(), |_| ()).unwrap();
    assert_eq!(stream.sample(u64::MAX).len(), 100);
    let all: u64 = (0..100).map(|n| fs::metadata(folder.0.join(format!("{n:03}.txt"))).unwrap().len()).sum();
    let sample: Vec<usize> = stream.sample(all / 10).into_iter().collect();
    assert!((8..=12).contains(&sample.len()) && sample[0] == 0 && *sample.last().unwrap() >= 85, "{sample:?}");
}

#[test]
fn an_index_without_pages_opens_and_has_the_tables_of_a_build() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds");
    let corpus = read_with(&seeds, &ReadOptions::default()).unwrap();
    let tables = language_index(&corpus, vec!["zh-Hans".to_owned()], vec!["authors".to_owned()], &Options::default());
    let empty = Index::open(&tables.bytes, Box::new(NativeHost)).unwrap();
    assert_eq!((empty.pages().len(), empty.manifest().title.as_str()), (0, corpus.title.as_str()));
    assert_eq!(empty.manifest().fields, ["authors"]);
    assert_eq!(empty.search("治理", &findling_core::Options::default()).total, 0);
    let whole = build(&corpus, &Options::default()).unwrap();
    let file = |bytes: &[u8]| -> BTreeMap<&str, Vec<u8>> {
        let file = findling_core::format::IndexFile::open(bytes).unwrap();
        let languages = findling_core::format::Section::ALL.into_iter().filter(|section| section.is_of_languages());
        languages.map(|section| (section.name(), file.section(section).to_vec())).collect()
    };
    assert_eq!(file(&tables.bytes), file(&whole.bytes));
}

/// A page of a generated site: some texts recur, some pages repeat others, some state a language or a canonical address.
fn page() -> impl Strategy<Value = String> {
    let texts = prop::collection::vec(0_usize..14, 0..7);
    (texts, prop::option::of(0_usize..4), 0_usize..5, any::<bool>(), prop::option::of(0_usize..6)).prop_map(
        |(texts, lang, title, marked, canonical)| {
            let lang = lang.map_or(String::new(), |at| format!(" lang=\"{}\"", ["en", "de", "zh", "ja"][at]));
            let canonical = canonical
                .map_or(String::new(), |n| format!("<link rel=\"canonical\" href=\"https://e.org/p{n}.html\">"));
            let title = ["<title>A | Site</title>", "<title>B | Site</title><h1>Head</h1>", "<h1>1. Overview</h1>", "", "<title>C | Site</title>"][title];
            let body: String = texts
                .iter()
                .map(|n| match n {
                    0 => "<p>Subscribe to the letter of this site, which comes every other week and costs nothing.</p>".to_owned(),
                    1 => "<h2 id=\"see\">See also</h2>".to_owned(),
                    2 => "<p>这一段文字在许多页面上都有，因此它不说明任何一页的内容，也不应当被找到。</p>".to_owned(),
                    n => format!("<h3>Part {n}</h3><p>The text number {n} is about lamps, harbours and the tide that comes at {n} o'clock.</p>"),
                })
                .collect();
            let marked = if marked { " data-findling-weight=\"2\"" } else { "" };
            format!("<!doctype html><html{lang}><head>{canonical}{title}</head><body><main{marked}>{body}</main></body></html>")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_generated_site_is_the_same(pages in prop::collection::vec(page(), 1..16), documents in any::<bool>()) {
        let folder = Folder::new();
        folder.file("index.html", "<title>Home</title><main><h1>Home</h1><p>The first page of the site.</p></main>");
        for (n, page) in pages.iter().enumerate() {
            let place = ["", "de/", "v1/", "v2/", "en/"][n % 5];
            folder.file(&format!("{place}p{}.html", n / 2), page);
        }
        let kind = documents.then_some(Kind::Documents);
        assert_same(&folder.0, &ReadOptions { kind, ..ReadOptions::default() });
    }
}
