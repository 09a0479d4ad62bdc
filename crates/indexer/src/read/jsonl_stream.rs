//! A file of JSON Lines that is read in parts, so that its size doesn't matter.

use std::collections::HashSet;
use std::fs::File;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::{BufRead, BufReader, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::addresses::Addresses;
use super::jsonl::{self, Line};
use crate::Error;
use crate::model::Page;

/// Bytes of a part. A longer line is a part of its own.
const PART: u64 = 1 << 20;
/// Bytes of the longest line that is read.
const MAX_LINE: u64 = 256 << 20;

/// Lines of the file that are read together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    offset: u64,
    pub bytes: u64,
    first_line: usize,
    /// Number of the first page.
    pub first_page: usize,
}

/// The file, after a first pass over its lines.
#[derive(Debug)]
pub(super) struct JsonlStream {
    pub path: PathBuf,
    pub parts: Vec<Part>,
    pub pages: usize,
    /// Ids and addresses of the pages, if no line states an address: reader pages get theirs in the order of the lines.
    assigned: Option<Vec<(String, String)>>,
}

impl JsonlStream {
    /// Reads the file once: checks every line, and gives each page to `see`.
    pub(super) fn open(path: &Path, mut see: impl FnMut(&Page)) -> Result<JsonlStream, Error> {
        let mut stream = JsonlStream { path: path.to_owned(), parts: Vec::new(), pages: 0, assigned: None };
        let (mut has_urls, mut first_without_url) = (false, None);
        let hasher = BuildHasherDefault::<DefaultHasher>::default();
        let mut ids: HashSet<u64> = HashSet::new();
        let (mut parts, mut pages) = (Vec::new(), 0);
        let mut part = Part { offset: 0, bytes: 0, first_line: 1, first_page: 0 };
        stream.lines(0, u64::MAX, 1, |number, bytes, line| {
            if part.bytes > 0 && part.bytes + bytes > PART {
                parts.push(part);
                let offset = part.offset + part.bytes;
                part = Part { offset, bytes: 0, first_line: number, first_page: pages };
            }
            part.bytes += bytes;
            let Some(Line { page, has_url, has_no_address }) = line else { return Ok(()) };
            if !ids.insert(hasher.hash_one(&page.id)) {
                return Err(jsonl::repeated(&page.id));
            }
            has_urls |= has_url;
            if has_no_address {
                first_without_url = first_without_url.or(Some(number));
            }
            pages += 1;
            see(&page);
            Ok(())
        })?;
        parts.push(part);
        (stream.parts, stream.pages) = (parts, pages);
        if has_urls {
            return match first_without_url {
                None => Ok(stream),
                Some(line) => Err(Error::Line { path: path.to_owned(), line, what: jsonl::NO_ADDRESS.to_owned() }),
            };
        }
        let mut addresses = Addresses::default();
        let mut assigned = Vec::new();
        stream.lines(0, u64::MAX, 1, |_, _, line| {
            if let Some(Line { page, .. }) = line {
                let mut page = [Page { id: page.id, ..Page::default() }];
                addresses.assign(&mut page);
                let [page] = page;
                assigned.push((page.id, page.url));
            }
            Ok(())
        })?;
        stream.assigned = Some(assigned);
        Ok(stream)
    }

    /// Whether the pages have addresses of their own.
    pub(super) fn hosted(&self) -> bool {
        self.assigned.is_none()
    }

    /// Reads the pages of a part.
    pub(super) fn read(&self, part: Part) -> Result<Vec<Page>, Error> {
        let mut pages = Vec::new();
        self.lines(part.offset, part.bytes, part.first_line, |_, _, line| {
            if let Some(Line { mut page, .. }) = line {
                let number = part.first_page + pages.len();
                if let Some((id, url)) = self.assigned.as_ref().and_then(|assigned| assigned.get(number)) {
                    (page.id, page.url) = (id.clone(), url.clone());
                }
                pages.push(page);
            }
            Ok(())
        })?;
        Ok(pages)
    }

    /// Reads lines: each is given with its number, its length in bytes and its page. Blank lines have none.
    fn lines(
        &self,
        offset: u64,
        bytes: u64,
        first_line: usize,
        mut each: impl FnMut(usize, u64, Option<Line>) -> Result<(), String>,
    ) -> Result<(), Error> {
        let mut file = File::open(&self.path).map_err(Error::io(&self.path))?;
        file.seek(SeekFrom::Start(offset)).map_err(Error::io(&self.path))?;
        let mut file = BufReader::with_capacity(1 << 16, file);
        let (mut number, mut at) = (first_line, 0);
        let mut line = Vec::new();
        while at < bytes {
            line.clear();
            let length = std::io::Read::take(&mut file, MAX_LINE).read_until(b'\n', &mut line);
            let length = length.map_err(Error::io(&self.path))? as u64;
            if length == 0 {
                break;
            }
            let fault = |what: String| Error::Line { path: self.path.clone(), line: number, what };
            if length == MAX_LINE {
                return Err(fault(format!("longer than {} MB. Cut the document into several", MAX_LINE >> 20)));
            }
            let text = str::from_utf8(&line).map_err(|error| Error::NotUtf8 {
                path: self.path.clone(),
                at: (offset + at) as usize + error.valid_up_to(),
                line: number,
            })?;
            let read = jsonl::line(text.trim_end_matches(['\n', '\r']), number).map_err(fault)?;
            each(number, length, read).map_err(fault)?;
            at += length;
            number += 1;
        }
        Ok(())
    }
}
