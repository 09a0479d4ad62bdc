//! Sites that have each page in several languages, in folders that are named after them: `de/`, `zh-CN/`. A page that nobody translated yet is
//! there too, with the text of another language.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use rayon::prelude::*;

use super::draft::Draft;
use crate::text::lang;

/// Of an untranslated page's text, so much of a hundred is on the page that it repeats; less if not even its title is another.
const SAME_PERCENT: usize = 95;
const SAME_PERCENT_BELOW_SAME_TITLE: usize = 80;

/// The language of a site is that of so many of a hundred pages, and of at least so many.
const SITE_PERCENT: usize = 95;
const MIN_SITE_PAGES: usize = 5;

/// Sets the language of each page, and returns the untranslated pages, each with the address of the page that it repeats.
pub(super) fn set_languages(drafts: &mut [Draft]) -> BTreeMap<usize, String> {
    let folders = LanguageFolders::of(drafts);
    let mut stated: Vec<Option<String>> = drafts.iter().map(|draft| draft.lang.clone()).collect();
    detect_languages(drafts, &folders);
    let copies = untranslated(drafts, &folders);
    for (at, stated) in stated.iter_mut().enumerate() {
        // Templates state English on pages of any language.
        *stated = folders.any_language(at).or_else(|| stated.take().filter(|language| primary(language) != "en"));
    }
    let supported = supported(drafts, &stated);
    mark_translations(drafts, &supported);
    label(drafts, &folders, &stated, &supported);
    copies
}

/// Minimum number of pages that are in a language for the statements of it to be believed, and their minimum share of those that state it, in
/// percent. A folder `io` has no pages in Ido.
const SUPPORTED_PAGES: usize = 3;
const SUPPORTED_PERCENT: usize = 5;

/// The languages that pages state, or their folders, and that enough of these pages are in.
fn supported(drafts: &[Draft], stated: &[Option<String>]) -> BTreeSet<String> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (draft, stated) in drafts.iter().zip(stated) {
        let Some(stated) = stated.as_deref().map(primary) else { continue };
        let count = counts.entry(stated).or_default();
        count.0 += 1;
        count.1 += usize::from(draft.lang.as_deref().map(primary) == Some(stated));
    }
    let is_supported =
        |(all, seen): &(usize, usize)| *seen >= SUPPORTED_PAGES.min(*all) && seen * 100 >= all * SUPPORTED_PERCENT;
    counts.into_iter().filter(|(_, count)| is_supported(count)).map(|(language, _)| language.to_owned()).collect()
}

/// Gives each page whose text is in another language than its folder states, or its markup, the language that it states. Visitors who read
/// that language look for the page there, and words are cut by the text's own.
fn label(drafts: &mut [Draft], folders: &LanguageFolders, stated: &[Option<String>], supported: &BTreeSet<String>) {
    let usual = folders.usual_languages(drafts);
    let language = |at: usize| {
        let stated = stated[at].as_deref().filter(|stated| supported.contains(primary(stated)))?;
        (drafts[at].declared_lang.is_none() && drafts[at].lang.as_deref().map(primary) != Some(primary(stated)))
            .then(|| usual.get(stated).map_or(stated, String::as_str).to_owned())
    };
    let languages: Vec<Option<String>> = (0..drafts.len()).map(language).collect();
    for (draft, language) in drafts.iter_mut().zip(languages) {
        if let Some(language) = language {
            draft.text_lang = draft.lang.replace(language).filter(|own| own != "und");
        }
    }
}

/// Marks the pages that the site also has in its main language: outside of all language folders, or in that of English.
fn mark_translations(drafts: &mut [Draft], supported: &BTreeSet<String>) {
    let parts: Vec<Option<(String, String)>> =
        drafts.iter().map(|draft| language_folder(&draft.file).map(|(rest, tag)| (rest, tag.to_owned()))).collect();
    let is_language = |tag: &str| supported.contains(primary(&tag.replace('_', "-")));
    let outside: BTreeSet<&str> =
        drafts.iter().zip(&parts).filter(|(_, part)| part.is_none()).map(|(draft, _)| draft.file.as_str()).collect();
    let english: BTreeSet<&str> = parts
        .iter()
        .flatten()
        .filter(|(_, tag)| primary(&tag.replace('_', "-")) == "en")
        .map(|(rest, _)| rest.as_str())
        .collect();
    let is_translation = |part: &Option<(String, String)>| {
        part.as_ref().is_some_and(|(rest, tag)| {
            let at_root = rest.replacen("*/", "", 1);
            is_language(tag)
                && (outside.contains(at_root.as_str())
                    || primary(&tag.replace('_', "-")) != "en" && english.contains(rest.as_str()))
        })
    };
    let translations: Vec<bool> = parts.iter().map(is_translation).collect();
    for (draft, is_translation) in drafts.iter_mut().zip(translations) {
        draft.is_translation = is_translation;
    }
}

/// Sets the language of each page that does not state one. Where a text could be one of several similar languages, the folder decides.
///
/// A page whose language is open has that of the site, if the site has one.
fn detect_languages(drafts: &mut [Draft], folders: &LanguageFolders) {
    let detect = |(at, draft): (usize, &mut Draft)| {
        if draft.detected.is_none() {
            draft.detect_language();
        }
        let detected = draft.detected.take().unwrap_or_default();
        let certain = draft.lang.as_deref().is_some_and(|said| detected.contradicts(primary(said)));
        let is_open = detected.is_open();
        let seen = detected.tag;
        let language = match draft.declared_lang.clone().or(draft.lang.take()) {
            Some(declared) if draft.declared_lang.is_some() => declared,
            // Templates say `en` on pages of any language.
            Some(_) if certain => seen,
            Some(said) if !is_unspaced(&seen) || is_unspaced(&said) => said,
            Some(_) => seen,
            None => match folders.language(at).filter(|folder| is_similar(&seen, folder)) {
                Some(folder) => folder.to_owned(),
                None => seen,
            },
        };
        let is_open = is_open && language == "und";
        draft.lang = Some(language);
        is_open
    };
    let open: Vec<bool> = drafts.par_iter_mut().enumerate().map(detect).collect();
    if let Some(language) = site_language(drafts) {
        for (draft, _) in drafts.iter_mut().zip(open).filter(|(_, is_open)| *is_open) {
            draft.lang = Some(language.clone());
        }
    }
}

/// The language of nearly all pages that have one, if its letters are Latin.
fn site_language(drafts: &[Draft]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for language in drafts.iter().filter_map(|draft| draft.lang.as_deref()).filter(|language| *language != "und") {
        *counts.entry(language).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (language, pages) = counts.into_iter().max_by_key(|(_, pages)| *pages)?;
    let is_site = pages >= MIN_SITE_PAGES && pages * 100 >= all * SITE_PERCENT;
    (is_site && lang::letters_of(primary(language)) == "Latin").then(|| language.to_owned())
}

/// Untranslated pages, each with the address of the page that it repeats. A page that is translated in part gets its folder's language.
fn untranslated(drafts: &mut [Draft], folders: &LanguageFolders) -> BTreeMap<usize, String> {
    let usual = folders.usual_languages(drafts);
    let language = |at: usize| drafts[at].lang.as_deref().map(primary);
    let mut copies = BTreeMap::new();
    let mut in_part = Vec::new();
    for group in folders.groups.values() {
        let is_own = |at: &usize| folders.language(*at).map(primary) == language(*at);
        for at in group.iter().copied().filter(|at| !is_own(at)) {
            let original = group.iter().find(|other| is_own(other) && language(**other) == language(at));
            match original {
                Some(original) if repeats(&drafts[at], &drafts[*original]) => {
                    copies.insert(at, drafts[*original].url.clone());
                }
                Some(_) => {
                    let tag = folders.language(at).unwrap_or_default();
                    in_part.push((at, usual.get(tag).map_or(tag, String::as_str).to_owned()));
                }
                None => {}
            }
        }
    }
    for (at, language) in in_part {
        drafts[at].lang = drafts[at].declared_lang.clone().or(Some(language));
    }
    copies
}

/// Of pages with the same text, those in the folder of their language come first, then those at shorter addresses.
pub(super) fn preference(drafts: &[Draft]) -> impl Fn(usize) -> (bool, usize) + '_ {
    let folders = LanguageFolders::of(drafts);
    move |at| {
        let draft = &drafts[at];
        let language = draft.text_lang.as_deref().or(draft.lang.as_deref());
        (folders.language(at).map(primary) != language.map(primary), draft.url.len())
    }
}

/// Whether nearly all text of a page is on another.
fn repeats(page: &Draft, other: &Draft) -> bool {
    let texts: HashSet<u64> = other.texts.iter().map(|text| text.hash).collect();
    let (mut all, mut same) = (0, 0);
    for text in &page.texts {
        all += text.bytes as usize;
        same += if texts.contains(&text.hash) { text.bytes as usize } else { 0 };
    }
    let title = |draft: &Draft| draft.h1.clone().or_else(|| draft.title_element.clone());
    let percent = if title(page) == title(other) { SAME_PERCENT_BELOW_SAME_TITLE } else { SAME_PERCENT };
    same * 100 >= all * percent
}

/// The pages that are in language folders.
struct LanguageFolders {
    /// The tag of each page's folder, if it has one that several languages share.
    tags: Vec<Option<String>>,
    /// The same, also of folders that may be named so for another reason.
    possible: Vec<Option<String>>,
    /// The pages that differ only in the folder's tag, by their path without it.
    groups: BTreeMap<String, Vec<usize>>,
}

impl LanguageFolders {
    fn of(drafts: &[Draft]) -> LanguageFolders {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let parts: Vec<Option<(String, &str)>> = drafts.iter().map(|draft| language_folder(&draft.file)).collect();
        for (at, part) in parts.iter().enumerate() {
            if let Some((rest, _)) = part {
                groups.entry(rest.clone()).or_default().push(at);
            }
        }
        // A folder that is called `io` alone is no language.
        groups.retain(|_, pages| pages.len() > 1);
        let shared: BTreeSet<&str> =
            groups.values().flatten().filter_map(|at| parts[*at].as_ref()).map(|part| part.1).collect();
        let tag = |part: &Option<(String, &str)>| {
            part.as_ref().filter(|part| shared.contains(part.1)).map(|part| part.1.replace('_', "-"))
        };
        let possible = parts.iter().map(|part| part.as_ref().map(|part| part.1.replace('_', "-"))).collect();
        LanguageFolders { possible, tags: parts.iter().map(tag).collect(), groups }
    }

    /// For each folder, how most of the pages in its language call that.
    fn usual_languages(&self, drafts: &[Draft]) -> BTreeMap<&str, String> {
        let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
        for (draft, tag) in drafts.iter().zip(&self.tags) {
            let (Some(language), Some(tag)) = (draft.lang.as_deref(), tag.as_deref()) else { continue };
            if primary(language) == primary(tag) {
                *counts.entry(tag).or_default().entry(language).or_default() += 1;
            }
        }
        let most = |(tag, counts): (_, BTreeMap<&str, usize>)| {
            let (language, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
            Some((tag, language.to_owned()))
        };
        counts.into_iter().filter_map(most).collect()
    }

    /// The tag of a page's folder, if it is named like a language.
    fn any_language(&self, at: usize) -> Option<String> {
        self.possible.get(at)?.clone()
    }

    fn language(&self, at: usize) -> Option<&str> {
        self.tags.get(at)?.as_deref()
    }
}

/// The first folder of a path that is named like a language, and the path without it.
fn language_folder(file: &str) -> Option<(String, &str)> {
    let mut parts: Vec<&str> = file.split('/').collect();
    let folders = parts.len() - 1;
    let folder = parts[..folders].iter_mut().find(|folder| is_tag(folder))?;
    let tag = std::mem::replace(folder, "*");
    Some((parts.join("/"), tag))
}

/// Whether a name is like `de`, `pt-BR`, `zh_CN` or `zh-Hans`.
fn is_tag(name: &str) -> bool {
    let (language, rest) = name.split_once(['-', '_']).unwrap_or((name, "XX"));
    language.len() == 2
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && matches!(rest.len(), 2 | 4)
        && rest.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
}

/// The language of a tag, without region and script.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether what was detected may be the folder's language: another one in the same letters, but not English, which stays where nobody
/// translated it.
fn is_similar(seen: &str, folder: &str) -> bool {
    let (seen, folder) = (primary(seen), primary(folder));
    seen != folder && seen != "en" && lang::letters_of(seen) == lang::letters_of(folder)
}

fn is_unspaced(lang: &str) -> bool {
    matches!(primary(lang), "zh" | "ja" | "ko" | "yue" | "wuu")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    /// Sets the languages of drafts whose blocks a test changed.
    fn set_languages(drafts: &mut [Draft]) -> BTreeMap<usize, String> {
        for draft in &mut *drafts {
            *draft = std::mem::take(draft).with_text_keys();
        }
        super::set_languages(drafts)
    }

    fn draft(file: &str, text: &str) -> Draft {
        let blocks = vec![Block::Paragraph(text.to_owned()), Block::Paragraph("apt-get install".to_owned())];
        Draft { file: file.to_owned(), url: file.to_owned(), blocks, ..Draft::default() }
    }

    const ENGLISH: &str = "The copy of the data that is kept in another place for the day of the fire.";
    const FRENCH: &str = "La copie des données est gardée dans un autre lieu pour le jour du feu.";

    #[test]
    fn a_page_that_nobody_translated_gives_way_to_its_original() {
        let pages = [("da/a.html", ENGLISH), ("en/a.html", ENGLISH), ("fr/a.html", FRENCH), ("fr/b.html", ENGLISH)];
        let mut drafts = pages.map(|(file, text)| draft(file, text)).to_vec();
        drafts[0].blocks.push(Block::Paragraph("Så".to_owned()));
        let copies = set_languages(&mut drafts);
        assert_eq!(drafts.iter().map(|d| d.lang.as_deref().unwrap()).collect::<Vec<_>>(), ["en", "en", "fr", "en"]);
        assert_eq!(copies, BTreeMap::from([(0, "en/a.html".to_owned())]), "fr/b.html is there alone");
        drafts[0].h1 = Some("Kopien er et andet sted".to_owned());
        drafts[0].blocks.push(Block::Paragraph("Kopien er et andet sted.".to_owned()));
        assert!(set_languages(&mut drafts).is_empty() && drafts[0].lang.as_deref() == Some("da"), "in part");
        drafts[0].lang = Some("en".to_owned());
        let better = preference(&drafts);
        assert!(better(1) < better(0));
    }

    #[test]
    fn a_page_in_a_language_folder_that_is_not_translated_has_the_language_of_the_folder() {
        let mut drafts: Vec<Draft> =
            ["a", "b", "c", "d"].map(|name| draft(&format!("fr/{name}.html"), FRENCH)).to_vec();
        drafts.push(draft("fr/e.html", ENGLISH));
        drafts.push(draft("io/f.html", ENGLISH));
        drafts.push(Draft { lang: Some("fr".to_owned()), ..draft("g.html", &ENGLISH.repeat(9)) });
        drafts.push(draft("a.html", ENGLISH));
        assert!(set_languages(&mut drafts).is_empty());
        let of = |at: usize| (drafts[at].lang.as_deref().unwrap_or_default(), drafts[at].text_lang.as_deref());
        assert_eq!((of(0), of(4)), (("fr", None), ("fr", Some("en"))));
        assert_eq!(
            (of(5), of(6)),
            (("en", None), ("fr", Some("en"))),
            "a folder alone is no language, and pages state theirs"
        );
        assert_eq!(
            drafts.iter().map(|draft| draft.is_translation).collect::<Vec<_>>(),
            [true, false, false, false, false, false, false, false]
        );
    }

    #[test]
    fn a_short_page_has_the_language_of_its_site() {
        let site = |others: &[&str]| {
            let mut drafts: Vec<Draft> = others.iter().map(|text| draft("page.html", text)).collect();
            drafts.push(draft("api.html", "sqlite3 open"));
            drafts.push(Draft { blocks: vec![Block::Paragraph("12345".to_owned())], ..draft("n.html", "") });
            set_languages(&mut drafts);
            drafts.into_iter().skip(others.len()).filter_map(|draft| draft.lang).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(site(&[ENGLISH; 6]), "en und");
        assert_eq!(site(&[ENGLISH, ENGLISH, ENGLISH, FRENCH, FRENCH, FRENCH]), "und und");
        assert_eq!(site(&[ENGLISH]), "und und");
    }

    #[test]
    fn a_folder_tells_similar_languages_apart() {
        let text = "Cópia dos dados que são para o dia do fogo, com uma chave em não mais.";
        let mut drafts =
            [("ro-RO/a.html", text), ("pt-BR/a.html", text), ("ja/a.html", text)].map(|(f, t)| draft(f, t));
        set_languages(&mut drafts);
        assert_eq!(drafts.map(|d| d.lang.unwrap()), ["ro-RO", "pt", "pt"]);
    }

    #[test]
    fn folders_of_other_names_are_no_languages() {
        for file in ["a.html", "de.html", "c-api/a.html", "docs/v1/a.html", "library/a.html", "EN/a.html"] {
            assert!(language_folder(file).is_none(), "{file}");
        }
        assert_eq!(language_folder("docs/zh-Hans/a.html"), Some(("docs/*/a.html".to_owned(), "zh-Hans")));
        let alone = [draft("io/a.html", ENGLISH), draft("fs/b.html", ENGLISH)];
        assert!(LanguageFolders::of(&alone).tags.iter().all(Option::is_none));
    }
}
