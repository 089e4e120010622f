//! The models that a command is about: those of the paths that it names, or else those of the configuration.

use std::path::{Path, PathBuf};

use weland_model::{Diagnostics, Model, Severity};

use super::{Context, generate};
use crate::pipeline;

/// A model, with the target of the configuration that it belongs to.
pub(super) type Named = (Option<String>, Model);

/// Loads all models, and reports their errors. Targets with the same model have it once.
pub(super) fn load(context: &mut Context<'_>, paths: &[PathBuf], config: Option<&Path>) -> Vec<Named> {
    if !paths.is_empty() {
        let (model, diagnostics, _) = context.load_quietly(paths, true);
        return vec![(None, reported(context, model, diagnostics))];
    }
    let path = config.unwrap_or(Path::new(generate::DEFAULT_CONFIG));
    let Some((config, sources)) = generate::read_config(context, path) else { return Vec::new() };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut models = Vec::new();
    let mut known: Vec<Vec<&str>> = Vec::new();
    for target in &config.targets {
        let key: Vec<&str> = target.model.iter().chain(&target.overlays).map(|path| &*path.value).collect();
        if known.contains(&key) {
            continue;
        }
        known.push(key);
        let sources = generate::read_model(context, target, &folder, &sources);
        let (model, diagnostics) = pipeline::load(&sources, true);
        models.push((Some(target.name.clone()), reported(context, model, diagnostics)));
    }
    models
}

/// Reports the errors of a model. All else is what `weland check` is for.
fn reported(context: &mut Context<'_>, model: Model, mut diagnostics: Diagnostics) -> Model {
    diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    context.add(diagnostics, &model.sources);
    model
}
