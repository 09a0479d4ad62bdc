//! Many short strings in one allocation.

/// A list of strings kept end to end: two allocations however many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringTable {
    text: String,
    /// Where string i ends; it begins where the one before it ended. Ascending, on character boundaries.
    ends: Vec<u32>,
}

impl StringTable {
    /// Adds a string at the end and returns its number.
    pub fn push(&mut self, s: &str) -> u32 {
        self.text.push_str(s);
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// String number `i`; empty when there is none.
    #[must_use]
    pub fn get(&self, i: u32) -> &str {
        let i = i as usize;
        let start = if i == 0 { 0 } else { self.ends.get(i - 1).copied().unwrap_or(0) };
        let end = self.ends.get(i).copied().unwrap_or(0);
        self.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// The bytes of string number `i`; none when there is none.
    #[must_use]
    pub fn size(&self, i: u32) -> usize {
        let end = |i: Option<u32>| i.and_then(|i| self.ends.get(i as usize)).copied().unwrap_or(0);
        (end(Some(i)) as usize).saturating_sub(end(i.checked_sub(1)) as usize)
    }

    /// The numbers of the strings that contain a part, which is not empty. Searches all strings at once by Horspool's algorithm: the byte
    /// under the end of the part tells how far the next place can be, so most bytes are skipped.
    pub(crate) fn containing(&self, part: &str) -> Vec<u32> {
        let mut found = Vec::new();
        let (text, part) = (self.text.as_bytes(), part.as_bytes());
        let Some((last, before)) = part.split_last() else { return found };
        let mut steps = [part.len(); 256];
        for (i, byte) in before.iter().enumerate() {
            steps[usize::from(*byte)] = before.len() - i;
        }
        let mut end = before.len();
        while let Some(byte) = text.get(end) {
            if byte == last && text[..end].ends_with(before) {
                let string = self.ends.partition_point(|string_end| *string_end as usize <= end) as u32;
                let begins = self.ends[string as usize] as usize - self.get(string).len();
                if begins + before.len() <= end && found.last() != Some(&string) {
                    found.push(string);
                }
            }
            end += steps[usize::from(*byte)];
        }
        found
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All strings in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.get(i))
    }

    /// Bytes held.
    #[must_use]
    pub fn heap(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * 4
    }
}

impl<'a> FromIterator<&'a str> for StringTable {
    fn from_iter<I: IntoIterator<Item = &'a str>>(iter: I) -> Self {
        let mut strings = StringTable::default();
        for s in iter {
            strings.push(s);
        }
        strings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn containing_finds_what_a_scan_finds() {
        let all = ["ab", "banana", "", "an", "nab", "a", "全球", "治理全球", "球治", "anban"];
        let strings: StringTable = all.into_iter().collect();
        for part in ["a", "an", "ana", "nab", "anb", "球", "球治", "全球", "banana", "bananas"] {
            let has: Vec<u32> = (0..strings.len()).filter(|i| strings.get(*i).contains(part)).collect();
            assert_eq!(strings.containing(part), has, "{part}");
        }
    }
}
