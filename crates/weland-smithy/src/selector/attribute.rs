//! The attributes of shapes, and how they compare.

use std::borrow::Cow;

use weland_model::{Node, NodeKind, ShapeId};

use super::ast::{Comparator, Comparison, Operand, Segment};
use super::graph::Graph;
use super::node::NodeId;
use crate::json_text;

/// Values of projections are nested this deep at most; deeper ones have no value.
const MAX_DEPTH: usize = 50;

/// A value that an attribute has.
#[derive(Debug, Clone)]
pub(super) enum Value<'m> {
    /// What is not there.
    Missing,
    /// A shape with all its attributes.
    Shape(NodeId),
    Id(ShapeId),
    Traits(NodeId),
    Variables,
    Text(Cow<'m, str>),
    Data(&'m Node),
    /// A projection.
    Many(Vec<Value<'m>>),
}

/// What values are looked up in.
pub(super) struct Scope<'s, 'm> {
    pub(super) graph: &'s Graph<'m>,
    pub(super) variables: &'s [Option<Vec<NodeId>>],
    /// The names of the variables.
    pub(super) names: &'s [String],
}

impl<'m> Scope<'_, 'm> {
    /// Follows a path from a value.
    pub(super) fn follow(&self, value: Value<'m>, path: &[Segment]) -> Value<'m> {
        path.iter().fold(value, |value, segment| self.property(value, segment, 0))
    }

    fn property(&self, value: Value<'m>, segment: &Segment, depth: usize) -> Value<'m> {
        if depth > MAX_DEPTH {
            return Value::Missing;
        }
        match (value, segment) {
            (Value::Many(values), Segment::First) => first(&values, depth).unwrap_or(Value::Missing),
            (Value::Many(values), _) => {
                let values = values.into_iter().map(|value| self.property(value, segment, depth + 1));
                Value::Many(values.filter(|value| !matches!(value, Value::Missing)).collect())
            }
            (Value::Shape(node), Segment::Name(name)) => self.attribute(node, name),
            (Value::Id(id), segment) => of_id(&id, segment),
            (Value::Text(text), Segment::Length) => length(text.chars().count()),
            (Value::Traits(node), segment) => self.of_traits(node, segment),
            (Value::Variables, Segment::Name(name)) => self.variable(name),
            (Value::Data(node), segment) => of_data(node, segment),
            _ => Value::Missing,
        }
    }

    fn attribute(&self, node: NodeId, name: &str) -> Value<'m> {
        match name {
            "id" => self.graph.id(node).map_or(Value::Missing, Value::Id),
            "trait" => Value::Traits(node),
            "var" => Value::Variables,
            "service" | "version" => {
                let shape = self.graph.node(node).filter(|(_, member)| member.is_none());
                let service = shape.and_then(|(shape, _)| Some((shape, shape.as_service()?)));
                match service {
                    // The version is a property of `service`, which stands for the shape itself.
                    Some((_, data)) if name == "version" => Value::Text(Cow::Borrowed(&*data.version)),
                    Some(_) => Value::Shape(node),
                    None => Value::Missing,
                }
            }
            _ => Value::Missing,
        }
    }

    fn variable(&self, name: &str) -> Value<'m> {
        let index = self.names.iter().position(|known| known == name);
        match index.and_then(|index| self.variables.get(index)) {
            Some(Some(nodes)) => Value::Many(nodes.iter().map(|node| Value::Shape(*node)).collect()),
            _ => Value::Missing,
        }
    }

    fn of_traits(&self, node: NodeId, segment: &Segment) -> Value<'m> {
        let Some(traits) = self.graph.traits(node) else { return Value::Missing };
        match segment {
            Segment::Keys => Value::Many(traits.iter().map(|applied| Value::Id(applied.id.clone())).collect()),
            Segment::Values => Value::Many(traits.iter().map(|applied| Value::Data(&applied.value)).collect()),
            Segment::Length => length(traits.len()),
            Segment::Name(name) if name.contains('#') => traits.get(name).map_or(Value::Missing, Value::Data),
            Segment::Name(name) => {
                let is_meant = |id: &ShapeId| id.name() == name && id.namespace() == "smithy.api";
                let applied = traits.iter().find(|applied| is_meant(&applied.id));
                applied.map_or(Value::Missing, |applied| Value::Data(&applied.value))
            }
            _ => Value::Missing,
        }
    }

    // --- comparisons

    /// Whether a value compares to one of the texts.
    pub(super) fn compares(&self, value: &Value<'m>, comparison: &Comparison<String>) -> bool {
        let matches = |text: &String| self.compare(value, comparison.comparator, &borrowed(text), comparison.any_case);
        comparison.values.iter().any(matches)
    }

    /// Whether all assertions hold for a value. Those of a projection are tried one by one.
    pub(super) fn holds(&self, value: &Value<'m>, assertions: &[(Operand, Comparison<Operand>)]) -> bool {
        if let Value::Many(values) = value {
            return values.iter().any(|value| self.holds(value, assertions));
        }
        let operand = |operand: &Operand| match operand {
            Operand::Text(text) => Value::Text(Cow::Owned(text.clone())),
            Operand::Context(path) => self.follow(value.clone(), path),
        };
        assertions.iter().all(|(left, comparison)| {
            let left = operand(left);
            let matches =
                |right: &Operand| self.compare(&left, comparison.comparator, &operand(right), comparison.any_case);
            comparison.values.iter().any(matches)
        })
    }

    fn compare(&self, left: &Value<'_>, comparator: Comparator, right: &Value<'_>, any_case: bool) -> bool {
        match comparator {
            Comparator::Exists => self.exists(left) == (self.text(right).as_deref() == Some("true")),
            Comparator::SameProjection => self.same(left, right, any_case),
            Comparator::OtherProjection => !self.same(left, right, any_case),
            Comparator::Subset => self.subset(left, right, any_case),
            Comparator::ProperSubset => self.subset(left, right, any_case) && !self.subset(right, left, any_case),
            _ => self.any_pair(left, comparator, right, any_case),
        }
    }

    fn any_pair(&self, left: &Value<'_>, comparator: Comparator, right: &Value<'_>, any_case: bool) -> bool {
        match (left, right) {
            (Value::Many(values), _) => values.iter().any(|value| self.any_pair(value, comparator, right, any_case)),
            (_, Value::Many(values)) => values.iter().any(|value| self.any_pair(left, comparator, value, any_case)),
            _ => match (self.text(left), self.text(right)) {
                (Some(left), Some(right)) if any_case => texts(&left.to_lowercase(), comparator, &right.to_lowercase()),
                (Some(left), Some(right)) => texts(&left, comparator, &right),
                _ => false,
            },
        }
    }

    fn same(&self, left: &Value<'_>, right: &Value<'_>, any_case: bool) -> bool {
        self.subset(left, right, any_case) && self.subset(right, left, any_case)
    }

    fn subset(&self, left: &Value<'_>, right: &Value<'_>, any_case: bool) -> bool {
        let (Value::Many(items), Value::Many(_)) = (left, right) else { return false };
        items.iter().all(|item| match item {
            Value::Many(_) => self.subset(item, right, any_case),
            _ => self.any_pair(item, Comparator::Equal, right, any_case),
        })
    }

    pub(super) fn exists(&self, value: &Value<'_>) -> bool {
        match value {
            Value::Missing => false,
            Value::Data(node) => !node.is_null(),
            Value::Many(values) => values.iter().any(|value| self.exists(value)),
            _ => true,
        }
    }

    /// The value as text; `None` if there is no value.
    fn text<'v>(&self, value: &'v Value<'_>) -> Option<Cow<'v, str>> {
        Some(match value {
            Value::Missing | Value::Many(_) => return None,
            Value::Shape(node) => Cow::Owned(self.graph.id(*node)?.to_string()),
            Value::Id(id) => Cow::Borrowed(id.as_str()),
            Value::Text(text) => Cow::Borrowed(&**text),
            Value::Traits(_) | Value::Variables => Cow::Borrowed(""),
            Value::Data(node) => match &node.kind {
                NodeKind::Null => return None,
                NodeKind::Bool(true) => Cow::Borrowed("true"),
                NodeKind::Bool(false) => Cow::Borrowed("false"),
                NodeKind::Number(number) => Cow::Borrowed(number.as_str()),
                NodeKind::String(text) => Cow::Borrowed(&**text),
                NodeKind::Array(_) | NodeKind::Object(_) => Cow::Borrowed(""),
            },
        })
    }
}

/// A value as messages show it: data as JSON, the values of a projection in brackets.
pub(super) fn shown(scope: &Scope<'_, '_>, value: &Value<'_>) -> String {
    match value {
        Value::Data(node) if !node.is_null() => json_text::compact(node),
        Value::Many(values) => {
            let mut texts = Vec::new();
            flat(scope, values, 0, &mut texts);
            texts.sort_unstable();
            format!("[{}]", texts.join(", "))
        }
        value => scope.text(value).unwrap_or_default().into_owned(),
    }
}

fn flat(scope: &Scope<'_, '_>, values: &[Value<'_>], depth: usize, texts: &mut Vec<String>) {
    for value in values {
        match value {
            Value::Many(inner) if depth < MAX_DEPTH => flat(scope, inner, depth + 1, texts),
            Value::Many(_) => {}
            value => texts.push(shown(scope, value)),
        }
    }
}

fn borrowed(text: &str) -> Value<'_> {
    Value::Text(Cow::Borrowed(text))
}

fn length<'m>(length: usize) -> Value<'m> {
    Value::Text(Cow::Owned(length.to_string()))
}

fn first<'m>(values: &[Value<'m>], depth: usize) -> Option<Value<'m>> {
    values.iter().find_map(|value| match value {
        Value::Many(inner) if depth < MAX_DEPTH => first(inner, depth + 1),
        Value::Many(_) | Value::Missing => None,
        other => Some(other.clone()),
    })
}

fn of_id<'m>(id: &ShapeId, segment: &Segment) -> Value<'m> {
    let text = |text: &str| Value::Text(Cow::Owned(text.to_owned()));
    match segment {
        Segment::Length => length(id.as_str().chars().count()),
        Segment::Name(name) => match &**name {
            "namespace" => text(id.namespace()),
            "name" => text(id.name()),
            "member" => id.member().map_or(Value::Missing, text),
            _ => Value::Missing,
        },
        _ => Value::Missing,
    }
}

fn of_data<'m>(node: &'m Node, segment: &Segment) -> Value<'m> {
    match (&node.kind, segment) {
        (NodeKind::String(text), Segment::Length) => length(text.chars().count()),
        (NodeKind::Array(items), Segment::Length) => length(items.len()),
        (NodeKind::Array(items), Segment::Values) => Value::Many(items.iter().map(Value::Data).collect()),
        (NodeKind::Object(object), Segment::Length) => length(object.len()),
        (NodeKind::Object(object), Segment::Values) => {
            Value::Many(object.iter().map(|(_, value)| Value::Data(value)).collect())
        }
        (NodeKind::Object(object), Segment::Keys) => {
            Value::Many(object.iter().map(|(key, _)| Value::Text(Cow::Borrowed(key))).collect())
        }
        (NodeKind::Object(object), Segment::Name(name)) => object.get(name).map_or(Value::Missing, Value::Data),
        _ => Value::Missing,
    }
}

fn texts(left: &str, comparator: Comparator, right: &str) -> bool {
    let numbers = |fits: fn(&f64, &f64) -> bool| {
        let number = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
        number(left).zip(number(right)).is_some_and(|(left, right)| fits(&left, &right))
    };
    match comparator {
        Comparator::Equal => left == right,
        Comparator::NotEqual => left != right,
        Comparator::StartsWith => left.starts_with(right),
        Comparator::EndsWith => left.ends_with(right),
        Comparator::Contains => left.contains(right),
        Comparator::Greater => numbers(f64::gt),
        Comparator::GreaterOrEqual => numbers(f64::ge),
        Comparator::Less => numbers(f64::lt),
        Comparator::LessOrEqual => numbers(f64::le),
        _ => false,
    }
}
