//! Changes trees as overlays ask for.

use weland_model::{Diagnostic, Diagnostics, Node, NodeKind, Object, closest};

use super::path::{Location, TooMuch};
use super::read::{Action, Change, Query, Version};
use crate::text::MAX_DEPTH;

/// How many values all actions together may add: actions that select what others have added can double a document.
pub(super) const MAX_ADDED: usize = 1 << 20;

/// Applies actions to a document.
pub(super) struct Changer<'d> {
    pub(super) version: Version,
    /// How many values may still be added.
    pub(super) left: &'d mut usize,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl Changer<'_> {
    /// Applies an action. Returns whether its target has matched something.
    pub(super) fn apply(&mut self, action: &Action, root: &mut Node) -> bool {
        let Some(locations) = self.select(&action.target, root) else { return true };
        if locations.is_empty() {
            return false;
        }
        let result = match &action.change {
            Change::Remove => self.remove(action, root, &locations),
            Change::Update(value) => self.update(action, root, &locations, value),
            Change::Copy(source) => match self.source(source, root) {
                Some(value) => self.update(action, root, &locations, &value),
                None => Ok(()),
            },
        };
        if let Err(error) = result {
            self.diagnostics.push(*error);
        }
        true
    }

    fn select(&mut self, query: &Query, root: &Node) -> Option<Vec<Location>> {
        query.path.select(root).inspect_err(|TooMuch| self.diagnostics.push(too_much(query))).ok()
    }

    /// The value that is to be copied.
    fn source(&mut self, query: &Query, root: &Node) -> Option<Node> {
        let locations = self.select(query, root)?;
        let message = match locations.as_slice() {
            [location] => return get(root, location).cloned(),
            [] => "there is nothing to copy".to_owned(),
            several => format!("`copy` selects {} values, but only one can be copied", several.len()),
        };
        let error = Diagnostic::error("invalid-overlay-action", query.span, message);
        self.diagnostics.push(error.help(missing(query, root).unwrap_or_else(|| "select one value".into())));
        None
    }

    fn remove(&self, action: &Action, root: &mut Node, locations: &[Location]) -> Result<(), Box<Diagnostic>> {
        for location in locations {
            let node = get(root, location);
            let is_simple = node.is_some_and(|node| !is_container(node));
            let (message, help) = match location.as_slice() {
                [] => ("the whole document can't be removed", "select a part of it"),
                _ if is_simple && self.version == Version::V1_0 => (
                    "overlays of version 1.0 can only remove objects and lists",
                    "write `overlay: 1.1.0`, where other values can be removed as well",
                ),
                _ => continue,
            };
            let error = Diagnostic::error("invalid-overlay-action", action.target.span, message).help(help);
            return Err(Box::new(match node {
                Some(node) => error.related(node.span, "the target"),
                None => error,
            }));
        }
        // What comes later goes first, so that the positions of the others stay right.
        for location in locations.iter().rev() {
            let Some((&last, parent)) = location.split_last() else { continue };
            match get_mut(root, parent).map(|parent| &mut parent.kind) {
                Some(NodeKind::Array(items)) if last < items.len() => {
                    items.remove(last);
                }
                Some(NodeKind::Object(object)) if last < object.len() => {
                    object.entries_mut().remove(last);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn update(
        &mut self,
        action: &Action,
        root: &mut Node,
        locations: &[Location],
        value: &Node,
    ) -> Result<(), Box<Diagnostic>> {
        let (size, depth) = measure(value);
        let needed = size.saturating_mul(locations.len());
        *self.left = self.left.checked_sub(needed).ok_or_else(|| {
            let message = format!("overlays add more than {MAX_ADDED} values");
            let error = Diagnostic::error("invalid-overlay-action", action.target.span, message);
            Box::new(error.help("select less, or move what is added to `components` and refer to it"))
        })?;
        for location in locations {
            if location.len() + depth > MAX_DEPTH {
                let message = format!("values would be nested more than {MAX_DEPTH} levels deep");
                let error = Diagnostic::error("nesting-too-deep", value.span, message);
                return Err(Box::new(error.help("move parts of the value to `components` and refer to them")));
            }
            let Some(target) = get_mut(root, location) else { continue };
            self.change(target, value)?;
        }
        Ok(())
    }

    /// Updates one target.
    fn change(&self, target: &mut Node, value: &Node) -> Result<(), Box<Diagnostic>> {
        let is_first = self.version == Version::V1_0;
        match (&mut target.kind, &value.kind) {
            (NodeKind::Object(object), NodeKind::Object(update)) => self.merge(object, update),
            (NodeKind::Array(items), NodeKind::Array(update)) if !is_first => {
                items.extend(update.iter().cloned());
                Ok(())
            }
            (NodeKind::Array(items), _) => {
                items.push(value.clone());
                Ok(())
            }
            (NodeKind::Object(_), _) => Err(Box::new(mismatch(target, value))),
            _ if is_first => {
                let message = format!("the target is {}, but only objects and lists can be updated", target.describe());
                let error = Diagnostic::error("invalid-overlay-action", value.span, message);
                let help = "select the object that it is in, or write `overlay: 1.1.0`";
                Err(Box::new(error.related(target.span, "the target").help(help)))
            }
            _ if is_container(value) => Err(Box::new(mismatch(target, value))),
            _ => {
                *target = value.clone();
                Ok(())
            }
        }
    }

    fn merge(&self, object: &mut Object, update: &Object) -> Result<(), Box<Diagnostic>> {
        for new in update.entries() {
            let Some(entry) = object.entries_mut().iter_mut().find(|entry| entry.key == new.key) else {
                object.entries_mut().push(new.clone());
                continue;
            };
            match (&mut entry.value.kind, &new.value.kind) {
                (NodeKind::Object(object), NodeKind::Object(update)) => {
                    self.merge(object, update)?;
                    continue;
                }
                (NodeKind::Array(items), NodeKind::Array(update)) => {
                    items.extend(update.iter().cloned());
                    continue;
                }
                _ => {}
            }
            // Version 1.0 leaves open what becomes of a simple value, and has no other way to replace it.
            let is_open = self.version == Version::V1_0;
            if is_container(&entry.value) || is_container(&new.value) && !is_open {
                return Err(Box::new(mismatch(&entry.value, &new.value)));
            }
            *entry = new.clone();
        }
        Ok(())
    }
}

/// The diagnostic of an action whose target matches nothing.
pub(super) fn unmatched(query: &Query, root: Option<&Node>) -> Diagnostic {
    let help = root.and_then(|root| missing(query, root));
    Diagnostic::error("unmatched-target", query.span, "the target matches nothing in the document")
        .help(help.unwrap_or_else(|| "correct the query, or remove the action".into()))
}

/// Which name is missing, and the one that was probably meant.
fn missing(query: &Query, root: &Node) -> Option<String> {
    let (name, names) = query.path.first_missing(root)?;
    Some(match closest(name, names) {
        Some(meant) => format!("there is no `{name}`; did you mean `{meant}`?"),
        None => format!("there is no `{name}`; correct the query, or remove the action"),
    })
}

fn too_much(query: &Query) -> Diagnostic {
    let error = Diagnostic::error("invalid-json-path", query.span, "the query looks at too many values");
    error.help("use fewer `..` and `*`")
}

fn mismatch(target: &Node, value: &Node) -> Diagnostic {
    let message = format!("{} can't be merged with {}", value.describe(), target.describe());
    Diagnostic::error("invalid-overlay-action", value.span, message)
        .related(target.span, "the value that it would be merged with")
        .help("remove that value in an action before this one")
}

fn is_container(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Array(_) | NodeKind::Object(_))
}

/// The number of values in a value, and how deep they are nested.
fn measure(node: &Node) -> (usize, usize) {
    let items = node.as_array().unwrap_or_default().iter();
    let entries = node.as_object().map(Object::entries).unwrap_or_default();
    let children = items.chain(entries.iter().map(|entry| &entry.value)).map(measure);
    children.fold((1, 1), |(size, depth), (own, below)| (size + own, depth.max(below + 1)))
}

fn get<'n>(root: &'n Node, location: &[usize]) -> Option<&'n Node> {
    location.iter().try_fold(root, |node, &index| match &node.kind {
        NodeKind::Array(items) => items.get(index),
        NodeKind::Object(object) => object.entries().get(index).map(|entry| &entry.value),
        _ => None,
    })
}

fn get_mut<'n>(root: &'n mut Node, location: &[usize]) -> Option<&'n mut Node> {
    location.iter().try_fold(root, |node, &index| match &mut node.kind {
        NodeKind::Array(items) => items.get_mut(index),
        NodeKind::Object(object) => object.entries_mut().get_mut(index).map(|entry| &mut entry.value),
        _ => None,
    })
}
