//! The models that a command is about: those of the paths that it names, or else those of the configuration.

use std::path::{Path, PathBuf};

use weland_model::{Diagnostics, Model, Severity, ShapeId, Sources};

use super::{Context, generate};
use crate::config::{Config, Located, Target};
use crate::pipeline;

/// A model, and what the configuration makes of it.
#[derive(Debug)]
pub(super) struct Named {
    /// The target of the configuration that it belongs to, the first one of several.
    pub(super) target: Option<String>,
    pub(super) model: Model,
    /// What each target with this model chooses; none without a configuration.
    pub(super) choices: Vec<Choice>,
}

/// What a target chooses of its model.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) service: Option<ShapeId>,
    pub(super) protocol: Option<Located<String>>,
}

/// The models of a command.
#[derive(Debug, Default)]
pub(super) struct Models {
    pub(super) all: Vec<Named>,
    /// The configuration, if they are taken from it.
    pub(super) config: Sources,
}

/// Loads all models, and reports their errors. Targets with the same model have it once.
pub(super) fn load(context: &mut Context<'_>, paths: &[PathBuf], config: Option<&Path>) -> Models {
    if !paths.is_empty() {
        let (model, diagnostics, _) = context.load_quietly(paths, true);
        let model = reported(context, model, diagnostics);
        let all = vec![Named { target: None, model, choices: Vec::new() }];
        return Models { all, config: Sources::default() };
    }
    let path = config.unwrap_or(Path::new(generate::DEFAULT_CONFIG));
    let Some((config, sources)) = generate::read_config(context, path) else { return Models::default() };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut all = Vec::new();
    for targets in by_model(&config) {
        let Some(first) = targets.first() else { continue };
        let files = generate::read_model(context, first, &folder, &sources);
        let (model, diagnostics) = pipeline::load(&files, true);
        let choice = |target: &&Target| Choice {
            service: target.service.as_ref().map(|id| id.value.clone()),
            protocol: target.protocol.clone(),
        };
        let choices = targets.iter().map(choice).collect();
        all.push(Named { target: Some(first.name.clone()), model: reported(context, model, diagnostics), choices });
    }
    Models { all, config: sources }
}

/// The targets of a configuration, those with the same model together.
pub(super) fn by_model(config: &Config) -> Vec<Vec<&Target>> {
    let mut groups: Vec<Vec<&Target>> = Vec::new();
    let files = |target: &Target| -> Vec<String> {
        target.model.iter().chain(&target.overlays).map(|path| path.value.clone()).collect()
    };
    for target in &config.targets {
        match groups.iter_mut().find(|group| group.iter().any(|other| files(other) == files(target))) {
            Some(group) => group.push(target),
            None => groups.push(vec![target]),
        }
    }
    groups
}

/// Reports the errors of a model. All else is what `weland check` is for.
fn reported(context: &mut Context<'_>, model: Model, mut diagnostics: Diagnostics) -> Model {
    diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    context.add(diagnostics, &model.sources);
    model
}
