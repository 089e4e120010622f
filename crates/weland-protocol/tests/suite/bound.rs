//! Shapes with members all over an HTTP message.
#![allow(unreachable_pub, reason = "the macros declare public types")]

use std::collections::BTreeMap;

use weland_core::schema::{BLOB, BOOLEAN, DOCUMENT, DOUBLE, INTEGER, STRING, TIMESTAMP};
use weland_core::{
    Binding, Blob, ByteStream, Defaulted, Document, EventStream, Member, Schema, Timestamp, TimestampFormat, error,
    structure, union,
};

use crate::shapes::{CHOICE, Choice, INTEGERS, LIST_MAP, NODE, Node, STRING_MAP, STRINGS, SUIT, Suit, TIMESTAMPS};

static MEDIA_STRING: Schema = Schema::string("MediaString").media_type("application/json");
static JPEG: Schema = Schema::new(weland_core::ShapeType::Blob, "Jpeg").media_type("image/jpeg");
static STREAM: Schema = Schema::new(weland_core::ShapeType::Blob, "Stream").streaming();

/// Labels, query, headers and a body.
#[derive(Clone, Default, PartialEq)]
pub struct Everywhere {
    pub name: String,
    pub rest: String,
    pub at: Timestamp,
    pub filter: Option<String>,
    pub ids: Option<Vec<i32>>,
    pub since: Option<Timestamp>,
    pub verbose: Option<bool>,
    pub ratio: Option<f64>,
    pub parameters: Option<BTreeMap<String, Vec<String>>>,
    pub tag: Option<String>,
    pub tags: Option<Vec<String>>,
    pub modified: Option<Timestamp>,
    pub dates: Option<Vec<Timestamp>>,
    pub epoch: Option<Timestamp>,
    pub media: Option<String>,
    pub suit: Option<Suit>,
    pub prefixed: Option<BTreeMap<String, String>>,
    pub token: Option<String>,
    pub node: Option<Node>,
    pub code: Option<i32>,
}

structure! {
    Everywhere = EVERYWHERE: Schema::structure("Everywhere");
    0 name: Member::new("name", &STRING).label(),
    1 rest: Member::new("rest", &STRING).label(),
    2 at: Member::new("at", &TIMESTAMP).label(),
    3 filter: Member::new("filter", &STRING).query("Filter"),
    4 ids: Member::new("ids", &INTEGERS).query("Id"),
    5 since: Member::new("since", &TIMESTAMP).query("Since"),
    6 verbose: Member::new("verbose", &BOOLEAN).query("Verbose"),
    7 ratio: Member::new("ratio", &DOUBLE).query("Ratio"),
    8 parameters: Member::new("parameters", &LIST_MAP).bound(Binding::QueryParams),
    9 tag: Member::new("tag", &STRING).header("X-Tag"),
    10 tags: Member::new("tags", &STRINGS).header("X-Tags"),
    11 modified: Member::new("modified", &TIMESTAMP).header("X-Modified"),
    12 dates: Member::new("dates", &TIMESTAMPS).header("X-Dates"),
    13 epoch: Member::new("epoch", &TIMESTAMP).header("X-Epoch").timestamp_format(TimestampFormat::EpochSeconds),
    14 media: Member::new("media", &MEDIA_STRING).header("X-Media"),
    15 suit: Member::new("suit", &SUIT).header("X-Suit"),
    16 prefixed: Member::new("prefixed", &STRING_MAP).bound(Binding::PrefixHeaders("X-Meta-")),
    17 token: Member::new("token", &STRING).header("X-Token").idempotency_token(),
    18 node: Member::new("node", &NODE),
    19 code: Member::new("code", &INTEGER).bound(Binding::StatusCode),
}

/// Required members wherever they may be.
#[derive(Clone, Default, PartialEq)]
pub struct Required {
    pub body: String,
    pub query: String,
    pub header: i32,
    pub node: Node,
}

structure! {
    Required = REQUIRED: Schema::structure("Required");
    0 body: Member::new("body", &STRING).required(),
    1 query: Member::new("query", &STRING).query("q").required(),
    2 header: Member::new("header", &INTEGER).header("h").required(),
    3 node: Member::new("node", &NODE).required(),
}

/// Members of the head alone.
#[derive(Clone, Default, PartialEq)]
pub struct HeadOnly {
    pub header: Option<String>,
}

structure! {
    HeadOnly = HEAD_ONLY: Schema::structure("HeadOnly");
    0 header: Member::new("header", &STRING).header("X-Header"),
}

#[derive(Clone, Default, PartialEq)]
pub struct Empty {}

structure! {
    Empty = EMPTY: Schema::structure("Empty");
}

/// A header that is the content type, and every header there is.
#[derive(Clone, Default, PartialEq)]
pub struct AllHeaders {
    pub all: Option<BTreeMap<String, String>>,
    pub content_type: Option<String>,
    pub data: Option<Blob>,
}

structure! {
    AllHeaders = ALL_HEADERS: Schema::structure("AllHeaders");
    0 all: Member::new("all", &STRING_MAP).bound(Binding::PrefixHeaders("")),
    1 content_type: Member::new("contentType", &STRING).header("Content-Type"),
    2 data: Member::new("data", &BLOB).payload(),
}

macro_rules! payloads {
    ($($name:ident, $static:ident, $text:literal, $type:ty, $schema:expr;)*) => {$(
        #[derive(Clone, Default, PartialEq)]
        pub struct $name {
            pub payload: Option<$type>,
        }

        structure! {
            $name = $static: Schema::structure($text);
            0 payload: Member::new("payload", &$schema).payload(),
        }
    )*};
}

payloads! {
    BlobPayload, BLOB_PAYLOAD, "BlobPayload", Blob, BLOB;
    JpegPayload, JPEG_PAYLOAD, "JpegPayload", Blob, JPEG;
    StringPayload, STRING_PAYLOAD, "StringPayload", String, STRING;
    EnumPayload, ENUM_PAYLOAD, "EnumPayload", Suit, SUIT;
    NodePayload, NODE_PAYLOAD, "NodePayload", Node, NODE;
    UnionPayload, UNION_PAYLOAD, "UnionPayload", Choice, CHOICE;
    DocumentPayload, DOCUMENT_PAYLOAD, "DocumentPayload", Document, DOCUMENT;
    ListPayload, LIST_PAYLOAD, "ListPayload", Vec<String>, STRINGS;
}

#[derive(Default)]
pub struct Streaming {
    pub tag: Option<String>,
    pub body: ByteStream,
}

structure! {
    Streaming = STREAMING: Schema::structure("Streaming"); [bytes body]
    0 tag: Member::new("tag", &STRING).header("X-Tag"),
    1 body: Member::new("body", &STREAM).payload().required(),
}

#[derive(Default)]
pub struct Events {
    pub tag: Option<String>,
    pub events: EventStream<Event>,
}

structure! {
    Events = EVENTS: Schema::structure("Events"); [events events]
    0 tag: Member::new("tag", &STRING).header("X-Tag"),
    1 events: Member::new("events", &EVENT).payload(),
}

#[derive(Clone, Default, PartialEq)]
pub enum Event {
    Headers(HeadersEvent),
    Blob(BlobEvent),
    Text(TextEvent),
    Node(NodeEvent),
    Mixed(MixedEvent),
    Gone(Gone),
    #[default]
    Unknown,
}

union! {
    Event = EVENT: Schema::union("Event").streaming();
    0 Headers: Member::new("headers", &HEADERS_EVENT),
    1 Blob: Member::new("blob", &BLOB_EVENT),
    2 Text: Member::new("text", &TEXT_EVENT),
    3 Node: Member::new("node", &NODE_EVENT),
    4 Mixed: Member::new("mixed", &MIXED_EVENT),
    5 Gone: Member::new("gone", &GONE),
}

/// Events after something that has to be there.
#[derive(Default)]
pub struct TaggedEvents {
    pub tag: String,
    pub events: EventStream<Event>,
}

structure! {
    TaggedEvents = TAGGED_EVENTS: Schema::structure("TaggedEvents"); [events events]
    0 tag: Member::new("tag", &STRING).header("X-Tag").required(),
    1 events: Member::new("events", &EVENT).payload(),
}

/// Members that servers give a value.
#[derive(Clone, PartialEq)]
pub struct Defaults {
    pub body: Defaulted<String>,
    pub query: Defaulted<i32>,
    pub header: Defaulted<bool>,
    pub plain: Option<String>,
    pub nested: Option<Box<Defaults>>,
}

structure! {
    Defaults = DEFAULTS: Schema::structure("Defaults"); [new]
    0 body: Member::new("body", &STRING) => Defaulted::unset("b".into()),
    1 query: Member::new("query", &INTEGER).query("q") => Defaulted::unset(7),
    2 header: Member::new("header", &BOOLEAN).header("h") => Defaulted::unset(false),
    3 plain: Member::new("plain", &STRING),
    4 nested: Member::new("nested", &DEFAULTS),
}

#[derive(Clone, Default, PartialEq)]
pub struct HeadersEvent {
    pub boolean: Option<bool>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub blob: Option<Blob>,
    pub string: Option<String>,
    pub timestamp: Option<Timestamp>,
}

structure! {
    HeadersEvent = HEADERS_EVENT: Schema::structure("HeadersEvent");
    0 boolean: Member::new("boolean", &BOOLEAN).bound(Binding::EventHeader),
    1 byte: Member::new("byte", &weland_core::schema::BYTE).bound(Binding::EventHeader),
    2 short: Member::new("short", &weland_core::schema::SHORT).bound(Binding::EventHeader),
    3 integer: Member::new("integer", &INTEGER).bound(Binding::EventHeader),
    4 long: Member::new("long", &weland_core::schema::LONG).bound(Binding::EventHeader),
    5 blob: Member::new("blob", &BLOB).bound(Binding::EventHeader),
    6 string: Member::new("string", &STRING).bound(Binding::EventHeader),
    7 timestamp: Member::new("timestamp", &TIMESTAMP).bound(Binding::EventHeader),
}

#[derive(Clone, Default, PartialEq)]
pub struct BlobEvent {
    pub payload: Option<Blob>,
}

structure! {
    BlobEvent = BLOB_EVENT: Schema::structure("BlobEvent");
    0 payload: Member::new("payload", &BLOB).bound(Binding::EventPayload),
}

#[derive(Clone, Default, PartialEq)]
pub struct TextEvent {
    pub payload: Option<String>,
}

structure! {
    TextEvent = TEXT_EVENT: Schema::structure("TextEvent");
    0 payload: Member::new("payload", &STRING).bound(Binding::EventPayload),
}

#[derive(Clone, Default, PartialEq)]
pub struct NodeEvent {
    pub header: Option<String>,
    pub payload: Option<Node>,
}

structure! {
    NodeEvent = NODE_EVENT: Schema::structure("NodeEvent");
    0 header: Member::new("header", &STRING).bound(Binding::EventHeader),
    1 payload: Member::new("payload", &NODE).bound(Binding::EventPayload),
}

#[derive(Clone, Default, PartialEq)]
pub struct MixedEvent {
    pub header: Option<String>,
    pub text: Option<String>,
    pub node: Option<Node>,
}

structure! {
    MixedEvent = MIXED_EVENT: Schema::structure("MixedEvent");
    0 header: Member::new("header", &STRING).bound(Binding::EventHeader),
    1 text: Member::new("text", &STRING),
    2 node: Member::new("node", &NODE),
}

#[derive(Clone, Default, PartialEq)]
pub struct Gone {
    pub message: Option<String>,
    pub retry_after: Option<i32>,
    pub detail: Option<Node>,
}

structure! {
    Gone = GONE: Schema::structure("Gone").error(410);
    0 message: Member::new("message", &STRING),
    1 retry_after: Member::new("retryAfter", &INTEGER).header("Retry-After"),
    2 detail: Member::new("detail", &NODE),
}

error!(Gone, message);

static PIN: Schema = Schema::new(weland_core::ShapeType::Short, "Pin").sensitive();
static BIG: Schema = Schema::new(weland_core::ShapeType::BigInteger, "Big").sensitive();
static NAME: Schema = Schema::string("SecretName").sensitive();
static NAMED: Schema = Schema::map("Named", &[Member::key(&NAME), Member::value(&INTEGER)]);
static HIDDEN: Schema = Schema::map("Hidden", &[Member::key(&STRING), Member::value(&INTEGER)]).sensitive();

/// Values that nobody is to see.
#[derive(Clone, Default, PartialEq)]
pub struct Secretive {
    pub pin: Option<i16>,
    pub code: Option<i16>,
    pub number: Option<i64>,
    pub big: Option<weland_core::BigInteger>,
    pub named: Option<BTreeMap<String, i32>>,
    pub hidden: Option<BTreeMap<String, i32>>,
}

structure! {
    Secretive = SECRETIVE: Schema::structure("Secretive");
    0 pin: Member::new("pin", &PIN).header("x-pin"),
    1 code: Member::new("code", &PIN),
    2 number: Member::new("number", &weland_core::schema::LONG).header("x-number"),
    3 big: Member::new("big", &BIG).header("x-big"),
    4 named: Member::new("named", &NAMED),
    5 hidden: Member::new("hidden", &HIDDEN),
}
