//! The models that a command is about: those of the paths that it names, or else those of the configuration.

use std::path::{Path, PathBuf};

use weland_model::{Diagnostics, Model, Severity, Shape, ShapeId, Sources};

use super::{Context, generate};
use crate::config::{Config, Located, Target};
use crate::files::{InputKind, TextFile};
use crate::pipeline;
use crate::report::LocatedDiagnostic;
use crate::suggest;

/// A model, and what the configuration makes of it.
#[derive(Debug)]
pub(super) struct Named {
    /// The target of the configuration that it belongs to, the first one of several.
    pub(super) target: Option<String>,
    pub(super) model: Model,
    /// What is wrong with it, unless that is reported.
    pub(super) diagnostics: Diagnostics,
    /// The number of files.
    pub(super) files: usize,
    /// What each target with this model chooses; none without a configuration.
    pub(super) choices: Vec<Choice>,
}

impl Named {
    /// The services that are not part of Smithy.
    pub(super) fn services(&self) -> impl Iterator<Item = &Shape> {
        self.model.services().filter(|service| !self.model.is_built_in(service))
    }
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

impl Models {
    /// The model for an output that has place for one; reports if there are several.
    pub(super) fn only(mut self, context: &mut Context<'_>) -> Option<Named> {
        let only = self.all.pop();
        if self.all.is_empty() {
            return only;
        }
        let targets: Vec<&str> = self.all.iter().chain(&only).filter_map(|named| named.target.as_deref()).collect();
        let message = format!("the configuration has several models, those of {}", suggest::list(&targets));
        let help = "name the files or folders of one of them";
        context.report.push(LocatedDiagnostic::error("several-models", message).help(help));
        None
    }
}

/// Loads all models. Targets with the same model have it once. What is wrong in OpenAPI but clear is a warning if `tolerant`.
pub(super) fn load(context: &mut Context<'_>, paths: &[PathBuf], config: &Path, tolerant: bool) -> Models {
    if !paths.is_empty() {
        let (model, diagnostics, files) = context.load_quietly(paths, tolerant);
        let all = vec![Named { target: None, model, diagnostics, files, choices: Vec::new() }];
        return Models { all, config: Sources::default() };
    }
    let Some(Configured { config, sources, folder }) = configured(context, config) else { return Models::default() };
    let mut all = Vec::new();
    for targets in by_model(&config) {
        let Some(first) = targets.first() else { continue };
        let files = generate::read_model(context, first, &folder, &sources);
        let (model, diagnostics) = pipeline::load(&files, tolerant);
        let choice = |target: &&Target| Choice {
            service: target.service.as_ref().map(|id| id.value.clone()),
            protocol: target.protocol.clone(),
        };
        let choices = targets.iter().map(choice).collect();
        all.push(Named { target: Some(first.name.clone()), model, diagnostics, files: files.count(), choices });
    }
    Models { all, config: sources }
}

/// Like [`load`], and reports all that is wrong.
pub(super) fn load_and_tell(context: &mut Context<'_>, paths: &[PathBuf], config: &Path, tolerant: bool) -> Models {
    let mut models = load(context, paths, config, tolerant);
    for named in &mut models.all {
        context.add(std::mem::take(&mut named.diagnostics), &named.model.sources);
    }
    models
}

/// Like [`load`], and reports errors. All else is what `weland check` is for.
pub(super) fn load_usable(context: &mut Context<'_>, paths: &[PathBuf], config: &Path) -> Models {
    let mut models = load(context, paths, config, true);
    for named in &mut models.all {
        let mut diagnostics = std::mem::take(&mut named.diagnostics);
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        context.add(diagnostics, &named.model.sources);
    }
    models
}

/// Reads the files in Smithy IDL that the configuration has as models, except those in archives.
pub(super) fn idl_files(context: &mut Context<'_>, config: &Path) -> Vec<TextFile> {
    let Some(Configured { config, sources, folder }) = configured(context, config) else { return Vec::new() };
    let mut files = Vec::new();
    for targets in by_model(&config) {
        let Some(first) = targets.first() else { continue };
        let inputs = generate::inputs(&first.model, &folder, &sources);
        files.extend(context.read_files(&inputs, InputKind::Models, &[]));
    }
    let is_idl = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "smithy");
    files.retain(|file| file.path.as_ref().is_some_and(is_idl));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    files
}

/// A configuration and its folder.
struct Configured {
    config: Config,
    sources: Sources,
    folder: PathBuf,
}

fn configured(context: &mut Context<'_>, path: &Path) -> Option<Configured> {
    let help = "name the files or folders of a model, or create a configuration with `weland init`";
    let (config, sources) = generate::read_config(context, path, help)?;
    Some(Configured { config, sources, folder: path.parent().unwrap_or(Path::new("")).to_owned() })
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
