//! Which members have been met.

/// A set of member indexes.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The first 64, a bit each: more members than most structures have.
    low: u64,
    /// The others, in order.
    high: Vec<usize>,
}

impl Seen {
    /// Adds an index, and says whether it is new.
    #[inline]
    pub(crate) fn insert(&mut self, index: usize) -> bool {
        if index >= 64 {
            return self.insert_high(index);
        }
        let is_new = self.low >> index & 1 == 0;
        self.low |= 1 << index;
        is_new
    }

    #[cold]
    fn insert_high(&mut self, index: usize) -> bool {
        match self.high.binary_search(&index) {
            Ok(_) => false,
            Err(at) => {
                self.high.insert(at, index);
                true
            }
        }
    }

    pub(crate) fn contains(&self, index: usize) -> bool {
        if index < 64 { self.low >> index & 1 == 1 } else { self.high.binary_search(&index).is_ok() }
    }
}
