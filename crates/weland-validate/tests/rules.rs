//! What JSON Schema can say of values and Smithy cannot.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use weland_core::schema::{BIG_DECIMAL, BIG_INTEGER, DOCUMENT, DOUBLE, INTEGER, LONG, STRING};
use weland_core::{
    Bound, Constant, Document, Length, Member, PatternProperty, Schema, ShapeType, Structure, Zero as _, pattern,
    rules, structure,
};
use weland_protocol::json::JsonCodec;
use weland_protocol::{Codec as _, MemberFilter, Strictness};
use weland_validate::{JsonError, Violations, validate, validate_json_schema_value};

static RATIO: Schema = Schema::new(ShapeType::Double, "Ratio").rules(rules! {
    exclusive_minimum: Some(Bound::Integer(0)), exclusive_maximum: Some(Bound::Decimal(2.5)), multiple_of: Some("0.0001"),
});
static EVEN: Schema = Schema::new(ShapeType::Long, "Even").rules(rules! { multiple_of: Some("2") });
static ONE: Schema = Schema::new(ShapeType::Document, "One").rules(rules! {
    values: Some(&[
        Constant::Null,
        Constant::Number("1.0"),
        Constant::String("a"),
        Constant::List(&[Constant::Boolean(true)]),
        Constant::Map(&[("b", Constant::Number("2")), ("a", Constant::List(&[]))]),
    ]),
});
static NEVER: Schema = Schema::new(ShapeType::Document, "Never").rules(rules! { values: Some(&[]) });
static TUPLE: Schema = Schema::list("Tuple", &[Member::element(&DOCUMENT)])
    .rules(rules! { prefix_items: &[Member::root(&STRING), Member::root(&EVEN)] });
static ANY_MAP: Schema = Schema::map("AnyMap", &[Member::key(&STRING), Member::value(&DOCUMENT)]);
static NUMBERS: Schema = Schema::map("Numbers", &[Member::key(&STRING), Member::value(&INTEGER)]);
static TAGS: Schema = Schema::map("Tags", &[Member::key(&STRING), Member::value(&DOCUMENT)]).rules(rules! {
    pattern_properties: &[
        PatternProperty { pattern: pattern!("^x"), value: Member::root(&STRING) },
        PatternProperty { pattern: pattern!("n$"), value: Member::root(&EVEN) },
    ],
    closed: true,
});
static LISTS: Schema = Schema::list("Lists", &[Member::element(&TUPLE)]);

#[derive(Clone, PartialEq, Default)]
pub struct Thing {
    pub ratio: Option<f64>,
    pub even: Option<i64>,
    pub one: Option<Document>,
    pub tuple: Option<Vec<Document>>,
    pub tags: Option<BTreeMap<String, Document>>,
    pub lists: Option<Vec<Vec<Document>>>,
    pub closed: Option<Closed>,
    pub open: Option<Open>,
    pub counted: Option<Counted>,
    pub big: Option<weland_core::BigInteger>,
    pub decimal: Option<weland_core::BigDecimal>,
    pub never: Option<Document>,
}

structure! {
    Thing = THING: Schema::structure("Thing");
    0 ratio: Member::new("ratio", &RATIO),
    1 even: Member::new("even", &EVEN),
    2 one: Member::new("one", &ONE),
    3 tuple: Member::new("tuple", &TUPLE),
    4 tags: Member::new("tags", &TAGS),
    5 lists: Member::new("lists", &LISTS),
    6 closed: Member::new("closed", &CLOSED),
    7 open: Member::new("open", &OPEN),
    8 counted: Member::new("counted", &COUNTED),
    9 big: Member::new("big", &BIG_INTEGER),
    10 decimal: Member::new("decimal", &BIG_DECIMAL),
    11 never: Member::new("never", &NEVER),
}

#[derive(Clone, PartialEq, Default)]
pub struct Closed {
    pub a: Option<String>,
}

structure! {
    Closed = CLOSED: Schema::structure("Closed").rules(rules! { closed: true });
    0 a: Member::new("a", &STRING),
}

#[derive(Clone, PartialEq, Default)]
pub struct Open {
    pub a: Option<String>,
    pub rest: Option<BTreeMap<String, i32>>,
}

structure! {
    Open = OPEN: Schema::structure("Open");
    0 a: Member::new("a", &STRING),
    1 rest: Member::new("rest", &NUMBERS).rest(),
}

#[derive(Clone, PartialEq, Default)]
pub struct Counted {
    pub a: Option<String>,
    pub rest: Option<BTreeMap<String, Document>>,
}

structure! {
    Counted = COUNTED: Schema::structure("Counted").rules(rules! {
        property_count: Some(Length { min: Some(1), max: Some(2) }), all_of: &[Member::root(&OPEN)],
    });
    0 a: Member::new("a", &STRING),
    1 rest: Member::new("rest", &ANY_MAP).rest(),
}

static ROOT: Member = Member::root(&THING);

fn untyped(text: &str) -> Result<(), JsonError> {
    validate_json_schema_value(&ROOT, text.as_bytes())
}

fn typed(text: &str) -> Result<Thing, String> {
    let mut thing = Thing::zero();
    let read = JsonCodec::OPENAPI.decode(text.as_bytes(), &mut thing, MemberFilter::ALL, Strictness::Strict);
    read.map(|_| thing).map_err(|error| error.to_string())
}

fn written(thing: &dyn Structure) -> String {
    String::from_utf8(JsonCodec::OPENAPI.encode(thing, |_| true).unwrap()).unwrap()
}

#[track_caller]
fn good(text: &str) {
    assert_eq!(untyped(text), Ok(()), "{text}");
    let thing = typed(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(validate(&thing), Ok(()), "{text}");
    assert_eq!(typed(&written(&thing)).unwrap(), thing, "{text}");
}

fn messages(violations: &Violations) -> Vec<String> {
    violations.smithy().field_list.into_iter().map(|field| field.message).collect()
}

#[track_caller]
fn bad(text: &str, path: &str, rule: &str) {
    let expected = vec![format!("Value at '{path}' failed to satisfy constraint: {rule}")];
    match untyped(text) {
        Err(JsonError::Invalid(violations)) => assert_eq!(messages(&violations), expected, "{text}"),
        other => panic!("{text}: {other:?}"),
    }
    let thing = typed(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(messages(&validate(&thing).unwrap_err()), expected, "{text}");
}

#[track_caller]
fn malformed(text: &str) {
    assert!(matches!(untyped(text), Err(JsonError::Malformed(_))), "{text}: {:?}", untyped(text));
    assert!(typed(text).is_err(), "{text}");
}

#[test]
fn numbers_are_compared_exactly() {
    good(r#"{"ratio": 0.0075, "even": 4}"#);
    good(r#"{"ratio": 2.4999, "even": -8.0, "big": 1.0e3, "decimal": 1.50}"#);
    bad(r#"{"ratio": 0}"#, "/ratio", "Member must be greater than 0");
    bad(r#"{"ratio": 2.5}"#, "/ratio", "Member must be less than 2.5");
    bad(r#"{"ratio": 0.00751}"#, "/ratio", "Member must be a multiple of 0.0001");
    bad(r#"{"even": 5}"#, "/even", "Member must be a multiple of 2");
    malformed(r#"{"even": 2.5}"#);
    malformed(r#"{"big": 1.5}"#);
    malformed(r#"{"ratio": "NaN"}"#);
    malformed(r#"{"even": null}"#);
    assert_eq!(
        written(&typed(r#"{"even": 1.0e1, "big": 12e20}"#).unwrap()),
        r#"{"even":10,"big":1200000000000000000000}"#
    );
}

#[test]
fn a_value_must_be_one_of_those_listed() {
    for value in ["1", "1.00", "10e-1", "\"a\"", "[true]", r#"{"a": [], "b": 2.0}"#] {
        good(&format!(r#"{{"one": {value}}}"#));
    }
    bad(r#"{"never": 1}"#, "/never", "Member must not be present");
    let rule = r#"Member must satisfy enum value set: [null, 1.0, a, [true], {"b":2,"a":[]}]"#;
    for value in ["2", "\"b\"", "[]", "[false]", "{}", r#"{"a": [], "b": 2, "c": 1}"#] {
        bad(&format!(r#"{{"one": {value}}}"#), "/one", rule);
    }
}

#[test]
fn the_first_elements_have_shapes_of_their_own() {
    good(r#"{"tuple": []}"#);
    good(r#"{"tuple": ["a", 2, null, 5], "lists": [["a"], []]}"#);
    bad(r#"{"tuple": ["a", 3]}"#, "/tuple/1", "Member must be a multiple of 2");
    bad(r#"{"lists": [[], ["a", 3]]}"#, "/lists/1/1", "Member must be a multiple of 2");
    assert!(untyped(r#"{"tuple": [1]}"#).is_err());
    assert!(validate(&typed(r#"{"tuple": [1]}"#).unwrap()).is_err());
}

#[test]
fn values_of_keys_that_match_a_pattern_have_shapes_of_their_own() {
    good(r#"{"tags": {"x1": "a", "n": 4}}"#);
    bad(r#"{"tags": {"n": 3}}"#, "/tags/n", "Member must be a multiple of 2");
    bad(r#"{"tags": {"x": 3}}"#, "/tags/x", "Member must be a value of its type");
    bad(r#"{"tags": {"y": 3}}"#, "/tags/y", "Member must not be present");
    // Both patterns match, and no value fits both.
    bad(r#"{"tags": {"xn": 2}}"#, "/tags/xn", "Member must be a value of its type");
}

#[test]
fn other_keys_are_refused_or_kept() {
    good(r#"{"closed": {"a": "b"}, "open": {"a": "b"}}"#);
    malformed(r#"{"closed": {"a": "b", "c": 1}}"#);
    good(r#"{"open": {"b": 1, "a": "b", "rest": 2}}"#);
    malformed(r#"{"open": {"b": "c"}}"#);
    malformed(r#"{"open": {"b": 1, "b": 2}}"#);
    let thing = typed(r#"{"open": {"b": 1, "a": "x", "rest": 2}}"#).unwrap();
    let open = thing.open.clone().unwrap();
    assert_eq!(open.rest, Some([("b".to_owned(), 1), ("rest".to_owned(), 2)].into()));
    assert_eq!(written(&thing), r#"{"open":{"a":"x","b":1,"rest":2}}"#);
    let empty = Open { rest: Some(BTreeMap::new()), a: None };
    assert_eq!(written(&empty), "{}");
}

#[test]
fn a_union_tells_what_is_closed_by_its_keys() {
    static OF_CLOSED: Schema =
        Schema::union("OfClosed").with_members(&[Member::new("closed", &CLOSED)]).untagged().exactly_one();
    static OF_CLOSED_ROOT: Member = Member::root(&OF_CLOSED);
    static LIST: Schema = Schema::list("List", &[Member::element(&OF_CLOSED)]);
    static LIST_ROOT: Member = Member::root(&LIST);
    assert_eq!(validate_json_schema_value(&OF_CLOSED_ROOT, br#"{"a": "b"}"#), Ok(()));
    assert!(validate_json_schema_value(&OF_CLOSED_ROOT, br#"{"a": "b", "c": 1}"#).is_err());
    assert!(validate_json_schema_value(&LIST_ROOT, br#"[{"a": "b"}, {"c": 1}]"#).is_err());
}

#[test]
fn null_is_a_value_of_shapes_that_say_so() {
    static CODE: Schema = Schema::string("Code").length(Some(2), None).nullable();
    static CODE_ROOT: Member = Member::root(&CODE);
    static CODES: Schema = Schema::list("Codes", &[Member::element(&DOCUMENT)])
        .rules(rules! { prefix_items: &[Member::root(&CODE)] })
        .nullable();
    static CODES_ROOT: Member = Member::root(&CODES);
    assert_eq!(validate_json_schema_value(&CODE_ROOT, b"null"), Ok(()));
    assert_eq!(validate_json_schema_value(&CODE_ROOT, br#""ab""#), Ok(()));
    assert!(validate_json_schema_value(&CODE_ROOT, br#""a""#).is_err());
    assert_eq!(validate_json_schema_value(&CODES_ROOT, b"null"), Ok(()));
    assert_eq!(validate_json_schema_value(&CODES_ROOT, b"[null, 1]"), Ok(()));
    assert!(validate_json_schema_value(&CODES_ROOT, br#"["a"]"#).is_err());
    // Members say it themselves.
    static HOLDER: Schema = Schema::structure("Holder").with_members(&[Member::new("code", &CODE)]);
    static HOLDER_ROOT: Member = Member::root(&HOLDER);
    assert!(validate_json_schema_value(&HOLDER_ROOT, br#"{"code": null}"#).is_err());
}

#[test]
fn an_open_enum_has_other_values_too() {
    static OPEN_ENUM: Schema = Schema::string_enum("OpenEnum").values(&["a"]).open();
    static CLOSED_ENUM: Schema = Schema::string_enum("ClosedEnum").values(&["a"]);
    static OPEN_ROOT: Member = Member::root(&OPEN_ENUM);
    static CLOSED_ROOT: Member = Member::root(&CLOSED_ENUM);
    assert_eq!(validate_json_schema_value(&OPEN_ROOT, b"\"b\""), Ok(()));
    assert!(validate_json_schema_value(&CLOSED_ROOT, b"\"b\"").is_err());
}

#[test]
fn objects_are_judged_as_a_whole() {
    good(r#"{"counted": {"b": 1}}"#);
    bad(r#"{"counted": {}}"#, "/counted", "Member must have between 1 and 2 keys, inclusive");
    bad(r#"{"counted": {"a": "x", "b": 1, "c": 2}}"#, "/counted", "Member must have between 1 and 2 keys, inclusive");
    bad(r#"{"counted": {"b": "x"}}"#, "/counted", "Member must be a value of Open as well");
    assert_eq!(LONG.rest, None);
    assert_eq!(DOUBLE.members.len(), 0);
}

#[test]
fn whole_numbers_in_documents_may_be_written_with_a_fraction_of_zero() {
    let tuple = |number| Thing { tuple: Some(vec![Document::String("a".to_owned()), number]), ..Thing::default() };
    assert_eq!(validate(&tuple(Document::Double(2.0))), Ok(()));
    assert!(validate(&tuple(Document::Double(3.0))).is_err(), "it is odd");
    assert!(validate(&tuple(Document::Double(2.5))).is_err());
}
