//! Which shape of the old model is which one of the new model.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use weland_model::query::{http, operations, uri};
use weland_model::{Model, NameMap, Shape, ShapeId, ShapeType};

/// The shapes of two models, paired.
#[derive(Debug, Default)]
pub(crate) struct Pairs<'m> {
    /// Both shapes, by the id of the old one.
    by_old: NameMap<&'m ShapeId, (&'m Shape, &'m Shape)>,
    old_by_new: NameMap<&'m ShapeId, &'m Shape>,
    /// The shapes of the old model that have no partner, by id.
    pub(crate) removed: BTreeMap<&'m ShapeId, &'m Shape>,
    /// The shapes of the new model that have no partner, by id.
    pub(crate) added: BTreeMap<&'m ShapeId, &'m Shape>,
}

impl<'m> Pairs<'m> {
    /// Pairs shapes of the same id; then services, operations and what these refer to by their place.
    pub(crate) fn new(old: &'m Model, new: &'m Model) -> Self {
        let mut pairs = Self {
            removed: old.own_shapes().map(|shape| (&shape.id, shape)).collect(),
            added: new.own_shapes().map(|shape| (&shape.id, shape)).collect(),
            ..Self::default()
        };
        let same: Vec<(&Shape, &Shape)> =
            pairs.removed.values().filter_map(|shape| Some((*shape, *pairs.added.get(&shape.id)?))).collect();
        same.into_iter().for_each(|(old, new)| pairs.pair(old, new));
        pairs.services();
        pairs.operations(old, new);
        pairs.referred();
        pairs
    }

    /// The shape of the new model that a shape of the old one has become.
    pub(crate) fn new_of(&self, old: &ShapeId) -> Option<&'m Shape> {
        self.by_old.get(old).map(|(_, new)| *new)
    }

    /// The shape of the old model that a shape of the new one was.
    pub(crate) fn old_of(&self, new: &ShapeId) -> Option<&'m Shape> {
        self.old_by_new.get(new).copied()
    }

    /// All pairs, by the id of the old shape.
    pub(crate) fn all(&self) -> Vec<(&'m Shape, &'m Shape)> {
        let is_latest =
            |(old, new): &&(&'m Shape, &'m Shape)| self.old_of(&new.id).is_some_and(|other| other.id == old.id);
        let mut all: Vec<_> = self.by_old.values().filter(is_latest).copied().collect();
        all.sort_unstable_by_key(|(old, _)| &old.id);
        all
    }

    /// Whether a reference of the old model and one of the new model are to the same shape.
    pub(crate) fn same(&self, old: &ShapeId, new: &ShapeId) -> bool {
        match self.new_of(old) {
            Some(shape) => shape.id == *new,
            // Built-in shapes have no partner.
            None => old == new && !self.removed.contains_key(old),
        }
    }

    fn pair(&mut self, old: &'m Shape, new: &'m Shape) {
        self.removed.remove(&old.id);
        self.added.remove(&new.id);
        self.by_old.insert(&old.id, (old, new));
        self.old_by_new.insert(&new.id, old);
    }

    /// A service that is alone in being gone and one that is alone in being new are the same, and so are shapes of the same
    /// name in their namespaces.
    fn services(&mut self) {
        let only = |shapes: &BTreeMap<&'m ShapeId, &'m Shape>| {
            let mut services = shapes.values().filter(|shape| shape.shape_type == ShapeType::Service);
            services.next().copied().filter(|_| services.next().is_none())
        };
        let (Some(old), Some(new)) = (only(&self.removed), only(&self.added)) else { return };
        self.pair(old, new);
        let (from, to) = (old.id.namespace(), new.id.namespace());
        if from == to {
            return;
        }
        let moved = self.removed.values().filter(|shape| shape.id.namespace() == from);
        let found = moved.filter_map(|shape| {
            let id = ShapeId::new(to, shape.id.name()).ok()?;
            Some((*shape, *self.added.get(&id)?))
        });
        let found: Vec<_> = found.collect();
        found.into_iter().for_each(|(old, new)| self.pair(old, new));
    }

    /// Operations of the same service with the same method and path are the same, whatever they are called.
    fn operations(&mut self, old: &'m Model, new: &'m Model) {
        let services: Vec<_> = self.all().into_iter().filter(|(old, _)| old.shape_type == ShapeType::Service).collect();
        for (old_service, new_service) in services {
            let is_added = |operation: &&&Shape| self.added.contains_key(&operation.id);
            let is_removed = |operation: &&&Shape| self.removed.contains_key(&operation.id);
            let added = operations::operations(new, new_service);
            let removed = operations::operations(old, old_service);
            let added = by_request(added.iter().filter(is_added).copied());
            let removed = by_request(removed.iter().filter(is_removed).copied());
            for (request, operation) in removed {
                if let (Some(old), Some(new)) = (operation, added.get(&request).copied().flatten()) {
                    self.pair(old, new);
                }
            }
        }
    }

    /// What a pair refers to at the same place is the same, if one of both is gone and the other is new.
    fn referred(&mut self) {
        let mut waiting: Vec<(&Shape, &Shape)> = self.all();
        let mut seen: HashSet<&ShapeId> = HashSet::new();
        while let Some((old, new)) = waiting.pop() {
            if !seen.insert(&old.id) {
                continue;
            }
            for (from, to) in references(old, new).into_iter().chain(self.errors(old, new)) {
                let (Some(from), Some(to)) = (self.removed.get(from).copied(), self.added.get(to).copied()) else {
                    continue;
                };
                if from.shape_type == to.shape_type {
                    self.pair(from, to);
                    waiting.push((from, to));
                }
            }
        }
    }

    /// The errors of an operation that are alike but for their names, if only one of each is.
    fn errors(&self, old: &'m Shape, new: &'m Shape) -> Vec<(&'m ShapeId, &'m ShapeId)> {
        let (Some(old), Some(new)) = (old.as_operation(), new.as_operation()) else { return Vec::new() };
        let gone: Vec<_> = old.errors.iter().filter_map(|error| self.removed.get(&error.id)).collect();
        let added: Vec<_> = new.errors.iter().filter_map(|error| self.added.get(&error.id)).collect();
        let alike = |all: &[&&'m Shape], one: &Shape| {
            let mut alike = all.iter().filter(|other| is_same_error(other, one));
            alike.next().map(|other| &other.id).filter(|_| alike.next().is_none())
        };
        let only = |error: &&&'m Shape| {
            let other = alike(&added, error)?;
            alike(&gone, error).map(|id| (id, other))
        };
        gone.iter().filter_map(only).collect()
    }
}

/// Whether two errors have the same status, and members of the same names.
fn is_same_error(one: &Shape, other: &Shape) -> bool {
    let names = |shape: &Shape| shape.members.iter().map(|member| member.name.clone()).collect::<BTreeSet<_>>();
    http::error_statuses(&one.traits) == http::error_statuses(&other.traits) && names(one) == names(other)
}

/// References of two shapes at the same place.
fn references<'m>(old: &'m Shape, new: &'m Shape) -> Vec<(&'m ShapeId, &'m ShapeId)> {
    if let (Some(old), Some(new)) = (old.as_operation(), new.as_operation()) {
        return vec![(&old.input.id, &new.input.id), (&old.output.id, &new.output.id)];
    }
    let members = old.members.iter().filter_map(|member| Some((member, new.member(&member.name)?)));
    members.map(|(old, new)| (&old.target, &new.target)).collect()
}

/// Operations by method and path with labels left blank; nothing where there are several.
fn by_request<'m>(operations: impl Iterator<Item = &'m Shape>) -> BTreeMap<String, Option<&'m Shape>> {
    let mut found = BTreeMap::new();
    for operation in operations {
        let Some(line) = http::operation(&operation.traits) else { continue };
        let request = format!("{} {}", line.method, blank_labels(line.uri));
        found.entry(request).and_modify(|known| *known = None).or_insert(Some(operation));
    }
    found
}

/// A pattern of URIs without the names of its labels.
pub(crate) fn blank_labels(pattern: &str) -> String {
    let mut blank = pattern.to_owned();
    for label in uri::template(pattern).labels.into_iter().rev() {
        let is_greedy = label.name.ends_with('+');
        blank.replace_range(label.at, if is_greedy { "{+}" } else { "{}" });
    }
    blank
}

/// The names of the labels of a pattern, in order.
pub(crate) fn labels(pattern: &str) -> Vec<&str> {
    uri::template(pattern).labels.into_iter().map(|label| label.name.trim_end_matches('+')).collect()
}
