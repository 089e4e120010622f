//! The feature `serde`: the JSON of a value is that of the wire, and leads back to the value.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::json;
use weland_core::{
    BigInteger, Blob, Document, FilePart, Member, Schema, Timestamp, TimestampFormat, error, schema, string_enum,
    structure, union,
};

static TAGS: Schema = Schema::map("Tags", &[Member::key(&schema::STRING), Member::value(&NUMBERS)]);
static NUMBERS: Schema = Schema::list("Numbers", &[Member::element(&schema::INTEGER).nullable()]);
static BY_NAME: Schema = Schema::map("ByName", &[Member::key(&schema::STRING), Member::value(&NODE)]);
static SPARSE: Schema = Schema::list("Sparse", &[Member::element(&NODE).nullable()]);
static NODES: Schema = Schema::list("Nodes", &[Member::element(&NODE)]);

#[derive(Clone, Default, PartialEq)]
pub struct Node {
    pub name: String,
    pub tags: Option<BTreeMap<String, Vec<Option<i32>>>>,
    pub nodes: Option<Vec<Node>>,
    pub color: Option<Color>,
    pub either: Option<Either>,
    pub blob: Option<Blob>,
    pub at: Option<Timestamp>,
    pub date: Option<Timestamp>,
    pub ratio: Option<f32>,
    pub big: Option<BigInteger>,
    pub document: Option<Document>,
    pub by_name: Option<BTreeMap<String, Node>>,
    pub sparse: Option<Vec<Option<Node>>>,
    pub maybe: Option<Option<i32>>,
}

structure! {
    Node = NODE: Schema::structure("Node");
    0 name: Member::new("Name", &schema::STRING).wire_names(&[("jsonName", "n")]).required(),
    1 tags: Member::new("Tags", &TAGS),
    2 nodes: Member::new("Nodes", &NODES),
    3 color: Member::new("Color", &COLOR),
    4 either: Member::new("Either", &EITHER),
    5 blob: Member::new("Blob", &schema::BLOB),
    6 at: Member::new("At", &schema::TIMESTAMP),
    7 date: Member::new("Date", &schema::TIMESTAMP).timestamp_format(TimestampFormat::DateTime),
    8 ratio: Member::new("Ratio", &schema::FLOAT),
    9 big: Member::new("Big", &schema::BIG_INTEGER),
    10 document: Member::new("Document", &schema::DOCUMENT),
    11 by_name: Member::new("ByName", &BY_NAME),
    12 sparse: Member::new("Sparse", &SPARSE),
    13 maybe: Member::new("Maybe", &schema::INTEGER).nullable(),
}

#[derive(Clone, Default, PartialEq)]
pub struct NoMore {
    pub message: Option<String>,
    pub sold: i32,
}

structure! {
    NoMore = NO_MORE: Schema::structure("NoMore").error(404);
    0 message: Member::new("message", &schema::STRING),
    1 sold: Member::new("sold", &schema::INTEGER).required(),
}

error!(NoMore, message);

#[derive(Clone, Default, PartialEq)]
pub enum Either {
    Left(String),
    Right(Box<Node>),
    Neither,
    #[default]
    Unknown,
}

union! {
    Either = EITHER: Schema::union("Either");
    0 Left: Member::new("left", &schema::STRING),
    1 Right: Member::new("right", &NODE),
    2 Neither (unit): Member::new("neither", &schema::UNIT),
}

string_enum! {
    /// A color.
    pub enum Color = COLOR: Schema::string_enum("Color"); {
        /// Red.
        Red = "red",
    }
}

fn full() -> Node {
    let leaf = Node { name: "leaf".into(), either: Some(Either::Left("l".into())), ..Node::default() };
    Node {
        name: "root".into(),
        tags: Some(BTreeMap::from([("a".into(), vec![Some(1), None]), ("b".into(), vec![])])),
        nodes: Some(vec![leaf.clone(), Node::default()]),
        color: Some(Color::Red),
        either: Some(Either::Right(Box::new(leaf))),
        blob: Some(Blob::from("hi")),
        at: Some(Timestamp::new(5, 500_000_000)),
        date: Some(Timestamp::new(0, 0)),
        ratio: Some(0.1),
        big: Some(BigInteger::from(7)),
        document: Some(Document::List(vec![Document::Null, Document::Boolean(true)])),
        by_name: None,
        sparse: Some(vec![None]),
        maybe: Some(None),
    }
}

#[test]
fn json_is_that_of_the_wire_and_leads_back() {
    let json = serde_json::to_value(full()).unwrap();
    let expected = json!({
        "n": "root", "Tags": {"a": [1, null], "b": []},
        "Nodes": [{"n": "leaf", "Either": {"left": "l"}}, {"n": ""}],
        "Color": "red", "Either": {"right": {"n": "leaf", "Either": {"left": "l"}}},
        "Blob": "aGk=", "At": 5.5, "Date": "1970-01-01T00:00:00Z", "Ratio": 0.1, "Big": 7, "Document": [null, true],
        "Sparse": [null], "Maybe": null
    });
    assert_eq!(json, expected);
    let back: Node = serde_json::from_value(json).unwrap();
    assert!(back == full(), "{back:?}");
    assert!(serde_json::from_str::<Color>("\"blue\"").unwrap() == Color::Unknown("blue".into()));
}

#[test]
fn a_variant_without_a_value_is_an_empty_structure() {
    let node = Node { either: Some(Either::Neither), ..Node::default() };
    let json = serde_json::to_value(&node).unwrap();
    assert_eq!(json, json!({"n": "", "Either": {"neither": {}}}));
    assert!(serde_json::from_value::<Node>(json).unwrap() == node);
    let error = serde_json::from_str::<Node>(r#"{"Either": {"neither": 1}}"#).map(|_| ()).unwrap_err();
    assert!(error.to_string().starts_with("at /Either/neither: "), "{error}");
}

#[test]
fn wrong_types_say_where() {
    for (text, message) in [
        (r#"{"Nodes": [{"n": "a"}, {"n": 1}]}"#, "at /Nodes/1/n: expected a string, found a number"),
        (r#"{"Tags": {"a": ["x"]}}"#, "at /Tags/a/0: expected a whole number, found a string"),
        (r#"{"At": "x"}"#, "at /At: expected a timestamp, found a string"),
        (r#"{"Blob": "?"}"#, "at /Blob: not base64: Invalid symbol 63, offset 0."),
        (r#"[]"#, "expected a map, found a list"),
        (r#"{"Tags": {}}"#, "missing field `n`"),
        (r#"{"n": "a", "Nodes": [{"n": null}]}"#, "at /Nodes/0: missing field `n`"),
    ] {
        let error = serde_json::from_str::<Node>(text).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), message);
    }
}

/// A format that is not for people, as far as a type can tell.
struct Binary(serde_json::Value);

impl<'de> serde::Deserializer<'de> for Binary {
    type Error = serde_json::Error;

    fn deserialize_any<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.0.deserialize_any(visitor)
    }

    fn is_human_readable(&self) -> bool {
        false
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn message<T>(result: Result<T, serde_json::Error>) -> String {
    result.map(|_| ()).unwrap_err().to_string()
}

#[test]
fn required_members_are_demanded_wherever_they_are_in_every_format() {
    for (text, expected) in [
        ("{}", "missing field `n`"),
        (r#"{"n": null}"#, "missing field `n`"),
        (r#"{"Name": "by the name in the model"}"#, "missing field `n`"),
        (r#"{"n": "a", "Nodes": [{"n": "b"}, {}]}"#, "at /Nodes/1: missing field `n`"),
        (r#"{"n": "a", "Nodes": [{"n": "b", "Nodes": [{}]}]}"#, "at /Nodes/0/Nodes/0: missing field `n`"),
        (r#"{"n": "a", "Either": {"right": {}}}"#, "at /Either/right: missing field `n`"),
        (r#"{"n": "a", "ByName": {"x": {"Tags": {}}}}"#, "at /ByName/x: missing field `n`"),
        (r#"{"n": "a", "Sparse": [null, {}]}"#, "at /Sparse/1: missing field `n`"),
    ] {
        assert_eq!(message(serde_json::from_str::<Node>(text)), expected, "{text}");
        assert_eq!(message(Node::deserialize(Binary(serde_json::from_str(text).unwrap()))), expected, "{text}");
    }
    let full = Node::deserialize(Binary(serde_json::to_value(full()).unwrap())).unwrap();
    assert!(full == self::full());
}

#[test]
fn unions_and_errors_demand_theirs() {
    assert_eq!(message(serde_json::from_str::<Either>(r#"{"right": {}}"#)), "at /right: missing field `n`");
    assert_eq!(
        message(serde_json::from_str::<Either>(r#"{"left": "a", "neither": {}}"#)),
        "a union has exactly one member, found several"
    );
    assert_eq!(message(serde_json::from_str::<NoMore>(r#"{"message": "all gone"}"#)), "missing field `sold`");
    assert!(serde_json::from_str::<NoMore>(r#"{"sold": 0}"#).is_ok());
}

#[test]
fn no_value_is_made_up() {
    assert_eq!(
        message(serde_json::from_str::<Node>(r#"{"n": "a", "n": "b"}"#)).split(" at ").next(),
        Some("duplicate field `n`")
    );
    let text = r#"{"n": "a", "Tags": {"x": [], "x": []}}"#;
    assert_eq!(message(serde_json::from_str::<Node>(text)).split(" at ").next(), Some("duplicate field `x`"));
    let big = format!(r#"{{"n": "a", "Big": "{}"}}"#, u64::MAX);
    assert_eq!(serde_json::from_str::<Node>(&big).unwrap().big.unwrap().as_str(), u64::MAX.to_string());
}

#[test]
fn numbers_of_documents_are_exact_or_an_error() {
    let decimal = |text: &str| Document::number(text).unwrap();
    for text in ["9223372036854775808", "18446744073709551615"] {
        assert_eq!(serde_json::from_str::<Document>(text).unwrap(), decimal(text));
        assert_eq!(serde_json::to_value(decimal(text)).unwrap().to_string(), text);
    }
    for text in ["123456789012345678901234567890", "-123456789012345678901234567890", "0.25"] {
        assert_eq!(serde_json::to_string(&decimal(text)).unwrap(), text);
    }
    let too_long = format!("1{}", "0".repeat(50));
    for (document, message) in [
        (decimal("1E400"), "serde has no type that holds the number 1E400 exactly".to_owned()),
        (decimal(&too_long), format!("serde has no type that holds the number {too_long} exactly")),
        (Document::Double(f64::NAN), "a document cannot hold a number that is not finite".to_owned()),
    ] {
        assert_eq!(serde_json::to_string(&document).unwrap_err().to_string(), message);
    }
}

#[test]
fn numbers_of_any_precision_are_numbers() {
    type Entries<'a> = MapDeserializer<'a, std::array::IntoIter<(&'a str, &'a str), 1>, serde_json::Error>;
    let read = |number| Document::deserialize(Entries::new([("$serde_json::private::Number", number)].into_iter()));
    for text in ["1", "1E400", "123456789012345678901234567890", "0.1000000000000000055511151231257827"] {
        assert_eq!(read(text).unwrap(), Document::number(text).unwrap());
    }
    assert!(read("one").is_err());
    // With anything beside it, it is a key like any other.
    let map = r#"{"$":1,"$serde_json::private::Number":"5"}"#;
    let document: Document = serde_json::from_str(map).unwrap();
    assert_eq!(serde_json::to_string(&document).unwrap(), map);
}

#[test]
fn a_big_integer_keeps_all_its_digits() {
    let node: Node = serde_json::from_str(r#"{"n": "", "Big": 18446744073709551615}"#).unwrap();
    assert_eq!(node.big.map(|big| big.to_string()).as_deref(), Some("18446744073709551615"));
    // Without its feature `arbitrary_precision`, `serde_json` makes doubles of longer ones.
    let long = r#"{"n": "", "Big": 123456789012345678901234567890}"#;
    assert_eq!(
        message(serde_json::from_str::<Node>(long)),
        "at /Big: an integer beyond 64 bits has to be a string of its digits"
    );
}

#[derive(Clone, PartialEq)]
pub enum Any {
    Node(Box<Node>),
    Number(i32),
    Unknown(Document),
}

union! {
    Any = ANY: Schema::union("Any").untagged(); [kept]
    0 Node: Member::new("node", &NODE),
    1 Number: Member::new("number", &schema::INTEGER),
}

#[derive(Clone, PartialEq)]
pub enum Told {
    Node(Box<Node>),
    Unknown(Document),
}

union! {
    Told = TOLD: Schema::union("Told").discriminated("type"); [kept]
    0 Node: Member::new("node", &NODE),
}

#[test]
fn a_union_without_tags_is_the_value_of_its_member() {
    let node = Box::new(Node { name: "x".into(), ..Node::default() });
    let read = |json: &serde_json::Value| serde_json::from_value::<Any>(json.clone());
    for (value, expected) in [
        (Any::Node(node.clone()), json!({"n": "x"})),
        (Any::Number(5), json!(5)),
        (Any::Unknown(Document::String("y".into())), json!("y")),
    ] {
        let json = serde_json::to_value(&value).unwrap();
        assert_eq!(json, expected);
        assert!(read(&json).unwrap() == value, "{value:?}");
    }
    let told = Told::Node(node);
    let json = serde_json::to_value(&told).unwrap();
    assert_eq!(json, json!({"n": "x", "type": "node"}));
    assert!(serde_json::from_value::<Told>(json).unwrap() == told);
}

#[derive(Clone, Default, PartialEq)]
pub struct Form {
    pub file: Option<FilePart>,
}

structure! {
    Form = FORM: Schema::structure("Form");
    0 file: Member::new("File", &schema::BLOB),
}

#[test]
fn a_file_is_its_bytes() {
    let file = FilePart::from(vec![0, 255]).file_name("a.png").content_type("image/png").header("X-A", "b");
    let json = serde_json::to_value(Form { file: Some(file) }).unwrap();
    assert_eq!(json, json!({"File": "AP8="}));
    let form: Form = serde_json::from_value(json).unwrap();
    assert_eq!(form.file, Some(FilePart::from(vec![0, 255])));
}
