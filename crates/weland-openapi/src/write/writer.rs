//! What all parts of a document are written with: the model, the names of components, and what has been written so far.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use weland_model::query::closure;
use weland_model::query::http::{HttpBinding, Roles};
use weland_model::query::names::ServiceNames;
use weland_model::{Member, Model, Shape, ShapeId, trait_id};

use super::notes::Notes;
use super::value::{Object, Value};

/// The state of writing a document.
pub(super) struct Writer<'m> {
    pub(super) model: &'m Model,
    pub(super) service: &'m Shape,
    /// The operations of the service, by id.
    pub(super) operations: Vec<&'m Shape>,
    /// Whether messages are those of `weland.openapi#rest`, and not those of `aws.protocols#restJson1`.
    pub(super) is_rest: bool,
    /// Whether they are those of `alloy#simpleRestJson`: all bodies are JSON, and timestamps in them are dates.
    pub(super) is_simple_rest: bool,
    pub(super) notes: Notes,
    /// The shapes that members and messages are made of.
    referred: HashSet<&'m ShapeId>,
    names: HashMap<&'m ShapeId, String>,
    taken: BTreeSet<String>,
    /// Shapes that are referred to and not yet written.
    waiting: Vec<&'m Shape>,
    schemas: BTreeMap<String, Value>,
    responses: BTreeMap<String, Value>,
}

impl<'m> Writer<'m> {
    pub(super) fn new(model: &'m Model, service: &'m Shape) -> Self {
        let operations = weland_model::query::operations::operations(model, service);
        let mut writer = Self {
            model,
            service,
            is_rest: service.traits.contains(trait_id::OPENAPI_REST),
            is_simple_rest: service.traits.contains(trait_id::ALLOY_SIMPLE_REST_JSON),
            notes: Notes::default(),
            referred: referred(model),
            names: HashMap::new(),
            taken: BTreeSet::new(),
            waiting: Vec::new(),
            schemas: BTreeMap::new(),
            responses: BTreeMap::new(),
            operations,
        };
        // Shapes keep their names; whatever else needs one gets a name that is left.
        let names = ServiceNames::new(service);
        for used in closure::messages(model, service, &writer.operations) {
            let name = writer.take_name(names.name(&used.shape.id));
            writer.names.insert(&used.shape.id, name);
        }
        writer
    }

    /// Whether members or messages are made of a shape.
    pub(super) fn is_referred_to(&self, shape: &Shape) -> bool {
        self.referred.contains(&shape.id)
    }

    /// A name that no other schema has.
    pub(super) fn take_name(&mut self, wanted: &str) -> String {
        let numbered = (2_u64..).map(|number| format!("{wanted}{number}"));
        let free = std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !self.taken.contains(name));
        let name = free.unwrap_or_default();
        self.taken.insert(name.clone());
        name
    }

    /// The name of a shape in the document.
    pub(super) fn name(&mut self, shape: &'m Shape) -> String {
        if let Some(name) = self.names.get(&shape.id) {
            return name.clone();
        }
        let name = self.take_name(shape.id.name());
        self.names.insert(&shape.id, name.clone());
        name
    }

    /// A reference to the schema of a shape, which will be written.
    pub(super) fn reference(&mut self, shape: &'m Shape) -> Object {
        let name = self.name(shape);
        if !self.schemas.contains_key(&name) {
            self.schemas.insert(name.clone(), Value::Null);
            self.waiting.push(shape);
        }
        schema_reference(&name)
    }

    /// Adds a schema that is of no shape; returns the reference to it.
    pub(super) fn add_schema(&mut self, wanted: &str, schema: Object) -> Object {
        let name = self.take_name(wanted);
        self.schemas.insert(name.clone(), schema.into());
        schema_reference(&name)
    }

    /// A shape that is referred to, and whose schema is still to be written.
    pub(super) fn next_waiting(&mut self) -> Option<&'m Shape> {
        self.waiting.pop()
    }

    /// Sets the schema of a shape.
    pub(super) fn set_schema(&mut self, shape: &'m Shape, schema: Value) {
        let name = self.name(shape);
        self.schemas.insert(name, schema);
    }

    pub(super) fn has_response(&self, name: &str) -> bool {
        self.responses.contains_key(name)
    }

    /// Sets a response that operations share.
    pub(super) fn set_response(&mut self, name: String, response: Object) {
        self.responses.insert(name, response.into());
    }

    /// All schemas and shared responses, by name.
    pub(super) fn finish(&mut self) -> (Object, Object) {
        let all = |map: &mut BTreeMap<String, Value>| Object::of_unique(std::mem::take(map));
        (all(&mut self.schemas), all(&mut self.responses))
    }
}

/// The targets of all members, and the inputs, outputs and errors of all operations.
fn referred(model: &Model) -> HashSet<&ShapeId> {
    let own = || model.own_shapes();
    let operations = own().filter_map(Shape::as_operation);
    let messages = operations.flat_map(|data| [&data.input, &data.output].into_iter().chain(&data.errors));
    let members = own().flat_map(|shape| &shape.members).map(|member| &member.target);
    members.chain(messages.map(|target| &target.id)).collect()
}

fn schema_reference(name: &str) -> Object {
    Object::of("$ref", format!("#/components/schemas/{name}"))
}

/// The part of a message that a member is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part<'m> {
    Label,
    Query(&'m str),
    QueryParams,
    Header(&'m str),
    PrefixHeaders(&'m str),
    Cookie(&'m str),
    StatusCode,
    Payload,
    Body,
}

/// The part that a member of a structure in these roles is.
pub(super) fn part(member: &Member, roles: Roles) -> Part<'_> {
    if let Some(name) = member.traits.get_str(trait_id::OPENAPI_COOKIE) {
        return Part::Cookie(name);
    }
    match HttpBinding::of(&member.traits, roles) {
        HttpBinding::Label => Part::Label,
        HttpBinding::Query(name) => Part::Query(name),
        HttpBinding::QueryParams => Part::QueryParams,
        HttpBinding::Header(name) => Part::Header(name),
        HttpBinding::PrefixHeaders(prefix) => Part::PrefixHeaders(prefix),
        HttpBinding::StatusCode => Part::StatusCode,
        HttpBinding::Payload => Part::Payload,
        _ => Part::Body,
    }
}
