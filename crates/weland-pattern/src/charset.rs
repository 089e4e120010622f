//! Sets of code points.

use std::collections::HashMap;

/// How many sets are compared with a new one.
const FEW: usize = 16;

/// The largest code point.
pub(crate) const LAST: u32 = 0x0010_FFFF;

/// A set of code points: sorted ranges (both ends included) that neither overlap nor touch.
///
/// Surrogates may be members; they never occur in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct CharSet {
    ranges: Vec<(u32, u32)>,
    ascii: u128,
}

impl CharSet {
    pub(crate) fn new(mut ranges: Vec<(u32, u32)>) -> CharSet {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (low, high) in ranges {
            match merged.last_mut() {
                Some(last) if low <= last.1.saturating_add(1) => last.1 = last.1.max(high),
                _ => merged.push((low, high)),
            }
        }
        let mut ascii = 0;
        for (low, high) in merged.iter().take_while(|range| range.0 < 128) {
            for code in *low..=(*high).min(127) {
                ascii |= 1u128 << code;
            }
        }
        CharSet { ranges: merged, ascii }
    }

    pub(crate) fn single(code: u32) -> CharSet {
        CharSet::new(vec![(code, code)])
    }

    pub(crate) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    pub(crate) fn negate(&self) -> CharSet {
        let mut gaps = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for &(low, high) in &self.ranges {
            if low > next {
                gaps.push((next, low - 1));
            }
            next = high + 1;
        }
        if next <= LAST {
            gaps.push((next, LAST));
        }
        CharSet::new(gaps)
    }

    pub(crate) fn negate_if(self, negated: bool) -> CharSet {
        if negated { self.negate() } else { self }
    }

    pub(crate) fn intersection(&self, other: &CharSet) -> CharSet {
        let outside = [self.negate().ranges, other.negate().ranges].concat();
        CharSet::new(outside).negate()
    }

    /// The characters in it. Surrogates are none.
    pub(crate) fn chars(&self) -> impl Iterator<Item = char> + '_ {
        self.ranges.iter().flat_map(|(low, high)| (*low..=*high).filter_map(char::from_u32))
    }

    pub(crate) fn contains(&self, c: char) -> bool {
        let code = u32::from(c);
        if code < 128 {
            return self.ascii >> code & 1 == 1;
        }
        let after = self.ranges.partition_point(|range| range.0 <= code);
        after.checked_sub(1).and_then(|at| self.ranges.get(at)).is_some_and(|range| code <= range.1)
    }

    /// `\d`: the ASCII digits.
    pub(crate) fn digit() -> CharSet {
        CharSet::new(vec![(0x30, 0x39)])
    }

    /// `\w`: the ASCII letters, the ASCII digits and the underscore.
    pub(crate) fn word() -> CharSet {
        CharSet::new(vec![(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)])
    }

    /// `\s`: ECMA-262's WhiteSpace and LineTerminator.
    pub(crate) fn space() -> CharSet {
        CharSet::new(vec![
            (0x09, 0x0D),
            (0x20, 0x20),
            (0xA0, 0xA0),
            (0x1680, 0x1680),
            (0x2000, 0x200A),
            (0x2028, 0x2029),
            (0x202F, 0x202F),
            (0x205F, 0x205F),
            (0x3000, 0x3000),
            (0xFEFF, 0xFEFF),
        ])
    }

    /// Horizontal white space: Java's `\h`.
    pub(crate) fn horizontal_space() -> CharSet {
        CharSet::new(vec![
            (0x09, 0x09),
            (0x20, 0x20),
            (0xA0, 0xA0),
            (0x1680, 0x1680),
            (0x180E, 0x180E),
            (0x2000, 0x200A),
            (0x202F, 0x202F),
            (0x205F, 0x205F),
            (0x3000, 0x3000),
        ])
    }

    /// Vertical white space: the opposite of Java's `\V`.
    pub(crate) fn vertical_space() -> CharSet {
        CharSet::new(vec![(0x0A, 0x0D), (0x85, 0x85), (0x2028, 0x2029)])
    }

    /// The characters that end a line in Java. There, a carriage return and a line feed are one end.
    pub(crate) fn line_end() -> CharSet {
        CharSet::new(vec![(0x0A, 0x0A), (0x0D, 0x0D), (0x85, 0x85), (0x2028, 0x2029)])
    }

    /// Every character.
    pub(crate) fn any() -> CharSet {
        CharSet::new(vec![(0, LAST)])
    }

    /// With each ASCII letter in both cases, if it is in the set in one.
    pub(crate) fn in_either_case(self) -> CharSet {
        let mut ranges = self.ranges.clone();
        for (start, end, other) in [(0x41, 0x5A, 0x61), (0x61, 0x7A, 0x41)] {
            let letters = self.ranges.iter().map(|(low, high)| (*low.max(&start), *high.min(&end)));
            ranges.extend(
                letters
                    .filter(|(low, high)| low <= high)
                    .map(|(low, high)| (low - start + other, high - start + other)),
            );
        }
        CharSet::new(ranges)
    }

    /// `.`: everything but ECMA-262's LineTerminator.
    pub(crate) fn dot() -> CharSet {
        CharSet::new(vec![(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)]).negate()
    }
}

/// The distinct sets of one pattern, by number.
#[derive(Debug, Default)]
pub(crate) struct CharSets {
    sets: Vec<CharSet>,
    /// The numbers of all but the first sets, which take less time to compare than to hash.
    index: HashMap<CharSet, usize>,
    ranges: usize,
}

impl CharSets {
    pub(crate) fn intern(&mut self, set: CharSet) -> usize {
        if let Some(number) = self.sets.iter().take(FEW).position(|known| *known == set) {
            return number;
        }
        if let Some(&number) = self.index.get(&set) {
            return number;
        }
        let number = self.sets.len();
        self.ranges += set.ranges.len();
        if number >= FEW {
            self.index.insert(set.clone(), number);
        }
        self.sets.push(set);
        number
    }

    /// The union of some of the sets.
    pub(crate) fn union(&mut self, numbers: &[usize]) -> usize {
        let ranges = numbers.iter().filter_map(|&n| self.sets.get(n)).flat_map(|set| &set.ranges);
        let union = CharSet::new(ranges.copied().collect());
        self.intern(union)
    }

    /// How many ranges all the sets have together.
    pub(crate) fn total_ranges(&self) -> usize {
        self.ranges
    }

    pub(crate) fn as_slice(&self) -> &[CharSet] {
        &self.sets
    }

    pub(crate) fn into_vec(self) -> Vec<CharSet> {
        self.sets
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_and_touching_ranges_merge() {
        let set = CharSet::new(vec![(5, 9), (1, 2), (3, 3), (8, 12)]);
        assert_eq!(set.ranges(), [(1, 3), (5, 12)]);
    }

    #[test]
    fn negating_twice_gives_the_set_back() {
        for set in [CharSet::dot(), CharSet::space(), CharSet::new(vec![]), CharSet::new(vec![(0, LAST)])] {
            assert_eq!(set.negate().negate(), set);
        }
        assert_eq!(CharSet::new(vec![]).negate().ranges(), [(0, LAST)]);
    }

    #[test]
    fn an_intersection_holds_what_both_hold() {
        let both = CharSet::word().intersection(&CharSet::new(vec![(0x38, 0x42), (0x5F, LAST)]));
        assert_eq!(both.ranges(), [(0x38, 0x39), (0x41, 0x42), (0x5F, 0x5F), (0x61, 0x7A)]);
        assert_eq!(both.intersection(&CharSet::space()).chars().count(), 0);
        assert!(both.chars().eq("89AB_".chars().chain('a'..='z')));
    }

    #[test]
    fn membership_covers_ascii_and_the_rest() {
        let set = CharSet::space();
        for c in ['\t', ' ', '\u{a0}', '\u{2028}', '\u{3000}', '\u{feff}'] {
            assert!(set.contains(c), "{c:?}");
        }
        for c in ['a', '\u{85}', '\u{200b}', '\u{10ffff}'] {
            assert!(!set.contains(c), "{c:?}");
        }
    }
}
