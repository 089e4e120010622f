//! How shapes are called in a file, and what the file has to import for that.

use std::collections::BTreeMap;

use weland_model::{Model, ShapeId, trait_id};

/// The names of one file.
pub(super) struct Names<'a> {
    model: &'a Model,
    namespace: String,
    /// Imports by short name.
    imports: BTreeMap<&'a str, &'a ShapeId>,
}

impl<'a> Names<'a> {
    pub(super) fn new(model: &'a Model, namespace: &str) -> Self {
        Self { model, namespace: namespace.to_owned(), imports: BTreeMap::new() }
    }

    /// The ids that the names given out so far need, sorted.
    pub(super) fn imports(&self) -> Vec<&'a ShapeId> {
        let mut ids: Vec<&ShapeId> = self.imports.values().copied().collect();
        ids.sort();
        ids
    }

    /// The shortest name that means the shape: relative if it can be, else the whole id.
    pub(super) fn name(&mut self, id: &'a ShapeId) -> String {
        match self.is_short(id) {
            true => id.as_str().split_once('#').map_or_else(String::new, |(_, name)| name.to_owned()),
            false => id.to_string(),
        }
    }

    /// Like [`Names::name`], for places where a value may stand and `true` is no shape.
    pub(super) fn value_name(&mut self, id: &'a ShapeId) -> String {
        let name = self.name(id);
        match matches!(name.as_str(), "true" | "false" | "null") {
            true => id.to_string(),
            false => name,
        }
    }

    fn is_short(&mut self, id: &'a ShapeId) -> bool {
        let name = id.name();
        let defines = |namespace: &str| self.model.get(format!("{namespace}#{name}"));
        if id.namespace() == self.namespace {
            return defines(&self.namespace).is_some();
        }
        if defines(&self.namespace).is_some() {
            return false;
        }
        if Model::is_prelude(id) {
            return defines("smithy.api").is_some_and(|shape| !shape.traits.contains(trait_id::PRIVATE));
        }
        // Names of the prelude keep their meaning, and what is nowhere defined can't be imported.
        if defines("smithy.api").is_some() || defines(id.namespace()).is_none() {
            return false;
        }
        let known = self.imports.entry(name).or_insert(id);
        known.namespace() == id.namespace()
    }
}
