//! Shapes as generated crates declare them.
#![allow(unreachable_pub, reason = "the macros declare public types")]

use std::collections::BTreeMap;

use weland_core::schema::{
    BIG_DECIMAL, BIG_INTEGER, BLOB, BOOLEAN, BYTE, DOCUMENT, DOUBLE, FLOAT, INTEGER, LONG, SHORT, STRING, TIMESTAMP,
};
use weland_core::{
    BigDecimal, BigInteger, Blob, Document, Member, OperationSchema, Schema, ServiceSchema, Timestamp, TimestampFormat,
    int_enum, string_enum, structure, union,
};

pub static SERVICE: ServiceSchema =
    ServiceSchema { name: "Test", version: "2020-01-01", sdk_id: "Test", namespace: "test", ..ServiceSchema::EMPTY };

/// An operation with everything else at its default.
pub const fn operation(method: &'static str, uri: &'static str) -> OperationSchema {
    OperationSchema::http("Test", method, uri)
}

pub static STRINGS: Schema = Schema::list("Strings", &[Member::element(&STRING)]);
pub static SPARSE: Schema = Schema::list("Sparse", &[Member::element(&STRING).nullable()]);
pub static INTEGERS: Schema = Schema::list("Integers", &[Member::element(&INTEGER)]);
pub static LISTS: Schema = Schema::list("Lists", &[Member::element(&STRINGS)]);
pub static TIMESTAMPS: Schema = Schema::list("Timestamps", &[Member::element(&TIMESTAMP)]);
pub static STRING_MAP: Schema = Schema::map("StringMap", &[Member::key(&STRING), Member::value(&STRING)]);
pub static LIST_MAP: Schema = Schema::map("ListMap", &[Member::key(&STRING), Member::value(&STRINGS)]);
pub static SPARSE_MAP: Schema = Schema::map("SparseMap", &[Member::key(&STRING), Member::value(&STRING).nullable()]);
pub static NODES: Schema = Schema::list("Nodes", &[Member::element(&NODE)]);
pub static NODE_MAP: Schema = Schema::map("NodeMap", &[Member::key(&STRING), Member::value(&NODE)]);
pub static CHOICES: Schema = Schema::list("Choices", &[Member::element(&CHOICE)]);
pub static TAGGED_LIST: Schema = Schema::list("TaggedList", &[Member::element(&TAGGED)]);
pub static TAGGED_MAP: Schema = Schema::map("TaggedMap", &[Member::key(&STRING), Member::value(&TAGGED)]);

string_enum! {
    /// A suit.
    pub enum Suit = SUIT: Schema::string_enum("Suit"); {
        Clubs = "clubs",
        Hearts = "hearts",
    }
}

int_enum! {
    /// A level.
    pub enum Level = LEVEL: Schema::int_enum("Level"); {
        Low = 1,
        High = 2,
    }
}

/// Every kind of value, in a document.
#[derive(Clone, Default, PartialEq)]
pub struct Kinds {
    pub string: Option<String>,
    pub boolean: Option<bool>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub big_integer: Option<BigInteger>,
    pub big_decimal: Option<BigDecimal>,
    pub blob: Option<Blob>,
    pub epoch: Option<Timestamp>,
    pub date_time: Option<Timestamp>,
    pub http_date: Option<Timestamp>,
    pub document: Option<Document>,
    pub suit: Option<Suit>,
    pub level: Option<Level>,
    pub strings: Option<Vec<String>>,
    pub sparse: Option<Vec<Option<String>>>,
    pub lists: Option<Vec<Vec<String>>>,
    pub map: Option<BTreeMap<String, String>>,
    pub sparse_map: Option<BTreeMap<String, Option<String>>>,
    pub node: Option<Node>,
    pub choice: Option<Choice>,
    pub nodes: Option<Vec<Node>>,
}

structure! {
    Kinds = KINDS: Schema::structure("Kinds");
    0 string: Member::new("string", &STRING).wire_names(&[("jsonName", "String")]),
    1 boolean: Member::new("boolean", &BOOLEAN),
    2 byte: Member::new("byte", &BYTE),
    3 short: Member::new("short", &SHORT),
    4 integer: Member::new("integer", &INTEGER),
    5 long: Member::new("long", &LONG),
    6 float: Member::new("float", &FLOAT),
    7 double: Member::new("double", &DOUBLE),
    8 big_integer: Member::new("bigInteger", &BIG_INTEGER),
    9 big_decimal: Member::new("bigDecimal", &BIG_DECIMAL),
    10 blob: Member::new("blob", &BLOB),
    11 epoch: Member::new("epoch", &TIMESTAMP),
    12 date_time: Member::new("dateTime", &TIMESTAMP).timestamp_format(TimestampFormat::DateTime),
    13 http_date: Member::new("httpDate", &TIMESTAMP).timestamp_format(TimestampFormat::HttpDate),
    14 document: Member::new("document", &DOCUMENT),
    15 suit: Member::new("suit", &SUIT),
    16 level: Member::new("level", &LEVEL),
    17 strings: Member::new("strings", &STRINGS),
    18 sparse: Member::new("sparse", &SPARSE),
    19 lists: Member::new("lists", &LISTS),
    20 map: Member::new("map", &STRING_MAP),
    21 sparse_map: Member::new("sparseMap", &SPARSE_MAP),
    22 node: Member::new("node", &NODE),
    23 choice: Member::new("choice", &CHOICE),
    24 nodes: Member::new("nodes", &NODES),
}

#[derive(Clone, Default, PartialEq)]
pub struct Node {
    pub name: String,
    pub next: Option<Box<Node>>,
    pub children: Option<Vec<Node>>,
    pub named: Option<BTreeMap<String, Node>>,
}

structure! {
    Node = NODE: Schema::structure("Node");
    0 name: Member::new("name", &STRING).required(),
    1 next: Member::new("next", &NODE),
    2 children: Member::new("children", &NODES),
    3 named: Member::new("named", &NODE_MAP),
}

#[derive(Clone, Default, PartialEq)]
pub enum Choice {
    Text(String),
    Number(i32),
    Node(Node),
    #[default]
    Unknown,
}

union! {
    Choice = CHOICE: Schema::union("Choice");
    0 Text: Member::new("text", &STRING),
    1 Number: Member::new("number", &INTEGER),
    2 Node: Member::new("node", &NODE),
}

/// Values that not everything can be written in, in lists and maps of structures.
#[derive(Clone, Default, PartialEq)]
pub struct Tree {
    pub tagged: Option<Vec<Tagged>>,
    pub named: Option<BTreeMap<String, Tagged>>,
}

#[derive(Clone, Default, PartialEq)]
pub struct Tagged {
    pub name: String,
    pub choices: Option<Vec<Choice>>,
    pub at: Option<Vec<Timestamp>>,
}

structure! {
    Tree = TREE: Schema::structure("Tree");
    0 tagged: Member::new("tagged", &TAGGED_LIST),
    1 named: Member::new("named", &TAGGED_MAP),
}

structure! {
    Tagged = TAGGED: Schema::structure("Tagged");
    0 name: Member::new("name", &STRING),
    1 choices: Member::new("choices", &CHOICES),
    2 at: Member::new("at", &TIMESTAMPS),
}

/// A value of every kind, each with something that needs care.
pub fn full() -> Kinds {
    let leaf = Node { name: "leaf".into(), ..Default::default() };
    Kinds {
        string: Some("quote \" backslash \\ slash / newline \n tab \t bell \u{7} ü 😹".into()),
        boolean: Some(false),
        byte: Some(-128),
        short: Some(32_767),
        integer: Some(0),
        long: Some(i64::MIN),
        float: Some(1.1),
        double: Some(-2.5e-300),
        big_integer: Some(BigInteger::new("123456789012345678901234567890").unwrap()),
        big_decimal: Some(BigDecimal::new("0.1234567890123456789").unwrap()),
        blob: Some(Blob::new(vec![0, 255, 1, 254])),
        epoch: Some(Timestamp::new(1_515_531_081, 123_000_000)),
        date_time: Some(Timestamp::new(1_515_531_081, 123_456_789)),
        http_date: Some(Timestamp::new(1_515_531_081, 0)),
        document: Some(Document::Map(BTreeMap::from([
            ("list".into(), Document::List(vec![Document::Null, Document::Boolean(true), Document::Double(0.5)])),
            ("text".into(), Document::String("a\nb".into())),
            ("zahl".into(), Document::Integer(-7)),
        ]))),
        suit: Some(Suit::Unknown("diamonds".into())),
        level: Some(Level::High),
        strings: Some(vec![String::new(), "b".into()]),
        sparse: Some(vec![None, Some("c".into()), None]),
        lists: Some(vec![vec![], vec!["d".into(), "e".into()]]),
        map: Some(BTreeMap::from([("k\"".into(), "v".into()), ("l".into(), String::new())])),
        sparse_map: Some(BTreeMap::from([("a".into(), None), ("b".into(), Some("x".into()))])),
        node: Some(Node {
            name: "root".into(),
            next: Some(Box::new(leaf.clone())),
            children: Some(vec![leaf.clone(), leaf.clone()]),
            named: Some(BTreeMap::from([("one/two".into(), leaf.clone())])),
        }),
        choice: Some(Choice::Node(leaf)),
        nodes: Some(vec![]),
    }
}
