//! Moves between the signatures SigV4 and SigV4a.

use weland_model::query::auth;
use weland_model::{Model, Severity, Shape, ShapeType, trait_id};

use crate::change::{Change, Effect, Wire};
use crate::compare::Comparison;

pub(super) fn signing(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Service) {
        let old = effective(comparison.old, pair.old, pair.old);
        let new = effective(comparison.new, pair.new, pair.new);
        let mut compare = |shapes: crate::compare::Pair<'_>, old: &[String], new: &[String]| {
            if let Some(how) = migration(old, new) {
                let message = format!("in the authentication of `{}`, {}", shapes.new.id, how.message());
                let span = |shape: &Shape| shape.traits.applied(trait_id::AUTH).map_or(shape.span, |it| it.span);
                changes.push(
                    Change::new("signature-migration", Severity::Danger, shapes.new.id.clone(), message)
                        .help(how.help())
                        .at(span(shapes.old), span(shapes.new))
                        .wire(Wire { new_clients: Effect::Conditional, ..Wire::COMPATIBLE })
                        .reference("SigV4Migration"),
                );
            }
        };
        compare(pair, &old, &new);
        for operation in comparison.shapes_of(ShapeType::Operation) {
            // The others have what the service has.
            let is_own = |shape: &Shape| shape.traits.contains(trait_id::AUTH);
            if is_own(operation.old) || is_own(operation.new) {
                let old = effective(comparison.old, pair.old, operation.old);
                let new = effective(comparison.new, pair.new, operation.new);
                compare(operation, &old, &new);
            }
        }
    }
}

/// The ids of the schemes of a service or operation, in order of preference.
pub(super) fn effective(model: &Model, service: &Shape, shape: &Shape) -> Vec<String> {
    let schemes = auth::schemes(model, service);
    let found = auth::alternatives(&schemes, service, shape);
    found.schemes.iter().map(|scheme| scheme.id.to_string()).collect()
}

/// How the signature that clients choose has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Migration {
    verb: &'static str,
    /// The scheme that is preferred now.
    to: &'static str,
    from: &'static str,
}

impl Migration {
    pub(super) fn message(self) -> String {
        let Self { verb, to, from } = self;
        format!("`{to}` {verb} `{from}`")
    }

    pub(super) fn help(self) -> &'static str {
        match self.to {
            trait_id::SIGV4A => "not all credentials can sign with SigV4a: keep SigV4 first",
            _ => "SigV4 signs for one region: what SigV4a signed for more regions is refused elsewhere",
        }
    }
}

/// Compares the order of both schemes.
pub(super) fn migration(old: &[String], new: &[String]) -> Option<Migration> {
    let at = |schemes: &[String], id: &str| schemes.iter().position(|scheme| scheme == id);
    let places = |schemes: &[String]| (at(schemes, trait_id::SIGV4), at(schemes, trait_id::SIGV4A));
    let (v4, v4a) = (trait_id::SIGV4, trait_id::SIGV4A);
    let to = |verb, to, from| Some(Migration { verb, to, from });
    match (places(old), places(new)) {
        ((Some(_), None), (None, Some(_))) => to("replaced", v4a, v4),
        ((None, Some(_)), (Some(_), None)) => to("replaced", v4, v4a),
        ((Some(_), None), (Some(b), Some(a))) if a < b => to("was added before", v4a, v4),
        ((None, Some(_)), (Some(b), Some(a))) if b < a => to("was added before", v4, v4a),
        ((Some(was), Some(was_a)), (Some(is), Some(is_a))) if (was < was_a) != (is < is_a) => match is_a < is {
            true => to("was moved before", v4a, v4),
            false => to("was moved before", v4, v4a),
        },
        _ => None,
    }
}
