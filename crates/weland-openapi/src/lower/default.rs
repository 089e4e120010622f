//! Defaults of members, as far as models can have them.

use weland_model::{Node, NodeKind, ShapeType, Traits, trait_id};

use super::Use;
use super::apply::put;
use super::report::Report;
use super::schema::keyword::Keyword;
use super::schema::scalar::fits;
use super::schema::view::View;

/// Applies the default of a member's schema, its own or that of what it refers to.
pub(super) fn apply(view: &View<'_>, used: &Use<'_>, traits: &mut Traits, report: &mut Report<'_>) {
    let Some(node) = view.annotation(Keyword::Default).or_else(|| view.first(Keyword::Default)) else { return };
    match judge(node, used) {
        Ok(()) => put(traits, trait_id::DEFAULT, node.clone()),
        Err(reason) => {
            report.behavior_lost(node.span, "the default", &format!("{reason}; the member has no default"));
        }
    }
}

/// Why a value can't be the default of a member.
fn judge(node: &Node, used: &Use<'_>) -> Result<(), &'static str> {
    if node.is_null() {
        return Err("null is what absence stands for anyway");
    }
    if used.values.as_ref().is_some_and(|values| !values.contains(&node)) {
        return Err("it is none of the values that are allowed");
    }
    let is_type = match (used.shape_type, &node.kind) {
        (ShapeType::String | ShapeType::Enum, NodeKind::String(_)) | (ShapeType::Boolean, NodeKind::Bool(_)) => true,
        (ShapeType::Float | ShapeType::Double | ShapeType::BigDecimal, NodeKind::Number(_)) => true,
        (ShapeType::BigInteger, NodeKind::Number(number)) => number.is_whole(),
        (shape_type, NodeKind::Number(number)) if shape_type.is_integral() => {
            number.as_i64().is_some_and(|number| fits(shape_type, number))
        }
        (ShapeType::Timestamp, NodeKind::Number(_)) => {
            used.traits.get_str(trait_id::TIMESTAMP_FORMAT) == Some("epoch-seconds")
        }
        (ShapeType::Timestamp, NodeKind::String(text)) => {
            return if is_date_time(text) { Ok(()) } else { Err("it is no time") };
        }
        (ShapeType::Blob, NodeKind::String(text)) => text.is_empty(),
        (ShapeType::List, NodeKind::Array(items)) => {
            return if items.is_empty() { Ok(()) } else { Err("models can have no lists but empty ones as defaults") };
        }
        (ShapeType::Map, NodeKind::Object(object)) => {
            return if object.is_empty() {
                Ok(())
            } else {
                Err("models can have no objects but empty ones as defaults")
            };
        }
        (ShapeType::Document, NodeKind::Array(items)) => items.is_empty(),
        (ShapeType::Document, NodeKind::Object(object)) => object.is_empty(),
        (ShapeType::Document, _) => true,
        (ShapeType::Structure | ShapeType::Union, _) => return Err("models can have no defaults of this type"),
        _ => false,
    };
    if !is_type {
        return Err("it is no value of the type");
    }
    if is_within(node, &used.traits) { Ok(()) } else { Err("it is beyond the bounds") }
}

/// Whether a text is a date and a time of RFC 3339, as far as its outline goes.
fn is_date_time(text: &str) -> bool {
    let outline: String = text.chars().map(|one| if one.is_ascii_digit() { '0' } else { one }).collect();
    let Some(rest) = outline.strip_prefix("0000-00-00T00:00:00") else { return false };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches('0'),
        None => rest,
    };
    matches!(rest, "Z" | "+00:00" | "-00:00")
}

/// Whether a value is within the bounds that the member states.
fn is_within(node: &Node, traits: &Traits) -> bool {
    let bound = |id: &str, key| traits.get(id).and_then(|value| value.get(key)).and_then(Node::as_f64);
    let (size, id) = match &node.kind {
        #[allow(clippy::cast_precision_loss)] // lengths are small
        NodeKind::String(text) => (text.chars().count() as f64, trait_id::LENGTH),
        NodeKind::Number(number) => (number.as_f64(), trait_id::RANGE),
        _ => return true,
    };
    bound(id, "min").is_none_or(|min| size >= min) && bound(id, "max").is_none_or(|max| size <= max)
}
