//! Examples of operations, as values on the wire.

use weland_model::query::http::Roles;
use weland_model::{Member, Node, Object as NodeObject, Shape, ShapeType, trait_id};

use super::schema::Location;
use super::value::{Object, Value};
use super::writer::{Part, Writer, part};

/// An example of a message.
#[derive(Debug, Clone)]
pub(super) struct Sample<'m> {
    key: String,
    title: Option<&'m str>,
    documentation: Option<&'m str>,
    members: &'m NodeObject,
}

/// The examples of an operation's input.
pub(super) fn inputs(operation: &Shape) -> Vec<Sample<'_>> {
    samples(operation, |example| example.get("input"))
}

/// The examples of an operation's output.
pub(super) fn outputs(operation: &Shape) -> Vec<Sample<'_>> {
    samples(operation, |example| example.get("output"))
}

/// The examples of an error, of all these operations.
pub(super) fn errors<'m>(operations: &[&'m Shape], error: &Shape) -> Vec<Sample<'m>> {
    let of_operation = |operation: &&'m Shape| {
        samples(operation, |example| {
            let found = example.get("error")?;
            let id = found.get_str("shapeId")?;
            let is_meant = error.id == *id || error.id.namespace() == operation.id.namespace() && error.id.name() == id;
            found.get("content").filter(|_| is_meant)
        })
    };
    operations.iter().flat_map(of_operation).collect()
}

fn samples<'m>(operation: &'m Shape, message: impl Fn(&'m Node) -> Option<&'m Node>) -> Vec<Sample<'m>> {
    let all = operation.traits.get(trait_id::EXAMPLES).and_then(Node::as_array).unwrap_or_default();
    let sample = |(index, example): (usize, &'m Node)| {
        Some(Sample {
            key: format!("{}_example{}", operation.id.name(), index + 1),
            title: example.get_str("title"),
            documentation: example.get_str("documentation"),
            members: message(example)?.as_object()?,
        })
    };
    all.iter().enumerate().filter_map(sample).collect()
}

/// The examples of a member that is a parameter, a header or a whole body.
pub(super) fn of_member(w: &Writer<'_>, samples: &[Sample<'_>], member: &Member) -> Object {
    of_member_at(w, samples, member, Location::Json)
}

/// Like [`of_member`], for a member elsewhere than in a body.
pub(super) fn of_member_at(w: &Writer<'_>, samples: &[Sample<'_>], member: &Member, location: Location) -> Object {
    all(samples, |members| Some(member_value(w, member, members.get(&member.name)?, location)))
}

/// The examples of a body that has these members.
pub(super) fn of_members(w: &Writer<'_>, samples: &[Sample<'_>], members: &[&Member]) -> Object {
    all(samples, |values| {
        let mut object = Object::new();
        for member in members {
            let value = values.get(&member.name).map(|value| member_value(w, member, value, Location::Json));
            object.set_some(wire_name(member), value);
        }
        (!object.is_empty()).then_some(object.into())
    })
}

fn all(samples: &[Sample<'_>], value: impl Fn(&NodeObject) -> Option<Value>) -> Object {
    let mut examples = Object::new();
    for sample in samples {
        if let Some(value) = value(sample.members) {
            let mut example = Object::new();
            example.set_some("summary", sample.title);
            example.set_some("description", sample.documentation);
            example.set("value", value);
            examples.set(&sample.key, example);
        }
    }
    examples
}

fn wire_name(member: &Member) -> &str {
    member.traits.get_str(trait_id::JSON_NAME).unwrap_or(&member.name)
}

fn member_value(w: &Writer<'_>, member: &Member, node: &Node, location: Location) -> Value {
    let Some(target) = w.model.target(member) else { return node.into() };
    let format = || w.model.member_trait(member, trait_id::TIMESTAMP_FORMAT).and_then(Node::as_str);
    match target.shape_type {
        ShapeType::Timestamp => timestamp(w, format(), node, location),
        _ => value(w, target, node, location),
    }
}

/// A value of a model as it is on the wire: keys are those of the wire. There is no end to recursion but that of the value.
fn value(w: &Writer<'_>, shape: &Shape, node: &Node, location: Location) -> Value {
    let element = |name: &str, node: &Node| match shape.member(name) {
        Some(member) => member_value(w, member, node, location),
        None => node.into(),
    };
    match (shape.shape_type, node.as_array(), node.as_object()) {
        (ShapeType::List, Some(items), _) => {
            items.iter().map(|item| element("member", item)).collect::<Vec<_>>().into()
        }
        (ShapeType::Map, _, Some(entries)) => {
            Object::of_unique(entries.iter().map(|(key, item)| (key.to_owned(), element("value", item)))).into()
        }
        (ShapeType::Structure | ShapeType::Union, _, Some(entries)) => {
            let mut object = Object::new();
            for (name, item) in entries.iter() {
                let known = shape.member(name).filter(|member| part(member, Roles::default()) == Part::Body);
                object.set(known.map_or(name, wire_name), element(name, item));
            }
            object.into()
        }
        _ => node.into(),
    }
}

/// A timestamp in its format, if it is written as a date and a time where the wire has a number.
fn timestamp(w: &Writer<'_>, format: Option<&str>, node: &Node, location: Location) -> Value {
    let is_epoch = match format {
        Some(format) => format == "epoch-seconds",
        None => location == Location::Json && !w.is_rest && !w.is_simple_rest,
    };
    let seconds = node.as_str().filter(|_| is_epoch).and_then(epoch_seconds);
    seconds.map_or_else(|| node.into(), Value::from)
}

/// The seconds since 1970 of a time such as `2024-02-29T12:30:00Z`, without fractions.
fn epoch_seconds(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let numbers = |text: &str, separator| -> Option<[i64; 3]> {
        let parts: Result<Vec<i64>, _> = text.split(separator).map(str::parse).collect();
        parts.ok()?.try_into().ok()
    };
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time, ':')?;
    if !(0..=9999).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    // Years that start in March have the leap day at their end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let era_days = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days = era_days + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::epoch_seconds;

    #[test]
    fn times_are_counted_from_1970() {
        let cases = [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2000-02-29T00:00:01Z", Some(951_782_401)),
            ("2024-12-31T23:59:59Z", Some(1_735_689_599)),
            ("1969-12-31T23:59:59Z", Some(-1)),
            ("0000-01-01T00:00:00Z", Some(-62_167_219_200)),
            ("2024-13-01T00:00:00Z", None),
            ("2024-01-01T00:00:00.5Z", None),
            ("Tue, 29 Apr 2014 18:30:38 GMT", None),
        ];
        for (text, seconds) in cases {
            assert_eq!(epoch_seconds(text), seconds, "{text}");
        }
    }
}
