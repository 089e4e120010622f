//! Follows references.

use std::collections::HashMap;

use weland_model::{FileId, NameHash, Node};

use super::index::Index;
use super::pointer::{self, Pointer};
use super::reference::{Reference, join, join_uri, reference_of};
use super::{Dialect, moved};

/// A file that references can lead to.
#[derive(Debug)]
pub(crate) struct File {
    /// The path, for relative references.
    pub(crate) path: String,
    /// Its number in diagnostics.
    pub(crate) id: FileId,
    /// The numbers of the overlays that have added values to it.
    pub(crate) overlays: Vec<FileId>,
    /// What it says; absent if it could not be read.
    pub(crate) root: Option<Node>,
    /// The dialect of its schemas.
    pub(crate) dialect: Dialect,
    /// Whether it was lifted from version 2.0, so that references to it name places that have moved.
    pub(crate) is_lifted: bool,
}

/// A value that a reference led to, or that is none.
#[derive(Debug, Clone)]
pub(crate) struct Resolved<'d> {
    /// The value. It may have a `$ref` of its own beside other keywords, in [`Dialect::V3_1`].
    pub(crate) node: &'d Node,
    /// The dialect of its file.
    pub(crate) dialect: Dialect,
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unresolved {
    /// It leads out of the files beside this one.
    Remote,
    /// There is no such file, or it could not be read.
    NoFile(String),
    /// There is nothing at the place in the file: the part of the pointer that exists, and the key that does not.
    NoValue {
        /// What exists.
        found: String,
        /// What is missing in it.
        missing: String,
        /// What there is instead.
        keys: Vec<String>,
    },
    /// There is no such anchor.
    NoAnchor(String),
    /// References lead to each other.
    Circle,
}

/// Follows references in all files of an API.
#[derive(Debug)]
pub(crate) struct Resolver<'d> {
    files: &'d [File],
    by_path: HashMap<&'d str, usize>,
    by_id: HashMap<FileId, usize>,
    index: Index<'d>,
    /// What references in a file lead to, apart from those that lead nowhere: documents repeat them.
    targets: HashMap<(FileId, &'d str), &'d Node, NameHash>,
}

impl<'d> Resolver<'d> {
    /// A resolver for these files.
    pub(crate) fn new(files: &'d [File]) -> Self {
        let by_path = files.iter().enumerate().map(|(index, file)| (&*file.path, index)).collect();
        let ids = |file: &File| std::iter::once(file.id).chain(file.overlays.iter().copied()).collect::<Vec<_>>();
        let by_id = files.iter().enumerate().flat_map(|(index, file)| ids(file).into_iter().map(move |id| (id, index)));
        let by_id = by_id.collect();
        let mut index = Index::default();
        for file in files {
            if let Some(root) = &file.root {
                index.add(file.id, root, file.dialect);
            }
        }
        let mut resolver = Self { files, by_path, by_id, index, targets: HashMap::default() };
        let texts = resolver.index.references().iter();
        let targets = texts.filter_map(|&(from, text)| Some(((from, text), resolver.target(text, from).ok()?)));
        resolver.targets = targets.collect();
        resolver
    }

    /// The value that a reference leads to, over any number of references that stand alone; the value itself if it is
    /// no reference. `None` if it leads nowhere, which is reported once for the whole document.
    pub(crate) fn resolve(&self, node: &'d Node) -> Option<Resolved<'d>> {
        self.follow(node).ok()
    }

    /// Like [`Resolver::resolve`], with the reason.
    ///
    /// # Errors
    /// The reference leads nowhere.
    pub(crate) fn follow(&self, node: &'d Node) -> Result<Resolved<'d>, Unresolved> {
        let mut at = node;
        // More steps than this are a circle, or nothing that a person wrote.
        for _ in 0..100 {
            let Some(text) = reference_of(at) else { return Ok(self.resolved(at)) };
            let is_first = std::ptr::eq(at, node);
            if !is_first && self.is_more_than_a_reference(at) {
                return Ok(self.resolved(at));
            }
            at = match self.within_resource(at, text) {
                Some(found) => found,
                None => self.known_target(text, at.span.file)?,
            };
        }
        Err(Unresolved::Circle)
    }

    /// Like [`Resolver::target`], if it is known.
    fn known_target(&self, text: &str, from: FileId) -> Result<&'d Node, Unresolved> {
        match self.targets.get(&(from, text)) {
            Some(known) => Ok(known),
            None => self.target(text, from),
        }
    }

    /// The value that the text of a reference in a file leads to, in one step.
    ///
    /// # Errors
    /// It leads nowhere.
    pub(crate) fn target(&self, text: &str, from: FileId) -> Result<&'d Node, Unresolved> {
        let file = self.file(from).ok_or_else(|| Unresolved::NoFile(String::new()))?;
        if let Some(node) = self.index.identified(file.id, text) {
            return Ok(node);
        }
        let (path, fragment) = match Reference::new(text) {
            Reference::Remote(_) => return self.by_own_uri(text),
            Reference::Local { path, fragment } => (path, fragment),
        };
        let target = match path.is_empty() {
            true => file,
            false => {
                let path = join(&file.path, &path);
                let known = self.by_path.get(&*path).and_then(|&index| self.files.get(index));
                known.ok_or(Unresolved::NoFile(path))?
            }
        };
        self.within(target, &fragment)
    }

    /// What a reference leads to that is relative to the `$id` of a schema around it.
    fn within_resource(&self, node: &'d Node, text: &str) -> Option<&'d Node> {
        let resource = self.index.resource(node).filter(|_| self.dialect(node) == Dialect::V3_1)?;
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let target = match uri.is_empty() {
            true => resource,
            false => self.index.identified(node.span.file, &join_uri(&self.index.base(resource), uri))?,
        };
        match Reference::new(text) {
            _ if fragment.is_empty() => Some(target),
            Reference::Local { fragment, .. } if fragment.starts_with('/') => {
                let segments = fragment.split('/').skip(1);
                segments.into_iter().try_fold(target, |at, segment| self.index.child(at, &pointer::unescape(segment)))
            }
            _ => None,
        }
    }

    /// What a URI leads to that begins with the one that a file states for itself.
    fn by_own_uri(&self, text: &str) -> Result<&'d Node, Unresolved> {
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let is_own = |file: &&File| file.root.as_ref().and_then(|root| root.get_str("$self")) == Some(uri);
        let file = self.files.iter().find(is_own).ok_or(Unresolved::Remote)?;
        match Reference::new(&format!("#{fragment}")) {
            Reference::Local { fragment, .. } => self.within(file, &fragment),
            Reference::Remote(_) => Err(Unresolved::Remote),
        }
    }

    fn within(&self, file: &'d File, fragment: &str) -> Result<&'d Node, Unresolved> {
        let root = file.root.as_ref().ok_or_else(|| Unresolved::NoFile(file.path.clone()))?;
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let anchored = self.index.identified(file.id, &format!("#{fragment}"));
            return anchored.ok_or_else(|| Unresolved::NoAnchor(fragment.to_owned()));
        }
        let mut at = root;
        let moved = if file.is_lifted { moved::new_place(root, fragment) } else { None };
        let path = moved.as_deref().unwrap_or(fragment);
        let segments = || path.split('/').skip(1);
        for (number, segment) in segments().enumerate() {
            let key = pointer::unescape(segment);
            at = self.index.child(at, &key).ok_or_else(|| Unresolved::NoValue {
                found: segments().take(number).flat_map(|segment| ["/", segment]).collect(),
                missing: key.clone().into_owned(),
                keys: at.as_object().map(|it| it.iter().map(|(key, _)| key.to_owned()).collect()).unwrap_or_default(),
            })?;
        }
        Ok(at)
    }

    /// Where a value of one of the files stands.
    pub(crate) fn pointer(&self, node: &'d Node) -> Pointer {
        self.index.pointer(node)
    }

    /// The file in which a value stands, also if an overlay has added it.
    pub(crate) fn file_of(&self, node: &Node) -> FileId {
        self.file(node.span.file).map_or(node.span.file, |file| file.id)
    }

    /// The dialect of the file in which a value stands.
    pub(crate) fn dialect(&self, node: &Node) -> Dialect {
        self.file(node.span.file).map_or(Dialect::V3_1, |file| file.dialect)
    }

    fn resolved(&self, node: &'d Node) -> Resolved<'d> {
        Resolved { node, dialect: self.dialect(node) }
    }

    fn file(&self, id: FileId) -> Option<&'d File> {
        self.by_id.get(&id).and_then(|&index| self.files.get(index))
    }

    /// Whether a value with `$ref` says something itself.
    fn is_more_than_a_reference(&self, node: &Node) -> bool {
        let is_note = |key: &str| matches!(key, "$ref" | "summary" | "description") || key.starts_with("x-");
        self.dialect(node) == Dialect::V3_1
            && node.as_object().is_some_and(|it| it.iter().any(|(key, _)| !is_note(key)))
    }
}
