//! Within a service, method, host and URI tell operations apart.

use weland_model::query::uri::parse;
use weland_model::{Diagnostic, Diagnostics, Node, Shape, trait_id};

use super::context::Context;
use crate::name_map::NameMap;

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        let mut seen: NameMap<Route<'_>, &Shape> = NameMap::default();
        for operation in context.operations().operations(&service.id) {
            let Some((route, uri)) = route(operation) else { continue };
            let Some(first) = seen.insert(route, operation) else { continue };
            let message = format!("`{}` and `{}` have the same method and URI", first.id, operation.id);
            diagnostics.push(
                Diagnostic::error("conflicting-uri", uri.span, message)
                    .related(first.span, "the other operation")
                    .help("change the method or the URI of one of the two"),
            );
        }
    }
}

/// What a server sees of a request before it knows the operation. Names of labels are no part
/// of it, nor is a slash at the end.
#[derive(PartialEq, Eq, Hash)]
struct Route<'a> {
    method: &'a str,
    host: &'a str,
    path: Vec<&'a str>,
    query: Vec<(&'a str, &'a str)>,
}

fn route(operation: &Shape) -> Option<(Route<'_>, &Node)> {
    let http = operation.traits.get(trait_id::HTTP)?;
    let uri = http.get("uri")?;
    let text = uri.as_str()?;
    let mut errors = Vec::new();
    let mut query = parse(text, &mut errors).query;
    if !errors.is_empty() {
        return None;
    }
    query.sort_unstable();
    let path = text.split_once('?').map_or(text, |(path, _)| path);
    let path = path.trim_end_matches('/').split('/').map(|segment| match segment.strip_prefix('{') {
        Some(label) if label.ends_with("+}") => "{+}",
        Some(_) => "{}",
        None => segment,
    });
    let endpoint = operation.traits.get(trait_id::ENDPOINT);
    let host = endpoint.and_then(|endpoint| endpoint.get_str("hostPrefix")).unwrap_or_default();
    let method = http.get_str("method")?;
    Some((Route { method, host, path: path.collect(), query }, uri))
}
