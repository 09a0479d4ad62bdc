//! Whole pages and whole sites, from their HTML to what is read of them.

use std::fs;

use super::*;
use crate::model::Block;

fn page(html: &str, file: &str) -> DraftResult {
    super::page(html, file, &ReadOptions::default())
}

fn blocks(html: &str) -> Vec<String> {
    let draft = page(html, "a.html").unwrap();
    let show = |(at, block): (usize, &Block)| {
        let anchor = draft.anchors.get(&at).map(|a| format!("#{a}")).unwrap_or_default();
        match block {
            Block::Heading { level, text } => format!("h{level}{anchor} {text}"),
            Block::Item { text, .. } => format!("- {text}"),
            Block::Quote(text) => format!("> {text}"),
            Block::Table(_) => format!("| {}", block.text().replace('\t', " | ").replace('\n', " || ")),
            other => other.text().into_owned(),
        }
    };
    draft.blocks.iter().enumerate().map(show).collect()
}

#[test]
fn a_page_is_read_as_a_reader_sees_it() {
    let html = "<body><nav><a href=/>Home</a></nav><main><h1>Title</h1><p>One <b>two</b>
        three.<p>Line<br>break<ul><li>a<li><p>b</p><p>b2</p><ul><li>c</ul></ul><blockquote><p>said</blockquote>
        <pre><code>fn main() {\n    1;\n}</code></pre><table><tr><th>K<th>V<tr><td>k<td><p>v</p><p>w</p><tr><td><td></table>
        <details><summary>More</summary>hidden <i>not</i></details><dl><dt>Term<dd>Meaning</dl>
        <figure><img src=a alt='A picture of it'><figcaption>Seen</figcaption></figure></main><footer>©</footer>";
    let expected = [
        "One two three.",
        "Line\nbreak",
        "- a",
        "- b",
        "b2",
        "- c",
        "> said",
        "fn main() {\n    1;\n}",
        "| K | V || k | v w",
        "More",
        "hidden not",
        "Term",
        "Meaning",
        "A picture of it",
        "Seen",
    ];
    assert_eq!(blocks(html), expected);
    assert_eq!(page(html, "a.html").unwrap().h1.as_deref(), Some("Title"));
}

#[test]
fn headings_have_the_names_that_links_lead_to() {
    let html = "<main><h1 id=t>T</h1>
        <h2 id=own>Own <a class=headerlink href=#own>¶</a></h2><p>x
        <h2><a class=header href=#in id=in>In</a></h2><p>x
        <section id=wrap><h2>Wrap<a class=headerlink href=#wrap title='Permalink'>Link to this</a></h2><p>x</section>
        <a name=before></a><h3>Before</h3><p>x
        <h3><a href=#target>Target</a></h3><div id=target></div><p>x
        <div class=wrapper><h4 id=star>Star</h4><a class=anchor-link href=#star><span class=sr-only>Section titled Star</span></a></div>
        <p>x<h2>None</h2><p>x<div role=heading aria-level=3 id=role>Role</div></main>";
    let headings: Vec<String> = blocks(html).into_iter().filter(|b| b != "x").collect();
    let expected = [
        "h2#own Own",
        "h2#in In",
        "h2#wrap Wrap",
        "h3#before Before",
        "h3#target Target",
        "h4#star Star",
        "h2 None",
        "h3#role Role",
    ];
    assert_eq!(headings, expected);
}

#[test]
fn an_empty_anchor_names_the_heading_after_it_and_makes_no_link_of_the_text() {
    let section =
        |name: &str| format!("<div class=sect><div><a id='{name}'/><h2>{name}</h2></div><p>Of {name}.</p></div>");
    let html = ["one", "two", "three", "four", "five"].map(section).concat();
    let html = format!("<div><h1>T</h1>{html}</div>");
    assert_eq!(blocks(&html)[..4], ["h2#one one", "Of one.", "h2#two two", "Of two."]);
    assert_eq!(blocks(&html).len(), 10);
}

#[test]
fn a_page_of_links_is_a_list_of_links() {
    let links = |count: usize| "<li><a href=a>A page</a>, <a href=b>another</a>".repeat(count);
    let is_list = |html: &str| page(html, "a.html").unwrap().is_link_list;
    assert!(is_list(&format!("<main><h1>Index</h1><ul>{}</ul></main>", links(20))));
    assert!(!is_list(&format!("<main><h1>Some links</h1><ul>{}</ul></main>", links(3))));
    assert!(!is_list(&format!("<main><h1>Text</h1><ul>{}</ul><p>{}</main>", links(20), "Words and more. ".repeat(60))));
}

#[test]
fn terms_with_a_name_open_sections() {
    let html = "<main><h1>T</h1><h2 id=o>Options</h2><p>All.<dl><dt id=p>-p<dt id=patch>--patch<dd>Shows the patch.
        <dt id=C>class <b>C</b>()<a class=headerlink href=#C>¶</a><dd>A class.<dl><dt id=C.m>m()<dd>A method.</dl></dl>
        <dl><dt>Returns<dd>Nothing.<dt id=fn>1<dd>A footnote.</dl></main>";
    let expected = [
        "h2#o Options",
        "All.",
        "h3#p -p, --patch",
        "Shows the patch.",
        "h3#C class C()",
        "A class.",
        "h4#C.m m()",
        "A method.",
        "Returns",
        "Nothing.",
        "1",
        "A footnote.",
    ];
    assert_eq!(blocks(html), expected);
}

#[test]
fn several_headings_of_level_one_open_parts() {
    assert_eq!(blocks("<main><h1>T</h1><h2>a</h2><h1>P</h1><h2>b</h2>"), ["h3 a", "h2 P", "h3 b"]);
}

#[test]
fn tables_that_only_put_things_beside_each_other_are_no_tables() {
    let html = "<main><table><tr><td><h2>A</h2><p>x<td><table><tr><td>k<td>v</table></table></main>";
    assert_eq!(blocks(html), ["h2 A", "x", "| k | v"]);
}

#[test]
fn what_the_owner_leaves_out_is_left_out_and_attributes_are_read() {
    let html = "<main><p>a<p data-pagefind-ignore>b<p data-findling-ignore>c
        <p data-pagefind-index-attrs='title,data-x' title='in a title' data-x=more>d</main>";
    assert_eq!(blocks(html), ["a", "d", "in a title", "more"]);
}

#[test]
fn addresses_are_those_of_folders_and_can_stand_in_a_link() {
    for (file, url) in [
        ("index.html", "./"),
        ("guide/index.html", "guide/"),
        ("guide/a b.html", "guide/a%20b.html"),
        ("100%#?.html", "100%25%23%3F.html"),
        ("中文/页面.html", "中文/页面.html"),
        ("c:x.html", "./c:x.html"),
    ] {
        assert_eq!(page_url(file), url);
    }
}

#[test]
fn pages_that_are_not_searchable_have_a_reason() {
    for (html, file, why) in [
        ("<meta name=robots content=noindex>x", "a.html", "noindex"),
        ("<meta http-equiv=refresh content='0;url=/b'>x", "a.html", "another address"),
        ("x", "404.html", "error page"),
        ("x", "404/index.html", "error page"),
        ("x", "de/404/index.html", "error page"),
    ] {
        assert!(matches!(page(html, file), Err(Rejected::NotSearchable(told)) if told.contains(why)), "{html}");
    }
    assert!(page("x", "road404/index.html").is_ok() && page("x", "404/page.html").is_ok());
}

#[test]
fn a_listing_of_source_code_is_code_nearly_throughout() {
    let code = "let lamp = harbour.lamp(tide);\n".repeat(20);
    for (html, file) in [
        (format!("<h1>lib.rs</h1><pre class=rust><code>{code}</code></pre>"), "src/lamp/lib.rs.html"),
        (format!("<div class=fragment><div class=line>{code}</div></div>"), "lamp_8h_source.html"),
    ] {
        assert!(matches!(page(&html, file), Err(Rejected::NotSearchable("a listing of source code"))), "{file}");
    }
    let prose = "The lamp is lit at dusk. ".repeat(20);
    for html in [
        format!("<main><h1>The lamp</h1><div>{prose}</div></main>"),
        format!("<main><h1>The lamp</h1><div>{prose}</div><pre>{code}</pre></main>"),
    ] {
        for file in ["source/guide.html", "src/guide.html", "open_source.html"] {
            assert!(page(&html, file).is_ok_and(|draft| !draft.blocks.is_empty()), "{file}");
        }
    }
}

#[test]
fn a_hostile_page_ends_in_good_time() {
    let deep = |open: &str, n: usize| format!("<main><p>before</p>{}<p>within", open.repeat(n));
    let mut unclosed = String::new();
    for n in 0..5_000 {
        let _ = write!(unclosed, "<p><b a={n}></p>");
    }
    for html in [
        deep("<div>", 200_000),
        deep("<b>", 100_000),
        deep("<span class=a>", 100_000),
        deep("<ul><li>", 100_000),
        deep("<table><tr><td>", 50_000),
        deep("<template>", 100_000),
        deep("<svg><g>", 50_000),
        deep("<select><option>", 50_000),
        deep("<blockquote><h2><a href=#>", 50_000),
        format!("<p title='{}'>x", "a".repeat(1 << 22)),
        format!("<main>{unclosed}"),
        format!("<main><p>{}", "<a rel=edit href=a></a>".repeat(200_000)),
        format!("<main>{}", "<li><a rel=edit href=a></a><ul>".repeat(50_000)),
    ] {
        let start = std::time::Instant::now();
        let _ = page(&html, "a.html");
        assert!(start.elapsed().as_secs() < 20, "{} took {:?}", html.get(..60).unwrap_or_default(), start.elapsed());
    }
    assert_eq!(blocks(&deep("<div>", 200_000)), ["before", "within"]);
}

/// A site in a folder of its own.
fn site(files: &[(&str, &str)]) -> Corpus {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let next = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let root = std::env::temp_dir().join(format!("findling-site-{}-{next}", std::process::id()));
    for (name, content) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    let corpus = super::super::read(&root);
    fs::remove_dir_all(&root).unwrap();
    corpus.unwrap()
}

fn passed(corpus: &Corpus) -> Vec<(&str, &str)> {
    corpus.not_searchable.iter().map(|s| (s.file.as_str(), s.reason.as_str())).collect()
}

#[test]
fn a_site_becomes_pages_with_ids_from_their_paths() {
    let page = |n: usize| format!("<html lang=en><title>P{n} | Site</title><p>Text number {n} of the site.");
    let corpus = site(&[
        ("index.html", &page(0)),
        ("guide/index.html", &page(1)),
        ("guide/b.html", &page(2)),
        ("robots.txt", "User-agent: *"),
        ("search/findling.wasm", ""),
        ("search/findling.js", ""),
        ("search/index.html", "<p>our own search page"),
        ("findling/findling.0123456789abcdef.wasm", ""),
        ("findling/findling.js", ""),
        ("findling/index.html", "<p>our own search page"),
    ]);
    let pages: Vec<[&str; 4]> = corpus.pages.iter().map(|p| [p.id.as_str(), &p.url, &p.title, &p.lang]).collect();
    assert_eq!(
        pages,
        [["guide/b", "guide/b.html", "P2", "en"], ["guide/index", "guide/", "P1", "en"], ["index", "./", "P0", "en"]]
    );
    assert_eq!((corpus.title.as_str(), corpus.hosted, corpus.unreadable.len()), ("Site", true, 0));
}

#[test]
fn where_a_page_marks_its_body_pages_without_are_passed_over() {
    let corpus = site(&[("a.html", "<p>menu<div data-pagefind-body>Body</div>"), ("b.html", "<p>Other")]);
    assert_eq!(corpus.pages.len(), 1);
    assert_eq!(corpus.pages[0].blocks, [Block::Paragraph("Body".to_owned())]);
    assert!(matches!(passed(&corpus)[..], [("b.html", why)] if why.contains("body")));
}

#[test]
fn what_stands_on_most_pages_is_dropped_and_listed_but_not_headings_with_text() {
    let page = |n: usize| {
        format!(
            "<main><h1>Page {n}</h1><p>Own text {n}.<h2>Usage</h2><p>Use {n}.<h2>Feedback</h2><p>Was this helpful?</main>"
        )
    };
    let pages: Vec<(String, String)> = (0..6).map(|n| (format!("{n}.html"), page(n))).collect();
    let corpus = site(&pages.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect::<Vec<_>>());
    assert_eq!(corpus.recurring, [("Feedback".to_owned(), 6), ("Was this helpful?".to_owned(), 6)]);
    assert_eq!(corpus.pages[3].blocks.iter().map(Block::text).collect::<Vec<_>>(), ["Own text 3.", "Usage", "Use 3."]);
}

#[test]
fn a_language_that_a_template_states_wrongly_is_told_from_the_text() {
    let corpus = site(&[
        ("a.html", "<html lang=en><main><h1>全球治理</h1><p>各国应当加强多边合作，共同应对气候变化。"),
        ("b.html", "<html lang=zh-CN><main><h1>API</h1><p>Some code without a word of it."),
        ("c.html", "<main><h1>The thing</h1><p>This is the text of the page, and it is in English for sure."),
    ]);
    assert_eq!(corpus.pages.iter().map(|p| p.lang.as_str()).collect::<Vec<_>>(), ["zh-Hans", "zh-CN", "en"]);
}

#[test]
fn bad_files_are_named_once_and_the_rest_goes_on() {
    let good = "<main><h1>Good</h1><p>The only page that can be read here.";
    let root = std::env::temp_dir().join(format!("findling-bad-{}", std::process::id()));
    fs::create_dir_all(&root).unwrap();
    for (name, content) in [
        ("good.html", good.as_bytes()),
        ("empty.html", b""),
        ("binary.html", b"\x7fELF\x02\x01\x01\0\0\0"),
        ("noise.html", &(0..4000_u32).map(|n| (n * 7919 % 251) as u8).collect::<Vec<_>>()),
        ("blank.html", b"<html><body><script>x</script>"),
        ("cut.html", b"<html><head><title>Cut</title><body><p>Ends in the middle of a ta<a hre"),
        ("half.html", b"<main><p>\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97\xe7\xac\xa6 \xe4\xb8"),
    ] {
        fs::write(root.join(name), content).unwrap();
    }
    let corpus = super::super::read(&root).unwrap();
    fs::remove_dir_all(&root).unwrap();
    assert_eq!(corpus.pages.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["cut", "good", "half"]);
    assert_eq!(
        corpus.unreadable.iter().map(|s| s.file.as_str()).collect::<Vec<_>>(),
        ["binary.html", "empty.html", "noise.html"]
    );
    assert!(matches!(passed(&corpus)[..], [("blank.html", why)] if why.contains("no text")));
}

mod any {
    use super::page;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_markup_makes_the_reader_stumble(
            parts in prop::collection::vec(
                "</?(div|p|b|table|tr|td|ul|li|pre|h1|h2|a|svg|math|select|template|form|script|ruby|rt|details|main|article|body|html|frameset)( (id|class|href|hidden|role)=[a-z#]{0,4})?>|[a-z中文 &;<]{0,5}|<!--|-->|\u{0}|&#x[0-9a-f]{1,6};",
                0..60,
            ),
        ) {
            let _ = page(&parts.concat(), "a.html");
        }
    }
}

#[test]
fn markup_that_is_wrong_is_read_as_a_browser_mends_it() {
    for (html, expected) in [
        ("<main><b>1<p>2</b>3</p>", &["1", "23"][..]),
        ("<main><a href=x>x<a href=y>y</a></main>", &["xy"]),
        ("<main><p>a<div>b</p>c</div>", &["a", "b", "c"]),
        ("<main><select><option>no</select><p>y", &["y"]),
        ("<main><p>one<!-- two --><![CDATA[x]]>three", &["onethree"]),
        ("<main><p>a</p><plaintext><p>b</main>", &["a", "<p>b</main>"]),
        ("<main><h2>a<h3>b</h2>c", &["h2 a", "h3 b", "c"]),
        ("<main><ul><li>a<li>b<ul><li>c", &["- a", "- b", "- c"]),
        ("<main><p>a<br/>b</br>c", &["a\nb\nc"]),
        ("<main><p>&notit; &copy &#0; &#x110000; &amp", &["¬it; © \u{fffd} \u{fffd} &"]),
        ("<p>a</p></body></html><p>b", &["a", "b"]),
    ] {
        assert_eq!(blocks(html), expected, "{html}");
    }
}

#[test]
fn weights_go_with_the_blocks_that_they_are_on() {
    let html =
        "<body data-pagefind-weight=0.5><main><h1>Title</h1><p>half<section data-findling-weight=3><h2>Three</h2>three
        <p data-findling-weight=1>once</p>three</section><p>half <b data-findling-weight=1.5>more</b>
        <table data-findling-weight=2><tr><td>two<td>two</table></main>";
    let draft = page(html, "a.html").unwrap();
    let emphasis: Vec<u8> = (0..draft.blocks.len()).map(|at| draft.emphasis.of(at)).collect();
    assert_eq!((draft.emphasis.title, emphasis), (Some(5), vec![5, 30, 30, 10, 30, 10, 20]));
    let plain = page("<main><h1>T</h1><p>a</main>", "a.html").unwrap();
    assert!(plain.emphasis.blocks.is_empty());
}
