//! `weland list`.

use std::collections::BTreeSet;

use weland_model::{Model, Shape};
use weland_smithy::Selector;

use super::{Context, count, models};
use crate::cli::{Format, ListArguments};
use crate::listing::{self, Filter};
use crate::report::LocatedDiagnostic;
use crate::suggest;

/// Prints what models have.
pub(crate) fn list(context: &mut Context<'_>, arguments: &ListArguments, format: Format) {
    let models = models::load(context, &arguments.paths, arguments.config.as_deref()).all;
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
    // The selector has been parsed before, with the arguments.
    let selector = arguments.selector.as_deref().and_then(|text| Selector::parse(text).ok());
    let mut total = 0;
    for models::Named { target: name, model, .. } in &models {
        let service = wanted.and_then(|wanted| service(model, wanted));
        if wanted.is_some() && service.is_none() {
            continue;
        }
        let filter = Filter { kinds: &arguments.kinds, selector: selector.as_ref(), service };
        let entries = listing::entries(model, &filter);
        total += entries.len();
        let name = name.as_deref().filter(|_| models.len() > 1);
        let text = match format {
            Format::Json => listing::to_json(model, &entries, name),
            Format::Plain | Format::Sarif => listing::to_text(model, &entries),
        };
        if let (Some(name), Format::Plain | Format::Sarif) = (name, format) {
            let blank = if context.printed.is_empty() { "" } else { "\n" };
            context.printed.push_str(&format!("{blank}# target {name}\n\n"));
        }
        context.printed.push_str(&text);
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
