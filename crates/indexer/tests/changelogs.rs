//! Changelogs, release notes and upgrade guides are found behind guides, unless the query asks for a version.
#![allow(clippy::unwrap_used, reason = "a test states conditions")]

use findling_core::index::Weights;
use findling_core::{Index, Options};
use findling_indexer::read::Corpus;
use findling_indexer::{Block, NativeHost, Page, build};

/// An index of pages: address, title, text.
fn index(lang: &str, pages: &[(&str, &str, &str)], options: &findling_indexer::Options) -> Index {
    let mut corpus = Corpus::default();
    let page = |(url, title, text): &(&str, &str, &str)| Page {
        id: (*url).to_owned(),
        url: (*url).to_owned(),
        title: (*title).to_owned(),
        lang: lang.to_owned(),
        blocks: text.split('\n').map(|text| Block::Paragraph(text.to_owned())).collect(),
        ..Page::default()
    };
    corpus.pages = pages.iter().map(page).collect();
    Index::open(&build(&corpus, options).unwrap().bytes, Box::new(NativeHost)).unwrap()
}

fn english() -> Index {
    let pages = [
        (
            "changelog",
            "Changelog",
            "Image loader: faster. Image loader: smaller. Image loader: safer.\nThe lens has a new cap.",
        ),
        (
            "loader",
            "Assets",
            "One image loader reads pictures from a folder and from the network, and keeps them for later.",
        ),
        ("images", "Pictures", "Images are loaded by name, and a loader can be replaced."),
    ];
    index("en", &pages, &findling_indexer::Options::default())
}

/// The addresses of the pages found, best first.
fn found(index: &Index, query: &str, options: &Options) -> Vec<String> {
    index.search(query, options).pages.iter().map(|page| index.page_id(page.page).to_owned()).collect()
}

#[test]
fn guides_with_the_same_words_come_first() {
    let en = english();
    let unweighted = Options { weights: Some(Weights { changelog: 1.0, ..*en.weights() }), ..Options::default() };
    assert_eq!(found(&en, "image loader", &unweighted)[0], "changelog");
    let answer = en.search("image loader", &Options::default());
    let pages: Vec<_> = answer.pages.iter().map(|page| (en.page_id(page.page), page.lowered)).collect();
    assert_eq!(pages[0], ("loader", None));
    assert!(pages.contains(&("changelog", Some(0.5))));
}

#[test]
fn a_changelog_that_alone_has_all_words_comes_first() {
    let en = english();
    let answer = en.search("lens cap", &Options::default());
    assert_eq!((en.page_id(answer.pages[0].page), answer.pages[0].lowered), ("changelog", None));
    assert_eq!(found(&en, "image lens", &Options::default())[0], "changelog");
}

#[test]
fn a_query_that_asks_for_a_version_or_the_changelog_ranks_as_usual() {
    let en = english();
    for query in ["image loader 2.0", "image loader v5", "changelog image loader", "image loader \"3\""] {
        assert!(en.search(query, &Options::default()).pages.iter().all(|page| page.lowered.is_none()), "{query}");
    }
    let zh = [
        ("/upgrade-to/v5", "升级到 Astro v5", "图像组件：图像组件的布局已更改。图像组件不再需要配置。"),
        ("/images", "图片", "使用图像组件来显示图片，并在构建时优化它们，支持远程图片和本地图片。"),
    ];
    let zh = index("zh", &zh, &findling_indexer::Options::default());
    assert_eq!(found(&zh, "图像组件", &Options::default())[0], "/images");
    assert_eq!(found(&zh, "升级图像组件", &Options::default())[0], "/upgrade-to/v5");
    assert!(
        zh.search("astro 图像组件", &Options::default()).pages.iter().all(|page| page.lowered.is_none()),
        "astro is one page's"
    );
}

#[test]
fn a_build_may_set_the_weight() {
    let pages = [
        ("changelog", "Changelog", "Lamp. Lamp. Lamp."),
        ("lamp", "Lights", "A lamp is lit at dusk and put out at dawn."),
    ];
    let of = |hundredths| {
        let weights = vec![("changelog".to_owned(), hundredths)];
        let index = index("en", &pages, &findling_indexer::Options { weights, ..findling_indexer::Options::default() });
        found(&index, "lamp", &Options::default())
    };
    assert_eq!((of(100)[0].as_str(), of(20)[0].as_str()), ("changelog", "lamp"));
}

#[test]
fn a_changelog_that_alone_has_all_words_in_one_passage_ranks_as_usual() {
    let mut corpus = Corpus::default();
    let page = |url: &str, title: &str, blocks: &[Block]| Page {
        id: url.to_owned(),
        url: url.to_owned(),
        title: title.to_owned(),
        lang: "en".to_owned(),
        blocks: blocks.to_vec(),
        ..Page::default()
    };
    let heading = |text: &str| Block::Heading { level: 2, text: text.to_owned() };
    let text = |text: &str| Block::Paragraph(text.to_owned());
    let changelog =
        [heading("Removed the tag cloud"), text("It was slow."), heading("Themes"), text("Themes are files.")];
    let guide = [
        heading("Themes"),
        text("The tag cloud belongs to a theme."),
        heading("Words"),
        text("A removed word is kept."),
    ];
    corpus.pages = vec![page("upgrade-to-v2", "Upgrade to v2", &changelog), page("themes", "Looks", &guide)];
    let file = build(&corpus, &findling_indexer::Options::default()).unwrap();
    let index = Index::open(&file.bytes, Box::new(NativeHost)).unwrap();
    let lowered = |query: &str| {
        let answer = index.search(query, &Options::default());
        let page = answer.pages.iter().find(|page| index.page_id(page.page) == "upgrade-to-v2").unwrap();
        page.lowered
    };
    assert_eq!((lowered("removed tag cloud"), lowered("themes")), (None, Some(0.5)));
}
