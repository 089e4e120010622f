//! What is known about a shape at run time: its members, wire names, bindings and constraints.
//!
//! Generated crates hold one `static` [`Schema`] per shape. Codecs, HTTP bindings and validators are driven by it, so that
//! none of them is generated.

use std::fmt;
use std::sync::OnceLock;

use crate::timestamp::TimestampFormat;

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

/// The bounds of a length or of a list's size; `None` is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// The least allowed length.
    pub min: Option<u64>,
    /// The greatest allowed length.
    pub max: Option<u64>,
}

/// The bounds of a number; `None` is unbounded. Decimal text, so that no precision is lost.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least allowed value.
    pub min: Option<Bound>,
    /// The greatest allowed value.
    pub max: Option<Bound>,
}

/// One end of a [`Range`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// A number with a fraction.
    Decimal(f64),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => write!(f, "{value}"),
            Self::Decimal(value) => write!(f, "{value}"),
        }
    }
}

/// Says whether text matches a pattern. Implemented by `weland-validate`, so that crates that do not validate need no
/// pattern engine.
pub trait Matcher: Send + Sync {
    /// Whether the pattern is found in `text`.
    fn is_match(&self, text: &str) -> bool;
}

/// A pattern of the model, compiled by whoever matches first.
pub struct Pattern {
    source: &'static str,
    matcher: OnceLock<Box<dyn Matcher>>,
}

impl Pattern {
    /// A pattern in ECMA-262 syntax.
    pub const fn new(source: &'static str) -> Self {
        Self { source, matcher: OnceLock::new() }
    }

    /// The pattern as the model spells it.
    pub const fn as_str(&self) -> &'static str {
        self.source
    }

    /// The compiled pattern; `compile` makes it if nobody has yet.
    pub fn matcher(&self, compile: impl FnOnce(&'static str) -> Box<dyn Matcher>) -> &dyn Matcher {
        &**self.matcher.get_or_init(|| compile(self.source))
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}

/// Where a member of an input, an output or an error stands in an HTTP message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// In the document that the body is.
    Body,
    /// In the path.
    Label,
    /// In the query string, under this name.
    Query(&'static str),
    /// A map: each entry is a parameter of the query string.
    QueryParams,
    /// In the header with this name.
    Header(&'static str),
    /// A map: each entry is a header whose name starts with this prefix.
    PrefixHeaders(&'static str),
    /// The body as a whole.
    Payload,
    /// The status code.
    StatusCode,
    /// In a header of an event.
    EventHeader,
    /// The payload of an event as a whole.
    EventPayload,
}

/// Who is at fault, and whether to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErrorTraits {
    /// The HTTP status that the error is sent with.
    pub status: u16,
    /// Whether the same request may succeed later.
    pub retryable: bool,
    /// Whether the error asks the client to slow down.
    pub throttling: bool,
}

/// A member of a structure, union, list or map.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The name in the model; `member`, `key` and `value` in lists and maps.
    pub name: &'static str,
    /// The name in a JSON object.
    pub json_name: &'static str,
    /// The shape of the value, with the constraints and traits that hold for this member.
    pub schema: &'static Schema,
    /// Where it stands in an HTTP message.
    pub binding: Binding,
    /// Whether it must be present.
    pub required: bool,
    /// The format of a timestamp, where it is not the protocol's.
    pub timestamp_format: Option<TimestampFormat>,
    /// Whether a missing value is filled in by the client with a fresh UUID.
    pub idempotency_token: bool,
    /// Whether the element of a list or the value of a map may be null, because the list or map is sparse.
    pub nullable: bool,
}

impl Member {
    /// An optional member in the body.
    pub const fn new(name: &'static str, schema: &'static Schema) -> Self {
        Self {
            name,
            json_name: name,
            schema,
            binding: Binding::Body,
            required: false,
            timestamp_format: None,
            idempotency_token: false,
            nullable: false,
        }
    }

    /// The element of a list.
    pub const fn element(schema: &'static Schema) -> Self {
        Self::new("member", schema)
    }

    /// The key of a map.
    pub const fn key(schema: &'static Schema) -> Self {
        Self::new("key", schema)
    }

    /// The value of a map.
    pub const fn value(schema: &'static Schema) -> Self {
        Self::new("value", schema)
    }

    /// Makes the member required.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Sets the name in a JSON object.
    #[must_use]
    pub const fn json_name(mut self, name: &'static str) -> Self {
        self.json_name = name;
        self
    }

    /// Puts the member somewhere else than in the body.
    #[must_use]
    pub const fn bound(mut self, binding: Binding) -> Self {
        self.binding = binding;
        self
    }

    /// Binds the member to a label of the path.
    #[must_use]
    pub const fn label(self) -> Self {
        self.bound(Binding::Label).required()
    }

    /// Binds the member to a parameter of the query string.
    #[must_use]
    pub const fn query(self, name: &'static str) -> Self {
        self.bound(Binding::Query(name))
    }

    /// Binds the member to a header.
    #[must_use]
    pub const fn header(self, name: &'static str) -> Self {
        self.bound(Binding::Header(name))
    }

    /// Makes the member the body as a whole.
    #[must_use]
    pub const fn payload(self) -> Self {
        self.bound(Binding::Payload)
    }

    /// Sets the format of a timestamp.
    #[must_use]
    pub const fn timestamp_format(mut self, format: TimestampFormat) -> Self {
        self.timestamp_format = Some(format);
        self
    }

    /// Makes the element of a sparse list or the value of a sparse map.
    #[must_use]
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Lets the client fill in a missing value.
    #[must_use]
    pub const fn idempotency_token(mut self) -> Self {
        self.idempotency_token = true;
        self
    }
}

/// A shape: what a codec, an HTTP binding or a validator needs to know of it.
#[derive(Debug)]
pub struct Schema {
    /// The name of the shape, without its namespace.
    pub name: &'static str,
    /// The type of the shape.
    pub shape_type: ShapeType,
    /// Members of structures and unions in the model's order; the element of a list; key and value of a map.
    pub members: &'static [Member],
    /// The allowed length: characters of a string, bytes of a blob, entries of a list or map.
    pub length: Option<Length>,
    /// The allowed range of a number.
    pub range: Option<Range>,
    /// The pattern that a string has to match.
    pub pattern: Option<&'static Pattern>,
    /// The allowed values of an enum.
    pub values: &'static [&'static str],
    /// Those of the allowed values that messages to the outside must not name.
    pub internal_values: &'static [&'static str],
    /// The allowed values of an intEnum.
    pub numbers: &'static [i32],
    /// Whether a list must not hold equal elements.
    pub unique_items: bool,
    /// Whether values must not be shown in logs and messages.
    pub sensitive: bool,
    /// Whether a blob or union is a stream.
    pub streaming: bool,
    /// Whether a stream has to say in advance how long it is.
    pub requires_length: bool,
    /// The media type of a string or blob.
    pub media_type: Option<&'static str>,
    /// Set on errors.
    pub error: Option<ErrorTraits>,
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

    /// Sets the members, in the model's order.
    #[must_use]
    pub const fn with_members(mut self, members: &'static [Member]) -> Self {
        self.members = members;
        self
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
    pub const fn pattern(mut self, pattern: &'static Pattern) -> Self {
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
        self.error = Some(ErrorTraits { status, retryable: false, throttling: false });
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

    /// The element of a list or the value of a map. Only those have one; asked of another shape it is an empty
    /// placeholder.
    pub fn element(&self) -> &'static Member {
        static NONE: Member = Member::new("", &DOCUMENT);
        self.members.last().unwrap_or(&NONE)
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
/// `smithy.api#Unit`: the input or output of an operation that has none.
pub static UNIT: Schema = Schema::new(ShapeType::Structure, "Unit");
