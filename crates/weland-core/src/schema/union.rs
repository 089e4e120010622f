//! How unions show which of their members is set.

/// How the values of a union show which of its members is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnionEncoding {
    /// By an object with the member as its one key.
    Tagged,
    /// Not at all: the value is that of the member.
    Untagged(Untagged),
    /// By a key with this name in the object that the member's structure is.
    Discriminated(&'static str),
}

/// What is known of the values of a union without tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Untagged {
    /// The key by which members are known, if there is one.
    pub discriminator: Option<Discriminator>,
    /// Whether a value must be one of a single member; otherwise it must be one of at least one.
    pub exactly_one: bool,
}

/// A key of objects that tells which member of a union they are. It is a member of their structures as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Discriminator {
    /// The key.
    pub property: &'static str,
    /// Its values, each with the name of a member.
    pub mapping: &'static [(&'static str, &'static str)],
}
