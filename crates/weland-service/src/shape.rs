//! Data shapes and their members.

use weland_model::query::http::{HttpBinding, ParameterStyle, StatusRange};
use weland_model::query::presence::Presence;
use weland_model::{Node, ShapeType, Span};

use crate::constraints::Constraints;
use crate::shape_index::ShapeIndex;
use crate::xml::Xml;

/// Documentation and deprecation of anything.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// The text of the model, in CommonMark.
    pub text: Option<String>,
    /// Set if it is deprecated: the reason, possibly empty.
    pub deprecated: Option<String>,
    /// What other traits state for readers, each a paragraph of CommonMark.
    pub notes: Vec<String>,
}

/// A data shape.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its name in the service.
    pub name: String,
    /// Its name in code.
    pub code_name: String,
    /// Where the model defines it.
    pub span: Span,
    /// Whether it belongs to the prelude: such shapes need no schema of their own.
    pub prelude: bool,
    /// Its documentation.
    pub docs: Docs,
    /// Its type, with what is particular to the type.
    pub kind: ShapeKind,
    /// The constraints of its values.
    pub constraints: Constraints,
    /// Whether an enum may have other values than those that the model names.
    pub open: bool,
    /// Whether null is a value where the shape stands alone.
    pub nullable: bool,
    /// Whether values must stay out of logs.
    pub sensitive: bool,
    /// Whether it is a stream.
    pub streaming: bool,
    /// Whether the length of a stream must be known before it is sent.
    pub requires_length: bool,
    /// The media type of a string or blob.
    pub media_type: Option<String>,
    /// What a text or number stands for, where the model states it.
    pub format: Option<String>,
    /// What the root element is like where a value is a document in XML.
    pub xml: Xml,
}

impl Shape {
    /// The members: of a list its element, of a map its key and its value.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        let (all, first, second): (&[Member], _, _) = match &self.kind {
            ShapeKind::Structure { members, .. } | ShapeKind::Union { members, .. } => (members, None, None),
            ShapeKind::List { element } => (&[], Some(element), None),
            ShapeKind::Map { key, value } => (&[], Some(key), Some(value)),
            ShapeKind::Simple(_) | ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => (&[], None, None),
        };
        all.iter().chain(first.map(|member| &**member)).chain(second.map(|member| &**member))
    }
}

/// The type of a shape, with what is particular to the type.
#[derive(Debug, Clone)]
pub enum ShapeKind {
    /// A shape without members.
    Simple(ShapeType),
    /// Strings of a set.
    Enum(Vec<EnumValue<String>>),
    /// Integers of a set.
    IntEnum(Vec<EnumValue<i32>>),
    /// A list.
    List {
        /// Its element.
        element: Box<Member>,
    },
    /// A map.
    Map {
        /// Its key.
        key: Box<Member>,
        /// Its value.
        value: Box<Member>,
    },
    /// A structure.
    Structure {
        /// Its members in the order of the model.
        members: Vec<Member>,
        /// Set on errors.
        error: Option<ErrorTraits>,
    },
    /// A union.
    Union {
        /// Its members in the order of the model.
        members: Vec<Member>,
        /// How values show which member is set.
        encoding: UnionEncoding,
    },
}

/// How the value of a union shows which of its members is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnionEncoding {
    /// By an object with the member as its one key.
    Tagged,
    /// Not at all: the value is that of the member.
    Untagged {
        /// The key of objects by which members are known, if there is one.
        discriminator: Option<Discriminator>,
        /// Whether a value must be one of a single member; otherwise it must be one of at least one.
        exactly_one: bool,
    },
    /// By a key with this name in the object that the member's structure is.
    Discriminated(String),
    /// By the status of the response whose body it is.
    ByStatus,
    /// By the media type of the body that it is.
    ByMediaType,
}

/// A key of objects that tells which member of a union they are. It is a member of their structures as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discriminator {
    /// The key.
    pub property: String,
    /// Its values, each with the name of a member.
    pub mapping: Vec<(String, String)>,
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue<T> {
    /// Its name in code.
    pub name: String,
    /// The value on the wire.
    pub value: T,
    /// Whether messages to the outside must not name it.
    pub internal: bool,
    /// Its documentation.
    pub docs: Docs,
}

/// The traits of an error.
#[derive(Debug, Clone)]
pub struct ErrorTraits {
    /// The namespace of its shape.
    pub namespace: String,
    /// Its code in the protocol awsQuery, where the model states one.
    pub query_code: Option<String>,
    /// Its HTTP status there, where the model states one.
    pub query_status: Option<u16>,
    /// The HTTP status code that it is sent with.
    pub status: u16,
    /// The status codes of responses that are this error, for protocols that tell errors by these.
    pub statuses: StatusRange,
    /// Whether another try may succeed.
    pub retryable: bool,
    /// Whether it asks to slow down.
    pub throttling: bool,
}

/// How a field of a form is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEncoding {
    /// The media types that it may have, separated by commas.
    pub content_type: Option<String>,
    /// The style of a parameter that it is written in.
    pub style: Option<ParameterStyle>,
    /// The headers of the part that it is.
    pub headers: Vec<PartHeader>,
    /// Whether bytes are written as base64.
    pub base64: bool,
}

/// A header of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartHeader {
    /// Its name.
    pub name: String,
    /// Whether the part must have it.
    pub required: bool,
    /// Whether more is said of its values than that they are text.
    pub constrained: bool,
    /// Where it is stated.
    pub span: Span,
}

/// A member of a structure, union, list or map.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name in the model.
    pub name: String,
    /// Its name in code.
    pub code_name: String,
    /// Where the model defines it.
    pub span: Span,
    /// Its shape.
    pub target: ShapeIndex,
    /// Its documentation.
    pub docs: Docs,
    /// The part of an HTTP message that it is.
    pub binding: HttpBinding,
    /// The media type of the body, the part or the parameter that it is, where the model states one.
    pub content: Option<String>,
    /// The status codes of responses whose body it is, in a union by status.
    pub statuses: Option<StatusRange>,
    /// How a parameter becomes text, where the model states it.
    pub style: Option<ParameterStyle>,
    /// How it is written as a field of a form, where the model states it.
    pub field: Option<FieldEncoding>,
    /// Its name in a JSON object.
    pub json_name: String,
    /// Its name in requests of the protocol ec2Query, where the model states one for that.
    pub ec2_name: Option<String>,
    /// How it is written in XML.
    pub xml: Xml,
    /// Whether it may be absent, and whether it may be null.
    pub presence: Presence,
    /// Whether clients have to expect that it is absent, even if it is required or has a default.
    pub client_optional: bool,
    /// Its default, if that is not null. In inputs, servers fill it in.
    pub default: Option<Node>,
    /// The effective constraints, where the member's own traits make them differ from the target's.
    pub constraints: Option<Constraints>,
    /// What a text or number stands for, where the member itself states it.
    pub format: Option<String>,
    /// The format of a timestamp, where the model sets one.
    pub timestamp_format: Option<String>,
    /// Whether it is a list whose elements are sent one after the other, as they come.
    pub sequence: bool,
    /// Whether the client fills in a missing value.
    pub idempotency_token: bool,
    /// Whether it holds the keys of the object that are the names of no other member; in a union, a member that is no other.
    pub rest: bool,
}
