//! What a query finds, as one who types it expects.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use findling_core::index::Weights;
use findling_core::search::{Relaxation, results};
use findling_core::{Answer, Index, Options, Session};
use findling_indexer::{NativeHost, Wanted, build, synonyms};
use little::{corpus, found, index, index_with, set};

#[test]
fn numbers_are_found_as_people_write_them() {
    let zh = index(
        "zh",
        &[
            "二〇二三年的报告",
            "2023年的报告",
            "２０２３年的报告",
            "第十三条规定",
            "第13条规定",
            "版本1.8发布",
            "版本1发布，8月",
        ],
    );
    assert_eq!(set(&zh, "2023年"), [0, 1, 2]);
    assert_eq!(set(&zh, "二〇二三年"), [0, 1, 2]);
    assert_eq!(set(&zh, "第十三条"), [3, 4]);
    assert_eq!(set(&zh, "第13条"), [3, 4]);
    assert_eq!(set(&zh, "1.8"), [5]);
    let zh = index(
        "zh",
        &["投入5万亿元", "投入5 万亿元", "国发〔2023〕12号", "国发[2023]12号", "国发（2023）12号", "国发〔2022〕12号"],
    );
    assert_eq!(set(&zh, "5万亿"), [0, 1]);
    assert_eq!(set(&zh, "5 万亿"), [0, 1]);
    for query in ["国发〔2023〕12号", "国发[2023]12号", "国发【2023】12号"] {
        assert_eq!(found(&zh, query)[..3].iter().copied().max(), Some(4), "{query}");
        assert!(!found(&zh, query)[..3].contains(&5), "{query}");
    }
}

#[test]
fn identifiers_are_found_whole_and_by_part() {
    let en = index(
        "en",
        &[
            "Call parseHttpHeader first.",
            "Set max_retry_count to 3.",
            "See src/core/parse.rs for it.",
            "Since v2.14.3 only.",
            "Nothing here.",
        ],
    );
    for query in ["parseHttpHeader", "parsehttpheader", "header", "http", "Http"] {
        assert_eq!(found(&en, query).first(), Some(&0), "{query}");
    }
    for query in ["max_retry_count", "retry_count", "retry", "count", "max retry"] {
        assert_eq!(found(&en, query), [1], "{query}");
    }
    for query in ["src/core/parse.rs", "core/parse", "parse.rs"] {
        assert_eq!(found(&en, query).first(), Some(&2), "{query}");
    }
    for query in ["v2.14.3", "2.14.3", "2.14"] {
        assert_eq!(found(&en, query).first(), Some(&3), "{query}");
    }
}

#[test]
fn a_word_inside_a_name_is_found_beside_the_word_itself() {
    let texts = ["A header.", "Call parseHttpHeader.", "An HTTPServer.", "éaBc and eaBc.", "Nothing."];
    let en = index("en", &texts);
    for (query, expected) in [
        ("header", &[0, 1][..]),
        ("head", &[0, 1]),
        ("http ", &[1, 2]),
        ("server", &[2]),
        ("parse ", &[1]),
        ("bc", &[3]),
    ] {
        assert_eq!(found(&en, query), expected, "{query}");
    }
    assert_eq!(set(&en, "ttp "), [1, 2], "where nothing else fits, inside a word");
    assert_eq!(set(&en, "httpheader "), [1]);
    let answer = en.search("header", &Options::default());
    let marked = |page: usize| {
        let passage = &answer.pages[page].passages[0];
        passage.marks.iter().map(|mark| &passage.text[mark.clone()]).collect::<Vec<_>>()
    };
    assert_eq!((marked(0), marked(1)), (vec!["header"], vec!["Header"]));
}

#[test]
fn apostrophes_and_hyphens_may_be_typed_or_not() {
    let en = index("en", &["I don’t know.", "Send an e-mail.", "It is state-of-the-art.", "Nothing here."]);
    for query in ["don't", "don’t", "dont"] {
        assert_eq!(found(&en, query), [0], "{query}");
    }
    for query in ["e-mail", "email", "e mail"] {
        assert_eq!(found(&en, query).first(), Some(&1), "{query}");
    }
    for query in ["state-of-the-art", "state of the art"] {
        assert_eq!(found(&en, query).first(), Some(&2), "{query}");
    }
    let fr = index("fr", &["L’histoire de la ville.", "Rien."]);
    for query in ["histoire", "l'histoire", "l’histoire"] {
        assert_eq!(found(&fr, query), [0], "{query}");
    }
}

#[test]
fn an_accent_that_was_typed_is_preferred() {
    let fr = index("fr", &["Le pêcheur du port rentre tard.", "Le pécheur du port rentre tard.", "Rien du tout."]);
    assert_eq!(found(&fr, "pécheur"), [1, 0]);
    assert_eq!(found(&fr, "pêcheur"), [0, 1]);
    assert_eq!(set(&fr, "pecheur"), [0, 1]);
}

#[test]
fn a_string_counts_as_often_as_one_would_count_it_on_the_page() {
    let zh = index("zh", &["合作共赢，国际合作，合作合作。", "多边主义", "全球化与反全球化"]);
    let count = |query: &str| zh.search(query, &Options::default()).count.unwrap();
    assert_eq!(count("合作"), 4);
    assert_eq!(count("全球化"), 2);
    let en = index("en", &["The cat saw another cat; cats!", "A dog."]);
    assert_eq!(en.search("cat", &Options::default()).pages[0].count, 3);
}

#[test]
fn what_an_owner_calls_the_same_is_the_same() {
    let options = findling_indexer::Options {
        synonyms: synonyms("car, automobile\nML, machine learning\n新冠, COVID-19\n").unwrap(),
        ..findling_indexer::Options::default()
    };
    let index = index_with(
        "zh",
        &[
            "the automobile is red",
            "machine learning is fun",
            "新冠疫情",
            "COVID-19 was everywhere",
            "a machine is no learning",
        ],
        &options,
    );
    assert_eq!(found(&index, "car"), [0]);
    assert_eq!(found(&index, "ml "), [1]);
    assert_eq!(found(&index, "新冠"), [2, 3]);
    assert_eq!(found(&index, "automobile"), [0]);
}

#[test]
fn names_that_the_texts_equate_find_each_other() {
    let texts = [
        "支持世界卫生组织（WHO）的工作。据报道，世界卫生组织发出通知；世界卫生组织派出专家。",
        "世卫组织派出专家。中国同世卫组织保持沟通。",
        "The WHO sent experts.",
        "Those who sent experts left.",
        "The World Health Organization (WHO) met in Geneva.",
        "A world without any health organization.",
    ];
    let index = index("zh", &texts);
    for query in ["世卫组织", "世界卫生组织", "World Health Organization"] {
        assert_eq!(set(&index, query)[..4], [0, 1, 2, 4][..], "{query}");
        let answer = index.search(query, &Options::default());
        assert!(answer.missing.is_empty() && answer.relaxed.is_empty(), "{query}: {answer:?}");
    }
    assert_eq!(set(&index, "世卫组织"), [0, 1, 2, 4], "who is another word than WHO");
    assert_eq!(found(&index, "世卫组织").first(), Some(&1), "a page that has what was typed comes first");
    assert_eq!(found(&index, "世卫组织 Geneva"), [4]);
    assert_eq!(set(&index, "\"世卫组织\""), [1], "a quoted name is meant as it is");
    let linguistics = Wanted { abbreviations: false, ..Wanted::default() };
    let options = findling_indexer::Options { linguistics, ..findling_indexer::Options::default() };
    assert_eq!(set(&index_with("zh", &texts, &options), "世卫组织"), [1]);
}

#[test]
fn an_abbreviation_that_is_a_function_word_has_a_meaning_only_without_other_words() {
    let texts = ["The World Health Organization (WHO) met.", "The World Health Organization left.", "Who met Jane?"];
    let index = index("en", &texts);
    assert_eq!(set(&index, "WHO"), [0, 1, 2]);
    let mut session = Session::default();
    for query in ["who met Jane", "who", "who met Jane"] {
        let again = session.search(&index, query, &Options::default());
        assert_eq!(format!("{again:?}"), format!("{:?}", index.search(query, &Options::default())), "{query}");
    }
    assert_eq!(found(&index, "who left").first(), Some(&1));
}

#[test]
fn what_a_build_leaves_out_is_not_found() {
    let texts = ["全球化进程", "water runs, dogs walk, cats play"];
    let without = |linguistics| {
        index_with("en", &texts, &findling_indexer::Options { linguistics, ..findling_indexer::Options::default() })
    };
    let all = without(Wanted::default());
    for (query, page) in [("quanqiuhua", 0), ("進程", 0), ("walks", 1)] {
        assert_eq!(found(&all, query), [page], "{query}");
    }
    assert!(found(&without(Wanted { pinyin: false, ..Wanted::default() }), "quanqiuhua").is_empty());
    let strict = without(Wanted { variants: false, ..Wanted::default() });
    assert!(found(&strict, "進程").is_empty());
    assert_eq!(strict.search("進程", &Options::default()).missing, ["進程"]);
    assert!(all.search("進程", &Options::default()).relaxed.is_empty());
    let stiff = without(Wanted { inflection: false, ..Wanted::default() });
    assert!(!stiff.search("walks", &Options::default()).relaxed.is_empty());
    assert!(all.search("walks", &Options::default()).relaxed.is_empty());
}

#[test]
fn the_first_letter_may_be_wrong_only_where_nothing_else_fits() {
    let en = index("en", &["The parliament met.", "A lonely harbour.", "The statement stood.", "Nothing."]);
    assert_eq!(found(&en, "parlaiment"), [0]);
    assert_eq!(found(&en, "barliament"), [0]);
    assert_eq!(found(&en, "harbuor"), [1]);
    assert!(found(&en, "abc").is_empty());
}

#[test]
fn operators_do_what_they_say_and_everything_else_is_words() {
    let en = index("en", &["red apple pie", "green apple tart", "red wine", "apple red", "pear OR plum"]);
    assert_eq!(set(&en, "\"red apple\""), [0]);
    assert_eq!(set(&en, "“red apple”"), [0]);
    assert_eq!(set(&en, "apple -pie"), [1, 3]);
    assert_eq!(set(&en, "apple -\"red apple\""), [1, 3]);
    assert_eq!(set(&en, "wine OR tart"), [1, 2]);
    for odd in ["\"", "\"\"", "-", "--", "OR", "OR OR", "\"red", ":", "title:", "a:b:c", "「", "- -", "\"-\"", "  "] {
        assert!(en.search(odd, &Options::default()).pages.len() <= 5, "{odd}");
    }
    assert_eq!(set(&en, "\"red apple"), set(&en, "red apple"));
}

#[test]
fn an_answer_says_what_it_gave_up() {
    let index = index("zh", &["抗疫物资援助", "经济增长", "抗疫不力", "多边合作组织"]);
    let answer = index.search("抗役物资", &Options::default());
    assert_eq!(answer.pages.first().map(|p| p.page.0), Some(0));
    assert!(answer.relaxed.iter().any(|r| r.kind == Relaxation::Typo && r.to.contains("抗疫")), "{:?}", answer.relaxed);
    let answer = index.search("经济 xyzzyq", &Options::default());
    assert_eq!(answer.missing, ["xyzzyq"]);
}

#[test]
fn a_longer_beginning_of_the_same_word_keeps_the_order_of_what_still_matches() {
    // Other forms of the whole word would be found as well.
    let linguistics = Wanted { inflection: false, ..Wanted::default() };
    let options = findling_indexer::Options { linguistics, ..findling_indexer::Options::default() };
    let en = index_with(
        "en",
        &[
            "government and governance",
            "the government",
            "governance of the sea, governance of the air",
            "govern",
            "government government of the land",
        ],
        &options,
    );
    let full = found(&en, "government");
    for typed in ["governm", "governme", "governmen"] {
        assert_eq!(found(&en, typed), full, "{typed}");
    }
}

#[test]
fn what_was_asked_before_changes_no_answer() {
    let texts = [
        "Résumé of the parsers: parsing a header, parsing bodies.",
        "A résumé and a resume; the header parses.",
        "全球治理与抗疫合作，2023年的报告。",
        "报告说第十三条与全球化。",
    ];
    let typed = index("en", &texts);
    let limit = |limit| Options { limit, explain: true, ..Options::default() };
    let weights = Weights { title: 9.0, proximity: 0.0, ..*typed.weights() };
    let json = |answer: &Answer, index: &Index| {
        serde_json::to_string(&results(index, answer, findling_core::search::bytes)).unwrap()
    };
    let mut session = Session::default();
    for query in [
        "parsing the headr resume",
        "the the header OR parser -bodies",
        "résumé parsing",
        "resume title:parser",
        "全球治里 报告",
        "第13条与全球 quanqiu",
        "nowhere elsewhere parse",
    ] {
        let starts = query.char_indices().map(|(at, _)| &query[..at]).skip(1);
        let there: Vec<&str> = starts.chain([query]).collect();
        for now in there.iter().chain(there.iter().rev().step_by(3)) {
            for options in [limit(10), limit(1), Options { weights: Some(weights), ..limit(10) }] {
                let answer = session.search(&typed, now, &options);
                assert_eq!(json(&answer, &typed), json(&typed.search(now, &options), &typed), "{now}");
                assert_eq!(session.suggest(&typed, now, 5), typed.suggest(now, 5), "{now}");
            }
        }
    }
}

/// Whatever is pasted is answered, and soon: the bound is far above what it takes, and far below what would be a hang.
#[test]
fn monstrous_queries_are_answered() {
    let zh = index("zh", &["全球化与多边合作", "all the words of the world"]);
    for query in
        ["a".repeat(50_000), "全".repeat(50_000), "word ".repeat(1000), "ab\"-:".repeat(20_000), "合作 ".repeat(30_000)]
    {
        let begun = std::time::Instant::now();
        assert!(zh.search(&query, &Options::default()).pages.len() <= 2);
        assert!(begun.elapsed().as_secs() < 2, "{} bytes", query.len());
    }
}

#[test]
fn of_a_query_with_more_words_than_count_the_answer_says_which_did() {
    let words: Vec<String> = (0..70).map(|n| format!("word{n}")).collect();
    let en = index("en", &[&words.join(" ")]);
    let answer = en.search(&words.join(" "), &Options::default());
    let relaxed = answer.relaxed.first().unwrap();
    assert_eq!((answer.total, relaxed.kind), (1, Relaxation::Some));
    assert!(relaxed.to.contains("word63") && !relaxed.to.contains("word64"), "{}", relaxed.to);
    assert!(en.search(&words[..60].join(" "), &Options::default()).relaxed.is_empty());
}

#[test]
fn weights_are_the_caller_s_to_set() {
    let en = index("en", &["tea tea tea tea of some kind", "coffee and then tea"]);
    let of = |saturation: f32| {
        let weights = Some(Weights { saturation, ..*en.weights() });
        en.search("tea", &Options { weights, ..Options::default() }).pages.iter().map(|p| p.score).collect::<Vec<_>>()
    };
    let (usual, flat) = (of(1.6), of(0.0));
    assert!(usual[0] > usual[1], "more of a word counts more");
    assert!((flat[0] - flat[1]).abs() < 1e-6, "unless its owner says that once is enough");
    let options = findling_indexer::Options { weights: vec![("title".to_owned(), 450)], ..Default::default() };
    let built = index_with("en", &["tea"], &options);
    assert_eq!(*built.weights(), Weights { title: 4.5, ..Weights::default() });
}

#[test]
fn an_index_of_one_page_without_words_answers() {
    let empty: Index = index("und", &["…"]);
    assert!(found(&empty, "a").is_empty());
}

#[test]
fn what_counts_more_is_a_passage_of_its_own_and_multiplies_its_score() {
    let texts = ["Wheels turn.\n\nA lever lifts.", "Wheels turn.\n\nA lever lifts."];
    let mut corpus = corpus("en", &texts);
    let plain = build(&corpus, &findling_indexer::Options::default()).unwrap();
    corpus.pages[1].emphasis.blocks.insert(1, 40);
    let weighed = build(&corpus, &findling_indexer::Options::default()).unwrap();
    let score = |pack: &[u8]| {
        let index = Index::open(pack, Box::new(NativeHost)).unwrap();
        let answer = index.search("lever", &Options { explain: true, ..Options::default() });
        let best = &answer.pages[0];
        (
            index.page_id(best.page).to_owned(),
            best.passages[0].score,
            best.passages[0].text.clone(),
            best.why[0].emphasis,
        )
    };
    let (page, one, whole, plainly) = score(&plain.bytes);
    assert_eq!((page.as_str(), whole.as_str(), plainly), ("0", "Wheels turn. A lever lifts.", 1.0));
    let (page, four, own, times) = score(&weighed.bytes);
    assert_eq!((page.as_str(), own.as_str(), times), ("1", "A lever lifts.", 4.0));
    assert!(four > one * 3.5, "{four} for {one}");
}

#[test]
fn a_minus_sign_excludes_words_and_no_options_of_commands() {
    let texts = ["git commit -m <msg> or --message", "git rebase -interactive and push", "git push of tags", "tags"];
    let index = index_with("en", &texts, &findling_indexer::Options::default());
    let ask = |query: &str| {
        let answer = index.search(query, &Options::default());
        (answer.total, answer.excluded)
    };
    assert_eq!(ask("git commit -m"), (1, vec![]));
    assert_eq!(ask("git -interactive"), (1, vec![]), "an option of this corpus");
    assert_eq!(ask("git -\"interactive\""), (2, vec!["interactive".to_owned()]), "quoted, it is none");
    assert_eq!(ask("git -tags -rebase"), (1, vec!["tags".to_owned(), "rebase".to_owned()]));
    assert_eq!(ask("tags -title:git"), (1, vec!["title:git".to_owned()]));
}

#[test]
fn korean_words_are_found_without_their_particles() {
    let texts = ["레이어를 추가하려면 메뉴를 엽니다", "레이어의 모드에서 고릅니다", "회의 속도", "레이어 추가"];
    let index = index_with("ko", &texts, &findling_indexer::Options::default());
    let total = |query: &str| index.search(query, &Options::default()).total;
    assert_eq!(total("레이어"), 3);
    assert_eq!(total("레이어에서 모드"), 1);
    assert_eq!(total("레이어가 추가된"), 2);
    assert_eq!((total("회"), total("회의")), (1, 1), "a syllable is no word without its last one");
}
