//! What shapes and members are called in XML, and how they are written there.

/// The traits by which a shape or member differs from the usual in XML.
///
/// Of a shape, they hold where a value of it is a document of its own: the root element has its name and its namespace. Of a
/// member, they hold for the element or the attribute that the member is.
///
/// ```
/// use weland_core::{Member, Xml, schema};
///
/// static TAG: Member = Member::element(&schema::STRING).xml(&Xml::named("Tag"));
/// assert_eq!(TAG.xml_name(), "Tag");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Xml {
    /// The name, by `@xmlName`; there may be a prefix in front of it.
    pub name: Option<&'static str>,
    /// Whether a member is an attribute of its structure's element.
    pub attribute: bool,
    /// Whether the elements of a list, or the entries of a map, stand in the structure without an element around them.
    pub flattened: bool,
    /// The namespace that the element declares.
    pub namespace: Option<XmlNamespace>,
}

/// A namespace that an element declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct XmlNamespace {
    /// The URI by which it is known.
    pub uri: &'static str,
    /// The prefix that stands for it; without one, it is that of names without a prefix.
    pub prefix: Option<&'static str>,
}

impl XmlNamespace {
    /// The namespace of names without a prefix.
    pub const fn new(uri: &'static str) -> Self {
        Self { uri, prefix: None }
    }

    /// A namespace that a prefix stands for.
    pub const fn with_prefix(uri: &'static str, prefix: &'static str) -> Self {
        Self { uri, prefix: Some(prefix) }
    }
}

impl Xml {
    /// Nothing differs.
    pub const fn new() -> Self {
        Self { name: None, attribute: false, flattened: false, namespace: None }
    }

    /// A name of its own.
    pub const fn named(name: &'static str) -> Self {
        Self { name: Some(name), ..Self::new() }
    }

    /// Makes a member an attribute.
    #[must_use]
    pub const fn attribute(mut self) -> Self {
        self.attribute = true;
        self
    }

    /// Leaves the element around a list or map out.
    #[must_use]
    pub const fn flattened(mut self) -> Self {
        self.flattened = true;
        self
    }

    /// Declares the namespace of names without a prefix.
    #[must_use]
    pub const fn namespace(mut self, uri: &'static str) -> Self {
        self.namespace = Some(XmlNamespace::new(uri));
        self
    }

    /// Declares a namespace that a prefix stands for.
    #[must_use]
    pub const fn prefixed_namespace(mut self, uri: &'static str, prefix: &'static str) -> Self {
        self.namespace = Some(XmlNamespace::with_prefix(uri, prefix));
        self
    }
}

impl Default for Xml {
    fn default() -> Self {
        Self::new()
    }
}
