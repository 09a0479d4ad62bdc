//! From a pack to an index: one pass over the texts, and a few over the lexicon.
//!
//! Nothing here takes more than linear time in the texts (and a sort of the lexicon), whatever the texts are.

use core::cell::OnceCell;

use super::inner_words::inner_words;
use super::page::Anchor;
use super::{Field, Heading, Index, Lexicon, Page, PageId, Passage, PassageId, Place, Rules, TextId};
use crate::codec::{self, Counts, Decoded};
use crate::format::{Manifest, Pack, PackError, PageRow, PassageRow, Section};
use crate::lean::{list, parts};
use crate::text::{Folder, Host, Variants, strings};

fn corrupt(section: &'static str, what: &'static str) -> PackError {
    PackError::Corrupt { section, what }
}

pub(super) fn derive(pack: &Pack<'_>, host: Box<dyn Host>) -> Result<Index, PackError> {
    let manifest = pack.manifest()?;
    let texts = pack.texts(&[Section::Rules, Section::Syllables, Section::Synonyms])?;
    let (rules, syllables, synonyms) = (texts[0], texts[1], texts[2]);
    let counts = Counts { bytes: manifest.text_bytes, texts: manifest.texts, tokens: manifest.tokens };
    let decoded = codec::decode(pack.section(Section::Lexicon), pack.section(Section::Stream), counts)
        .map_err(|e| corrupt("stream", e.0))?;
    if decoded.text.len() != manifest.text_bytes as usize || decoded.bounds.len() != manifest.texts as usize + 1 {
        return Err(corrupt("stream", "not what the manifest says"));
    }
    let variants = Variants::read(pack.section(Section::Variants))
        .ok_or(corrupt("container", "variants that are no characters"))?;
    let shape = Shape::read(pack.section(Section::Pages), pack.section(Section::Passages), &manifest)?;
    let Decoded { text, bounds, entries, tokens, token_bounds } = decoded;

    let folder = Folder { host: host.as_ref(), variants: &variants };
    let synonyms = groups(synonyms, &folder);
    let (lexicon, entry_terms) = Lexicon::new(&entries, &folder).ok_or(corrupt("lexicon", "a part that is no text"))?;

    // Postings by counting: how many a term has, then where each begins, then the tokens in order.
    let mut posting_bounds = vec![0u32; lexicon.len() as usize + 2];
    let term = |entry: u32| entry_terms.get(entry as usize).copied().unwrap_or(0) as usize;
    let searched = |text: usize| shape.places.get(text).is_some_and(|p| p.field != Field::Plain);
    let each_text = |visit: &mut dyn FnMut(usize, core::ops::Range<usize>)| {
        for (i, w) in token_bounds.windows(2).enumerate() {
            if let [a, b] = w
                && searched(i)
            {
                visit(i, *a as usize..*b as usize);
            }
        }
    };
    let mut pages = shape.pages;
    let mut total = 0usize;
    each_text(&mut |i, range| {
        for token in tokens.get(range.clone()).unwrap_or_default() {
            if let Some(n) = posting_bounds.get_mut(term(token.entry) + 2) {
                *n += 1;
            }
        }
        total += range.len();
        if let Some(page) = shape.places.get(i).and_then(|p| pages.get_mut(p.page.0 as usize)) {
            page.words += range.len() as u32;
        }
    });
    let mut sum = 0;
    for n in &mut posting_bounds {
        sum += *n;
        *n = sum;
    }
    let mut postings = vec![0u32; total];
    each_text(&mut |_, range| {
        for (i, token) in range.clone().zip(tokens.get(range).unwrap_or_default()) {
            if let Some(next) = posting_bounds.get_mut(term(token.entry) + 1) {
                if let Some(slot) = postings.get_mut(*next as usize) {
                    *slot = i as u32;
                }
                *next += 1;
            }
        }
    });
    posting_bounds.truncate(lexicon.len() as usize + 1);

    Ok(Index {
        host,
        manifest,
        rules: Rules::read(rules),
        syllables: syllables.to_owned(),
        sound_bytes: pack.section(Section::Sounds).to_vec(),
        sounds: OnceCell::new(),
        synonyms,
        variants,
        text,
        bounds,
        places: shape.places,
        emphasis: pack.section(Section::Emphasis).to_vec(),
        pages,
        passages: shape.passages,
        headings: shape.headings,
        inner_words: inner_words(&entries),
        entries,
        entry_terms,
        lexicon,
        tokens,
        token_bounds,
        posting_bounds,
        postings,
        kept: core::cell::Cell::default(),
    })
}

fn groups(lines: &str, folder: &Folder<'_, dyn Host>) -> Vec<Vec<Vec<String>>> {
    let mut groups = Vec::new();
    for line in parts(lines, b'\n') {
        groups.push(list(parts(line, b'\t').iter().map(|words| strings(&folder.fold(words)))));
    }
    groups
}

/// What the outline says of each text.
#[derive(Default)]
struct Shape {
    places: Vec<Place>,
    pages: Vec<Page>,
    passages: Vec<Passage>,
    headings: Vec<Heading>,
}

impl Shape {
    fn read(mut pages: &[u8], mut passages: &[u8], manifest: &Manifest) -> Result<Shape, PackError> {
        let mut shape = Shape::default();
        while !pages.is_empty() {
            let row =
                PageRow::read(&mut pages).ok_or(corrupt("outline", "a part that ends too early or is out of order"))?;
            if row.lang as usize > manifest.langs.len() || row.meta.iter().any(|f| *f as usize >= manifest.fields.len())
            {
                return Err(corrupt("outline", "a number out of range"));
            }
            let page = PageId(shape.pages.len() as u32);
            let first = shape.passages.len() as u32;
            let here = PassageId(first);
            let title = shape.text(Field::Title, page, here);
            let id = (!row.id_is_url).then(|| shape.text(Field::Plain, page, here));
            let url = shape.text(Field::Plain, page, here);
            let meta = list(row.meta.iter().map(|f| (u16::from(*f), shape.text(Field::Meta, page, here))));
            let mut over: Vec<u32> = Vec::new();
            for _ in 0..row.passages {
                let row = PassageRow::read(&mut passages)
                    .ok_or(corrupt("outline", "a part that ends too early or is out of order"))?;
                let passage = PassageId(shape.passages.len() as u32);
                // A row of three bytes may claim many headings: none is taken in that has no text.
                if row.kept as usize > over.len() || shape.places.len() > manifest.texts as usize {
                    return Err(corrupt("outline", "headings that are not there"));
                }
                over.truncate(row.kept as usize);
                for _ in 0..row.new {
                    let text = shape.text(Field::Heading, page, passage);
                    over.push(shape.headings.len() as u32);
                    let parent = over.len().checked_sub(2).and_then(|i| over.get(i)).copied();
                    shape.headings.push(Heading { text, parent });
                }
                let heading = over.last().copied();
                let over_text = heading.and_then(|h| shape.headings.get(h as usize)).map_or(title, |h| h.text);
                let anchor = match row.anchor {
                    0 => Anchor::None,
                    1 => Anchor::Text(shape.text(Field::Plain, page, passage)),
                    n => Anchor::Slug(over_text, n - 1),
                };
                let body = shape.text(Field::Body, page, passage);
                shape.passages.push(Passage { page, body, heading, anchor });
            }
            let range = first..shape.passages.len() as u32;
            shape.pages.push(Page { title, id, url, lang: row.lang, meta, passages: range, words: 0 });
        }
        if !passages.is_empty() || shape.places.len() != manifest.texts as usize {
            return Err(corrupt("outline", "not what the manifest says"));
        }
        Ok(shape)
    }

    fn text(&mut self, field: Field, page: PageId, passage: PassageId) -> TextId {
        self.places.push(Place { field, page, passage });
        TextId(self.places.len() as u32 - 1)
    }
}
