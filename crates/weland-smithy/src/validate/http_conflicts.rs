//! Within a service, method, host and URI tell operations apart.

use weland_model::query::uri::{parse, template};
use weland_model::{Diagnostic, Diagnostics, Node, Shape, trait_id};

use super::context::{Context, alike};

pub(super) fn check(context: &Context<'_>, diagnostics: &mut Diagnostics) {
    for service in context.shapes().filter(|shape| shape.as_service().is_some()) {
        let operations = context.operations().operations(&service.id).iter();
        let routes = operations.filter_map(|operation| {
            let (route, uri) = route(operation, context.is_openapi(&operation.id))?;
            Some((route, (*operation, uri)))
        });
        for operations in alike(routes) {
            for (at, (operation, uri)) in operations.iter().enumerate() {
                let others = operations.iter().enumerate().filter(|(other, _)| *other != at);
                let other = others.map(|(_, (other, _))| *other).find(|other| same_host(context, operation, other));
                if let Some(other) = other {
                    report(operation, other, uri, diagnostics);
                }
            }
        }
    }
}

fn report(operation: &Shape, other: &Shape, uri: &Node, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` and `{}` have the same method and URI", operation.id, other.id);
    diagnostics.push(
        Diagnostic::error("conflicting-uri", uri.span, message)
            .related(other.span, "the other operation")
            .help("change the method or the URI of one of the two"),
    );
}

/// What a server sees of a request before it knows the operation; of the host, only how many parts its prefix has. Names of labels are no part of it, nor
/// is a slash at the end.
#[derive(PartialEq, Eq, Hash)]
struct Route<'a> {
    method: &'a str,
    path: Vec<&'a str>,
    query: Vec<(&'a str, &'a str)>,
    parts_of_host: usize,
}

fn route(operation: &Shape, is_openapi: bool) -> Option<(Route<'_>, &Node)> {
    let http = operation.traits.get(trait_id::HTTP)?;
    let uri = http.get("uri")?;
    let text = uri.as_str()?;
    if is_openapi {
        return Some((template_route(operation.traits.get(trait_id::HTTP)?.get_str("method")?, text), uri));
    }
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
    let method = http.get_str("method")?;
    let parts_of_host = host_prefix(operation).split('.').count();
    Some((Route { method, path: path.collect(), query, parts_of_host }, uri))
}

/// The route of a path of OpenAPI, where a slash at the end makes another path.
fn template_route<'a>(method: &'a str, path: &'a str) -> Route<'a> {
    let mut literals = Vec::new();
    let mut at = 0;
    for label in template(path).labels {
        literals.extend([path.get(at..label.at.start).unwrap_or_default(), "{}"]);
        at = label.at.end;
    }
    literals.push(path.get(at..).unwrap_or_default());
    Route { method, path: literals, query: Vec::new(), parts_of_host: 1 }
}

/// Whether requests for two operations whose prefixes have as many parts can go to the same host: each part of one prefix may be what the other has there.
fn same_host(context: &Context<'_>, a: &Shape, b: &Shape) -> bool {
    let (x, y) = (host_prefix(a), host_prefix(b));
    if x == y {
        return true;
    }
    x.split('.').zip(y.split('.')).all(|(x, y)| match (host_label(x), host_label(y)) {
        (Some(_), Some(_)) => true,
        (Some(label), None) => can_be(context, a, label, y),
        (None, Some(label)) => can_be(context, b, label, x),
        (None, None) => x == y,
    })
}

fn host_prefix(operation: &Shape) -> &str {
    let endpoint = operation.traits.get(trait_id::ENDPOINT);
    endpoint.and_then(|endpoint| endpoint.get_str("hostPrefix")).unwrap_or_default()
}

fn host_label(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

/// Whether the value of a host label can be a text: its pattern may exclude that.
fn can_be(context: &Context<'_>, operation: &Shape, label: &str, text: &str) -> bool {
    let input = operation.as_operation().and_then(|data| context.whole(&data.input));
    let Some(member) = input.and_then(|input| input.member(label)) else { return true };
    let target = context.target(member).and_then(|target| target.traits.get_str(trait_id::PATTERN));
    let pattern = member.traits.get_str(trait_id::PATTERN).or(target);
    pattern.is_none_or(|pattern| context.patterns.matches(pattern, text))
}
