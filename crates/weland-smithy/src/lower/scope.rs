//! What names mean in a file.

use std::borrow::Cow;
use std::collections::HashMap;

use weland_model::{Diagnostic, Diagnostics, Node, NodeKind, ShapeId, Sources, Target};

use super::index::Index;
use crate::raw::{Name, Names, RawFile};
use weland_model::NameMap;

/// Looking for similar names takes long in large models: enough is enough.
const MAX_SUGGESTIONS: u32 = 20;

/// The names of one file.
pub(super) struct Scope<'i, 'a> {
    index: &'i Index<'a>,
    sources: &'i Sources,
    names: Names,
    namespace: String,
    uses: HashMap<String, ShapeId>,
    /// Each name is resolved once.
    known: NameMap<Cow<'a, str>, ShapeId>,
    /// Ids that were written without quotes in values.
    pub(super) written_ids: Vec<Target>,
}

impl<'i, 'a> Scope<'i, 'a> {
    pub(super) fn new(
        file: &RawFile<'a>,
        index: &'i Index<'a>,
        sources: &'i Sources,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut scope = Self {
            index,
            sources,
            names: file.names,
            namespace: file.namespace.clone().into_owned(),
            uses: HashMap::new(),
            known: NameMap::with_capacity_and_hasher(file.shapes.len(), Default::default()),
            written_ids: Vec::new(),
        };
        scope.imports(file, diagnostics);
        scope
    }

    fn imports(&mut self, file: &RawFile<'_>, diagnostics: &mut Diagnostics) {
        let mut suggestions = 0;
        for name in &file.uses {
            let Ok(id) = name.text.parse::<ShapeId>() else {
                continue;
            };
            let short = id.name().to_owned();
            if !self.index.contains(id.as_str()) && !self.index.is_lost(&id) {
                let message = format!("`use` names `{id}`, which is not defined");
                suggestions += 1;
                let similar = (suggestions <= MAX_SUGGESTIONS).then(|| self.index.similar(&id)).flatten();
                let help = match similar {
                    Some(name) => format!("did you mean `{name}`?"),
                    None => "add the file that defines it, or remove the line".to_owned(),
                };
                diagnostics.push(Diagnostic::warning("unresolved-use", name.span, message).help(help));
            }
            let clash = self.uses.get(&short).filter(|other| **other != id);
            if let Some(other) = clash {
                let message = format!("`use` of `{id}` and of `{other}` give two shapes one name");
                diagnostics.push(
                    Diagnostic::error("conflicting-use", name.span, message)
                        .help("import one of the two, and write the other with its namespace"),
                );
                continue;
            }
            self.uses.insert(short, id);
        }
        for shape in &file.shapes {
            if let Some(used) = self.uses.get(&*shape.name.text) {
                let message = format!("shape `{}` has the name of the imported shape `{used}`", shape.name.text);
                diagnostics.push(
                    Diagnostic::error("conflicting-use", shape.name.span, message)
                        .help("rename the shape, or write the other with its namespace"),
                );
            }
        }
    }

    /// The id that a definition of this file gets.
    pub(super) fn definition(&mut self, name: &Name<'a>, diagnostics: &mut Diagnostics) -> Option<ShapeId> {
        let id = match self.names {
            Names::Relative => ShapeId::new(&self.namespace, &name.text).ok(),
            // Shared with all references.
            Names::Absolute => self.lookup(name),
        };
        match id {
            Some(id) if id.member().is_none() => Some(id),
            _ => {
                invalid_id(name, diagnostics);
                None
            }
        }
    }

    /// The id that a name means.
    pub(super) fn resolve(&mut self, name: &Name<'a>, diagnostics: &mut Diagnostics) -> Option<ShapeId> {
        let id = self.lookup(name);
        if id.is_none() {
            invalid_id(name, diagnostics);
        }
        id
    }

    /// Like [`Scope::resolve`], with the place.
    pub(super) fn target(&mut self, name: &Name<'a>, diagnostics: &mut Diagnostics) -> Option<Target> {
        let id = self.resolve(name, diagnostics)?;
        Some(Target { id, span: name.span })
    }

    fn lookup(&mut self, name: &Name<'a>) -> Option<ShapeId> {
        let text = &*name.text;
        if let Some(id) = self.known.get(text) {
            return Some(id.clone());
        }
        let id = match self.names {
            Names::Absolute => text.parse().ok()?,
            Names::Relative if text.contains('#') => text.parse().ok()?,
            Names::Relative => self.relative(text)?,
        };
        self.known.insert(name.text.clone(), id.clone());
        Some(id)
    }

    /// Imports come first, then the namespace, then the prelude.
    fn relative(&self, text: &str) -> Option<ShapeId> {
        let (shape, member) = match text.split_once('$') {
            Some((shape, member)) => (shape, Some(member)),
            None => (text, None),
        };
        let own = format!("{}#{shape}", self.namespace);
        let prelude = format!("smithy.api#{shape}");
        let root = if let Some(used) = self.uses.get(shape) {
            used.clone()
        } else if self.index.contains(&own) || self.is_lost(&own) {
            own.parse().ok()?
        } else if self.index.is_public(&prelude) || self.namespace.is_empty() {
            prelude.parse().ok()?
        } else {
            own.parse().ok()?
        };
        match member {
            Some(member) => root.with_member(member).ok(),
            None => Some(root),
        }
    }

    fn is_lost(&self, id: &str) -> bool {
        id.parse().is_ok_and(|id| self.index.is_lost(&id))
    }

    /// Resolves the ids that are written without quotes in a value.
    pub(super) fn resolve_ids(&mut self, node: &mut Node, diagnostics: &mut Diagnostics) {
        if self.names == Names::Absolute {
            return;
        }
        let is_id = self.is_unquoted(node);
        match &mut node.kind {
            NodeKind::String(text) if is_id => {
                let name = Name { text: text.as_ref().to_owned().into(), span: node.span };
                if let Some(target) = self.target(&name, diagnostics) {
                    *text = target.id.as_str().into();
                    self.written_ids.push(target);
                }
            }
            NodeKind::Array(items) => {
                for item in items {
                    self.resolve_ids(item, diagnostics);
                }
            }
            NodeKind::Object(object) => {
                for entry in object.entries_mut() {
                    self.resolve_ids(&mut entry.value, diagnostics);
                }
            }
            _ => {}
        }
    }

    /// Whether a string is an id that was written without quotes: its text starts with a
    /// letter, and not with a quote or, in a documentation comment, a slash.
    fn is_unquoted(&self, node: &Node) -> bool {
        if !matches!(node.kind, NodeKind::String(_)) {
            return false;
        }
        let file = self.sources.get(node.span.file);
        let bytes = file.map(|file| file.text().as_bytes());
        let first = bytes.and_then(|bytes| bytes.get(node.span.start as usize));
        first.is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
    }

    /// The value of a trait that is applied without one.
    pub(super) fn annotation_value(&self, id: &ShapeId) -> NodeKind {
        use weland_model::ShapeType as T;
        match self.index.shape_type(id.as_str()) {
            Some(T::Structure | T::Map | T::Union) | None => NodeKind::Object(Default::default()),
            Some(T::List) => NodeKind::Array(Vec::new()),
            Some(_) => NodeKind::Null,
        }
    }
}

fn invalid_id(name: &Name<'_>, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` is not a shape id", name.text);
    diagnostics.push(
        Diagnostic::error("invalid-id", name.span, message)
            .help("write `namespace#Name`, or `namespace#Name$member` for a member"),
    );
}
