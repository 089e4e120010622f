//! From a document to shapes.
//!
//! Schemas become shapes (`schema` decides which, `target` names them and refers to them, `build` makes them), and
//! operations become operations (`operation`). A schema that is met is named at once and built later, so that schemas
//! can refer to themselves and nesting costs no stack.

mod alike;
mod annotate;
mod apply;
mod build;
mod default;
mod judge;
mod names;
mod operation;
mod remarks;
mod report;
mod schema;
mod service;
mod target;
mod text;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use weland_model::{Diagnostics, Model, Shape, ShapeId, ShapeType, Span, Traits};

use crate::document::{AddressSet, Api, ByKey};
use names::Names;
use report::Report;
use schema::plan::Plan;
use schema::source::Source;
use schema::view::{At, NodeKey, View, ViewKey};

/// Adds the service of an API and all its shapes to a model.
pub(crate) fn lower(api: &Api<'_>, model: &mut Model, diagnostics: &mut Diagnostics) {
    let title = api.root.get("info").and_then(|info| info.get_str("title")).unwrap_or_default();
    let namespace = service::namespace(model, title);
    let mut lowering = Lowering {
        source: Source::new(api.resolver),
        root: At { node: api.root, dialect: api.dialect() },
        model,
        report: Report::new(diagnostics),
        namespace,
        names: Names::default(),
        named: ByKey::default(),
        reserved: ByKey::default(),
        children: ByKey::default(),
        views: ByKey::default(),
        merged: 0,
        jobs: VecDeque::new(),
        events: AddressSet::default(),
        nullable: BTreeSet::new(),
    };
    let service = service::claim(&mut lowering, title);
    let has_webhooks = !lowering.root.entries("webhooks").is_empty();
    let webhooks = has_webhooks.then(|| service::claim_webhooks(&mut lowering, &service));
    operation::survey(&mut lowering);
    target::components(&mut lowering);
    // Operations have their names before shapes within components do, which people see less of.
    let operations = operation::named(&mut lowering);
    // Components are built first, so that shapes within them are called after them.
    build::all(&mut lowering);
    let of_components = alike::own(&lowering);
    operation::all(&mut lowering, &service, webhooks.as_ref(), &operations);
    build::all(&mut lowering);
    lowering.mark_nullable();
    alike::join(&mut lowering, &of_components);
    if lowering.source.is_spent() {
        let message = "the document refers to the same large schemas over and over; some have been left out";
        let span = lowering.root.node.span.at_start();
        lowering.report.error(
            "too-large",
            span,
            message,
            "make `allOf`, `oneOf` and `anyOf` smaller, or split the document",
        );
    }
}

/// What is known while a document is lowered.
struct Lowering<'d, 'm> {
    source: Source<'d>,
    root: At<'d>,
    model: &'m mut Model,
    report: Report<'m>,
    namespace: String,
    /// The names of shapes that are taken.
    names: Names,
    /// What schemas with a name of their own have become; `None` while that is being found out.
    named: ByKey<NodeKey, Option<Use<'d>>>,
    /// The names of components, which they have before they are met.
    reserved: ByKey<NodeKey, ShapeId>,
    /// The schemas that extend one with a discriminator.
    children: ByKey<NodeKey, Vec<At<'d>>>,
    /// What schemas without a name have become.
    views: ByKey<ViewKey, Use<'d>>,
    /// How many of them are made of several schemas.
    merged: usize,
    /// Shapes that have a name and are still to be built.
    jobs: VecDeque<Job<'d>>,
    /// Shapes of which null is a value.
    nullable: BTreeSet<ShapeId>,
    /// The schemas of events, whose data may be values as text.
    events: AddressSet<NodeKey>,
}

/// A shape to be built.
struct Job<'d> {
    id: ShapeId,
    view: View<'d>,
    plan: Plan<'d>,
    /// Whether what the schema says to people is said of the shape, and not of a member that targets it.
    is_described: bool,
    /// The properties of a form that are files, where their schemas alone don't say so.
    files: BTreeMap<String, build::File<'d>>,
}

/// How members refer to a schema.
#[derive(Debug, Clone)]
struct Use<'d> {
    target: ShapeId,
    shape_type: ShapeType,
    /// Constraints for the member, where the target has none of its own.
    traits: Traits,
    is_nullable: bool,
    /// The values that a default can have, if they are listed.
    values: Option<Rc<[&'d weland_model::Node]>>,
    /// Where the schema is, if it tells no type: there, the reason was reported.
    untyped_at: Option<Span>,
}

impl Lowering<'_, '_> {
    /// Takes the id of a new shape.
    fn claim(&mut self, name: &str) -> ShapeId {
        let name = self.names.claim(name);
        self.id(&name)
    }

    /// Takes the id of a new shape: of the first name that is free, or the last one with a number.
    fn claim_first(&mut self, candidates: &[String]) -> ShapeId {
        let name = self.names.claim_first(candidates);
        self.id(&name)
    }

    /// The id of a name, which has been made to be an identifier.
    fn id(&self, name: &str) -> ShapeId {
        let text = format!("{}#{name}", self.namespace);
        text.parse().unwrap_or_else(|_| target::prelude(ShapeType::Document))
    }

    fn insert(&mut self, shape: Shape) {
        self.model.shapes.insert(shape.id.clone(), shape);
    }

    /// A shape of ours.
    fn shape(id: &ShapeId, shape_type: ShapeType, span: Span) -> Shape {
        Shape::new(id.clone(), shape_type, span)
    }
}
