//! The names of shapes within a service, and in code.

use std::collections::BTreeMap;

use crate::{Shape, ShapeId, Traits, trait_id};

/// What a service renames.
#[derive(Debug, Clone, Default)]
pub struct ServiceNames<'m> {
    renamed: BTreeMap<&'m ShapeId, &'m str>,
}

impl<'m> ServiceNames<'m> {
    /// Reads the `rename` property of a service.
    #[must_use]
    pub fn new(service: &'m Shape) -> Self {
        let renames = service.as_service().into_iter().flat_map(|data| &data.rename);
        Self { renamed: renames.map(|rename| (&rename.from.id, &*rename.to)).collect() }
    }

    /// The name of a shape within the service.
    #[must_use]
    pub fn name<'a>(&self, id: &'a ShapeId) -> &'a str
    where
        'm: 'a,
    {
        self.renamed.get(id).copied().unwrap_or_else(|| id.name())
    }
}

/// What the user calls a shape, an operation or a member in code, if it is another name than that of the model.
#[must_use]
pub fn code_name(traits: &Traits) -> Option<&str> {
    traits.get_str(trait_id::CODE_NAME)
}
