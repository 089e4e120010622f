//! Pagination: the paths of `@paginated`, as an operation and its service state them together.

use crate::{AppliedTrait, Node, Shape, trait_id};

/// A property of `@paginated`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageProperty {
    /// The member of the input that takes a token.
    InputToken,
    /// The member of the output that has the token of the next page.
    OutputToken,
    /// The member of the output that holds the items.
    Items,
    /// The member of the input that limits the items of a page.
    PageSize,
}

impl PageProperty {
    /// All properties.
    pub const ALL: [Self; 4] = [Self::InputToken, Self::OutputToken, Self::Items, Self::PageSize];

    /// The name of the property.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InputToken => "inputToken",
            Self::OutputToken => "outputToken",
            Self::Items => "items",
            Self::PageSize => "pageSize",
        }
    }

    /// Whether the property is a path into the output, not into the input.
    #[must_use]
    pub fn is_in_output(self) -> bool {
        matches!(self, Self::OutputToken | Self::Items)
    }
}

/// `@paginated` of an operation, and that of its service.
#[derive(Debug, Clone, Copy)]
pub struct PaginatedTrait<'m> {
    /// The trait of the operation.
    pub applied: &'m AppliedTrait,
    general: Option<&'m Node>,
}

impl<'m> PaginatedTrait<'m> {
    /// The pagination of an operation within a service, which fills in what the operation leaves out; `None` if the
    /// operation has none.
    #[must_use]
    pub fn of(operation: &'m Shape, service: Option<&'m Shape>) -> Option<Self> {
        let general = service.and_then(|service| service.traits.get(trait_id::PAGINATED));
        Some(Self { applied: operation.traits.applied(trait_id::PAGINATED)?, general })
    }

    /// The path that the operation itself gives a property.
    #[must_use]
    pub fn own_path(&self, property: PageProperty) -> Option<&'m Node> {
        self.applied.value.get(property.as_str())
    }

    /// The path of a property.
    #[must_use]
    pub fn path(&self, property: PageProperty) -> Option<&'m Node> {
        self.own_path(property).or_else(|| self.general?.get(property.as_str()))
    }
}
