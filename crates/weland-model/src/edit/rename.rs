//! New names for shapes, operations and members.
//!
//! The model keeps its own names, which are those on the wire and those by which traits refer to shapes and members; the
//! new ones are noted beside them, in the trait [`trait_id::CODE_NAME`].

use std::collections::BTreeMap;

use super::find::{key, operation, position};
use super::{NewName, Renames, Stated};
use crate::query::names::ServiceNames;
use crate::query::{closure, operations};
use crate::{AppliedTrait, Diagnostic, Diagnostics, Member, Model, Node, Shape, ShapeId, ShapeType, trait_id};

/// Suffixes of the names of structures that are named after the operation whose input or output they are.
const OF_OPERATION: [&str; 4] = ["Input", "Output", "Request", "Response"];

/// Gives new names.
pub(super) fn rename(model: &mut Model, service: &ShapeId, renames: &Renames, diagnostics: &mut Diagnostics) {
    if [&renames.shapes, &renames.operations, &renames.members].iter().all(|rules| rules.is_empty()) {
        return;
    }
    let Some(shape) = model.get(service) else { return };
    let mut renaming = Renaming::new(model, shape, diagnostics);
    renaming.shapes(&renames.shapes);
    renaming.operations(&renames.operations);
    renaming.members(&renames.members);
    renaming.check();
    let names: Vec<(ShapeId, String)> = renaming.given.into_iter().map(|(id, given)| (id, given.name)).collect();
    for (id, name) in names {
        name_in_code(model, &id, &name);
    }
}

/// Gives a shape or a member this name in code. If the model doesn't have it, nothing happens.
pub fn name_in_code(model: &mut Model, id: &ShapeId, name: &str) {
    let Some(shape) = model.shapes.get_mut(id.root_str()) else { return };
    let (traits, span) = match id.member() {
        None => (&mut shape.traits, shape.span),
        Some(member) => match shape.member_mut(member) {
            Some(Member { traits, span, .. }) => (traits, *span),
            None => return,
        },
    };
    if let Ok(id) = trait_id::CODE_NAME.parse() {
        traits.insert(AppliedTrait { id, value: Node::string(name, span), span, inherited: false });
    }
}

/// A new name, and the rule that asks for it.
struct Given<'a> {
    name: String,
    rule: &'a NewName,
}

struct Renaming<'a, 'd> {
    /// The service, for messages.
    whole: String,
    /// Shapes that become types, with their names.
    types: Vec<(&'a Shape, &'a str)>,
    operations: Vec<&'a Shape>,
    /// By the ids of shapes, operations and members.
    given: BTreeMap<ShapeId, Given<'a>>,
    diagnostics: &'d mut Diagnostics,
}

impl<'a, 'd> Renaming<'a, 'd> {
    fn new(model: &'a Model, service: &'a Shape, diagnostics: &'d mut Diagnostics) -> Self {
        let operations = operations::operations(model, service);
        let names = ServiceNames::new(service);
        let used = closure::messages(model, service, &operations).into_iter().map(|used| used.shape);
        let types = used.filter(|shape| becomes_type(shape)).map(|shape| (shape, names.name(&shape.id))).collect();
        let whole = format!("`{}`", service.id.name());
        Self { whole, types, operations, given: BTreeMap::new(), diagnostics }
    }

    fn shapes(&mut self, rules: &'a [NewName]) {
        for rule in rules {
            if let Some(shape) = self.find_type(&rule.from) {
                self.give(shape.id.clone(), rule);
            }
        }
    }

    /// Renames operations, and the structures that are named after them.
    fn operations(&mut self, rules: &'a [NewName]) {
        for rule in rules {
            let found = operation(&rule.from, &self.operations, &self.whole);
            match found.map(|index| self.operations.get(index).copied()) {
                Ok(Some(operation)) => {
                    self.give(operation.id.clone(), rule);
                    self.follow(operation, rule);
                }
                Ok(None) => {}
                Err(error) => self.diagnostics.push(*error),
            }
        }
    }

    fn follow(&mut self, operation: &Shape, rule: &'a NewName) {
        let data = operation.as_operation();
        for id in data.into_iter().flat_map(|data| [&data.input.id, &data.output.id]) {
            let found = self.types.iter().find(|(shape, _)| shape.id == *id);
            let suffix = found.and_then(|(_, name)| name.strip_prefix(operation.id.name()));
            if let Some(suffix) = suffix.filter(|suffix| OF_OPERATION.contains(suffix)) {
                let name = format!("{}{suffix}", rule.to.text);
                // A rule for the shape itself goes first.
                self.given.entry(id.clone()).or_insert(Given { name, rule });
            }
        }
    }

    fn members(&mut self, rules: &'a [NewName]) {
        for rule in rules {
            let Some((shape, member)) = rule.from.text.split_once('.') else {
                let message = format!("`{}` names no member", rule.from.text);
                let error = Diagnostic::error("unmatched-rule", rule.from.span, message);
                self.diagnostics.push(error.help("write the shape and the member: `Shape.member`"));
                continue;
            };
            let part = |text: &str| Stated { text: text.to_owned(), span: rule.from.span };
            let Some(shape) = self.find_type(&part(shape)) else { continue };
            let names: Vec<&str> = shape.members.iter().map(|member| &*member.name).collect();
            let found = position(&part(member), &names, "member", &format!("`{}`", shape.id.name()));
            match found.map(|index| names.get(index).and_then(|name| shape.id.with_member(name).ok())) {
                Ok(Some(id)) => self.give(id, rule),
                Ok(None) => {}
                Err(error) => self.diagnostics.push(*error),
            }
        }
    }

    fn find_type(&mut self, stated: &Stated) -> Option<&'a Shape> {
        let names: Vec<&str> = self.types.iter().map(|(_, name)| *name).collect();
        match position(stated, &names, "type", &self.whole) {
            Ok(index) => self.types.get(index).map(|(shape, _)| *shape),
            Err(error) => {
                self.diagnostics.push(*error);
                None
            }
        }
    }

    fn give(&mut self, id: ShapeId, rule: &'a NewName) {
        let given = Given { name: rule.to.text.clone(), rule };
        if let Some(earlier) = self.given.insert(id, given) {
            let message = format!("`{}` is renamed twice", rule.from.text);
            let error = Diagnostic::error("conflicting-rename", rule.from.span, message);
            let error = error.related(earlier.rule.from.span, "the other rule is here");
            self.diagnostics.push(error.help("remove one of the two rules"));
        }
    }

    /// Reports new names that something else has as well: types and operations share their names, the members of each shape
    /// theirs.
    fn check(&mut self) {
        let types = self.types.iter().map(|(shape, name)| (shape.id.clone(), *name));
        let operations = self.operations.iter().map(|shape| (shape.id.clone(), shape.id.name()));
        let mut conflicts = self.conflicts(types.chain(operations));
        for (shape, _) in &self.types {
            let members = shape.members.iter().filter_map(|it| Some((shape.id.with_member(&it.name).ok()?, &*it.name)));
            conflicts.extend(self.conflicts(members));
        }
        conflicts.into_iter().for_each(|error| self.diagnostics.push(error));
    }

    /// The conflicts among names that have to differ.
    fn conflicts<'n>(&self, names: impl Iterator<Item = (ShapeId, &'n str)>) -> Vec<Diagnostic> {
        let mut by_key: BTreeMap<String, Vec<(&str, Option<&Given<'a>>)>> = BTreeMap::new();
        for (id, name) in names {
            let given = self.given.get(&id);
            by_key.entry(key(given.map_or(name, |given| &given.name))).or_default().push((name, given));
        }
        let groups = by_key.values().filter(|group| group.len() > 1);
        groups
            .flat_map(|group| group.iter().enumerate().filter_map(|(at, item)| conflict(group, at, item.1?)))
            .collect()
    }
}

/// The conflict of one of several things of the same name.
fn conflict(group: &[(&str, Option<&Given<'_>>)], at: usize, given: &Given<'_>) -> Option<Diagnostic> {
    let (other, its) = group.iter().enumerate().find(|(index, _)| *index != at)?.1;
    let message = format!("`{}` would be the name of `{other}` as well", given.name);
    let error = Diagnostic::error("conflicting-rename", given.rule.to.span, message);
    let error = match its {
        Some(its) => error.related(its.rule.to.span, "which gets its name here"),
        None => error,
    };
    Some(error.help("choose another name; case and underscores make no difference"))
}

/// Whether crates have a type for a shape.
fn becomes_type(shape: &Shape) -> bool {
    let kinds = [ShapeType::Structure, ShapeType::Union, ShapeType::Enum, ShapeType::IntEnum];
    !Model::is_prelude(&shape.id) && (kinds.contains(&shape.shape_type) || shape.traits.contains(trait_id::ENUM))
}
