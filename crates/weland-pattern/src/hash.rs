//! A fast hasher.

use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A hasher for small keys made here (nobody can choose them to collide in a way that the work limit misses).
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Mix(u64);

pub(crate) type Quick = BuildHasherDefault<Mix>;

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks();
        words.iter().for_each(|word| self.write_u64(u64::from_le_bytes(*word)));
        rest.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u8(&mut self, n: u8) {
        self.write_u64(u64::from(n));
    }

    fn write_u32(&mut self, n: u32) {
        self.write_u64(u64::from(n));
    }

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0 ^ n).wrapping_add(0x632B_E59B_D9B4_E019).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }

    fn write_usize(&mut self, n: usize) {
        self.write_u64(n as u64);
    }
}

/// The hash of a key.
pub(crate) fn hash_of(key: &impl Hash) -> u64 {
    let mut mix = Mix::default();
    key.hash(&mut mix);
    mix.finish()
}

/// Where the values of a list are, found by their hashes. It takes less memory than a map, since the values stay in the list.
#[derive(Debug, Default)]
pub(crate) struct Places {
    /// The places, counted from 1, each where its hash says or behind that; 0 where there is none.
    slots: Vec<u32>,
    count: usize,
}

impl Places {
    const FEWEST: usize = 16;

    /// The place of the value with this hash for which `is_it` holds.
    pub(crate) fn find(&self, hash: u64, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let candidates = self.probe(hash).map_while(|slot| (*self.slots.get(slot)? as usize).checked_sub(1));
        candidates.into_iter().find(|place| is_it(*place))
    }

    /// Adds a place, if there is room for its number; `hash_of` says what the hashes of the others are.
    pub(crate) fn insert(&mut self, hash: u64, place: usize, hash_of: impl Fn(usize) -> u64) {
        if 4 * (self.count + 1) > 3 * self.slots.len() {
            let larger = vec![0; (2 * self.slots.len()).max(Self::FEWEST)];
            for place in std::mem::replace(&mut self.slots, larger).into_iter().filter(|place| *place != 0) {
                self.put(hash_of(place as usize - 1), place);
            }
        }
        if let Ok(place) = u32::try_from(place + 1) {
            self.put(hash, place);
            self.count += 1;
        }
    }

    fn put(&mut self, hash: u64, place: u32) {
        let free = self.probe(hash).find(|slot| self.slots.get(*slot) == Some(&0));
        if let Some(slot) = free.and_then(|slot| self.slots.get_mut(slot)) {
            *slot = place;
        }
    }

    /// The slots in the order in which they are tried.
    fn probe(&self, hash: u64) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len().wrapping_sub(1);
        (0..self.slots.len()).map(move |step| (hash as usize).wrapping_add(step) & mask)
    }
}
