//! Rules that concern more than one field.

mod document;
mod links;
mod operations;
mod parameters;
mod paths;
mod patterns;
mod schemas;
mod security;
mod servers;
mod templates;
mod values;

use weland_model::{Entry, Node, Span};

use super::findings::{Findings, Verdict};
use super::mends::Mends;
use super::spec::Kind;
use crate::document::{Resolver, Version};

/// What rules look at, and where they put what they find.
pub(super) struct Context<'c, 'd> {
    pub(super) version: Version,
    /// The document.
    pub(super) root: &'d Node,
    pub(super) resolver: &'c Resolver<'d>,
    /// All objects of the document and of what it refers to, each once.
    pub(super) objects: &'c [(Kind, &'d Node)],
    pub(super) found: &'c mut Findings,
    pub(super) mends: &'c mut Mends,
}

impl<'d> Context<'_, 'd> {
    fn add(&mut self, verdict: Verdict, code: &'static str, span: Span, message: String, help: impl Into<String>) {
        self.found.add(verdict, code, span, message, help);
    }

    /// All objects of a kind.
    fn all(&self, kind: Kind) -> Vec<&'d Node> {
        self.objects.iter().filter(|(other, _)| *other == kind).map(|(_, node)| *node).collect()
    }

    /// What a value or a reference stands for. Itself, if the reference leads nowhere.
    fn resolve(&self, node: &'d Node) -> &'d Node {
        self.resolver.resolve(node).map_or(node, |resolved| resolved.node)
    }
}

/// Applies all rules.
pub(super) fn apply(context: &mut Context<'_, '_>) {
    for &(kind, node) in context.objects {
        match kind {
            Kind::Document => document::check(context, node),
            Kind::Server => servers::check(context, node),
            Kind::Parameter => parameters::check(context, node),
            Kind::Header => parameters::check_header(context, node),
            Kind::Items => parameters::check_items(context, node),
            Kind::PathItem => operations::check_item(context, node),
            Kind::Operation => operations::check(context, node),
            Kind::Responses => operations::check_responses(context, node),
            Kind::SecurityScheme => security::check_scheme(context, node),
            Kind::SecurityRequirement => security::check_requirement(context, node),
            Kind::Schema => schemas::check(context, node),
            _ => {}
        }
    }
    paths::check(context);
    patterns::check(context);
    operations::check_ids(context);
    links::check(context);
}

/// The entries of an object.
fn entries(node: &Node) -> &[Entry] {
    node.as_object().map(weland_model::Object::entries).unwrap_or_default()
}

/// The place of a key, or else of the object.
fn at_key(node: &Node, key: &str) -> Span {
    node.as_object().and_then(|object| object.entry(key)).map_or_else(|| at(node), |entry| entry.key_span)
}

/// The place of an object: its first key.
fn at(node: &Node) -> Span {
    entries(node).first().map_or(node.span, |entry| entry.key_span)
}
