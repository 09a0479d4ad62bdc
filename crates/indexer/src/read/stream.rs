//! A source that is read page by page, so that memory doesn't grow with its text.
//!
//! The first pass reads everything once and keeps **light** pages: titles, addresses and metadata, and of each text a hash. Everything that
//! needs the whole source is decided with these: boilerplate, copies, languages, titles, addresses. The second pass reads the files again,
//! in parts, and the pages are the same as those of [`super::read_with`]. A single file of JSON Lines keeps a hash for each page only.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::corpus::Corpus;
use super::jsonl_stream::JsonlStream;
use super::options::ReadOptions;
use super::{extension, folder, html, markdown, name_of, read_with};
use crate::Error;
use crate::model::Page;
use crate::versions;

/// A source after its first pass.
#[derive(Debug)]
pub struct PageStream {
    corpus: Corpus,
    options: ReadOptions,
    tree: markdown::Tree,
    lines: Option<JsonlStream>,
    /// The declared language of all pages of a JSON Lines file.
    language: Option<String>,
    pages: usize,
    sizes: Vec<u64>,
    /// Addresses of older versions of pages, with the bytes that name the version.
    older: HashMap<String, Range<usize>>,
}

/// Maximum number of addresses that are compared. Among more pages, none counts as an older version.
const ADDRESSES: usize = 1 << 20;

impl PageStream {
    /// Makes the first pass. `see` gets each light page, in order.
    pub fn open(source: &Path, options: &ReadOptions, mut see: impl FnMut(&Page)) -> Result<PageStream, Error> {
        let options = ReadOptions { light: true, ..options.clone() };
        let is_lines = source.is_file() && matches!(extension(source).as_str(), "jsonl" | "ndjson");
        if is_lines {
            return PageStream::of_lines(source, options, see);
        }
        let corpus = read_with(source, &options)?;
        let tree = if corpus.finished {
            markdown::Tree::of(&corpus.root, &ReadOptions::default())
        } else {
            markdown::Tree::of(&corpus.root, &options)
        };
        corpus.pages.iter().for_each(&mut see);
        let older = older(&corpus.pages.iter().map(|page| page.url.as_str()).collect::<Vec<_>>());
        let size = |file: &(String, _)| fs::metadata(corpus.root.join(&file.0)).map_or(0, |meta| meta.len());
        let (pages, sizes) = (corpus.pages.len(), corpus.files.iter().map(size).collect());
        let options = ReadOptions { light: false, ..options };
        Ok(PageStream { corpus, options, tree, lines: None, language: None, pages, sizes, older })
    }

    fn of_lines(source: &Path, options: ReadOptions, mut see: impl FnMut(&Page)) -> Result<PageStream, Error> {
        let language = options.languages.of(&name_of(source, true)).map(str::to_owned);
        let mut urls = Vec::new();
        let lines = JsonlStream::open(source, |page| {
            if urls.len() <= ADDRESSES {
                urls.push(page.url.clone());
            }
            match &language {
                Some(lang) => see(&Page { lang: lang.clone(), ..page.clone() }),
                None => see(page),
            }
        })?;
        let older = older(&urls.iter().map(String::as_str).collect::<Vec<_>>());
        if lines.pages == 0 {
            return Err(Error::Empty { path: source.to_owned() });
        }
        let root = source.parent().map(PathBuf::from).unwrap_or_default();
        let corpus =
            Corpus { title: name_of(source, false), hosted: lines.hosted(), root, light: true, ..Corpus::default() };
        let (pages, sizes) = (lines.pages, lines.parts.iter().map(|part| part.bytes).collect());
        let tree = markdown::Tree::default();
        Ok(PageStream { corpus, options, tree, lines: Some(lines), language, pages, sizes, older })
    }

    /// The corpus, with light pages; with none if the source is a single file of JSON Lines.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// Changes what the corpus says of itself.
    pub fn corpus_mut(&mut self) -> &mut Corpus {
        &mut self.corpus
    }

    /// Number of pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages
    }

    /// The bytes of an address that name the older version of a page that it leads to.
    #[must_use]
    pub fn older_version(&self, url: &str) -> Option<Range<usize>> {
        self.older.get(url).cloned()
    }

    /// Number of parts: files, or about a megabyte of lines each.
    #[must_use]
    pub fn parts(&self) -> usize {
        self.sizes.len()
    }

    /// Parts that are spread over the whole source and have about so many bytes: all parts, if they have no more.
    #[must_use]
    pub fn sample(&self, bytes: u64) -> BTreeSet<usize> {
        let all: u64 = self.sizes.iter().sum();
        let step = all.div_ceil(bytes.max(1)).max(1);
        let (mut sum, mut next) = (0, 0);
        let mut chosen = BTreeSet::new();
        for (part, size) in self.sizes.iter().enumerate() {
            if sum >= next {
                chosen.insert(part);
                // Skips parts until the chosen ones are 1/`step` of all bytes so far.
                next = sum + size.saturating_mul(step);
            }
            sum += size;
        }
        chosen
    }

    /// Number of the first page of a part.
    #[must_use]
    pub fn first_page(&self, part: usize) -> usize {
        match &self.lines {
            Some(lines) => lines.parts.get(part).map_or(self.pages, |part| part.first_page),
            None => self.corpus.files.get(part).map_or(self.pages, |(_, range)| range.start),
        }
    }

    /// A hash of everything that decides the pages: it differs if a file or an option was changed between two runs.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        let options = ReadOptions { cache: None, ..self.options.clone() };
        format!("{options:?}").hash(&mut hasher);
        (&self.corpus.title, &self.language, self.pages, &self.sizes).hash(&mut hasher);
        let changed = |file: &Path| fs::metadata(file).and_then(|meta| meta.modified()).ok();
        match &self.lines {
            Some(lines) => changed(&lines.path).hash(&mut hasher),
            None => {
                for (file, range) in &self.corpus.files {
                    (file, range, changed(&self.corpus.root.join(file))).hash(&mut hasher);
                }
            }
        }
        for page in &self.corpus.pages {
            (&page.id, &page.url, &page.title, &page.lang, &page.meta).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Reads the pages of a part. An error if their number differs from the first pass. [`Self::fingerprint`] shows other changes.
    pub fn read(&self, part: usize) -> Result<Vec<Page>, Error> {
        if let Some(lines) = &self.lines {
            let Some(part) = lines.parts.get(part) else { return Ok(Vec::new()) };
            let mut pages = lines.read(*part)?;
            for page in &mut pages {
                page.lang = self.language.clone().unwrap_or(std::mem::take(&mut page.lang));
            }
            return Ok(pages);
        }
        let Some((file, range)) = self.corpus.files.get(part) else { return Ok(Vec::new()) };
        let light = self.corpus.pages.get(range.clone()).unwrap_or_default();
        let pages = folder::read_again(file, &self.tree, &self.options, &self.corpus);
        if pages.len() != light.len() {
            return Err(Error::Changed { path: self.corpus.root.join(file) });
        }
        // The title and the description of an HTML page depend on its blocks.
        let is_html = html::is_page(Path::new(file));
        let whole = pages.into_iter().zip(light).map(|(page, light)| {
            let mut meta = light.meta.clone();
            if is_html && !page.meta.contains_key("description") {
                meta.remove("description");
            }
            let title = if is_html { page.title } else { light.title.clone() };
            // These follow from all pages.
            let (lang, text_lang) = (light.lang.clone(), light.text_lang.clone());
            let (is_translation, copied_in) = (light.is_translation, light.copied_in.clone());
            Page {
                id: light.id.clone(),
                url: light.url.clone(),
                lang,
                text_lang,
                is_translation,
                copied_in,
                title,
                meta,
                ..page
            }
        });
        Ok(whole.collect())
    }
}

/// The addresses that lead to older versions of pages.
fn older(urls: &[&str]) -> HashMap<String, Range<usize>> {
    if urls.len() > ADDRESSES {
        return HashMap::new();
    }
    let named = urls.iter().zip(versions::older(urls));
    named.filter_map(|(url, version)| Some(((*url).to_owned(), version?))).collect()
}
