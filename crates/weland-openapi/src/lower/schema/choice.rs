//! `oneOf` and `anyOf`: what they add to the schema that they stand in.

use weland_model::Node;

use super::keyword::Keyword;
use super::source::Source;
use super::types::{JsonType, TypeSet};
use super::view::{At, Met, NodeKey, View};

/// A `oneOf` or `anyOf`.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Choice<'d> {
    /// The part that it stands in.
    pub(in crate::lower) part: NodeKey,
    /// Which of the two it is.
    pub(in crate::lower) keyword: Keyword,
    /// The alternatives, without null.
    pub(in crate::lower) variants: Vec<Alternative<'d>>,
    /// Whether null is one of the alternatives.
    pub(in crate::lower) has_null: bool,
    /// The discriminator beside it.
    pub(in crate::lower) discriminator: Option<At<'d>>,
    /// The array of the alternatives.
    pub(in crate::lower) node: &'d Node,
}

/// One of the schemas of a choice.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Alternative<'d> {
    pub(in crate::lower) at: At<'d>,
    pub(in crate::lower) view: View<'d>,
}

impl<'d> Choice<'d> {
    /// The choices of a view. One that the view is an alternative of itself is left out: it says which other schemas
    /// extend the same one, and nothing of this one.
    pub(in crate::lower) fn of(source: &Source<'d>, view: &View<'d>) -> Vec<Self> {
        let mut choices = Vec::new();
        for part in &view.parts {
            for keyword in [Keyword::OneOf, Keyword::AnyOf] {
                let Some(node) = part.get(keyword) else { continue };
                let items = node.as_array().unwrap_or_default();
                let read = |item| {
                    let at = part.at.with(item);
                    Alternative { at, view: View::of(source, at, &mut Met::default()) }
                };
                let all: Vec<Alternative<'d>> = items.iter().map(read).collect();
                if all.iter().any(|one| is_within(source, one, view)) || all.is_empty() {
                    continue;
                }
                let (nulls, variants): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| is_null(&one.view));
                choices.push(Self {
                    part: part.at.key(),
                    keyword,
                    variants: distinct(source, variants),
                    has_null: !nulls.is_empty(),
                    discriminator: part.get(Keyword::Discriminator).map(|node| part.at.with(node)),
                    node,
                });
            }
        }
        choices
    }

    /// The types of all alternatives together; of alternatives that don't state any, all.
    pub(in crate::lower) fn types(&self) -> TypeSet {
        let types = self.variants.iter().map(|variant| variant.view.declared().unwrap_or(TypeSet::ANY));
        types.fold(TypeSet::NONE, TypeSet::union)
    }
}

/// Whether a view is made of an alternative.
fn is_within<'d>(source: &Source<'d>, one: &Alternative<'d>, view: &View<'d>) -> bool {
    match one.at.node.get_str("$ref") {
        Some(_) => source.resolve(one.at.node).is_some_and(|target| view.seen.contains(&NodeKey::of(target.node))),
        None => false,
    }
}

/// Whether null is the only value of a schema.
fn is_null(view: &View<'_>) -> bool {
    let types = view.declared().is_some_and(|types| types == TypeSet::of(JsonType::Null));
    let values = view.enumerated().is_some_and(|values| values.iter().all(|value| value.is_null()));
    types || values
}

/// Alternatives without those that are the same schema again.
fn distinct<'d>(source: &Source<'d>, variants: Vec<Alternative<'d>>) -> Vec<Alternative<'d>> {
    let key = |one: &Alternative<'d>| match one.at.node.get_str("$ref") {
        Some(_) => source.resolve(one.at.node).map_or(one.at.key(), |target| NodeKey::of(target.node)),
        None => one.at.key(),
    };
    let mut seen = std::collections::BTreeSet::new();
    variants.into_iter().filter(|one| seen.insert(key(one))).collect()
}

impl<'d> View<'d> {
    /// The types that the parts state, in common; `None` if no part states any.
    pub(in crate::lower) fn declared(&self) -> Option<TypeSet> {
        let stated = self.parts.iter().filter_map(super::view::Part::types);
        stated.reduce(TypeSet::intersection).map(|types| types.intersection(self.only))
    }

    /// The values that `enum` and `const` allow, in common; `None` if there is neither.
    pub(in crate::lower) fn enumerated(&self) -> Option<Vec<&'d Node>> {
        let constants = self.all(Keyword::Const).map(|(_, value)| vec![value]);
        let lists = self.all(Keyword::Enum).filter_map(|(_, list)| Some(list.as_array()?.iter().collect()));
        constants
            .chain(lists)
            .reduce(|allowed: Vec<&Node>, other| allowed.into_iter().filter(|value| other.contains(value)).collect())
    }

    /// The names of the properties that are stated.
    pub(in crate::lower) fn property_names(&self) -> impl Iterator<Item = &'d str> {
        let objects = self.parts.iter().filter_map(|part| part.get(Keyword::Properties)?.as_object());
        objects.flat_map(|object| object.entries().iter().map(|entry| &*entry.key))
    }
}
