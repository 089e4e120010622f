//! `weland list`.

use std::collections::BTreeSet;

use weland_model::{Model, Shape};

use super::{Context, count, models};
use crate::cli::{Format, ListArguments};
use crate::listing::{self, Filter};
use crate::report::LocatedDiagnostic;
use crate::suggest;

/// Prints what models have.
pub(crate) fn list(context: &mut Context<'_>, arguments: &ListArguments) {
    let models = models::load_usable(context, &arguments.model.paths, &arguments.model.config).all;
    let wanted = arguments.service.as_deref();
    if let Some(wanted) = wanted.filter(|wanted| find(&models, wanted).is_none())
        && !context.report.has_errors()
    {
        context.report.push(unknown_service(&models, wanted));
    }
    if context.report.has_errors() {
        context.summary = context.report.counts();
        return;
    }
    let mut total = 0;
    for models::Named { target: name, model, .. } in &models {
        let service = wanted.and_then(|wanted| service(model, wanted));
        if wanted.is_some() && service.is_none() {
            continue;
        }
        let filter = Filter { kinds: &arguments.kinds, selector: arguments.selector.as_ref(), service };
        let entries = listing::entries(model, &filter);
        total += entries.len();
        let name = name.as_deref().filter(|_| models.len() > 1);
        match arguments.format {
            Format::Json => context.printed.push_str(&listing::to_json(model, &entries, name)),
            _ => context.print_of(name, &listing::to_text(model, &entries)),
        }
    }
    let counts = context.report.counts();
    let rest = if counts.is_empty() { counts } else { format!("; {counts}") };
    context.summary = format!("listed {}{rest}", count(total, "shape", "shapes"));
}

fn service<'m>(model: &'m Model, id: &str) -> Option<&'m Shape> {
    model.services().find(|shape| shape.id == *id || shape.id.name() == id)
}

fn find<'m>(models: &'m [models::Named], id: &str) -> Option<&'m Shape> {
    models.iter().find_map(|named| service(&named.model, id))
}

fn unknown_service(models: &[models::Named], wanted: &str) -> LocatedDiagnostic {
    let own = models.iter().map(|named| &named.model);
    let own = own.flat_map(|model| model.services().filter(|shape| !model.is_built_in(shape)));
    let ids: BTreeSet<&str> = own.map(|shape| shape.id.as_str()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let help = if ids.is_empty() { "there are no services".to_owned() } else { suggest::help(wanted, &ids) };
    LocatedDiagnostic::error("unknown-service", format!("there is no service `{wanted}` in the model")).help(help)
}
