//! The metadata fields of a corpus, as an engine gets them.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use findling_core::index::ALIAS;
use findling_indexer::Page;
use findling_indexer::read::Corpus;
use findling_indexer::text::detect_language;

use super::target::Target;

/// Maximum number of values of a field that visitors can filter by.
const MAX_FACET_VALUES: usize = 1000;
/// Fields that name no group of pages.
const NO_FACETS: [&str; 5] = [ALIAS, "description", "subtitle", "date", "url"];

/// The kind of a field's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Date,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Number => "number",
            Kind::Date => "date",
        }
    }
}

/// A metadata field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub name: String,
    /// Its name in an engine: ASCII letters, digits and underscores.
    pub column: String,
    pub kind: Kind,
    pub facet: bool,
}

impl Field {
    /// The name of the field in an engine, as settings and queries have it.
    pub(crate) fn path(&self, target: Target) -> String {
        match target {
            Target::Groonga => format!("field_{}", self.column),
            Target::Jsonl => format!("fields.{}", self.name),
            _ => format!("fields.{}", self.column),
        }
    }
}

/// The counts that the first pass makes of all pages.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    fields: BTreeMap<String, Values>,
    pub langs: BTreeSet<String>,
    pub has_dates: bool,
}

#[derive(Debug)]
struct Values {
    all_numbers: bool,
    all_dates: bool,
    /// Hashes of the values, up to one more than visitors can filter by.
    distinct: BTreeSet<u64>,
}

impl Survey {
    pub(crate) fn see(&mut self, page: &Page) {
        let lang = plain(&page.lang);
        if !lang.is_empty() && !self.langs.contains(&lang) {
            self.langs.insert(lang);
        }
        self.has_dates |=
            page.meta.get("date").and_then(|values| values.first()).is_some_and(|date| day(date).is_some());
        for (name, values) in &page.meta {
            let name = plain(name);
            if name.is_empty() {
                continue;
            }
            let field = self.fields.entry(name).or_insert(Values {
                all_numbers: true,
                all_dates: true,
                distinct: BTreeSet::new(),
            });
            for value in values {
                field.all_numbers &= number(value).is_some();
                field.all_dates &= day(value).is_some();
                if field.distinct.len() <= MAX_FACET_VALUES {
                    field.distinct.insert(hash(value));
                }
            }
        }
    }

    /// The fields, by name.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut columns = BTreeSet::new();
        let mut field = |(name, values): (&String, &Values)| {
            let kind = match values {
                _ if values.distinct.is_empty() => Kind::Text,
                // `2020` is a number and a date. It is a date in the field `date` alone.
                Values { all_numbers: true, all_dates, .. } if name != "date" || !all_dates => Kind::Number,
                Values { all_dates: true, .. } => Kind::Date,
                _ => Kind::Text,
            };
            let facet =
                kind != Kind::Date && values.distinct.len() <= MAX_FACET_VALUES && !NO_FACETS.contains(&name.as_str());
            Field { name: name.clone(), column: free(&column(name), &mut columns), kind, facet }
        };
        self.fields.iter().map(&mut field).collect()
    }
}

/// Whether there are Chinese pages, or pages of an unknown language with Chinese characters.
pub(crate) fn has_chinese(sample: &Corpus) -> bool {
    let chinese = |page: &Page| {
        matches!(page.lang.split('-').next(), Some("zh" | "yue" | "und" | ""))
            && (page.title.chars().any(is_han) || page.blocks.iter().any(|block| block.text().chars().any(is_han)))
    };
    sample.pages.iter().any(chinese)
}

/// The languages without spaces between words that pages are written in, if the pages state none of these languages.
pub(crate) fn written_langs(sample: &Corpus) -> BTreeSet<&'static str> {
    let states_one =
        |page: &&Page| matches!(page.lang.split('-').next(), Some("zh" | "yue" | "wuu" | "ja" | "ko" | "th"));
    let written = |page: &Page| {
        let detected = detect_language(&page.title, &page.blocks);
        ["zh", "ja", "th"].into_iter().find(|lang| detected.split('-').next() == Some(*lang))
    };
    sample.pages.iter().filter(|page| !states_one(page)).filter_map(written).collect()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// A name without characters that can't be shown in a line, as an index has it.
pub(crate) fn plain(name: &str) -> String {
    name.replace(['\0', '\n'], " ")
}

/// A name of ASCII letters, digits and underscores.
fn column(name: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let column: String = name.chars().map(safe).collect();
    let column = column.trim_matches('_');
    if column.is_empty() { "field".to_owned() } else { column.chars().take(40).collect() }
}

/// The name, or the first of `name_2`, `name_3`, ... that is free.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut found = name.to_owned();
    let mut number = 1;
    while !taken.insert(found.clone()) {
        number += 1;
        found = format!("{name}_{number}");
    }
    found
}

fn hash(value: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A finite number.
pub(crate) fn number(value: &str) -> Option<f64> {
    value.trim().parse::<f64>().ok().filter(|number| number.is_finite())
}

/// A date of ISO 8601 as a day. A month or a year is its first day. A time after a day is left out.
pub(crate) fn day(value: &str) -> Option<String> {
    let is_time = |text: &str| text.get(2..3) == Some(":") && text.starts_with(|c: char| c.is_ascii_digit());
    let date = match value.split_once(['T', ' ']) {
        Some((date, time)) if date.len() == 10 && is_time(time) => date,
        _ => value,
    };
    let parts: Vec<&str> = date.split('-').collect();
    let digits = |part: &&str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let within = |part: Option<&&str>, most: u32| {
        part.is_none_or(|part| digits(part, 2) && part.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n)))
    };
    let valid = parts.len() <= 3
        && parts.first().is_some_and(|year| digits(year, 4))
        && within(parts.get(1), 12)
        && within(parts.get(2), days(parts[0], parts.get(1).unwrap_or(&"01")));
    valid.then(|| format!("{}-{}-{}", parts[0], parts.get(1).unwrap_or(&"01"), parts.get(2).unwrap_or(&"01")))
}

/// Number of days of a month.
fn days(year: &str, month: &str) -> u32 {
    let year: u32 = year.parse().unwrap_or_default();
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        "02" => 28 + u32::from(is_leap),
        "04" | "06" | "09" | "11" => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survey(pages: &[&[(&str, &str)]]) -> Vec<Field> {
        let mut survey = Survey::default();
        for page in pages {
            let meta = page.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
            survey.see(&Page { meta, ..Page::default() });
        }
        survey.fields()
    }

    #[test]
    fn columns_are_plain_and_unique() {
        let fields = survey(&[&[("作者", "a"), ("a.b", "x"), ("a b", "y"), ("\0", "z"), ("Tag", "q")]]);
        let columns: Vec<&str> = fields.iter().map(|field| field.column.as_str()).collect();
        assert_eq!(columns, ["field", "tag", "a_b", "a_b_2", "field_2"]);
    }

    #[test]
    fn the_values_decide_the_kind() {
        let fields =
            survey(&[&[("n", "1.5"), ("d", "2020-03"), ("t", "1")], &[("n", "-2"), ("d", "2021"), ("t", "x")]]);
        assert_eq!(fields.iter().map(|field| field.kind).collect::<Vec<_>>(), [Kind::Date, Kind::Number, Kind::Text]);
        let many: Vec<Vec<(&str, String)>> = (0..=MAX_FACET_VALUES).map(|n| vec![("id", format!("v{n}"))]).collect();
        let mut survey = Survey::default();
        for page in &many {
            let meta = page.iter().map(|(name, value)| ((*name).to_owned(), vec![value.clone()])).collect();
            survey.see(&Page { meta, ..Page::default() });
        }
        assert!(!survey.fields()[0].facet);
    }

    #[test]
    fn years_are_numbers_unless_they_are_the_date() {
        let fields = survey(&[&[("date", "2020"), ("edition", "2020")], &[("date", "2021"), ("edition", "2021")]]);
        assert_eq!(fields.iter().map(|field| field.kind).collect::<Vec<_>>(), [Kind::Date, Kind::Number]);
    }

    #[test]
    fn a_field_without_values_is_text() {
        let mut survey = Survey::default();
        survey.see(&Page { meta: [("tags".to_owned(), Vec::new())].into(), ..Page::default() });
        assert_eq!(survey.fields()[0].kind, Kind::Text);
    }

    #[test]
    fn a_partial_date_is_its_first_day() {
        for (value, expected) in [
            ("2020-03-30", Some("2020-03-30")),
            ("2020-03", Some("2020-03-01")),
            ("2020", Some("2020-01-01")),
            ("2020-13", None),
            ("2024-02-29", Some("2024-02-29")),
            ("2000-02-29", Some("2000-02-29")),
            ("2023-02-29", None),
            ("1900-02-29", None),
            ("2024-02-31", None),
            ("2024-04-31", None),
            ("2024-12-31", Some("2024-12-31")),
            ("2021-05-06T10:00:00Z", Some("2021-05-06")),
            ("2021-05-06 10:00", Some("2021-05-06")),
            ("2021-05-06 or later", None),
            ("2021 10:00", None),
            ("20", None),
            ("2020-3-1", None),
            ("spring 2020", None),
            ("", None),
        ] {
            assert_eq!(day(value).as_deref(), expected, "{value}");
        }
    }
}
