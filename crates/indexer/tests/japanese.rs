//! Japanese queries: romaji, long vowels, small kana, and hiragana that may be left out.
#![allow(clippy::unwrap_used, reason = "a failed expectation fails the test")]
mod little;

use findling_core::Options;
use findling_core::search::Relaxation;
use little::{found, index, set};

#[test]
fn romaji_finds_kana() {
    let texts = ["パッケージを作る", "ウィンドウを閉じる", "シャツとチェック", "さくらが咲く", "新しいので便利"];
    let ja = index("ja", &texts);
    for (query, page) in [
        ("pakkeeji", 0),
        ("pakkēji", 0),
        ("pakkeji", 0),
        ("pakke", 0),
        ("windou", 1),
        ("uindou", 1),
        ("chekku", 2),
        ("sakura", 3),
    ] {
        assert_eq!(found(&ja, query), [page], "{query}");
        let answer = ja.search(query, &Options::default());
        assert_eq!(answer.relaxed[0].kind, Relaxation::Typo, "{query}");
    }
    assert_eq!(ja.search("pakkeeji", &Options::default()).relaxed[0].to, "パッケージ");
    for word in ["node", "nodes", "sdk"] {
        assert!(found(&ja, word).is_empty(), "{word} is a word of its own, and not particles or first letters");
    }
}

#[test]
fn kana_that_sound_alike_find_each_other() {
    let texts = ["インターフェイスの設計", "ウィンドウの大きさ", "サーバの設定", "ビルの管理"];
    let ja = index("ja", &texts);
    for (query, page) in [("インタフェイス", 0), ("ウインドウ", 1), ("サーバー", 2), ("さーばー", 2)]
    {
        assert_eq!(found(&ja, query), [page], "{query}");
    }
    assert!(found(&ja, "ビール").is_empty());
}

#[test]
fn spellings_that_the_texts_have_side_by_side_are_the_same() {
    let texts = [
        "サーバーの設定",
        "サーバを起動する",
        "インターフェースを使う",
        "インタフェースの説明",
        "受付の時間",
        "受け付けは九時から",
        "ビールを飲む",
        "ビルを建てる",
        "入力と出力",
        "入力した値",
    ];
    let ja = index("ja", &texts);
    for (query, pages) in [
        ("サーバー", [0, 1]),
        ("インタフェース", [2, 3]),
        ("インターフェース", [2, 3]),
        ("受付", [4, 5]),
        ("受け付け", [4, 5]),
    ] {
        assert_eq!(set(&ja, query), pages, "{query}");
    }
    assert_eq!(found(&ja, "インタフェース"), [3, 2], "the spelling that was typed comes first");
    assert_eq!((set(&ja, "ビール"), set(&ja, "ビル")), (vec![6], vec![7]));
}
