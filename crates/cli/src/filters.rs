//! Filters and orders by metadata, as written on the command line.

use findling_core::search::Filter;

/// Reads `FIELD=VALUE`, `FIELD!=VALUE` and `FIELD=FROM..TO`.
pub(crate) fn condition(text: &str) -> Result<(String, Filter), String> {
    let expected = || "expected FIELD=VALUE, FIELD!=VALUE or FIELD=FROM..TO".to_owned();
    let (field, value) = text.split_once('=').ok_or_else(expected)?;
    let (field, not) = field.strip_suffix('!').map_or((field, false), |field| (field, true));
    let (field, value) = (field.trim(), value.trim());
    if field.is_empty() || value.is_empty() || value == ".." {
        return Err(expected());
    }
    let end = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let filter = match value.split_once("..") {
        _ if not => Filter::None(vec![value.to_owned()]),
        Some((from, to)) => Filter::Range(end(from), end(to)),
        None => Filter::Any(vec![value.to_owned()]),
    };
    Ok((field.to_owned(), filter))
}

/// Merges the values for one field into alternatives.
pub(crate) fn merge(conditions: Vec<(String, Filter)>) -> Vec<(String, Filter)> {
    let mut out: Vec<(String, Filter)> = Vec::new();
    for (field, filter) in conditions {
        if let Filter::Any(values) = &filter {
            let same = out.iter_mut().find_map(|(name, earlier)| match earlier {
                Filter::Any(list) if *name == field => Some(list),
                _ => None,
            });
            if let Some(list) = same {
                list.extend_from_slice(values);
                continue;
            }
        }
        out.push((field, filter));
    }
    out
}

/// Reads `FIELD`, `FIELD asc` and `FIELD desc`.
pub(crate) fn order(text: &str) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [_] | [_, "asc" | "desc"] => Ok(words.join(" ")),
        _ => Err("expected FIELD, FIELD asc or FIELD desc, for example \"date desc\"".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn any(values: &[&str]) -> Filter {
        Filter::Any(values.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_filter_is_a_value_an_excluded_value_or_a_range() {
        let read = |text| condition(text).map(|(field, filter)| format!("{field} {filter:?}"));
        assert_eq!(read("lang=zh"), Ok(format!("lang {:?}", any(&["zh"]))));
        assert_eq!(read("source != a=b"), Ok(format!("source {:?}", Filter::None(vec!["a=b".to_owned()]))));
        assert_eq!(
            read("year=2019..2020"),
            Ok(format!("year {:?}", Filter::Range(Some("2019".to_owned()), Some("2020".to_owned()))))
        );
        assert_eq!(read("date=..2020-04"), Ok(format!("date {:?}", Filter::Range(None, Some("2020-04".to_owned())))));
        for wrong in ["lang", "=zh", "!=zh", "lang=", "year=.."] {
            assert!(condition(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn values_for_one_field_are_alternatives() {
        let given = ["lang=zh", "year=2020", "lang=en"].map(|text| condition(text).unwrap()).to_vec();
        assert_eq!(merge(given), [("lang".to_owned(), any(&["zh", "en"])), ("year".to_owned(), any(&["2020"]))]);
    }

    #[test]
    fn an_order_is_a_field_with_an_optional_direction() {
        assert_eq!(order(" date  desc "), Ok("date desc".to_owned()));
        assert!(order("date down").is_err() && order("").is_err());
    }
}
