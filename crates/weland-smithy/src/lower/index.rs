//! All definitions by id.

use std::borrow::Cow;

use weland_model::{ShapeId, ShapeType, Sources, closest};

use super::lost::Lost;
use crate::raw::{Names, RawFile, RawShape};
use weland_model::NameMap;

/// What names may mean.
#[derive(Debug, Default)]
pub(super) struct Index<'a> {
    definitions: NameMap<Cow<'a, str>, Definition>,
    lost: Lost,
}

#[derive(Debug, Clone, Copy)]
struct Definition {
    shape_type: ShapeType,
    built_in: bool,
    private: bool,
}

impl<'a> Index<'a> {
    pub(super) fn new(files: &[RawFile<'a>], sources: &Sources) -> Self {
        let count = files.iter().map(|file| file.shapes.len()).sum();
        let mut definitions = NameMap::with_capacity_and_hasher(count, Default::default());
        for file in files {
            for shape in &file.shapes {
                let definition = Definition {
                    shape_type: shape.shape_type,
                    built_in: sources.is_built_in(shape.name.span),
                    private: is_private(shape),
                };
                let id = full_id(file, shape);
                let known: &mut Definition = definitions.entry(id).or_insert(definition);
                // Definitions of the user take the place of ours.
                if known.built_in {
                    *known = definition;
                }
            }
        }
        Self { definitions, lost: Lost::new(files) }
    }

    /// Whether a syntax error may have hidden the definition of a shape.
    pub(super) fn is_lost(&self, id: &ShapeId) -> bool {
        self.lost.contains(id)
    }

    /// What syntax errors may have hidden.
    pub(super) fn into_lost(self) -> Lost {
        self.lost
    }

    /// The type of a shape.
    pub(super) fn shape_type(&self, id: &str) -> Option<ShapeType> {
        Some(self.definitions.get(id)?.shape_type)
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.definitions.contains_key(id)
    }

    /// A shape of the same namespace with a similar name.
    pub(super) fn similar(&self, id: &ShapeId) -> Option<&str> {
        let ids = self.definitions.keys().filter_map(|known| known.split_once('#'));
        let near = ids.filter(|(namespace, _)| *namespace == id.namespace());
        // In an order that does not depend on hashes.
        let mut names: Vec<&str> = near.map(|(_, name)| name).collect();
        names.sort_unstable();
        closest(id.name(), names)
    }

    /// Whether the shape may be named from other namespaces.
    pub(super) fn is_public(&self, id: &str) -> bool {
        self.definitions.get(id).is_some_and(|found| !found.private)
    }

    /// Whether the user defines a shape that we define, too.
    pub(super) fn is_replaced(&self, id: &ShapeId) -> bool {
        let found = self.definitions.get(id.as_str());
        found.is_some_and(|definition| !definition.built_in)
    }
}

fn is_private(shape: &RawShape<'_>) -> bool {
    let private = |name: &str| name == "private" || name == weland_model::trait_id::PRIVATE;
    shape.traits.iter().any(|applied| private(&applied.name.text))
}

/// The absolute id of a shape of a file, as text.
pub(super) fn full_id<'a>(file: &RawFile<'a>, shape: &RawShape<'a>) -> Cow<'a, str> {
    match file.names {
        Names::Absolute => shape.name.text.clone(),
        Names::Relative => format!("{}#{}", file.namespace, shape.name.text).into(),
    }
}
