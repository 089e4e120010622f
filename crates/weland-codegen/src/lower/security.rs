//! Schemes of authentication: what people have to know of them, and where tokens come from.

use std::collections::BTreeSet;

use weland_service::{SchemeDocs, SecurityKind, Service, TokenUrl};

use crate::docs;
use crate::krate::TokenUrlItem;
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

fn entry(scheme: &SchemeDocs) -> String {
    let format = scheme.token_format.as_deref().map(docs::inline).filter(|format| !format.is_empty());
    let format = format.map(|format| format!(" ({format})")).unwrap_or_default();
    let sent = match &scheme.kind {
        SecurityKind::Basic => "a user name and a password".to_owned(),
        SecurityKind::Bearer => format!("a token{format} in the header `Authorization`"),
        SecurityKind::Authorization(word) => format!("a key behind {} in the header `Authorization`", docs::code(word)),
        SecurityKind::Header(name) => format!("a key in the header {}", docs::code(name)),
        SecurityKind::Query(name) => format!("a key in the query string, as {}", docs::code(name)),
        SecurityKind::Cookie(name) => format!("a key in the cookie {}", docs::code(name)),
        SecurityKind::Other => "something of its own".to_owned(),
    };
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
