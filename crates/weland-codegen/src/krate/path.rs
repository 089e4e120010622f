//! Paths of generated items.

/// The path of a generated item, as the module that uses it writes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The modules in front of the name: none if the item is in scope by its name.
    pub qualifiers: Vec<String>,
    /// The name of the item.
    pub name: String,
}

impl Path {
    /// An item that is in scope by its name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { qualifiers: Vec::new(), name: name.into() }
    }

    /// The same item below a module.
    #[must_use]
    pub fn below(mut self, module: &str) -> Self {
        self.qualifiers.insert(0, module.to_owned());
        self
    }

    /// Whether modules stand in front of the name.
    pub fn is_qualified(&self) -> bool {
        !self.qualifiers.is_empty()
    }
}
