//! Clients of the Query protocols tell errors apart by their codes.

use std::collections::BTreeMap;

use weland_model::{Diagnostic, Diagnostics, Severity, Shape, ShapeId, trait_id};

use super::context::Context;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for id in [trait_id::AWS_QUERY, trait_id::AWS_QUERY_COMPATIBLE] {
        for protocol in context.applied(id).filter(|protocol| protocol.shape.as_service().is_some()) {
            let mut by_code: BTreeMap<&str, Vec<&Shape>> = BTreeMap::new();
            for error in errors(context, protocol.shape).into_values() {
                let code = error.traits.get(trait_id::AWS_QUERY_ERROR).and_then(|value| value.get_str("code"));
                by_code.entry(code.unwrap_or_else(|| error.id.name())).or_default().push(error);
            }
            for (code, errors) in by_code.into_iter().filter(|(_, errors)| errors.len() > 1) {
                let ids: Vec<&str> = errors.iter().map(|error| error.id.as_str()).collect();
                let message = format!("the error code `{code}` stands for each of `{}`", ids.join("`, `"));
                let diagnostic = Diagnostic::new(Severity::Danger, "ambiguous-error-code", message)
                    .at(protocol.applied.span)
                    .help("give all but one of them a code of its own, with `@awsQueryError`");
                let related =
                    |diagnostic: Diagnostic, error: &&Shape| diagnostic.related(error.span, "an error with this code");
                diagnostics.push(errors.iter().fold(diagnostic, related));
            }
        }
    }
}

/// The errors of a service and of its operations, by id.
fn errors<'a>(context: &Context<'a>, service: &'a Shape) -> BTreeMap<&'a ShapeId, &'a Shape> {
    let common = service.as_service().into_iter().flat_map(|data| &data.errors);
    let operations = context.operations().operations(&service.id).iter();
    let own = operations.filter_map(|operation| operation.as_operation()).flat_map(|data| &data.errors);
    common.chain(own).filter_map(|target| context.whole(target)).map(|error| (&error.id, error)).collect()
}
