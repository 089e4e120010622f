//! A schema with all that it refers to as a whole: the parts that a value has to satisfy together.

use std::collections::BTreeSet;

use weland_model::{Entry, Node, NodeKind, Span};

use super::keyword::{Keyword, Role};
use super::source::Source;
use super::types::{JsonType, TypeSet};
use crate::document::Dialect;

/// A node with the dialect that it is written in.
#[derive(Debug, Clone, Copy)]
pub(in crate::lower) struct At<'d> {
    pub(in crate::lower) node: &'d Node,
    pub(in crate::lower) dialect: Dialect,
}

impl<'d> At<'d> {
    /// Another node of the same document.
    pub(in crate::lower) fn with(self, node: &'d Node) -> Self {
        Self { node, dialect: self.dialect }
    }

    /// The value of a key.
    pub(in crate::lower) fn get(self, key: &str) -> Option<Self> {
        self.node.get(key).map(|node| self.with(node))
    }

    /// The elements of an array of a key; none if there is no such array.
    pub(in crate::lower) fn items(self, key: &str) -> impl Iterator<Item = Self> {
        let items = self.node.get(key).and_then(Node::as_array).unwrap_or_default();
        items.iter().map(move |node| self.with(node))
    }

    /// The entries of an object of a key, ordered by their keys.
    pub(in crate::lower) fn entries(self, key: &str) -> Vec<&'d Entry> {
        self.node.get(key).map(sorted).unwrap_or_default()
    }

    pub(in crate::lower) fn key(self) -> NodeKey {
        NodeKey::of(self.node)
    }
}

/// The entries of an object, ordered by their keys: in OpenAPI, their order has no meaning.
pub(in crate::lower) fn sorted(node: &Node) -> Vec<&Entry> {
    let mut entries: Vec<&Entry> = node.as_object().map(|object| object.entries().iter().collect()).unwrap_or_default();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    entries
}

/// The identity of a node: two nodes are the same if they are at the same place of the same document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::lower) struct NodeKey(usize);

impl NodeKey {
    pub(in crate::lower) fn of(node: &Node) -> Self {
        Self(std::ptr::from_ref(node).addr())
    }
}

/// So many schemas may be parts of each other.
const DEEPEST: usize = 100;

/// One object of keywords.
#[derive(Debug, Clone)]
pub(in crate::lower) struct Part<'d> {
    pub(in crate::lower) at: At<'d>,
    /// The keywords that are not followed.
    entries: Vec<(Keyword, &'d Entry)>,
    /// Whether it is part of another schema, which has a description of its own.
    pub(in crate::lower) is_foreign: bool,
}

impl<'d> Part<'d> {
    /// The value of a keyword.
    pub(in crate::lower) fn get(&self, keyword: Keyword) -> Option<&'d Node> {
        self.entry(keyword).map(|entry| &entry.value)
    }

    /// The entry of a keyword.
    pub(in crate::lower) fn entry(&self, keyword: Keyword) -> Option<&'d Entry> {
        self.entries.iter().find(|(one, _)| *one == keyword).map(|(_, entry)| *entry)
    }

    /// The keywords with their entries.
    pub(in crate::lower) fn keywords(&self) -> impl Iterator<Item = (Keyword, &'d Entry)> {
        self.entries.iter().copied()
    }

    /// The keywords that say something of values.
    pub(in crate::lower) fn structure(&self) -> impl Iterator<Item = (Keyword, &'d Entry)> {
        self.keywords().filter(|(keyword, _)| keyword.role() == Role::Structure)
    }

    pub(in crate::lower) fn is_structural(&self) -> bool {
        self.is_never() || self.structure().next().is_some()
    }

    /// The part with some of its keywords.
    pub(in crate::lower) fn with_only(&self, keywords: &[Keyword]) -> Self {
        let mut part = self.clone();
        part.entries.retain(|(keyword, _)| keywords.contains(keyword));
        part
    }

    /// Whether it is `false`, which no value satisfies.
    pub(in crate::lower) fn is_never(&self) -> bool {
        self.at.node.as_bool() == Some(false)
    }

    /// The types that it allows, null by `nullable` included.
    pub(in crate::lower) fn types(&self) -> Option<TypeSet> {
        let types = TypeSet::read(self.get(Keyword::Type)?);
        Some(if self.says_nullable() { types.union(TypeSet::of(JsonType::Null)) } else { types })
    }

    /// Whether it is nullable in the way of version 3.0.
    pub(in crate::lower) fn says_nullable(&self) -> bool {
        self.at.dialect == Dialect::V3_0 && self.get(Keyword::Nullable).and_then(Node::as_bool) == Some(true)
    }
}

/// Parts that a value has to satisfy together.
#[derive(Debug, Clone)]
pub(in crate::lower) struct View<'d> {
    /// The parts, those of the schema itself first.
    pub(in crate::lower) parts: Vec<Part<'d>>,
    /// The types that are looked at, if not all.
    pub(in crate::lower) only: TypeSet,
    /// The schemas that the parts come from.
    pub(in crate::lower) seen: BTreeSet<NodeKey>,
    /// Where the schema is.
    pub(in crate::lower) span: Span,
}

/// What tells views apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::lower) struct ViewKey(Vec<(NodeKey, u8)>, TypeSet);

/// What was met while the parts of a schema were collected.
#[derive(Debug, Default)]
pub(in crate::lower) struct Met<'d> {
    /// References back to a schema that is part of itself.
    pub(in crate::lower) cycles: Vec<&'d Node>,
    /// Schemas that are too deep within others.
    pub(in crate::lower) deep: Vec<&'d Node>,
    /// Keywords beside a `$ref`, where they have no effect.
    pub(in crate::lower) ignored: Vec<&'d Entry>,
}

impl ViewKey {
    /// Whether the view is made of several schemas.
    pub(in crate::lower) fn is_merged(&self) -> bool {
        self.0.len() > 1
    }
}

impl<'d> View<'d> {
    /// The view of a schema.
    pub(in crate::lower) fn of(source: &Source<'d>, at: At<'d>, met: &mut Met<'d>) -> Self {
        let mut view = Self { parts: Vec::new(), only: TypeSet::ANY, seen: BTreeSet::new(), span: at.node.span };
        view.add(source, at, met);
        view
    }

    /// Adds a schema that has to be satisfied, too.
    pub(in crate::lower) fn add(&mut self, source: &Source<'d>, at: At<'d>, met: &mut Met<'d>) {
        Collector { source, met, path: Vec::new() }.collect(self, at, false);
    }

    /// The values of a keyword in all parts.
    pub(in crate::lower) fn all(&self, keyword: Keyword) -> impl Iterator<Item = (&Part<'d>, &'d Node)> {
        self.parts.iter().filter_map(move |part| Some((part, part.get(keyword)?)))
    }

    /// The value of a keyword in the first part that has it.
    pub(in crate::lower) fn first(&self, keyword: Keyword) -> Option<&'d Node> {
        self.all(keyword).next().map(|(_, value)| value)
    }

    /// Whether a keyword is there.
    pub(in crate::lower) fn has(&self, keyword: Keyword) -> bool {
        self.first(keyword).is_some()
    }

    /// The value of an annotation: of the schema itself, not of those that it is made of.
    pub(in crate::lower) fn annotation(&self, keyword: Keyword) -> Option<&'d Node> {
        let own = self.parts.iter().filter(|part| !part.is_foreign);
        own.filter_map(|part| part.get(keyword)).next()
    }

    /// Whether a keyword that turns something on is true in a part.
    pub(in crate::lower) fn is_true(&self, keyword: Keyword) -> bool {
        self.all(keyword).any(|(_, value)| value.as_bool() == Some(true))
    }

    /// The structural keywords of all parts.
    pub(in crate::lower) fn structure(&self) -> impl Iterator<Item = (&Part<'d>, Keyword, &'d Entry)> {
        self.parts.iter().flat_map(|part| part.structure().map(move |(keyword, entry)| (part, keyword, entry)))
    }

    /// The view without a keyword of a part.
    pub(in crate::lower) fn without(&self, part: NodeKey, keyword: Keyword) -> Self {
        let mut view = self.clone();
        for one in view.parts.iter_mut().filter(|one| one.at.key() == part) {
            let is_discriminator = |other: Keyword| other == Keyword::Discriminator;
            one.entries.retain(|(other, _)| *other != keyword && !is_discriminator(*other));
        }
        view
    }

    /// The view of values of a type.
    pub(in crate::lower) fn of_type(&self, one: JsonType) -> Self {
        let mut view = self.clone();
        view.only = view.only.intersection(TypeSet::of(one));
        view
    }

    /// Adds the parts of another view.
    pub(in crate::lower) fn merge(&mut self, other: Self) {
        self.only = self.only.intersection(other.only);
        self.seen.extend(other.seen);
        for part in other.parts {
            let is_known =
                |known: &Part<'d>| known.at.key() == part.at.key() && known.entries.len() >= part.entries.len();
            if !self.parts.iter().any(is_known) {
                self.parts.push(part);
            }
        }
    }

    /// What tells the view apart from others: its structure, not what it says to people.
    pub(in crate::lower) fn key(&self) -> ViewKey {
        let structural = self.parts.iter().filter(|part| part.is_structural());
        let choices = |part: &Part<'d>| {
            u8::from(part.get(Keyword::OneOf).is_some()) | u8::from(part.get(Keyword::AnyOf).is_some()) << 1
        };
        let mut keys: Vec<(NodeKey, u8)> = structural.map(|part| (part.at.key(), choices(part))).collect();
        keys.sort_unstable();
        keys.dedup();
        ViewKey(keys, self.only)
    }
}

struct Collector<'a, 'd> {
    source: &'a Source<'d>,
    met: &'a mut Met<'d>,
    /// The schemas that are being collected.
    path: Vec<NodeKey>,
}

impl<'d> Collector<'_, 'd> {
    fn collect(&mut self, view: &mut View<'d>, at: At<'d>, is_foreign: bool) {
        if self.path.len() > DEEPEST || !self.source.spend() {
            self.met.deep.extend((self.path.len() > DEEPEST).then_some(at.node));
            return;
        }
        if self.path.contains(&at.key()) {
            self.met.cycles.push(at.node);
            return;
        }
        if !view.seen.insert(at.key()) {
            return;
        }
        self.path.push(at.key());
        match &at.node.kind {
            NodeKind::Bool(false) => view.parts.push(Part { at, entries: Vec::new(), is_foreign }),
            NodeKind::Object(_) => self.object(view, at, is_foreign),
            _ => {}
        }
        self.path.pop();
    }

    fn object(&mut self, view: &mut View<'d>, at: At<'d>, is_foreign: bool) {
        let all = at.node.as_object().map(|object| object.entries()).unwrap_or_default();
        let is_reference = at.node.get_str("$ref").is_some();
        if is_reference && at.dialect == Dialect::V3_0 {
            self.met.ignored.extend(all.iter().filter(|entry| &*entry.key != "$ref"));
            self.follow(view, at);
            return;
        }
        let mut entries: Vec<(Keyword, &'d Entry)> =
            all.iter().filter_map(|entry| Some((Keyword::from_key(&entry.key)?, entry))).collect();
        let single = single_choice(at);
        entries
            .retain(|(keyword, _)| keyword.role() != Role::Combination && single.is_none_or(|one| one.0 != *keyword));
        view.parts.push(Part { at, entries, is_foreign });
        if is_reference {
            self.follow(view, at);
        }
        for part in at.items("allOf") {
            self.collect(view, part, is_foreign);
        }
        if let Some((_, only)) = single {
            self.collect(view, only, is_foreign);
        }
    }

    fn follow(&mut self, view: &mut View<'d>, at: At<'d>) {
        if let Some(resolved) = self.source.resolve(at.node) {
            self.collect(view, At { node: resolved.node, dialect: resolved.dialect }, true);
        }
    }
}

/// A `oneOf` or `anyOf` of one schema, which says the same as the schema.
fn single_choice(at: At<'_>) -> Option<(Keyword, At<'_>)> {
    [(Keyword::OneOf, "oneOf"), (Keyword::AnyOf, "anyOf")].into_iter().find_map(|(keyword, key)| {
        let mut items = at.items(key);
        let first = items.next()?;
        items.next().is_none().then_some((keyword, first))
    })
}
