//! Schemas of shapes and members.

use weland_model::{Node, ShapeType};
use weland_service::{
    Constraints, ErrorTraits, HttpBinding, Member, Shape, ShapeIndex, ShapeKind, StatusRange, UnionEncoding, Xml,
};

use super::Lowering;
use super::value_type::is_nullable;
use crate::krate::{
    MemberBinding, MemberCall, MemberKind, MemberSchema, Rules, Schema, SchemaCall, SchemaKind, SchemaRef,
    TimestampFormat,
};

impl Lowering<'_> {
    /// The static with the schema of a shape.
    pub(super) fn schema_ref(&self, index: ShapeIndex) -> SchemaRef {
        let name = self.names.static_of(index).to_owned();
        if self.service.shape(index).prelude { SchemaRef::Prelude(name) } else { SchemaRef::Generated(name) }
    }

    /// The schema of a shape with these constraints.
    pub(super) fn schema(&self, index: ShapeIndex, constraints: &Constraints) -> Schema {
        let shape = self.service.shape(index);
        let mut calls = Vec::new();
        constrain(&mut calls, constraints);
        calls.extend(self.rules(shape, constraints).map(|rules| SchemaCall::Rules(Box::new(rules))));
        if let ShapeKind::Enum(values) = &shape.kind {
            internal(&mut calls, values.iter().filter(|it| it.internal).map(|it| it.value.clone()));
        }
        describe(&mut calls, shape);
        Schema { kind: self.schema_kind(index, shape), shape: shape.name.clone(), calls }
    }

    /// The rules among constraints that few shapes have, and what few errors have.
    fn rules(&self, shape: &Shape, constraints: &Constraints) -> Option<Rules> {
        let mut rules = self.value_rules(constraints);
        if let ShapeKind::Structure { error: Some(error), .. } = &shape.kind {
            let needs_namespace =
                error.namespace != self.service.namespace && self.protocols.any(|protocol| protocol.error_ids);
            let (query_code, query_status) = self.query_error(error, &shape.name);
            if needs_namespace || query_code.is_some() || query_status.is_some() {
                let rules = rules.get_or_insert_default();
                rules.namespace = needs_namespace.then(|| error.namespace.clone());
                (rules.query_code, rules.query_status) = (query_code, query_status);
            }
        }
        if let Some(xml) = self.root(shape) {
            rules.get_or_insert_default().xml = Some(xml);
        }
        rules
    }

    /// The code and the status of an error in the protocol awsQuery, if one of the service's needs to know.
    fn query_error(&self, error: &ErrorTraits, name: &str) -> (Option<String>, Option<u16>) {
        let (is_spoken, is_compatible) = (self.protocols.any(|it| it.query_errors), self.service.query_compatible);
        let code = error.query_code.clone().filter(|code| is_compatible || is_spoken && code != name);
        (code, error.query_status.filter(|status| is_spoken && *status != error.status))
    }

    /// What the root element of a document is like that a value of a shape is.
    fn root(&self, shape: &Shape) -> Option<Xml> {
        let is_root = matches!(shape.kind, ShapeKind::Structure { .. } | ShapeKind::Union { .. });
        self.xml(&shape.xml, Some(&shape.name)).filter(|_| is_root)
    }

    /// How something is written in XML, if a protocol needs to know. It is called `usual` unless the model says otherwise.
    fn xml(&self, xml: &Xml, usual: Option<&str>) -> Option<Xml> {
        let name = xml.name.clone().filter(|name| Some(&**name) != usual);
        let xml = Xml { name, ..xml.clone() };
        (!xml.is_usual() && self.protocols.any(|protocol| protocol.xml_names)).then_some(xml)
    }

    /// The names of a member in formats where it is not the name in the model.
    fn wire_names(&self, member: &Member) -> Option<MemberCall> {
        let json = Some(&member.json_name).filter(|name| **name != member.name);
        let names = [
            json.filter(|_| self.protocols.any(|protocol| protocol.json_names)).map(|name| ("jsonName", name.clone())),
            member
                .ec2_name
                .clone()
                .filter(|_| self.protocols.any(|it| it.ec2_names))
                .map(|name| ("ec2QueryName", name)),
        ];
        let names: Vec<_> = names.into_iter().flatten().collect();
        (!names.is_empty()).then_some(MemberCall::WireNames(names))
    }

    /// The rules among constraints that few shapes have.
    fn value_rules(&self, constraints: &Constraints) -> Option<Rules> {
        let targets = |shapes: &[ShapeIndex]| shapes.iter().map(|index| self.schema_ref(*index)).collect::<Vec<_>>();
        let patterns = constraints.pattern_properties.iter().filter(|(pattern, _)| pattern.unusable.is_none());
        constraints.has_rules().then(|| Rules {
            exclusive_minimum: constraints.exclusive_minimum.clone(),
            exclusive_maximum: constraints.exclusive_maximum.clone(),
            multiple_of: constraints.multiple_of.clone(),
            values: constraints.constants.clone(),
            property_count: constraints.property_count,
            pattern_properties: patterns.map(|(it, target)| (it.source.clone(), self.schema_ref(*target))).collect(),
            prefix_items: targets(&constraints.prefix_items),
            all_of: targets(&constraints.all_of),
            closed: constraints.closed,
            namespace: None,
            query_code: None,
            query_status: None,
            xml: None,
        })
    }

    /// The schema of a member whose own constraints make it differ from its target.
    pub(super) fn constrained_schema(&self, member: &Member, constraints: &Constraints) -> Schema {
        let mut schema = self.schema(member.target, constraints);
        let call = match &self.service.shape(member.target).kind {
            ShapeKind::Enum(_) => SchemaCall::ValuesOf,
            ShapeKind::IntEnum(_) => SchemaCall::NumbersOf,
            _ => return schema,
        };
        schema.calls.extend(self.names.path_of(member.target).map(call));
        schema
    }

    fn schema_kind(&self, index: ShapeIndex, shape: &Shape) -> SchemaKind {
        match &shape.kind {
            ShapeKind::Simple(ShapeType::String) => SchemaKind::String,
            ShapeKind::Simple(simple) => SchemaKind::Simple(*simple),
            ShapeKind::Enum(_) => SchemaKind::StringEnum,
            ShapeKind::IntEnum(_) => SchemaKind::IntEnum,
            ShapeKind::List { element } => SchemaKind::List(Box::new(self.entry(index, element, MemberKind::Element))),
            ShapeKind::Map { key, value } => SchemaKind::Map(Box::new([
                self.entry(index, key, MemberKind::Key),
                self.entry(index, value, MemberKind::Value),
            ])),
            ShapeKind::Structure { .. } => SchemaKind::Structure,
            ShapeKind::Union { .. } => SchemaKind::Union,
        }
    }

    fn target(&self, container: ShapeIndex, member: &Member) -> SchemaRef {
        match self.names.member_static(container, member) {
            Some(name) => SchemaRef::Generated(name.to_owned()),
            None => self.schema_ref(member.target),
        }
    }

    /// The member of a list or map.
    fn entry(&self, container: ShapeIndex, member: &Member, kind: MemberKind) -> MemberSchema {
        let calls = member.presence.nullable.then_some(MemberCall::Nullable).into_iter();
        let calls = calls.chain(self.xml(&member.xml, Some(&member.name)).map(MemberCall::Xml)).chain(traits(member));
        MemberSchema { kind, target: self.target(container, member), calls: calls.collect() }
    }

    /// The member of a structure or union.
    pub(super) fn member_schema(&self, container: ShapeIndex, member: &Member) -> MemberSchema {
        let is_nullable =
            is_nullable(member) && matches!(self.service.shape(container).kind, ShapeKind::Structure { .. });
        // A member with a default is never missing.
        let binding = match self.has_http_bindings() {
            true => self.openapi_binding(container, member).or_else(|| binding(member)),
            false => binding(member).filter(is_of_event),
        };
        let is_label = matches!(binding, Some(MemberCall::Label));
        let required = member.presence.required && member.default.is_none() && !is_label && !is_rest(member);
        // Outside of the body there is no XML.
        let is_in_body = !self.has_http_bindings()
            || matches!(member.binding, HttpBinding::Body | HttpBinding::Payload | HttpBinding::EventPayload);
        // The root element that a payload is would otherwise be called as its shape.
        let usual = (member.binding != HttpBinding::Payload).then_some(&*member.name);
        let xml = self.xml(&member.xml, usual).filter(|_| is_in_body);
        let calls = self
            .wire_names(member)
            .into_iter()
            .chain(xml.map(MemberCall::Xml))
            .chain(is_nullable.then_some(MemberCall::Nullable))
            .chain(is_rest(member).then_some(MemberCall::Rest))
            .chain(binding)
            .chain(self.service.has_items(member).then_some(MemberCall::Stream))
            .chain(required.then_some(MemberCall::Required))
            .chain(traits(member));
        MemberSchema {
            kind: MemberKind::Named(member.name.clone()),
            target: self.target(container, member),
            calls: calls.collect(),
        }
    }
}

/// Whether a binding is one within an event, which all protocols have.
fn is_of_event(binding: &MemberCall) -> bool {
    matches!(binding, MemberCall::Bound(MemberBinding::EventHeader | MemberBinding::EventPayload))
}

/// Whether a shape has a type of its own, which holds its schema.
pub(super) fn has_type(shape: &Shape) -> bool {
    !matches!(shape.kind, ShapeKind::Simple(_) | ShapeKind::List { .. } | ShapeKind::Map { .. })
}

/// Whether a member holds the keys that are no other member's, which only a document has.
fn is_rest(member: &Member) -> bool {
    member.rest && member.binding == HttpBinding::Body
}

fn describe(calls: &mut Vec<SchemaCall>, shape: &Shape) {
    let flags = [
        shape.open.then_some(SchemaCall::Open),
        shape.nullable.then_some(SchemaCall::Nullable),
        shape.sensitive.then_some(SchemaCall::Sensitive),
        shape.streaming.then_some(SchemaCall::Streaming),
        shape.requires_length.then_some(SchemaCall::RequiresLength),
        shape.media_type.clone().map(SchemaCall::MediaType),
    ];
    calls.extend(flags.into_iter().flatten());
    if let ShapeKind::Union { encoding, .. } = &shape.kind {
        encode(calls, encoding);
    }
    if let ShapeKind::Structure { error: Some(error), .. } = &shape.kind {
        calls.push(SchemaCall::Error(error.status));
        if error.statuses != StatusRange::Code(error.status) {
            calls.push(SchemaCall::Statuses(error.statuses));
        }
        if error.retryable {
            calls.push(SchemaCall::Retryable { throttling: error.throttling });
        }
    }
}

fn encode(calls: &mut Vec<SchemaCall>, encoding: &UnionEncoding) {
    match encoding {
        UnionEncoding::Tagged => {}
        UnionEncoding::Untagged { discriminator, exactly_one } => {
            calls.push(SchemaCall::Untagged);
            calls.extend(exactly_one.then_some(SchemaCall::ExactlyOne));
            let discriminator = discriminator.clone();
            calls.extend(discriminator.map(|it| SchemaCall::Discriminator(it.property, it.mapping)));
        }
        // The members say so themselves.
        UnionEncoding::ByStatus | UnionEncoding::ByMediaType => {}
        UnionEncoding::Discriminated(key) => calls.push(SchemaCall::Discriminated(key.clone())),
    }
}

fn constrain(calls: &mut Vec<SchemaCall>, constraints: &Constraints) {
    // What cannot be matched is nothing for a schema: nobody would match it, as there is no server and no validator then.
    let pattern = constraints.pattern.as_ref().filter(|pattern| pattern.unusable.is_none());
    let own = [
        constraints.length.map(|(min, max)| SchemaCall::Length(min, max)),
        constraints.range.clone().map(|(min, max)| SchemaCall::Range(min, max)),
        pattern.map(|pattern| SchemaCall::Pattern(pattern.source.clone())),
        constraints.unique_items.then_some(SchemaCall::UniqueItems),
    ];
    calls.extend(own.into_iter().flatten());
    if !constraints.values.is_empty() {
        calls.push(SchemaCall::Values(constraints.values.iter().map(|it| it.text.clone()).collect()));
        internal(calls, constraints.values.iter().filter(|it| it.internal).map(|it| it.text.clone()));
    }
}

fn internal(calls: &mut Vec<SchemaCall>, values: impl Iterator<Item = String>) {
    let values: Vec<String> = values.collect();
    if !values.is_empty() {
        calls.push(SchemaCall::InternalValues(values));
    }
}

fn traits(member: &Member) -> impl Iterator<Item = MemberCall> + use<> {
    let format = match member.timestamp_format.as_deref() {
        Some("epoch-seconds") => Some(TimestampFormat::EpochSeconds),
        Some("date-time") => Some(TimestampFormat::DateTime),
        Some("http-date") => Some(TimestampFormat::HttpDate),
        _ => None,
    };
    let token = member.idempotency_token.then_some(MemberCall::IdempotencyToken);
    format.map(MemberCall::TimestampFormat).into_iter().chain(token)
}

fn binding(member: &Member) -> Option<MemberCall> {
    let defaults_to_zero = || member.default.as_ref().and_then(Node::as_i64) == Some(0);
    Some(match &member.binding {
        // Cookies are parameters in any case.
        HttpBinding::Body | HttpBinding::Cookie(_) => return None,
        HttpBinding::Label => MemberCall::Label,
        HttpBinding::Query(name) => MemberCall::Query(name.clone()),
        HttpBinding::Header(name) => MemberCall::Header(name.clone()),
        HttpBinding::Payload => member.content.clone().map_or(MemberCall::Payload, MemberCall::Content),
        HttpBinding::QueryParams => MemberCall::Bound(MemberBinding::QueryParams),
        HttpBinding::PrefixHeaders(prefix) => MemberCall::Bound(MemberBinding::PrefixHeaders(prefix.clone())),
        HttpBinding::StatusCode if defaults_to_zero() => MemberCall::Bound(MemberBinding::StatusCodeUnlessZero),
        HttpBinding::StatusCode => MemberCall::Bound(MemberBinding::StatusCode),
        HttpBinding::EventHeader => MemberCall::Bound(MemberBinding::EventHeader),
        HttpBinding::EventPayload => MemberCall::Bound(MemberBinding::EventPayload),
    })
}
