//! Moves between the signatures SigV4 and SigV4a in endpoint rules.

use std::collections::BTreeMap;

use weland_model::query::endpoints::RULE_TRAITS;
use weland_model::{Node, NodeKind, Severity, ShapeType, trait_id};

use super::signing::{effective, migration};
use crate::change::{Change, Effect, Wire};
use crate::compare::Comparison;

/// Rules that nest deeper are not looked at.
const DEEPEST: usize = 64;

pub(super) fn endpoint_signing(comparison: &Comparison<'_>, changes: &mut Vec<Change>) {
    for pair in comparison.shapes_of(ShapeType::Service) {
        let defaults = (effective(comparison.old, pair.old, pair.old), effective(comparison.new, pair.new, pair.new));
        for id in RULE_TRAITS {
            let (Some(old), Some(new)) = (pair.old.traits.get(id), pair.new.traits.get(id)) else { continue };
            let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
            endpoints(old, String::new(), DEEPEST, &mut before);
            endpoints(new, String::new(), DEEPEST, &mut after);
            for (path, new) in &after {
                let Some(old) = before.get(path).filter(|old| *old != new) else { continue };
                let Some(how) = migration(&schemes(old, &defaults.0), &schemes(new, &defaults.1)) else { continue };
                let message = format!(
                    "in the authentication of the endpoint at `{path}` of `{}`, {}",
                    pair.new.id,
                    how.message()
                );
                changes.push(
                    Change::new("endpoint-signature-migration", Severity::Danger, pair.new.id.clone(), message)
                        .help(how.help())
                        .at(old.span, new.span)
                        .wire(Wire { new_clients: Effect::Conditional, ..Wire::COMPATIBLE })
                        .reference("EndpointSigV4Migration"),
                );
            }
        }
    }
}

/// The endpoints of rules, by their paths.
fn endpoints<'m>(node: &'m Node, path: String, depth: usize, found: &mut BTreeMap<String, &'m Node>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match &node.kind {
        NodeKind::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                endpoints(item, format!("{path}/{index}"), depth, found);
            }
        }
        NodeKind::Object(object) => {
            for (key, value) in object.iter() {
                let path = format!("{path}/{key}");
                match key == "endpoint" && value.get("url").is_some() {
                    true => drop(found.insert(path, value)),
                    false => endpoints(value, path, depth, found),
                }
            }
        }
        _ => {}
    }
}

/// The schemes of an endpoint; without its own, those of the service.
fn schemes(endpoint: &Node, defaults: &[String]) -> Vec<String> {
    let own = endpoint.get("properties").and_then(|it| it.get("authSchemes")).and_then(Node::as_array);
    let id = |scheme: &Node| {
        Some(match scheme.get_str("name")? {
            "sigv4" => trait_id::SIGV4.to_owned(),
            "sigv4a" => trait_id::SIGV4A.to_owned(),
            other => other.to_owned(),
        })
    };
    own.map_or_else(|| defaults.to_vec(), |own| own.iter().filter_map(id).collect())
}
