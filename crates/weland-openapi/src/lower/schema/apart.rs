//! Keywords that see only what stands beside them: `additionalProperties` and `items` know nothing of what other schemas of the
//! same `allOf` say. Where these say something, the schema of the keyword judges values by itself, too.

use std::collections::BTreeSet;

use weland_model::Node;

use super::keyword::Keyword;
use super::plan::Kind;
use super::types::{JsonType, TypeSet};
use super::view::{Part, View};

/// The parts of a view that judge values by themselves.
pub(in crate::lower) fn parts<'d>(view: &View<'d>, kind: &Kind<'_>) -> Vec<View<'d>> {
    if view.parts.len() < 2 {
        return Vec::new();
    }
    match kind {
        Kind::Structure | Kind::Map => objects(view),
        Kind::List => lists(view),
        _ => Vec::new(),
    }
}

fn objects<'d>(view: &View<'d>) -> Vec<View<'d>> {
    const KEYWORDS: &[Keyword] = &[Keyword::Properties, Keyword::PatternProperties, Keyword::AdditionalProperties];
    let is_blind = |part: &&Part<'d>| {
        let has_schema = part.get(Keyword::AdditionalProperties).is_some_and(says_something);
        let own: BTreeSet<&str> = names(part).collect();
        let mut others = view.parts.iter().filter(|other| other.at.key() != part.at.key());
        has_schema
            && others.any(|other| {
                other.get(Keyword::PatternProperties).is_some() || names(other).any(|name| !own.contains(name))
            })
    };
    view.parts.iter().filter(is_blind).map(|part| alone(part, KEYWORDS, JsonType::Object)).collect()
}

fn names<'d>(part: &Part<'d>) -> impl Iterator<Item = &'d str> {
    let properties = part.get(Keyword::Properties).and_then(Node::as_object);
    properties.into_iter().flat_map(|object| object.entries().iter().map(|entry| &*entry.key))
}

/// All parts with keywords for single elements but the first one, whose elements the list has.
fn lists<'d>(view: &View<'d>) -> Vec<View<'d>> {
    const KEYWORDS: &[Keyword] = &[Keyword::PrefixItems, Keyword::Items];
    let has_prefix = |part: &Part<'d>| part.get(Keyword::PrefixItems).is_some();
    let Some(first) = view.parts.iter().find(|part| has_prefix(part)) else { return Vec::new() };
    let others = view.parts.iter().filter(|part| part.at.key() != first.at.key());
    let speaks = |part: &&Part<'d>| has_prefix(part) || part.get(Keyword::Items).is_some_and(says_something);
    others.filter(speaks).map(|part| alone(part, KEYWORDS, JsonType::Array)).collect()
}

/// Whether a schema forbids anything.
fn says_something(node: &Node) -> bool {
    node.as_bool() == Some(false) || node.as_object().is_some_and(|object| !object.is_empty())
}

/// A part by itself, with some of its keywords.
fn alone<'d>(part: &Part<'d>, keywords: &[Keyword], one: JsonType) -> View<'d> {
    let part = part.with_only(keywords);
    let span = part.at.node.span;
    View { parts: vec![part], only: TypeSet::of(one), seen: BTreeSet::new(), span }
}
