//! Text within a line, as a browser sets it: spaces run together, a line end between Chinese characters goes without a space, and
//! what only tells where a word may break is gone.

use findling_core::text::is_unspaced;

use super::dom::{NodeId, Tree};
use super::visibility::is_left_out;

/// A line that grows. Spaces are held back until something follows them.
#[derive(Debug, Default)]
pub(super) struct InlineText {
    text: String,
    /// Space that came last: none, within a line of the source, or with a line end.
    space: Space,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Space {
    #[default]
    None,
    Within,
    LineEnd,
}

impl InlineText {
    /// Adds text in which spaces mean nothing.
    pub(super) fn push_collapsed(&mut self, text: &str) {
        for c in text.chars() {
            if is_invisible(c) {
                continue;
            }
            if c.is_whitespace() {
                let end = matches!(c, '\n' | '\r');
                self.space = if end || self.space == Space::LineEnd { Space::LineEnd } else { Space::Within };
                continue;
            }
            self.flush_space(Some(c));
            self.text.push(c);
        }
    }

    /// Adds text in which spaces and line ends stand as they are: code.
    pub(super) fn push_preformatted(&mut self, text: &str) {
        self.flush_space(None);
        for c in text.chars().filter(|c| !is_invisible(*c)) {
            match c {
                '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {}
                '\u{a0}' => self.text.push(' '),
                c => self.text.push(c),
            }
        }
    }

    /// A line ends here, and the next belongs to the same paragraph.
    pub(super) fn line_break(&mut self) {
        self.space = Space::None;
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// A space, wherever one may be.
    pub(super) fn push_space(&mut self) {
        if self.space == Space::None {
            self.space = Space::Within;
        }
    }

    /// What was written, and an empty line again.
    pub(super) fn take(&mut self) -> String {
        self.space = Space::None;
        let text = std::mem::take(&mut self.text);
        let trimmed = text.trim_matches(|c: char| c == '\n' || c == '\r').trim_end();
        if trimmed.len() == text.len() { text } else { trimmed.to_owned() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn flush_space(&mut self, next: Option<char>) {
        let space = std::mem::take(&mut self.space);
        let Some(last) = self.text.chars().next_back() else { return };
        if space == Space::None || last == '\n' {
            return;
        }
        let dense = |c: char| {
            is_unspaced(c) || ('\u{3000}'..='\u{303f}').contains(&c) || ('\u{ff00}'..='\u{ff60}').contains(&c)
        };
        if space == Space::LineEnd && dense(last) && next.is_some_and(dense) {
            return;
        }
        self.text.push(' ');
    }
}

/// Characters that show nothing: where a word may be parted, marks of direction, controls.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || c.is_control() && !c.is_whitespace()
}

/// Elements that begin and end on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "ol"
            | "optgroup"
            | "p"
            | "plaintext"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// What is read of an element, as one line.
pub(super) fn plain_text(tree: &Tree, root: NodeId) -> String {
    let mut line = InlineText::default();
    tree.for_each(root, |node| {
        if let Some(text) = tree.own_text(node) {
            line.push_collapsed(text);
            return true;
        }
        if node != root && is_left_out(tree, node, true) {
            return false;
        }
        let name = tree.name(node);
        if is_block(name) || name == "br" {
            line.push_space();
        }
        true
    });
    line.take()
}

#[cfg(test)]
mod tests {
    use super::super::dom::DOCUMENT;
    use super::super::parse::parse;
    use super::*;

    fn line(html: &str) -> String {
        plain_text(&parse(html).0, DOCUMENT)
    }

    #[test]
    fn words_are_whole_as_a_reader_sees_them() {
        for (html, text) in [
            ("super<wbr>cali&shy;fragi&#8203;listic", "supercalifragilistic"),
            ("a <b>bold</b>ly\n\t said&nbsp; word ", "a boldly said word"),
            ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>の", "漢字の"),
            ("全球\n治理\nG20 \n 合作，\n共同", "全球治理 G20 合作，共同"),
            ("&lt;b&gt; &amp; &eacute;&#x4E2D;", "<b> & é中"),
            ("a<br>b<p>c", "a b c"),
        ] {
            assert_eq!(line(html), text, "{html}");
        }
    }
}
