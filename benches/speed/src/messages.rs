//! Messages as other services have them: a function with its code in the request, and an item of a table whose values
//! name their types. In JSON, compared with serde's derives on equal types.

use std::collections::BTreeMap;
use std::hint::black_box;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use weland_core::schema::{BLOB, BOOLEAN, STRING};
use weland_core::{Blob, Decode, Encode, Member, Schema, Structure, structure, union};
use weland_protocol::{Strictness, json};

use crate::measure::Case;

/// The size of the code, in bytes.
const CODE: usize = 5_000_000;

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct NewFunction {
    function_name: String,
    role: String,
    code: Code,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Code {
    #[serde(with = "in_base64")]
    zip_file: Blob,
}

structure! {
    NewFunction = NEW_FUNCTION: Schema::structure("NewFunction");
    0 function_name: Member::new("FunctionName", &STRING),
    1 role: Member::new("Role", &STRING),
    2 code: Member::new("Code", &CODE_SCHEMA),
}

structure! {
    Code = CODE_SCHEMA: Schema::structure("Code");
    0 zip_file: Member::new("ZipFile", &BLOB),
}

/// Bytes in base64, as one writes it for serde.
mod in_base64 {
    use super::*;

    pub fn serialize<S: Serializer>(value: &Blob, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(value))
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Blob, D::Error> {
        let bytes = STANDARD.decode(<&str>::deserialize(from)?).map_err(serde::de::Error::custom)?;
        Ok(bytes.into())
    }
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PutItem {
    table_name: String,
    item: BTreeMap<String, AttributeValue>,
}

#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
enum AttributeValue {
    S(String),
    N(String),
    #[serde(rename = "BOOL")]
    Bool(bool),
    #[serde(rename = "SS")]
    Strings(Vec<String>),
    L(Vec<AttributeValue>),
    M(BTreeMap<String, AttributeValue>),
    #[default]
    Unknown,
}

static STRINGS: Schema = Schema::list("Strings", &[Member::element(&STRING)]);
static VALUES: Schema = Schema::list("Values", &[Member::element(&ATTRIBUTE_VALUE)]);
static ATTRIBUTES: Schema = Schema::map("Attributes", &[Member::key(&STRING), Member::value(&ATTRIBUTE_VALUE)]);

structure! {
    PutItem = PUT_ITEM: Schema::structure("PutItem");
    0 table_name: Member::new("TableName", &STRING),
    1 item: Member::new("Item", &ATTRIBUTES),
}

union! {
    AttributeValue = ATTRIBUTE_VALUE: Schema::union("AttributeValue");
    0 S: Member::new("S", &STRING),
    1 N: Member::new("N", &STRING),
    2 Bool: Member::new("BOOL", &BOOLEAN),
    3 Strings: Member::new("SS", &STRINGS),
    4 L: Member::new("L", &VALUES),
    5 M: Member::new("M", &ATTRIBUTES),
}

pub fn cases() -> Vec<Case> {
    let code: Vec<u8> = (0..CODE).map(|number| ((number * 7_919) >> 3) as u8).collect();
    let function = NewFunction {
        function_name: "thumbnailer".to_owned(),
        role: "arn:aws:iam::123456789012:role/service-role/thumbnailer-role".to_owned(),
        code: Code { zip_file: code.into() },
    };
    let mut cases = pair(["5 MB of code, encode", "5 MB of code, decode"], function);
    cases.extend(pair(["an item, encode", "an item, decode"], item()));
    cases
}

/// An order with its lines, as an item of a table.
fn item() -> PutItem {
    let text = |text: String| AttributeValue::S(text);
    let number = |number: usize| AttributeValue::N(number.to_string());
    let line = |index: usize| {
        AttributeValue::M(BTreeMap::from([
            ("sku".to_owned(), text(format!("SKU-{:08}", index * 7_919))),
            ("title".to_owned(), text(format!("Thing \"{index}\" – in blue"))),
            ("quantity".to_owned(), number(index % 5 + 1)),
            ("cents".to_owned(), number(1_999 + index)),
            ("gift".to_owned(), AttributeValue::Bool(index.is_multiple_of(3))),
        ]))
    };
    let item = BTreeMap::from([
        ("pk".to_owned(), text("ORDER#0190b5a2-7c1e-7d3a-9a51-5f0f3b1f6c11".to_owned())),
        ("sk".to_owned(), text("2024-05-17T10:24:11.123Z".to_owned())),
        ("customer".to_owned(), text("CUSTOMER#4711".to_owned())),
        ("tags".to_owned(), AttributeValue::Strings(["new", "eu", "prime"].map(str::to_owned).to_vec())),
        ("total".to_owned(), number(471_123)),
        ("lines".to_owned(), AttributeValue::L((0..24).map(line).collect())),
    ]);
    PutItem { table_name: "orders-production".to_owned(), item }
}

/// The two ways of a message. Both must read and write the same.
fn pair<T>(names: [&'static str; 2], value: T) -> Vec<Case>
where
    T: Structure + Encode + Decode + Default + Clone + PartialEq + Serialize + for<'d> Deserialize<'d> + 'static,
{
    let text = serde_json::to_vec(&value).expect("all keys are strings");
    let written = json::encode(&value).expect("JSON has a form for every value");
    assert!(ours::<T>(&text) == value && ours::<T>(&written) == value, "we read what both write");
    assert!(theirs::<T>(&text) == value && theirs::<T>(&written) == value, "serde reads what both write");
    let (again, copy) = (value.clone(), text.clone());
    let encode = Case::new(names[0])
        .with("weland", move || {
            let _ = black_box(json::encode(black_box(&value)));
        })
        .with("serde", move || {
            black_box(serde_json::to_vec(black_box(&again)).expect("all keys are strings"));
        });
    let decode = Case::new(names[1])
        .with("weland", move || {
            black_box(ours::<T>(black_box(&text)));
        })
        .with("serde", move || {
            black_box(theirs::<T>(black_box(&copy)));
        });
    vec![encode, decode]
}

fn ours<T: Structure + Default>(text: &[u8]) -> T {
    let mut value = T::default();
    let result = json::decode(text, &mut value, Strictness::Lenient);
    assert!(result.is_ok_and(|missing| missing.is_empty()), "the message is well-formed");
    value
}

fn theirs<'d, T: Deserialize<'d>>(text: &'d [u8]) -> T {
    serde_json::from_slice(text).expect("the message is well-formed")
}
