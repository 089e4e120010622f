//! The limits of `length`, `range`, `propertyCount` and `multipleOf` make sense.

use weland_model::{AppliedTrait, Diagnostic, Diagnostics, Node, Shape, ShapeType, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for found in context.applied(trait_id::OPENAPI_MULTIPLE_OF) {
        let value = &found.applied.value;
        if value.as_f64().is_some_and(|factor| factor <= 0.0) {
            let message = "a number can only be a multiple of one that is greater than zero";
            diagnostics.push(Diagnostic::error("invalid-limits", value.span, message).help("use a positive number"));
        }
    }
    for id in [trait_id::LENGTH, trait_id::RANGE, trait_id::OPENAPI_PROPERTY_COUNT] {
        for found in context.applied(id) {
            order(found.applied, diagnostics);
            if id != trait_id::RANGE {
                not_negative(found.applied, diagnostics);
            } else if let Some(shape) = found.member.map_or(Some(found.shape), |member| context.target(member)) {
                whole(found.applied, shape, diagnostics);
            }
        }
    }
}

fn order(applied: &AppliedTrait, diagnostics: &mut Diagnostics) {
    let (min, max) = (applied.value.get("min"), applied.value.get("max"));
    if min.is_none() && max.is_none() {
        let message = format!("`@{}` sets no limit", applied.id.name());
        diagnostics.push(Diagnostic::error("invalid-limits", applied.span, message).help("set `min`, `max` or both"));
    }
    let (Some(min), Some(max)) = (min, max) else {
        return;
    };
    let too_large = match (min.as_i64(), max.as_i64()) {
        (Some(min), Some(max)) => min > max,
        _ => matches!((min.as_f64(), max.as_f64()), (Some(min), Some(max)) if min > max),
    };
    if too_large {
        diagnostics.push(
            Diagnostic::error("invalid-limits", min.span, "`min` is larger than `max`")
                .related(max.span, "`max` is set here")
                .help("exchange the two, or correct one of them"),
        );
    }
}

/// Limits of whole numbers are whole.
fn whole(applied: &AppliedTrait, shape: &Shape, diagnostics: &mut Diagnostics) {
    use ShapeType as T;
    if !matches!(shape.shape_type, T::Byte | T::Short | T::Integer | T::Long | T::IntEnum | T::BigInteger) {
        return;
    }
    for key in ["min", "max"] {
        let limit = applied.value.get(key);
        let is_fraction = |limit: &&Node| limit.as_number().is_some_and(|number| !number.is_whole());
        if let Some(limit) = limit.filter(is_fraction) {
            let message = format!("`{}` holds whole numbers, but `{key}` isn't one", shape.id);
            diagnostics.push(Diagnostic::error("invalid-limits", limit.span, message).help("write a whole number"));
        }
    }
}

fn not_negative(applied: &AppliedTrait, diagnostics: &mut Diagnostics) {
    for key in ["min", "max"] {
        let limit = applied.value.get(key);
        let negative = |limit: &&Node| limit.as_i64().is_some_and(|limit| limit < 0);
        if let Some(limit) = limit.filter(negative) {
            let message = format!("a length can't be negative, but `{key}` is");
            diagnostics
                .push(Diagnostic::error("invalid-limits", limit.span, message).help("use zero or a positive number"));
        }
    }
}
