//! Values of trees by identity.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use weland_model::Node;

/// The address of a value, which is its identity as long as its tree is not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Address(usize);

impl Address {
    pub(crate) fn of(node: &Node) -> Self {
        Self(std::ptr::from_ref(node).addr())
    }
}

/// Spreads addresses and other small numbers.
#[derive(Debug, Default)]
pub(crate) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_usize(usize::from(byte));
        }
    }

    fn write_isize(&mut self, number: isize) {
        self.write_usize(number.cast_unsigned());
    }

    fn write_usize(&mut self, number: usize) {
        self.0 = (self.0 ^ number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_right(26);
    }
}

/// Something for each of some values.
pub(crate) type ByAddress<T> = ByKey<Address, T>;

/// Something for each of some keys that are made of addresses.
pub(crate) type ByKey<K, T> = HashMap<K, T, BuildHasherDefault<AddressHasher>>;

/// A set of values, or of pairs with them.
pub(crate) type AddressSet<T> = HashSet<T, BuildHasherDefault<AddressHasher>>;
