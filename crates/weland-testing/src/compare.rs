//! Values compared with the params of a case.
//!
//! The values of a case are compared as they stand in the case, and not after conversion to the type that is tested: a
//! member that the type drops or mixes up would otherwise be lost on both sides. Only members that the case leaves out are
//! compared with the type's defaults.
//!
//! Some values look the same in a message, so that no reader can distinguish them: an empty list in headers or in the
//! query string is written like one that is not set. They are taken for the same; see
//! [`ambiguity`](ProtocolRules::ambiguity).

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::Value;
use weland_core::{Member, Schema, ShapeType, Structure};

use crate::case::Message;
use crate::params;
use crate::protocol::{self, Ambiguous, ProtocolRules};
use crate::report::{self, Difference, Outcome};
use crate::tree::{Tree, bytes_in_memory};

/// Compares a structure with the params of a case. `expected` was filled from the same params and has the defaults of
/// all that they leave out.
pub(crate) fn structure(
    protocol: &'static ProtocolRules,
    params: &Value,
    expected: &mut dyn Structure,
    actual: &Tree,
) -> Vec<Difference> {
    Comparison::new(protocol).compare(params, expected, actual)
}

/// Compares the input that was read from a request. If the case leaves the body of the request open, only members
/// outside the body are compared.
///
/// # Errors
/// When the protocol of the case is not known.
pub(crate) fn input(case: &Message, expected: &mut dyn Structure, actual: &Tree) -> Outcome<Vec<Difference>> {
    let mut comparison = Comparison::new(protocol::rules(&case.protocol)?);
    comparison.is_request = true;
    comparison.without_body = case.body.is_none();
    Ok(comparison.compare(&case.params, expected, actual))
}

struct Comparison {
    protocol: &'static ProtocolRules,
    is_request: bool,
    without_body: bool,
    path: Vec<String>,
    differences: Vec<Difference>,
    /// Members that are not compared, by the reason.
    skipped: BTreeMap<&'static str, Vec<String>>,
}

fn show(tree: Option<&Tree>) -> String {
    tree.map_or_else(|| "(not set)".to_owned(), Tree::to_string)
}

impl Comparison {
    fn new(protocol: &'static ProtocolRules) -> Self {
        Self {
            protocol,
            is_request: false,
            without_body: false,
            path: Vec::new(),
            differences: Vec::new(),
            skipped: BTreeMap::new(),
        }
    }

    fn compare(mut self, params: &Value, expected: &mut dyn Structure, actual: &Tree) -> Vec<Difference> {
        let bytes = bytes_in_memory(expected);
        let filled = Tree::of(expected).with_stream(expected, bytes);
        self.members(expected.schema(), params, Some(&filled), Some(actual));
        for (reason, members) in &self.skipped {
            report::note(format_args!("not compared: {}; {reason}", members.join(", ")));
        }
        self.differences
    }

    fn within(&mut self, segment: impl ToString, compare: impl FnOnce(&mut Self)) {
        self.path.push(segment.to_string());
        compare(self);
        self.path.pop();
    }

    fn differ(&mut self, expected: impl ToString, actual: Option<&Tree>) {
        let place = self.path.iter().map(|segment| format!("/{segment}")).collect::<String>();
        let place = if place.is_empty() { "the value".to_owned() } else { place };
        self.differences.push(Difference::new(place, expected.to_string(), show(actual)));
    }

    fn members(&mut self, schema: &'static Schema, json: &Value, filled: Option<&Tree>, actual: Option<&Tree>) {
        for member in schema.members {
            let filled = filled.and_then(|tree| tree.member(member.name));
            let actual = actual.and_then(|tree| tree.member(member.name));
            let json = json.get(member.name).filter(|json| member.nullable || !json.is_null());
            if self.path.is_empty()
                && let Some(reason) = self.indistinguishable(member, json, actual)
            {
                if json.is_some() || actual.is_some() {
                    self.skipped.entry(reason).or_default().push(format!("`{}`", member.name));
                }
                continue;
            }
            self.within(member.name, |this| match json {
                None => this.trees(filled, actual),
                Some(json) => this.value(member, json, filled, actual),
            });
        }
    }

    /// Why the message does not distinguish the two values, if it does not.
    fn indistinguishable(
        &self,
        member: &Member,
        expected: Option<&Value>,
        actual: Option<&Tree>,
    ) -> Option<&'static str> {
        if self.without_body && (self.protocol.is_in_body)(member) {
            return Some("the case leaves the body open");
        }
        (self.protocol.ambiguity)(&Ambiguous { member, expected, actual, is_request: self.is_request })
    }

    fn value(&mut self, member: &'static Member, json: &Value, filled: Option<&Tree>, actual: Option<&Tree>) {
        match (member.schema.shape_type, json, actual) {
            (_, Value::Null, Some(Tree::Null)) => {}
            (ShapeType::Structure | ShapeType::Union, Value::Object(_), Some(Tree::Structure(_))) => {
                self.members(member.schema, json, filled, actual);
            }
            (ShapeType::List, Value::Array(list), Some(Tree::List(elements))) if list.len() == elements.len() => {
                for (index, json) in list.iter().enumerate() {
                    let filled = filled.and_then(|tree| tree.element(index));
                    let actual = elements.get(index);
                    self.within(index, |this| this.value(member.schema.element(), json, filled, actual));
                }
            }
            (ShapeType::Map, Value::Object(map), Some(tree @ Tree::Map(entries))) => {
                for (key, json) in map {
                    let filled = filled.and_then(|tree| tree.entry(key));
                    self.within(key, |this| this.value(member.schema.element(), json, filled, tree.entry(key)));
                }
                for (key, tree) in entries.iter().filter(|(key, _)| !map.contains_key(key)) {
                    self.within(key, |this| this.differ("(no such entry)", Some(tree)));
                }
            }
            _ => match scalar(member.schema, json) {
                Some(expected) => self.trees(Some(&expected), actual),
                None => self.differ(json, actual),
            },
        }
    }

    /// Goes into what both sides have, so that the difference is shown where it is.
    fn trees(&mut self, expected: Option<&Tree>, actual: Option<&Tree>) {
        match (expected, actual) {
            (None, None) => {}
            (Some(one), Some(other)) if one.is_same(other) => {}
            (Some(Tree::Structure(one)), Some(Tree::Structure(other))) => {
                let names = one.iter().chain(other.iter().filter(|(name, _)| !one.iter().any(|(key, _)| key == name)));
                for (name, _) in names {
                    let sides =
                        (expected.and_then(|tree| tree.member(name)), actual.and_then(|tree| tree.member(name)));
                    self.within(name, |this| this.trees(sides.0, sides.1));
                }
            }
            (Some(Tree::List(one)), Some(Tree::List(other))) if one.len() == other.len() => {
                for (index, (one, other)) in one.iter().zip(other).enumerate() {
                    self.within(index, |this| this.trees(Some(one), Some(other)));
                }
            }
            _ => self.differ(show(expected), actual),
        }
    }
}

/// The value that JSON stands for; `None` if it is no value of the shape, or an aggregate of another kind.
fn scalar(schema: &'static Schema, json: &Value) -> Option<Tree> {
    let text = || json.as_str().map(str::to_owned);
    match schema.shape_type {
        ShapeType::Document => return Some(Tree::Document(params::document(json))),
        _ if json.is_null() => return Some(Tree::Null),
        _ => {}
    }
    match schema.shape_type {
        ShapeType::Boolean => json.as_bool().map(Tree::Boolean),
        ShapeType::Byte | ShapeType::Short | ShapeType::Integer | ShapeType::Long | ShapeType::IntEnum => {
            params::integer(json).map(Tree::Integer)
        }
        ShapeType::Float => params::double(json).map(|value| Tree::Float(value as f32)),
        ShapeType::Double => params::double(json).map(Tree::Double),
        ShapeType::BigInteger | ShapeType::BigDecimal => params::digits(json).map(Tree::Digits),
        ShapeType::String | ShapeType::Enum => text().map(Tree::String),
        ShapeType::Blob => text().map(|text| Tree::Blob(Bytes::from(text))),
        ShapeType::Timestamp => params::timestamp(json).map(Tree::Timestamp),
        _ => None,
    }
}
