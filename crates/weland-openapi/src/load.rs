//! From files to a model.

use std::collections::BTreeMap;
use std::sync::Arc;

use weland_model::{Diagnostic, Diagnostics, FileId, Model, Node, Severity, Span};

use crate::check::{self, Findings, Fragments, Mends};
use crate::document::{Api, Dialect, File, Recognized, Resolver, Version, recognize, references, version_of};
use crate::lift::Lift;
use crate::overlay::{self, Overlay};
use crate::{lower, text};

/// A file, as the caller has read it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Document {
    /// The path: the name in diagnostics, and what the paths of other files are relative to. Parts are separated by `/`.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Whether this is an API by itself, and not only a part of others that refer to it.
    pub is_root: bool,
}

/// How documents are read.
#[derive(Debug, Clone, Copy, Default)]
pub struct LoadOptions {
    /// Whether mistakes whose meaning is clear are warnings, so that the API can be used all the same.
    pub tolerant: bool,
}

/// Adds the APIs of documents to a model, which must have the definitions of the traits that describe them: that is
/// `weland_smithy::built_in_model()`, or a model that was read together with them.
///
/// The model is as complete as it can be even if there are errors. It does not depend on the order of the documents.
#[must_use]
pub fn load(base: Model, documents: &[Document], options: LoadOptions) -> (Model, Diagnostics) {
    load_with_overlays(base, documents, &[], options)
}

/// Like [`load`], after the documents were changed as overlays say, one after the other. An overlay is for the document that it
/// names in `extends`, or else for all that are APIs by themselves.
#[must_use]
pub fn load_with_overlays(
    base: Model,
    documents: &[Document],
    overlays: &[Overlay],
    options: LoadOptions,
) -> (Model, Diagnostics) {
    let mut model = base;
    let mut diagnostics = Diagnostics::new();
    let mut documents: Vec<&Document> = documents.iter().collect();
    documents.sort();
    documents.dedup();
    let mut read = read(&documents, overlays, &mut model, &mut diagnostics);
    let mut found = Findings::new(options.tolerant);
    let mut mends = Mends::default();
    let resolver = Resolver::new(&read.files);
    let fragments = check(&read, &resolver, &mut found, &mut mends);
    if mends.is_empty() && !read.has_old_versions() {
        lower(&read, &resolver, &mut model, &mut diagnostics);
    } else {
        read.files.iter_mut().filter_map(|file| file.root.as_mut()).for_each(|root| mends.apply(root));
        lift(&mut read, &fragments, &mut diagnostics);
        lower(&read, &Resolver::new(&read.files), &mut model, &mut diagnostics);
    }
    (model, found.finish(diagnostics))
}

/// Checks all documents. Returns what each of them refers to in other files.
fn check(read: &Read, resolver: &Resolver<'_>, found: &mut Findings, mends: &mut Mends) -> Vec<Fragments> {
    let fragments = |(file, version): &(usize, Version)| match read.root(*file) {
        Some(root) => check::check(root, *version, resolver, found, mends),
        None => Fragments::new(),
    };
    read.roots.iter().map(fragments).collect()
}

fn lower(read: &Read, resolver: &Resolver<'_>, model: &mut Model, diagnostics: &mut Diagnostics) {
    for &(file, version) in &read.roots {
        if let Some(root) = read.root(file) {
            let api = Api { root, version, resolver };
            lower::lower(&api, model, diagnostics);
        }
    }
}

/// Lifts documents of version 2.0, and what they refer to, to version 3.0.
fn lift(read: &mut Read, fragments: &[Fragments], diagnostics: &mut Diagnostics) {
    if !read.has_old_versions() {
        return;
    }
    let mut lifted = Vec::new();
    let resolver = Resolver::new(&read.files);
    let roots: Vec<usize> = read.roots.iter().map(|(file, _)| *file).collect();
    for (&(file, version), fragments) in read.roots.iter().zip(fragments) {
        let Some(root) = read.root(file).filter(|_| version == Version::V2_0) else { continue };
        let mut lift = Lift::new(root, &resolver, fragments, diagnostics);
        lifted.push((file, lift.document()));
        for (index, other) in read.files.iter().enumerate().filter(|(index, _)| !roots.contains(index)) {
            let is_referred = fragments.keys().any(|pointer| pointer.file() == other.id);
            if let Some(node) = other.root.as_ref().filter(|_| is_referred) {
                lifted.push((index, lift.fragment(node)));
            }
        }
    }
    for (index, root) in lifted {
        if let Some(file) = read.files.get_mut(index) {
            file.is_lifted = roots.contains(&index);
            file.root = Some(root);
        }
    }
}

/// What was read.
struct Read {
    files: Vec<File>,
    /// The files that are APIs by themselves.
    roots: Vec<(usize, Version)>,
}

impl Read {
    fn root(&self, file: usize) -> Option<&Node> {
        self.files.get(file)?.root.as_ref()
    }

    fn has_old_versions(&self) -> bool {
        self.roots.iter().any(|(_, version)| *version == Version::V2_0)
    }
}

fn read(documents: &[&Document], overlays: &[Overlay], model: &mut Model, diagnostics: &mut Diagnostics) -> Read {
    let mut roots = Vec::new();
    let mut files = Vec::new();
    for document in documents {
        if u32::try_from(document.text.len()).is_err() {
            diagnostics.push(too_large(&document.path));
            continue;
        }
        let id = model.sources.add(Arc::clone(&document.path), Arc::clone(&document.text));
        if document.is_root {
            match recognize(&document.path, &document.text) {
                Recognized::OpenApi(version) => roots.push((files.len(), version)),
                // Reading it says what is wrong.
                Recognized::Unreadable => {}
                other => {
                    diagnostics.push(not_openapi(&other, id));
                    continue;
                }
            }
        }
        let root = text::parse(&document.path, &document.text, id, diagnostics);
        let path = document.path.to_string();
        files.push(File { path, id, overlays: Vec::new(), root, dialect: Dialect::V3_1, is_lifted: false });
    }
    let indices: Vec<usize> = roots.iter().map(|(index, _)| *index).collect();
    overlay::apply(overlays, &mut files, &indices, model, diagnostics);
    for (index, version) in &mut roots {
        let file = files.get(*index).filter(|file| !file.overlays.is_empty());
        *version = file.and_then(|file| version_of(file.root.as_ref()?)).unwrap_or(*version);
    }
    let dialects = dialects(documents, &files, &roots, overlays);
    for file in &mut files {
        file.dialect = dialects.get(&*file.path).copied().unwrap_or(Dialect::V3_1);
    }
    Read { files, roots }
}

/// The dialects of all files: those that are parts of an API have that of the first API that refers to them.
fn dialects(
    documents: &[&Document],
    files: &[File],
    roots: &[(usize, Version)],
    overlays: &[Overlay],
) -> BTreeMap<Arc<str>, Dialect> {
    let known = roots.iter().filter_map(|(index, version)| Some((&*files.get(*index)?.path, *version)));
    let known: BTreeMap<&str, Version> = known.collect();
    let mut found = BTreeMap::new();
    let mut open: Vec<(Arc<str>, Dialect)> = Vec::new();
    for document in documents.iter().rev() {
        let version = known.get(&*document.path).copied().or_else(|| match recognize(&document.path, &document.text) {
            Recognized::OpenApi(version) => Some(version),
            _ => None,
        });
        if let Some(version) = version {
            open.push((Arc::clone(&document.path), version.dialect()));
            found.insert(Arc::clone(&document.path), version.dialect());
        }
    }
    while let Some((path, dialect)) = open.pop() {
        let Some(document) = documents.iter().find(|document| document.path == path) else { continue };
        // Where an overlay was applied makes no difference: files that nothing refers to are not looked at.
        let texts = std::iter::once(&document.text).chain(overlays.iter().map(|overlay| &overlay.text));
        for referred in texts.flat_map(|text| references(&document.path, text)) {
            let referred: Arc<str> = Arc::from(referred);
            if !found.contains_key(&referred) {
                found.insert(Arc::clone(&referred), dialect);
                open.push((referred, dialect));
            }
        }
    }
    found
}

fn not_openapi(found: &Recognized, file: FileId) -> Diagnostic {
    let span = Span::new(file, 0, 0);
    let (what, help) = match found {
        Recognized::Smithy => ("a Smithy model".to_owned(), "name it `.json`"),
        Recognized::Foreign(foreign) => (foreign.what.clone(), foreign.help),
        _ => {
            let help =
                "APIs start with `openapi` and the version, such as `openapi: 3.1.0`, or with `swagger: \"2.0\"`";
            return Diagnostic::error("not-openapi", span, "this is no API in OpenAPI").help(help);
        }
    };
    Diagnostic::error("not-openapi", span, format!("this is {what}, not an API in OpenAPI")).help(help)
}

fn too_large(path: &str) -> Diagnostic {
    let message = format!("`{path}` is not read: it is larger than 4 GiB");
    Diagnostic::new(Severity::Error, "too-large", message).help("split the API")
}
