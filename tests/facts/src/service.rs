//! The facts that the resolved service states: what generated code is made from.

use weland_model::ShapeType;
use weland_service::{
    Acceptor, AcceptorMatcher, Bound, Constraints, HttpBinding, Member, Operation, Service, Shape, ShapeIndex,
    ShapeKind,
};

use crate::model::type_name;
use crate::{Facts, MemberFacts, bounds, joined, set_uri};

/// The facts of a service.
#[must_use]
pub fn facts(service: &Service) -> Facts {
    let mut facts = Facts::default();
    facts.set("service/name", &service.name);
    facts.set("service/namespace", &service.namespace);
    facts.set("service/version", &service.version);
    for operation in &service.operations {
        set_operation(service, operation, &mut facts);
    }
    for (index, shape) in service.shapes.iter().enumerate() {
        set_shape(service, ShapeIndex(index), shape, &mut facts);
    }
    facts
}

fn set_operation(service: &Service, operation: &Operation, facts: &mut Facts) {
    let path = format!("operations/{}", operation.name);
    if let Some(http) = &operation.http {
        facts.set(format!("{path}/method"), &http.method);
        set_uri(facts, &path, &http.uri);
    }
    facts.set(format!("{path}/status"), operation.success_status());
    facts.set_if(format!("{path}/deprecated"), operation.docs.deprecated.as_ref().map(|_| true));
    for index in operation.errors() {
        let error = service.shape(index);
        facts.set_if(format!("{path}/errors/{}", error.name), status(error));
    }
    if let Some(pages) = &operation.pagination {
        for (key, way) in [
            ("input_token", Some(&pages.input_token)),
            ("output_token", Some(&pages.output_token)),
            ("page_size", pages.page_size.as_ref()),
            ("items", pages.items.as_ref()),
        ] {
            facts.set_if(format!("{path}/pagination/{key}"), way.map(|members| dotted(members)));
        }
    }
    for (side, index) in [("input", operation.input), ("output", operation.output)] {
        let Some(shape) = index.map(|index| service.shape(index)) else { continue };
        let path = format!("{path}/{side}");
        facts.set(&path, &shape.name);
        for member in members(shape) {
            set_message_member(service, &path, member, facts);
        }
    }
    for waiter in &operation.waiters {
        let path = format!("waiters/{}", waiter.name);
        facts.set(format!("{path}/operation"), &operation.name);
        facts.set(format!("{path}/delay"), waiter.min_delay);
        for (index, acceptor) in waiter.acceptors.iter().enumerate() {
            facts.set(format!("{path}/acceptors/{index}"), acceptor_text(acceptor));
        }
    }
}

fn dotted(members: &[Member]) -> String {
    members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(".")
}

fn status(shape: &Shape) -> Option<u16> {
    match &shape.kind {
        ShapeKind::Structure { error, .. } => error.as_ref().map(|error| error.status),
        _ => None,
    }
}

fn members(shape: &Shape) -> &[Member] {
    match &shape.kind {
        ShapeKind::Structure { members, .. } | ShapeKind::Union { members, .. } => members,
        _ => &[],
    }
}

/// A member of an input or output; an event stream counts as the members of its union.
fn set_message_member(service: &Service, path: &str, member: &Member, facts: &mut Facts) {
    let target = service.shape(member.target);
    if target.streaming && member.binding == HttpBinding::Payload && matches!(target.kind, ShapeKind::Union { .. }) {
        for event in members(target) {
            let facts_of_event = MemberFacts { location: Some("event_stream".into()), ..read(service, event) };
            facts.member(&format!("{path}/{}", event.name), facts_of_event);
        }
        return;
    }
    facts.member(&format!("{path}/{}", member.name), placed(member, read(service, member)));
}

/// The facts of a member with its place in a message.
fn placed(member: &Member, facts: MemberFacts) -> MemberFacts {
    let (location, wire) = match &member.binding {
        HttpBinding::Body => ("body", &member.json_name),
        HttpBinding::Label => ("label", &member.name),
        HttpBinding::Query(name) => ("query", name),
        HttpBinding::Header(name) => ("header", name),
        HttpBinding::Payload => ("payload", &member.name),
        HttpBinding::StatusCode => ("statusCode", &member.name),
        other => return MemberFacts { location: Some(format!("{other:?}")), ..facts },
    };
    MemberFacts { location: Some(location.to_owned()), wire: Some(wire.clone()), ..facts }
}

/// What holds for a member, apart from its place in a message.
fn read(service: &Service, member: &Member) -> MemberFacts {
    let mut facts = MemberFacts::default();
    facts.value_type = describe(service, member, &mut facts, 0);
    facts.required = member.presence.required;
    facts
}

/// The type of a member; what constrains it goes into `facts`.
fn describe(service: &Service, member: &Member, facts: &mut MemberFacts, depth: usize) -> String {
    let target = service.shape(member.target);
    if depth > service.shapes.len() {
        return format!("{} in a circle", target.name);
    }
    let constraints = member.constraints.as_ref().unwrap_or(&target.constraints);
    facts.sensitive |= target.sensitive;
    match &target.kind {
        ShapeKind::List { element, .. } => {
            facts.list_size = length(constraints);
            format!("List<{}>", describe(service, element, facts, depth + 1))
        }
        ShapeKind::Map { key, value, .. } => {
            facts.map_entries = length(constraints);
            let key_shape = service.shape(key.target);
            let key_constraints = key.constraints.as_ref().unwrap_or(&key_shape.constraints);
            facts.key_length = length(key_constraints);
            facts.key_pattern = pattern(key_constraints);
            facts.key_values = enum_values(key_shape);
            let key = type_name(shape_type(key_shape), &key_shape.name);
            format!("Map<{key},{}>", describe(service, value, facts, depth + 1))
        }
        _ => {
            facts.shape = Some(target.name.clone());
            facts.length = length(constraints);
            facts.range = range(constraints);
            facts.pattern = pattern(constraints);
            facts.values = enum_values(target);
            facts.streaming = target.streaming;
            match (shape_type(target), member.timestamp_format.as_deref()) {
                (ShapeType::Timestamp, Some(format)) if format != "epoch-seconds" => format!("Timestamp as {format}"),
                (shape_type, _) => type_name(shape_type, &target.name),
            }
        }
    }
}

fn shape_type(shape: &Shape) -> ShapeType {
    match &shape.kind {
        ShapeKind::Simple(shape_type) => *shape_type,
        ShapeKind::Enum(_) => ShapeType::Enum,
        ShapeKind::IntEnum(_) => ShapeType::IntEnum,
        ShapeKind::List { .. } => ShapeType::List,
        ShapeKind::Map { .. } => ShapeType::Map,
        ShapeKind::Structure { .. } => ShapeType::Structure,
        ShapeKind::Union { .. } => ShapeType::Union,
    }
}

#[expect(clippy::cast_precision_loss, reason = "bounds of lengths are far below 2^53")]
fn length(constraints: &Constraints) -> Option<String> {
    let (min, max) = constraints.length?;
    Some(bounds(min.map(|value| value as f64), max.map(|value| value as f64)))
}

#[expect(clippy::cast_precision_loss, reason = "bounds of ranges are far below 2^53")]
fn range(constraints: &Constraints) -> Option<String> {
    let (min, max) = constraints.range.as_ref()?;
    let number = |bound: &Bound| match bound {
        Bound::Integer(value) => *value as f64,
        Bound::Decimal(value) => *value,
        Bound::Text(value) => value.parse().unwrap_or(f64::NAN),
    };
    Some(bounds(min.as_ref().map(number), max.as_ref().map(number)))
}

fn pattern(constraints: &Constraints) -> Option<String> {
    constraints.pattern.as_ref().map(|pattern| pattern.source.clone())
}

fn enum_values(shape: &Shape) -> Option<Vec<String>> {
    match &shape.kind {
        ShapeKind::Enum(values) => Some(values.iter().map(|it| it.value.clone()).collect()),
        _ => None,
    }
}

fn set_shape(service: &Service, index: ShapeIndex, shape: &Shape, facts: &mut Facts) {
    let name = &shape.name;
    match &shape.kind {
        ShapeKind::Enum(_) => facts.set(format!("enums/{name}"), joined(&enum_values(shape).unwrap_or_default())),
        ShapeKind::Structure { members, error: Some(error) } => {
            facts.set(format!("errors/{name}/status"), error.status);
            for member in members {
                let facts_of_member = placed(member, read(service, member).of_error());
                facts.member(&format!("errors/{name}/{}", member.name), facts_of_member);
            }
        }
        ShapeKind::Structure { .. } | ShapeKind::Union { .. } if !is_message(service, index) => {
            facts.set(format!("structures/{name}/kind"), shape_type(shape));
            for member in members(shape) {
                let facts_of_member = MemberFacts { wire: Some(member.json_name.clone()), ..read(service, member) };
                facts.member(&format!("structures/{name}/{}", member.name), facts_of_member);
            }
        }
        _ => {}
    }
}

/// Whether a structure is an input or output and nothing else: no member holds it.
fn is_message(service: &Service, index: ShapeIndex) -> bool {
    let is_used = service.operations.iter().any(|it| it.input == Some(index) || it.output == Some(index));
    let holds = |shape: &Shape| match &shape.kind {
        ShapeKind::List { element, .. } => element.target == index,
        ShapeKind::Map { value, .. } => value.target == index,
        _ => members(shape).iter().any(|member| member.target == index),
    };
    is_used && !service.shapes.iter().any(holds)
}

fn acceptor_text(acceptor: &Acceptor) -> String {
    let matched = match &acceptor.matcher {
        AcceptorMatcher::Output(it) => format!("{} {} {}", it.path, it.comparator.name(), it.expected),
        AcceptorMatcher::InputOutput(it) => {
            format!("input and output: {} {} {}", it.path, it.comparator.name(), it.expected)
        }
        AcceptorMatcher::Success(success) => format!("success {success}"),
        AcceptorMatcher::ErrorType(name) => format!("error {name}"),
    };
    format!("{}: {matched}", acceptor.state.name())
}
