//! The services of a folder of models.

use std::fs;
use std::path::{Path, PathBuf};

use weland_codegen::PROTOCOLS;
use weland_model::{Model, ShapeId};
use weland_smithy::Loader;

use crate::crates::errors;
use crate::repo::files;

/// A service, in a file of its own.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) path: PathBuf,
    /// The name of the file: of models of AWS, the name and the version of the service.
    pub(super) name: String,
}

/// The files whose names start with one of some texts, or all of them.
pub(super) fn find(folder: &Path, only: &[String]) -> Result<Vec<Service>, String> {
    let mut services: Vec<Service> = files(folder, ".json")?
        .into_iter()
        .map(|path| Service { name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path })
        .filter(|service| only.is_empty() || only.iter().any(|start| service.name.starts_with(start)))
        .collect();
    services.retain(|service| fs::read_to_string(&service.path).is_ok_and(|text| has_protocol(&text)));
    if services.is_empty() {
        return Err(format!("{} has no models with these names and a protocol that is supported", folder.display()));
    }
    Ok(services)
}

/// Whether a model speaks of a protocol that crates can be generated for. That it is the protocol of a service shows
/// when the model is read.
fn has_protocol(text: &str) -> bool {
    PROTOCOLS.iter().any(|protocol| text.contains(protocol.trait_id))
}

impl Service {
    /// The model, the id of its only service, and what is wrong with the model.
    pub(super) fn load(&self) -> Result<(Model, ShapeId), String> {
        let text = fs::read_to_string(&self.path).map_err(|error| error.to_string())?;
        let mut loader = Loader::new();
        loader.add(self.path.to_string_lossy(), text);
        let (model, diagnostics) = loader.load();
        errors(diagnostics)?;
        let ids: Vec<ShapeId> = model.services().map(|service| service.id.clone()).collect();
        match <[ShapeId; 1]>::try_from(ids) {
            Ok([id]) => Ok((model, id)),
            Err(ids) => Err(format!("the model has {} services instead of one", ids.len())),
        }
    }
}
