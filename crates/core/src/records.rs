//! Passages that another engine returned, as an index of their own: so one engine matches and marks them and cuts their excerpts.
//!
//! The tables of languages are those of an open index, which may have no texts. The words of scripts without spaces are cut by the caller.

use crate::Index;
use crate::codec::Token;
use crate::format::{OpenError, checksum};
use crate::index::{Anchor, Field, Passage, TextId, Texts};
use crate::list::List as _;
use crate::order::of_texts;
use crate::text::{Segment, segments};

/// Separates two words of a script without spaces in the texts of a [`Record`]. It is not part of the text.
pub const CUT: char = '\u{1f}';

/// A passage.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The address of its page. Records of one page are neighbours.
    pub page: String,
    /// The anchor in its page; empty if it has none.
    pub anchor: String,
    /// The title of its page.
    pub title: String,
    /// The headings over it, outermost first.
    pub headings: Vec<String>,
    /// Its text.
    pub text: String,
    /// The language of its page.
    pub lang: String,
    /// How many times a match in it counts.
    pub weight: Option<f32>,
    /// The names and values of its page's metadata. Values of one field are neighbours.
    pub meta: Vec<(String, String)>,
}

impl Index {
    /// The index of records alone, with this index's tables. Its pages are in the order of the records.
    ///
    /// ```
    /// # use findling_core::{Index, Options, Record, Session};
    /// # use findling_indexer::{NativeHost, build, read::Corpus};
    /// # let tables = Index::open(&build(&Corpus::default(), &findling_indexer::Options::default())?.bytes, Box::new(NativeHost))?;
    /// let record = |page: &str, text: &str| Record { page: page.to_owned(), text: text.to_owned(), ..Record::default() };
    /// let index = tables.of_records(&[record("b.html", "Nothing here."), record("a.html", "The lamp is lit.")])?;
    /// let answer = Session::default().present(&index, "lamp", &Options::default());
    /// let urls: Vec<&str> = answer.pages.iter().map(|page| index.page_url(page.page)).collect();
    /// assert_eq!(urls, ["b.html", "a.html"]);
    /// assert_eq!(answer.pages[1].passages[0].marks, [4..8]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of_records(&self, records: &[Record]) -> Result<Index, OpenError> {
        let mut builder = Builder::new();
        for record in records {
            builder.add(self, record);
        }
        builder.finish(self)
    }
}

/// An index in the making.
struct Builder {
    texts: Texts,
    /// The address of the last page.
    page: String,
    /// The headings over the passage before, if it is of the same page.
    over: Vec<u32>,
    /// Where each token ends.
    ends: Vec<u32>,
}

impl Builder {
    fn new() -> Builder {
        Builder { texts: Texts::empty(), page: String::new(), over: Vec::new(), ends: Vec::new() }
    }

    fn add(&mut self, index: &Index, record: &Record) {
        if self.texts.table.pages.is_empty() || self.page != record.page {
            self.add_page(index, record);
        }
        let plain = record.headings.iter().map(|heading| heading.replace(CUT, "")).list();
        let kept = self.texts.headings_kept(&self.over, plain.iter().map(String::as_str));
        self.over.truncate(kept);
        for heading in &record.headings[kept..] {
            let text = self.text(Field::Heading, heading);
            self.texts.add_heading(&mut self.over, text);
        }
        let anchor = match record.anchor.as_str() {
            "" => Anchor::None,
            anchor => Anchor::Text(self.text(Field::Plain, anchor)),
        };
        let body = self.text(Field::Body, &record.text);
        if let Some(weight) = record.weight {
            self.texts.set_weight(body, (weight * 10.0) as u8);
        }
        let page = self.texts.page();
        let table = &mut self.texts.table;
        table.passages.push(Passage { page, body, heading: self.over.last().copied(), anchor, sketch: None });
        let end = table.passages.len() as u32;
        if let Some(page) = table.pages.last_mut() {
            page.passages.end = end;
        }
    }

    /// Begins the page of a record.
    fn add_page(&mut self, index: &Index, record: &Record) {
        let manifest = index.manifest();
        self.page.clone_from(&record.page);
        self.over.clear();
        // The page exists before its texts: their places name it.
        self.texts.begin_page(true);
        self.text(Field::Title, &record.title);
        let url = self.text(Field::Plain, &record.page);
        let mut meta = Vec::new();
        for (name, value) in &record.meta {
            if let Some(field) = manifest.fields.iter().position(|field| field == name) {
                meta.push((field as u16, self.text(Field::of_meta(name), value)));
            }
        }
        if let Some(page) = self.texts.table.pages.last_mut() {
            let lang = manifest.langs.iter().position(|lang| *lang == record.lang);
            (page.url, page.meta, page.lang) = (url, meta, lang.map_or(0, |at| at as u32 + 1));
        }
    }

    /// Adds a text with its tokens, which don't have their surface forms yet.
    fn text(&mut self, field: Field, text: &str) -> TextId {
        let decoded = &mut self.texts.decoded;
        for part in text.split(CUT) {
            for segment in segments(part) {
                if !matches!(segment, Segment::Gap(_)) {
                    decoded.tokens.push(Token { entry: 0, start: decoded.text.len() as u32 });
                    self.ends.push(decoded.text.len() as u32 + segment.text().len() as u32);
                }
                decoded.text.push_str(segment.text());
            }
        }
        self.texts.end_text(field)
    }

    /// Gives each token its surface form, and opens the index.
    fn finish(mut self, index: &Index) -> Result<Index, OpenError> {
        let decoded = &mut self.texts.decoded;
        let bytes = |(token, end): (&Token, &u32)| token.start as usize..*end as usize;
        let bytes = decoded.tokens.iter().zip(&self.ends).map(bytes).list();
        let words = bytes.into_iter().map(|bytes| decoded.text.get(bytes).unwrap_or("")).list();
        let mut last = None;
        for number in of_texts(&words) {
            let word = words[number as usize];
            if last.replace(word) != Some(word) {
                decoded.entries.push(word);
            }
            decoded.tokens[number as usize].entry = decoded.entries.len() - 1;
        }
        let checksum = checksum(self.texts.decoded.text.as_bytes());
        Index::whole(checksum, index.tables(), self.texts)
    }
}
