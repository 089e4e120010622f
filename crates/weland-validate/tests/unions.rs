//! Unions without tags: of how many members a value is one.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use weland_core::schema::{INTEGER, STRING};
use weland_core::{Document, Member, Schema, Structure, Zero, pattern, structure, union};
use weland_protocol::{Strictness, json};
use weland_validate::{JsonError, Validate as _, Violations, validate_decoded, validate_json};

const ANY: &str = "Member must be a value of at least one of the shapes that the model allows";
const ONE: &str = "Member must be a value of exactly one of the shapes that the model allows";

static NAME: Schema = Schema::string("Name").pattern(pattern!("^[a-z]+$"));
static SHORT: Schema = Schema::string("Short").length(None, Some(3));
static SMALL: Schema = Schema::new(INTEGER.shape_type, "Small").range(None, Some(weland_core::Bound::Integer(9)));
static LISTS: Schema = Schema::list("Lists", &[Member::element(&ANY_OF)]);
static UNIQUE: Schema = Schema::list("Unique", &[Member::element(&ANY_OF)]).unique_items();
static MAPS: Schema = Schema::map("Maps", &[Member::key(&STRING), Member::value(&ONE_OF)]);

#[derive(Clone, PartialEq)]
pub enum AnyOf {
    Name(String),
    Short(String),
    Small(i32),
    List(Vec<AnyOf>),
    Unknown(Document),
}

union! {
    AnyOf = ANY_OF: Schema::union("AnyOf").untagged(); [kept]
    0 Name: Member::new("name", &NAME),
    1 Short: Member::new("short", &SHORT),
    2 Small: Member::new("small", &SMALL),
    3 List: Member::new("list", &LISTS),
}

#[derive(Clone, PartialEq)]
pub enum OneOf {
    Name(String),
    Short(String),
    Cat(Cat),
    Dog(Box<Dog>),
    Unknown(Document),
}

union! {
    OneOf = ONE_OF: Schema::union("OneOf").untagged().exactly_one().discriminator("kind", &[("cat", "Cat"), ("dog", "Dog")]); [kept]
    0 Name: Member::new("name", &NAME),
    1 Short: Member::new("short", &SHORT),
    2 Cat: Member::new("Cat", &CAT),
    3 Dog: Member::new("Dog", &DOG),
}

#[derive(Clone, PartialEq)]
pub struct Cat {
    pub kind: String,
    pub name: Option<String>,
}

structure! {
    Cat from CatRequired = CAT: Schema::structure("Cat");
    0 kind [String]: Member::new("kind", &STRING).required(),
    1 name (into String): Member::new("name", &SHORT),
}

#[derive(Clone, PartialEq)]
pub struct Dog {
    pub kind: String,
    pub barks: Option<OneOf>,
    pub age: i32,
}

structure! {
    Dog from DogRequired = DOG: Schema::structure("Dog");
    0 kind [String]: Member::new("kind", &STRING).required(),
    1 barks (OneOf): Member::new("barks", &ONE_OF),
    2 age [i32]: Member::new("age", &SMALL).required(),
}

#[derive(Clone, PartialEq)]
pub enum Told {
    Cat(Cat),
    Unknown(Document),
}

union! {
    Told = TOLD: Schema::union("Told").discriminated("type"); [kept]
    0 Cat: Member::new("cat", &CAT),
}

#[derive(Clone, PartialEq)]
pub struct Zoo {
    pub any: Option<AnyOf>,
    pub one: Option<OneOf>,
    pub unique: Option<Vec<AnyOf>>,
    pub maps: Option<std::collections::BTreeMap<String, OneOf>>,
    pub told: Option<Told>,
    pub name: Option<String>,
}

structure! {
    Zoo = ZOO: Schema::structure("Zoo"); [new]
    0 any: Member::new("any", &ANY_OF),
    1 one (OneOf): Member::new("one", &ONE_OF),
    2 unique: Member::new("unique", &UNIQUE),
    3 maps: Member::new("maps", &MAPS),
    4 told: Member::new("told", &TOLD),
    5 name: Member::new("name", &NAME),
}

fn typed<T: Structure + Zero>(text: &str) -> Violations {
    let mut value = T::zero();
    let missing = json::decode(text.as_bytes(), &mut value, Strictness::Strict).unwrap();
    validate_decoded(&value, missing).err().unwrap_or_default()
}

#[track_caller]
fn check_as<T: Structure + Zero>(schema: &'static Schema, text: &str, expected: &[(&str, &str)]) {
    let violations = typed::<T>(text);
    match validate_json(schema, text.as_bytes()) {
        Ok(()) => assert!(violations.is_empty(), "{text}: {violations}"),
        Err(JsonError::Invalid(untyped)) => assert_eq!(violations, untyped, "{text}"),
        Err(error) => panic!("{text}: {error}"),
    }
    let found: Vec<String> = violations.smithy().field_list.into_iter().map(|field| field.message).collect();
    let expected: Vec<String> =
        expected.iter().map(|(path, rule)| format!("Value{path}' failed to satisfy constraint: {rule}")).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check(text: &str, expected: &[(&str, &str)]) {
    check_as::<Zoo>(Zoo::SCHEMA, text, expected);
}

#[test]
fn a_value_must_be_one_of_a_member() {
    for good in ["\"abcd\"", "\"ABC\"", "\"abc\"", "9", "[]", "[\"a\", [9]]"] {
        check(&format!("{{\"any\": {good}}}"), &[]);
        check_as::<AnyOf>(AnyOf::SCHEMA, good, &[]);
    }
    for bad in ["\"ABCD\"", "9.5", "true", "{}"] {
        check(&format!("{{\"any\": {bad}, \"name\": \"x\"}}"), &[(" at '/any", ANY)]);
        check_as::<AnyOf>(AnyOf::SCHEMA, bad, &[(" at '", ANY)]);
    }
}

#[test]
fn what_is_wrong_is_said_of_the_only_member_of_its_kind() {
    check("{\"any\": 10}", &[(" at '/any", "Member must be less than or equal to 9")]);
    check("{\"any\": [1, 2, [\"ABCD\"]]}", &[(" at '/any/2/0", ANY)]);
}

#[test]
fn a_value_must_be_one_of_exactly_one_member() {
    for good in ["\"abcd\"", "\"ABC\"", r#"{"kind": "cat"}"#, r#"{"kind": "cat", "name": "abc"}"#] {
        check(&format!("{{\"one\": {good}}}"), &[]);
    }
    check(r#"{"one": "abc"}"#, &[(" at '/one", &format!("{ONE}, and is one of 2"))]);
    // It is a cat as well, whatever it says.
    check(r#"{"one": {"kind": "dog", "age": 3}}"#, &[(" at '/one", &format!("{ONE}, and is one of 2"))]);
    check(r#"{"one": 5}"#, &[(" at '/one", ONE)]);
    check(
        r#"{"maps": {"a": "abcd", "b": 5, "c": "abc"}}"#,
        &[(" at '/maps/b", ONE), (" at '/maps/c", &format!("{ONE}, and is one of 2"))],
    );
}

#[test]
fn what_is_wrong_is_said_of_the_member_that_the_discriminator_names() {
    let text = r#"{"one": {"kind": "cat", "name": "long"}}"#;
    check(text, &[(" with length 4 at '/one/name", "Member must have length less than or equal to 3")]);
    check(r#"{"one": {"kind": "dog", "name": "long"}}"#, &[(" at '/one/age", "Member must not be null")]);
    let text = r#"{"maps": {"a": {"kind": "dog", "name": "long", "age": 3, "barks": 5}}}"#;
    check(text, &[(" at '/maps/a/barks", ONE)]);
    check(r#"{"one": {"kind": "dog", "name": "long", "age": "3"}}"#, &[(" at '/one", ONE)]);
}

#[test]
fn equal_values_are_found_whatever_member_they_are_of() {
    check(r#"{"unique": ["a", 1, [1], [2]]}"#, &[]);
    check(r#"{"unique": [[1, "b"], "a", [1, "b"]]}"#, &[(" at '/unique", "Member must have unique values")]);
}

#[test]
fn a_key_that_names_a_member_must_name_one() {
    check(r#"{"told": {"type": "cat", "kind": "x"}}"#, &[]);
    check(r#"{"told": {"type": "cat"}}"#, &[(" at '/told/kind", "Member must not be null")]);
    let one = "Member must have exactly one value that the model names";
    check(
        r#"{"told": {"type": "cow"}, "name": "A"}"#,
        &[(" at '/told", one), (" at '/name", "Member must satisfy regular expression pattern: ^[a-z]+$")],
    );
    check(r#"{"told": {}}"#, &[(" at '/told", one)]);
}

#[test]
fn what_is_built_is_checked_as_well() {
    let mut zoo = Zoo::new();
    zoo.any = Some(AnyOf::Small(10));
    zoo.told = Some(Told::Unknown(Document::Null));
    let found = weland_validate::validate(&zoo).unwrap_err();
    let paths: Vec<String> = found.list().iter().map(|violation| violation.path.to_string()).collect();
    assert_eq!(paths, ["/any", "/told"]);
}

#[test]
fn unions_within_each_other_are_judged_in_linear_time() {
    let text = format!("{}\"ABCD\"{}", "[".repeat(100), "]".repeat(100));
    assert!(validate_json(AnyOf::SCHEMA, text.as_bytes()).is_err());
    let text = format!("{}\"ABC\"{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(validate_json(AnyOf::SCHEMA, text.as_bytes()), Ok(()));
}

#[test]
fn what_is_kept_as_a_document_is_judged_as_json_schema_judges_values() {
    let map = |entries: &[(&str, Document)]| {
        Document::Map(entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    };
    let text = |text: &str| Document::String(text.to_owned());
    // The name is too long for a cat.
    let known = [("kind", text("dog")), ("name", text("Argos"))];
    let dog = |age| OneOf::Unknown(map(&[&known[..], &[("age", Document::Double(age))]].concat()));
    assert_eq!(Zoo::new().one(dog(3.0)).validate(), Ok(()), "a whole number is one, however it is written");
    assert!(Zoo::new().one(dog(3.5)).validate().is_err());
    // Null is a value, which the member has no room for.
    let null = map(&[&known[..], &[("age", Document::Integer(1)), ("barks", Document::Null)]].concat());
    assert!(Zoo::new().one(OneOf::Unknown(null)).validate().is_err());
}
