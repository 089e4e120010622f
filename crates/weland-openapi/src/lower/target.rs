//! How members refer to schemas: which shape they target, and what that is called.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use weland_model::{Entry, Node, Shape, ShapeId, ShapeType, Traits, trait_id};

use super::annotate;
use super::apply::{known, put_ids};
use super::names::upper_camel;
use super::schema::choice::Alternative;
use super::schema::constraints::{constraints, needs_shape};
use super::schema::keyword::{Keyword, Role};
use super::schema::plan::{self, Kind, Plan};
use super::schema::types::{JsonType, TypeSet};
use super::schema::view::{At, Met, NodeKey, View};
use super::{Job, Lowering, Use};
use crate::document::{Dialect, Resolved};

/// More shapes than any API has: what comes after them gets no type.
const MOST_SHAPES: usize = 1_000_000;

/// More combinations of schemas than any API has.
const MOST_MERGED: usize = 20_000;

/// The shape of the prelude for a simple type.
pub(super) fn prelude(shape_type: ShapeType) -> ShapeId {
    let id = match shape_type {
        ShapeType::Blob => "smithy.api#Blob",
        ShapeType::Boolean => "smithy.api#Boolean",
        ShapeType::String => "smithy.api#String",
        ShapeType::Byte => "smithy.api#Byte",
        ShapeType::Short => "smithy.api#Short",
        ShapeType::Integer => "smithy.api#Integer",
        ShapeType::Long => "smithy.api#Long",
        ShapeType::Float => "smithy.api#Float",
        ShapeType::Double => "smithy.api#Double",
        ShapeType::BigInteger => "smithy.api#BigInteger",
        ShapeType::BigDecimal => "smithy.api#BigDecimal",
        ShapeType::Timestamp => "smithy.api#Timestamp",
        ShapeType::Structure => "smithy.api#Unit",
        _ => "smithy.api#Document",
    };
    known(id).unwrap_or_else(|| unreachable!("`{id}` is an id"))
}

/// Names all components, then makes them shapes, used or not.
pub(super) fn components(lowering: &mut Lowering<'_, '_>) {
    let Some(components) = lowering.root.get("components") else { return };
    let schemas = components.entries("schemas");
    // Names that need no change come first, so that they stay as they are.
    let (kept, changed): (Vec<&Entry>, Vec<&Entry>) =
        schemas.iter().copied().partition(|entry| upper_camel(&entry.key).as_deref() == Some(&*entry.key));
    for entry in kept.into_iter().chain(changed) {
        let name = upper_camel(&entry.key).unwrap_or_else(|| "Schema".to_owned());
        let id = lowering.claim(&name);
        lowering.reserved.insert(NodeKey::of(&entry.value), id);
    }
    for entry in &schemas {
        lowering.note_parents(components.with(&entry.value));
    }
    for entry in &schemas {
        name_target(lowering, &entry.value);
    }
    for entry in &schemas {
        let id = lowering.reserved.get(&NodeKey::of(&entry.value)).cloned();
        // A component that is no more than a reference is the same shape.
        let at = match entry.value.get_str("$ref") {
            None => Some(components.with(&entry.value)),
            Some(_) => lowering.source.resolve(&entry.value).map(|it| At { node: it.node, dialect: it.dialect }),
        };
        if let Some(at) = at.filter(|at| lowering.reserved.get(&at.key()) == id.as_ref()) {
            lowering.named_at(at, &entry.key);
        }
    }
}

/// Gives what a component refers to the name of the component, unless it is one itself: the schema may be in another file.
fn name_target<'d>(lowering: &mut Lowering<'d, '_>, component: &'d Node) {
    let Some(resolved) = component.get_str("$ref").and_then(|_| lowering.source.resolve(component)) else { return };
    if let Some(id) = lowering.reserved.get(&NodeKey::of(component)).cloned() {
        lowering.reserved.entry(NodeKey::of(resolved.node)).or_insert(id);
    }
}

impl<'d> Lowering<'d, '_> {
    /// The view of a schema. What is odd about it is reported.
    pub(super) fn view(&mut self, at: At<'d>) -> View<'d> {
        let mut met = Met::default();
        let view = View::of(&self.source, at, &mut met);
        self.report_met(met);
        view
    }

    /// How a member refers to a schema, whose shape gets this name if it has none of its own.
    pub(super) fn reference(&mut self, at: At<'d>, name: &str) -> Use<'d> {
        if self.reserved.contains_key(&at.key()) {
            return self.named_at(at, name);
        }
        match self.unwrap(at) {
            Some((resolved, is_nullable)) => {
                let mut used = self.named(&resolved);
                used.is_nullable |= is_nullable;
                used
            }
            None if at.node.get_str("$ref").is_some() && self.source.resolve(at.node).is_none() => untyped(),
            None => {
                let view = self.view(at);
                self.inline(&view, name, false)
            }
        }
    }

    /// Like [`Lowering::reference`], for a member that says nothing to people itself: the shape says it.
    pub(super) fn element(&mut self, at: At<'d>, name: &str) -> Use<'d> {
        if self.unwrap(at).is_some() || at.node.get_str("$ref").is_some() {
            return self.reference(at, name);
        }
        let view = self.view(at);
        self.inline(&view, name, true)
    }

    /// The schema with a name of its own that a schema is, apart from what it says to people; and whether null is added.
    fn unwrap(&self, mut at: At<'d>) -> Option<(Resolved<'d>, bool)> {
        let mut is_nullable = false;
        let mut stated = TypeSet::ANY;
        for _ in 0..100 {
            let object = at.node.as_object()?;
            let is_reference = at.node.get_str("$ref").is_some();
            let mut inner = None;
            let entries = object.entries().iter().filter(|_| !is_reference || at.dialect == Dialect::V3_1);
            for entry in entries {
                match Keyword::from_key(&entry.key) {
                    Some(keyword @ (Keyword::AllOf | Keyword::OneOf | Keyword::AnyOf)) => {
                        let (one, has_null) = only(at, entry.value.as_array()?, keyword)?;
                        is_nullable |= has_null;
                        if inner.replace(one).is_some() || is_reference {
                            return None;
                        }
                    }
                    Some(Keyword::Type) => stated = stated.intersection(TypeSet::read(&entry.value)),
                    Some(Keyword::Nullable) => {
                        is_nullable |= at.dialect == Dialect::V3_0 && entry.value.as_bool() == Some(true);
                    }
                    Some(keyword) if keyword.role() == Role::Structure => return None,
                    _ => {}
                }
            }
            if is_reference {
                let resolved = self.source.resolve(at.node)?;
                let is_same = stated == TypeSet::ANY || self.has_types(&resolved, stated);
                return is_same.then_some((resolved, is_nullable));
            }
            at = inner?;
        }
        None
    }

    fn has_types(&self, resolved: &Resolved<'d>, stated: TypeSet) -> bool {
        let at = At { node: resolved.node, dialect: resolved.dialect };
        let view = View::of(&self.source, at, &mut Met::default());
        let choice = view.first(Keyword::OneOf).or_else(|| view.first(Keyword::AnyOf));
        let types = view.declared().or_else(|| choice.map(|_| TypeSet::of(JsonType::Object)));
        types.is_some_and(|types| types.without(JsonType::Null).is_subset(stated))
    }

    /// How members refer to a schema that has a name of its own.
    pub(super) fn named(&mut self, resolved: &Resolved<'d>) -> Use<'d> {
        let name = self.source.pointer(resolved.node).name();
        self.named_at(At { node: resolved.node, dialect: resolved.dialect }, &name)
    }

    fn named_at(&mut self, at: At<'d>, name: &str) -> Use<'d> {
        match self.named.get(&at.key()) {
            Some(Some(known)) => return known.clone(),
            Some(None) => return untyped(),
            None => {}
        }
        self.named.insert(at.key(), None);
        let used = match self.alias(at) {
            Some(used) => used,
            None => self.define_named(at, name),
        };
        self.named.insert(at.key(), Some(used.clone()));
        used
    }

    /// A component that is another one, or another one or null.
    fn alias(&mut self, at: At<'d>) -> Option<Use<'d>> {
        if at.node.get("allOf").is_some() {
            return None;
        }
        let (resolved, is_nullable) = self.unwrap(at)?;
        let mut used = self.named(&resolved);
        used.is_nullable |= is_nullable;
        Some(used)
    }

    fn define_named(&mut self, at: At<'d>, name: &str) -> Use<'d> {
        let id = match self.reserved.get(&at.key()) {
            Some(id) => id.clone(),
            None => {
                let name = upper_camel(name).unwrap_or_else(|| "Schema".to_owned());
                self.claim(&name)
            }
        };
        let view = self.view(at);
        let mut plan = plan::plan(&self.source, &view);
        if let Some(family) = self.family(at, &view) {
            plan = Plan { is_nullable: plan.is_nullable, ..family };
        }
        plan.is_nullable |= plan::is_made_nullable(&view);
        self.define(&view, plan, Some(id), name, true)
    }

    /// How a member refers to a schema without a name of its own.
    pub(super) fn inline(&mut self, view: &View<'d>, name: &str, is_described: bool) -> Use<'d> {
        let key = view.key();
        if let Some(known) = self.views.get(&key) {
            let mut used = known.clone();
            used.is_nullable |= plan::is_made_nullable(view);
            return used;
        }
        self.merged += usize::from(key.is_merged());
        if self.merged > MOST_MERGED {
            self.report_too_many("the schemas can be combined in more than 20,000 ways", view.span);
            return untyped();
        }
        let plan = plan::plan(&self.source, view);
        let mut used = self.define(view, plan, None, name, is_described);
        self.views.insert(key, used.clone());
        used.is_nullable |= plan::is_made_nullable(view);
        used
    }

    /// Refers to what a view becomes: a shape of its own, which is built later, or one of the prelude.
    fn define(
        &mut self,
        view: &View<'d>,
        plan: Plan<'d>,
        id: Option<ShapeId>,
        name: &str,
        is_described: bool,
    ) -> Use<'d> {
        self.report_plan(view, &plan);
        let reported_at = view.span;
        let merged = plan.without_null.clone();
        let view = merged.as_ref().unwrap_or(view);
        let shape_type = match &plan.kind {
            Kind::Document(_) => ShapeType::Document,
            Kind::Scalar(shape_type) => *shape_type,
            Kind::Enum { .. } => ShapeType::Enum,
            Kind::IntEnum(_) => ShapeType::IntEnum,
            Kind::List => ShapeType::List,
            Kind::Map => ShapeType::Map,
            Kind::Structure => ShapeType::Structure,
            Kind::Union { .. } => ShapeType::Union,
        };
        let is_nullable = plan.is_nullable;
        if let Some(id) = id.as_ref().filter(|_| is_nullable) {
            self.nullable.insert(id.clone());
        }
        let values = match &plan.kind {
            Kind::Enum { values, is_open: false } | Kind::IntEnum(values) => {
                Some(values.iter().map(|value| value.node).collect::<Rc<[&Node]>>())
            }
            _ => plan.values.as_ref().map(|values| values.iter().copied().collect()),
        };
        if self.model.shapes.len() + self.jobs.len() > MOST_SHAPES {
            self.report_too_many("the document has more than a million shapes", view.span);
            return untyped();
        }
        let untyped_at = matches!(plan.kind, Kind::Document(_)).then_some(reported_at);
        let used = |target, traits| Use { target, shape_type, traits, is_nullable, values, untyped_at };
        if matches!(plan.kind, Kind::Document(_) | Kind::Scalar(_)) {
            let mut traits = constraints(view, &plan, &mut self.report);
            let judges = self.judges(view, &plan, id.as_ref().map_or(name, ShapeId::name));
            put_ids(&mut traits, trait_id::OPENAPI_ALL_OF, &judges, view.span);
            if id.is_none() && !needs_shape(&traits) {
                return used(prelude(shape_type), traits);
            }
            let id = id.unwrap_or_else(|| self.claim(name));
            let mut shape = Shape::new(id.clone(), shape_type, view.span);
            shape.traits = traits;
            if is_described {
                annotate::describe(view, &mut shape.traits, &mut self.report);
            }
            self.insert(shape);
            return used(id, Traits::default());
        }
        let id = id.unwrap_or_else(|| self.claim(name));
        self.jobs.push_back(Job { id: id.clone(), view: view.clone(), plan, is_described, files: BTreeMap::new() });
        used(id, Traits::default())
    }

    /// How a member refers to a value of which nothing is stated.
    pub(super) fn untyped_member(&self) -> Use<'d> {
        untyped()
    }

    /// Remembers which schemas with a discriminator a component extends, directly or not.
    fn note_parents(&mut self, at: At<'d>) {
        let mut seen = BTreeSet::from([at.key()]);
        let mut open = vec![at];
        while let Some(one) = open.pop() {
            for part in one.items("allOf") {
                let Some(parent) = part.node.get("$ref").and_then(|_| self.source.resolve(part.node)) else { continue };
                let parent = At { node: parent.node, dialect: parent.dialect };
                if !seen.insert(parent.key()) {
                    continue;
                }
                let has_choice = ["oneOf", "anyOf"].iter().any(|key| parent.node.get(key).is_some());
                if parent.node.get("discriminator").is_some() && !has_choice {
                    self.children.entry(parent.key()).or_default().push(at);
                }
                open.push(parent);
            }
        }
    }

    /// The union that a schema with a discriminator stands for, if others extend it.
    fn family(&self, at: At<'d>, view: &View<'d>) -> Option<Plan<'d>> {
        let children = self.children.get(&at.key())?;
        let discriminator = at.get("discriminator")?;
        let base = view.without(at.key(), Keyword::Discriminator);
        let alternative = |at: At<'d>| Alternative { at, view: View::of(&self.source, at, &mut Met::default()) };
        let children = children.iter().map(|child| alternative(*child)).collect();
        Some(plan::family(children, Alternative { at, view: base }, discriminator))
    }
}

/// A value without a type.
fn untyped<'d>() -> Use<'d> {
    Use {
        target: prelude(ShapeType::Document),
        shape_type: ShapeType::Document,
        traits: Traits::default(),
        is_nullable: false,
        values: None,
        untyped_at: None,
    }
}

/// The only schema of a combination that is not null, and whether null is another.
fn only<'d>(at: At<'d>, items: &'d [Node], keyword: Keyword) -> Option<(At<'d>, bool)> {
    let is_null = |node: &&Node| keyword != Keyword::AllOf && node.get_str("type") == Some("null");
    let (nulls, others): (Vec<&Node>, Vec<&Node>) = items.iter().partition(is_null);
    let [one] = others.as_slice() else { return None };
    Some((at.with(one), !nulls.is_empty()))
}
