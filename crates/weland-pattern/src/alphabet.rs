//! Divides the code points into the classes that a pattern tells apart.

use crate::charset::{CharSet, LAST};

/// How many classes there may be: a class is a byte.
const MAX_CLASSES: usize = 256;
/// How many steps the division may take.
const MAX_WORK: usize = 2_000_000;

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Classes([u64; MAX_CLASSES / 64]);

impl Classes {
    /// The classes below `count`.
    pub(crate) fn all(count: usize) -> Classes {
        let mut all = Classes::default();
        (0..count.min(MAX_CLASSES)).for_each(|class| all.insert(class));
        all
    }

    fn insert(&mut self, class: usize) {
        if let Some(word) = self.0.get_mut(class / 64) {
            *word |= 1 << (class % 64);
        }
    }

    pub(crate) fn contains(&self, class: u8) -> bool {
        let class = usize::from(class);
        self.0.get(class / 64).is_some_and(|word| word >> (class % 64) & 1 == 1)
    }

    pub(crate) fn union(mut self, other: Classes) -> Classes {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
        self
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Classes::default()
    }
}

/// The classes of all code points.
#[derive(Debug, Clone)]
pub(crate) struct Alphabet {
    /// The class of each ASCII character.
    pub(crate) ascii: [u8; 128],
    /// Where the intervals start in which all code points are of one class; the first is 0.
    starts: Vec<u32>,
    /// The class of each interval.
    classes: Vec<u8>,
    /// How many classes there are.
    pub(crate) count: usize,
}

impl Alphabet {
    /// The fewest classes of which each set is a union, and those unions; `None` if that is more than a table can hold.
    pub(crate) fn new(sets: &[CharSet]) -> Option<(Alphabet, Vec<Classes>)> {
        let starts = boundaries(sets);
        let (classes, count) = divide(sets, &starts)?;
        let mut alphabet = Alphabet { ascii: [0; 128], starts, classes, count };
        let mut ascii = [0; 128];
        for (class, code) in ascii.iter_mut().zip(0..) {
            *class = alphabet.class_of(code);
        }
        alphabet.ascii = ascii;
        let unions = sets.iter().map(|set| alphabet.classes_of(set)).collect();
        Some((alphabet, unions))
    }

    /// The class of a character that is not ASCII.
    pub(crate) fn class(&self, c: char) -> u8 {
        self.class_of(u32::from(c))
    }

    /// Where the intervals start in which all code points are of one class.
    pub(crate) fn starts(&self) -> &[u32] {
        &self.starts
    }

    pub(crate) fn class_of(&self, code: u32) -> u8 {
        let after = self.starts.partition_point(|start| *start <= code);
        after.checked_sub(1).and_then(|at| self.classes.get(at)).copied().unwrap_or(0)
    }

    fn classes_of(&self, set: &CharSet) -> Classes {
        let mut classes = Classes::default();
        for at in covered(&self.starts, set) {
            classes.insert(self.classes.get(at).copied().map_or(0, usize::from));
        }
        classes
    }
}

/// The first code point of each interval that no set divides.
fn boundaries(sets: &[CharSet]) -> Vec<u32> {
    let mut starts = vec![0];
    for (low, high) in sets.iter().flat_map(CharSet::ranges) {
        starts.extend([*low, high + 1]);
    }
    starts.sort_unstable();
    starts.dedup();
    starts.retain(|start| *start <= LAST);
    starts
}

/// The numbers of the intervals that make up a set.
fn covered<'a>(starts: &'a [u32], set: &'a CharSet) -> impl Iterator<Item = usize> + 'a {
    set.ranges().iter().flat_map(|(low, high)| {
        let first = starts.partition_point(|start| start < low);
        first..first + starts.get(first..).map_or(0, |rest| rest.partition_point(|start| start <= high))
    })
}

/// Gives each interval its class: two are alike if the same sets hold them.
fn divide(sets: &[CharSet], starts: &[u32]) -> Option<(Vec<u8>, usize)> {
    let mut ids = vec![0usize; starts.len()];
    let mut fresh = 1;
    let mut work = 0;
    let mut split = Vec::new();
    let mut target = vec![0usize];
    for set in sets {
        // `target` holds where the members of a class go, 0 for not yet known.
        // Members of the set move to a new class, one for each class they come from.
        for at in covered(starts, set) {
            work += 1;
            let id = ids.get_mut(at)?;
            let new = target.get_mut(*id)?;
            if *new == 0 {
                *new = fresh;
                split.push(*id);
                fresh += 1;
                target.push(0);
                *id = fresh - 1;
            } else {
                *id = *new;
            }
        }
        for old in split.drain(..) {
            *target.get_mut(old)? = 0;
        }
        if work > MAX_WORK {
            return None;
        }
    }
    let mut numbers = vec![None; fresh];
    let mut count = 0;
    let mut classes = Vec::with_capacity(ids.len());
    for id in ids {
        let number = numbers.get_mut(id)?;
        if number.is_none() {
            *number = Some(u8::try_from(count).ok()?);
            count += 1;
        }
        classes.push((*number)?);
    }
    Some((classes, count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_the_fewest_that_tell_the_sets_apart() {
        let sets = [CharSet::digit(), CharSet::word(), CharSet::dot(), CharSet::single(0x1F600)];
        let (alphabet, unions) = Alphabet::new(&sets).unwrap();
        assert_eq!(alphabet.count, 5);
        for c in ['5', 'x', '_', ' ', '\n', '\u{2028}', '😀', 'é'] {
            let class = if c.is_ascii() { alphabet.ascii[c as usize] } else { alphabet.class(c) };
            for (set, union) in sets.iter().zip(&unions) {
                assert_eq!(set.contains(c), union.contains(class), "{c:?}");
            }
        }
    }

    #[test]
    fn more_classes_than_a_byte_can_count_are_rejected() {
        let sets: Vec<CharSet> = (0..300).map(|n| CharSet::single(1000 + n)).collect();
        assert!(Alphabet::new(&sets).is_none());
        assert!(Alphabet::new(&sets[..255]).is_some());
    }
}
