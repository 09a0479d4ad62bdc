//! Calls every method of an open index, and checks the invariants of every answer.

use findling_core::index::{PageId, TextId};
use findling_core::search::{Filter, Mark, bytes, results};
use findling_core::{Answer, Index, Options};

/// Runs a query with options that the flags choose.
pub(crate) fn ask(index: &Index, query: &str, flags: u8) {
    let options = options(flags);
    let answer = index.search(query, &options);
    assert!(answer.pages.len() <= options.limit);
    check(index, &answer, &options);
    let texts = [query.to_owned(), index.text(TextId(u32::from(flags))).to_owned()];
    for (text, marks) in texts.iter().zip(index.marks(query, &texts)) {
        assert_marks(text, &marks);
    }
    assert!(index.suggest(query, 8).len() <= 8);
}

/// Checks the invariants of an answer.
pub(crate) fn check(index: &Index, answer: &Answer, options: &Options) {
    assert!(answer.pages.len() <= answer.total);
    for page in &answer.pages {
        assert!(page.score.is_finite(), "a score that is no number");
        assert_marks(index.page_title(page.page), &page.title_marks);
        assert!(page.passages.len() <= options.passages);
        for passage in &page.passages {
            assert_marks(&passage.text, &passage.marks);
        }
    }
    let _ = serde_json::to_string(&results(index, answer, bytes));
}

fn options(flags: u8) -> Options {
    let on = |bit: u8| flags & bit != 0;
    let year = Filter::Range(Some("2019".into()), on(4).then(|| "2020".into()));
    let filter = if on(8) { Filter::Any(vec!["zh-Hans".into()]) } else { Filter::None(vec!["en".into()]) };
    let filters = [("year".to_owned(), year), ("lang".to_owned(), filter)];
    Options {
        limit: if on(1) { 3 } else { 10 },
        offset: usize::from(on(2)),
        explain: on(16),
        sort: on(32).then(|| if on(2) { "date desc".into() } else { "topic".into() }),
        facets: if on(64) { vec!["lang".into(), "year".into(), "topic".into()] } else { Vec::new() },
        filters: if on(128) { filters.into() } else { Vec::new() },
        ..Options::default()
    }
}

/// Checks that marks are in their text, between characters, in order, without overlap.
fn assert_marks(text: &str, marks: &[Mark]) {
    let mut end = 0;
    for mark in marks {
        assert!(mark.start >= end && mark.start < mark.end, "{marks:?}");
        assert!(text.get(mark.clone()).is_some(), "{mark:?} of {text:?}");
        end = mark.end;
    }
}

/// The calls of `findling inspect`.
pub(crate) fn inspect(index: &Index) {
    let mut seen = index.plain_text().len() + index.heap();
    for term in 0..index.terms().len() {
        seen += index.terms().form(term).len();
    }
    for page in 0..index.pages().len() as u32 {
        let page = PageId(page);
        seen += index.page_id(page).len() + index.page_url(page).len() + index.page_lang(page).len();
        seen += index.page_meta(page).map(|(name, value)| name.len() + value.len()).sum::<usize>();
    }
    for passage in index.passages() {
        seen += index.bytes_of(passage.body()).len();
        assert!((passage.page().0 as usize) < index.pages().len());
    }
    assert!(seen > 0);
}
