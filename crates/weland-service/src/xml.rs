//! How shapes and members are written in XML, where that is not the usual way.

/// What the traits for XML say of a shape or a member.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Xml {
    /// The name of the element or the attribute.
    pub name: Option<String>,
    /// Whether a member is an attribute.
    pub attribute: bool,
    /// Whether the elements of a list, or the entries of a map, have no element around them.
    pub flattened: bool,
    /// The namespace that the element declares.
    pub namespace: Option<XmlNamespace>,
}

/// A namespace that an element declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The URI.
    pub uri: String,
    /// The prefix that stands for it.
    pub prefix: Option<String>,
}

impl Xml {
    /// Whether nothing is said.
    pub fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}
