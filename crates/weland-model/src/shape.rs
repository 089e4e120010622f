//! Shapes and members.

use std::fmt;
use std::sync::Arc;

use crate::{ShapeId, Span, Traits};

macro_rules! shape_types {
    ($($variant:ident $name:literal,)*) => {
        /// The type of a shape.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ShapeType {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl ShapeType {
            /// All types.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The keyword, such as `structure` or `intEnum`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The type of a keyword.
            #[must_use]
            pub fn from_keyword(keyword: &str) -> Option<Self> {
                match keyword { $($name => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

shape_types! {
    Blob "blob",
    Boolean "boolean",
    String "string",
    Enum "enum",
    Byte "byte",
    Short "short",
    Integer "integer",
    IntEnum "intEnum",
    Long "long",
    Float "float",
    Double "double",
    BigInteger "bigInteger",
    BigDecimal "bigDecimal",
    Timestamp "timestamp",
    Document "document",
    List "list",
    Map "map",
    Structure "structure",
    Union "union",
    Service "service",
    Resource "resource",
    Operation "operation",
}

impl ShapeType {
    /// Whether shapes of this type have no members (enums count as simple, too).
    #[must_use]
    pub fn is_simple(self) -> bool {
        self <= Self::Document
    }

    /// Whether the type is a list, map, structure or union.
    #[must_use]
    pub fn is_aggregate(self) -> bool {
        self > Self::Document && self < Self::Service
    }

    /// Whether the type is a service, resource or operation.
    #[must_use]
    pub fn is_service_type(self) -> bool {
        self >= Self::Service
    }

    /// Whether members can target the type.
    #[must_use]
    pub fn is_data(self) -> bool {
        !self.is_service_type()
    }

    /// Whether values are whole numbers, `intEnum` included.
    #[must_use]
    pub fn is_integral(self) -> bool {
        matches!(self, Self::Byte | Self::Short | Self::Integer | Self::IntEnum | Self::Long | Self::BigInteger)
    }

    /// Whether values are numbers.
    #[must_use]
    pub fn is_number(self) -> bool {
        self.is_integral() || matches!(self, Self::Float | Self::Double | Self::BigDecimal)
    }

    /// Whether values are strings: `string` and `enum`.
    #[must_use]
    pub fn is_string(self) -> bool {
        matches!(self, Self::String | Self::Enum)
    }
}

impl fmt::Display for ShapeType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A reference to a shape with the place where it was written.
#[derive(Debug, Clone)]
pub struct Target {
    /// The shape.
    pub id: ShapeId,
    /// Where the reference was written.
    pub span: Span,
}

/// A reference with a name: identifiers and properties of resources.
#[derive(Debug, Clone)]
pub struct NamedTarget {
    /// The name.
    pub name: Arc<str>,
    /// Where the name was written.
    pub name_span: Span,
    /// The shape.
    pub target: Target,
}

/// An entry of a service's `rename`.
#[derive(Debug, Clone)]
pub struct Rename {
    /// The shape.
    pub from: Target,
    /// Its name within the service.
    pub to: Arc<str>,
    /// Where the name was written.
    pub to_span: Span,
}

/// What a service has beside traits.
#[derive(Debug, Clone, Default)]
pub struct ServiceData {
    /// The version; empty when not given.
    pub version: Arc<str>,
    /// Operations bound to the service itself.
    pub operations: Vec<Target>,
    /// Top-level resources.
    pub resources: Vec<Target>,
    /// Errors of every operation.
    pub errors: Vec<Target>,
    /// Names of shapes that differ within the service.
    pub rename: Vec<Rename>,
}

/// What an operation has beside traits.
#[derive(Debug, Clone)]
pub struct OperationData {
    /// The input; `smithy.api#Unit` when there is none.
    pub input: Target,
    /// The output; `smithy.api#Unit` when there is none.
    pub output: Target,
    /// The errors of the operation itself, without those of its services.
    pub errors: Vec<Target>,
}

/// What a resource has beside traits.
#[derive(Debug, Clone, Default)]
pub struct ResourceData {
    /// Identifiers, in the order in which they were written.
    pub identifiers: Vec<NamedTarget>,
    /// Properties, in the order in which they were written.
    pub properties: Vec<NamedTarget>,
    /// The `put` lifecycle operation.
    pub put: Option<Target>,
    /// The `create` lifecycle operation.
    pub create: Option<Target>,
    /// The `read` lifecycle operation.
    pub read: Option<Target>,
    /// The `update` lifecycle operation.
    pub update: Option<Target>,
    /// The `delete` lifecycle operation.
    pub delete: Option<Target>,
    /// The `list` lifecycle operation.
    pub list: Option<Target>,
    /// Other operations on an instance.
    pub operations: Vec<Target>,
    /// Other operations on the collection.
    pub collection_operations: Vec<Target>,
    /// Child resources.
    pub resources: Vec<Target>,
}

impl ResourceData {
    /// The lifecycle operations that are bound, with the name of their property.
    pub fn lifecycle(&self) -> impl Iterator<Item = (&'static str, &Target)> {
        [
            ("put", &self.put),
            ("create", &self.create),
            ("read", &self.read),
            ("update", &self.update),
            ("delete", &self.delete),
            ("list", &self.list),
        ]
        .into_iter()
        .filter_map(|(name, target)| Some((name, target.as_ref()?)))
    }

    /// All operations: lifecycle, instance and collection operations.
    pub fn all_operations(&self) -> impl Iterator<Item = &Target> {
        self.lifecycle().map(|(_, target)| target).chain(&self.operations).chain(&self.collection_operations)
    }
}

/// What shapes of some types have beside traits and members.
#[derive(Debug, Clone, Default)]
pub enum ShapeData {
    /// Nothing: all other types.
    #[default]
    None,
    /// A service.
    Service(Box<ServiceData>),
    /// An operation.
    Operation(Box<OperationData>),
    /// A resource.
    Resource(Box<ResourceData>),
}

/// A shape with all that its mixins brought in.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Its id; never that of a member.
    pub id: ShapeId,
    /// Its type.
    pub shape_type: ShapeType,
    /// Where its name was written.
    pub span: Span,
    /// Its traits, inherited ones included.
    pub traits: Traits,
    /// Its members in order: those of mixins first. A list has `member`, a map has `key` and
    /// `value`; members of enums target `smithy.api#Unit`.
    pub members: Vec<Member>,
    /// The mixins it was made with.
    pub mixins: Vec<Target>,
    /// What services, operations and resources have, inherited parts included.
    pub data: ShapeData,
    /// The part of `data` that the shape itself states, if it has mixins.
    pub own_data: Option<ShapeData>,
}

impl Shape {
    /// A shape without traits and members.
    #[must_use]
    pub fn new(id: ShapeId, shape_type: ShapeType, span: Span) -> Self {
        Self {
            id,
            shape_type,
            span,
            traits: Traits::default(),
            members: Vec::new(),
            mixins: Vec::new(),
            data: ShapeData::None,
            own_data: None,
        }
    }

    /// The member of a name.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| &*member.name == name)
    }

    /// The member of a name, mutable.
    pub fn member_mut(&mut self, name: &str) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| &*member.name == name)
    }

    /// The data of a service.
    #[must_use]
    pub fn as_service(&self) -> Option<&ServiceData> {
        match &self.data {
            ShapeData::Service(data) => Some(data),
            _ => None,
        }
    }

    /// The data of an operation.
    #[must_use]
    pub fn as_operation(&self) -> Option<&OperationData> {
        match &self.data {
            ShapeData::Operation(data) => Some(data),
            _ => None,
        }
    }

    /// The data of a resource.
    #[must_use]
    pub fn as_resource(&self) -> Option<&ResourceData> {
        match &self.data {
            ShapeData::Resource(data) => Some(data),
            _ => None,
        }
    }

    /// Whether the shape is a mixin, which is no part of an API by itself.
    #[must_use]
    pub fn is_mixin(&self) -> bool {
        self.traits.contains(crate::trait_id::MIXIN)
    }
}

/// A member of a shape.
#[derive(Debug, Clone)]
pub struct Member {
    /// Its name.
    pub name: Arc<str>,
    /// The shape that it targets.
    pub target: ShapeId,
    /// Its traits, those of mixins' members included; not those of its target.
    pub traits: Traits,
    /// Where its name was written; for an inherited member, in the mixin.
    pub span: Span,
    /// Where its target was written.
    pub target_span: Span,
    /// The members of mixins that this one is made of; empty when it is the shape's own.
    pub mixins: Vec<ShapeId>,
}

impl Member {
    /// A member without traits.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, target: Target, span: Span) -> Self {
        Self {
            name: name.into(),
            target: target.id,
            traits: Traits::default(),
            span,
            target_span: target.span,
            mixins: Vec::new(),
        }
    }

    /// Whether the member came from a mixin.
    #[must_use]
    pub fn is_inherited(&self) -> bool {
        !self.mixins.is_empty()
    }
}
