//! Weights of ranking as a person writes them: `title=4`, or a table in the settings.

use std::collections::BTreeMap;

use findling_core::search::Weights;
use serde::Deserialize;

/// No weight is more; nothing that a person means is.
const MOST: f64 = 100.0;

/// A weight by its name.
pub(crate) type Weight = (String, f32);

/// The weights that the settings name.
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
    let (name, value) = text.split_once('=').ok_or("a weight is written NAME=NUMBER, as in title=4")?;
    checked(name.trim(), value.trim().parse().map_err(|_| format!("“{value}” is no number"))?)
}

/// The names of all weights.
pub(crate) fn names() -> Vec<&'static str> {
    Weights::default().named().iter().map(|(name, _)| *name).collect()
}

fn checked(name: &str, value: f64) -> Result<Weight, String> {
    if !names().contains(&name) {
        return Err(format!("there is no weight “{name}”. There are {}", names().join(", ")));
    }
    if !(0.0..=MOST).contains(&value) {
        return Err(format!("the weight {name} is {value}: it has to be from 0 to {MOST}"));
    }
    // A pack keeps hundredths; a query that is tried with a weight is to find what a build with it finds.
    Ok((name.to_owned(), (value * 100.0).round() as f32 / 100.0))
}

/// Weights with some of them set.
pub(crate) fn set(mut weights: Weights, given: &[Weight]) -> Weights {
    for (name, weight) in weights.named() {
        for (_, value) in given.iter().filter(|given| given.0 == name) {
            *weight = *value;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_is_a_name_and_a_number() {
        assert_eq!(weight("title=4").unwrap(), ("title".to_owned(), 4.0));
        assert_eq!(weight(" near = 0.255 ").unwrap(), ("near".to_owned(), 0.26));
        for (text, told) in [
            ("title", "NAME=NUMBER"),
            ("titel=4", "There are saturation, length, title,"),
            ("title=much", "“much” is no number"),
            ("title=-1", "from 0 to 100"),
            ("title=NaN", "from 0 to 100"),
        ] {
            let error = weight(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
    }

    #[test]
    fn what_is_not_given_stays() {
        let set = set(Weights::default(), &[("title".to_owned(), 9.0)]);
        assert_eq!(set, Weights { title: 9.0, ..Weights::default() });
    }
}
