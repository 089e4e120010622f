//! Ways to authenticate, and servers.

use weland_model::query::auth;
use weland_model::query::security::{self, SecurityKind};
use weland_model::{Node, Shape as ModelShape, trait_id};

use super::Resolver;
use crate::security::{OtherScheme, SchemeDocs, Security, SecurityScheme, Server, ServerVariable, TokenUrl};

/// What a service states for all its operations.
pub(super) fn of_service(service: &ModelShape) -> Option<Security> {
    security::stated(service, service).map(owned)
}

/// The schemes of a service that are none of those that are known.
pub(super) fn others(service: &ModelShape) -> Vec<OtherScheme> {
    let others = security::schemes(service).into_iter().filter(|(_, kind, _)| *kind == SecurityKind::Other);
    others.map(|(name, _, span)| OtherScheme { name: name.to_owned(), span }).collect()
}

/// Where tokens for the schemes of a service come from.
pub(super) fn token_urls(service: &ModelShape) -> Vec<TokenUrl> {
    let owned = |url: security::TokenUrl<'_>| TokenUrl {
        scheme: url.scheme.to_owned(),
        flow: url.flow.map(str::to_owned),
        field: url.field,
        url: url.url.to_owned(),
    };
    security::token_urls(service).into_iter().map(owned).collect()
}

/// What the schemes of a service are like.
pub(super) fn docs(service: &ModelShape) -> Vec<SchemeDocs> {
    let owned = |docs: security::SchemeDocs<'_>| SchemeDocs {
        name: docs.name.to_owned(),
        kind: docs.kind.into_owned(),
        token_format: docs.token_format.map(str::to_owned),
        description: docs.description.map(str::to_owned),
        scopes: docs.scopes.into_iter().map(|(scope, text)| (scope.to_owned(), text.to_owned())).collect(),
    };
    security::docs(service).into_iter().map(owned).collect()
}

/// What an operation accepts, if more has to be known of its schemes than their names.
pub(super) fn of_operation(resolver: &Resolver<'_, '_>, operation: &ModelShape) -> Option<Security> {
    let stated = security::stated(resolver.service, operation);
    let stated = stated.or_else(|| security::stated(resolver.service, resolver.service));
    let alternatives = || auth::alternatives(&resolver.schemes, resolver.service, operation);
    stated.or_else(|| security::of_keys(&alternatives())).map(owned)
}

fn owned(security: Vec<Vec<security::SecurityScheme<'_>>>) -> Security {
    let scheme = |scheme: security::SecurityScheme<'_>| SecurityScheme {
        name: scheme.name.to_owned(),
        kind: scheme.kind.into_owned(),
        scopes: scheme.scopes.into_iter().map(str::to_owned).collect(),
    };
    security.into_iter().map(|all| all.into_iter().map(scheme).collect()).collect()
}

/// The servers of a service or an operation.
pub(super) fn servers(shape: &ModelShape) -> Vec<Server> {
    let servers = shape.traits.get(trait_id::OPENAPI_SERVERS).and_then(Node::as_array).unwrap_or_default();
    servers.iter().filter_map(server).collect()
}

fn server(node: &Node) -> Option<Server> {
    let variables = node.get("variables").and_then(Node::as_object);
    let variable = |(name, node): (&str, &Node)| ServerVariable {
        name: name.to_owned(),
        default: node.get_str("default").unwrap_or_default().to_owned(),
        values: values(node),
    };
    Some(Server {
        url: node.get_str("url")?.to_owned(),
        variables: variables.into_iter().flat_map(|object| object.iter()).map(variable).collect(),
    })
}

/// The values that a variable may have.
fn values(variable: &Node) -> Vec<String> {
    let values = variable.get("enum").and_then(Node::as_array).unwrap_or_default();
    values.iter().filter_map(Node::as_str).map(str::to_owned).collect()
}
