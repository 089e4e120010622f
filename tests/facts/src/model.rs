//! The facts that the semantic model states.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::{Member, Model, Node, Shape, ShapeId, ShapeType, Traits, trait_id};

use crate::{Facts, MemberFacts, bounds, joined, set_uri};

const UNIT: &str = "smithy.api#Unit";

/// The facts of a model with one service.
///
/// # Errors
/// When there is no service, or more than one.
pub fn facts(model: &Model) -> Result<Facts, String> {
    let services: Vec<&Shape> = model.services().collect();
    let [service] = services[..] else { return Err(format!("the model has {} services", services.len())) };
    let mut facts = Facts::default();
    facts.set("service/name", service.id.name());
    facts.set("service/namespace", service.id.namespace());
    facts.set_if("service/version", service.as_service().map(|data| &data.version));
    let bound: BTreeSet<&ShapeId> =
        service.as_service().map_or(&[][..], |data| &data.operations).iter().map(|target| &target.id).collect();
    let operations: Vec<&Shape> = model.shapes_of(ShapeType::Operation).filter(|it| !model.is_built_in(it)).collect();
    for operation in &operations {
        if bound.contains(&operation.id) {
            set_operation(model, operation, &mut facts);
        } else {
            facts.set(format!("operations/{}", operation.id.name()), "not bound to the service");
        }
    }
    for shape in model.own_shapes() {
        set_shape(model, shape, &operations, &mut facts);
    }
    Ok(facts)
}

fn set_operation(model: &Model, operation: &Shape, facts: &mut Facts) {
    let path = format!("operations/{}", operation.id.name());
    let Some(data) = operation.as_operation() else { return };
    let http = operation.traits.get(trait_id::HTTP);
    facts.set_if(format!("{path}/method"), http.and_then(|node| node.get_str("method")));
    set_uri(facts, &path, http.and_then(|node| node.get_str("uri")).unwrap_or_default());
    facts.set(format!("{path}/status"), http.and_then(|node| node.get("code")?.as_i64()).unwrap_or(200));
    facts.set_if(format!("{path}/deprecated"), operation.traits.contains(trait_id::DEPRECATED).then_some(true));
    for error in &data.errors {
        let status = model.get(&error.id).and_then(|shape| shape.traits.get(trait_id::HTTP_ERROR)?.as_i64());
        facts.set_if(format!("{path}/errors/{}", error.id.name()), status);
    }
    let pagination = operation.traits.get(trait_id::PAGINATED);
    for (key, name) in
        [("input_token", "inputToken"), ("output_token", "outputToken"), ("page_size", "pageSize"), ("items", "items")]
    {
        facts.set_if(format!("{path}/pagination/{key}"), pagination.and_then(|node| node.get_str(name)));
    }
    for (side, id) in [("input", &data.input.id), ("output", &data.output.id)] {
        let Some(shape) = model.get(id).filter(|_| id.as_str() != UNIT) else { continue };
        let path = format!("{path}/{side}");
        facts.set(&path, id.name());
        for member in &shape.members {
            set_message_member(model, &path, member, facts);
        }
    }
    set_waiters(operation, facts);
}

/// A member of an input or output; an event stream counts as the members of its union.
fn set_message_member(model: &Model, path: &str, member: &Member, facts: &mut Facts) {
    let stream = model.target(member).filter(|it| it.shape_type == ShapeType::Union);
    let stream = stream.filter(|it| it.traits.contains(trait_id::STREAMING));
    match stream {
        Some(events) if member.traits.contains(trait_id::HTTP_PAYLOAD) => {
            for event in &events.members {
                let facts_of_event = MemberFacts { location: Some("event_stream".into()), ..read(model, event) };
                facts.member(&format!("{path}/{}", event.name), facts_of_event);
            }
        }
        _ => {
            let (location, wire) = location(&member.traits);
            let wire = wire.or_else(|| json_name(member));
            let facts_of_member = MemberFacts { location: Some(location.into()), wire, ..read(model, member) };
            facts.member(&format!("{path}/{}", member.name), facts_of_member);
        }
    }
}

fn location(traits: &Traits) -> (&'static str, Option<String>) {
    let text = |id| traits.get_str(id).map(str::to_owned);
    match () {
        () if traits.contains(trait_id::HTTP_LABEL) => ("label", None),
        () if traits.contains(trait_id::HTTP_QUERY) => ("query", text(trait_id::HTTP_QUERY)),
        () if traits.contains(trait_id::HTTP_HEADER) => ("header", text(trait_id::HTTP_HEADER)),
        () if traits.contains(trait_id::HTTP_PAYLOAD) => ("payload", None),
        () if traits.contains(trait_id::HTTP_RESPONSE_CODE) => ("statusCode", None),
        () if traits.contains(trait_id::HTTP_QUERY_PARAMS) => ("queryParams", None),
        () if traits.contains(trait_id::HTTP_PREFIX_HEADERS) => ("prefixHeaders", None),
        () => ("body", None),
    }
}

fn json_name(member: &Member) -> Option<String> {
    member.traits.get_str(trait_id::JSON_NAME).map(str::to_owned)
}

/// What holds for a member, apart from its place in a message.
fn read(model: &Model, member: &Member) -> MemberFacts {
    let mut facts = MemberFacts::default();
    facts.value_type = describe(model, member, &mut facts, &mut BTreeSet::new());
    facts.required = member.traits.contains(trait_id::REQUIRED);
    facts
}

/// The type of a member; what constrains it goes into `facts`.
fn describe<'m>(
    model: &'m Model,
    member: &'m Member,
    facts: &mut MemberFacts,
    seen: &mut BTreeSet<&'m ShapeId>,
) -> String {
    let Some(target) = model.target(member).filter(|target| seen.insert(&target.id)) else {
        return format!("{} in a circle", member.target);
    };
    facts.sensitive |= model.member_trait(member, trait_id::SENSITIVE).is_some();
    let length = model.member_trait(member, trait_id::LENGTH).map(node_bounds);
    match target.shape_type {
        ShapeType::List => {
            facts.list_size = length;
            let element = target.member("member").map(|element| describe(model, element, facts, seen));
            return format!("List<{}>", element.unwrap_or_default());
        }
        ShapeType::Map => {
            facts.map_entries = length;
            let key = target.member("key").map(|key| describe_key(model, key, facts));
            let value = target.member("value").map(|value| describe(model, value, facts, seen));
            return format!("Map<{},{}>", key.unwrap_or_default(), value.unwrap_or_default());
        }
        _ => {}
    }
    facts.shape = Some(target.id.name().to_owned());
    facts.length = length;
    facts.range = model.member_trait(member, trait_id::RANGE).map(node_bounds);
    facts.pattern = model.member_trait(member, trait_id::PATTERN).and_then(|node| node.as_str()).map(str::to_owned);
    facts.values = enum_values(target);
    facts.streaming = target.traits.contains(trait_id::STREAMING);
    let format = model.member_trait(member, trait_id::TIMESTAMP_FORMAT).and_then(Node::as_str);
    match (target.shape_type, format) {
        (ShapeType::Timestamp, Some(format)) if format != "epoch-seconds" => format!("Timestamp as {format}"),
        (shape_type, _) => type_name(shape_type, target.id.name()),
    }
}

fn describe_key(model: &Model, key: &Member, facts: &mut MemberFacts) -> String {
    facts.key_length = model.member_trait(key, trait_id::LENGTH).map(node_bounds);
    facts.key_pattern = model.member_trait(key, trait_id::PATTERN).and_then(|node| node.as_str()).map(str::to_owned);
    let target = model.target(key);
    facts.key_values = target.and_then(enum_values);
    target.map(|target| type_name(target.shape_type, target.id.name())).unwrap_or_default()
}

/// The name of a type: that of the shape if it has members.
pub(crate) fn type_name(shape_type: ShapeType, shape: &str) -> String {
    let name = match shape_type {
        ShapeType::String | ShapeType::Enum => "String",
        ShapeType::Integer => "Integer",
        ShapeType::Long => "Long",
        ShapeType::Double => "Double",
        ShapeType::Boolean => "Boolean",
        ShapeType::Blob => "Blob",
        ShapeType::Timestamp => "Timestamp",
        ShapeType::Structure | ShapeType::Union => shape,
        other => other.as_str(),
    };
    name.to_owned()
}

fn enum_values(shape: &Shape) -> Option<Vec<String>> {
    let value = |member: &Member| member.traits.get_str(trait_id::ENUM_VALUE).unwrap_or(&member.name).to_owned();
    (shape.shape_type == ShapeType::Enum).then(|| shape.members.iter().map(value).collect())
}

fn node_bounds(node: &Node) -> String {
    let bound = |key: &str| node.get(key).and_then(Node::as_f64);
    bounds(bound("min"), bound("max"))
}

/// Structures, errors and enums. Inputs and outputs are stated with their operations, and once more if data holds them.
fn set_shape(model: &Model, shape: &Shape, operations: &[&Shape], facts: &mut Facts) {
    let name = shape.id.name();
    match shape.shape_type {
        ShapeType::Enum => facts.set(format!("enums/{name}"), joined(&enum_values(shape).unwrap_or_default())),
        ShapeType::Structure if shape.traits.contains(trait_id::ERROR) => {
            let path = format!("errors/{name}");
            facts.set_if(
                format!("{path}/status"),
                shape.traits.get(trait_id::HTTP_ERROR).and_then(|node| node.as_i64()),
            );
            for member in &shape.members {
                let (location, wire) = location(&member.traits);
                let wire = wire.or_else(|| json_name(member));
                let read = read(model, member).of_error();
                let facts_of_member = MemberFacts { location: Some(location.into()), wire, ..read };
                facts.member(&format!("{path}/{}", member.name), facts_of_member);
            }
        }
        ShapeType::Structure | ShapeType::Union if !is_message(model, shape, operations) => {
            let path = format!("structures/{name}");
            facts.set(format!("{path}/kind"), shape.shape_type);
            for member in &shape.members {
                let facts_of_member = MemberFacts { wire: json_name(member), ..read(model, member) };
                facts.member(&format!("{path}/{}", member.name), facts_of_member);
            }
        }
        _ => {}
    }
}

/// Whether a structure is an input or output and nothing else: no member holds it.
fn is_message(model: &Model, shape: &Shape, operations: &[&Shape]) -> bool {
    let is_held = model.own_shapes().any(|it| it.members.iter().any(|member| member.target == shape.id));
    let is_used = operations
        .iter()
        .filter_map(|operation| operation.as_operation())
        .any(|data| data.input.id == shape.id || data.output.id == shape.id);
    is_used && !is_held
}

fn set_waiters(operation: &Shape, facts: &mut Facts) {
    let waiters = operation.traits.get(trait_id::WAITABLE).and_then(Node::as_object);
    for (name, waiter) in waiters.into_iter().flat_map(|waiters| waiters.iter()) {
        let path = format!("waiters/{name}");
        facts.set(format!("{path}/operation"), operation.id.name());
        facts.set(format!("{path}/delay"), waiter.get("minDelay").and_then(Node::as_i64).unwrap_or(2));
        let acceptors = waiter.get("acceptors").and_then(Node::as_array).unwrap_or_default();
        for (index, acceptor) in acceptors.iter().enumerate() {
            facts.set(format!("{path}/acceptors/{index}"), acceptor_text(acceptor));
        }
    }
}

fn acceptor_text(acceptor: &Node) -> String {
    let texts = |node: &Node, keys: [&str; 3]| keys.map(|key| node.get_str(key).unwrap_or("-").to_owned()).join(" ");
    let matcher: BTreeMap<&str, &Node> =
        acceptor.get("matcher").and_then(Node::as_object).into_iter().flat_map(|it| it.iter()).collect();
    let matched = match matcher.iter().next() {
        Some((&"output", node)) => texts(node, ["path", "comparator", "expected"]),
        Some((&"success", node)) => format!("success {}", node.as_bool().unwrap_or(false)),
        Some((&"errorType", node)) => format!("error {}", node.as_str().unwrap_or("-")),
        other => format!("{other:?}"),
    };
    format!("{}: {matched}", acceptor.get_str("state").unwrap_or("-"))
}
