//! Recorded models, read back.

use weland_model::{Diagnostics, Model, ShapeId, edit};
use weland_smithy::Loader;

use super::{Facts, METADATA};

/// A model that crates were generated from.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) model: Model,
    pub(crate) facts: Facts,
}

/// Why a recorded model can't be read.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// The files were changed.
    Broken(Model, Diagnostics),
    /// Another version of Weland has written them, or the facts were changed.
    OtherVersion,
}

/// Reads the files of a recorded model, by name.
pub(crate) fn read(files: impl IntoIterator<Item = (String, String)>) -> Result<Recorded, Box<Unreadable>> {
    let mut loader = Loader::new();
    for (name, text) in files {
        loader.add(name, text);
    }
    // It was validated before crates were made of it.
    let (mut model, diagnostics) = loader.load_unvalidated();
    if diagnostics.has_errors() {
        return Err(Box::new(Unreadable::Broken(model, diagnostics)));
    }
    let node = model.metadata.remove(METADATA);
    let Some(facts) = node.as_ref().and_then(Facts::from_node) else { return Err(Box::new(Unreadable::OtherVersion)) };
    for (id, name) in &facts.names {
        if let Ok(id) = id.parse::<ShapeId>() {
            edit::name_in_code(&mut model, &id, name);
        }
    }
    Ok(Recorded { model, facts })
}
