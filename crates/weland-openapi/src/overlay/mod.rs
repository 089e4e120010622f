//! Overlays (OpenAPI Overlay Specification 1.0 and 1.1): files that say how a document is to be changed before it is read.
//!
//! What an overlay adds keeps its place in the overlay. References in it are relative to the document that it was added to,
//! so each document has its own copy of an overlay among the sources, whose number leads back to the document.

mod apply;
mod path;
mod read;

use std::sync::Arc;

use weland_model::{Diagnostic, Diagnostics, FileId, Model, Node, NodeKind, Severity};

use crate::document::{File, Reference, join};
use crate::text;
use apply::Changer;
use read::{Overlay as Read, read};

/// An overlay, as the caller has read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// The path: the name in diagnostics. Parts are separated by `/`.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
}

/// Applies overlays, in order, to those of the files that they are for. `roots` are the files that are APIs by themselves.
pub(crate) fn apply(
    overlays: &[Overlay],
    files: &mut [File],
    roots: &[usize],
    model: &mut Model,
    diagnostics: &mut Diagnostics,
) {
    let mut left = apply::MAX_ADDED;
    for overlay in overlays {
        let id = model.sources.add(Arc::clone(&overlay.path), Arc::clone(&overlay.text));
        let Some(root) = text::parse(&overlay.path, &overlay.text, id, diagnostics) else { continue };
        let Some(read) = read(&root, &overlay.text, diagnostics) else { continue };
        let Some(targets) = targets(overlay, &read, files, roots, diagnostics) else { continue };
        let mut matched = vec![false; read.actions.len()];
        for (number, &index) in targets.iter().enumerate() {
            let Some(file) = files.get_mut(index) else { continue };
            let own = match number {
                0 => id,
                _ => model.sources.add(Arc::clone(&overlay.path), Arc::clone(&overlay.text)),
            };
            file.overlays.push(own);
            let Some(root) = &mut file.root else { continue };
            let mut changer = Changer { version: read.version, left: &mut left, diagnostics };
            for (action, matched) in read.actions.iter().zip(&mut matched) {
                *matched |= changer.apply(action, root);
            }
            if own != id {
                move_to(root, id, own);
            }
        }
        // Of a document that could not be read, nothing can be said.
        if targets.iter().any(|&index| files.get(index).is_none_or(|file| file.root.is_none())) {
            continue;
        }
        let first = targets.first().and_then(|&index| files.get(index)?.root.as_ref());
        for (action, _) in read.actions.iter().zip(matched).filter(|(_, matched)| !matched) {
            diagnostics.push(apply::unmatched(&action.target, first));
        }
    }
}

/// The files that an overlay is for: the one that it names, or else all APIs.
fn targets(
    overlay: &Overlay,
    read: &Read,
    files: &[File],
    roots: &[usize],
    diagnostics: &mut Diagnostics,
) -> Option<Vec<usize>> {
    if roots.is_empty() {
        let message = format!("`{}` changes nothing: there is no API in OpenAPI", overlay.path);
        let error = Diagnostic::new(Severity::Error, "unmatched-target", message);
        diagnostics.push(error.help("overlays change documents in OpenAPI; specify one, or remove the overlay"));
        return None;
    }
    let named = read.extends.as_ref().and_then(|node| Some((node, node.as_str()?)));
    // An address on the web says where the document once came from.
    if let Some((node, text)) = named
        && let Reference::Local { path, .. } = Reference::new(text)
    {
        let path = join(&overlay.path, &path);
        if let Some(index) = files.iter().position(|file| file.path == path) {
            return Some(vec![index]);
        }
        let message = format!("the overlay is made for `{path}`, but is applied to another document");
        let warning = Diagnostic::warning("extends-other-document", node.span, message);
        diagnostics.push(warning.help("correct `extends`, or remove it"));
    }
    Some(roots.to_vec())
}

/// Moves all values of a file to another one.
fn move_to(node: &mut Node, from: FileId, to: FileId) {
    if node.span.file == from {
        node.span.file = to;
    }
    match &mut node.kind {
        NodeKind::Array(items) => items.iter_mut().for_each(|item| move_to(item, from, to)),
        NodeKind::Object(object) => {
            for entry in object.entries_mut() {
                if entry.key_span.file == from {
                    entry.key_span.file = to;
                }
                move_to(&mut entry.value, from, to);
            }
        }
        _ => {}
    }
}
