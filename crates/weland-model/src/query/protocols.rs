//! The protocols of a service.

use super::Shapes;
use crate::{AppliedTrait, Shape, trait_id};

/// The order in which clients prefer the protocols of AWS, of Smithy and of OpenAPI.
const PREFERENCE: [&str; 10] = [
    trait_id::RPCV2_CBOR,
    trait_id::RPCV2_JSON,
    trait_id::AWS_JSON1_0,
    trait_id::AWS_JSON1_1,
    trait_id::REST_JSON1,
    trait_id::REST_XML,
    trait_id::AWS_QUERY,
    trait_id::EC2_QUERY,
    trait_id::ALLOY_SIMPLE_REST_JSON,
    trait_id::OPENAPI_REST,
];

/// The traits of a service that are protocols, in order of preference: those of the list above, then others by id.
pub fn protocols<'m>(shapes: impl Shapes<'m>, service: &'m Shape) -> Vec<&'m AppliedTrait> {
    let is_protocol = |applied: &&AppliedTrait| {
        let definition = shapes.shape(&applied.id);
        definition.is_some_and(|definition| definition.traits.contains(trait_id::PROTOCOL_DEFINITION))
    };
    let rank = |applied: &&AppliedTrait| PREFERENCE.iter().position(|id| applied.id == *id).unwrap_or(PREFERENCE.len());
    let mut found: Vec<_> = service.traits.iter().filter(is_protocol).collect();
    found.sort_by_key(rank);
    found
}
