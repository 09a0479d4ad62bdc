//! Many short strings in one allocation.

/// A list of strings kept end to end: two allocations however many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    text: String,
    /// Where string i ends; it begins where the one before it ended. Ascending, on character boundaries.
    ends: Vec<u32>,
}

impl Strings {
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

impl<'a> FromIterator<&'a str> for Strings {
    fn from_iter<I: IntoIterator<Item = &'a str>>(iter: I) -> Self {
        let mut strings = Strings::default();
        for s in iter {
            strings.push(s);
        }
        strings
    }
}
