//! The values of enums, of either kind and of `@enum`.

use weland_model::query::enums;
use weland_model::{Severity, Shape, ShapeId, ShapeType, Span, trait_id};

use crate::change::{Change, RustApi};
use crate::compare::{Comparison, Pair, member_id};
use crate::rust_code::member_name;

/// A value of an enum.
struct Value {
    text: String,
    name: Option<String>,
    /// The name in code.
    code_name: String,
    id: ShapeId,
    span: Span,
}

pub(super) fn enum_values(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes() {
        let (Some(old), Some(new)) = (values(pair.old), values(pair.new)) else { continue };
        compare(comparison, pair, &old, &new, changes);
    }
}

fn values(shape: &Shape) -> Option<Vec<Value>> {
    let of_member = |text: String, member: &weland_model::Member| Value {
        text,
        name: Some(member.name.to_string()),
        code_name: member_name(member).to_owned(),
        id: member_id(shape, member),
        span: member.span,
    };
    let members = shape.members.iter();
    match shape.shape_type {
        ShapeType::Enum => {
            Some(members.map(|member| of_member(enums::string_value(member).to_owned(), member)).collect())
        }
        ShapeType::IntEnum => {
            Some(members.filter_map(|member| Some(of_member(enums::int_value(member)?.to_string(), member))).collect())
        }
        ShapeType::String => {
            let applied = shape.traits.applied(trait_id::ENUM)?;
            let entries = enums::entries(&shape.traits);
            Some(
                entries
                    .map(|entry| Value {
                        text: entry.value.to_owned(),
                        name: entry.name.map(str::to_owned),
                        code_name: entry.name.unwrap_or_default().to_owned(),
                        id: shape.id.clone(),
                        span: applied.span,
                    })
                    .collect(),
            )
        }
        _ => None,
    }
}

fn compare(comparison: &Comparison<'_>, pair: Pair<'_>, old: &[Value], new: &[Value], changes: &mut Vec<Change>) {
    for (index, value) in old.iter().enumerate() {
        match new.iter().find(|other| other.text == value.text) {
            None => {
                let is_variant = named(comparison, new, value);
                let level = if is_variant { RustApi::Patch } else { RustApi::Major };
                changes.push(removed(pair, value, index).rust(rust(pair, level)));
            }
            Some(other) if other.name != value.name => changes.push(renamed(comparison, pair, (value, other), index)),
            Some(_) => {}
        }
    }
    let is_old = |value: &Value| old.iter().any(|other| other.text == value.text);
    let last_kept = new.iter().rposition(is_old);
    for (index, value) in new.iter().enumerate().filter(|(_, value)| !is_old(value)) {
        let is_inserted = pair.new.shape_type != ShapeType::IntEnum && last_kept.is_some_and(|last| index < last);
        let level = if named(comparison, old, value) { RustApi::Patch } else { RustApi::Minor };
        changes.push(added(pair, value, index, is_inserted).rust(rust(pair, level)));
    }
}

/// Whether one of these values has the same variant, whatever it stands for.
fn named(comparison: &Comparison<'_>, values: &[Value], value: &Value) -> bool {
    let is_same =
        |other: &Value| other.name.is_some() && comparison.code.same_variant(&value.code_name, &other.code_name);
    value.name.is_some() && values.iter().any(is_same)
}

/// What the change of a variant means for the crates.
fn rust(pair: Pair<'_>, level: RustApi) -> RustApi {
    if pair.usage.is_used() { level } else { RustApi::None }
}

fn removed(pair: Pair<'_>, value: &Value, index: usize) -> Change {
    let message = format!("`{}` lost the value `{}`", pair.new.id, value.text);
    Change::new("enum-value-removed", Severity::Error, value.id.clone(), message)
        .help("keep it and mark it as `@deprecated`")
        .at(value.span, pair.new.span)
        .wire(pair.usage.narrowed())
        .reference(format!("ChangedEnumTrait.Removed.{index}"))
}

fn renamed(comparison: &Comparison<'_>, pair: Pair<'_>, (value, other): (&Value, &Value), index: usize) -> Change {
    let is_same = comparison.code.same_variant(&value.code_name, &other.code_name);
    let name = |value: &Value| value.name.as_ref().map_or("nothing".to_owned(), |name| format!("`{name}`"));
    let (text, id) = (&value.text, &pair.new.id);
    let message = format!("the value `{text}` of `{id}` is called {} instead of {}", name(other), name(value));
    Change::new("enum-value-renamed", Severity::Error, other.id.clone(), message)
        .help("messages are the same, but the value has another name in code")
        .at(value.span, other.span)
        .rust(rust(pair, if is_same { RustApi::Patch } else { RustApi::Major }))
        .reference(format!("ChangedEnumTrait.NameChanged.{index}"))
}

fn added(pair: Pair<'_>, value: &Value, index: usize, is_inserted: bool) -> Change {
    let (severity, reference, place) = match is_inserted {
        true => (Severity::Error, "Inserted", " before others, so that ordinals change"),
        false => (Severity::Note, "Appended", ""),
    };
    let help = match (is_inserted, pair.usage.output) {
        (true, _) => "add values at the end",
        (_, true) => {
            "old clients receive a value that they don't know: generated Rust clients keep it as `Unknown`, others may fail"
        }
        _ => "old servers refuse it",
    };
    let message = format!("`{}` got the value `{}`{place}", pair.new.id, value.text);
    Change::new("enum-value-added", severity, value.id.clone(), message)
        .help(help)
        .at(pair.old.span, value.span)
        .wire(pair.usage.widened())
        .reference(format!("ChangedEnumTrait.{reference}.{index}"))
}
