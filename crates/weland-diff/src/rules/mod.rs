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

/// A rule: its name, which is that of its file, and its function.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) find: fn(&Comparison<'_>, &mut Vec<Change>),
}

const fn rule(name: &'static str, find: fn(&Comparison<'_>, &mut Vec<Change>)) -> Rule {
    Rule { name, find }
}

/// All rules.
pub(crate) const RULES: &[Rule] = &[
    rule("services", services::services),
    rule("bindings", bindings::bindings),
    rule("resources", resources::resources),
    rule("renames", renames::renames),
    rule("code_names", code_names::code_names),
    rule("shapes", shapes::shapes),
    rule("types", types::types),
    rule("messages", messages::messages),
    rule("members", members::members),
    rule("unions", unions::unions),
    rule("member_targets", member_targets::member_targets),
    rule("member_order", member_order::member_order),
    rule("enum_values", enum_values::enum_values),
    rule("presence", presence::presence),
    rule("boxes", boxes::boxes),
    rule("defaults", defaults::defaults),
    rule("constraints", constraints::constraints),
    rule("http", http::http),
    rule("errors", errors::errors),
    rule("auth", auth::auth),
    rule("security", security::security),
    rule("signing", signing::signing),
    rule("endpoint_signing", endpoint_signing::endpoint_signing),
    rule("protocols", protocols::protocols),
    rule("pagination", pagination::pagination),
    rule("waiters", waiters::waiters),
    rule("timestamps", timestamps::timestamps),
    rule("traits", traits::traits),
    rule("trait_definitions", trait_definitions::trait_definitions),
    rule("metadata", metadata::metadata),
];
