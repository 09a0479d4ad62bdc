//! The texts, written.

use findling_core::codec::DENSEST;
use findling_core::codec::range_coder::{Habits, one_of};
use findling_core::codec::text_stream::{AGAIN, END, HABITS, JOIN, MOST, RECENT, phrase};

use super::phrases::{NONE, Phrased};
use super::words::Words;
use super::writer::{Writer, log2};

struct Stream<'a> {
    bits: Writer,
    words: Words,
    pairs: &'a [(u32, u32)],
    habits: Habits,
    before: u32,
    /// The pieces before this one, as the reader keeps them, and how many there are.
    recent: Vec<u32>,
    count: usize,
    /// Where each symbol last stood.
    last: Vec<usize>,
}

/// The section of texts of so many bytes.
pub(super) fn write(phrased: &Phrased, words: Words, bytes: usize) -> Vec<u8> {
    let mut stream = Stream {
        bits: Writer::new(),
        last: vec![usize::MAX; words.uses.len()],
        words,
        pairs: &phrased.pairs,
        habits: Habits::new(HABITS),
        before: END,
        recent: vec![NONE; RECENT],
        count: 0,
    };
    for symbol in &phrased.row {
        if *symbol == NONE {
            stream.code(END);
        } else {
            stream.say(*symbol, false);
        }
    }
    let mut section = stream.bits.finish();
    // No byte may stand for more than a reader takes it for.
    section.resize(section.len().max(bytes / DENSEST), 0);
    section
}

impl Stream<'_> {
    fn code(&mut self, code: u32) {
        self.habits.after(&mut self.bits, self.before as usize, code);
        self.before = code;
    }

    /// Says a symbol; a phrase that is new by its parts. What is part of a phrase must be one piece.
    fn say(&mut self, symbol: u32, one: bool) {
        let Some((first, second)) = self.pair(symbol) else {
            self.usual(symbol);
            self.keep(symbol, self.count);
            self.count += 1;
            return;
        };
        let mut parts = Vec::new();
        self.parts(symbol, true, &mut parts);
        let is_one = one || self.uses(symbol) > 1;
        if is_one && parts.len() > MOST {
            parts = vec![first, second];
        }
        for part in &parts {
            self.say(*part, is_one);
        }
        if is_one {
            self.code(JOIN);
            let class = self.words.enter(symbol as usize);
            phrase(&mut self.bits, &mut self.habits, class, parts.len() as u32 - 2);
            self.count -= parts.len() - 1;
            self.keep(symbol, self.count - 1);
        }
    }

    /// The parts of a phrase that the reader does not know yet.
    fn pair(&self, symbol: u32) -> Option<(u32, u32)> {
        let at = (symbol as usize).checked_sub(self.words.entries())?;
        self.pairs.get(at).copied().filter(|_| self.words.places.get(symbol as usize) == Some(&NONE))
    }

    fn uses(&self, symbol: u32) -> u32 {
        self.words.uses.get(symbol as usize).copied().unwrap_or(0)
    }

    /// What a symbol is made of where it stands first: itself, or a phrase's parts and theirs if they stand nowhere else.
    fn parts(&self, symbol: u32, whole: bool, parts: &mut Vec<u32>) {
        match self.pair(symbol) {
            Some((first, second)) if whole || self.uses(symbol) < 2 => {
                self.parts(first, false, parts);
                self.parts(second, false, parts);
            }
            _ => parts.push(symbol),
        }
    }

    fn keep(&mut self, symbol: u32, at: usize) {
        if let (Some(slot), Some(last)) = (self.recent.get_mut(at % RECENT), self.last.get_mut(symbol as usize)) {
            (*slot, *last) = (symbol, at);
        }
    }

    /// Says a symbol that was said before, by its use or by how long ago that was, whichever is shorter.
    fn usual(&mut self, symbol: u32) {
        let class = self.words.class(symbol);
        let of = self.words.sizes.get(class as usize).copied().unwrap_or(1);
        let far = self.last.get(symbol as usize).map_or(0, |last| self.count.wrapping_sub(*last));
        let is_near =
            (1..RECENT).contains(&far) && self.recent.get(self.count.wrapping_sub(far) % RECENT) == Some(&symbol);
        if is_near {
            let power = far.ilog2();
            let price = |code: u32| {
                let (count, all) = self.habits.odds(self.before as usize, code);
                log2(u64::from(all)) - log2(u64::from(count))
            };
            if price(AGAIN + power) + (power << 8) < price(class) + log2(u64::from(of)) {
                self.code(AGAIN + power);
                one_of(&mut self.bits, 1 << power, far as u32 - (1 << power));
                return;
            }
        }
        let place = self.words.places.get(symbol as usize).copied().unwrap_or(0);
        self.code(class);
        one_of(&mut self.bits, of, place);
    }
}

const _: () = assert!(RECENT.ilog2() + AGAIN <= END);
