//! Members without a type.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::query::closure;
use weland_model::{Diagnostics, Member, Model, Shape, ShapeType, Span};

use super::Untyped;
use crate::loss_codes::UNTYPED;
use crate::report::FileLocation;

/// What such a diagnostic says after the reason.
const CONSEQUENCE: &str = ", so it becomes a document";

/// The members of a service that are documents.
pub(super) fn collect(
    model: &Model,
    service: &Shape,
    operations: &[&Shape],
    diagnostics: &Diagnostics,
) -> Vec<Untyped> {
    let reasons: BTreeMap<Span, &str> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == UNTYPED)
        .filter_map(|diagnostic| Some((diagnostic.span?, &*diagnostic.message)))
        .collect();
    let used = closure::messages(model, service, operations).into_iter().map(|used| &used.shape.id);
    let ids: BTreeSet<_> = used.collect();
    let shapes = ids.into_iter().filter_map(|id| model.get(id)).filter(|shape| !model.is_built_in(shape));
    let member = |(shape, member): (&Shape, &Member)| {
        let target = model.get(&member.target).filter(|target| target.shape_type == ShapeType::Document)?;
        let at = if model.is_built_in(target) { member.target_span } else { target.span };
        let reason = reasons
            .get(&at)
            .map_or("any value is allowed here", |message| message.strip_suffix(CONSEQUENCE).unwrap_or(message));
        Some(Untyped {
            member: format!("{}${}", shape.id, member.name),
            reason: reason.to_owned(),
            place: FileLocation::of(&model.sources, at),
        })
    };
    shapes.flat_map(|shape| shape.members.iter().map(move |member| (shape, member))).filter_map(member).collect()
}
