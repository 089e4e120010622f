//! The keys of maps: text, or an enum.

/// A type that can be the key of a map.
pub trait MapKey: Ord + Sized {
    /// The key as it is written.
    fn as_key(&self) -> &str;
    /// The key that is written like this.
    fn from_key(key: String) -> Self;
}

impl MapKey for String {
    fn as_key(&self) -> &str {
        self
    }

    fn from_key(key: String) -> Self {
        key
    }
}
