//! Schemas of shapes and members, as expressions of types crates.

use weland_model::ShapeType;
use weland_service::{Bound, Constant, FieldEncoding, ParameterStyle, StatusRange, Xml};

use super::path::Path;
use super::uses::Uses;

/// The schema of a shape: a constructor and the calls behind it.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The constructor.
    pub kind: SchemaKind,
    /// The name of the shape.
    pub shape: String,
    /// The calls, in order.
    pub calls: Vec<SchemaCall>,
}

/// A constructor of a schema.
#[derive(Debug, Clone)]
pub enum SchemaKind {
    /// `Schema::string`.
    String,
    /// `Schema::new` with another type that has no members.
    Simple(ShapeType),
    /// `Schema::string_enum`.
    StringEnum,
    /// `Schema::int_enum`.
    IntEnum,
    /// `Schema::list` with its element.
    List(Box<MemberSchema>),
    /// `Schema::map` with its key and its value.
    Map(Box<[MemberSchema; 2]>),
    /// `Schema::structure`; `structure!` adds the members.
    Structure,
    /// `Schema::union`; `union!` adds the members.
    Union,
}

/// A call that adds to a schema.
#[derive(Debug, Clone)]
pub enum SchemaCall {
    /// The least and the greatest length.
    Length(Option<u64>, Option<u64>),
    /// The least and the greatest value.
    Range(Option<Bound>, Option<Bound>),
    /// A pattern that is known to compile.
    Pattern(String),
    /// Elements of the list differ.
    UniqueItems,
    /// The values that a text may have.
    Values(Vec<String>),
    /// Values that messages to the outside must not name.
    InternalValues(Vec<String>),
    /// The values of a generated enum of strings.
    ValuesOf(Path),
    /// The values of a generated enum of numbers.
    NumbersOf(Path),
    /// An enum may have other values.
    Open,
    /// Null is a value where the shape stands alone.
    Nullable,
    /// Values stay out of logs.
    Sensitive,
    /// The shape is a stream.
    Streaming,
    /// The length of the stream is known before it is sent.
    RequiresLength,
    /// The media type of a string or blob.
    MediaType(String),
    /// Rules that few shapes have.
    Rules(Box<Rules>),
    /// Values of the union have no tag.
    Untagged,
    /// A value of the union is one of a single member.
    ExactlyOne,
    /// Members of the union are known by a key of their structures: the key, and its values with the names of members.
    Discriminator(String, Vec<(String, String)>),
    /// Members of the union are known by a key beside the members of their structures.
    Discriminated(String),
    /// The HTTP status of an error.
    Error(u16),
    /// The statuses of responses that are the error.
    Statuses(StatusRange),
    /// Another try may succeed, and whether the error asks to slow down.
    Retryable {
        /// Whether it asks to slow down.
        throttling: bool,
    },
}

/// The rules that few shapes have; those that are not set are left out.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// What a number must be greater than.
    pub exclusive_minimum: Option<Bound>,
    /// What a number must be less than.
    pub exclusive_maximum: Option<Bound>,
    /// What a number must be a multiple of.
    pub multiple_of: Option<String>,
    /// What a value must be one of.
    pub values: Option<Vec<Constant>>,
    /// How many keys an object may have.
    pub property_count: Option<(Option<u64>, Option<u64>)>,
    /// Patterns of keys, with the shapes of the values.
    pub pattern_properties: Vec<(String, SchemaRef)>,
    /// The shapes of the first elements of a list.
    pub prefix_items: Vec<SchemaRef>,
    /// Shapes that the value must be a value of, too.
    pub all_of: Vec<SchemaRef>,
    /// Whether an object has no other keys.
    pub closed: bool,
    /// The namespace of an error.
    pub namespace: Option<String>,
    /// The code of an error in the protocol awsQuery.
    pub query_code: Option<String>,
    /// The status that an error has there, where it is not the usual one.
    pub query_status: Option<u16>,
    /// What the root element of a document in XML is like.
    pub xml: Option<Xml>,
}

impl Rules {
    /// Records the names that the expression refers to.
    fn uses(&self, uses: &mut Uses) {
        if self.exclusive_minimum.is_some() || self.exclusive_maximum.is_some() {
            uses.core("Bound");
        }
        if !self.pattern_properties.is_empty() {
            uses.core("pattern");
        }
        if self.xml.is_some() {
            uses.core("Xml");
        }
        let properties = self.pattern_properties.iter().map(|(_, target)| target);
        for target in properties.chain(&self.prefix_items).chain(&self.all_of) {
            uses.core("Member");
            target.uses(uses);
        }
    }
}

/// The static that holds a schema.
#[derive(Debug, Clone)]
pub enum SchemaRef {
    /// A static of the types crate.
    Generated(String),
    /// A static of the runtime, for a shape of the prelude.
    Prelude(String),
}

/// The schema of a member: a constructor and the calls behind it.
#[derive(Debug, Clone)]
pub struct MemberSchema {
    /// The constructor.
    pub kind: MemberKind,
    /// The schema of its target.
    pub target: SchemaRef,
    /// The calls, in order.
    pub calls: Vec<MemberCall>,
}

/// A constructor of a member's schema.
#[derive(Debug, Clone)]
pub enum MemberKind {
    /// `Member::new` with the member's name, in structures and unions.
    Named(String),
    /// `Member::element`.
    Element,
    /// `Member::key`.
    Key,
    /// `Member::value`.
    Value,
}

/// A call that adds to the schema of a member.
#[derive(Debug, Clone, PartialEq)]
pub enum MemberCall {
    /// Null is a value.
    Nullable,
    /// The member holds the keys that are no other member's.
    Rest,
    /// The names in formats where it is not the name in the model: what the format calls its names, and the name.
    WireNames(Vec<(&'static str, String)>),
    /// How the member is written in XML.
    Xml(Xml),
    /// Bound to the path.
    Label,
    /// Bound to a parameter of the query string.
    Query(String),
    /// Bound to a header.
    Header(String),
    /// Bound to the whole body.
    Payload,
    /// Bound to the whole body, in a media type.
    Content(String),
    /// Bound to a parameter in a style of its own.
    Parameter(Parameter),
    /// The body of responses with these statuses, in a media type if there is a body.
    Response(StatusRange, Option<String>),
    /// A field of a form that is written in a way of its own.
    Part(FieldEncoding),
    /// Bound to another place.
    Bound(MemberBinding),
    /// The member must be present.
    Required,
    /// The format of a timestamp.
    TimestampFormat(TimestampFormat),
    /// The client fills in a missing value.
    IdempotencyToken,
    /// The member is a stream of values, or may be one.
    Stream,
}

/// A parameter in a style of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Where it stands: the constructor.
    pub place: ParameterPlace,
    /// Its name there.
    pub name: String,
    /// How its value becomes text, if not in the usual way for its place.
    pub style: TextStyle,
}

/// How the value of a parameter becomes text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// As is usual where the parameter stands.
    Usual,
    /// As the model states.
    Stated(ParameterStyle),
    /// As a document of JSON.
    Json,
}

/// Where a parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterPlace {
    /// `ParameterSchema::path`.
    Path,
    /// `ParameterSchema::query`.
    Query,
    /// `ParameterSchema::header`.
    Header,
    /// `ParameterSchema::cookie`.
    Cookie,
}

/// A place of a member that has no call of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum MemberBinding {
    /// `Binding::QueryParams`.
    QueryParams,
    /// `Binding::PrefixHeaders`.
    PrefixHeaders(String),
    /// `Binding::StatusCode`.
    StatusCode,
    /// `Binding::StatusCodeUnlessZero`.
    StatusCodeUnlessZero,
    /// `Binding::EventHeader`.
    EventHeader,
    /// `Binding::EventPayload`.
    EventPayload,
}

/// A format of timestamps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since the epoch.
    EpochSeconds,
    /// A date and a time by RFC 3339.
    DateTime,
    /// A date and a time as HTTP headers have them.
    HttpDate,
}

impl Schema {
    /// Records the names that the expression refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        uses.core("Schema");
        match &self.kind {
            SchemaKind::Simple(_) => uses.core("ShapeType"),
            SchemaKind::List(element) => element.uses(uses),
            SchemaKind::Map(members) => members.iter().for_each(|member| member.uses(uses)),
            SchemaKind::String
            | SchemaKind::StringEnum
            | SchemaKind::IntEnum
            | SchemaKind::Structure
            | SchemaKind::Union => {}
        }
        self.uses_of_calls(uses);
    }

    /// Records the names that the calls refer to.
    pub(super) fn uses_of_calls(&self, uses: &mut Uses) {
        for call in &self.calls {
            match call {
                SchemaCall::Range(min, max) if min.is_some() || max.is_some() => uses.core("Bound"),
                SchemaCall::Pattern(_) => uses.core("pattern"),
                SchemaCall::Rules(rules) => rules.uses(uses),
                SchemaCall::Statuses(_) => uses.core("StatusRange"),
                SchemaCall::ValuesOf(path) | SchemaCall::NumbersOf(path) => uses.path(path),
                _ => {}
            }
        }
    }
}

impl SchemaRef {
    /// Records the names that the expression refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        match self {
            Self::Generated(name) => uses.generated(name),
            Self::Prelude(_) => uses.prelude(),
        }
    }
}

impl MemberSchema {
    /// Records the names that the expression refers to.
    pub(super) fn uses(&self, uses: &mut Uses) {
        uses.core("Member");
        self.uses_of_calls(uses);
    }

    /// Records the names that the target and the calls refer to.
    pub(super) fn uses_of_calls(&self, uses: &mut Uses) {
        self.target.uses(uses);
        for call in &self.calls {
            match call {
                MemberCall::Bound(_) => uses.core("Binding"),
                MemberCall::Response(..) => uses.core("StatusRange"),
                MemberCall::Part(field) => {
                    uses.core("FieldSchema");
                    if field.style.is_some() {
                        uses.core("ParameterStyle");
                    }
                }
                MemberCall::Parameter(parameter) => {
                    uses.core("ParameterSchema");
                    if parameter.style != TextStyle::Usual {
                        uses.core("ParameterStyle");
                    }
                }
                MemberCall::TimestampFormat(_) => uses.core("TimestampFormat"),
                MemberCall::Xml(_) => uses.core("Xml"),
                _ => {}
            }
        }
    }
}
