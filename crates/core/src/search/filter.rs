//! Which pages may be shown at all, and the sides of them that can be counted: metadata, languages, what is excluded.

use core::cmp::Ordering;

use super::answer::{Filter, Options};
use super::expand;
use crate::Index;
use crate::index::PageId;
use crate::lean::{contains, find, first, list, split, words};
use crate::query::Plan;
use crate::sort;

/// The filters of one search.
pub(super) struct Filters<'a> {
    index: &'a Index,
    plan: &'a Plan,
    options: &'a Options,
    /// Pages with what is excluded, ascending.
    excluded: Vec<PageId>,
}

impl<'a> Filters<'a> {
    pub(super) fn new(index: &'a Index, plan: &'a Plan, options: &'a Options) -> Filters<'a> {
        let mut excluded = Vec::new();
        for phrase in plan.phrases.iter().filter(|p| p.not) {
            let hits = expand::in_a_row(index, &phrase.strings);
            for hit in &hits {
                excluded.push(index.place(index.text_of(hit.token)).page);
            }
        }
        sort::by_key(&mut excluded, |p| u64::from(p.0));
        Filters { index, plan, options, excluded }
    }

    /// The values of a page's field.
    fn values(&self, page: PageId, field: &str) -> Vec<&'a str> {
        let index = self.index;
        let all = |name: &str| list(index.page_meta(page).filter(|m| m.0 == name).map(|m| m.1));
        let values = all(field);
        match field {
            "lang" if values.is_empty() => vec![index.page_lang(page)],
            "year" if values.is_empty() => list(all("date").iter().filter_map(|d| d.get(..4))),
            _ => values,
        }
    }

    /// Whether a page may be shown.
    pub(super) fn pass(&self, page: PageId) -> bool {
        self.excluded.get(first(self.excluded.len(), &|i: usize| self.excluded[i] < page)) != Some(&page)
            && self.options.filters.iter().all(|(field, filter)| allows(filter, field, &self.values(page, field)))
            && self.plan.filters.iter().all(|(field, part, not)| {
                let folder = self.index.folder();
                let has = |value: &&str| {
                    let value = folder.fold(value);
                    if field == "lang" { value.starts_with(part.as_str()) } else { contains(&value, part) }
                };
                self.values(page, field).iter().any(has) != *not
            })
    }

    /// All pages that pass, where nothing but filters was asked; none when not even those were.
    pub(super) fn everything(&self) -> Vec<PageId> {
        let asked = !self.options.filters.is_empty() || !self.plan.filters.is_empty();
        if !asked || !self.plan.strings.is_empty() || self.plan.phrases.iter().any(|p| !p.not) {
            return Vec::new();
        }
        list((0..self.index.pages().len() as u32).map(PageId).filter(|p| self.pass(*p)))
    }

    /// The values of the fields that are to be counted, each with how many of these pages have it; most first, then as they sort.
    pub(super) fn facets(&self, pages: &[PageId]) -> Vec<(String, Vec<(String, usize)>)> {
        let count = |field: &String| {
            let mut values = Vec::new();
            for page in pages {
                for value in self.values(*page, field) {
                    values.push(value.to_owned());
                }
            }
            (field.clone(), sort::counted(&values))
        };
        list(self.options.facets.iter().map(count))
    }

    /// The order of pages by a field; pages without it come last, and equals stay as they are.
    pub(super) fn sorted(&self, pages: &[PageId], by: &str) -> Vec<usize> {
        let (field, way) = split(by, find(by, &|c: char| c == ' ').unwrap_or(by.len()));
        let turned = words(way) == ["desc"];
        let title = |page: PageId| vec![self.index.page_title(page)];
        let of = |page: PageId| if field == "title" { title(page) } else { self.values(page, field) };
        let keys = list(pages.iter().map(|p| of(*p).first().copied()));
        sort::order(pages.len(), &|a: usize, b: usize| match (keys[a], keys[b]) {
            (Some(x), Some(y)) => compare(x, y) == if turned { Ordering::Greater } else { Ordering::Less },
            (a, b) => a.is_some() && b.is_none(),
        })
    }
}

/// Numbers as numbers, everything else as it sorts.
fn compare(a: &str, b: &str) -> Ordering {
    match (number(a), number(b)) {
        (Some(x), Some(y)) => x.cmp(&y),
        _ => a.cmp(b),
    }
}

/// A whole number; decimals are compared by their digits as text, which is right where they have as many.
fn number(text: &str) -> Option<i64> {
    let [word] = words(text)[..] else { return None };
    let digits = word.strip_prefix('-').unwrap_or(word);
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    let mut number = 0;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + i64::from(digit - b'0');
    }
    Some(if digits.len() < word.len() { -number } else { number })
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
    fn a_language_holds_its_regions() {
        let filter = Filter::Any(vec!["zh".into()]);
        assert!(allows(&filter, "lang", &["zh-Hans"]));
        assert!(!allows(&filter, "lang", &["zhx"]));
        assert!(!allows(&Filter::None(vec!["zh".into()]), "lang", &["zh-Hans"]));
    }
}
