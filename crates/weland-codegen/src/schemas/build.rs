//! From the Crate stage to schemas of the runtime, which are never freed.

use std::collections::HashMap;

use weland_core::schema::{self as core, Constant, PatternConstraint, PatternProperty, Rules, Schema};
use weland_core::{Bound, Length, Member, ShapeType, TimestampFormat};
use weland_model::ShapeType as ModelType;
use weland_service::{Bound as ModelBound, Constant as ModelConstant, StatusRange};

use super::graph::Group;
use crate::krate::{
    self, MemberCall, MemberKind, MemberSchema, SchemaCall, SchemaKind, SchemaRef, TimestampFormat as StatedFormat,
};
use crate::lower::{Definition, Values};

/// What stands for shapes below the level that any document reaches, and for those that would be themselves: no value is one.
static NOTHING: Schema = Schema::new(ShapeType::Document, "Nothing").rules(&NO_VALUES);
static NO_VALUES: Rules = Rules { values: Some(&[]), ..Rules::NONE };

/// All members of a schema.
pub(super) fn members(definition: &Definition) -> Vec<&MemberSchema> {
    let entries = match &definition.schema.kind {
        SchemaKind::List(element) => vec![&**element],
        SchemaKind::Map(entry) => entry.iter().collect(),
        _ => Vec::new(),
    };
    entries.into_iter().chain(&definition.members).collect()
}

/// Whether a member holds keys of the object that it is a member of.
pub(super) fn is_rest(member: &MemberSchema) -> bool {
    member.calls.contains(&MemberCall::Rest)
}

/// All schemas of a service, by number and by name.
pub(super) struct Definitions {
    list: Vec<Definition>,
    generated: HashMap<String, usize>,
    prelude: HashMap<String, usize>,
}

impl Definitions {
    pub(super) fn new(list: Vec<Definition>) -> Self {
        let (mut generated, mut prelude) = (HashMap::new(), HashMap::new());
        for (index, definition) in list.iter().enumerate() {
            match &definition.name {
                SchemaRef::Generated(name) => generated.insert(name.clone(), index),
                SchemaRef::Prelude(name) => prelude.insert(name.clone(), index),
            };
        }
        Self { list, generated, prelude }
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Definition> {
        self.list.iter()
    }

    pub(super) fn place(&self, name: &SchemaRef) -> Option<usize> {
        match name {
            SchemaRef::Generated(name) => self.generated.get(name).copied(),
            SchemaRef::Prelude(name) => self.prelude.get(name).copied(),
        }
    }

    /// The schema of a definition and of all that it refers to, those in circles as often as a document has levels.
    pub(super) fn build(&self, plan: &[Group], levels: usize, start: usize) -> &'static Schema {
        let mut built: Built = vec![None; self.list.len()];
        for group in plan {
            if let ([node], false) = (group.members.as_slice(), group.is_circle) {
                self.make(*node, &mut built, None);
                continue;
            }
            // From the innermost level outwards: what lies within a value is one level further inside.
            for _ in 0..=levels {
                let inner = built.clone();
                group.members.iter().for_each(|&node| set(&mut built, node, None));
                group.members.iter().for_each(|&node| self.make(node, &mut built, Some(&inner)));
            }
        }
        built.get(start).copied().flatten().unwrap_or(&NOTHING)
    }

    fn make(&self, node: usize, built: &mut Built, inner: Option<&Built>) {
        let Some(definition) = self.list.get(node) else { return };
        let maker = Maker { definitions: self, inner: inner.unwrap_or(built), built };
        let schema: &'static Schema = Box::leak(Box::new(maker.schema(definition)));
        set(built, node, Some(schema));
    }
}

/// The schemas that have been made, by number.
type Built = Vec<Option<&'static Schema>>;

fn set(built: &mut Built, node: usize, schema: Option<&'static Schema>) {
    if let Some(place) = built.get_mut(node) {
        *place = schema;
    }
}

/// What schemas are found by while one is made.
struct Maker<'a> {
    definitions: &'a Definitions,
    /// Those of the same level.
    built: &'a Built,
    /// Those of the level below.
    inner: &'a Built,
}

impl Maker<'_> {
    fn target(&self, name: &SchemaRef, is_nested: bool) -> &'static Schema {
        // A shape without a static of its own is a document.
        let Some(index) = self.definitions.place(name) else { return &core::DOCUMENT };
        let from = if is_nested { self.inner } else { self.built };
        from.get(index).copied().flatten().unwrap_or(&NOTHING)
    }

    fn schema(&self, definition: &Definition) -> Schema {
        let is_same_value = is_same_value(definition);
        let members: Vec<Member> = members(definition)
            .into_iter()
            .map(|member| member_of(member, self.target(&member.target, !is_same_value && !is_rest(member))))
            .collect();
        let name = text(&definition.schema.shape);
        let mut schema = Schema::new(shape_type(&definition.schema.kind), name).with_members(leak(members));
        match &definition.values {
            Values::None => {}
            Values::Texts(values) => schema = schema.values(texts(values)),
            Values::Numbers(values) => schema = schema.numbers(leak(values.clone())),
        }
        definition.schema.calls.iter().fold(schema, |schema, call| self.call(schema, call))
    }

    fn call(&self, schema: Schema, call: &SchemaCall) -> Schema {
        match call {
            SchemaCall::Length(min, max) => schema.length(*min, *max),
            SchemaCall::Range(min, max) => schema.range(min.as_ref().map(bound), max.as_ref().map(bound)),
            SchemaCall::Pattern(source) => schema.pattern(pattern(source)),
            SchemaCall::UniqueItems => schema.unique_items(),
            SchemaCall::Values(values) => schema.values(texts(values)),
            SchemaCall::InternalValues(values) => schema.internal_values(texts(values)),
            // They are among the definition's own.
            SchemaCall::ValuesOf(_) | SchemaCall::NumbersOf(_) => schema,
            SchemaCall::Open => schema.open(),
            SchemaCall::Nullable => schema.nullable(),
            SchemaCall::Sensitive => schema.sensitive(),
            SchemaCall::Streaming => schema.streaming(),
            SchemaCall::RequiresLength => schema.requires_length(),
            SchemaCall::MediaType(name) => schema.media_type(text(name)),
            SchemaCall::Rules(rules) => schema.rules(Box::leak(Box::new(self.rules(rules)))),
            SchemaCall::Untagged => schema.untagged(),
            SchemaCall::ExactlyOne => schema.exactly_one(),
            SchemaCall::Discriminator(property, mapping) => {
                let mapping: Vec<_> = mapping.iter().map(|(value, member)| (text(value), text(member))).collect();
                schema.discriminator(text(property), leak(mapping))
            }
            SchemaCall::Discriminated(key) => schema.discriminated(text(key)),
            SchemaCall::Error(status) => schema.error(*status),
            SchemaCall::Statuses(statuses) => schema.statuses(status_range(*statuses)),
            SchemaCall::Retryable { throttling } => schema.retryable(*throttling),
        }
    }

    /// The rules for values. What else is among them is about messages.
    fn rules(&self, rules: &krate::Rules) -> Rules {
        let root = |target: &SchemaRef, is_nested| Member::root(self.target(target, is_nested));
        let properties = rules.pattern_properties.iter();
        let properties =
            properties.map(|(source, target)| PatternProperty { pattern: pattern(source), value: root(target, true) });
        Rules {
            exclusive_minimum: rules.exclusive_minimum.as_ref().map(bound),
            exclusive_maximum: rules.exclusive_maximum.as_ref().map(bound),
            multiple_of: rules.multiple_of.as_deref().map(text),
            values: rules.values.as_ref().map(|values| leak(values.iter().map(constant).collect())),
            property_count: rules.property_count.map(|(min, max)| Length { min, max }),
            pattern_properties: leak(properties.collect()),
            prefix_items: leak(rules.prefix_items.iter().map(|target| root(target, true)).collect()),
            all_of: leak(rules.all_of.iter().map(|target| root(target, false)).collect()),
            closed: rules.closed,
            ..Rules::NONE
        }
    }
}

/// Whether the values of members are the value itself rather than parts of it.
pub(super) fn is_same_value(definition: &Definition) -> bool {
    let is = |call: &SchemaCall| matches!(call, SchemaCall::Untagged | SchemaCall::Discriminated(_));
    definition.schema.calls.iter().any(is)
}

/// The member as JSON has it. Where it stands in messages makes no difference to that.
fn member_of(member: &MemberSchema, target: &'static Schema) -> Member {
    let made = match &member.kind {
        MemberKind::Named(name) => Member::new(text(name), target),
        MemberKind::Element => Member::element(target),
        MemberKind::Key => Member::key(target),
        MemberKind::Value => Member::value(target),
    };
    member.calls.iter().fold(made, |made, call| match call {
        MemberCall::Nullable => made.nullable(),
        MemberCall::Rest => made.rest(),
        MemberCall::WireNames(names) => {
            made.wire_names(leak(names.iter().map(|(format, name)| (*format, text(name))).collect()))
        }
        MemberCall::Label => made.label(),
        MemberCall::Required => made.required(),
        MemberCall::TimestampFormat(format) => made.timestamp_format(match format {
            StatedFormat::EpochSeconds => TimestampFormat::EpochSeconds,
            StatedFormat::DateTime => TimestampFormat::DateTime,
            StatedFormat::HttpDate => TimestampFormat::HttpDate,
        }),
        MemberCall::Stream => made.stream(),
        _ => made,
    })
}

fn shape_type(kind: &SchemaKind) -> ShapeType {
    match kind {
        SchemaKind::String => ShapeType::String,
        SchemaKind::StringEnum => ShapeType::Enum,
        SchemaKind::IntEnum => ShapeType::IntEnum,
        SchemaKind::List(_) => ShapeType::List,
        SchemaKind::Map(_) => ShapeType::Map,
        SchemaKind::Structure => ShapeType::Structure,
        SchemaKind::Union => ShapeType::Union,
        SchemaKind::Simple(simple) => match simple {
            ModelType::Blob => ShapeType::Blob,
            ModelType::Boolean => ShapeType::Boolean,
            ModelType::String => ShapeType::String,
            ModelType::Byte => ShapeType::Byte,
            ModelType::Short => ShapeType::Short,
            ModelType::Integer => ShapeType::Integer,
            ModelType::Long => ShapeType::Long,
            ModelType::Float => ShapeType::Float,
            ModelType::Double => ShapeType::Double,
            ModelType::BigInteger => ShapeType::BigInteger,
            ModelType::BigDecimal => ShapeType::BigDecimal,
            ModelType::Timestamp => ShapeType::Timestamp,
            _ => ShapeType::Document,
        },
    }
}

fn status_range(statuses: StatusRange) -> core::StatusRange {
    match statuses {
        StatusRange::Code(code) => core::StatusRange::Code(code),
        StatusRange::Class(digit) => core::StatusRange::Class(digit),
        StatusRange::Default => core::StatusRange::Default,
    }
}

fn bound(bound: &ModelBound) -> Bound {
    match bound {
        ModelBound::Integer(value) => Bound::Integer(*value),
        ModelBound::Decimal(value) => Bound::Decimal(*value),
        ModelBound::Text(value) => Bound::Text(text(value)),
    }
}

fn constant(value: &ModelConstant) -> Constant {
    match value {
        ModelConstant::Null => Constant::Null,
        ModelConstant::Boolean(value) => Constant::Boolean(*value),
        ModelConstant::Number(number) => Constant::Number(text(number)),
        ModelConstant::String(value) => Constant::String(text(value)),
        ModelConstant::List(all) => Constant::List(leak(all.iter().map(constant).collect())),
        ModelConstant::Map(all) => {
            Constant::Map(leak(all.iter().map(|(key, value)| (text(key), constant(value))).collect()))
        }
    }
}

fn pattern(source: &str) -> &'static PatternConstraint {
    Box::leak(Box::new(PatternConstraint::new(text(source))))
}

fn text(text: &str) -> &'static str {
    Box::leak(Box::<str>::from(text))
}

fn texts(texts: &[String]) -> &'static [&'static str] {
    leak(texts.iter().map(|it| text(it)).collect())
}

fn leak<T>(values: Vec<T>) -> &'static [T] {
    Vec::leak(values)
}
