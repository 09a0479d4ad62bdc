//! Which pages are changelogs, release notes or upgrade guides: their address or title says so in one of the ways of `phrases.txt`.
//!
//! A word such as "history" or "migration" is not enough: it needs a version beside it, or headings that are versions.

mod folded;

use std::ops::Range;
use std::sync::LazyLock;

use findling_core::format::PageKind;

use crate::model::{Block, Page};
use crate::percent::decoded;
use folded::Folded;

/// The lines of the list: where the phrases are looked for, and the phrases.
static PHRASES: LazyLock<Vec<(&str, Vec<Folded>)>> = LazyLock::new(|| {
    let lines = include_str!("phrases.txt").lines().filter_map(|line| line.split_once(' '));
    lines.map(|(kind, phrases)| (kind, phrases.split(';').map(Folded::new).collect())).collect()
});
/// Number of headings with nothing but a version that make a list of releases.
const RELEASES: usize = 2;

/// The phrases that are looked for in one way.
fn phrases(kind: &str) -> impl Iterator<Item = &'static Folded> {
    PHRASES.iter().filter(move |line| line.0 == kind).flat_map(|line| &line.1)
}

/// The kind of a page.
pub(crate) fn kind(page: &Page) -> PageKind {
    let title = Folded::new(&page.title);
    let range = named_by_title(&title).or_else(|| {
        named_by_address(page).then(|| phrases("word").find_map(|word| title.find(word)).unwrap_or_default())
    });
    range.map_or(PageKind::Usual, |range| PageKind::Changelog { start: range.start as u32, end: range.end as u32 })
}

/// The part of a title that names a changelog, in bytes.
fn named_by_title(title: &Folded) -> Option<Range<usize>> {
    let parts = title.parts();
    let edge = || phrases("title").find_map(|phrase| parts.iter().find_map(|part| part.find_at_edge(phrase)));
    let whole = || {
        let whole = |phrase: &Folded| parts.iter().find(|part| part.without_versions() == phrase.text());
        phrases("whole").find_map(|phrase| whole(phrase)?.find(phrase))
    };
    let version = || phrases("version").find_map(|phrase| title.find(phrase)).filter(|_| title.has_version());
    edge().or_else(whole).or_else(version)
}

fn named_by_address(page: &Page) -> bool {
    let parts = address(&page.url);
    let is = |kind: &str, text: &str| phrases(kind).any(|phrase| phrase.text() == text);
    let upgrade = |part: &Folded| part.text().split(' ').any(|word| is("upgrade", word));
    let pairs = parts.windows(2).any(|pair| {
        let release = matches!(pair[0].text().as_str(), "release" | "releases");
        let to = pair[0].text().ends_with(" to") || pair[0].text().ends_with(" from");
        pair[1].without_versions().is_empty() && (pair[1].has_clear_version() || to) && (release || upgrade(&pair[0]))
    });
    let listed = || parts.last().is_some_and(|last| is("list", &last.text())) && releases(page) >= RELEASES;
    pairs
        || parts.iter().any(|part| {
            is("path", &part.without_versions())
                || (upgrade(part) && (part.has_clear_version() || part.leads_to_number()))
        })
        || listed()
}

/// The parts of an address, without its host, its file extension and `index`.
fn address(url: &str) -> Vec<Folded> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let path = [".html", ".htm", ".md", ".php"].iter().find_map(|end| path.strip_suffix(end)).unwrap_or(path);
    let parts = path.split('/').filter(|part| !part.is_empty() && *part != "index");
    parts.map(|part| Folded::new(&decoded(part))).collect()
}

/// Number of headings that are a version, alone or with a date.
fn releases(page: &Page) -> usize {
    let is_release = |block: &&Block| {
        let Block::Heading { text, .. } = block else { return false };
        let text = Folded::new(text);
        let rest = text.without_versions();
        let mut words = rest.split(' ').filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
        text.has_clear_version() && words.all(|word| matches!(word, "version" | "release" | "v"))
    };
    page.blocks.iter().filter(is_release).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(url: &str, title: &str, headings: &[&str]) -> Page {
        let heading = |text: &&str| Block::Heading { level: 2, text: (*text).to_owned() };
        let (url, title) = (url.to_owned(), title.to_owned());
        Page { url, title, blocks: headings.iter().map(heading).collect(), ..Page::default() }
    }

    /// The words of the title that name a changelog, or none if the page is no changelog.
    fn named<'a>(url: &str, title: &'a str) -> Option<&'a str> {
        match kind(&page(url, title, &[])) {
            PageKind::Changelog { start, end } => Some(&title[start as usize..end as usize]),
            _ => None,
        }
    }

    #[test]
    fn titles_name_changelogs_in_many_languages() {
        for (title, words) in [
            ("Changelog", "Changelog"),
            ("Findling changelog", "changelog"),
            ("Changelog | Findling", "Changelog"),
            ("Django 4.2 release notes", "release notes"),
            ("What’s new", "What’s new"),
            ("What's New In Python 3.13", "What's New In"),
            ("Upgrading to v5", "Upgrading to"),
            ("Migrate from v4", "Migrate from"),
            ("Migrating from 3 to 4", "Migrating from"),
            ("Migration Guide", "Migration Guide"),
            ("Upgrade guide for 2.x", "Upgrade guide"),
            ("升级到 Astro v5", "升级到"),
            ("從 v4 遷移到 v5", "遷移到"),
            ("Astro 更新日志", "更新日志"),
            ("變更日誌", "變更日誌"),
            ("TiDB 7.5 发行说明", "发行说明"),
            ("版本历史", "版本历史"),
            ("迁移指南", "迁移指南"),
            ("リリースノート", "リリースノート"),
            ("v2.0への移行", "への移行"),
            ("Notes de version 3.1", "Notes de version"),
            ("Änderungsprotokoll", "Änderungsprotokoll"),
            ("Notas de la versión", "Notas de la versión"),
        ] {
            assert_eq!(named("a.html", title), Some(words), "{title}");
        }
    }

    #[test]
    fn addresses_name_changelogs() {
        for url in [
            "CHANGELOG.html",
            "/docs/changelog/",
            "/release-notes/index.html",
            "https://example.org/release_notes/v4.2",
            "/releases/4.2/",
            "/guides/upgrade-to/v5.html",
            "/upgrade-to-v5",
            "/docs/migrate-from-4",
            "/v3-migration/",
            "/whatsnew/3.13.html",
            "/upgrading.html",
            "/%E6%9B%B4%E6%96%B0%E6%97%A5%E5%BF%97/",
        ] {
            assert_eq!(named(url, "Five"), Some(""), "{url}");
        }
        assert_eq!(named("/guides/upgrade-to/v5.html", "Upgrade Astro"), Some("Upgrade"));
    }

    #[test]
    fn other_pages_are_no_changelogs() {
        for (url, title) in [
            ("history-of-astronomy.html", "History of astronomy"),
            ("history.html", "History"),
            ("birds/migration.html", "Migration of birds"),
            ("bird-migration-guide.html", "Bird migration guide"),
            ("bird-migration-2020.html", "Bird migration 2020"),
            ("release-it.html", "Release It!"),
            ("/docs/migrations/", "Migrations"),
            ("/docs/migrations/0001_initial.html", "Database migrations"),
            ("/guides/migrate-to-astro/from-hugo.html", "从 Hugo 迁移"),
            ("/upgrade-astro.html", "升级 Astro"),
            ("/upgrade", "Upgrade your plan"),
            ("/migration/2/", "Migration, page 2"),
            ("/releases/", "Press releases"),
            ("/changes/", "How the climate changes"),
            ("a.html", "国债发行说明"),
            ("a.html", "候鸟迁移指南"),
            ("a.html", "会员升级指南"),
            ("a.html", "Room 5: changes"),
            ("a.html", "How a changelog is written"),
            ("", ""),
        ] {
            assert_eq!(named(url, title), None, "{url} {title}");
        }
    }

    #[test]
    fn a_history_with_versions_as_headings_is_a_changelog() {
        let kind = |headings: &[&str]| kind(&page("HISTORY.html", "History", headings));
        assert_ne!(kind(&["[2.1.0] – 2024-03-05", "Version 2.0.1", "Unreleased"]), PageKind::Usual);
        assert_eq!(kind(&["1.1 Origins", "1.2 The telescope"]), PageKind::Usual);
    }
}
