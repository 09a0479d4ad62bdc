//! Pages that have nothing of their own: the same text at another address, or a whole book on one page for printing.

use std::collections::BTreeMap;

use super::Draft;
/// Shorter texts are alike by chance.
const LONG: usize = 40;
/// A page of less text is not held to be a copy of another.
const SUBSTANCE: usize = 120;

/// Pages with the text of an earlier one, or of one with a shorter address, and that one's address.
pub(super) fn same(drafts: &[Draft]) -> BTreeMap<usize, String> {
    let mut first: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut copies = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let text: Vec<String> =
            draft.heading.iter().cloned().chain(draft.blocks.iter().map(|b| b.text().into_owned())).collect();
        if text.iter().map(String::len).sum::<usize>() < SUBSTANCE {
            continue;
        }
        match first.get_mut(&text) {
            None => {
                first.insert(text, at);
            }
            Some(other) => {
                let shorter = draft.url.len() < drafts.get(*other).map_or(0, |d| d.url.len());
                let (kept, copy) = if shorter { (at, *other) } else { (*other, at) };
                *other = kept;
                copies.insert(copy, drafts.get(kept).map_or_else(String::new, |d| d.url.clone()));
            }
        }
    }
    copies
}

/// Pages that hold others whole and hardly anything else.
pub(super) fn collections(drafts: &[Draft]) -> BTreeMap<usize, String> {
    let long = |draft: &Draft| -> Vec<(usize, usize)> {
        draft.blocks.iter().enumerate().map(|(at, b)| (at, b.text().len())).filter(|(_, n)| *n >= LONG).collect()
    };
    let longs: Vec<Vec<(usize, usize)>> = drafts.iter().map(long).collect();
    // Which pages have a text; a few are enough to tell that it is on another one.
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (draft, long)) in drafts.iter().zip(&longs).enumerate() {
        for (block, _) in long {
            let Some(text) = draft.blocks.get(*block).map(|b| b.text().into_owned()) else { continue };
            let pages = owners.entry(text).or_default();
            if pages.last() != Some(&at) && pages.len() < 8 {
                pages.push(at);
            }
        }
    }
    let total = |at: usize| longs.get(at).map_or(0, |l| l.iter().map(|x| x.1).sum::<usize>());
    let mut out = BTreeMap::new();
    for (at, (draft, long)) in drafts.iter().zip(&longs).enumerate() {
        let mut from: BTreeMap<usize, usize> = BTreeMap::new();
        let mut shared = 0;
        for (block, length) in long {
            let Some(pages) = draft.blocks.get(*block).and_then(|b| owners.get(&*b.text())) else { continue };
            shared += if pages.iter().any(|p| *p != at) { *length } else { 0 };
            for page in pages.iter().filter(|p| **p != at) {
                *from.entry(*page).or_default() += length;
            }
        }
        let whole: Vec<usize> =
            from.iter().filter(|(page, n)| **n * 10 >= total(**page) * 9).map(|(page, _)| *page).collect();
        let theirs: usize = whole.iter().map(|p| total(*p)).sum();
        if shared * 10 >= total(at) * 8 && whole.len() >= 2 && theirs * 10 >= total(at) * 8 {
            out.insert(at, String::new());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Block;

    fn draft(url: &str, texts: &[&str]) -> Draft {
        let long = |t: &&str| {
            Block::Paragraph(format!("{t}, and enough words to make a paragraph that tells pages apart for sure"))
        };
        Draft { url: url.to_owned(), blocks: texts.iter().map(long).collect(), ..Draft::default() }
    }

    #[test]
    fn of_pages_with_the_same_text_the_one_with_the_shortest_address_stays() {
        let drafts = [draft("docs/latest/", &["a", "b"]), draft("docs/", &["a", "b"]), draft("other/", &["a", "c"])];
        assert_eq!(same(&drafts), BTreeMap::from([(0, "docs/".to_owned())]));
    }

    #[test]
    fn the_whole_book_on_one_page_goes_and_its_chapters_stay() {
        let drafts = [
            draft("1/", &["a", "b"]),
            draft("2/", &["c", "d"]),
            draft("3/", &["e", "f"]),
            draft("print/", &["a", "b", "c", "d", "e", "f"]),
            draft("about/", &["a", "own", "words", "of", "it"]),
        ];
        assert_eq!(collections(&drafts).into_keys().collect::<Vec<_>>(), [3]);
    }
}
