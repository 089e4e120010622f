//! What is compared. Each rule is a file with one function, which adds the changes that it finds.
//!
//! A change has one cause and is told once: a rule leaves to others what these tell better. Severities follow the reference
//! implementation of Smithy where it knows the change.

mod auth;
mod bindings;
mod boxes;
mod code_names;
mod constraints;
mod defaults;
mod endpoint_signing;
mod enum_values;
mod errors;
mod http;
mod member_order;
mod member_targets;
mod members;
mod messages;
mod metadata;
mod pagination;
mod presence;
mod protocols;
mod renames;
mod resources;
mod security;
mod services;
mod shapes;
mod signing;
mod timestamps;
mod trait_definitions;
mod traits;
mod types;
mod unions;
mod waiters;

use crate::change::Change;
use crate::compare::Comparison;

type Rule = fn(&Comparison<'_>, &mut Vec<Change>);

/// All rules.
pub(crate) const RULES: &[Rule] = &[
    services::services,
    bindings::bindings,
    resources::resources,
    renames::renames,
    code_names::code_names,
    shapes::shapes,
    types::types,
    messages::messages,
    members::members,
    unions::unions,
    member_targets::member_targets,
    member_order::member_order,
    enum_values::enum_values,
    presence::presence,
    boxes::boxes,
    defaults::defaults,
    constraints::constraints,
    http::http,
    errors::errors,
    auth::auth,
    security::security,
    signing::signing,
    endpoint_signing::endpoint_signing,
    protocols::protocols,
    pagination::pagination,
    waiters::waiters,
    timestamps::timestamps,
    traits::traits,
    trait_definitions::trait_definitions,
    metadata::metadata,
];
