//! The files of `serve --tune`: a page for owners that explains a ranking and tries other weights.

use findling_core::index::Weights;
use hyper::body::Bytes;
use serde_json::json;

/// The address of the page. No page of a site has it, since hidden files are not served.
pub(super) const ADDRESS: &str = "/.findling/tune/";

const HTML: &str = include_str!(concat!(env!("FINDLING_WWW"), "/tune.html"));
const CSS: &str = include_str!(concat!(env!("FINDLING_WWW"), "/tune.css"));
const SCRIPT: &str = include_str!(concat!(env!("FINDLING_WWW"), "/tune.js"));
const ICON: &str = include_str!(concat!(env!("FINDLING_WWW"), "/icon.svg"));

/// The weights: name, effect, and the end of the slider.
const ABOUT: [(&str, &str, f32); 13] = [
    ("title", "A match in the title or in an alias, against one in the text.", 10.0),
    ("heading", "A match in a heading, against one in the text.", 10.0),
    ("meta", "A match in the metadata, against one in the text.", 5.0),
    ("named", "A title, alias or heading that is the query and nothing else.", 3.0),
    ("proximity", "Words that are as close to each other as in the query.", 3.0),
    ("passage", "The share of the best passage in a page's score. The rest is the whole page's.", 1.0),
    ("presence", "Having a word at all, against having it often.", 2.0),
    ("saturation", "How late more of the same word stops counting.", 5.0),
    ("length", "How much more of a word a long text needs.", 1.0),
    ("changelog", "Factor for changelogs, release notes and upgrade guides.", 1.5),
    ("links", "Factor for pages that are mostly links.", 1.5),
    ("older", "Factor for older versions of a page, and copies in other folders.", 1.5),
    ("translation", "Factor for translations of a page that the main language has too.", 1.5),
];

/// The weights of a build, for the page.
#[derive(Clone, Debug)]
pub(crate) struct Tuning {
    json: Bytes,
}

impl Tuning {
    /// `search` is the address of the script that opens the index.
    pub(crate) fn new(mut built: Weights, search: &str) -> Tuning {
        let mut usual = Weights::default();
        let value = |weights: &mut Weights, name: &str| {
            let named = weights.named().into_iter().find(|weight| weight.0 == name);
            named.map_or(0.0, |weight| (f64::from(*weight.1) * 100.0).round() / 100.0)
        };
        let weights: Vec<_> = ABOUT
            .iter()
            .map(|(name, about, most)| {
                let (built, usual) = (value(&mut built, name), value(&mut usual, name));
                json!({ "name": name, "about": about, "built": built, "usual": usual, "most": most })
            })
            .collect();
        Tuning { json: json!({ "search": search, "weights": weights }).to_string().into() }
    }

    /// The file at an address, with its type.
    pub(super) fn file(&self, path: &str) -> Option<(Bytes, &'static str)> {
        let text = |text: &'static str, mime| Some((Bytes::from_static(text.as_bytes()), mime));
        match path.strip_prefix(ADDRESS)? {
            "" => text(HTML, "text/html; charset=utf-8"),
            "tune.css" => text(CSS, "text/css; charset=utf-8"),
            "tune.js" => text(SCRIPT, "text/javascript; charset=utf-8"),
            "icon.svg" => text(ICON, "image/svg+xml"),
            "weights.json" => Some((self.json.clone(), "application/json")),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::names;

    #[test]
    fn every_weight_is_on_the_page_once() {
        let mut described: Vec<&str> = ABOUT.iter().map(|about| about.0).collect();
        let mut all = names();
        described.sort_unstable();
        all.sort_unstable();
        assert_eq!(described, all);
    }

    #[test]
    fn the_page_has_the_weights_of_the_build_and_the_defaults() {
        let tuning = Tuning::new(Weights { title: 4.5, ..Weights::default() }, "/findling.js");
        let (bytes, mime) = tuning.file("/.findling/tune/weights.json").unwrap();
        assert_eq!(mime, "application/json");
        let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((&read["weights"][0]["built"], &read["weights"][0]["usual"]), (&json!(4.5), &json!(3.0)));
        assert!(tuning.file("/.findling/tune/other").is_none() && tuning.file("/tune.js").is_none());
    }
}
