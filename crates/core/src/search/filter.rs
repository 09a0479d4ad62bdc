//! Which pages may be shown, in which other order, and how many have each value: metadata, languages, exclusions.

use core::cmp::Ordering;

use super::options::{Filter, Options};
use super::substring::in_a_row;
use crate::Index;
use crate::index::{PageId, keys};
use crate::list::{List as _, texts};
use crate::order::{counted, of_texts};
use crate::query::{FieldFilter, Plan};

/// The filters of one search.
pub(super) struct Filters<'a> {
    index: &'a Index,
    plan: &'a Plan,
    options: &'a Options,
    /// Whether each page has what is excluded.
    excluded: Vec<bool>,
    /// Unread fragments that may contain an excluded string, with their pages.
    doubts: Vec<(PageId, u32)>,
}

impl<'a> Filters<'a> {
    pub(super) fn new(index: &'a Index, plan: &'a Plan, options: &'a Options) -> Filters<'a> {
        let note = |field: &str| {
            index.terms().notes().field(field);
            if field == "year" {
                index.terms().notes().field("date");
            }
        };
        for (field, _) in &options.filters {
            note(field);
        }
        for filter in &plan.filters {
            note(&filter.field);
        }
        for field in &options.facets {
            note(field);
        }
        if let Some(order) = &options.sort {
            note(order.split(' ').next().unwrap_or_default());
        }
        let phrases = plan.phrases.iter().filter(|phrase| phrase.not);
        let mut excluded = vec![false; index.pages().len()];
        let mut doubts = Vec::new();
        for phrase in phrases {
            // A string with a single key needs no text: its postings show which pages contain it.
            let is_known = phrase.strings.len() == 1 && keys::of_string(&phrase.strings[0], false).len() == 1;
            for hit in in_a_row(index, &phrase.strings, false) {
                let text = index.text_of(hit.token);
                let place = index.place(text);
                excluded[place.page.0 as usize] |= is_known || index.is_read(text);
                let passage = index.passages().get(place.passage.0 as usize);
                doubts.extend(passage.and_then(|passage| passage.sketch).map(|sketch| (place.page, sketch.fragment)));
            }
        }
        Filters { index, plan, options, excluded, doubts }
    }

    /// The values of a page's field.
    fn values(&self, page: PageId, field: &str) -> Vec<&'a str> {
        let index = self.index;
        let all = |name: &str| index.page_meta(page).filter(|m| m.0 == name).map(|m| m.1).list();
        let values = all(field);
        match field {
            "lang" if values.is_empty() => vec![index.page_lang(page)],
            "year" if values.is_empty() => all("date").iter().filter_map(|date| date.get(..4)).list(),
            _ => values,
        }
    }

    /// The unread fragments of a page that may contain an excluded string.
    pub(super) fn doubts(&self, page: PageId) -> impl Iterator<Item = u32> {
        self.doubts.iter().filter(move |doubt| doubt.0 == page).map(|doubt| doubt.1)
    }

    /// Whether a page may be shown.
    pub(super) fn pass(&self, page: PageId) -> bool {
        !self.excluded[page.0 as usize]
            && self.options.filters.iter().all(|(field, filter)| allows(filter, field, &self.values(page, field)))
            && self
                .plan
                .filters
                .chunk_by(|_, next| next.or)
                .all(|any| any.iter().any(|filter| self.holds(page, filter)))
    }

    /// Whether a page fulfils a condition of the query.
    fn holds(&self, page: PageId, FieldFilter { field, part, not, .. }: &FieldFilter) -> bool {
        let has = |value: &&str| {
            let value = self.index.folder().fold(value);
            if field == "lang" { value.starts_with(part.as_str()) } else { value.contains(part) }
        };
        self.values(page, field).iter().any(has) != *not
    }

    /// All pages that pass, if only filters were asked for; none if not even those were.
    pub(super) fn all_pages(&self) -> Vec<PageId> {
        let asked = !self.options.filters.is_empty() || !self.plan.filters.is_empty();
        if !asked || !self.plan.strings.is_empty() || self.plan.phrases.iter().any(|phrase| !phrase.not) {
            return Vec::new();
        }
        self.index.terms().notes().every_page();
        (0..self.index.pages().len() as u32).map(PageId).filter(|page| self.pass(*page)).list()
    }

    /// The values of the fields that are to be counted, each with how many of these pages have it; most first, then by text.
    pub(super) fn facets(&self, pages: &[PageId]) -> Vec<(String, Vec<(String, u32)>)> {
        let count = |field: &String| {
            let mut values = Vec::new();
            for page in pages {
                values.extend(self.values(*page, field));
            }
            let counts = counted(values.into_iter().map(|value| (value, 1)).list()).into_iter();
            (field.clone(), counts.map(|(value, count)| (value.to_owned(), count)).list())
        };
        self.options.facets.iter().map(count).list()
    }

    /// Sorts by the first value of a page's field; pages without it come last, and equal ones keep their order.
    pub(super) fn sort<T: Copy>(&self, rows: &mut Vec<T>, page: impl Fn(&T) -> PageId, by: &str) {
        let (field, direction) = by.split_once(' ').unwrap_or((by, ""));
        let key = |page: PageId| match field {
            "title" => Some(self.index.page_title(page)),
            field => self.values(page, field).first().copied(),
        };
        // Rows that are compared from the last to the first keep the order of equal ones when all are reversed.
        let descending = direction.trim() == "desc";
        // The key of a row without the field is the last one in either direction.
        let missing = if descending { "" } else { "2" };
        if descending {
            rows.reverse();
        }
        let keys = rows.iter().map(|row| key(page(row)).map_or_else(|| missing.to_owned(), sort_key)).list();
        *rows = of_texts(&texts(&keys)).into_iter().map(|number| rows[number as usize]).list();
        if descending {
            rows.reverse();
        }
    }
}

/// A text that compares as a value sorts: numbers first, as numbers, then texts. It begins with 0 or 1.
fn sort_key(value: &str) -> String {
    match number(value) {
        // From zero up, so that the digits of negative numbers compare too.
        Some(number) => format!("0{:016x}", number.cast_unsigned() ^ 1 << 63),
        None => format!("1{value}"),
    }
}

/// Two numbers as numbers, everything else as text.
fn compare(a: &str, b: &str) -> Ordering {
    match (number(a), number(b)) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => a.cmp(b),
    }
}

/// A whole number; decimals compare by their digits as text, which is right if they have equally many.
fn number(text: &str) -> Option<i64> {
    text.trim().parse().ok().filter(|_| !text.trim_start().starts_with('+'))
}

fn allows(filter: &Filter, field: &str, values: &[&str]) -> bool {
    let same = |value: &str, wanted: &str| {
        value == wanted || (field == "lang" && value.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('-')))
    };
    match filter {
        Filter::Any(wanted) => values.iter().any(|v| wanted.iter().any(|w| same(v, w))),
        Filter::None(unwanted) => !values.iter().any(|v| unwanted.iter().any(|w| same(v, w))),
        Filter::Range(from, to) => values.iter().any(|value| {
            from.as_ref().is_none_or(|from| compare(value, from) != Ordering::Less)
                && to
                    .as_ref()
                    .is_none_or(|to| compare(value, to) != Ordering::Greater || value.starts_with(to.as_str()))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_compare_numbers_and_dates() {
        let range = |from: &str, to: &str| Filter::Range(Some(from.into()), Some(to.into()));
        assert!(allows(&range("9", "10"), "n", &["10"]));
        assert!(!allows(&range("9", "10"), "n", &["11"]));
        assert!(allows(&range("2020-03", "2020-04"), "date", &["2020-04-03"]), "to a month is to its end");
        assert!(!allows(&Filter::Range(Some("2021".into()), None), "year", &["2020"]));
        assert!(!allows(&range("1", "2"), "n", &[]));
    }

    #[test]
    fn numbers_sort_before_texts_and_as_numbers() {
        let mut values = ["b", "10", "9", "-3", "a", "2020-01-02", "-20"];
        values.sort_by_key(|value| sort_key(value));
        assert_eq!(values, ["-20", "-3", "9", "10", "2020-01-02", "a", "b"]);
    }

    #[test]
    fn a_language_holds_its_regions() {
        let filter = Filter::Any(vec!["zh".into()]);
        assert!(allows(&filter, "lang", &["zh-Hans"]));
        assert!(!allows(&filter, "lang", &["zhx"]));
        assert!(!allows(&Filter::None(vec!["zh".into()]), "lang", &["zh-Hans"]));
    }
}
