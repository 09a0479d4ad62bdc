//! Finds the script of the search and the content security policies in a page. Markup is searched and not parsed: the findings are
//! checked again.

use crate::publish::ENTRY;

/// The address of the script of the search in a page.
pub(super) fn entry(html: &str) -> Option<&str> {
    html.match_indices(ENTRY).find_map(|(at, _)| {
        let (before, after) = (html.get(..at)?, html.get(at + ENTRY.len()..)?);
        let start = before.rfind(['"', '\'', '=', ' ', '\n', '>'])? + 1;
        let end = at + ENTRY.len() + after.find(['"', '\'', ' ', '>', '\n', '?', '#'])?;
        let named = before.get(..start)?.trim_end_matches(['"', '\'', ' ']).ends_with("src=");
        let file = after.starts_with(['"', '\'', ' ', '>', '\n', '?', '#']);
        // `myfindling.js` is another.
        let whole = before.get(start..).is_some_and(|path| path.is_empty() || path.ends_with('/'));
        html.get(start..end).filter(|_| named && file && whole).map(|url| url.split(['?', '#']).next().unwrap_or(url))
    })
}

/// The policies in a page's head.
pub(super) fn policies(html: &str) -> Vec<String> {
    let tags = html.split("<meta").skip(1).filter_map(|rest| end(rest).and_then(|end| rest.get(..end)));
    let of_policy =
        |tag: &&str| attribute(tag, "http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("content-security-policy"));
    tags.filter(of_policy).filter_map(|tag| attribute(tag, "content")).collect()
}

/// The end of a tag, outside quotes.
fn end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return Some(at),
            _ => {}
        }
        None
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let at = lower.find(&format!("{name}="))? + name.len() + 1;
    let rest = tag.get(at..)?;
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest.split([' ', '>', '\n']).next()?,
    };
    Some(value.replace("&quot;", "\"").replace("&#39;", "'").replace("&apos;", "'").replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_found_in_any_notation() {
        for (html, expected) in [
            ("<script type=\"module\" src=\"/findling/findling.js\"></script>", Some("/findling/findling.js")),
            ("<script src='../findling/findling.js?v=1' type=module></script>", Some("../findling/findling.js")),
            ("<script type=module src=findling.js></script>", Some("findling.js")),
            ("<p>findling.js is a script</p><script src=\"/a/myfindling.js\"></script>", None),
            ("<link rel=modulepreload href=/findling.js><p>", None),
        ] {
            assert_eq!(entry(html), expected, "{html}");
        }
    }

    #[test]
    fn policies_in_the_head_are_found() {
        let html = "<meta charset=utf-8><META HTTP-EQUIV=x><meta content=\"script-src 'self'; img-src *\" http-equiv=Content-Security-Policy>
            <meta http-equiv='content-security-policy' content='default-src &#39;self&#39;'>";
        assert_eq!(policies(html), ["script-src 'self'; img-src *", "default-src 'self'"]);
    }
}
