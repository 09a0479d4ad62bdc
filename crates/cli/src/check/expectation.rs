//! The lines of a file of expectations.

/// Number of results in which an expected page is searched.
pub(super) const FAR: usize = 100;

/// The quotation marks around the words of an excerpt. Texts contain “ and ”, so these are words like all others.
const QUOTES: [(char, char); 2] = [('"', '"'), ('「', '」')];

const FORM: &str = "the line needs a query, an arrow and a page. Write `query → page` or `query → nothing`";

/// A line of the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) line: usize,
    pub(super) query: String,
    /// Any of these pages. Empty if the query must find nothing.
    pub(super) pages: Vec<String>,
    /// Words that the first excerpt of the page must contain.
    pub(super) words: Option<String>,
    pub(super) within: Option<usize>,
}

/// Parses a number of results.
pub(super) fn within(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| (1..=FAR).contains(n)).ok_or_else(|| format!("expected a number from 1 to {FAR}"))
}

/// Parses a line. Returns nothing for an empty line or a comment.
pub(super) fn parse(line: usize, text: &str) -> Result<Option<Expected>, String> {
    let text = text.trim();
    if text.is_empty() || text.starts_with('#') {
        return Ok(None);
    }
    let (text, number) = split_number(text);
    let (text, words) = split_words(text).map_or((text, None), |(text, words)| (text, Some(words)));
    let (query, pages) = split_arrow(text).ok_or(FORM)?;
    // The number can also be before the words.
    let (pages, number) = if number.is_none() { split_number(pages) } else { (pages, number) };
    if let Some(problem) = unmatched(pages) {
        return Err(problem);
    }
    if query.is_empty() || pages.is_empty() {
        return Err(FORM.to_owned());
    }
    if words == Some("") {
        return Err("the quotation marks are empty. Write words of the excerpt between them, or remove them".to_owned());
    }
    let none = matches!(pages, "nothing" | "-");
    if none && words.is_some() {
        return Err("a query that finds nothing has no excerpt. Remove the quoted words".to_owned());
    }
    let pages = pages.split(',').map(str::trim).filter(|page| !page.is_empty() && !none).map(str::to_owned);
    Ok(Some(Expected {
        line,
        query: query.to_owned(),
        pages: pages.collect(),
        words: words.map(str::to_owned),
        within: number.map(within).transpose()?,
    }))
}

/// Splits `@N` from the end.
fn split_number(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once('@').map(|(rest, number)| (rest.trim(), number.trim())) {
        Some((rest, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => {
            (rest, Some(number))
        }
        _ => (text, None),
    }
}

/// Splits quoted words from the end. A space is before them, since the name of a page can contain `「` and `」`.
fn split_words(text: &str) -> Option<(&str, &str)> {
    QUOTES.iter().find_map(|&(open, close)| {
        let (rest, words) = text.strip_suffix(close)?.rsplit_once(open)?;
        rest.ends_with(char::is_whitespace).then(|| (rest.trim_end(), words.trim()))
    })
}

/// Splits at the last arrow.
fn split_arrow(text: &str) -> Option<(&str, &str)> {
    let arrows = ["→", "->", "=>"];
    let (at, length) = arrows.iter().filter_map(|arrow| text.rfind(arrow).map(|at| (at, arrow.len()))).max()?;
    Some((text.get(..at)?.trim(), text.get(at + length..)?.trim()))
}

/// The problem with a quotation mark among the names of pages, if there is one.
fn unmatched(pages: &str) -> Option<String> {
    let starts_word =
        |at| pages.get(..at).is_none_or(|before| before.is_empty() || before.ends_with(char::is_whitespace));
    let quote = |&(at, c): &(usize, char)| c == '"' || c == '「' && starts_word(at);
    let (at, open) = pages.char_indices().find(quote)?;
    let close = if open == '「' { '」' } else { open };
    Some(if !starts_word(at) {
        format!("the quoted words need a space before their {open}. Write `query → page {open}words{close}`")
    } else if pages.get(at + open.len_utf8()..).is_some_and(|rest| rest.contains(close)) {
        format!(
            "only one part of an excerpt can be quoted, and it ends the line. Write `query → page {open}words{close}`"
        )
    } else {
        format!("the quoted words have no closing {close}. Write {close} after the last word")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(query: &str, pages: &[&str], words: Option<&str>, within: Option<usize>) -> Expected {
        let pages = pages.iter().map(ToString::to_string).collect();
        Expected { line: 1, query: query.to_owned(), pages, words: words.map(str::to_owned), within }
    }

    #[test]
    fn a_line_is_a_query_and_its_expected_pages() {
        for (text, expected) in [
            ("全球化 → g20.html", line("全球化", &["g20.html"], None, None)),
            ("  a -> b → guide/, other/ @ 1", line("a -> b", &["guide/", "other/"], None, Some(1))),
            ("x => user@host.html", line("x", &["user@host.html"], None, None)),
            ("qwerty → nothing", line("qwerty", &[], None, None)),
            ("报告 → 报告「一」", line("报告", &["报告「一」"], None, None)),
        ] {
            assert_eq!(parse(1, text), Ok(Some(expected)), "{text}");
        }
        assert_eq!((parse(1, "# remark → x"), parse(1, "  ")), (Ok(None), Ok(None)));
        for wrong in ["query", "→ page", "query →", "query → page @0", "query → page @1000"] {
            assert!(parse(1, wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn quoted_words_after_the_pages_are_a_part_of_the_excerpt() {
        for (text, expected) in [
            ("wind → c.html \"each morning\"", line("wind", &["c.html"], Some("each morning"), None)),
            ("wind → c.html#key, d \" a @2 → b \" @1", line("wind", &["c.html#key", "d"], Some("a @2 → b"), Some(1))),
            ("wind → c.html @1 「each」", line("wind", &["c.html"], Some("each"), Some(1))),
            ("\"a b\" → c \"共建“一带一路”，\"", line("\"a b\"", &["c"], Some("共建“一带一路”，"), None)),
            ("「甲」 → 乙 「\"b\"」", line("「甲」", &["乙"], Some("\"b\""), None)),
            ("\"a b\" → c", line("\"a b\"", &["c"], None, None)),
        ] {
            assert_eq!(parse(1, text), Ok(Some(expected)), "{text}");
        }
    }

    #[test]
    fn an_invalid_quotation_is_named() {
        for (text, problem) in [
            ("wind → c.html \"each", "no closing \""),
            ("wind → c.html 「each morning @1", "no closing 」"),
            ("\"wind\" → c.html \"each", "no closing \""),
            ("wind → c.html\"each\"", "need a space"),
            ("wind → c.html each\"", "need a space"),
            ("wind → c.html \"each\" \"morning\"", "only one part"),
            ("wind → c.html \"each\" morning", "only one part"),
            ("wind → c.html \"\"", "are empty"),
            ("wind → c.html 「 」", "are empty"),
            ("wind → nothing \"each\"", "has no excerpt"),
            ("wind → \"each\"", "needs a query, an arrow and a page"),
            ("wind \"each\"", "needs a query, an arrow and a page"),
        ] {
            let error = parse(1, text).unwrap_err();
            assert!(error.contains(problem), "{text}: {error}");
        }
    }
}
