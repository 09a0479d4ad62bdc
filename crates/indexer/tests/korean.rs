//! Korean queries: compounds, half-typed syllables, initial consonants, and a Latin keyboard left on.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use findling_core::search::Relaxation;
use findling_core::{Index, Options};
use little::{found, index, set};

/// The marked parts of the first result's first passage.
fn marked(index: &Index, query: &str) -> Vec<String> {
    let answer = index.search(query, &Options::default());
    let passage = &answer.pages[0].passages[0];
    passage.marks.iter().map(|mark| passage.text[mark.clone()].to_owned()).collect()
}

#[test]
fn compound_without_spaces_finds_its_words_side_by_side() {
    let texts = [
        "블러 필터를 고릅니다",
        "이미지를 삭제합니다",
        "필터 목록과 블러",
        "색상 창을 엽니다",
        "레이어 복제",
        "설정 파일의 경로",
    ];
    let ko = index("ko", &texts);
    assert_eq!(found(&ko, "블러필터"), [0, 2], "pages with both words, side by side first");
    assert_eq!(found(&ko, "블러필터를"), [0, 2]);
    assert_eq!(marked(&ko, "블러필터"), ["블러 필터"]);
    assert_eq!(found(&ko, "이미지삭제"), [1], "a particle may be between");
    assert_eq!(found(&ko, "설정파일경로"), [5]);
    assert_eq!(found(&ko, "색상창"), [3], "a syllable is a part if the texts have it as a word");
    assert!(ko.search("\"블러필터\"", &Options::default()).pages.is_empty(), "quoted, it is meant as it is");
}

#[test]
fn unknown_name_is_not_cut() {
    let ko = index("ko", &["대한 규정", "항공 사진", "김 선생", "철수 작전", "사이 공간", "초판 인쇄"]);
    for name in ["대한항공", "김철수", "사이판", "이순신장군"] {
        let answer = ko.search(name, &Options::default());
        assert_eq!((answer.total, answer.missing.as_slice()), (0, &[name.to_owned()][..]));
    }
}

#[test]
fn words_with_a_space_find_the_compound() {
    let texts = ["블러필터를 고릅니다", "필터를 고릅니다", "블러 효과", "가우시안블러 효과", "환경설정 파일"];
    let ko = index("ko", &texts);
    assert_eq!(found(&ko, "블러 필터"), [0]);
    assert_eq!(found(&ko, "환경 설정"), [4]);
    assert_eq!(marked(&ko, "블러 필터"), ["블러필터"]);
    assert_eq!(set(&ko, "필터 "), [0, 1], "a word inside a compound");
    let ko = index("ko", &["블러필터를 고릅니다", "필터를 고릅니다", "색상 선택"]);
    assert_eq!(found(&ko, "블러 필터"), [0], "if a part occurs only in the compound, too");
}

#[test]
fn half_typed_word_finds_what_begins_so() {
    let ko = index("ko", &["레이어를 추가합니다", "설정 파일", "닭갈비 요리", "과일 목록", "간단한 예"]);
    for (page, queries) in [
        (0, &["ㄹ", "레", "렝", "레이", "레잉", "레이ㅇ", "레이어", "레이얼"][..]),
        (1, &["서", "설ㅈ", "설저", "설정", "설정 ㅍ", "설정 팡"]),
        (2, &["다", "달", "닭"]),
        (3, &["고", "과", "광"]),
        (4, &["가", "간"]),
    ] {
        for query in queries {
            assert_eq!(found(&ko, query).first(), Some(&page), "{query}");
        }
    }
    assert!(found(&ko, "레잉 ").is_empty(), "with a space, the word is finished");
    assert!(ko.search("레잉", &Options::default()).relaxed.is_empty());
}

#[test]
fn compound_is_found_while_it_is_typed() {
    let ko = index("ko", &["블러 필터를 고릅니다"]);
    for query in ["블", "블러", "블러ㅍ", "블러피", "블러필", "블러필ㅌ", "블러필터"] {
        assert_eq!(found(&ko, query), [0], "{query}");
    }
}

#[test]
fn initial_consonants_find_a_word() {
    let ko = index("ko", &["레이어를 추가합니다", "라이언은 사자입니다", "그림 상자", "까치 소리"]);
    assert_eq!(set(&ko, "ㄹㅇㅇ"), [0, 1]);
    assert_eq!(found(&ko, "ㄹㅇㅇㄹ"), [0]);
    assert_eq!(found(&ko, "ㄱㄹ"), [2]);
    assert_eq!(found(&ko, "ㄱㄹ ㅅㅈ"), [2]);
    assert_eq!(found(&ko, "ㄲㅊ"), [3]);
    assert!(found(&ko, "ㅎㅎㅎ").is_empty());
}

#[test]
fn latin_keyboard_that_was_left_on_is_understood() {
    let ko = index("ko", &["레이어를 추가합니다", "까치 소리", "The fork"]);
    for (query, page) in [("fpdldj", 0), ("fpdldj ", 0), ("fpdld", 0), ("fpdldj cnrk", 0), ("Rkcl", 1), ("fork", 2)] {
        assert_eq!(found(&ko, query), [page], "{query}");
    }
    let relaxed = &ko.search("fpdldj", &Options::default()).relaxed[0];
    assert_eq!((relaxed.kind, relaxed.from.as_str(), relaxed.to.as_str()), (Relaxation::Typo, "fpdldj", "레이어를"));
    assert!(found(&ko, "fpdldjw").is_empty());
}
