//! What the formats of a service's protocols have no way to say.

use std::collections::BTreeSet;

use weland_model::Diagnostics;
use weland_service::{Member, Service, Shape, ShapeIndex, ShapeKind, UnionEncoding};

use super::ignored;
use crate::options::CrateKind;
use crate::protocols::{Protocol, Protocols};

/// Reports traits that a protocol doesn't follow: those that are about JSON where there is none, and nulls in forms.
pub(super) fn check(service: &Service, protocols: &Protocols, kinds: &[CrateKind], diagnostics: &mut Diagnostics) {
    let chosen = [protocols.chosen];
    let used = if kinds.contains(&CrateKind::Server) { &*protocols.all } else { &chosen };
    for protocol in used.iter().filter(|protocol| !protocol.has_json) {
        for shape in &service.shapes {
            json_alone(protocol, shape, diagnostics);
        }
    }
    if protocols.chosen.has_forms && kinds.contains(&CrateKind::Client) {
        nulls(service, protocols.chosen, diagnostics);
    }
}

/// How a value shows which member of a union it is, and members for what no other member stands for.
fn json_alone(protocol: &Protocol, shape: &Shape, diagnostics: &mut Diagnostics) {
    let name = name_of(protocol);
    if let ShapeKind::Union { encoding, .. } = &shape.kind {
        let applied = match encoding {
            UnionEncoding::Untagged { .. } => "untagged",
            UnionEncoding::Discriminated(_) => "discriminated",
            UnionEncoding::Tagged | UnionEncoding::ByStatus | UnionEncoding::ByMediaType => return,
        };
        let message = format!("`@{applied}` has no effect in `{name}`, which names the member that a union holds");
        ignored(Some(shape.span), &message, "remove the trait, or choose a protocol with JSON", diagnostics);
    }
    for member in shape.members().filter(|member| member.rest) {
        let message = format!(
            "`{}` is an ordinary member in `{name}`: only JSON has a place for what no other member stands for",
            member.name
        );
        ignored(Some(member.span), &message, "remove the trait, or choose a protocol with JSON", diagnostics);
    }
}

/// Members of inputs that may be null, which a request that is a form cannot say.
fn nulls(service: &Service, protocol: &Protocol, diagnostics: &mut Diagnostics) {
    let name = name_of(protocol);
    for (shape, member) in members_of_inputs(service).into_iter().filter(|(_, member)| member.presence.nullable) {
        let (span, message) = match shape.kind {
            ShapeKind::List { .. } | ShapeKind::Map { .. } => {
                (shape.span, format!("requests in `{name}` cannot hold null: those with one in `{}` fail", shape.name))
            }
            _ => (member.span, format!("requests in `{name}` cannot hold null: `{}` is left out instead", member.name)),
        };
        let help = "remove the trait that allows null, or choose a protocol other than one with forms";
        ignored(Some(span), &message, help, diagnostics);
    }
}

/// The members of all shapes that an input can hold, each with its shape, in the order of the model.
fn members_of_inputs(service: &Service) -> Vec<(&Shape, &Member)> {
    let mut open: Vec<ShapeIndex> = service.operations.iter().filter_map(|operation| operation.input).collect();
    let mut seen: BTreeSet<ShapeIndex> = BTreeSet::new();
    while let Some(index) = open.pop() {
        if seen.insert(index) {
            open.extend(service.shape(index).members().map(|member| member.target));
        }
    }
    let shapes = seen.into_iter().map(|index| service.shape(index));
    shapes.flat_map(|shape| shape.members().map(move |member| (shape, member))).collect()
}

/// The name of a protocol's trait.
fn name_of(protocol: &Protocol) -> &'static str {
    protocol.trait_id.rsplit('#').next().unwrap_or(protocol.trait_id)
}
