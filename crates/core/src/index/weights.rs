//! The weights of ranking, with the reason for each.

use crate::list::List as _;

/// The weights of ranking. The defaults were tuned on questions and keyword queries in twelve languages; an owner may set others in a build,
/// a caller in a query. None is negative: the choice of the pages that are reranked relies on bonuses that never take away.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// How soon more of the same word stops counting (k1 of BM25).
    pub saturation: f32,
    /// How much more of a word a long text needs than a short one (b of BM25).
    pub length: f32,
    /// A word in the page's title against one in its text: a title names what the page is about.
    pub title: f32,
    /// A word in a heading against one in the text.
    pub heading: f32,
    /// A word in the metadata (authors, keywords) against one in the text.
    pub meta: f32,
    /// The worth of having a word at all, next to having much of it: pages with all words come before pages with much of one.
    pub presence: f32,
    /// The share of the best passage in a page's score, against the whole page.
    pub passage: f32,
    /// Words of the query that are as close to each other as in the query; a quarter of it for a few keywords, which may be anywhere on the
    /// page that they tell from others.
    pub proximity: f32,
    /// A title or heading that is the query and nothing else.
    pub named: f32,
    /// The factor for the score of a changelog, release notes or an upgrade guide if the query asks for no version: they name everything and
    /// explain little.
    pub changelog: f32,
    /// The factor for the score of a page that is a list of links: a generated index names everything and explains nothing.
    pub links: f32,
    /// The factor for the score of an older version of a page, or a copy in another folder, unless the query has its number or folder.
    pub older: f32,
    /// The factor for the score of a translation. Names and borrowed words are the same in many languages, and a query of them doesn't show
    /// the visitor's. So the site's main language comes first among pages that answer about equally well.
    pub translation: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            saturation: 1.6,
            length: 0.6,
            title: 3.0,
            heading: 2.0,
            meta: 0.5,
            presence: 0.3,
            passage: 0.5,
            proximity: 0.6,
            named: 0.4,
            changelog: 0.5,
            links: 0.5,
            older: 0.5,
            translation: 0.9,
        }
    }
}

impl Weights {
    /// Every weight with its name.
    pub fn named(&mut self) -> [(&'static str, &mut f32); 13] {
        [
            ("saturation", &mut self.saturation),
            ("length", &mut self.length),
            ("title", &mut self.title),
            ("heading", &mut self.heading),
            ("meta", &mut self.meta),
            ("presence", &mut self.presence),
            ("passage", &mut self.passage),
            ("proximity", &mut self.proximity),
            ("named", &mut self.named),
            ("changelog", &mut self.changelog),
            ("links", &mut self.links),
            ("older", &mut self.older),
            ("translation", &mut self.translation),
        ]
    }

    /// Sets a weight by its name. Numbers below zero, and NaN, count as zero.
    pub fn set(&mut self, name: &str, value: f32) -> Result<(), String> {
        let mut all = self.named();
        if let Some(weight) = all.iter_mut().find(|weight| weight.0 == name) {
            *weight.1 = if value > 0.0 { value } else { 0.0 };
            return Ok(());
        }
        let names: Vec<&str> = all.iter().map(|weight| weight.0).list();
        Err(format!("there is no weight \"{name}\"; there are {}", names.join(", ")))
    }

    /// The weights that a build was given, in hundredths: `weight.title=300`.
    pub(super) fn from_options(options: &[String]) -> Weights {
        let mut weights = Weights::default();
        for (name, value) in options.iter().filter_map(|option| option.strip_prefix("weight.")?.split_once('=')) {
            if let Ok(hundredths) = value.parse::<u32>() {
                // A name that a later version added has no meaning here.
                let _ = weights.set(name, hundredths as f32 / 100.0);
            }
        }
        weights
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_named_as_its_field() {
        let mut weights = Weights::default();
        for (i, (_, weight)) in weights.named().into_iter().enumerate() {
            *weight = i as f32;
        }
        let names: Vec<String> =
            Weights::default().named().iter().enumerate().map(|(i, (name, _))| format!("{name}: {i}.0")).collect();
        assert_eq!(format!("{weights:?}"), format!("Weights {{ {} }}", names.join(", ")));
    }

    #[test]
    fn a_build_states_weights_in_hundredths() {
        let stated = Weights::from_options(&["base=../".into(), "weight.title=450".into(), "weight.no=1".into()]);
        assert_eq!(stated, Weights { title: 4.5, ..Weights::default() });
    }

    #[test]
    fn an_unknown_weight_is_an_error_that_lists_the_known_ones() {
        let error = Weights::default().set("titel", 3.0).unwrap_err();
        assert!(error.starts_with("there is no weight \"titel\"; there are saturation, length, title"), "{error}");
    }
}
