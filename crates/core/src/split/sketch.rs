//! Sketches: fragments whose texts are not read yet, as far as postings describe them.

use super::root::Root;
use crate::codec::leaf::{LeafEntry, Posting};
use crate::index::{Lookups, Row, keys};
use crate::list::List as _;
use crate::order::{sort_by_number, sort_by_text};
use crate::text::is_unspaced;

/// Most leaves that the keys with a prefix are read from. If there are more, the prefix has a key of its own, unless it is the end of words.
const MOST_LEAVES: u32 = 8;

/// Words that fragments have, each a row of tokens, and where they have them.
#[derive(Debug, Default)]
pub(super) struct Sketches {
    /// The tokens as they are written.
    pub rows: Vec<Vec<String>>,
    /// Number of a row, and its posting; ascending by fragment.
    pub postings: Vec<(u32, Posting)>,
    /// Words of the corpus without postings.
    pub words: Vec<String>,
    /// Fields and values, and the fragments whose pages have them.
    pub values: Vec<(String, String, Vec<u32>)>,
    /// Pages of which nothing is known are there, too.
    pub every_page: bool,
}

/// The leaves to read for a range of keys: all of them, or the first and the last of many.
fn leaves_of(root: &Root, (from, to): &(String, String)) -> Vec<u32> {
    let (first, last) = (root.leaf_of(from), root.leaf_of(to));
    let most = match from.chars().next() {
        // The values of a field are all needed.
        Some(keys::FIELD) => u32::MAX,
        _ => MOST_LEAVES,
    };
    if last.saturating_sub(first) < most { (first..=last).list() } else { vec![first, last] }
}

/// The leaves that lookups need.
pub(super) fn leaves(root: &Root, lookups: &Lookups) -> Vec<u32> {
    let mut leaves = lookups.ranges.iter().flat_map(|range| leaves_of(root, range)).list();
    sort_by_number(&mut leaves, |leaf| u64::from(*leaf));
    leaves.dedup();
    leaves
}

impl Sketches {
    /// The sketches of all pages, by nothing.
    pub(super) fn of_every_page() -> Sketches {
        Sketches { every_page: true, ..Sketches::default() }
    }

    /// The sketches by what was looked up in leaves that are read, with some of the rows.
    pub(super) fn new(root: &Root, leaves: &[Option<Vec<LeafEntry>>], lookups: &Lookups, rows: &[Row]) -> Sketches {
        let mut sketches = Sketches { every_page: lookups.every_page, ..Sketches::default() };
        let looked_up = &lookups.ranges;
        let mut entries: Vec<&LeafEntry> = Vec::new();
        for range in looked_up {
            for leaf in leaves_of(root, range) {
                let read = leaves.get(leaf as usize).and_then(Option::as_ref).map_or(&[][..], Vec::as_slice);
                for entry in within(read, range, |entry| &entry.key) {
                    entries.push(entry);
                }
            }
        }
        sort_by_text(&mut entries, |entry| &entry.key);
        entries.dedup_by(|a, b| a.key == b.key);
        for entry in &entries {
            let key = entry.key.as_str();
            if let Some((field, value)) = key.strip_prefix(keys::FIELD).and_then(|key| key.split_once('=')) {
                let fragments = entry.postings.iter().map(|posting| posting.fragment).list();
                sketches.values.push((field.to_owned(), value.to_owned(), fragments));
                continue;
            }
            if key.ends_with(keys::LAST) {
                let others = others(&entries, entry, looked_up);
                if !others.is_empty() {
                    sketches.add(vec![key.to_owned()], &others);
                }
                continue;
            }
            match token(key) {
                Some(token) if !entry.postings.is_empty() => sketches.add(vec![token], &entry.postings),
                Some(token) => sketches.words.push(token),
                None => {}
            }
        }
        for row in rows {
            let ranges = |strings: &[String]| strings.iter().flat_map(|string| keys::of_string(string, false)).list();
            // Of a name whose words are joined somewhere, only such places count.
            let joined = row.joined().list();
            let has = |range| !within(&entries, range, |entry| &entry.key).is_empty();
            let is_name = !joined.is_empty() && joined.iter().all(has);
            let ranges = if is_name { joined } else { ranges(&row.strings) };
            let all = ranges.iter().map(|range| {
                let entries = within(&entries, range, |entry| &entry.key);
                union(&entries.iter().map(|entry| entry.postings.as_slice()).list())
            });
            let mut common: Option<Vec<Posting>> = None;
            for postings in all {
                common = Some(common.map_or_else(|| postings.clone(), |common| intersection(&common, &postings)));
            }
            let common = common.unwrap_or_default();
            if !common.is_empty() {
                sketches.add(row.strings.iter().flat_map(|string| tokens(string)).list(), &common);
            }
        }
        let order = |(row, posting): &(u32, Posting)| u64::from(posting.fragment) << 32 | u64::from(*row);
        sort_by_number(&mut sketches.postings, order);
        sketches
    }

    fn add(&mut self, row: Vec<String>, postings: &[Posting]) {
        let number = self.rows.len() as u32;
        self.rows.push(row);
        self.postings.extend(postings.iter().map(|posting| (number, *posting)));
    }
}

/// The items whose keys are in a range, ends included; they are in order.
fn within<'a, T>(items: &'a [T], range: &(String, String), key: impl Fn(&T) -> &String) -> &'a [T] {
    let from = items.partition_point(|item| *key(item) < range.0);
    let to = items.partition_point(|item| *key(item) <= range.1);
    items.get(from..to).unwrap_or_default()
}

/// The word that stands for a key in a sketch: matching finds it as it finds the text behind the key.
fn token(key: &str) -> Option<String> {
    let first = key.chars().next()?;
    let rest = &key[first.len_utf8()..];
    match first {
        keys::BACKWARDS => Some(rest.chars().rev().collect()),
        keys::PINYIN | keys::INITIALS => rest.split_once(keys::INSIDE).map(|(_, word)| word.to_owned()),
        keys::FIELD => None,
        _ if key.contains(keys::JOINED) => None,
        _ => match key.strip_suffix(keys::IN_NAME) {
            // A name whose second word it is.
            Some(word) => {
                let mut letters = word.chars();
                let capital = letters.next()?.to_ascii_uppercase();
                Some([STAND_IN, capital].into_iter().chain(letters).collect())
            }
            None => Some(key.to_owned()),
        },
    }
}

/// The first letter of names that are not known. Nobody types it.
const STAND_IN: char = 'ᛝ';

/// The tokens of a string: its words, and runs of unspaced characters, the last of which goes on.
fn tokens(string: &str) -> Vec<String> {
    let mut tokens = keys::runs(string).into_iter().map(str::to_owned).list();
    if let Some(last) = tokens.last_mut().filter(|last| last.ends_with(is_unspaced)) {
        last.push(keys::INSIDE);
    }
    tokens
}

/// The postings of any of these lists.
fn union(lists: &[&[Posting]]) -> Vec<Posting> {
    let mut all: Vec<Posting> = lists.concat();
    sort_by_number(&mut all, |posting| u64::from(posting.fragment));
    let mut union: Vec<Posting> = Vec::new();
    for posting in all {
        match union.last_mut().filter(|last| last.fragment == posting.fragment) {
            Some(last) => last.merge(&posting),
            None => union.push(posting),
        }
    }
    union
}

/// The occurrences of the words with a prefix, without those that are known by word.
fn others(entries: &[&LeafEntry], prefix: &LeafEntry, looked_up: &[(String, String)]) -> Vec<Posting> {
    let Some(range) = looked_up.iter().find(|range| range.1 == prefix.key) else {
        // The key of a longer prefix that was looked up has the same words.
        return Vec::new();
    };
    let is_word = |entry: &&&LeafEntry| !entry.key.contains(char::is_control) && !entry.key.ends_with(keys::LAST);
    let known = within(entries, range, |entry| &entry.key).iter().filter(is_word);
    without(&prefix.postings, &union(&known.map(|entry| entry.postings.as_slice()).list()))
}

/// The postings without the occurrences that are known.
fn without(all: &[Posting], known: &[Posting]) -> Vec<Posting> {
    let other = |posting: &Posting| {
        let Ok(at) = known.binary_search_by_key(&posting.fragment, |known| known.fragment) else {
            return Some(*posting);
        };
        let mut other = *posting;
        for (count, known) in other.counts.iter_mut().zip(known[at].counts) {
            *count = count.saturating_sub(known);
        }
        // A passage may have several of the words.
        let passages = |all: u32, known: u32, count: u32| match all & !known {
            _ if count == 0 => 0,
            0 => all,
            rest => rest,
        };
        other.headings = passages(posting.headings, known[at].headings, other.counts[1]);
        other.bodies = passages(posting.bodies, known[at].bodies, other.counts[3]);
        other.counts.iter().any(|count| *count > 0).then_some(other)
    };
    all.iter().filter_map(other).list()
}

/// The fragments of both lists, with the smaller counts.
fn intersection(a: &[Posting], b: &[Posting]) -> Vec<Posting> {
    let both = |posting: &Posting| {
        let at = b.binary_search_by_key(&posting.fragment, |other| other.fragment).ok()?;
        let mut counts = posting.counts;
        for (count, other) in counts.iter_mut().zip(b[at].counts) {
            *count = (*count).min(other);
        }
        let (headings, bodies) = (posting.headings & b[at].headings, posting.bodies & b[at].bodies);
        for (count, passages) in [(1, headings), (3, bodies)] {
            // The parts of a string are in the same passage.
            counts[count] = if passages == 0 { 0 } else { counts[count].max(passages.count_ones()) };
        }
        let is_name = counts[0] > 0 || counts[1] > 0;
        let name_words = if is_name { posting.name_words.max(b[at].name_words) } else { 0 };
        let has = counts.iter().any(|count| *count > 0);
        has.then_some(Posting {
            fragment: posting.fragment,
            counts,
            name_words,
            headings,
            bodies,
            length: posting.length.max(b[at].length),
        })
    };
    a.iter().filter_map(both).list()
}
