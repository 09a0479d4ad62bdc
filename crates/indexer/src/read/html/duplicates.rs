//! Pages without content of their own: duplicates at another address, and print pages that contain a whole book.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::draft::Draft;
use super::text_key::{TextKey, hash_of};

/// Shorter texts are alike by chance.
const MIN_TEXT: usize = 40;
/// Number of pages with a text that are examined.
const MAX_OWNERS: usize = 8;
/// A page of less text is not held to be a copy of another.
const MIN_PAGE_TEXT: usize = 120;

/// Pages with the text of one that is preferred, or of an earlier one, and that one's address. Lower ranks are preferred.
pub(super) fn same_text<R: Ord>(drafts: &[Draft], rank: impl Fn(usize) -> R) -> BTreeMap<usize, String> {
    let mut first: HashMap<u64, usize> = HashMap::new();
    let mut copies = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let title = draft.h1.as_deref().map(TextKey::of_text);
        let texts: Vec<TextKey> = title.into_iter().chain(draft.texts.iter().copied()).collect();
        if texts.iter().map(|text| text.bytes as usize).sum::<usize>() < MIN_PAGE_TEXT {
            continue;
        }
        let text = hash_of(&texts.iter().map(|text| text.hash).collect::<Vec<_>>());
        match first.get_mut(&text) {
            None => {
                first.insert(text, at);
            }
            Some(other) => {
                let (kept, copy) = if rank(at) < rank(*other) { (at, *other) } else { (*other, at) };
                *other = kept;
                copies.insert(copy, drafts.get(kept).map_or_else(String::new, |d| d.url.clone()));
            }
        }
    }
    copies
}

/// Pages that hold several smaller ones whole and hardly anything else. Of pages that are much alike none is the other's collection.
pub(super) fn collections(drafts: &[Draft]) -> BTreeMap<usize, String> {
    let texts = |at: usize| drafts.get(at).map_or(&[][..], |draft| &draft.texts);
    let bytes = |text: &TextKey| text.bytes as usize;
    let long = |at: usize| texts(at).iter().filter(|text| text.bytes as usize >= MIN_TEXT);
    let sums: Vec<usize> = (0..drafts.len()).map(|at| long(at).map(bytes).sum()).collect();
    let sum = |at: usize| sums.get(at).copied().unwrap_or_default();
    // Which pages have a text; a few are enough to tell that it is on another one.
    let mut owners: Vec<(u64, u32)> =
        (0..drafts.len()).flat_map(|at| long(at).map(move |text| (text.hash, at as u32))).collect();
    owners.sort_unstable();
    owners.dedup();
    let owners_of = |text: &TextKey| {
        let hash = text.hash;
        let first = owners.partition_point(|owner| owner.0 < hash);
        let same = owners.iter().skip(first).take_while(move |owner| owner.0 == hash);
        same.take(MAX_OWNERS).map(|owner| owner.1 as usize)
    };
    let mut out = BTreeMap::new();
    for at in 0..drafts.len() {
        let mut from: BTreeMap<usize, usize> = BTreeMap::new();
        for text in long(at) {
            for page in owners_of(text) {
                *from.entry(page).or_default() += bytes(text);
            }
        }
        let whole = |(page, shared): &(usize, usize)| {
            *page != at && sum(*page) >= MIN_PAGE_TEXT && sum(*page) * 4 <= sum(at) * 3 && shared * 10 >= sum(*page) * 9
        };
        let parts: BTreeSet<usize> = from.into_iter().filter(whole).map(|(page, _)| page).collect();
        if parts.len() < 2 {
            continue;
        }
        // Each of its texts counts once, on however many of the parts it is.
        let elsewhere = |text: &&TextKey| owners_of(text).any(|page| parts.contains(&page));
        let repeated: usize = long(at).filter(elsewhere).map(bytes).sum();
        let all: usize = texts(at).iter().map(bytes).sum();
        if repeated * 10 >= all * 9 {
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
        let blocks = texts.iter().map(long).collect();
        Draft { url: url.to_owned(), blocks, ..Draft::default() }.with_text_keys()
    }

    #[test]
    fn of_pages_with_the_same_text_the_one_with_the_shortest_address_stays() {
        let drafts = [draft("docs/latest/", &["a", "b"]), draft("docs/", &["a", "b"]), draft("other/", &["a", "c"])];
        assert_eq!(same_text(&drafts, |at| drafts[at].url.len()), BTreeMap::from([(0, "docs/".to_owned())]));
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

    #[test]
    fn a_page_with_text_of_its_own_stays_although_others_share_parts_of_it() {
        let drafts = [
            draft("slice/", &["a", "b", "c", "d"]),
            draft("array/", &["a", "b", "c", "d"]),
            draft("vec/", &["a", "b", "c", "d", "own", "words"]),
        ];
        assert!(collections(&drafts).is_empty());
    }

    #[test]
    fn pages_that_are_much_alike_all_stay() {
        let drafts = ["1/", "2/", "3/", "4/"].map(|url| draft(url, &["a", "b", "c", "d"]));
        assert!(collections(&drafts).is_empty());
    }
}
