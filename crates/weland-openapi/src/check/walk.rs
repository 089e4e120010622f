//! Walks over a document, object by object, and compares each with what the specification demands of it.

use weland_model::{Entry, Node, NodeKind, Object};

use super::findings::Findings;
use super::findings::Verdict::{Unusable, Wrong};
use super::mends::Mends;
use super::slot::Slot;
use super::spec::{Keys, Kind, NEW, Type};
use super::table::{Described, Table};
use super::{fields, keys, references, scalars};
use crate::document::{Address, AddressSet, Resolver, Version, reference_of};

/// The key whose value names codes that are not to be reported.
const SUPPRESS: &str = "x-weland-suppress";

/// A walk over one document, and all that it refers to.
pub(super) struct Walk<'c, 'd> {
    pub(super) version: Version,
    pub(super) resolver: &'c Resolver<'d>,
    pub(super) found: &'c mut Findings,
    pub(super) mends: &'c mut Mends,
    table: &'c Table,
    /// The objects so far.
    pub(super) objects: Vec<(Kind, &'d Node)>,
    seen: AddressSet<(Address, Kind)>,
    /// What references lead to.
    later: Vec<(Kind, &'d Node)>,
}

impl<'c, 'd> Walk<'c, 'd> {
    pub(super) fn new(
        version: Version,
        table: &'c Table,
        resolver: &'c Resolver<'d>,
        found: &'c mut Findings,
        mends: &'c mut Mends,
    ) -> Self {
        let (objects, seen, later) = (Vec::new(), AddressSet::default(), Vec::new());
        Self { version, resolver, found, mends, table, objects, seen, later }
    }

    /// Walks over the document and over everything that it refers to.
    pub(super) fn document(&mut self, root: &'d Node) {
        self.value(&Type::Object(Kind::Document), root, Slot::alone(root));
        while let Some((kind, node)) = self.later.pop() {
            self.value(&Type::Ref(kind), node, Slot::alone(node));
        }
    }

    /// A value of a type.
    fn value(&mut self, expected: &Type, node: &'d Node, slot: Slot<'d>) {
        match expected {
            Type::Any => {}
            Type::Object(kind) => self.object(*kind, node, slot),
            Type::Ref(kind) => self.object_or_reference(*kind, node, slot),
            Type::List(item) => self.list(item, false, node, slot),
            Type::NonEmpty(item) => self.list(item, true, node, slot),
            Type::Map(names, value) => self.map(*names, value, node, slot),
            Type::Either(types) => {
                let fits = types.iter().find(|candidate| fits(candidate, node));
                if let Some(candidate) = fits.or(types.first()) {
                    self.value(candidate, node, slot)
                }
            }
            Type::Text(_) | Type::Bool | Type::Number | Type::Positive | Type::Count | Type::Word(_) => {
                scalars::check(expected, node, slot, self.found, self.mends);
            }
        }
    }

    fn object_or_reference(&mut self, kind: Kind, node: &'d Node, slot: Slot<'d>) {
        let is_schema = kind == Kind::Schema && NEW.has(self.version);
        if is_schema && matches!(node.kind, NodeKind::Bool(_)) {
            return;
        }
        let Some(reference) = reference_of(node) else { return self.object(kind, node, slot) };
        self.follow(kind, node, reference);
        // These have fields of their own beside the reference.
        if is_schema || kind == Kind::PathItem {
            return self.object(kind, node, slot);
        }
        references::siblings(kind, self.version, node, self.found);
    }

    fn follow(&mut self, kind: Kind, node: &'d Node, reference: &'d str) {
        if let Some(target) = references::check(kind, node, reference, self.resolver, self.found) {
            self.later.push((kind, target));
        }
    }

    fn object(&mut self, kind: Kind, node: &'d Node, slot: Slot<'d>) {
        let Some(described) = self.table.get(kind) else { return };
        let Some(object) = self.as_object(described.spec.name, node, slot) else { return };
        if !self.seen.insert((Address::of(node), kind)) {
            return;
        }
        self.objects.push((kind, node));
        if kind != Kind::PathItem
            && !described.fields.contains_key("$ref")
            && let Some(reference) = reference_of(node)
        {
            references::misplaced(described.spec.name, node, self.found);
            return self.follow(kind, node, reference);
        }
        for entry in object.entries() {
            self.entry(kind, described, entry, node);
        }
        fields::missing(described, object, slot.place(node), self.found);
        fields::exclusive(described, object, self.found);
    }

    fn entry(&mut self, kind: Kind, described: &'c Described, entry: &'d Entry, owner: &'d Node) {
        let slot = Slot { owner, entry: Some(entry), is_required: false };
        if let Some(field) = described.fields.get(&*entry.key) {
            let is_required = field.required.has(self.version);
            return self.value(&field.value, &entry.value, Slot { is_required, ..slot });
        }
        if entry.key.starts_with("x-") && described.spec.has_extensions {
            return self.extension(entry, owner);
        }
        match &described.spec.others {
            Some((names, value)) => {
                keys::check(*names, entry, owner, self.version, self.found, self.mends);
                self.value(value, &entry.value, Slot { is_required: true, ..slot });
            }
            None => fields::unknown(kind, described, entry, self.version, self.found),
        }
    }

    fn extension(&mut self, entry: &'d Entry, owner: &'d Node) {
        if &*entry.key != SUPPRESS {
            return;
        }
        let codes = entry.value.as_array().unwrap_or_default();
        let texts: Vec<&str> = codes.iter().filter_map(Node::as_str).collect();
        for code in &texts {
            self.found.suppress(code, owner.span);
        }
        if entry.value.as_array().is_none() || texts.len() < codes.len() {
            let message = format!("`{SUPPRESS}` must be a list of codes");
            self.found.add(Wrong, "wrong-type", entry.value.span, message, "write `[code, …]`");
        }
    }

    /// The object that a value is; says so if it is none.
    fn as_object(&mut self, name: &str, node: &'d Node, slot: Slot<'d>) -> Option<&'d Object> {
        if let Some(object) = node.as_object() {
            return Some(object);
        }
        let message = format!("{} must be an object, but is {}", slot.name_or(name), node.describe());
        match &node.kind {
            NodeKind::Null if !slot.is_required => scalars::absent(node, slot, self.found, self.mends),
            NodeKind::Array(items) if items.is_empty() => {
                self.found.add(Wrong, "wrong-type", node.span, message, "write `{}`");
                self.mends.replace(node, NodeKind::Object(Object::default()));
            }
            _ => self.found.add(Unusable, "wrong-type", node.span, message, format!("write {name}")),
        }
        None
    }

    fn map(&mut self, names: Keys, value: &'static Type, node: &'d Node, slot: Slot<'d>) {
        let Some(object) = self.as_object("an object", node, slot) else { return };
        for entry in object.entries() {
            if entry.key.starts_with("x-") && !matches!(value, Type::Ref(Kind::Schema)) && names != Keys::Token {
                // Most maps have no extensions, but what looks like one is none of their values.
                if !fits(value, &entry.value) {
                    continue;
                }
            }
            keys::check(names, entry, node, self.version, self.found, self.mends);
            self.value(value, &entry.value, Slot { owner: node, entry: Some(entry), is_required: true });
        }
    }

    fn list(&mut self, item: &'static Type, is_filled: bool, node: &'d Node, slot: Slot<'d>) {
        let Some(items) = node.as_array() else {
            return scalars::no_list(fits(item, node), node, slot, self.found, self.mends);
        };
        if items.is_empty() && is_filled {
            let message = format!("{} must not be empty", slot.name_or("the list"));
            self.found.add(Wrong, "invalid-value", node.span, message, "add an item, or remove the list");
            slot.remove(self.mends);
        }
        for node in items {
            self.value(item, node, Slot { owner: slot.owner, entry: None, is_required: true });
        }
    }
}

/// Whether a value has the JSON type of a type.
fn fits(expected: &Type, node: &Node) -> bool {
    match expected {
        Type::Any => true,
        Type::Text(_) | Type::Word(_) => matches!(node.kind, NodeKind::String(_)),
        Type::Bool => matches!(node.kind, NodeKind::Bool(_)),
        Type::Number | Type::Positive | Type::Count => matches!(node.kind, NodeKind::Number(_)),
        Type::List(_) | Type::NonEmpty(_) => matches!(node.kind, NodeKind::Array(_)),
        Type::Object(_) | Type::Ref(_) | Type::Map(..) => matches!(node.kind, NodeKind::Object(_)),
        Type::Either(types) => types.iter().any(|candidate| fits(candidate, node)),
    }
}
