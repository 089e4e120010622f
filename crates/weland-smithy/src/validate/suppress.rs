//! Warnings that the authors do not want to see.
//!
//! `@suppress` holds for a shape and its members, or for a member alone, and the metadata
//! `suppressions` for a namespace. Both name the codes of diagnostics. Errors can't be
//! suppressed.

use weland_model::{Diagnostic, Diagnostics, Node, Severity, Shape, Span, Traits, trait_id};

use super::context::Context;

/// Where a code is suppressed.
struct Suppression<'a> {
    code: &'a str,
    /// Everything if empty.
    places: Vec<Span>,
}

/// Drops the warnings that are suppressed.
pub(super) fn apply(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    let suppressions = collect(context);
    if suppressions.is_empty() {
        return;
    }
    let is_suppressed = |diagnostic: &Diagnostic| {
        let may_be = matches!(diagnostic.severity, Severity::Warning | Severity::Danger);
        may_be && suppressions.iter().any(|suppression| suppression.covers(diagnostic))
    };
    let kept = std::mem::take(diagnostics).into_iter().filter(|diagnostic| !is_suppressed(diagnostic));
    diagnostics.extend(kept);
}

impl Suppression<'_> {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let within = |span: Span| {
            let covers = |place: &Span| place.file == span.file && place.start <= span.start && span.end <= place.end;
            self.places.is_empty() || self.places.iter().any(covers)
        };
        self.code == diagnostic.code && diagnostic.span.is_some_and(within)
    }
}

fn collect<'a>(context: &Context<'a>) -> Vec<Suppression<'a>> {
    let mut found = Vec::new();
    for (shape, member, traits) in context.traits() {
        let Some(codes) = traits.get(trait_id::SUPPRESS).and_then(Node::as_array) else { continue };
        let places = match member {
            Some(member) => ranges(member_spans(member)),
            None => shape_places(shape),
        };
        for code in codes.iter().filter_map(Node::as_str) {
            found.push(Suppression { code, places: places.clone() });
        }
    }
    let metadata = context.model().metadata.get("suppressions").and_then(Node::as_array);
    for entry in metadata.unwrap_or_default() {
        let (Some(code), Some(namespace)) = (entry.get_str("id"), entry.get_str("namespace")) else { continue };
        if namespace == "*" {
            found.push(Suppression { code, places: Vec::new() });
            continue;
        }
        let shapes = context.all_shapes().filter(|shape| shape.id.namespace() == namespace);
        let places: Vec<Span> = shapes.flat_map(shape_places).collect();
        if !places.is_empty() {
            found.push(Suppression { code, places });
        }
    }
    found
}

/// Where a shape and its members were written: one range for each file.
fn shape_places(shape: &Shape) -> Vec<Span> {
    let members = shape.members.iter().filter(|member| !member.is_inherited()).flat_map(member_spans);
    ranges(std::iter::once(shape.span).chain(trait_spans(&shape.traits)).chain(members))
}

fn member_spans(member: &weland_model::Member) -> impl Iterator<Item = Span> {
    [member.span, member.target_span].into_iter().chain(trait_spans(&member.traits))
}

fn trait_spans(traits: &Traits) -> impl Iterator<Item = Span> {
    let own = traits.iter().filter(|applied| !applied.inherited);
    own.flat_map(|applied| [applied.span, applied.value.span])
}

fn ranges(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut ranges: Vec<Span> = Vec::new();
    for span in spans {
        match ranges.iter_mut().find(|range| range.file == span.file) {
            Some(range) => {
                range.start = range.start.min(span.start);
                range.end = range.end.max(span.end);
            }
            None => ranges.push(span),
        }
    }
    ranges
}
