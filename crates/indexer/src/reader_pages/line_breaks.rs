//! Headings of scripts without spaces, with the places where a line may end.

use std::sync::OnceLock;

use super::escape::escape;
use crate::segment::Segmenter;

/// Adds a heading's text, escaped, with `<wbr>` between its words. The style sheet forbids all other breaks (`word-break: keep-all`).
pub(super) fn heading(out: &mut String, text: &str, lang: &str) {
    static SEGMENTER: OnceLock<Segmenter> = OnceLock::new();
    if !lang.starts_with("zh") && !lang.starts_with("ja") {
        return escape(out, text);
    }
    let mut after_word = false;
    for (segment, word) in SEGMENTER.get_or_init(Segmenter::default).cut(text, lang) {
        // A single character, such as 的, stays with the word before it.
        if after_word && word && segment.chars().nth(1).is_some() {
            out.push_str("<wbr>");
        }
        escape(out, segment);
        after_word = word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, lang: &str) -> String {
        let mut out = String::new();
        heading(&mut out, text, lang);
        out
    }

    #[test]
    fn a_line_may_end_between_words_and_nowhere_else() {
        assert_eq!(shown("全球治理的国际合作", "zh-Hans"), "全球<wbr>治理的<wbr>国际<wbr>合作");
        assert_eq!(shown("合作，<发展>", "zh"), "合作，&lt;发展&gt;");
        assert_eq!(shown("Global cooperation", "en"), "Global cooperation");
    }
}
