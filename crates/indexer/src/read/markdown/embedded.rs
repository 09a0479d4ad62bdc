//! Removes the code that a generator runs: shortcodes, template tags, imports, the fences of containers.
//!
//! It works on lines, outside fenced code and code spans. A tag is removed; the text between an opening and a closing tag stays.

use super::generator::Generator;

/// The delimiters around a generator's code.
fn delimiters(generator: Option<Generator>, mdx: bool) -> &'static [(&'static str, &'static str)] {
    match generator {
        Some(Generator::Hugo) => &[("{{<", ">}}"), ("{{%", "%}}")],
        Some(Generator::Zola) => &[("{{", "}}"), ("{%", "%}")],
        Some(Generator::Jekyll) => &[("{{", "}}"), ("{%", "%}"), ("{:", "}")],
        Some(Generator::MdBook) => &[("{{#", "}}")],
        Some(Generator::VitePress) => &[("{{", "}}")],
        _ if mdx => &[("{/*", "*/}"), ("{", "}")],
        _ => &[],
    }
}

/// Delimiters, and the position of the last closing one. An opening one after it opens nothing.
type Delimiters = Vec<(&'static str, &'static str, usize)>;

/// The text without its generator's code.
pub(super) fn without_generator_code(text: &str, generator: Option<Generator>, mdx: bool) -> String {
    let ended = |&(sign, end): &(&'static str, &'static str)| Some((sign, end, text.rfind(end)?));
    let delimiters: Delimiters = delimiters(generator, mdx).iter().filter_map(ended).collect();
    let mut begin = 0;
    let containers = matches!(generator, Some(Generator::Docusaurus | Generator::VitePress | Generator::Astro));
    let mut out = String::with_capacity(text.len());
    let mut fence: Option<(u8, usize)> = None;
    let mut open: Option<&str> = None;
    // A blank line stood before: only there may an import begin.
    let mut after_blank = true;
    for line in text.split_inclusive('\n') {
        let at = begin;
        begin += line.len();
        let bare = line.trim_start();
        let fence_char = bare.bytes().next().filter(|b| matches!(b, b'`' | b'~'));
        let run = fence_char.map_or(0, |mark| bare.bytes().take_while(|&b| b == mark).count());
        if let Some((mark, length)) = fence {
            if fence_char == Some(mark) && run >= length && bare.trim_end().len() == run {
                fence = None;
            }
            out.push_str(line);
            continue;
        }
        if open.is_none() {
            if let Some(mark) = fence_char.filter(|_| run >= 3) {
                fence = Some((mark, run));
                out.push_str(line);
                continue;
            }
            let statement = mdx
                && after_blank
                && (bare.starts_with("import ") || bare.starts_with("export "))
                && bare.contains(['\'', '"', '=', '{']);
            let placed = generator == Some(Generator::VitePress)
                && (bare.starts_with("<<< ") || bare.trim_end().eq_ignore_ascii_case("[[toc]]"));
            if statement || placed {
                out.push('\n');
                continue;
            }
            if containers && bare.starts_with(":::") {
                push_container_title(bare, &mut out);
                continue;
            }
        }
        after_blank = bare.is_empty();
        strip_line(line, at, &delimiters, &mut open, &mut out);
    }
    out
}

/// The title of a container (`:::tip Good to know`), which is all that is read of its fence.
fn push_container_title(line: &str, out: &mut String) {
    let inner = line.trim().trim_start_matches(':').trim();
    let (name, title) = match inner.split_once(['[', ' ']) {
        Some((name, title)) => (name, title.trim_end_matches(']')),
        None => (inner, ""),
    };
    out.push('\n');
    if !name.is_empty() && !title.trim_start().starts_with('{') {
        out.push_str(title.trim());
        out.push_str("\n\n");
    }
}

/// The next place of a sign in a line: looked for again only behind the last one, so that a line is gone through once.
struct NextOccurrence<'a> {
    sign: &'a str,
    at: Option<usize>,
}

impl<'a> NextOccurrence<'a> {
    fn of(line: &str, sign: &'a str) -> NextOccurrence<'a> {
        NextOccurrence { sign, at: line.find(sign) }
    }

    fn from(&mut self, line: &str, here: usize) -> Option<usize> {
        if self.at.is_some_and(|at| at < here) {
            self.at = line.get(here..).and_then(|rest| rest.find(self.sign)).map(|at| here + at);
        }
        self.at
    }
}

/// Appends the line at `begin` without the code between delimiters. `open` is the closing delimiter of code that an earlier line began.
fn strip_line(line: &str, begin: usize, delimiters: &Delimiters, open: &mut Option<&'static str>, out: &mut String) {
    let part = |from: usize, to: usize| line.get(from..to).unwrap_or_default();
    let mut ticks = NextOccurrence::of(line, "`");
    let mut nexts: Vec<NextOccurrence> = delimiters.iter().map(|(sign, ..)| NextOccurrence::of(line, sign)).collect();
    let mut here = 0;
    loop {
        if let Some(end) = *open {
            let Some(at) = part(here, line.len()).find(end) else {
                out.push_str(if line.ends_with('\n') { "\n" } else { "" });
                return;
            };
            here += at + end.len();
            *open = None;
        }
        let code = ticks.from(line, here);
        let found = delimiters.iter().zip(&mut nexts).filter_map(|((sign, end, last), next)| {
            let at = next.from(line, here)?;
            (begin + at + sign.len() <= *last).then_some((at, sign.len(), *end))
        });
        let sign = found.min_by_key(|&(at, length, _)| (at, std::cmp::Reverse(length)));
        match (code, sign) {
            (Some(tick), sign) if sign.is_none_or(|(at, ..)| tick < at) => {
                let run = part(tick, line.len()).bytes().take_while(|&b| b == b'`').count();
                let behind = tick + run;
                let end = part(behind, line.len()).find(part(tick, behind)).map_or(behind, |at| behind + at + run);
                out.push_str(part(here, end));
                here = end;
            }
            (_, Some((at, length, end))) => {
                out.push_str(part(here, at));
                // <Tabs items={[…]}>: an attribute without a value would be no tag.
                if out.ends_with('=') {
                    out.push_str("\"\"");
                }
                here = at + length;
                *open = Some(end);
            }
            _ => {
                out.push_str(part(here, line.len()));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_what_they_enclose_stays() {
        let hugo = without_generator_code(
            "A {{< note >}}kept{{< /note >}} `{{< code >}}`\n{{% figure\n src=x %}}B\n",
            Some(Generator::Hugo),
            false,
        );
        assert_eq!(hugo, "A kept `{{< code >}}`\n\nB\n");
        let zola = without_generator_code(
            "{% quote(by=\"x\") %}kept{% end %} {{ youtube(id=1) }}.\n",
            Some(Generator::Zola),
            false,
        );
        assert_eq!(zola, "kept .\n");
        let jekyll =
            without_generator_code("{% include x %}Hi {{ site.title }}\n{: .lead}\n", Some(Generator::Jekyll), false);
        assert_eq!(jekyll, "Hi \n\n");
        assert_eq!(without_generator_code("{{ x }} {% y %}", None, false), "{{ x }} {% y %}");
    }

    #[test]
    fn what_is_never_ended_is_text() {
        for text in ["A smile {: and more\n\nThe rest.\n", "{{ x }\n{% y }\n"] {
            assert_eq!(without_generator_code(text, Some(Generator::Jekyll), false), text);
        }
        let ended = "{{ x }} and {{ y\n\nThe rest.\n";
        assert_eq!(without_generator_code(ended, Some(Generator::Zola), false), " and {{ y\n\nThe rest.\n");
        assert_eq!(without_generator_code("Sets {a, b\n\nThe rest.\n", None, true), "Sets {a, b\n\nThe rest.\n");
    }

    #[test]
    fn a_long_line_of_signs_ends_in_good_time() {
        let text = "{a} `{b}` ".repeat(1 << 19);
        assert_eq!(without_generator_code(&text, None, true), " `{b}` ".repeat(1 << 19));
    }

    #[test]
    fn code_is_left_alone() {
        let text = "```js\nimport {a} from 'b'\n{{ x }}\n```\n~~~\n:::tip\n~~~\n";
        assert_eq!(without_generator_code(text, Some(Generator::VitePress), true), text);
    }

    #[test]
    fn components_imports_and_containers_leave_their_words() {
        assert_eq!(without_generator_code("<Tabs items={['a']}>\n", None, true), "<Tabs items=\"\">\n");
        let text = "import A from './a'\n\nText {value}{/* aside */}.\n\n:::tip[Good to know]\nInside\n:::\n";
        assert_eq!(
            without_generator_code(text, Some(Generator::Docusaurus), true),
            "\n\nText .\n\n\nGood to know\n\nInside\n\n"
        );
        assert_eq!(without_generator_code("important things\n", None, true), "important things\n");
    }
}
