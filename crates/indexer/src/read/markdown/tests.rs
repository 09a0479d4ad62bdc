use super::*;
use crate::model::Block;

fn read(file: &str, text: &str, generator: Option<Generator>) -> Page {
    let (front, body) = front_matter::split(text).unwrap();
    let body = embedded::without_generator_code(body, generator, file == "a.mdx");
    page(file, &front, &body, None, generator)
}

fn texts(page: &Page) -> Vec<String> {
    page.blocks.iter().map(|b| b.text().into_owned()).collect()
}

#[test]
fn a_page_is_read_as_it_is_shown() {
    let text = "---\ntitle: 指南\nlang: zh-Hans\nauthor: Ann\ndate: 2024-03-02T10:00:00Z\ntags: [a, b]\n---\n# 指南\n\n全球化的\n进程[^1]需要\n**合作**。\n\n\
                ## Setup `now` {#start}\n\n1. one\n2. two\n   - inner\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```sh\nrun --fast\n```\n\n\
                ![A picture](x.png) and [a link](y.md), <b>bold</b> &amp; <script>no()</script>more.\n\n[^1]: The note.\n";
    let page = read("a.md", text, None);
    assert_eq!((page.title.as_str(), page.lang.as_str()), ("指南", "zh-Hans"));
    assert_eq!((&page.meta["authors"][0][..], &page.meta["date"][0][..]), ("Ann", "2024-03-02"));
    assert_eq!(page.meta["tags"], ["a", "b"]);
    let texts = texts(&page);
    for wanted in
        ["全球化的进程需要合作。", "Setup now", "run --fast", "inner", "A picture", "and a link, bold & more."]
    {
        assert!(texts.iter().any(|t| t.contains(wanted)), "{wanted}: {texts:?}");
    }
    assert!(page.blocks.iter().any(|b| matches!(b, Block::Table(rows) if rows.len() == 2)));
    assert!(texts.iter().any(|t| t.contains("The note.")), "{texts:?}");
    assert!(!texts.iter().any(|t| t == "指南" || t.contains("no()")), "{texts:?}");
}

#[test]
fn headings_have_the_generator_s_names_and_those_that_are_given() {
    let page = read("a.md", "## What's new?\n\na\n\n## 安装\n\nb\n\n## Other {#mine}\n\nc\n", Some(Generator::Hugo));
    let anchors: Vec<&String> = page.anchors.as_ref().unwrap().values().collect();
    assert_eq!(anchors, ["whats-new", "安装", "mine"]);
    assert_eq!(read("a.md", "## A\n\na", None).anchors, None);
}

#[test]
fn components_are_no_text_but_what_is_in_them_is() {
    let text = "import Tabs from '@theme/Tabs'\n\n# Title\n\n<Tabs items={['a', 'b']}>\n\nInside the *tabs*.\n\n</Tabs>\n\n:::note[Mind]\n\nthe gap\n\n:::\n";
    let page = read("a.mdx", text, Some(Generator::Docusaurus));
    assert_eq!(page.title, "Title");
    assert_eq!(texts(&page), ["Inside the tabs.", "Mind", "the gap"]);
}

#[test]
fn drafts_and_hidden_pages_are_passed_over_with_the_reason() {
    for (text, reason) in [
        ("---\ndraft: true\n---\n", Some("a draft")),
        ("+++\nin_search_index = false\n+++\n", Some("asks not to be found")),
        ("---\npagefind: false\n---\n", Some("asks not to be found")),
        ("---\nredirect_to: /x\n---\n", Some("leads on to another address")),
        ("---\ntitle: x\n---\n", None),
    ] {
        assert_eq!(reason_not_searchable(&front_matter::split(text).unwrap().0), reason, "{text}");
    }
}

#[test]
fn a_folder_of_texts_and_markdown_has_reading_pages_and_a_site_has_addresses() {
    let root = std::env::temp_dir().join(format!("findling-markdown-{}", std::process::id()));
    let put = |name: &str, text: &str| {
        let path = root.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("a.md", "# One\n\nWords of Markdown.\n");
    put("b.txt", "Two\n\nWords of a text.\n");
    put("bad.md", "---\na: [1\n---\n");
    let corpus = crate::read::read(&root).unwrap();
    let told: Vec<_> = corpus.pages.iter().map(|p| (p.title.as_str(), p.url.as_str())).collect();
    assert_eq!(told, [("One", "a.html"), ("Two", "b.html")]);
    assert!(
        !corpus.hosted && corpus.unreadable[0].file == "bad.md" && corpus.unreadable[0].reason.starts_with("line ")
    );
    put("book.toml", "[book]\ntitle = \"x\"\n");
    put("src/a.md", "# Chapter\n\nWords.\n\n## Part\n\nMore.\n");
    let corpus = crate::read::read(&root).unwrap();
    let told: Vec<_> = corpus.pages.iter().map(|p| (p.title.as_str(), p.url.as_str())).collect();
    assert_eq!(told, [("Chapter", "/a.html")]);
    assert!(corpus.hosted && !corpus.finished);
    assert_eq!(crate::cut(&corpus.pages[0]).last().map(|p| p.anchor.clone()).as_deref(), Some("part"));
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_tree_read_again_is_what_it_would_be_read_for_the_first_time() {
    let root = std::env::temp_dir().join(format!("findling-again-{}", std::process::id()));
    let put = |name: &str, text: &str| {
        std::fs::create_dir_all(root.join("content")).unwrap();
        std::fs::write(root.join(name), text).unwrap();
    };
    let again = ReadOptions { cache: Some(std::sync::Arc::default()), ..ReadOptions::default() };
    let assert_same = || {
        let read = |options: &ReadOptions| {
            let corpus = crate::read::read_with(&root, options).unwrap();
            (corpus.pages, corpus.files, corpus.unreadable, corpus.not_searchable)
        };
        assert_eq!(read(&again), read(&ReadOptions::default()));
        again.cache.as_ref().unwrap().end_build();
    };
    put("content/a.md", "# One\n\nWords of Markdown.\n");
    put("b.txt", "Two\n\nWords of a text.\n");
    put("bad.md", "---\na: [1\n---\n");
    assert_same();
    put("content/a.md", "---\ndraft: true\n---\n# One\n\nOther words.\n");
    put("b.txt", "Two\n\nOther words of a text.\n");
    put("bad.md", "Good.\n");
    assert_same();
    // The same files, and now they have addresses.
    put("content/a.md", "# One\n\nWords of Markdown.\n");
    put("hugo.toml", "title = \"x\"\n");
    assert_same();
    put("hugo.toml", "title = \"x\"\nbaseURL = \"https://e.org/path/\"\n");
    assert_same();
    std::fs::remove_dir_all(root).unwrap();
}
