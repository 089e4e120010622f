//! Security schemes, and what requires them.

use weland_model::{Node, closest};

use super::super::findings::Verdict::{Advice, Doubtful, Unusable, Wrong};
use super::{Context, at_key, entries};
use crate::document::Version;

/// What a type of scheme needs, and what it may have, beside what all have.
struct SchemeType {
    name: &'static str,
    must: &'static [&'static str],
    may: &'static [&'static str],
}

const fn scheme(name: &'static str, must: &'static [&'static str], may: &'static [&'static str]) -> SchemeType {
    SchemeType { name, must, may }
}

const TYPES: &[SchemeType] = &[
    scheme("apiKey", &["name", "in"], &[]),
    scheme("http", &["scheme"], &["bearerFormat"]),
    scheme("mutualTLS", &[], &[]),
    scheme("oauth2", &["flows"], &["oauth2MetadataUrl"]),
    scheme("openIdConnect", &["openIdConnectUrl"], &[]),
];

const TYPES_OF_2_0: &[SchemeType] = &[
    scheme("basic", &[], &[]),
    scheme("apiKey", &["name", "in"], &[]),
    scheme("oauth2", &["flow", "scopes"], &["authorizationUrl", "tokenUrl"]),
];

/// The URLs that the flows of version 2.0 need.
const FLOWS_OF_2_0: &[(&str, &[&str])] = &[
    ("implicit", &["authorizationUrl"]),
    ("password", &["tokenUrl"]),
    ("application", &["tokenUrl"]),
    ("accessCode", &["authorizationUrl", "tokenUrl"]),
];

/// Fields of schemes of all types.
const COMMON: &[&str] = &["type", "description", "deprecated"];

pub(super) fn check_scheme(context: &mut Context<'_, '_>, node: &Node) {
    let types = if context.version == Version::V2_0 { TYPES_OF_2_0 } else { TYPES };
    let Some(scheme) = node.get_str("type").and_then(|name| types.iter().find(|scheme| scheme.name == name)) else {
        return;
    };
    let of_flow = node.get_str("flow").and_then(|flow| FLOWS_OF_2_0.iter().find(|(name, _)| *name == flow));
    let of_flow = of_flow.map(|(_, fields)| *fields).unwrap_or_default();
    for field in scheme.must.iter().chain(of_flow).filter(|field| node.get(field).is_none()) {
        let verdict = if scheme.name.starts_with("o") { Wrong } else { Unusable };
        let message = format!("a security scheme of type `{}` lacks `{field}`", scheme.name);
        context.add(verdict, "missing-field", at_key(node, "type"), message, format!("add `{field}`"));
    }
    for entry in entries(node) {
        let key = &*entry.key;
        let is_known = |fields: &[&str]| fields.contains(&key);
        // Fields that no type has are reported elsewhere.
        let is_of_others = types.iter().any(|other| is_known(other.must) || is_known(other.may));
        if is_of_others && !is_known(COMMON) && !is_known(scheme.must) && !is_known(scheme.may) {
            let message = format!("`{key}` means nothing in a security scheme of type `{}`", scheme.name);
            context.add(Wrong, "unknown-field", entry.key_span, message, "remove it, or correct the type");
        }
    }
}

pub(super) fn check_requirement<'d>(context: &mut Context<'_, 'd>, node: &'d Node) {
    let schemes = match context.version {
        Version::V2_0 => context.root.get("securityDefinitions"),
        _ => context.root.get("components").and_then(|components| components.get("securitySchemes")),
    };
    for entry in entries(node) {
        let Some(scheme) = schemes.and_then(|schemes| schemes.get(&entry.key)) else {
            let message = format!("there is no security scheme `{}`", entry.key);
            let known = schemes.map(entries).unwrap_or_default();
            let help = match (closest(&entry.key, known.iter().map(|known| &*known.key)), context.version) {
                (Some(similar), _) => format!("did you mean `{similar}`?"),
                (None, Version::V2_0) => "describe it in `securityDefinitions`".into(),
                (None, _) => "describe it in `components`, under `securitySchemes`".into(),
            };
            context.add(Doubtful, "undefined-security-scheme", entry.key_span, message, help);
            continue;
        };
        let scheme = context.resolve(scheme);
        scopes(context, scheme, entry);
    }
}

fn scopes(context: &mut Context<'_, '_>, scheme: &Node, entry: &weland_model::Entry) {
    let wanted = entry.value.as_array().unwrap_or_default();
    match scheme.get_str("type") {
        Some("oauth2") => {
            let flows = scheme.get("flows").map(entries).unwrap_or_default().iter().map(|flow| &flow.value);
            let known: Vec<&str> = flows
                .chain([scheme])
                .filter_map(|flow| flow.get("scopes"))
                .flat_map(|scopes| entries(scopes).iter().map(|scope| &*scope.key))
                .collect();
            for scope in wanted {
                let Some(text) = scope.as_str().filter(|text| !known.contains(text)) else { continue };
                let message = format!("the security scheme `{}` has no scope `{text}`", entry.key);
                let help = match closest(text, known.iter().copied()) {
                    Some(similar) => format!("did you mean `{similar}`?"),
                    None => "add it to the scopes of the scheme".into(),
                };
                context.add(Advice, "undefined-scope", scope.span, message, help);
            }
        }
        Some("apiKey" | "http" | "basic") if matches!(context.version, Version::V2_0 | Version::V3_0) => {
            if let Some(first) = wanted.first() {
                let message = format!("the security scheme `{}` has no scopes", entry.key);
                context.add(Wrong, "undefined-scope", first.span, message, "leave the list empty");
            }
        }
        _ => {}
    }
}
