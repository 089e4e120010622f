//! JSON and YAML as trees with places.

mod event;
mod json;
mod scalar;
mod top_level;
mod tree;
mod yaml;

use weland_model::{Diagnostic, Diagnostics, FileId, Node, NodeKind, Number};

use event::Event;
use json::Json;
use tree::{Failed, Tree};

pub(crate) use tree::MAX_DEPTH;

pub(crate) use top_level::{TopLevel, top_level};

/// Reads a file. Errors are reported; a tree is returned if the text could be read to its end.
pub(crate) fn parse(path: &str, text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    if is_json(path, text) {
        return read(diagnostics, |tree| read_json(file, text, tree));
    }
    if looks_like_json(text) {
        // Most YAML that starts like this is JSON, which is read ten times as fast.
        let mut silent = Diagnostics::new();
        if let Some(node) = read(&mut silent, |tree| read_json(file, text, tree)).filter(|_| silent.is_empty()) {
            return Some(node);
        }
    }
    read(diagnostics, |tree| {
        yaml::read(file, text, tree)?;
        if tree.is_empty() {
            let place = yaml::Offsets::new(text, file).span(0, 0);
            let error = Diagnostic::error("syntax-error", place, "the file is empty");
            tree.report(error.help("it must contain an API in JSON or YAML"));
        }
        Ok(())
    })
}

/// Whether a text must be JSON.
fn is_json(path: &str, text: &str) -> bool {
    let ends = |ending: &str| path.len() > ending.len() && path.ends_with(ending);
    ends(".json") || (!ends(".yaml") && !ends(".yml") && looks_like_json(text))
}

/// Whether a text starts as JSON does.
pub(crate) fn looks_like_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

fn read(diagnostics: &mut Diagnostics, read: impl FnOnce(&mut Tree<'_>) -> Result<(), Failed>) -> Option<Node> {
    let mut tree = Tree::new(diagnostics);
    read(&mut tree).ok()?;
    tree.finish()
}

fn read_json(file: FileId, text: &str, tree: &mut Tree<'_>) -> Result<(), Failed> {
    let mut json = Json::new(file, text);
    loop {
        let (event, span) = match json.next() {
            Ok(Some(next)) => next,
            Ok(None) => return Ok(()),
            Err(diagnostic) => {
                tree.report(*diagnostic);
                return Err(Failed);
            }
        };
        match event {
            Event::Null => tree.value(Node::new(NodeKind::Null, span)),
            Event::Bool(value) => tree.value(Node::new(NodeKind::Bool(value), span)),
            Event::Number(text) => tree.value(Node::new(NodeKind::Number(Number::from_text(&text)), span)),
            Event::String(text) => tree.string(&text, span),
            Event::StartList => tree.start_list(span)?,
            Event::StartMap => tree.start_map(span)?,
            Event::Key(key) => tree.key(&key, span),
            Event::End => tree.end(span),
        }
    }
}

#[cfg(test)]
mod tests;
