//! Authentication as OpenAPI describes it: schemes by name, and the sets of them that an operation accepts. The schemes of
//! Smithy that are alike are described in the same way.

use super::auth;
use crate::{AppliedTrait, Node, Shape, Span, trait_id};

/// A way to authenticate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityScheme<'m> {
    /// The name by which operations refer to it, or the id of its trait.
    pub name: &'m str,
    /// What is sent.
    pub kind: SecurityKind<&'m str>,
    /// What the caller has to be allowed to.
    pub scopes: Vec<&'m str>,
}

/// What is sent to authenticate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecurityKind<S = String> {
    /// A user name and a password, in the header `Authorization`.
    Basic,
    /// A token, in the header `Authorization`.
    Bearer,
    /// A key, in a header.
    Header(S),
    /// A key, in the header `Authorization` behind the name of a scheme.
    Authorization(S),
    /// A key, in the query string.
    Query(S),
    /// A key, in a cookie.
    Cookie(S),
    /// Something else.
    Other,
}

impl SecurityKind<&str> {
    /// The kind with names of its own.
    #[must_use]
    pub fn into_owned(self) -> SecurityKind {
        match self {
            Self::Basic => SecurityKind::Basic,
            Self::Bearer => SecurityKind::Bearer,
            Self::Header(name) => SecurityKind::Header(name.to_owned()),
            Self::Authorization(name) => SecurityKind::Authorization(name.to_owned()),
            Self::Query(name) => SecurityKind::Query(name.to_owned()),
            Self::Cookie(name) => SecurityKind::Cookie(name.to_owned()),
            Self::Other => SecurityKind::Other,
        }
    }
}

/// The schemes that a service states by `@weland.openapi#securitySchemes`, with their places.
#[must_use]
pub fn schemes(service: &Shape) -> Vec<(&str, SecurityKind<&str>, Span)> {
    scheme_nodes(service).map(|(name, scheme)| (name, kind(scheme), scheme.span)).collect()
}

/// A URL that leads to tokens for a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenUrl<'m> {
    /// The name of the scheme.
    pub scheme: &'m str,
    /// The flow of OAuth 2 that it is for; `None` for OpenID Connect.
    pub flow: Option<&'m str>,
    /// The field that states it, such as `tokenUrl`.
    pub field: &'static str,
    /// The URL, which may be relative to that of the server.
    pub url: &'m str,
}

/// The URLs that lead to tokens, in the order of schemes and flows.
#[must_use]
pub fn token_urls(service: &Shape) -> Vec<TokenUrl<'_>> {
    const OF_FLOWS: [&str; 4] = ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl", "refreshUrl"];
    let mut urls = Vec::new();
    for (scheme, node) in scheme_nodes(service) {
        let discovery = node.get_str("openIdConnectUrl").filter(|_| node.get_str("type") == Some("openIdConnect"));
        urls.extend(discovery.map(|url| TokenUrl { scheme, flow: None, field: "openIdConnectUrl", url }));
        for (flow, node) in node.get("flows").and_then(Node::as_object).into_iter().flat_map(|flows| flows.iter()) {
            let url = |field| Some(TokenUrl { scheme, flow: Some(flow), field, url: node.get_str(field)? });
            urls.extend(OF_FLOWS.into_iter().filter_map(url));
        }
    }
    urls
}

/// What is said of a scheme to people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeDocs<'m> {
    /// The name of the scheme.
    pub name: &'m str,
    /// What is sent.
    pub kind: SecurityKind<&'m str>,
    /// What a token looks like inside.
    pub token_format: Option<&'m str>,
    /// Its description.
    pub description: Option<&'m str>,
    /// What callers can be allowed to, with descriptions.
    pub scopes: Vec<(&'m str, &'m str)>,
}

/// What is said of the schemes of a service to people.
#[must_use]
pub fn docs(service: &Shape) -> Vec<SchemeDocs<'_>> {
    scheme_nodes(service).map(|(name, node)| docs_of(name, node)).collect()
}

fn docs_of<'m>(name: &'m str, node: &'m Node) -> SchemeDocs<'m> {
    let flows = node.get("flows").and_then(Node::as_object).into_iter().flat_map(|flows| flows.iter());
    let scopes = flows.filter_map(|(_, flow)| flow.get("scopes")?.as_object()).flat_map(|scopes| scopes.iter());
    let mut scopes: Vec<_> = scopes.map(|(scope, text)| (scope, text.as_str().unwrap_or_default())).collect();
    scopes.sort_unstable();
    scopes.dedup_by(|a, b| a.0 == b.0);
    SchemeDocs {
        name,
        kind: kind(node),
        token_format: node.get_str("bearerFormat"),
        description: node.get_str("description"),
        scopes,
    }
}

fn scheme_nodes(service: &Shape) -> impl Iterator<Item = (&str, &Node)> {
    let entries = service.traits.get(trait_id::OPENAPI_SECURITY_SCHEMES).and_then(Node::as_object);
    entries.into_iter().flat_map(|object| object.iter())
}

fn kind(scheme: &Node) -> SecurityKind<&str> {
    let name = scheme.get_str("name").unwrap_or_default();
    let is_http = |wanted: &str| scheme.get_str("scheme").is_some_and(|scheme| scheme.eq_ignore_ascii_case(wanted));
    match (scheme.get_str("type").unwrap_or_default(), scheme.get_str("in")) {
        ("apiKey", Some("header")) => SecurityKind::Header(name),
        ("apiKey", Some("query")) => SecurityKind::Query(name),
        ("apiKey", Some("cookie")) => SecurityKind::Cookie(name),
        ("http", _) if is_http("basic") => SecurityKind::Basic,
        ("http", _) if is_http("bearer") => SecurityKind::Bearer,
        ("oauth2" | "openIdConnect", _) => SecurityKind::Bearer,
        _ => SecurityKind::Other,
    }
}

/// The alternatives that `@weland.openapi#security` states, in order: each is a set of schemes that are needed together.
#[must_use]
pub fn stated<'m>(service: &'m Shape, shape: &'m Shape) -> Option<Vec<Vec<SecurityScheme<'m>>>> {
    let known = schemes(service);
    let list = shape.traits.get(trait_id::OPENAPI_SECURITY)?.as_array()?;
    let scheme = |(name, scopes): (&'m str, &'m Node)| SecurityScheme {
        name,
        kind: known.iter().find(|(known, ..)| *known == name).map_or(SecurityKind::Other, |(_, kind, _)| *kind),
        scopes: scopes.as_array().unwrap_or_default().iter().filter_map(Node::as_str).collect(),
    };
    let alternative =
        |node: &'m Node| node.as_object().into_iter().flat_map(|object| object.iter()).map(scheme).collect();
    Some(list.iter().map(alternative).collect())
}

/// The alternatives of an operation whose schemes are those of Smithy, if one of them is a key, about which more has to be known
/// than its name.
#[must_use]
pub fn of_keys<'m>(alternatives: &auth::AuthAlternatives<'m>) -> Option<Vec<Vec<SecurityScheme<'m>>>> {
    if !alternatives.schemes.iter().any(|applied| applied.id == trait_id::HTTP_API_KEY_AUTH) {
        return None;
    }
    let scheme = |applied: &&'m AppliedTrait| {
        vec![SecurityScheme { name: applied.id.as_str(), kind: kind_of_trait(applied), scopes: Vec::new() }]
    };
    let mut all: Vec<_> = alternatives.schemes.iter().map(scheme).collect();
    all.extend(alternatives.anonymous.then(Vec::new));
    Some(all)
}

fn kind_of_trait(applied: &AppliedTrait) -> SecurityKind<&str> {
    let name = applied.value.get_str("name").unwrap_or_default();
    match (applied.id.as_str(), applied.value.get_str("in"), applied.value.get_str("scheme")) {
        (trait_id::HTTP_BASIC_AUTH, ..) => SecurityKind::Basic,
        (trait_id::HTTP_BEARER_AUTH, ..) => SecurityKind::Bearer,
        (trait_id::HTTP_API_KEY_AUTH, Some("query"), _) => SecurityKind::Query(name),
        (trait_id::HTTP_API_KEY_AUTH, _, Some(scheme)) => SecurityKind::Authorization(scheme),
        (trait_id::HTTP_API_KEY_AUTH, ..) => SecurityKind::Header(name),
        _ => SecurityKind::Other,
    }
}
