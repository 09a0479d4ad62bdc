//! Names with signs at their edges: C#, C++, .NET.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use findling_core::{Index, Options, Session};
use findling_indexer::{Block, NativeHost, Page, build};
use little::{corpus, found, index, set};

const PAGES: [&str; 6] = [
    "The C language has pointers.",
    "C++ adds classes to C.",
    "C# runs on .NET, and F# does too.",
    "A net of ropes. A net for fish. The net is wet.",
    "Install @types/node beside node.js.",
    "Types of nodes, and more types.",
];

#[test]
fn names_with_signs_find_their_own_pages_alone_if_they_are_short() {
    let en = index("en", &PAGES);
    assert_eq!(set(&en, "C++"), [1]);
    assert_eq!(set(&en, "what is c++?"), [1]);
    assert_eq!(set(&en, "c#"), [2]);
    assert_eq!(set(&en, "F#"), [2]);
    assert_eq!(set(&en, "c++ classes"), [1]);
    assert_eq!(set(&en, "C"), [0, 1, 2], "a word without signs is found with any");
    assert_eq!(set(&en, "c+"), [1], "the second sign may follow");
    assert_eq!(set(&en, "C+++"), [0, 1, 2], "a text without the signs is better than none");
}

#[test]
fn longer_names_with_signs_come_first() {
    let en = index("en", &PAGES);
    assert_eq!(found(&en, ".NET"), [2, 3]);
    assert_eq!(found(&en, "@types"), [4, 5]);
    assert_eq!(found(&en, "node.js"), [4]);
}

#[test]
fn joined_names_come_before_the_same_words_with_a_space() {
    let texts = [
        "A list of animals, a list of plants, and a list of lists.",
        "A fixed list is made by `List.of(first, second)`.",
    ];
    let en = index("en", &texts);
    assert_eq!(found(&en, "List.of"), [1, 0]);
    assert_eq!(found(&en, "list of")[0], 0);
    let en = index("en", &["The trailing slash of a trailing slash.", "A trailing-slash."]);
    assert_eq!(found(&en, "trailing-slash")[0], 0, "a hyphen may be a space");
}

#[test]
fn a_member_is_found_in_the_section_of_its_owner() {
    let page = |id: &str, text: &str| {
        let blocks = vec![Block::Heading { level: 2, text: "asList".to_owned() }, Block::Paragraph(text.to_owned())];
        Page {
            id: id.to_owned(),
            url: format!("{id}.html"),
            title: format!("Class {id}"),
            lang: "en".to_owned(),
            blocks,
            ..Page::default()
        }
    };
    let mut corpus = corpus("en", &["Call Arrays.asList, and Arrays.asList again, for a list of arrays."]);
    corpus.pages.extend([
        page("Sets", "A list of the members of arrays."),
        page("Arrays", "A list that writes through to it."),
    ]);
    let pack = build(&corpus, &findling_indexer::Options::default()).unwrap();
    let en = Index::open(&pack.bytes, Box::new(NativeHost)).unwrap();
    let found = |query: &str| {
        en.search(query, &Options::default())
            .pages
            .iter()
            .map(|hit| en.page_id(hit.page).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("Arrays.asList"), ["Arrays", "0"], "a section of another owner is not meant");
    assert_eq!(found("Arrays.asLi")[0], "Arrays", "half typed");
    assert_eq!(found("asList")[0], "Sets", "alone, the first of equals");
}

#[test]
fn an_answer_does_not_depend_on_the_query_before() {
    let en = index("en", &["The .NET runtime.", "A .netrc file.", "The netrc of .network.", "A net of ropes."]);
    let pages = |session: &mut Session, query: &str| {
        session.search(&en, query, &Options::default()).pages.iter().map(|hit| hit.page).collect::<Vec<_>>()
    };
    for queries in [[".net", ".net "], [".net ", ".net"]] {
        let mut session = Session::default();
        for query in queries {
            assert_eq!(pages(&mut session, query), pages(&mut Session::default(), query), "{query:?} of {queries:?}");
        }
    }
}

#[test]
fn signs_are_marked_with_their_word() {
    let en = index("en", &PAGES);
    let answer = en.search("c++", &Options::default());
    let passage = &answer.pages[0].passages[0];
    let marked: Vec<&str> = passage.marks.iter().map(|mark| &passage.text[mark.clone()]).collect();
    assert_eq!(marked, ["C++"]);
}

#[test]
fn included_characters_are_parts_of_words() {
    let options = findling_indexer::Options { characters: "$".to_owned(), ..findling_indexer::Options::default() };
    let pages = corpus("en", &["Set $total first.", "The total is wrong."]);
    let bytes = findling_indexer::build(&pages, &options).unwrap().bytes;
    let en = Index::open(&bytes, Box::new(NativeHost)).unwrap();
    assert_eq!(en.characters(), "$");
    assert_eq!(found(&en, "$total"), [0]);
    assert_eq!(set(&en, "total"), [0, 1]);
    let answer = en.search("$wrong", &Options::default());
    assert_eq!((answer.total, answer.missing.as_slice()), (0, &["$wrong".to_owned()][..]));
}

#[test]
fn pages_keep_their_order_for_any_limit() {
    let texts: Vec<String> =
        (0..130).map(|n| format!("{} lamp {} oil", "word ".repeat(n % 7), "and ".repeat(n % 5))).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let en = index("en", &texts);
    let pages = |limit: usize, offset: usize| -> Vec<u32> {
        let options = Options { limit, offset, ..Options::default() };
        en.search("lamp oil", &options).pages.iter().map(|page| page.page.0).collect()
    };
    let all = pages(130, 0);
    assert_eq!(all.len(), 130);
    for limit in [1, 10, 48, 49, 96, 100, 129] {
        assert_eq!(pages(limit, 0), all[..limit], "{limit}");
        assert_eq!(pages(10, limit), all[limit..(limit + 10).min(130)], "from {limit}");
    }
}

#[test]
fn any_text_is_marked_as_the_answer_is() {
    let en = index("en", &PAGES);
    for query in ["c++", "C", "F#", ".NET", "@types", "c++ classes", "node.js", "C+++"] {
        let answer = en.search(query, &Options { excerpt: Some(1000), ..Options::default() });
        for page in &answer.pages {
            for passage in &page.passages {
                let marked = |marks: &[std::ops::Range<usize>]| -> Vec<String> {
                    marks.iter().map(|mark| passage.text[mark.clone()].to_owned()).collect()
                };
                let marks = en.marks(query, std::slice::from_ref(&passage.text));
                assert_eq!(
                    marked(&marks[0]).join(" "),
                    marked(&passage.marks).join(" "),
                    "{query:?} in {:?}",
                    passage.text
                );
            }
        }
    }
    let text = "C, C# and C++.".to_owned();
    let marks = en.marks("c++", std::slice::from_ref(&text));
    assert_eq!(marks[0].iter().map(|mark| &text[mark.clone()]).collect::<Vec<_>>(), ["C++"]);
}
