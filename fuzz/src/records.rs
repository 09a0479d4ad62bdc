//! Passages that another engine returned, shown for a query.

use findling_core::{Options, Record, Session};

use crate::ask::check;
use crate::queries::INDEX;

pub(crate) const WORDS: &[&str] = &[
    "\n", "\t", "\u{1f}", "budget", "合作", "多边", "-", "\"", " ", "#", "\0", "😀", "İ", "ﷺ", "en", "zh-Hans", "date",
];

/// The query, then a record a line: its page, title, headings, text, language, and a value of `date`, with tabs between.
pub(crate) fn show(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (query, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let records: Vec<Record> = rest.split('\n').map(record).collect();
    let options = Options { explain: true, ..Options::default() };
    INDEX.with(|index| {
        let shown = index.of_records(&records).unwrap();
        let answer = Session::default().present(&shown, query, &options);
        assert_eq!(answer.pages.len(), shown.pages().len(), "every page is shown");
        assert!(answer.pages.iter().all(|page| !page.passages.is_empty()), "every page has a passage");
        check(&shown, &answer, &options);
        let _ = index.plain_clauses(query);
    });
}

fn record(line: &str) -> Record {
    let mut parts = line.split('\t').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    Record {
        page: next(),
        title: next(),
        headings: next().split('#').map(str::to_owned).collect(),
        text: next(),
        lang: next(),
        meta: vec![("date".to_owned(), next())],
        ..Record::default()
    }
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let record = "a.html\tReport\tPart#Chapter\tThe committee reviewed the budget. It met in spring.\ten\t2019-02-15";
    let chinese = "b.html\t多边\u{1f}合作\t\t各国\u{1f}应当加强多边\u{1f}合作，共同应对气候变化。\tzh-Hans\t";
    ["budget", "多边合作", "\"the budget\" -spring", "what is the budgat", ""]
        .map(|query| format!("{query}\n{record}\n{chinese}").into_bytes())
        .to_vec()
}
