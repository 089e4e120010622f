//! The functions of JMESPath.

use super::infer::Kind;

/// What a function takes and yields. `Any` stands for everything.
pub(super) struct Signature {
    pub(super) name: &'static str,
    /// For each argument, what it may be.
    pub(super) arguments: &'static [&'static [Kind]],
    /// Whether the last argument may be repeated.
    pub(super) is_variadic: bool,
    pub(super) result: Kind,
}

const ANY: &[Kind] = &[Kind::Any];
const ARRAY: &[Kind] = &[Kind::Array];
const NUMBER: &[Kind] = &[Kind::Number];
const OBJECT: &[Kind] = &[Kind::Object];
const REFERENCE: &[Kind] = &[Kind::Reference];
const STRING: &[Kind] = &[Kind::String];
const SEARCHABLE: &[Kind] = &[Kind::Array, Kind::String];
const SIZED: &[Kind] = &[Kind::Array, Kind::Object, Kind::String];

const fn fixed(name: &'static str, arguments: &'static [&'static [Kind]], result: Kind) -> Signature {
    Signature { name, arguments, is_variadic: false, result }
}

const fn variadic(name: &'static str, arguments: &'static [&'static [Kind]], result: Kind) -> Signature {
    Signature { name, arguments, is_variadic: true, result }
}

const ALL: &[Signature] = &[
    fixed("abs", &[NUMBER], Kind::Number),
    fixed("avg", &[ARRAY], Kind::Number),
    fixed("ceil", &[NUMBER], Kind::Number),
    fixed("contains", &[SEARCHABLE, ANY], Kind::Boolean),
    fixed("ends_with", &[STRING, STRING], Kind::Boolean),
    fixed("floor", &[NUMBER], Kind::Number),
    fixed("join", &[STRING, ARRAY], Kind::String),
    fixed("keys", &[OBJECT], Kind::Array),
    fixed("length", &[SIZED], Kind::Number),
    fixed("map", &[REFERENCE, ARRAY], Kind::Array),
    fixed("max", &[ARRAY], Kind::Any),
    fixed("max_by", &[ARRAY, REFERENCE], Kind::Any),
    variadic("merge", &[OBJECT], Kind::Object),
    fixed("min", &[ARRAY], Kind::Any),
    fixed("min_by", &[ARRAY, REFERENCE], Kind::Any),
    variadic("not_null", &[ANY], Kind::Any),
    fixed("reverse", &[SEARCHABLE], Kind::Any),
    fixed("sort", &[ARRAY], Kind::Array),
    fixed("sort_by", &[ARRAY, REFERENCE], Kind::Array),
    fixed("starts_with", &[STRING, STRING], Kind::Boolean),
    fixed("sum", &[ARRAY], Kind::Number),
    fixed("to_array", &[ANY], Kind::Array),
    fixed("to_number", &[ANY], Kind::Number),
    fixed("to_string", &[ANY], Kind::String),
    fixed("type", &[ANY], Kind::String),
    fixed("values", &[OBJECT], Kind::Array),
];

pub(super) fn find(name: &str) -> Option<&'static Signature> {
    ALL.iter().find(|signature| signature.name == name)
}

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|signature| signature.name)
}
