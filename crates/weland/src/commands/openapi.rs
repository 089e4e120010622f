//! `weland openapi`.

use std::path::PathBuf;

use weland_model::{Model, Shape};
use weland_openapi::Syntax;

use super::Context;
use crate::report::LocatedDiagnostic;
use crate::suggest;

/// Prints a service as an OpenAPI document.
pub(crate) fn openapi(context: &mut Context<'_>, inputs: &[PathBuf], service: Option<&str>, syntax: Syntax) {
    let (model, _) = context.load(inputs, true);
    if !context.report.has_errors() {
        match choose(&model, service) {
            Ok(service) => {
                let (text, diagnostics) = weland_openapi::to_openapi(&model, service, syntax);
                context.add(diagnostics, &model.sources);
                context.printed = text;
            }
            Err(diagnostic) => context.report.push(*diagnostic),
        }
    }
    context.summary = context.report.counts();
}

/// The service that is asked for, or the only one.
fn choose<'m>(model: &'m Model, wanted: Option<&str>) -> Result<&'m Shape, Box<LocatedDiagnostic>> {
    let is_own = |shape: &&Shape| !model.is_built_in(shape) && weland_openapi::described_with(model, shape).is_none();
    let services: Vec<&Shape> = model.services().filter(is_own).collect();
    let ids: Vec<&str> = services.iter().map(|shape| shape.id.as_str()).collect();
    match (wanted, services.as_slice()) {
        (None, [service]) => Ok(service),
        (_, []) => {
            let message = "the model has no service, and a document describes one";
            let help = "add the files that define the service";
            Err(Box::new(LocatedDiagnostic::error("no-service", message).help(help)))
        }
        (None, several) => {
            let message = format!("the model has {} services, and a document describes one", several.len());
            let help = format!("pass `--service` with one of `{}`", ids.join("`, `"));
            Err(Box::new(LocatedDiagnostic::error("several-services", message).help(help)))
        }
        (Some(wanted), several) => several.iter().find(|shape| shape.id == *wanted).copied().ok_or_else(|| {
            let message = format!("there is no service `{wanted}` in the model");
            Box::new(LocatedDiagnostic::error("unknown-service", message).help(suggest::help(wanted, &ids)))
        }),
    }
}
