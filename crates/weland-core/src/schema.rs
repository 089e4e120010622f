//! What is known about a shape at run time: its members, wire names, bindings and constraints.
//!
//! Generated crates hold one `static` [`Schema`] per shape. Codecs, HTTP bindings and validators are driven by it, so that
//! none of them is generated.

mod constraint;
mod member;
mod parameter;
mod rules;
mod status;
mod union;
mod xml;

use std::fmt;

pub use constraint::{Bound, Length, PatternConstraint, PatternMatcher, Range};
pub use member::{Binding, Member};
pub use parameter::{FieldSchema, ParameterPlace, ParameterSchema, ParameterStyle};
pub use rules::{Constant, PatternProperty, Rules};
pub use status::StatusRange;
pub use union::{Discriminator, UnionEncoding, Untagged};
pub use xml::{Xml, XmlNamespace};

/// The type of a shape, as Smithy names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShapeType {
    /// Bytes without an interpretation.
    Blob,
    /// `true` or `false`.
    Boolean,
    /// UTF-8 text.
    String,
    /// Text out of a set of values.
    Enum,
    /// An 8-bit signed integer.
    Byte,
    /// A 16-bit signed integer.
    Short,
    /// A 32-bit signed integer.
    Integer,
    /// A 64-bit signed integer.
    Long,
    /// A 32-bit integer out of a set of values.
    IntEnum,
    /// A 32-bit IEEE 754 number.
    Float,
    /// A 64-bit IEEE 754 number.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any precision.
    BigDecimal,
    /// An instant in time.
    Timestamp,
    /// Data without a schema.
    Document,
    /// A sequence of elements of one shape.
    List,
    /// Text keys with values of one shape.
    Map,
    /// Named members.
    Structure,
    /// Exactly one of several named members.
    Union,
}

/// Who is at fault, and whether to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorTraits {
    /// The HTTP status that the error is sent with.
    pub status: u16,
    /// The statuses of responses that are this error, in protocols that tell errors by their status.
    pub statuses: StatusRange,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// Whether the error asks the client to slow down.
    pub throttling: bool,
}

/// A shape: what a codec, an HTTP binding or a validator needs to know of it.
///
/// What is asked for each value comes first, and so lies together in memory: in one line of the processor's cache.
#[repr(C, align(64))]
pub struct Schema {
    /// The type of the shape.
    pub shape_type: ShapeType,
    /// Whether a list must not hold equal elements.
    pub unique_items: bool,
    /// Whether values must not be shown in logs and messages.
    pub sensitive: bool,
    /// Whether a blob or union is a stream.
    pub streaming: bool,
    /// Whether a stream has to say in advance how long it is.
    pub requires_length: bool,
    /// Whether an enum may have other values than those that are allowed today.
    pub open: bool,
    /// Whether null is a value where the shape stands alone. Members say that themselves.
    pub nullable: bool,
    /// Rules that few shapes have.
    pub rules: Option<&'static Rules>,
    /// Members of structures and unions in the model's order; the element of a list; key and value of a map.
    pub members: &'static [Member],
    /// The pattern that a string has to match.
    pub pattern: Option<&'static PatternConstraint>,
    /// The allowed values of an enum.
    pub values: &'static [&'static str],
    /// The allowed length: characters of a string, bytes of a blob, entries of a list or map.
    pub length: Option<Length>,
    /// How values of a union show which of its members is set.
    pub encoding: UnionEncoding,
    /// The allowed values of an intEnum.
    pub numbers: &'static [i32],
    /// The allowed range of a number.
    pub range: Option<Range>,
    /// The name of the shape, without its namespace.
    pub name: &'static str,
    /// Those of the allowed values that messages to the outside must not name.
    pub internal_values: &'static [&'static str],
    /// The media type of a string or blob.
    pub media_type: Option<&'static str>,
    /// The index of the member that holds the keys of the object which are the names of no other member.
    pub rest: Option<usize>,
    /// Set on errors.
    pub error: Option<ErrorTraits>,
}

/// Members are shown by their names, since shapes can contain themselves.
impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members: Vec<&str> = self.members.iter().map(|member| member.name).collect();
        f.debug_struct("Schema")
            .field("name", &self.name)
            .field("shape_type", &self.shape_type)
            .field("members", &members)
            .finish_non_exhaustive()
    }
}

impl Schema {
    /// A shape without members and constraints.
    pub const fn new(shape_type: ShapeType, name: &'static str) -> Self {
        Self {
            name,
            shape_type,
            members: &[],
            length: None,
            range: None,
            pattern: None,
            values: &[],
            internal_values: &[],
            numbers: &[],
            unique_items: false,
            sensitive: false,
            streaming: false,
            requires_length: false,
            media_type: None,
            encoding: UnionEncoding::Tagged,
            open: false,
            nullable: false,
            rules: None,
            rest: None,
            error: None,
        }
    }

    /// A structure, to be completed by [`with_members`](Self::with_members).
    pub const fn structure(name: &'static str) -> Self {
        Self::new(ShapeType::Structure, name)
    }

    /// A union, to be completed by [`with_members`](Self::with_members).
    pub const fn union(name: &'static str) -> Self {
        Self::new(ShapeType::Union, name)
    }

    /// A list; `element` is a slice of one.
    pub const fn list(name: &'static str, element: &'static [Member; 1]) -> Self {
        Self::new(ShapeType::List, name).with_members(element)
    }

    /// A map; `entry` is its key and its value.
    pub const fn map(name: &'static str, entry: &'static [Member; 2]) -> Self {
        Self::new(ShapeType::Map, name).with_members(entry)
    }

    /// A string.
    pub const fn string(name: &'static str) -> Self {
        Self::new(ShapeType::String, name)
    }

    /// A string out of a set of values, to be completed by [`values`](Self::values).
    pub const fn string_enum(name: &'static str) -> Self {
        Self::new(ShapeType::Enum, name)
    }

    /// A number out of a set of values, to be completed by [`numbers`](Self::numbers).
    pub const fn int_enum(name: &'static str) -> Self {
        Self::new(ShapeType::IntEnum, name)
    }

    /// Sets the name of the shape, for [`structure!`](crate::structure!), which takes that of the type at first.
    #[must_use]
    pub const fn named(mut self, name: &'static str) -> Self {
        self.name = name;
        self
    }

    /// Sets the members, in the model's order.
    #[must_use]
    pub const fn with_members(mut self, members: &'static [Member]) -> Self {
        self.members = members;
        let mut index = 0;
        while index < members.len() {
            if members[index].rest {
                self.rest = Some(index);
            }
            index += 1;
        }
        self
    }

    /// The member that holds the keys which are the names of no other member, with its index.
    #[inline]
    pub fn rest_member(&self) -> Option<(usize, &'static Member)> {
        let index = self.rest?;
        self.members.get(index).map(|member| (index, member))
    }

    /// Whether there are no keys but those of members, so that a reader can tell by itself that others are wrong.
    pub fn refuses_other_keys(&self) -> bool {
        self.rest.is_none() && self.rules.is_some_and(|rules| rules.closed && rules.pattern_properties.is_empty())
    }

    /// Sets the allowed length.
    #[must_use]
    pub const fn length(mut self, min: Option<u64>, max: Option<u64>) -> Self {
        self.length = Some(Length { min, max });
        self
    }

    /// Sets the allowed range.
    #[must_use]
    pub const fn range(mut self, min: Option<Bound>, max: Option<Bound>) -> Self {
        self.range = Some(Range { min, max });
        self
    }

    /// Sets the pattern.
    #[must_use]
    pub const fn pattern(mut self, pattern: &'static PatternConstraint) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// Sets the allowed values of an enum.
    #[must_use]
    pub const fn values(mut self, values: &'static [&'static str]) -> Self {
        self.values = values;
        self
    }

    /// Sets those of the allowed values that messages to the outside must not name.
    #[must_use]
    pub const fn internal_values(mut self, values: &'static [&'static str]) -> Self {
        self.internal_values = values;
        self
    }

    /// Sets the allowed values of an intEnum.
    #[must_use]
    pub const fn numbers(mut self, numbers: &'static [i32]) -> Self {
        self.numbers = numbers;
        self
    }

    /// Forbids equal elements.
    #[must_use]
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// Keeps values out of logs and messages.
    #[must_use]
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Makes the shape a stream.
    #[must_use]
    pub const fn streaming(mut self) -> Self {
        self.streaming = true;
        self
    }

    /// Makes a stream say in advance how long it is.
    #[must_use]
    pub const fn requires_length(mut self) -> Self {
        self.requires_length = true;
        self
    }

    /// Sets the media type.
    #[must_use]
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Makes the shape an error that is sent with this HTTP status.
    #[must_use]
    pub const fn error(mut self, status: u16) -> Self {
        let statuses = StatusRange::Code(status);
        self.error = Some(ErrorTraits { status, statuses, retryable: false, throttling: false });
        self
    }

    /// Lets an error stand for several statuses.
    #[must_use]
    pub const fn statuses(mut self, statuses: StatusRange) -> Self {
        if let Some(error) = &mut self.error {
            error.statuses = statuses;
        }
        self
    }

    /// Marks an error as worth another try.
    #[must_use]
    pub const fn retryable(mut self, throttling: bool) -> Self {
        if let Some(error) = &mut self.error {
            error.retryable = true;
            error.throttling = throttling;
        }
        self
    }

    /// Lets an enum have other values than those that are named.
    #[must_use]
    pub const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// Lets null be a value where the shape stands alone.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Sets rules that few shapes have.
    #[must_use]
    pub const fn rules(mut self, rules: &'static Rules) -> Self {
        self.rules = Some(rules);
        self
    }

    /// Lets the values of a union be those of its members, without a tag.
    #[must_use]
    pub const fn untagged(mut self) -> Self {
        self.encoding = UnionEncoding::Untagged(Untagged { discriminator: None, exactly_one: false });
        self
    }

    /// Makes the members of a union without tags known by a key of their structures; `mapping` has the name of the member for
    /// each value of it.
    #[must_use]
    pub const fn discriminator(
        mut self,
        property: &'static str,
        mapping: &'static [(&'static str, &'static str)],
    ) -> Self {
        if let UnionEncoding::Untagged(untagged) = &mut self.encoding {
            untagged.discriminator = Some(Discriminator { property, mapping });
        }
        self
    }

    /// Demands of each value of a union without tags that it is a value of a single member.
    #[must_use]
    pub const fn exactly_one(mut self) -> Self {
        if let UnionEncoding::Untagged(untagged) = &mut self.encoding {
            untagged.exactly_one = true;
        }
        self
    }

    /// Puts the name of a union's member into the object that the member's structure is, under this key.
    #[must_use]
    pub const fn discriminated(mut self, key: &'static str) -> Self {
        self.encoding = UnionEncoding::Discriminated(key);
        self
    }

    /// The element of a list or the value of a map. Only those have one; asked of another shape it is an empty
    /// placeholder.
    pub fn element(&self) -> &'static Member {
        static NONE: Member = Member::new("", &DOCUMENT);
        self.members.last().unwrap_or(&NONE)
    }

    /// The id of an error, whose namespace is this one of the service unless it has its own.
    pub fn id(&self, namespace: &str) -> String {
        let namespace = self.rules.and_then(|rules| rules.namespace).unwrap_or(namespace);
        format!("{namespace}#{}", self.name)
    }

    /// The name of the element that a value is where it is a document of its own.
    pub fn xml_name(&self) -> &'static str {
        self.xml().and_then(|xml| xml.name).unwrap_or(self.name)
    }

    /// The namespace that this element declares, if the shape has one. Otherwise it is that of the
    /// [service](crate::ServiceSchema::xml_namespace).
    pub fn xml_namespace(&self) -> Option<XmlNamespace> {
        self.xml().and_then(|xml| xml.namespace)
    }

    fn xml(&self) -> Option<&'static Xml> {
        self.rules.and_then(|rules| rules.xml)
    }

    /// Whether values have exactly one of the members.
    #[inline]
    pub fn is_union(&self) -> bool {
        self.shape_type == ShapeType::Union
    }

    /// Whether any member is required.
    pub fn has_required(&self) -> bool {
        self.members.iter().any(|member| member.required)
    }
}

/// `smithy.api#Blob`.
pub static BLOB: Schema = Schema::new(ShapeType::Blob, "Blob");
/// `smithy.api#Boolean`.
pub static BOOLEAN: Schema = Schema::new(ShapeType::Boolean, "Boolean");
/// `smithy.api#String`.
pub static STRING: Schema = Schema::new(ShapeType::String, "String");
/// `smithy.api#Byte`.
pub static BYTE: Schema = Schema::new(ShapeType::Byte, "Byte");
/// `smithy.api#Short`.
pub static SHORT: Schema = Schema::new(ShapeType::Short, "Short");
/// `smithy.api#Integer`.
pub static INTEGER: Schema = Schema::new(ShapeType::Integer, "Integer");
/// `smithy.api#Long`.
pub static LONG: Schema = Schema::new(ShapeType::Long, "Long");
/// `smithy.api#Float`.
pub static FLOAT: Schema = Schema::new(ShapeType::Float, "Float");
/// `smithy.api#Double`.
pub static DOUBLE: Schema = Schema::new(ShapeType::Double, "Double");
/// `smithy.api#BigInteger`.
pub static BIG_INTEGER: Schema = Schema::new(ShapeType::BigInteger, "BigInteger");
/// `smithy.api#BigDecimal`.
pub static BIG_DECIMAL: Schema = Schema::new(ShapeType::BigDecimal, "BigDecimal");
/// `smithy.api#Timestamp`.
pub static TIMESTAMP: Schema = Schema::new(ShapeType::Timestamp, "Timestamp");
/// `smithy.api#Document`.
pub static DOCUMENT: Schema = Schema::new(ShapeType::Document, "Document");
/// The member of a union without tags that stands for a value which is none of its members'.
pub static UNKNOWN_VALUE: Member = Member::new("Unknown", &DOCUMENT);
/// `smithy.api#Unit`: the input or output of an operation that has none.
pub static UNIT: Schema = Schema::new(ShapeType::Structure, "Unit");
