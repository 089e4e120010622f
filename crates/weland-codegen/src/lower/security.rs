//! Schemes of authentication: what people have to know of them, and where tokens come from.

use std::collections::{BTreeMap, BTreeSet};

use weland_model::trait_id;
use weland_service::{SchemeDocs, SecurityKind, Service, TokenUrl};

use crate::docs;
use crate::krate::{SchemeCredential, SchemeItem, TokenUrlItem};
use crate::names::{Scope, url_name};

/// The section on authentication, if the service has schemes of OpenAPI: what each sends, and what it is for.
pub(super) fn section(service: &Service) -> Vec<String> {
    if service.scheme_docs.is_empty() {
        return Vec::new();
    }
    let mut text = "\n# Authentication\n\n".to_owned();
    for scheme in &service.scheme_docs {
        text.push_str(&entry(scheme));
    }
    text.lines().map(str::to_owned).collect()
}

/// What is sent for a scheme.
fn sent(kind: &SecurityKind, token_format: Option<&str>) -> String {
    let format = token_format.map(docs::inline).filter(|format| !format.is_empty());
    let format = format.map(|format| format!(" ({format})")).unwrap_or_default();
    match kind {
        SecurityKind::Basic => "a user name and a password".to_owned(),
        SecurityKind::Bearer => format!("a token{format} in the header `Authorization`"),
        SecurityKind::Authorization(word) => format!("a key behind {} in the header `Authorization`", docs::code(word)),
        SecurityKind::Header(name) => format!("a key in the header {}", docs::code(name)),
        SecurityKind::Query(name) => format!("a key in the query string, as {}", docs::code(name)),
        SecurityKind::Cookie(name) => format!("a key in the cookie {}", docs::code(name)),
        SecurityKind::Other => "something of its own".to_owned(),
    }
}

fn entry(scheme: &SchemeDocs) -> String {
    let sent = sent(&scheme.kind, scheme.token_format.as_deref());
    let about = scheme.description.as_deref().map(docs::inline).filter(|about| !about.is_empty());
    let about = about.map(|about| format!(" {about}")).unwrap_or_default();
    let mut entry = format!("- {}: {sent}.{about}\n", docs::code(&scheme.name));
    for (scope, about) in &scheme.scopes {
        let about = Some(docs::inline(about)).filter(|about| !about.is_empty());
        let about = about.map(|about| format!(": {about}")).unwrap_or_default();
        entry.push_str(&format!("  - {}{about}\n", docs::code(scope)));
    }
    entry
}

/// Constants for the schemes that operations accept, but for those of signatures, which have a check of their own.
pub(super) fn schemes(service: &Service) -> Vec<SchemeItem> {
    let mut kinds: BTreeMap<&str, SecurityKind> = BTreeMap::new();
    for operation in &service.operations {
        match &operation.security {
            Some(alternatives) => {
                kinds.extend(alternatives.iter().flatten().map(|scheme| (&*scheme.name, scheme.kind.clone())));
            }
            None => kinds.extend(operation.auth.schemes.iter().map(|id| (&**id, kind_of_trait(id)))),
        }
    }
    kinds.remove(trait_id::SIGV4);
    let mut scope = Scope::statics();
    kinds.into_iter().map(|(name, kind)| scheme_item(service, name, &kind, &mut scope)).collect()
}

fn scheme_item(service: &Service, name: &str, kind: &SecurityKind, scope: &mut Scope) -> SchemeItem {
    let stated = service.scheme_docs.iter().find(|docs| docs.name == name);
    let about = stated.and_then(|docs| docs.description.as_deref()).map(docs::inline).filter(|about| !about.is_empty());
    let about = about.map(|about| format!(" {about}")).unwrap_or_default();
    let sent = sent(kind, stated.and_then(|docs| docs.token_format.as_deref()));
    SchemeItem {
        name: scope.take(url_name(&[name.rsplit('#').next().unwrap_or(name)])),
        docs: docs::line(&format!("{}: {sent}.{about}", docs::code(name))),
        wire: name.to_owned(),
        credential: match kind {
            SecurityKind::Basic => SchemeCredential::UserPassword,
            SecurityKind::Other => SchemeCredential::Nothing,
            _ => SchemeCredential::Token,
        },
    }
}

/// What is sent for a scheme of Smithy of which no more has to be known than its name.
fn kind_of_trait(id: &str) -> SecurityKind {
    match id {
        trait_id::HTTP_BASIC_AUTH => SecurityKind::Basic,
        trait_id::HTTP_BEARER_AUTH => SecurityKind::Bearer,
        _ => SecurityKind::Other,
    }
}

/// Constants for the URLs that lead to tokens. Flows that share one share the constant.
pub(super) fn token_urls(service: &Service) -> Vec<TokenUrlItem> {
    let mut scope = Scope::statics();
    let mut items: Vec<TokenUrlItem> = Vec::new();
    let mut done = BTreeSet::new();
    for url in &service.token_urls {
        if !done.insert((&url.scheme, url.field, &url.url)) {
            continue;
        }
        let same = |other: &&TokenUrl| other.scheme == url.scheme && other.field == url.field;
        let rivals: Vec<&TokenUrl> = service.token_urls.iter().filter(same).collect();
        let sharing: Vec<&str> =
            rivals.iter().filter(|other| other.url == url.url).filter_map(|other| other.flow.as_deref()).collect();
        // The flow tells apart what is not the same for all of them.
        let flow = url.flow.as_deref().filter(|_| rivals.iter().any(|other| other.url != url.url)).unwrap_or_default();
        items.push(TokenUrlItem {
            name: scope.take(url_name(&[&url.scheme, flow, words(url.field).0])),
            docs: url_docs(url, &sharing),
            url: url.url.clone(),
        });
    }
    items
}

/// The end of the name of a constant, and what the URL leads to.
fn words(field: &str) -> (&'static str, &'static str) {
    match field {
        "openIdConnectUrl" => ("discovery_url", "its discovery document"),
        "authorizationUrl" => ("authorization_url", "the page where people grant access"),
        "deviceAuthorizationUrl" => ("device_authorization_url", "codes for devices"),
        "refreshUrl" => ("refresh_url", "new tokens for old ones"),
        _ => ("token_url", "tokens"),
    }
}

fn url_docs(url: &TokenUrl, flows: &[&str]) -> Vec<String> {
    let flows: Vec<String> = flows.iter().map(|flow| docs::code(flow)).collect();
    let flows = if flows.is_empty() { String::new() } else { format!(", for {}", flows.join(", ")) };
    let mut docs = vec![format!("Where the scheme {} has {}{flows}.", docs::code(&url.scheme), words(url.field).1)];
    if !url.url.contains("://") {
        docs.extend([String::new(), "It is relative to the URL of the server.".to_owned()]);
    }
    docs
}
