//! The protocol tests of operations.

use std::collections::BTreeSet;

use weland_model::{Model, Node, ShapeId, Traits};

use crate::operation::Operation;
use crate::shape_index::ShapeIndex;
use crate::test_case::{TestCase, TestKind};

/// Gives the operations their cases, and those of their errors: an error that several operations have is tested with the
/// first of them.
pub(super) fn attach(model: &Model, protocols: &[&str], ids: &[&ShapeId], operations: &mut [Operation]) {
    let mut tested = BTreeSet::new();
    for operation in operations {
        let Some(shape) = model.get(&operation.id) else { continue };
        let mut tests = cases(&shape.traits, protocols, None);
        for error in operation.errors().filter(|error| tested.insert(*error)) {
            let shape = ids.get(error.0).and_then(|id| model.get(id));
            let own = shape.map(|shape| cases(&shape.traits, protocols, Some(error)));
            tests.extend(own.into_iter().flatten());
        }
        operation.tests = tests;
    }
}

fn cases(traits: &Traits, protocols: &[&str], error: Option<ShapeIndex>) -> Vec<TestCase> {
    let of_kind = |kind: TestKind| {
        let nodes = traits.get(kind.trait_id()).and_then(Node::as_array).unwrap_or_default();
        nodes.iter().filter_map(move |node| case(kind, node, protocols, error))
    };
    TestKind::ALL.into_iter().flat_map(of_kind).collect()
}

fn case(kind: TestKind, node: &Node, protocols: &[&str], error: Option<ShapeIndex>) -> Option<TestCase> {
    let protocol = node.get_str("protocol").filter(|protocol| protocols.contains(protocol))?;
    let applies_to = node.get_str("appliesTo");
    let parameters = node.get("testParameters").and_then(Node::as_object);
    let length = |values: &Node| values.as_array().map_or(0, <[Node]>::len);
    Some(TestCase {
        id: node.get_str("id")?.to_owned(),
        kind,
        protocol: protocol.to_owned(),
        client: kind != TestKind::MalformedRequest && applies_to != Some("server"),
        server: applies_to != Some("client"),
        docs: node.get_str("documentation").map(str::to_owned),
        error,
        rows: parameters.map(|parameters| parameters.iter().map(|(_, values)| length(values)).max().unwrap_or(0)),
        node: node.clone(),
    })
}
