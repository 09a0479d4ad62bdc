//! Every number that ranking turns on, with the reason for it.

use super::hits::Kind;
use crate::lean::larger;

/// The weights of ranking. The defaults were tuned on questions and keyword queries in twelve languages; an owner may set
/// others in a build, a caller in a query. None is negative: what comes on top never takes away, which the choice of the best pages counts on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// How soon more of the same word stops counting (BM25's k1).
    pub saturation: f32,
    /// How much a long text must have more of a word than a short one (BM25's b).
    pub length: f32,
    /// A word in the page's title against one in its text: a title names what the page is about.
    pub title: f32,
    /// A word in a heading against one in the text.
    pub heading: f32,
    /// A word in the metadata (authors, keywords) against one in the text.
    pub meta: f32,
    /// What merely having a word is worth next to having much of it: pages with all words come before pages with much of one.
    pub presence: f32,
    /// How much of a page's score is its best passage's, against the whole page's.
    pub passage: f32,
    /// Words of the query that stand near each other as they do in the query; a quarter of it for a few keywords, which may stand
    /// anywhere on the page that they tell from others.
    pub near: f32,
    /// A title or heading that is the query and nothing else.
    pub named: f32,
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
            near: 0.6,
            named: 0.4,
        }
    }
}

impl Weights {
    /// Every weight with the name by which an owner or a caller sets it.
    pub fn named(&mut self) -> [(&'static str, &mut f32); 9] {
        [
            ("saturation", &mut self.saturation),
            ("length", &mut self.length),
            ("title", &mut self.title),
            ("heading", &mut self.heading),
            ("meta", &mut self.meta),
            ("presence", &mut self.presence),
            ("passage", &mut self.passage),
            ("near", &mut self.near),
            ("named", &mut self.named),
        ]
    }

    /// What a build said, each weight in hundredths: `weight.title=300`.
    #[must_use]
    pub(crate) fn stated(options: &[String]) -> Weights {
        let mut weights = Weights::default();
        for (name, weight) in weights.named() {
            for option in options {
                let rest = option.strip_prefix("weight.").and_then(|rest| rest.strip_prefix(name));
                if let Some(digits) = rest.and_then(|rest| rest.strip_prefix('=')) {
                    *weight = digits.bytes().fold(0.0, |n, digit| n * 10.0 + f32::from(digit & 15)) / 100.0;
                }
            }
        }
        weights
    }

    /// What an occurrence counts that is not the word itself. All are under one, and a unit that is only met so never
    /// reaches what one exact occurrence gives.
    #[must_use]
    pub fn of(kind: Kind) -> f32 {
        WORTH[kind as usize]
    }
}

/// What [`Weights::of`] says of each kind: exact, variant, part, inflected, prefix, synonym, reading, typo.
pub(super) const WORTH: [f32; 8] = [1.0, 0.9, 0.7, 0.6, 0.5, 0.5, 0.4, 0.3];

/// The natural logarithm to six digits, from additions and multiplications alone: the same bits on every machine, which
/// the libraries' logarithms do not promise.
#[must_use]
pub(super) fn ln(x: f32) -> f32 {
    let bits = larger(f32::MIN_POSITIVE, x).to_bits();
    let exponent = ((bits >> 23) as f32) - 127.0;
    let mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    // ln(m) for 1 <= m < 2 as 2 artanh((m - 1) / (m + 1)), whose argument stays under a third.
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let t2 = t * t;
    let series = t * (2.0 + t2 * (2.0 / 3.0 + t2 * (2.0 / 5.0 + t2 * (2.0 / 7.0 + t2 * (2.0 / 9.0)))));
    exponent * core::f32::consts::LN_2 + series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_named_as_it_is_called() {
        let mut weights = Weights::default();
        for (i, (_, weight)) in weights.named().into_iter().enumerate() {
            *weight = i as f32;
        }
        let told: Vec<String> =
            Weights::default().named().iter().enumerate().map(|(i, (name, _))| format!("{name}: {i}.0")).collect();
        assert_eq!(format!("{weights:?}"), format!("Weights {{ {} }}", told.join(", ")));
    }

    #[test]
    fn a_build_states_weights_in_hundredths() {
        let stated = Weights::stated(&["base=../".into(), "weight.title=450".into(), "weight.no=1".into()]);
        assert_eq!(stated, Weights { title: 4.5, ..Weights::default() });
    }

    #[test]
    fn the_logarithm_is_right_to_five_digits() {
        for i in 1..2000 {
            let x = i as f32 * 0.37;
            assert!((ln(x) - x.ln()).abs() < 1e-5 * (1.0 + x.ln().abs()), "{x}");
        }
    }

    #[test]
    fn a_worse_kind_never_counts_more() {
        let kinds = [
            Kind::Exact,
            Kind::Variant,
            Kind::Part,
            Kind::Inflected,
            Kind::Prefix,
            Kind::Synonym,
            Kind::Reading,
            Kind::Typo,
        ];
        for pair in kinds.windows(2) {
            assert!(Weights::of(pair[0]) >= Weights::of(pair[1]));
        }
    }
}
