//! Which service of a model a target is about.

use weland_model::query::operations;
use weland_model::{Diagnostic, Model, Severity, Shape, ShapeId};

use crate::config::{Located, Target};
use crate::suggest;

/// The service of the only API of a model, and the one of its webhooks, which is left out; or else the latter alone, if the
/// API has nothing else.
pub(super) fn with_webhooks(model: &Model) -> Option<(&ShapeId, Option<&ShapeId>)> {
    let described_with = |webhooks: &Shape| weland_openapi::described_with(model, webhooks).map(|main| &main.id);
    let [one, other] = model.services().collect::<Vec<_>>()[..] else { return None };
    let (main, webhooks) = match (described_with(one), described_with(other)) {
        (Some(main), _) if *main == other.id => (other, one),
        (_, Some(main)) if *main == one.id => (one, other),
        _ => return None,
    };
    let is_empty = operations::operations(model, main).is_empty();
    Some(if is_empty { (&webhooks.id, None) } else { (&main.id, Some(&webhooks.id)) })
}

/// What is wrong if a target names no service, and its model has none or several.
pub(super) fn not_one_service(target: &Target, services: &[&ShapeId]) -> Diagnostic {
    let name = &target.name;
    let (code, message, help) = match services.len() {
        0 => ("no-service", format!("the model of `{name}` has no service"), "check `model`".to_owned()),
        count => {
            let help = format!("add `service: …` with one of {}", suggest::list(&names(services)));
            (
                "several-services",
                format!("the model of `{name}` has {count} services, and crates are made of one"),
                help,
            )
        }
    };
    Diagnostic { span: target.model.first().map(|path| path.span), ..Diagnostic::new(Severity::Error, code, message) }
        .help(help)
}

pub(super) fn unknown_service(id: &Located<ShapeId>, model: &Model, services: &[&ShapeId]) -> Diagnostic {
    let message = match model.get(&id.value) {
        Some(_) => format!("`{}` isn't a service", id.value),
        None => format!("the model has no service `{}`", id.value),
    };
    let help = match services {
        [] => "the model has no services; check `model`".into(),
        services => suggest::help(id.value.as_str(), &names(services)),
    };
    Diagnostic::error("unknown-service", id.span, message).help(help)
}

fn names<'a>(services: &[&'a ShapeId]) -> Vec<&'a str> {
    services.iter().map(|id| id.as_str()).collect()
}
