#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]
//! The Service stage: one service, resolved. Every reference is an index, every member has one place on the wire and its
//! effective constraints; nothing after this stage looks anything up in the model.

mod about;
mod binding;
mod closure;
mod constraints;
mod dump;
mod ignored;
mod legacy_enum;
mod operation;
mod pagination;
mod protocol;
mod recursion;
mod resolve;
mod tests;

pub use binding::Binding;
pub use constraints::{Bound, Constraints, Pattern, Value};
pub use dump::dump;
pub use operation::{Acceptor, AcceptorMatcher, Checksums, Operation, PathMatcher, Waiter};
pub use pagination::Pagination;
pub use protocol::{PROTOCOLS, Protocol};
pub use resolve::resolve;
pub use tests::{TestCase, TestKind};

use weland_model::{Node, ShapeType, Span};

/// The index of a shape in [`Service::shapes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShapeIndex(pub usize);

/// A service with all that its operations reach.
#[derive(Debug, Clone)]
pub struct Service {
    /// The name of its shape.
    pub name: String,
    /// The namespace of its shape.
    pub namespace: String,
    /// The version of the API.
    pub version: String,
    /// The name that SDKs know it by; the shape's name if the model gives none.
    pub sdk_id: String,
    /// The title for people.
    pub title: String,
    /// The first part of its host names, if it is a service of AWS.
    pub endpoint_prefix: Option<String>,
    /// The name that requests are signed for.
    pub signing_name: Option<String>,
    /// The protocol of its messages.
    pub protocol: &'static Protocol,
    /// What the model says about it.
    pub docs: Docs,
    /// Its operations, by name.
    pub operations: Vec<Operation>,
    /// All data shapes that they reach, by name.
    pub shapes: Vec<Shape>,
}

impl Service {
    /// The shape at an index.
    pub fn shape(&self, index: ShapeIndex) -> &Shape {
        &self.shapes[index.0]
    }
}

/// Documentation and deprecation of anything.
#[derive(Debug, Clone, Default)]
pub struct Docs {
    /// The text, as the model has it.
    pub text: Option<String>,
    /// Set if deprecated: what the model says about it, possibly nothing.
    pub deprecated: Option<String>,
    /// What other traits say to readers, each a paragraph of CommonMark.
    pub notes: Vec<String>,
}

/// A data shape.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its name in the service.
    pub name: String,
    /// Where the model defines it.
    pub span: Span,
    /// Whether it is the prelude's: those need no schema of their own.
    pub prelude: bool,
    /// What the model says about it.
    pub docs: Docs,
    /// What it is.
    pub kind: ShapeKind,
    /// What values have to fulfil.
    pub constraints: Constraints,
    /// Whether values must stay out of logs.
    pub sensitive: bool,
    /// Whether it is a stream.
    pub streaming: bool,
    /// Whether a stream has to say in advance how long it is.
    pub requires_length: bool,
    /// The media type of a string or blob.
    pub media_type: Option<String>,
}

/// What a shape is.
#[derive(Debug, Clone)]
pub enum ShapeKind {
    /// No members.
    Simple(ShapeType),
    /// Strings out of a set.
    Enum(Vec<EnumValue<String>>),
    /// Numbers out of a set.
    IntEnum(Vec<EnumValue<i32>>),
    /// A list.
    List {
        /// Its element.
        element: Box<Member>,
        /// Whether elements may be null.
        sparse: bool,
    },
    /// A map.
    Map {
        /// Its key.
        key: Box<Member>,
        /// Its value.
        value: Box<Member>,
        /// Whether values may be null.
        sparse: bool,
    },
    /// A structure.
    Structure {
        /// Its members in the model's order.
        members: Vec<Member>,
        /// Set on errors.
        error: Option<ErrorTraits>,
    },
    /// A union.
    Union {
        /// Its members in the model's order.
        members: Vec<Member>,
    },
}

/// A value of an enum.
#[derive(Debug, Clone)]
pub struct EnumValue<T> {
    /// Its name in the model.
    pub name: String,
    /// The value on the wire.
    pub value: T,
    /// Whether messages to the outside must not name it.
    pub internal: bool,
    /// What the model says about it.
    pub docs: Docs,
}

/// What the model says of an error.
#[derive(Debug, Clone, Copy)]
pub struct ErrorTraits {
    /// The HTTP status.
    pub status: u16,
    /// Whether another try may succeed.
    pub retryable: bool,
    /// Whether it asks to slow down.
    pub throttling: bool,
}

/// A member of a structure, union, list or map.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name in the model.
    pub name: String,
    /// Where the model defines it.
    pub span: Span,
    /// Its shape.
    pub target: ShapeIndex,
    /// What the model says about it.
    pub docs: Docs,
    /// Where it stands in a message.
    pub binding: Binding,
    /// Its name in a JSON object.
    pub json_name: String,
    /// Whether it must be present.
    pub required: bool,
    /// Whether generated types hold it without an `Option`.
    pub always_present: bool,
    /// Its default, if that is not null. One that may be absent has it on the side of servers only.
    pub default: Option<Node>,
    /// The effective constraints, where the member's own traits make them differ from the target's.
    pub constraints: Option<Constraints>,
    /// The format of a timestamp, where the model sets one.
    pub timestamp_format: Option<String>,
    /// Whether the client fills in a missing value.
    pub idempotency_token: bool,
    /// Whether it closes a cycle of shapes, so that its value has to be boxed.
    pub boxed: bool,
}
