//! Members for which null is not the same as absence.
#![allow(unreachable_pub, reason = "the macros declare public types")]

use weland_core::schema::{INTEGER, STRING};
use weland_core::{Member, Schema, structure};
use weland_protocol::json::JsonCodec;
use weland_protocol::{Codec as _, Strictness, json};

#[derive(Clone, PartialEq)]
pub struct Person {
    pub name: Option<String>,
    pub nickname: Option<Option<String>>,
    pub age: Option<Option<i32>>,
    pub parent: Option<Option<Box<Person>>>,
    pub plain: Option<String>,
}

structure! {
    Person from PersonRequired = PERSON: Schema::structure("Person");
    0 name [Option<String>]: Member::new("name", &STRING).nullable().required(),
    1 nickname (null nickname_null into String): Member::new("nickname", &STRING).nullable(),
    2 age (as with_age null age_null i32): Member::new("age", &INTEGER).nullable(),
    3 parent (null parent_null boxed Person): Member::new("parent", &PERSON).nullable(),
    4 plain (into String): Member::new("plain", &STRING),
}

fn nobody() -> Person {
    Person::new(PersonRequired { name: None })
}

fn text(value: &Person) -> String {
    String::from_utf8(json::encode(value).unwrap()).unwrap()
}

#[test]
fn absence_null_and_a_value_are_three_things() {
    let cases = [
        (nobody(), r#"{"name":null}"#),
        (Person::new(PersonRequired { name: Some("Ada".into()) }), r#"{"name":"Ada"}"#),
        (
            nobody().nickname_null().age_null().parent_null(),
            r#"{"name":null,"nickname":null,"age":null,"parent":null}"#,
        ),
        (nobody().nickname("A").with_age(1), r#"{"name":null,"nickname":"A","age":1}"#),
        (nobody().parent(nobody().nickname_null()), r#"{"name":null,"parent":{"name":null,"nickname":null}}"#),
    ];
    for (value, expected) in cases {
        assert_eq!(text(&value), expected);
        for strictness in [Strictness::Strict, Strictness::Lenient] {
            let mut read = nobody();
            let missing = json::decode(expected.as_bytes(), &mut read, strictness).unwrap();
            assert!(missing.is_empty(), "{expected}");
            assert!(read == value, "{expected}: {read:?}");
        }
    }
}

#[test]
fn a_required_member_is_missing_if_it_is_absent_and_not_if_it_is_null() {
    let mut read = nobody();
    let missing = json::decode(br#"{"nickname": null, "plain": null}"#, &mut read, Strictness::Strict).unwrap();
    assert_eq!(missing.iter().map(ToString::to_string).collect::<Vec<_>>(), ["/name"]);
    assert_eq!((read.nickname, read.plain), (Some(None), None));
}

#[test]
fn a_value_that_may_not_be_null_is_not_null_as_a_whole_document_either() {
    let read = |codec: JsonCodec, index: usize| {
        let mut value = nobody();
        let member = &Person::SCHEMA.members[index];
        let read = codec.decode_member(b" null ", &mut value, (index, member), Strictness::Strict);
        read.map(|_| value).map_err(|error| error.to_string())
    };
    let (nickname, plain) = (1, 4);
    let error = read(JsonCodec::OPENAPI, plain).unwrap_err();
    assert!(error.contains("null is no value of `plain`"), "{error}");
    assert_eq!(read(JsonCodec::OPENAPI, nickname).unwrap().nickname, Some(None));
    assert_eq!(read(JsonCodec::REST, plain).unwrap().plain, None);
}
