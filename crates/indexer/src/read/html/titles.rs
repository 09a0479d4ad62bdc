//! What a page is called, and what its site is called: `Page | Section | Site` has the site's name on every page.

use std::collections::{BTreeMap, BTreeSet};

use findling_core::text::is_unspaced;

use super::draft::Draft;
use crate::model::Block;

/// What sites put between a page's name and their own.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " ‹ ", " › ", " / ", " ~ ", "｜", " ｜ ", "_",
    " _ ",
];

/// The separator after a site's name that is also used within titles: `Kelp: Gauges`. It counts if most titles begin so.
const COLON: &str = ": ";
const COLON_PERCENT: usize = 60;

/// Minimum length of an introduction, in bytes. A heading after it is not the page's title.
const MIN_INTRODUCTION: usize = 40;

/// A heading of level 1 that so many pages have may say little of each.
const SHARED: usize = 3;

/// No site's part of a title has more bytes. Without a bound a title that is nothing but parts has as many ends as it has bytes.
const MAX_SITE_PART: usize = 400;

/// What recurs in the titles of a site.
#[derive(Debug, Default)]
pub(super) struct TitleParts {
    /// The site's name.
    pub site: Option<String>,
    /// Ends and beginnings of `<title>`s that are no part of the page's own, with what parts them.
    ends: Vec<String>,
    starts: Vec<String>,
    /// Headings of level 1 on many pages: the site's name on top.
    headings: Vec<String>,
    /// Headings of level 1 that several pages have below different `<title>`s: "1. Overview".
    shared: BTreeSet<String>,
}

impl TitleParts {
    pub(super) fn of(drafts: &[Draft]) -> TitleParts {
        let (mut ends, mut starts) = (BTreeMap::new(), BTreeMap::new());
        let (mut headings, mut sites) = (BTreeMap::new(), BTreeMap::new());
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let mut colon_names = BTreeSet::new();
        for draft in drafts {
            let title = draft.title_element.as_deref().unwrap_or_default();
            for (end, name) in site_name_ends(title) {
                *ends.entry(end).or_default() += 1;
                *names.entry(name).or_default() += 1;
            }
            for (start, name) in site_name_starts(title) {
                if start.ends_with(COLON) {
                    colon_names.insert(name);
                }
                *starts.entry(start).or_default() += 1;
                *names.entry(name).or_default() += 1;
            }
            count(&mut headings, draft.h1.as_deref());
            count(&mut sites, draft.site_name.as_deref());
        }
        // A third of the pages, and three: two pages of a section may well be called alike.
        let often = (drafts.len() / 3).max(2) + usize::from(drafts.len() > 2);
        let recurring = |counts: BTreeMap<&str, usize>| -> Vec<String> {
            counts.into_iter().filter(|(_, n)| *n >= often).map(|(text, _)| text.to_owned()).collect()
        };
        let most = |counts: &BTreeMap<&str, usize>| {
            counts
                .iter()
                .max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name)))
                .filter(|(_, n)| **n >= often.min(drafts.len()))
                .map(|(s, _)| (*s).to_owned())
        };
        let home = drafts.iter().find(|d| d.url == "./");
        let home =
            home.and_then(|d| d.owner_title.clone().or_else(|| d.title_element.clone()).or_else(|| d.h1.clone()));
        let with_colon = |start: &&str| start.ends_with(COLON);
        let most_have = |start: &&str, count: usize| !with_colon(start) || count * 100 >= drafts.len() * COLON_PERCENT;
        starts.retain(|start, count| most_have(start, *count));
        names.retain(|name, count| !colon_names.contains(name) || *count * 100 >= drafts.len() * COLON_PERCENT);
        let site = most(&sites).or_else(|| most(&names)).or(home);
        let shared = shared_headings(drafts);
        TitleParts { site, ends: recurring(ends), starts: recurring(starts), headings: recurring(headings), shared }
    }

    /// Whether a `<title>` says better than the page's first heading of level 1 what the page is about: the heading is shared, or it is
    /// the first of numbered sections.
    fn is_better(&self, title: &str, heading: &str, draft: &Draft) -> bool {
        let numbered = heading.strip_prefix("1.").is_some_and(|rest| rest.starts_with(' ')) && draft.has_more_h1s;
        !title.contains(heading) && (self.shared.contains(heading) || numbered || follows_introduction(draft))
            || separates_more(title, heading)
    }

    /// The page's title. A heading of level 1 that is not chosen stays in the page.
    pub(super) fn title(&self, draft: &mut Draft) -> String {
        let heading = draft.h1.take().filter(|h| !self.headings.contains(h) && h.chars().any(char::is_alphanumeric));
        let head = draft.title_element.take().map(|t| self.without_site_parts(&t).to_owned()).filter(|t| !t.is_empty());
        let better = head.clone().zip(heading.as_ref()).filter(|(head, heading)| self.is_better(head, heading, draft));
        let chosen = draft.owner_title.take().or(better.map(|better| better.0)).or_else(|| heading.clone()).or(head);
        let is_other = |heading: &String| {
            chosen.as_ref().is_some_and(|chosen| chosen != heading && !separates_more(chosen, heading))
        };
        if let Some(heading) = heading.filter(is_other) {
            draft.insert_h1(heading);
        }
        chosen.unwrap_or_else(|| {
            let first = draft
                .blocks
                .iter()
                .find_map(|b| if let Block::Heading { text, .. } = b { Some(text.clone()) } else { None });
            let words = first.unwrap_or_else(|| first_words(&draft.blocks));
            if words.is_empty() { draft.file.clone() } else { words }
        })
    }

    /// A `<title>` without the site's part.
    fn without_site_parts<'a>(&self, title: &'a str) -> &'a str {
        let end = self.ends.iter().filter_map(|end| title.strip_suffix(end.as_str())).min_by_key(|t| t.len());
        let title = end.unwrap_or(title);
        let start = self.starts.iter().filter_map(|start| title.strip_prefix(start.as_str())).min_by_key(|t| t.len());
        start.unwrap_or(title).trim()
    }
}

/// Whether the first heading of level 1 comes after a paragraph: it is the heading of a section.
fn follows_introduction(draft: &Draft) -> bool {
    let before = draft.blocks.iter().take(draft.h1_place.0);
    let is_introduction = |block: &Block| matches!(block, Block::Paragraph(text) if text.len() >= MIN_INTRODUCTION && text.ends_with('.'));
    before.into_iter().any(is_introduction)
}

/// Whether two names have the same letters, and only the first has anything between its words: `Kelp.Gauge.push` and `KelpGaugepush`,
/// which its page separates by its looks.
fn separates_more(name: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let gaps = |text: &str| text.chars().filter(|c| !c.is_alphanumeric()).count();
    gaps(name) > gaps(other) && !other.contains(' ') && letters(name) == letters(other)
}

/// Headings of level 1 that several pages have, each under a `<title>` of its own.
fn shared_headings(drafts: &[Draft]) -> BTreeSet<String> {
    let mut titles: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for draft in drafts {
        if let Some(heading) = draft.h1.as_deref() {
            let (count, different) = titles.entry(heading).or_default();
            *count += 1;
            different.extend(draft.title_element.as_deref());
        }
    }
    let is_shared = |(_, (count, different)): &(_, (usize, BTreeSet<_>))| *count >= SHARED && different.len() == *count;
    titles.into_iter().filter(is_shared).map(|(heading, _)| heading.to_owned()).collect()
}

fn count<'a>(counts: &mut BTreeMap<&'a str, usize>, text: Option<&'a str>) {
    if let Some(text) = text {
        *counts.entry(text).or_default() += 1;
    }
}

/// The last part of a title with what parts it, and without; for each separator the whole tail after each of its places.
fn site_name_ends(title: &str) -> impl Iterator<Item = (&str, &str)> {
    // `Calibration (Kelp Manual)`
    let bracket = title.strip_suffix(')').and_then(|title| title.rfind(" (")).filter(|at| *at > 0);
    let bracket = bracket.and_then(|at| Some((title.get(at..)?, title.get(at + 2..title.len() - 1)?)));
    let in_brackets = bracket.filter(|(end, name)| !name.is_empty() && end.len() <= MAX_SITE_PART);
    let parts = SEPARATORS.iter().flat_map(move |between| {
        let separates = move |at: &(usize, &str)| *between != "_" || is_beside_unspaced(title, at.0);
        title.match_indices(between).filter(separates).filter_map(move |(at, _)| {
            let end = title.get(at..)?;
            (at > 0 && end.len() > between.len() && end.len() <= MAX_SITE_PART)
                .then(|| (end, end.get(between.len()..).unwrap_or_default()))
        })
    });
    parts.chain(in_brackets)
}

/// Whether an underscore at this place is beside an ideograph, as in `标题_站点`. In `foo_init` it is part of a name.
fn is_beside_unspaced(title: &str, at: usize) -> bool {
    let before = title.get(..at).and_then(|text| text.chars().next_back());
    let after = title.get(at + 1..).and_then(|text| text.chars().next());
    before.into_iter().chain(after).any(is_unspaced)
}

/// The first part of a title with what parts it, and without.
fn site_name_starts(title: &str) -> impl Iterator<Item = (&str, &str)> {
    SEPARATORS.iter().chain([&COLON]).filter_map(move |between| {
        let at = title.find(between).filter(|at| *between != "_" || is_beside_unspaced(title, *at))?;
        let start = title.get(..at + between.len())?;
        (at > 0 && start.len() < title.len()).then(|| (start, start.get(..at).unwrap_or_default()))
    })
}

/// The first words of a page that has no title at all.
fn first_words(blocks: &[Block]) -> String {
    let text = blocks.iter().map(Block::text).find(|t| t.chars().any(char::is_alphanumeric)).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drafts(titles: &[(&str, &str)]) -> Vec<Draft> {
        let draft = |(head, heading): &(&str, &str)| Draft {
            title_element: Some((*head).to_owned()).filter(|h| !h.is_empty()),
            h1: Some((*heading).to_owned()).filter(|h| !h.is_empty()),
            file: "f.html".to_owned(),
            ..Draft::default()
        };
        titles.iter().map(draft).collect()
    }

    fn titles(pages: &[(&str, &str)]) -> (String, Vec<String>) {
        let mut drafts = drafts(pages);
        let names = TitleParts::of(&drafts);
        (names.site.clone().unwrap_or_default(), drafts.iter_mut().map(|d| names.title(d)).collect())
    }

    #[test]
    fn a_title_of_nothing_but_parts_ends_in_good_time() {
        let long = "x | ".repeat(1 << 19);
        let titles = [(long.as_str(), ""), ("a | Site", ""), ("b | Site", ""), ("c | Site", "")];
        assert_eq!(TitleParts::of(&drafts(&titles)).site.as_deref(), Some("Site"));
    }

    #[test]
    fn the_sites_name_is_no_part_of_a_pages_title() {
        let (site, of_manual) = titles(&[("A (Manual)", ""), ("B (see A) (Manual)", ""), ("C (Manual)", "")]);
        assert_eq!((site.as_str(), of_manual), ("Manual", ["A", "B (see A)", "C"].map(str::to_owned).to_vec()));
        let kelp = [("Kelp: A", ""), ("Kelp: B", ""), ("Kelp: C", "")];
        assert_eq!(self::titles(&kelp), ("Kelp".to_owned(), ["A", "B", "C"].map(str::to_owned).to_vec()));
        let few = [("Error: A", ""), ("Error: B", ""), ("Error: C", ""), ("D", ""), ("E", ""), ("F", "")];
        assert_eq!(self::titles(&few).1[0], "Error: A");
        let (site, titles) =
            titles(&[("A - B | Guide | Docs", ""), ("C | Guide | Docs", ""), ("D | Docs", ""), ("E | Docs", "")]);
        assert_eq!(
            (site.as_str(), titles),
            ("Docs", ["A - B | Guide", "C | Guide", "D", "E"].map(str::to_owned).to_vec())
        );
        let names = ["foo_init", "bar_init", "baz_init"];
        assert_eq!(self::titles(&names.map(|name| (name, ""))).1, names, "an underscore in a name");
        let (site, titles) = self::titles(&[("甲_站点", ""), ("乙_站点", ""), ("丙_站点", "")]);
        assert_eq!((site.as_str(), titles), ("站点", ["甲", "乙", "丙"].map(str::to_owned).to_vec()));
        let (site, titles) = self::titles(&[("站点 - 甲", ""), ("站点 - 乙", ""), ("站点 - 丙", "")]);
        assert_eq!((site.as_str(), titles), ("站点", ["甲", "乙", "丙"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn the_heading_is_the_title_unless_it_stands_on_every_page() {
        assert_eq!(titles(&[("x | S", "Own"), ("y | S", "Mine"), ("z | S", "")]).1, ["Own", "Mine", "z"]);
        assert_eq!(titles(&[("x", "S"), ("y", "S"), ("z", "S")]).1, ["x", "y", "z"]);
        assert_eq!(titles(&[("", "")]).1, ["f.html"]);
    }

    #[test]
    fn a_heading_without_the_gaps_of_the_title_is_no_heading() {
        let mut drafts = drafts(&[("Kelp.Gauge.push", "KelpGaugepush")]);
        assert_eq!(TitleParts::of(&drafts).title(&mut drafts[0]), "Kelp.Gauge.push");
        assert!(drafts[0].blocks.is_empty());
    }

    #[test]
    fn a_heading_after_an_introduction_is_that_of_a_section() {
        let mut drafts = drafts(&[("Kelp for small computers", "Wiring")]);
        drafts[0].blocks.push(Block::Paragraph("Kelp samples tide gauges with two kilobytes of memory.".to_owned()));
        drafts[0].h1_place.0 = 1;
        assert_eq!(TitleParts::of(&drafts).title(&mut drafts[0]), "Kelp for small computers");
        assert_eq!(drafts[0].blocks.len(), 2);
    }

    #[test]
    fn a_heading_that_is_not_the_title_stays() {
        let mut drafts = drafts(&[("t", "Heading")]);
        drafts[0].owner_title = Some("Given".to_owned());
        assert_eq!(TitleParts::of(&drafts).title(&mut drafts[0]), "Given");
        assert!(matches!(&drafts[0].blocks[..], [Block::Heading { level: 2, text }] if text == "Heading"));
    }

    #[test]
    fn a_heading_that_tells_pages_less_apart_than_their_titles_stays_in_the_page() {
        let pages = [
            ("VACUUM", "1. Syntax"),
            ("UPSERT", "1. Syntax"),
            ("ATTACH", "1. Syntax"),
            ("x", "WAL"),
            ("y", "FTS"),
            ("z", "CLI"),
        ];
        assert_eq!(titles(&pages).1, ["VACUUM", "UPSERT", "ATTACH", "WAL", "FTS", "CLI"]);
    }
}
