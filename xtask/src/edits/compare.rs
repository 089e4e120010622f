//! What became of values on their way.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use weland_model::{Member, Model, Shape, ShapeType, trait_id};

use super::values::time;

/// What happened to a message, or to a value in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The receiver doesn't know the member.
    Ignored,
    /// The receiver doesn't know the member of a union, and keeps it as an unknown one.
    UnknownMember,
    /// The receiver finds that a constraint is broken.
    Invalid,
    /// The receiver doesn't know the error.
    UnknownError,
    /// A value was there and the receiver, who knows the member, has none.
    Lost,
    /// Nobody has sent the value, and it is no default.
    Appeared,
    /// The value is another one.
    Changed,
    /// There is no answer, or none that can be read.
    Failed,
}

/// Something that happened, and where.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub(super) kind: Kind,
    pub(super) detail: String,
}

/// Whether a message has no way to tell the value from none: headers and parameters can't be there and hold nothing.
fn is_nothing(member: &Member, value: &Value) -> bool {
    let is_bound = [
        trait_id::HTTP_PAYLOAD,
        trait_id::HTTP_HEADER,
        trait_id::HTTP_QUERY,
        trait_id::HTTP_PREFIX_HEADERS,
        trait_id::HTTP_QUERY_PARAMS,
    ]
    .iter()
    .any(|id| member.traits.contains(id));
    let is_empty = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
    value.is_null() || is_bound && (is_empty || value == "")
}

/// Compares what was sent with what the receiver has, whose model this is.
pub(super) struct Comparison<'m> {
    model: &'m Model,
    /// What the receiver calls members, by the names of the sender.
    renamed: BTreeMap<&'m str, &'m str>,
    pub(super) findings: Vec<Finding>,
}

impl<'m> Comparison<'m> {
    pub(super) fn new(model: &'m Model, renamed: impl IntoIterator<Item = (&'m str, &'m str)>) -> Self {
        Self { model, renamed: renamed.into_iter().collect(), findings: Vec::new() }
    }

    pub(super) fn structure(&mut self, shape: &Shape, sent: &Value, received: &Value, path: &str) {
        let mut seen = Vec::new();
        for (name, value) in sent.as_object().into_iter().flatten() {
            let name = match self.renamed.get(name.as_str()) {
                Some(new) if shape.member(name).is_none() => new,
                _ => name.as_str(),
            };
            seen.push(name.to_owned());
            let path = format!("{path}.{name}");
            let Some(member) = shape.member(name) else {
                self.find(Kind::Ignored, &path, value, &Value::Null);
                continue;
            };
            match received.get(name) {
                None | Some(Value::Null) if is_nothing(member, value) => {}
                None | Some(Value::Null) => self.find(Kind::Lost, &path, value, &Value::Null),
                Some(got) => self.value(member, value, got, &path),
            }
        }
        for (name, got) in received.as_object().into_iter().flatten().filter(|(name, _)| !seen.contains(name)) {
            let default = shape.member(name).and_then(|member| member.traits.get(trait_id::DEFAULT));
            if default.is_none_or(|node| node.is_null()) && !got.is_null() {
                self.find(Kind::Appeared, &format!("{path}.{name}"), &Value::Null, got);
            }
        }
    }

    fn value(&mut self, member: &Member, sent: &Value, got: &Value, path: &str) {
        let Some(shape) = self.model.get(&member.target) else { return self.plain(sent, got, path) };
        match (shape.shape_type, sent, got) {
            (ShapeType::Structure, Value::Object(_), Value::Object(_)) => self.structure(shape, sent, got, path),
            (ShapeType::List, Value::Array(sent), Value::Array(got)) => {
                if sent.len() != got.len() {
                    return self.find(Kind::Changed, path, &json!(sent), &json!(got));
                }
                let Some(member) = shape.members.first() else { return };
                for (index, (sent, got)) in sent.iter().zip(got).enumerate() {
                    self.value(member, sent, got, &format!("{path}[{index}]"));
                }
            }
            (ShapeType::Map, Value::Object(sent), Value::Object(got)) => {
                let Some(member) = shape.member("value") else { return };
                for (key, value) in sent {
                    // Names of headers have no case.
                    match got.get(key).or_else(|| got.get(&key.to_lowercase())) {
                        Some(got) => self.value(member, value, got, &format!("{path}[{key}]")),
                        None => self.find(Kind::Lost, &format!("{path}[{key}]"), value, &Value::Null),
                    }
                }
            }
            (ShapeType::Union, Value::Object(sent), Value::Object(got)) => {
                for (tag, value) in sent {
                    match (shape.member(tag), got.get(tag)) {
                        (Some(member), Some(got)) => self.value(member, value, got, &format!("{path}.{tag}")),
                        _ => self.plain(&json!(sent), &json!(got), path),
                    }
                }
            }
            (ShapeType::Timestamp, ..) => self.plain(&time(sent), &time(got), path),
            _ => self.plain(sent, got, path),
        }
    }

    fn plain(&mut self, sent: &Value, got: &Value, path: &str) {
        let same_number = || Some((sent.as_f64()? - got.as_f64()?).abs() <= f64::EPSILON * sent.as_f64()?.abs());
        if sent != got && same_number() != Some(true) {
            self.find(Kind::Changed, path, sent, got);
        }
    }

    fn find(&mut self, kind: Kind, path: &str, sent: &Value, got: &Value) {
        let short = |value: &Value| value.to_string().chars().take(60).collect::<String>();
        self.findings.push(Finding { kind, detail: format!("{path}: {} became {}", short(sent), short(got)) });
    }
}
