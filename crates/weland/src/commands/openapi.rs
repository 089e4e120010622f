//! `weland openapi`.

use weland_model::{Model, Shape};

use super::Context;
use super::models::{self, Named};
use crate::cli::OpenapiArguments;
use crate::report::LocatedDiagnostic;
use crate::suggest;

/// Prints a service as an OpenAPI document.
pub(crate) fn openapi(context: &mut Context<'_>, arguments: &OpenapiArguments) {
    let models = models::load_and_tell(context, &arguments.model.paths, &arguments.model.config, true);
    if !context.report.has_errors() {
        match choose(&models.all, arguments.service.as_deref()) {
            Ok((model, service)) => {
                let (text, diagnostics) = weland_openapi::to_openapi(model, service, arguments.syntax);
                context.add(diagnostics, &model.sources);
                context.printed = text;
            }
            Err(diagnostic) => context.report.push(*diagnostic),
        }
    }
    context.summary = context.report.counts();
}

/// The service that is asked for, or the only one: of a configuration, those that targets choose.
fn choose<'m>(models: &'m [Named], wanted: Option<&str>) -> Result<(&'m Model, &'m Shape), Box<LocatedDiagnostic>> {
    let all: Vec<(&Named, &Shape)> = models.iter().flat_map(described).collect();
    let is_chosen = |(named, service): &(&Named, &Shape)| {
        let mut choices = named.choices.iter();
        named.choices.is_empty() || choices.any(|choice| choice.service.as_ref().is_none_or(|id| service.id == *id))
    };
    let found: Vec<(&Named, &Shape)> = match wanted {
        Some(wanted) => all.iter().copied().filter(|(_, service)| service.id == *wanted).collect(),
        None => all.iter().copied().filter(is_chosen).collect(),
    };
    let ids = |services: &[(&'m Named, &'m Shape)]| -> Vec<&'m str> {
        services.iter().map(|(_, service)| service.id.as_str()).collect()
    };
    let diagnostic = match (found.as_slice(), wanted) {
        // The same service may be in several models; targets that have it are told apart by nothing here.
        ([(named, service), ..], Some(_)) | ([(named, service)], None) => return Ok((&named.model, service)),
        (_, _) if all.is_empty() => {
            let message = "the model has no service, and a document describes one";
            LocatedDiagnostic::error("no-service", message).help("add the files that define the service")
        }
        ([], Some(wanted)) => {
            let message = format!("there is no service `{wanted}` in the model");
            LocatedDiagnostic::error("unknown-service", message).help(suggest::help(wanted, &ids(&all)))
        }
        (several, _) => {
            let several = if several.is_empty() { &all } else { several };
            let message = format!("the model has {} services, and a document describes one", several.len());
            let help = format!("pass `--service` with one of `{}`", ids(several).join("`, `"));
            LocatedDiagnostic::error("several-services", message).help(help)
        }
    };
    Err(Box::new(diagnostic))
}

/// The services of a model that documents describe: webhooks are a part of that of another one.
fn described(named: &Named) -> impl Iterator<Item = (&Named, &Shape)> {
    let is_own = |service: &&Shape| weland_openapi::described_with(&named.model, service).is_none();
    named.services().filter(is_own).map(move |service| (named, service))
}
