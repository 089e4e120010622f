//! Validation of JSON text, without building the types.

use std::collections::BTreeSet;
use std::fmt;

use weland_core::schema::{Member, Schema, UNKNOWN_VALUE};
use weland_core::{DecodeError, Decoder, Document, Encoder, ShapeType, Structure};
use weland_protocol::Strictness;
use weland_protocol::json::{self, JsonCodec, JsonDecoder};

use crate::absent::Absent;
use crate::check::{Checker, needs_document, scalar};
use crate::path::Path;
use crate::untyped::{self, Untyped};
use crate::validate_decoded;
use crate::violation::Violations;

/// Why JSON is not a valid value of a shape.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum JsonError {
    /// It is not JSON, or not of the shape's type. Reading stops there, so broken constraints are not reported.
    Malformed(DecodeError),
    /// It breaks constraints of the shape.
    Invalid(Violations),
    /// There is no shape of this name. Only functions that find shapes by name return this.
    UnknownShape(String),
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => error.fmt(f),
            Self::Invalid(violations) => violations.fmt(f),
            Self::UnknownShape(name) => {
                write!(f, "there is no shape `{name}`; names are case-sensitive")
            }
        }
    }
}

impl std::error::Error for JsonError {}

/// Checks that JSON text is a valid value of a structure or union: its types, its required members, its constraints.
///
/// All members are looked up in the object, wherever the HTTP binding of an operation would put them. The result is the
/// same as that of decoding the text and [validating](crate::validate) the value, in one pass and without the value.
///
/// ```
/// use weland_core::{Member, Schema};
/// use weland_validate::{JsonError, validate_json};
///
/// static NAME: Schema = Schema::string("Name").length(Some(2), None);
/// static PERSON: Schema = Schema::structure("Person").with_members(&[Member::new("name", &NAME).required()]);
///
/// assert_eq!(validate_json(&PERSON, br#"{"name": "Ada"}"#), Ok(()));
/// assert!(matches!(validate_json(&PERSON, br#"{"name": 1}"#), Err(JsonError::Malformed(_))));
/// let Err(JsonError::Invalid(violations)) = validate_json(&PERSON, b"{}") else { panic!() };
/// assert_eq!(violations.list()[0].path.to_string(), "/name");
/// ```
///
/// # Errors
/// When the text is malformed, or breaks constraints; in the latter case with all violations.
pub fn validate_json(schema: &'static Schema, json: &[u8]) -> Result<(), JsonError> {
    let mut checker = Checker::default();
    if needs_document(schema) {
        return validate_whole(json, JsonCodec::REST, |checker, document| {
            checker.document_of_structure(schema, schema.sensitive, document)
        });
    }
    checker.open(schema, schema.sensitive);
    let mut root = Node { schema, checker: &mut checker };
    let missing = match json::decode(json, &mut root, Strictness::Strict) {
        Ok(missing) => missing,
        Err(_) if checker.has_given_up() => {
            return validate_whole(json, JsonCodec::REST, |checker, document| {
                checker.document_of_structure(schema, schema.sensitive, document)
            });
        }
        Err(error) => return Err(JsonError::Malformed(error)),
    };
    checker.close_structure();
    match checker.into_found().with_missing(missing) {
        Some(violations) => violations.into_result().map_err(JsonError::Invalid),
        None => validate_in_order(schema, json),
    }
}

/// For JSON with values that can only be judged as a whole: reads it as a document first.
#[cold]
fn validate_whole(
    json: &[u8],
    codec: JsonCodec,
    check: impl FnOnce(&mut Checker, &Document) -> Result<(), DecodeError>,
) -> Result<(), JsonError> {
    let mut from = JsonDecoder::with_codec(json, Strictness::Strict, codec).map_err(JsonError::Malformed)?;
    let document = from.document(&UNKNOWN_VALUE).map_err(JsonError::Malformed)?;
    from.finish().map_err(JsonError::Malformed)?;
    let mut checker = Checker::of_text(codec.document_format(Strictness::Strict));
    check(&mut checker, &document).map_err(JsonError::Malformed)?;
    checker.into_found().sorted().into_result().map_err(JsonError::Invalid)
}

/// For JSON with more violations than are kept: finds the same ones as in a typed value, the first in the order of the
/// model's members, for which the members have to be gathered before they are checked.
#[cold]
fn validate_in_order(schema: &'static Schema, json: &[u8]) -> Result<(), JsonError> {
    let mut value = Untyped::new(schema);
    let missing = json::decode(json, &mut value, Strictness::Strict).map_err(JsonError::Malformed)?;
    validate_decoded(&value, missing).map_err(JsonError::Invalid)
}

/// Checks that JSON text is a valid value of any shape: like [`validate_json`], which is for structures and unions.
///
/// ```
/// use weland_core::{Member, Schema};
/// use weland_validate::{JsonError, validate_json_value};
///
/// static NAME: Schema = Schema::string("Name").length(Some(2), None);
/// static ROOT: Member = Member::root(&NAME);
///
/// assert_eq!(validate_json_value(&ROOT, br#""Ada""#), Ok(()));
/// assert!(matches!(validate_json_value(&ROOT, br#""A""#), Err(JsonError::Invalid(_))));
/// ```
///
/// # Errors
/// When the text is malformed, or breaks constraints; in the latter case with all violations.
pub fn validate_json_value(root: &'static Member, json: &[u8]) -> Result<(), JsonError> {
    validate_value(root, json, JsonCodec::REST)
}

/// Checks that JSON text is a valid value of any shape, as JSON Schema understands values: null is not the same as absence,
/// `1.0` is a whole number, and timestamps are dates and times as text.
///
/// # Errors
/// When the text is malformed, or breaks constraints; in the latter case with all violations.
pub fn validate_json_schema_value(root: &'static Member, json: &[u8]) -> Result<(), JsonError> {
    validate_value(root, json, JsonCodec::OPENAPI)
}

fn validate_value(root: &'static Member, json: &[u8], codec: JsonCodec) -> Result<(), JsonError> {
    let mut checker = Checker::default();
    let mut from = JsonDecoder::with_codec(json, Strictness::Strict, codec).map_err(JsonError::Malformed)?;
    match element(root, &mut from, &mut checker) {
        Ok(()) => {}
        Err(_) if checker.has_given_up() => {
            return validate_whole(json, codec, |checker, document| checker.document_of(root, document));
        }
        Err(error) => return Err(JsonError::Malformed(error)),
    }
    let missing = from.finish().map_err(JsonError::Malformed)?;
    match checker.into_found().with_missing(missing) {
        Some(violations) => violations.into_result().map_err(JsonError::Invalid),
        None => validate_value_in_order(root, json, codec),
    }
}

/// Like [`validate_in_order`], for any shape.
#[cold]
fn validate_value_in_order(root: &'static Member, json: &[u8], codec: JsonCodec) -> Result<(), JsonError> {
    let mut from = JsonDecoder::with_codec(json, Strictness::Strict, codec).map_err(JsonError::Malformed)?;
    let is_null = root.nullable && from.null().map_err(JsonError::Malformed)?;
    let value = if is_null { None } else { untyped::decode(root, &mut from).map_err(JsonError::Malformed)? };
    let missing = from.finish().map_err(JsonError::Malformed)?;
    let paths = missing.into_iter().map(|missing| Path::new(missing.path));
    let mut checker = Checker::without(Absent::new(paths));
    if let Some(value) = value {
        untyped::encode(&value, root, &mut checker);
    }
    checker.into_found().sorted().into_result().map_err(JsonError::Invalid)
}

/// A structure that is not built: its members are checked and dropped.
struct Node<'a> {
    schema: &'static Schema,
    checker: &'a mut Checker,
}

impl Structure for Node<'_> {
    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn encode_member(&self, _: usize, _: &'static Member, _: &mut dyn Encoder) {}

    fn decode_member(
        &mut self,
        index: usize,
        member: &'static Member,
        from: &mut dyn Decoder,
    ) -> Result<(), DecodeError> {
        self.checker.member(index);
        element(member, from, self.checker)
    }
}

/// Reads the next value and checks it.
fn check(member: &'static Member, from: &mut dyn Decoder, checker: &mut Checker) -> Result<(), DecodeError> {
    if needs_document(member.schema) {
        return Err(checker.give_up());
    }
    match member.schema.shape_type {
        ShapeType::List => list(member, from, checker),
        ShapeType::Map => map(member, from, checker),
        ShapeType::Structure | ShapeType::Union => structure(member, from, checker),
        _ => scalar(member, from, checker),
    }
}

/// A value that may be null, if its member says so.
fn element(member: &'static Member, from: &mut dyn Decoder, checker: &mut Checker) -> Result<(), DecodeError> {
    if member.nullable && from.null()? {
        checker.null(member);
        return Ok(());
    }
    check(member, from, checker)
}

fn list(member: &'static Member, from: &mut dyn Decoder, checker: &mut Checker) -> Result<(), DecodeError> {
    let inner = member.schema.element();
    from.begin_list(member)?;
    checker.begin_list(member, 0);
    let mut index = 0_usize;
    while from.next_element(member)? {
        element(inner, from, checker).map_err(|error| error.within(index))?;
        index += 1;
    }
    checker.end_list();
    Ok(())
}

fn map(member: &'static Member, from: &mut dyn Decoder, checker: &mut Checker) -> Result<(), DecodeError> {
    let inner = member.schema.element();
    from.begin_map(member)?;
    checker.begin_map(member, 0);
    let mut keys = Keys::default();
    while let Some(key) = from.next_key(member)? {
        checker.key(&key);
        element(inner, from, checker).map_err(|error| error.within(member.shown_key(&key)))?;
        if !keys.insert(key) {
            from.repeated_key()?;
        }
    }
    checker.end_map();
    Ok(())
}

/// The keys of a map: of a few, each is compared with the others.
#[derive(Default)]
struct Keys {
    few: Vec<String>,
    many: BTreeSet<String>,
}

impl Keys {
    const FEW: usize = 8;

    /// Adds a key; `false` if it is there already.
    fn insert(&mut self, key: String) -> bool {
        if self.few.contains(&key) {
            return false;
        }
        if self.few.len() < Self::FEW {
            self.few.push(key);
            return true;
        }
        self.many.insert(key)
    }
}

fn structure(member: &'static Member, from: &mut dyn Decoder, checker: &mut Checker) -> Result<(), DecodeError> {
    let schema = member.schema;
    if schema.streaming {
        return from.document(member).map(|_| ());
    }
    checker.step();
    checker.open(schema, schema.sensitive);
    from.structure(member, &mut Node { schema, checker })?;
    checker.close_structure();
    Ok(())
}
