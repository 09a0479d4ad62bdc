//! `findling build --single-file`: a corpus in one HTML file that searches and shows all of it, from a disk as well as from a host.
//!
//! The file contains no markup from the corpus but its title, escaped: the module, the list of pages and the reader pages are compressed.
//! A content security policy allows the one script with its hash, and no fetches.

use std::fmt::Write;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use findling_indexer::read::Corpus;
use findling_indexer::reader_pages::{READING_CSS, ReadingLinks, escape};
use findling_indexer::{Options, cut, reading_page};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::assets::{SINGLE_JS, asset};
use crate::publish::MODULE;
use crate::site::Form;
use crate::{Failure, Site};

/// Size in bytes from which browsers open the file slowly.
pub(crate) const LARGE: usize = 20 << 20;
/// Size in bytes of a compressed part with reader pages: opening a page decompresses its part, not the whole corpus.
const PART: usize = 512 << 10;

/// The file.
pub(crate) fn single_file(mut corpus: Corpus, options: &Options) -> Result<String, Failure> {
    corpus.base.clear();
    for page in &mut corpus.pages {
        // Pages are behind the `#` of the address, with our own anchors.
        page.url.insert_str(0, "#/");
        page.anchors = None;
    }
    let module = Site::module(&corpus, options, Form::Embedded)?.files.remove(MODULE).unwrap_or_default();
    let (contents, parts) = reading(&corpus);
    let lang = corpus.pages.first().map_or("en", |page| page.lang.as_str());
    let (title, lang) = (escaped(&corpus.title), escaped(lang));
    let hash = STANDARD.encode(Sha256::digest(SINGLE_JS.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{hash}' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    );
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"findling\" content=\"noindex\">\n<title>{title}</title>\n\
         <link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">\n<style id=\"search-looks\">{}</style>\n\
         <style id=\"reading-looks\" media=\"not all\">{READING_CSS}</style>\n</head>\n<body>\n<div id=\"search\"><main>\n\
         <header><h1 lang=\"{lang}\">{title}</h1><p id=\"about\">&nbsp;</p></header>\n\
         <findling-results focus facets no-url no-marks base=\"\"></findling-results>\n\
         <noscript><p>This search works in your browser and needs JavaScript.</p></noscript>\n</main></div>\n<div id=\"reading\" hidden></div>\n",
        STANDARD.encode(asset("icon.svg")),
        asset("findling.css"),
    );
    let texts = parts.iter().enumerate().map(|(at, part)| (format!("part-{at}"), json(part)));
    let all = [("module".to_owned(), module), ("contents".to_owned(), json(&contents))];
    for (id, bytes) in all.into_iter().chain(texts) {
        let _ = writeln!(out, "<script type=\"text/plain\" id=\"{id}\">{}</script>", packed(&bytes));
    }
    let _ = write!(out, "<script type=\"module\">{SINGLE_JS}</script>\n</body>\n</html>\n");
    Ok(out)
}

/// The address of a page, its part, and its position there.
type Position<'a> = (&'a str, usize, usize);

/// The reader pages in parts, and the position of each.
fn reading(corpus: &Corpus) -> (Vec<Position<'_>>, Vec<Vec<String>>) {
    let mut contents = Vec::new();
    let mut parts: Vec<Vec<String>> = vec![Vec::new()];
    let mut length = 0;
    for (at, page) in corpus.pages.iter().enumerate() {
        let neighbour = |at: Option<usize>| {
            at.and_then(|at| corpus.pages.get(at)).map(|page| (page.url.as_str(), page.title.as_str()))
        };
        let links = ReadingLinks {
            stylesheet: "",
            icon: "",
            script: None,
            search: "#",
            previous: neighbour(at.checked_sub(1)),
            next: neighbour(Some(at + 1)),
        };
        if length > PART {
            parts.push(Vec::new());
            length = 0;
        }
        let number = parts.len() - 1;
        if let Some(part) = parts.last_mut() {
            let html = reading_page(page, &cut(page), links);
            length += html.len();
            contents.push((page.url.as_str(), number, part.len()));
            part.push(html);
        }
    }
    (contents, parts)
}

fn json(value: &impl serde::Serialize) -> Vec<u8> {
    // Texts and numbers are always JSON.
    serde_json::to_vec(value).unwrap_or_default()
}

fn packed(bytes: &[u8]) -> String {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Writing to memory does not fail.
    let _ = std::io::Write::write_all(&mut encoder, bytes);
    STANDARD.encode(encoder.finish().unwrap_or_default())
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use findling_indexer::Page;

    #[test]
    fn a_single_file_has_no_markup_from_the_corpus_and_fetches_nothing() {
        let mut corpus = Corpus::default();
        corpus.title = "</title><script>alert(1)</script>".to_owned();
        corpus.pages = vec![Page {
            url: "a.html".to_owned(),
            title: "</script><img src=x onerror=alert(1)>".to_owned(),
            lang: "en\"><script>".to_owned(),
            ..Page::default()
        }];
        let file = single_file(corpus, &Options::default()).unwrap();
        assert!(!file.contains("alert(1)</script>") && !file.contains("onerror") && !file.contains("<img"));
        assert_eq!(file.matches("<script").count(), 4);
        // Comments of a script that is not minified contain examples of markup.
        let markup = if cfg!(feature = "minify") { file.clone() } else { file.replace(SINGLE_JS, "") };
        assert_eq!(markup.matches("src=\"").count(), 0);
        assert!(file.contains("default-src 'none'") && !file.contains("http://127"));
    }
}
