//! Maps of names, which are asked several times for each line of a model.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A map by name. Looked up only, never iterated.
pub type NameMap<K, V> = HashMap<K, V, NameHash>;

/// Hashes names. Quicker than the standard hash, and seeded as that is, so that nobody can make names that collide.
#[derive(Debug, Clone)]
pub struct NameHash {
    seed: u64,
}

impl Default for NameHash {
    fn default() -> Self {
        Self { seed: RandomState::new().build_hasher().finish() }
    }
}

impl BuildHasher for NameHash {
    type Hasher = NameHasher;

    fn build_hasher(&self) -> NameHasher {
        NameHasher { state: self.seed, seed: self.seed }
    }
}

/// Multiplies eight bytes at a time, and folds the halves of the product.
#[derive(Debug)]
pub struct NameHasher {
    state: u64,
    seed: u64,
}

impl NameHasher {
    fn mix(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.seed | 1 << 63 | 1);
        let [low, high] = [product as u64, (product >> 64) as u64];
        self.state = (low ^ high).wrapping_add(0x9E37_79B9_7F4A_7C15);
    }
}

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let mut word = [0; 8];
            rest.iter().zip(&mut word).for_each(|(byte, slot)| *slot = *byte);
            self.mix(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_again_and_spread() {
        let hash = NameHash::default();
        let names: Vec<String> = (0..4096).map(|n| format!("com.example#Name{n}")).collect();
        let map: NameMap<&str, usize> = names.iter().enumerate().map(|(n, name)| (&**name, n)).collect();
        assert!(names.iter().enumerate().all(|(n, name)| map.get(&**name) == Some(&n)));
        // Both ends of the hash are used by the map: of so many places, chance leaves 37 % empty.
        for shift in [0, 52] {
            let places: std::collections::BTreeSet<u64> =
                names.iter().map(|name| (hash.hash_one(name) >> shift) & 4095).collect();
            assert!(places.len() > 2300, "{} places at {shift}", places.len());
        }
    }
}
