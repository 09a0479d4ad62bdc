//! Ranking weights on the command line (`title=4`) and in the settings (a table).

use std::collections::BTreeMap;

use findling_core::index::Weights;
use serde::Deserialize;

/// The largest weight that is accepted.
const MOST: f64 = 100.0;

/// A weight by its name.
pub(crate) type Weight = (String, f32);

/// The weights in the settings.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "BTreeMap<String, f64>")]
pub(crate) struct WeightTable(pub Vec<Weight>);

impl TryFrom<BTreeMap<String, f64>> for WeightTable {
    type Error = String;

    fn try_from(named: BTreeMap<String, f64>) -> Result<WeightTable, String> {
        named.into_iter().map(|(name, value)| checked(&name, value)).collect::<Result<_, _>>().map(WeightTable)
    }
}

/// Reads `NAME=NUMBER`.
pub(crate) fn weight(text: &str) -> Result<Weight, String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=NUMBER, for example title=4")?;
    checked(name.trim(), value.trim().parse().map_err(|_| format!("“{value}” is not a number"))?)
}

/// The names of all weights.
pub(crate) fn names() -> Vec<&'static str> {
    Weights::default().named().iter().map(|(name, _)| *name).collect()
}

fn checked(name: &str, value: f64) -> Result<Weight, String> {
    if !names().contains(&name) {
        return Err(format!("unknown weight “{name}”. Valid weights: {}", names().join(", ")));
    }
    if !(0.0..=MOST).contains(&value) {
        return Err(format!("the weight {name} is {value}. Expected a number from 0 to {MOST}"));
    }
    // An index stores hundredths. A query with a weight must find what a build with that weight finds.
    Ok((name.to_owned(), (value * 100.0).round() as f32 / 100.0))
}

/// The weights, with the given ones changed.
pub(crate) fn set(mut weights: Weights, given: &[Weight]) -> Weights {
    for (name, weight) in weights.named() {
        for (_, value) in given.iter().filter(|given| given.0 == name) {
            *weight = *value;
        }
    }
    weights
}

/// The weights, with those of a build changed, which are in hundredths.
pub(crate) fn set_hundredths(mut weights: Weights, given: &[(String, u32)]) -> Weights {
    for (name, hundredths) in given {
        // The names were checked when they were read.
        let _ = weights.set(name, *hundredths as f32 / 100.0);
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_name_and_a_number() {
        assert_eq!(weight("title=4").unwrap(), ("title".to_owned(), 4.0));
        assert_eq!(weight(" proximity = 0.255 ").unwrap(), ("proximity".to_owned(), 0.26));
        for (text, told) in [
            ("title", "NAME=NUMBER"),
            ("titel=4", "Valid weights: saturation, length, title,"),
            ("title=much", "“much” is not a number"),
            ("title=-1", "from 0 to 100"),
            ("title=NaN", "from 0 to 100"),
        ] {
            let error = weight(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }

    #[test]
    fn other_weights_stay_unchanged() {
        let set = set(Weights::default(), &[("title".to_owned(), 9.0)]);
        assert_eq!(set, Weights { title: 9.0, ..Weights::default() });
        let set = set_hundredths(Weights::default(), &[("title".to_owned(), 900)]);
        assert_eq!(set, Weights { title: 9.0, ..Weights::default() });
    }
}
