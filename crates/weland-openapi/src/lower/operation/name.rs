//! Names of operations.

use std::collections::BTreeMap;

use weland_model::{Traits, trait_id};

use super::super::Lowering;
use super::super::apply::put_text;
use super::super::names::upper_camel;
use super::{Named, Operation};
use crate::operation_id;

/// Names operations: first those that have a name, so that no other one takes it.
pub(super) fn all(lowering: &mut Lowering<'_, '_>, operations: &mut Named<'_>) {
    let uses = uses(operations);
    for with_id in [true, false] {
        for (operation, id) in operations.iter_mut() {
            let given = given(operation);
            if given.is_some() != with_id {
                continue;
            }
            let wanted = given.unwrap_or_else(|| {
                let help = "give it an `operationId`";
                let message = "the operation has no name; it is called after its method and path";
                lowering.report.note("missing-operation-id", operation.span, message, help);
                made_up(&operation.method, operation.path)
            });
            let short = short(operation).filter(|short| uses.get(&short.to_ascii_lowercase()) == Some(&1));
            let candidates: Vec<String> =
                short.into_iter().chain([wanted.clone(), format!("{wanted}Operation")]).collect();
            operation.name = lowering.names.claim_first(&candidates);
            *id = lowering.id(&operation.name);
        }
    }
}

/// Notes the id that the document has for an operation, if the name was not made of that.
pub(super) fn keep_id(operation: &Operation<'_>, traits: &mut Traits) {
    if let Some(node) = operation.at.node.get("operationId")
        && let Some(id) = node.as_str()
        && short(operation).is_some_and(|short| short == operation.name)
    {
        put_text(traits, trait_id::OPENAPI_OPERATION_ID, id, node.span);
    }
}

/// The name that an operation has in the document.
fn given(operation: &Operation<'_>) -> Option<String> {
    operation.at.node.get_str("operationId").and_then(upper_camel)
}

/// The name of an operation by what its id begins with, if path and method are the rest of it.
fn short(operation: &Operation<'_>) -> Option<String> {
    let id = operation.at.node.get_str("operationId")?;
    operation_id::short(id, operation.path, &operation.method).and_then(upper_camel)
}

/// How many operations could have a name, whatever its case.
fn uses(operations: &Named<'_>) -> BTreeMap<String, usize> {
    let mut uses = BTreeMap::new();
    for name in operations.iter().flat_map(|(operation, _)| short(operation).into_iter().chain(given(operation))) {
        *uses.entry(name.to_ascii_lowercase()).or_default() += 1;
    }
    uses
}

/// The name of an operation by its method and path.
fn made_up(method: &str, path: &str) -> String {
    let words = path.replace('{', "/by-");
    let text = format!("{}-{words}", method.to_ascii_lowercase());
    upper_camel(&text).unwrap_or_else(|| "Operation".to_owned())
}
