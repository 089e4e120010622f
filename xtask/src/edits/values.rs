//! Values of shapes at their boundaries, as JSON with the names of the model.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};
use weland_model::query::enums;
use weland_model::{Member, Model, Node, Shape, ShapeType, Traits, trait_id};

/// How deep values of recursive shapes are.
const DEEPEST: usize = 4;
/// How many values of a shape are tried. It is large enough for each member of nested structures to be there and to be missing.
const MOST: usize = 160;

/// How many strings of a shape are tried.
const STRINGS: usize = 18;

/// Texts of the patterns in models, of which each pattern gets those that match.
const TEXTS: [&str; 14] =
    ["a", "ab", "abc", "abcdef", "abcdefgh", "abcdefghij", "a1", "0", "z9z9z9z9", "a_b", "A", "AB", "ABCDEF", "x y"];

/// Times as numbers, and as the texts of both formats.
const TIMES: [(i64, [&str; 2]); 2] = [
    (1_700_000_000, ["2023-11-14T22:13:20Z", "Tue, 14 Nov 2023 22:13:20 GMT"]),
    (0, ["1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT"]),
];

/// The number of a time that is among the values, however it is written.
pub(super) fn time(value: &Value) -> Value {
    let text = value.as_str().unwrap_or_default();
    TIMES.iter().find(|(_, forms)| forms.contains(&text)).map_or_else(|| value.clone(), |(number, _)| json!(number))
}

/// What is said of a value that has all that it needs, and nothing else.
pub(super) const LEAST: &str = "what is required";
/// What is said of a value that has all members.
const FULL: &str = "all members";

/// A value, and what is particular about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sample {
    pub(super) label: String,
    pub(super) value: Value,
}

/// The members whose value is particular, from the message to the innermost, by what is said of it.
pub(super) fn members_in(label: &str) -> Vec<&str> {
    label.split(": ").map_while(|step| step.strip_prefix('`')?.strip_suffix('`')).collect()
}

pub(super) struct Values<'m> {
    model: &'m Model,
    /// The model of the receiver, whose values come first: what a value shows is then about its member.
    other: &'m Model,
}

impl<'m> Values<'m> {
    pub(super) fn new(model: &'m Model, other: &'m Model) -> Self {
        Self { model, other }
    }

    /// The values of a message: with what it needs, with everything, and with each boundary of each member.
    pub(super) fn of_message(&self, shape: &Shape) -> Vec<Sample> {
        let all = self.structure(shape, 0);
        let mut seen = BTreeSet::new();
        // The same value may say something about several members.
        let mut is_new = |sample: &Sample| {
            let members = members_in(&sample.label).into_iter().map(str::to_owned).collect::<Vec<_>>();
            seen.insert((members, sample.value.to_string()))
        };
        all.into_iter().filter(|sample| is_new(sample)).take(MOST).collect()
    }

    /// The smallest value of a message.
    pub(super) fn smallest(&self, shape: &Shape) -> Value {
        self.least(shape, 0).unwrap_or_else(|| json!({}))
    }

    fn is_needed(member: &Member) -> bool {
        // Clients make up tokens that they aren't given.
        [trait_id::REQUIRED, trait_id::IDEMPOTENCY_TOKEN].iter().any(|id| member.traits.contains(id))
    }

    /// A structure with what it needs.
    fn least(&self, shape: &Shape, depth: usize) -> Option<Value> {
        let mut object = Map::new();
        for member in shape.members.iter().filter(|member| Self::is_needed(member)) {
            object.insert(member.name.to_string(), self.of_member(member, depth + 1).into_iter().next()?.value);
        }
        Some(Value::Object(object))
    }

    fn structure(&self, shape: &Shape, depth: usize) -> Vec<Sample> {
        let Some(least) = self.least(shape, depth) else { return Vec::new() };
        let mut all = vec![Sample { label: LEAST.to_owned(), value: least.clone() }];
        let mut full = least.clone();
        let values: Vec<(&Member, Vec<Sample>)> =
            shape.members.iter().map(|member| (member, self.of_member(member, depth + 1))).collect();
        for (member, values) in &values {
            // Those of a member that is a structure, too.
            if let Some(value) = values.iter().find(|value| value.label == FULL).or(values.first()) {
                full[&*member.name] = value.value.clone();
            }
        }
        all.push(Sample { label: FULL.to_owned(), value: full });
        // The first value of each member first, then those of members that the other model has otherwise: what is left out by
        // the limit is the rest.
        let (changed, same): (Vec<_>, Vec<_>) =
            values.iter().partition(|(member, _)| !self.is_as_before(shape, member, depth));
        let mut add = |(member, values): &(&Member, Vec<Sample>), index: usize| {
            if let Some(sample) = values.get(index) {
                let mut value = least.clone();
                value[&*member.name] = sample.value.clone();
                all.push(Sample { label: format!("`{}`: {}", member.name, sample.label), value });
            }
        };
        values.iter().for_each(|member| add(member, 0));
        for members in [changed, same] {
            let longest = members.iter().map(|(_, values)| values.len()).max().unwrap_or(0);
            (1..longest).for_each(|index| members.iter().for_each(|member| add(member, index)));
        }
        all
    }

    /// Whether a member is the same in both models, with all that its values are made of.
    fn is_as_before(&self, shape: &Shape, member: &Member, depth: usize) -> bool {
        if depth > DEEPEST {
            return true;
        }
        let other = self.other.get(&shape.id).and_then(|other| other.member(&member.name));
        let is_same = |other: &&Member| other.target == member.target && is_alike(&other.traits, &member.traits);
        let Some(target) = other.filter(is_same).map(|_| &member.target) else { return false };
        match (self.model.get(target), self.other.get(target)) {
            (Some(one), Some(other)) => {
                let names = |shape: &Shape| shape.members.iter().map(|member| member.name.clone()).collect::<Vec<_>>();
                one.shape_type == other.shape_type
                    && is_alike(&one.traits, &other.traits)
                    && names(one) == names(other)
                    && one.members.iter().all(|member| self.is_as_before(one, member, depth + 1))
            }
            (one, other) => one.is_none() == other.is_none(),
        }
    }

    fn of_member(&self, member: &Member, depth: usize) -> Vec<Sample> {
        let Some(shape) = self.model.get(&member.target) else { return Vec::new() };
        let applied = |id: &str| member.traits.get(id).or_else(|| shape.traits.get(id));
        self.of_shape(shape, &applied, depth)
    }

    fn of_shape<'a>(&self, shape: &Shape, applied: &dyn Fn(&str) -> Option<&'a Node>, depth: usize) -> Vec<Sample> {
        let plain = |values: Vec<Value>| {
            values.into_iter().map(|value| Sample { label: shortened(&value), value }).collect::<Vec<_>>()
        };
        if depth > DEEPEST {
            return Vec::new();
        }
        match shape.shape_type {
            ShapeType::Boolean => plain(vec![json!(true), json!(false)]),
            ShapeType::Enum => plain(self.known_first(shape, |it| Some(json!(enums::string_value(it))))),
            ShapeType::IntEnum => plain(self.known_first(shape, |it| Some(json!(enums::int_value(it)?)))),
            ShapeType::String => {
                // A string that is an enum in the other model has the values of that, too.
                let other = self.other.get(&shape.id).filter(|it| it.shape_type == ShapeType::Enum);
                let known = other.into_iter().flat_map(|it| &it.members).map(|it| json!(enums::string_value(it)));
                plain(known.chain(strings(applied)).collect())
            }
            ShapeType::Blob => plain(sizes(applied).into_iter().map(|size| json!(base64(size))).collect()),
            ShapeType::Timestamp => {
                let format = applied(trait_id::TIMESTAMP_FORMAT).and_then(Node::as_str).unwrap_or_default();
                let written = |(number, forms): &(i64, [&str; 2])| match format {
                    "date-time" => json!(forms[0]),
                    "http-date" => json!(forms[1]),
                    _ => json!(number),
                };
                plain(TIMES.iter().map(written).collect())
            }
            ShapeType::Document => plain(vec![json!({ "a": [1, "b"] }), json!("text"), json!(7)]),
            ShapeType::List => self.list(shape, applied, depth),
            ShapeType::Map => self.map(shape, applied, depth),
            ShapeType::Structure => self.structure(shape, depth),
            ShapeType::Union => self.union(shape, depth),
            of => plain(numbers(of, applied)),
        }
    }

    fn list<'a>(&self, shape: &Shape, applied: &dyn Fn(&str) -> Option<&'a Node>, depth: usize) -> Vec<Sample> {
        let Some(member) = shape.members.first() else { return Vec::new() };
        let mut items = self.of_member(member, depth + 1);
        if shape.traits.contains(trait_id::SPARSE) {
            items.insert(items.len().min(1), Sample { label: "null".to_owned(), value: Value::Null });
        }
        let is_unique = applied(trait_id::UNIQUE_ITEMS).is_some();
        let mut all = Vec::new();
        for size in sizes(applied) {
            if size == 0 || (!items.is_empty() && (!is_unique || size <= items.len())) {
                let value = (0..size).filter_map(|at| Some(items.get(at % items.len().max(1))?.value.clone()));
                all.push(Sample { label: format!("{size} elements"), value: value.collect() });
            }
        }
        let least = bounds(applied, trait_id::LENGTH).0.unwrap_or(0.0);
        if least <= 1.0 && bounds(applied, trait_id::LENGTH).1.is_none_or(|most| most >= 1.0) {
            let single =
                |item: Sample| Sample { label: format!("an element: {}", item.label), value: json!([item.value]) };
            all.extend(items.into_iter().map(single));
        }
        if !is_unique {
            let twice = all.iter().find(|sample| sample.value.as_array().is_some_and(|it| it.len() == 1)).cloned();
            let fits = least <= 2.0 && bounds(applied, trait_id::LENGTH).1.is_none_or(|most| most >= 2.0);
            all.extend(twice.filter(|_| fits).map(|one| Sample {
                label: "the same element twice".to_owned(),
                value: json!([one.value[0], one.value[0]]),
            }));
        }
        all
    }

    fn map<'a>(&self, shape: &Shape, applied: &dyn Fn(&str) -> Option<&'a Node>, depth: usize) -> Vec<Sample> {
        let [key, value] = shape.members.as_slice() else { return Vec::new() };
        // Keys may be names of headers, which have no case and no spaces.
        let mut seen = BTreeSet::new();
        let mut is_new = |sample: &Sample| {
            let key = sample.value.to_string();
            !key.contains(' ') && seen.insert(key.to_lowercase())
        };
        let keys: Vec<Sample> = self.of_member(key, depth + 1).into_iter().filter(|it| is_new(it)).collect();
        let mut values = self.of_member(value, depth + 1);
        if shape.traits.contains(trait_id::SPARSE) {
            values.insert(values.len().min(1), Sample { label: "null".to_owned(), value: Value::Null });
        }
        let Some(first) = values.first().cloned() else { return Vec::new() };
        let name = |sample: &Sample| sample.value.as_str().unwrap_or_default().to_owned();
        let mut all = Vec::new();
        for size in sizes(applied).into_iter().filter(|size| *size <= keys.len()) {
            let entries = keys.iter().take(size).map(|key| (name(key), first.value.clone()));
            all.push(Sample { label: format!("{size} entries"), value: Value::Object(entries.collect()) });
        }
        let (least, most) = bounds(applied, trait_id::LENGTH);
        if least.is_none_or(|least| least <= 1.0) && most.is_none_or(|most| most >= 1.0) {
            let single = |key: &Sample, value: &Sample| Sample {
                label: format!("an entry: {}: {}", key.label, value.label),
                value: Value::Object(Map::from_iter([(name(key), value.value.clone())])),
            };
            all.extend(keys.iter().map(|key| single(key, &first)));
            all.extend(keys.first().into_iter().flat_map(|key| values.iter().map(|value| single(key, value))));
        }
        all
    }

    /// What members stand for, those first that the other model has as well.
    fn known_first<T: PartialEq>(&self, shape: &Shape, of: impl Fn(&Member) -> Option<T>) -> Vec<T> {
        let known: Vec<T> = self.other.get(&shape.id).into_iter().flat_map(|it| &it.members).filter_map(&of).collect();
        let (first, rest): (Vec<T>, Vec<T>) = shape.members.iter().filter_map(of).partition(|it| known.contains(it));
        first.into_iter().chain(rest).collect()
    }

    fn union(&self, shape: &Shape, depth: usize) -> Vec<Sample> {
        let of = |member: &Member| {
            let name = member.name.to_string();
            let values = self.of_member(member, depth + 1).into_iter().take(12);
            let tagged = move |sample: Sample| Sample {
                label: format!("`{name}`: {}", sample.label),
                value: Value::Object(Map::from_iter([(name.clone(), sample.value)])),
            };
            values.map(tagged).collect::<Vec<_>>()
        };
        let names = self.known_first(shape, |member| Some(member.name.clone()));
        names.iter().filter_map(|name| shape.member(name)).flat_map(of).collect()
    }
}

/// Whether both have the same traits with the same values.
fn is_alike(one: &Traits, other: &Traits) -> bool {
    let covers =
        |one: &Traits, other: &Traits| one.iter().all(|it| other.get(&it.id).is_some_and(|value| *value == it.value));
    covers(one, other) && covers(other, one)
}

fn shortened(value: &Value) -> String {
    value.to_string().chars().take(40).collect()
}

fn bounds<'a>(applied: &dyn Fn(&str) -> Option<&'a Node>, id: &str) -> (Option<f64>, Option<f64>) {
    let of = |key| applied(id).and_then(|node| node.get(key)).and_then(Node::as_f64);
    (of("min"), of("max"))
}

/// The lengths of a value: the smallest, the largest (if any is, one beyond the limits in models), and some between.
fn sizes<'a>(applied: &dyn Fn(&str) -> Option<&'a Node>) -> Vec<usize> {
    let (least, most) = bounds(applied, trait_id::LENGTH);
    let (least, most) = (least.unwrap_or(0.0), most.unwrap_or(24.0));
    let mut all = Vec::new();
    for size in [2.0_f64, least, most, 7.0, 0.0, 1.0, 3.0, 5.0, 11.0] {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lengths in models are small")]
        let size_is = size as usize;
        if size >= least && size <= most && size <= 64.0 && !all.contains(&size_is) {
            all.push(size_is);
        }
    }
    all
}

fn strings<'a>(applied: &dyn Fn(&str) -> Option<&'a Node>) -> Vec<Value> {
    let pattern = applied(trait_id::PATTERN).and_then(Node::as_str).map(weland_pattern::Pattern::new);
    let letters: String = "abcdefghijklmnopqrstuvwxyz".chars().cycle().take(64).collect();
    let cut = sizes(applied).into_iter().map(|size| letters[..size].to_owned());
    let (least, most) = bounds(applied, trait_id::LENGTH);
    #[expect(clippy::cast_precision_loss, reason = "the texts are short")]
    let fits = |text: &str| {
        let length = text.len() as f64;
        least.is_none_or(|least| length >= least) && most.is_none_or(|most| length <= most)
    };
    let matches = |text: &String| match &pattern {
        Some(Ok(pattern)) => pattern.is_match(text),
        _ => true,
    };
    let known = TEXTS.iter().filter(|text| fits(text)).map(|text| (*text).to_owned());
    let mut seen = BTreeSet::new();
    known.chain(cut).filter(matches).filter(|text| seen.insert(text.clone())).take(STRINGS).map(Value::String).collect()
}

fn numbers<'a>(of: ShapeType, applied: &dyn Fn(&str) -> Option<&'a Node>) -> Vec<Value> {
    let (least, most) = bounds(applied, trait_id::RANGE);
    let fits = |value: f64| least.is_none_or(|least| value >= least) && most.is_none_or(|most| value <= most);
    let is_whole = !matches!(of, ShapeType::Float | ShapeType::Double | ShapeType::BigDecimal);
    let ends: [f64; 2] = match of {
        ShapeType::Byte => [-128.0, 127.0],
        ShapeType::Short => [-32768.0, 32767.0],
        ShapeType::Integer => [-2_147_483_648.0, 2_147_483_647.0],
        ShapeType::Float => [-0.25, 16_777_216.0],
        ShapeType::Long => [-9_007_199_254_740_991.0, 9_007_199_254_740_991.0],
        // Both are more than a `Float` holds: the first in digits.
        _ => [-0.123_456_789_012_345, 1e15],
    };
    let of_range = [least, most].into_iter().flatten();
    let of_range = of_range.chain(ends);
    let mut all: Vec<f64> = [1.0].into_iter().chain(of_range).chain([7.0, 0.0, 2.0, 40.0, 100.0]).collect();
    if !is_whole {
        all.extend([0.5, 1.5]);
    }
    let mut seen = BTreeSet::new();
    all.retain(|value| fits(*value) && seen.insert(value.to_bits()) && value.abs() <= ends[1].max(128.0));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "all are whole, and none is larger than a double holds exactly"
    )]
    let written = |value: f64| if is_whole && value.fract() == 0.0 { json!(value as i64) } else { json!(value) };
    all.into_iter().filter(|value| !is_whole || value.fract() == 0.0).map(written).collect()
}

/// So many bytes in base64.
fn base64(size: usize) -> String {
    // Three zeros are four letters.
    let whole = "AAAA".repeat(size / 3);
    match size % 3 {
        1 => whole + "AA==",
        2 => whole + "AAA=",
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::plan::{Base, Bases};

    /// The optional members of structures within a value of a message: whether each is there.
    fn walk(model: &Model, shape: &Shape, value: &Value, message: &str, found: &mut BTreeSet<(String, bool)>) {
        let target = |member: &Member| model.get(&member.target);
        match (shape.shape_type, value) {
            (ShapeType::Structure, Value::Object(values)) => {
                for member in &shape.members {
                    if !Values::is_needed(member) {
                        let what = format!("{}${} in {message}", shape.id.name(), member.name);
                        found.insert((what, values.contains_key(&*member.name)));
                    }
                    if let (Some(shape), Some(value)) = (target(member), values.get(&*member.name)) {
                        walk(model, shape, value, message, found);
                    }
                }
            }
            (ShapeType::Union, Value::Object(values)) => {
                for (name, value) in values {
                    if let Some(shape) = shape.member(name).and_then(target) {
                        walk(model, shape, value, message, found);
                    }
                }
            }
            (ShapeType::List, Value::Array(values)) => {
                let element = shape.members.first().and_then(target);
                element.iter().for_each(|shape| values.iter().for_each(|it| walk(model, shape, it, message, found)));
            }
            _ => {}
        }
    }

    #[test]
    fn optional_members_of_structures_are_there_and_missing() {
        let model = Bases::new().unwrap().old_model(Base::Rest).unwrap();
        let values = Values::new(&model, &model);
        let is_message = |shape: &&Shape| {
            let ends = ["Input", "Output"].iter().any(|end| shape.id.name().ends_with(end));
            ends || shape.traits.contains(trait_id::ERROR)
        };
        let mut found = BTreeSet::new();
        for shape in model.shapes.values().filter(|shape| shape.shape_type == ShapeType::Structure).filter(is_message) {
            for sample in values.of_message(shape) {
                walk(&model, shape, &sample.value, shape.id.name(), &mut found);
            }
        }
        assert!(found.contains(&("E00Part$grade in E00PlaceOrderInput".to_owned(), true)), "{found:?}");
        let always = |(what, is_there): &&(String, bool)| !found.contains(&(what.clone(), !is_there));
        let one_sided: Vec<_> = found.iter().filter(always).collect();
        assert!(one_sided.is_empty(), "{one_sided:?}");
    }
}
